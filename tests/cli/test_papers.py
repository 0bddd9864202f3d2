"""The papers of a meeting from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cocity_desktop.application.ports import SUMMARY_LANGUAGES
from cocity_desktop.cli.papers import SummaryLanguage

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Answer, Command


@pytest.fixture
def done(cocity: Command) -> Command:
    def run(*arguments: object, **named: str) -> Answer:
        answer = cocity(*arguments, **named)
        assert answer.code == 0, (arguments, answer.err)
        return answer

    return run


@pytest.fixture
def meeting(done: Command) -> str:
    """A meeting with a question and a promise."""
    done("init", "--house", "Casa di prova")
    group = done("group", "add", "Orto dei vicini").id
    process = done("process", "open", "Cortile aperto", "--group", group).id
    meeting = done("meeting", "add", process, "Tavolo", "--at", "2026-11-20T18:00", "--item", "Orari").id
    done("meeting", "run", meeting)
    done("meeting", "say", meeting, "Chi tiene le chiavi?", "--kind", "question")
    done("meeting", "say", meeting, "Portiamo le panche", "--kind", "commitment", "--group", group)
    return meeting


@pytest.mark.parametrize(("form", "start"), [("pdf", b"%PDF-1.7"), ("docx", b"PK"), ("odt", b"PK")])
def test_minutes_in_a_file(done: Command, meeting: str, tmp_path: Path, form: str, start: bytes) -> None:
    out = tmp_path / f"verbale.{form}"
    assert done("meeting", "minutes", meeting, "--as", form, "--out", out).out.strip() == str(out)
    assert out.read_bytes().startswith(start)


def test_minutes_as_text_go_to_the_screen_or_to_a_file(done: Command, meeting: str, tmp_path: Path) -> None:
    said = done("meeting", "minutes", meeting, "--as", "text", language="it").out
    assert "Chi tiene le chiavi?" in said
    assert "☐ Orto dei vicini: Portiamo le panche" in said
    out = tmp_path / "verbale.txt"
    done("meeting", "minutes", meeting, "--as", "text", "--out", out, language="it")
    assert out.read_text(encoding="utf-8").strip() == said.strip()


def test_a_file_needs_a_place(cocity: Command, meeting: str) -> None:
    answer = cocity("meeting", "minutes", meeting, language="it")
    assert (answer.code, "--out" in answer.err) == (2, True)


def test_the_summary_in_each_language(done: Command, meeting: str, tmp_path: Path) -> None:
    made = set()
    for language in SUMMARY_LANGUAGES:
        out = tmp_path / f"{language}.pdf"
        done("meeting", "summary", meeting, "--language", language, "--out", out)
        made.add(out.read_bytes())
    assert len(made) == len(SUMMARY_LANGUAGES)
    assert tuple(one.value for one in SummaryLanguage) == SUMMARY_LANGUAGES


def test_a_language_that_is_not_there(cocity: Command, meeting: str, tmp_path: Path) -> None:
    assert cocity("meeting", "summary", meeting, "--language", "de", "--out", tmp_path / "x.pdf").code == 2
    assert not (tmp_path / "x.pdf").exists()


def test_what_became_of_it(done: Command, meeting: str, tmp_path: Path) -> None:
    lines = done("meeting", "fates", meeting, language="it").out.splitlines()
    assert len(lines) == 2
    assert "ancora aperta" in lines[0]
    assert "Orto dei vicini" in lines[1]
    out = tmp_path / "fine.pdf"
    done("meeting", "fates", meeting, "--out", out)
    assert out.read_bytes().startswith(b"%PDF-1.7")


def test_additions(done: Command, meeting: str, tmp_path: Path) -> None:
    done("meeting", "additions", meeting, "--out", tmp_path / "aggiunte.pdf")
    assert (tmp_path / "aggiunte.pdf").read_bytes().startswith(b"%PDF-1.7")
