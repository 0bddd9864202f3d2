"""`cocity duplicates`, `merge` and `unmerge`: what they say, and that a dry run changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Command


def test_doubles_are_found_merged_and_parted(cocity: Command) -> None:
    cocity("init", "--house", "Casa di prova")
    kept = cocity("group", "add", "Orti del Lingotto", "--email", "orti@example.org").id
    gone = cocity(
        "group", "add", "Ass. Orti Lingotto", "--email", "Orti@example.org", "--address", "Via Esempio 1"
    ).id
    found = cocity("duplicates", "groups").out
    assert kept in found
    assert gone in found
    assert "same name without “ass”, same mail" in found
    assert cocity("duplicates", "places").out == ""
    tried = cocity("merge", "group", kept, gone, "--dry-run")
    assert tried.code == 0
    assert "Via Esempio 1" in tried.out
    assert "Moves: 1 contact" in tried.out
    assert len(cocity("group", "list").out.splitlines()) == 2
    merge = cocity("merge", "group", kept, gone).id
    assert len(cocity("group", "list").out.splitlines()) == 1
    assert cocity("duplicates").out == ""
    assert cocity("unmerge", merge).id == gone
    assert len(cocity("group", "list").out.splitlines()) == 2
    assert cocity("unmerge", merge).code == 2
    assert cocity("merge", "group", kept, kept).code == 2
