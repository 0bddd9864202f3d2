"""`cocity import register`: what it says before and after, and that a dry run changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cocity_desktop.cli import import_register
from tests.cli.conftest import ROOT, Command

if TYPE_CHECKING:
    from pathlib import Path

FIRST, SECOND = sorted((ROOT / "tests" / "data" / "register").glob("*.csv"))


def test_two_editions_one_after_the_other(cocity: Command) -> None:
    cocity("init", "--house", "Casa di prova")
    tried = cocity("import", "register", FIRST, "--dry-run")
    assert (tried.code, tried.out.splitlines()[:2]) == (
        0,
        ["Register of 1 March 2026.", "3 new rows, 2 doubtful rows."],
    )
    assert cocity("process", "list").out == ""
    assert "Imported." in cocity("import", "register", FIRST).out
    assert len(cocity("process", "list").out.splitlines()) == 5
    later = cocity("import", "register", SECOND).out
    assert "Where it stands: Istruttoria in corso → Patto stipulato" in later
    assert "“In mano agli elfi” is no state known here." in later
    assert "1 is not listed any more and stays as it is:\n  Giardino finto" in later
    assert "Nothing to change" in cocity("import", "register", SECOND).out
    older = cocity("import", "register", FIRST).out
    assert "Nothing was changed.\n" in older
    assert "Nothing to change" not in older
    assert older.endswith(
        " left out:\n  This register is older than the one of 15 April 2026 that was read already.\n"
    )
    cocity("undo")
    assert len(cocity("process", "list").out.splitlines()) == 5


def test_rows_are_written_before_they_are_told(cocity: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in `cocity import register FILE | head`: nobody reads to the end."""
    cocity("init", "--house", "Casa di prova")

    def closed(_text: str = "") -> None:
        raise BrokenPipeError

    with monkeypatch.context() as patched:
        patched.setattr(import_register, "say", closed)
        with pytest.raises(BrokenPipeError):
            cocity("import", "register", FIRST)
    assert len(cocity("process", "list").out.splitlines()) == 5


def test_the_meaning_of_columns_and_the_day_can_be_told(cocity: Command, tmp_path: Path) -> None:
    cocity("init", "--house", "Casa di prova")
    table, meanings = tmp_path / "foglio.csv", tmp_path / "mappa.json"
    table.write_text("Uno;Due;Tre\n7;Orto;Respinta\n", encoding="utf-8")
    assert cocity("import", "register", table).code == 2
    meanings.write_text('{"Uno": "record_id", "Due": "title", "Tre": "process_state"}', encoding="utf-8")
    answer = cocity("import", "register", table, "--map", meanings, "--date", "2026-02-01")
    assert answer.out.startswith("Register of 1 February 2026.\n1 new row.")
    assert "Orto" in cocity("process", "list").out
    meanings.write_text('{"Uno": "numero"}', encoding="utf-8")
    assert "“numero” is no meaning of a column" in cocity("import", "register", table, "--map", meanings).err
