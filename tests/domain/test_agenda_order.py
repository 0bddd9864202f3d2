"""The numbers of an agenda with sub-items."""

from __future__ import annotations

from cocity_desktop.domain.agenda_order import numbered
from cocity_desktop.domain.meetings import AgendaItem


def item(name: str, position: int, parent: str | None = None) -> AgendaItem:
    return AgendaItem(id=name, meeting_id="m", title=name, position=position, parent_id=parent)


def test_sub_items_stand_behind_their_point_whatever_the_positions_of_others() -> None:
    points = [item("varie", 5), item("b", 4, "cortile"), item("cortile", 2), item("a", 3, "cortile")]
    assert [(number, point.id) for number, point in numbered(points)] == [
        ("1", "cortile"), ("1.1", "a"), ("1.2", "b"), ("2", "varie"),
    ]  # fmt: skip


def test_a_sub_item_without_its_point_stands_for_itself() -> None:
    assert [number for number, _ in numbered([item("sola", 1, "tolta"), item("prima", 0)])] == ["1", "2"]
