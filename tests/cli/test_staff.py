"""Who works here by command line: phrases given and taken, roles kept with the same words as in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Answer, Command

ADAS, BEAS = "la frase di Ada, lunga", "la frase di Bea, lunga"


@pytest.fixture
def people(cocity: Command, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """Ada coordinates, Bea only reads; each has a phrase."""
    assert cocity("init", "--house", "Casa di prova").code == 0
    made = []
    for name, role, phrase in (("Ada", "coordinator", ADAS), ("Bea", "read_only", BEAS)):
        made.append(cocity("staff", "add", name, "--role", role).id)
        monkeypatch.setenv("COCITY_NEW_PASSPHRASE", phrase)
        assert cocity("staff", "passphrase", made[-1]).code == 0
    monkeypatch.delenv("COCITY_NEW_PASSPHRASE")
    return made[0], made[1]


def as_(monkeypatch: pytest.MonkeyPatch, phrase: str) -> None:
    monkeypatch.setenv("COCITY_PASSPHRASE", phrase)


def test_everybody_is_listed_with_their_phrase(people: tuple[str, str], cocity: Command) -> None:
    lines = cocity("staff", "list").out.splitlines()
    assert len(lines) == 3
    assert "Ada" in lines[0]
    assert people[0] in lines[0]
    assert "opens" in lines[0]
    assert "the phrase of the house" in lines[2]


def test_who_may_not_is_refused_with_2_and_the_words_of_the_window(
    people: tuple[str, str], cocity: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    as_(monkeypatch, BEAS)
    refused: list[Answer] = [
        cocity("group", "add", "Orto"),
        cocity("staff", "add", "Carla"),
        cocity("archive", "export", tmp_path / "x.json"),
    ]
    assert {answer.code for answer in refused} == {2}
    assert {answer.err for answer in refused} == {"You have read-only access.\n"}
    assert not (tmp_path / "x.json").exists()
    as_(monkeypatch, ADAS)
    assert cocity("staff", "role", people[1], "facilitator").code == 0
    as_(monkeypatch, BEAS)
    assert cocity("group", "add", "Orto").code == 0
    assert cocity("staff", "add", "Carla", language="it").err == "Solo chi coordina può farlo.\n"


def test_who_leaves_opens_no_more(
    people: tuple[str, str], cocity: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "made before" in cocity("staff", "remove", people[1]).out
    as_(monkeypatch, BEAS)
    assert cocity("group", "list").code == 2
    as_(monkeypatch, ADAS)
    assert cocity("staff", "remove", "house").code == 0
    assert cocity("staff", "remove", people[0]).code == 2
    assert cocity("staff", "remove", "nobody").code == 2
    assert cocity("group", "list").code == 0


def test_six_words_are_printed_once_and_open(
    people: tuple[str, str], cocity: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    phrase = cocity("staff", "passphrase", people[1], "--generate").out.strip()
    assert len(phrase.split()) == 6
    as_(monkeypatch, phrase)
    assert cocity("group", "list").code == 0
    as_(monkeypatch, ADAS)
    (tmp_path / "nuova.txt").write_text("un’altra frase da file\n", encoding="utf-8")
    file = tmp_path / "nuova.txt"
    assert cocity("staff", "passphrase", people[1], "--new-passphrase-file", file).code == 0
    assert cocity("staff", "passphrase", people[1]).code == 2


def test_the_archive_gets_another_key(
    people: tuple[str, str], cocity: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (tmp_path / "data" / "archive.key.json").read_text()
    assert cocity("staff", "new-key").code == 0
    assert (tmp_path / "data" / "archive.key.json").read_text() != before
    for phrase in (ADAS, BEAS):
        as_(monkeypatch, phrase)
        assert cocity("group", "list").code == 0
