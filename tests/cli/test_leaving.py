"""What leaves the house by command line, and the list of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command


@pytest.fixture
def started(cocity: Command) -> Command:
    cocity("init", "--house", "Casa di prova")
    group = cocity("group", "add", "Orto dei vicini", "--email", "orto@example.org").id
    cocity("group", "member", group, "Ada", "Esempio", "--email", "ada@example.org")
    cocity("place", "add", "Cortile", "--address", "via Esempio 8")
    return cocity


@pytest.mark.parametrize(
    ("what", "name", "options", "start"),
    [
        ("groups", "g.csv", (), b"\xef\xbb\xbfNome del gruppo;"),
        ("groups", "g.xlsx", (), b"PK"),
        ("people", "p.ods", (), b"PK"),
        ("people", "p.vcf", (), b"BEGIN:VCARD\r\nVERSION:4.0"),
        ("people", "p3.vcf", ("--format", "vcf3"), b"BEGIN:VCARD\r\nVERSION:3.0"),
        ("people", "p.txt", (), b"Ada Esempio"),
        ("people", "l.pdf", ("--format", "labels"), b"%PDF"),
        ("groups", "a.pdf", ("--format", "addresses"), b"%PDF"),
        ("places", "l.geojson", (), b"{"),
        ("processes", "p.csv", (), b"\xef\xbb\xbfPercorso;"),
    ],
)
def test_each_kind_of_file(
    started: Command, tmp_path: Path, what: str, name: str, options: tuple[str, ...], start: bytes
) -> None:
    answer = started("export", what, tmp_path / name, *options)
    assert answer.code == 0, answer.err
    assert (tmp_path / name).read_bytes().startswith(start)


def test_what_left_is_listed(started: Command, tmp_path: Path) -> None:
    assert "Nothing has left" in started("exports").out
    started("export", "groups", tmp_path / "gruppi.csv")
    started("export", "groups", tmp_path / "per-tutti.csv", "--public")
    started("archive", "export", tmp_path / "casa.json")
    lines = started("exports").out.splitlines()
    assert ["casa.json" in lines[0], "per-tutti.csv" in lines[1], "gruppi.csv" in lines[2]] == [True] * 3
    assert ["people’s data" in line for line in lines] == [True, False, True]
    assert str(tmp_path) not in "".join(lines)


def test_the_archive_file_does_not_hold_the_note_of_itself(started: Command, tmp_path: Path) -> None:
    started("archive", "export", tmp_path / "a.json")
    started("archive", "import", tmp_path / "a.json", data=tmp_path / "other")
    started("archive", "export", tmp_path / "b.json", data=tmp_path / "other")
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_a_public_table_has_nobody_in_it(started: Command, tmp_path: Path) -> None:
    out = tmp_path / "gruppi.csv"
    started("export", "groups", out, "--public")
    text = out.read_text(encoding="utf-8-sig")
    assert "Orto dei vicini" in text
    assert "Esempio" not in text
    assert "@" not in text


def test_people_have_no_public_copy(started: Command, tmp_path: Path) -> None:
    assert started("export", "people", tmp_path / "p.csv", "--public").code == 2
    assert not (tmp_path / "p.csv").exists()


def test_an_ending_that_says_nothing(started: Command, tmp_path: Path) -> None:
    answer = started("export", "groups", tmp_path / "gruppi.pdf")
    assert (answer.code, "--format" in answer.err) == (2, True)


def test_a_folder_that_is_not_there(started: Command, tmp_path: Path) -> None:
    answer = started("export", "groups", tmp_path / "non c’è" / "g.csv")
    assert answer.code == 2
    assert answer.err
    assert "Nothing has left" in started("exports").out


def test_public_papers(started: Command, tmp_path: Path) -> None:
    process = started("process", "open", "Cortile aperto").id
    meeting = started("meeting", "add", process, "Tavolo", "--at", "2026-11-20T18:00").id
    started("meeting", "run", meeting)
    started("meeting", "say", meeting, "Lo dice Ada Esempio, 347 123 4567")
    text = started("meeting", "minutes", meeting, "--as", "text", "--public", language="it").out
    assert "Ada Esempio" not in text
    assert "347" not in text
    assert "Copia pubblica: senza dati personali" in text
    for command, name in (("fates", "f.pdf"), ("attendance", "a.pdf"), ("summary", "s.pdf")):
        assert started("meeting", command, meeting, "--out", tmp_path / name, "--public").code == 0
    pact = started("pact", "new", process).id
    made = json.loads(started("pact", "export", pact, "--format", "json", "--public").out)
    assert made["public_copy"] is True
    assert len(started("exports").out.splitlines()) == 5


def test_exported_processes_are_imported_again(started: Command, tmp_path: Path) -> None:
    started("process", "open", "Cortile aperto")
    file = tmp_path / "percorsi.csv"
    assert started("export", "processes", file).code == 0
    told = started("import", "processes", file, "--dry-run")
    assert (told.code, "1 unchanged row" in told.out) == (0, True)
    file.write_text(file.read_text(encoding="utf-8-sig").replace("Cortile aperto", ""), encoding="utf-8-sig")
    refused = started("import", "processes", file)
    assert "There is no name in this row." in refused.out + refused.err
