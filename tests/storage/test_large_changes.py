"""A change of thousands of records leaves index and lists as if each had been written alone; so does taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cocity_desktop.application.history import redo_last, undo_last
from cocity_desktop.domain.places import Place
from cocity_desktop.storage import lines, search
from cocity_desktop.storage.tables import LINES

if TYPE_CHECKING:
    from cocity_desktop.storage.archive import Archive

MANY = 60
"""More than what the fixture lets pass for few."""


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "_MANY", 50)
    monkeypatch.setattr(search, "_WAITING_AT_MOST", 50)


def names(archive: Archive) -> dict[str, list[tuple[Any, ...]]]:
    """What search and the list of places hold, without the numbers that only order them."""
    raw = archive.database.raw
    columns = ", ".join(c.name for c in LINES["place"].columns if c.name != "item")
    return {
        "search": raw.execute("SELECT kind, entity_id, title, body FROM search_item ORDER BY 2").fetchall(),
        "lines": raw.execute(f"SELECT {columns} FROM place_line ORDER BY item").fetchall(),
    }


def check(archive: Archive, alive: int) -> None:
    raw = archive.database.raw
    for index in ("search", "place_words"):
        raw.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    kept_up = names(archive)
    assert len(kept_up["lines"]) == alive
    with archive.database.writing():
        search.rebuild(raw)
        lines.rebuild(raw)
    assert names(archive) == kept_up


@pytest.mark.parametrize("there_before", [3, 400], ids=["a small list", "a list that is mostly kept"])
def test_thousands_made_changed_and_taken_back(archive: Archive, there_before: int) -> None:
    def add(count: int, name: str) -> None:
        with archive.unit_of_work("") as uow:
            for number in range(count):
                uow.add(Place(id=uow.new_id(), name=f"{name} {number}", address=f"via {number} Alloro"))
            uow.commit("add")

    add(there_before, "Giardino")
    add(MANY, "Aiuola")
    check(archive, there_before + MANY)
    with archive.unit_of_work("") as uow:
        for place in uow.find(Place)[-MANY:]:
            place.name = place.name.replace("Aiuola", "Cortile")
        uow.commit("change")
    check(archive, there_before + MANY)
    undo_last(archive.unit_of_work(""))
    undo_last(archive.unit_of_work(""))
    check(archive, there_before)
    redo_last(archive.unit_of_work(""))
    check(archive, there_before + MANY)
