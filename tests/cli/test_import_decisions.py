"""What is said of doubtful rows on the command line: the same as a row above, a record of the archive, a new one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command

TABLE = (
    "Nome;Tipo;Mail;Telefono\n"
    "Orto dei vicini di via Esempio;APS;a@example.org;\n"
    "Banda musicale;ODV;b@example.org;\n"
    "Orto vicini di via Esempio;APS;;011 5551234\n"
)


@pytest.fixture
def table(cocity: Command, tmp_path: Path) -> Path:
    cocity("init", "--house", "Casa di prova")
    file = tmp_path / "gruppi.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


def groups(cocity: Command) -> list[str]:
    return cocity("group", "list").out.splitlines()


def test_the_trial_says_how_to_say_it_and_saying_it_makes_one_of_two_rows(
    cocity: Command, table: Path
) -> None:
    tried = cocity("import", "groups", table, "--dry-run").out
    assert "row 4, Orto vicini di via Esempio: doubtful" in tried
    assert "    --same 4=2  row 2, Orto dei vicini di via Esempio" in tried
    assert "    --new 4" in tried
    done = cocity("import", "groups", table, "--same", "4=2")
    assert done.code == 0
    assert len(groups(cocity)) == 2
    (orto,) = [line for line in groups(cocity) if "Orto" in line]
    exported = table.with_name("fuori.csv")
    assert cocity("export", "groups", exported).code == 0
    (row,) = [
        line for line in exported.read_text(encoding="utf-8-sig").splitlines() if "Orto dei vicini" in line
    ]
    assert "a@example.org" in row, orto
    assert "5551234" in row, "the lower row adds what the upper one does not say"


def test_the_same_command_again_changes_nothing(cocity: Command, table: Path) -> None:
    cocity("import", "groups", table, "--same", "4=2")
    again = cocity("import", "groups", table, "--same", "4=2")
    assert again.code == 0
    assert "3 unchanged rows." in again.out
    assert "doubtful" not in cocity("import", "groups", table).out
    cocity("undo")
    assert groups(cocity) == []


def test_left_undecided_it_stays_out_and_as_a_new_one_it_comes_in(cocity: Command, table: Path) -> None:
    cocity("import", "groups", table)
    assert len(groups(cocity)) == 2
    assert cocity("import", "groups", table, "--new", "4").code == 0
    assert len(groups(cocity)) == 3


def test_a_row_is_said_to_be_a_record_of_the_archive(cocity: Command, table: Path) -> None:
    cocity("import", "groups", table)
    other = table.with_name("altri.csv")
    other.write_text("Nome;Tipo;Telefono\nOrto vicini di via Esempio;APS;011 5551234\n", encoding="utf-8")
    tried = cocity("import", "groups", other, "--dry-run").out
    (said,) = re.findall(r"--is (2=\S+)  Orto dei vicini di via Esempio", tried)
    assert cocity("import", "groups", other, "--is", said).code == 0
    assert len(groups(cocity)) == 2


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--same", "99=2"), "There is no row 99 in this table."),
        (("--same", "4=3"), "Row 4 does not look like row 3: that cannot be said of it."),
        (("--same", "4=5"), "Row 4 does not look like row 5: that cannot be said of it."),
        (("--is", "4=nessuno"), "Row 4 does not look like the record nessuno: that cannot be said of it."),
        (("--same", "4"), "“4” is not a row, an equals sign and what the row is."),
        (("--same", "4=due"), "“4=due” is not a row, an equals sign and what the row is."),
        (("--same", "4=2", "--new", "4"), "Two things are said of row 4."),
    ],
)
def test_what_cannot_be_said_changes_nothing(
    cocity: Command, table: Path, options: tuple[str, ...], words: str
) -> None:
    refused = cocity("import", "groups", table, *options)
    assert refused.code == 2
    assert words in refused.err
    assert groups(cocity) == []


@pytest.mark.parametrize("what", ["groups", "people", "places"])
def test_help_tells_of_it(cocity: Command, what: str) -> None:
    told = cocity("import", what, "--help").out
    for option in ("--same", "--is", "--new"):
        assert option in told


def test_one_place_of_two_rows(cocity: Command, tmp_path: Path) -> None:
    cocity("init", "--house", "Casa di prova")
    table = tmp_path / "luoghi.csv"
    table.write_text(
        "Nome;Indirizzo;Proprietà\nGiardino Esempio;via Esempio 8;Comune\nGiardino Esempio;;\n",
        encoding="utf-8",
    )
    tried = cocity("import", "places", table, "--dry-run").out
    assert "--same 3=2" in tried
    assert cocity("import", "places", table, "--same", "3=2").code == 0
    assert len(cocity("place", "list").out.splitlines()) == 1
