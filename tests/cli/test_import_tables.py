"""`cocity import groups|people|places`: tried first, taken in as one change, with exit codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command


def test_a_table_is_tried_then_taken_in_then_taken_back(cocity: Command, tmp_path: Path) -> None:
    cocity("init", "--house", "Casa di prova")
    table = tmp_path / "gruppi.csv"
    table.write_text(
        "Nome;Tipo;Mail\nOrto;APS;a@example.org\nBanda;marziani;\n;;\n;ODV;x@example.org\n", encoding="cp1252"
    )
    tried = cocity("import", "groups", table, "--dry-run")
    assert tried.code == 0
    assert "  Tipo → Kind" in tried.out
    assert "row 3, Banda: doubtful\n    Tipo: “marziani” is no kind of group known here." in tried.out
    assert "row 5: refused\n    There is no name in this row." in tried.out
    assert "1 new row, 1 doubtful row, 1 refused row.\nNothing was changed: this was a dry run." in tried.out
    assert cocity("group", "list").out == ""
    assert "Imported." in cocity("import", "groups", table, "--doubtful", "take").out
    assert len(cocity("group", "list").out.splitlines()) == 2
    again = cocity("import", "groups", table, "--doubtful", "take").out
    assert again.endswith("Nothing was changed.\n1 row was left out:\n  There is no name in this row.\n")
    changed = tmp_path / "gruppi 2026.csv"
    changed.write_text("Nome;Tipo;Mail\nOrto;ODV;a@example.org\n", encoding="utf-8")
    assert (
        "    Kind: social promotion association (APS) → volunteer organisation (ODV)"
        in cocity("import", "groups", changed).out
    )
    cocity("undo")
    cocity("undo")
    assert cocity("group", "list").out == ""


def test_the_meaning_of_columns_can_be_told(cocity: Command, tmp_path: Path) -> None:
    cocity("init", "--house", "Casa di prova")
    table = tmp_path / "foglio.csv"
    table.write_text("Uno;Due\n7;Cortile\n", encoding="utf-8")
    said, wrong = tmp_path / "mappa.toml", tmp_path / "mappa.json"
    said.write_text('Uno = "ignore"\nDue = "name"\n', encoding="utf-8")
    wrong.write_text('{"Due": "nome"}', encoding="utf-8")
    refused = cocity("import", "places", table, "--map", wrong)
    assert (refused.code, "“nome” is no meaning of a column" in refused.err) == (2, True)
    assert cocity("import", "places", table, "--map", said).code == 0
    assert "Cortile" in cocity("place", "list").out
    assert cocity("import", "people", tmp_path / "missing.csv").code == 2
