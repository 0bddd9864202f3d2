"""An agenda being written, as data: its lines, what keys do to them, their numbers and their sum. Knows no widget."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cocity_desktop.application.agenda_writing import owners
from cocity_desktop.application.meetings import NewItem
from cocity_desktop.localization import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cocity_desktop.domain.entity import EntityId


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A point being written; `key` tells it from the others before it is on disk. `number` is 2, or 2.1."""

    key: str
    item: NewItem
    number: str = ""
    family_minutes: int = 0
    """Of a point with sub-items: theirs together, which are its minutes."""


class AgendaLines:
    """The lines in their order. A sub-item belongs to the nearest point before it, wherever lines are moved."""

    def __init__(self) -> None:
        self._items: list[tuple[str, NewItem]] = []
        self._count = 0
        self.removed: list[EntityId] = []

    # --- what it holds ---------------------------------------------------------------------------------------

    def rows(self) -> list[DraftLine]:
        """The lines with their numbers."""
        items = [item for _key, item in self._items]
        above = owners(items)
        found, point, sub = [], 0, 0
        for place, (key, item) in enumerate(self._items):
            point, sub = (point + 1, 0) if above[place] is None else (point, sub + 1)
            family = sum(one.planned_minutes for i, one in enumerate(items) if above[i] == place)
            found.append(DraftLine(key, item, f"{point}.{sub}" if sub else str(point), family))
        return found

    def items(self) -> tuple[NewItem, ...]:
        """What the use cases take."""
        return tuple(item for _key, item in self._items)

    def item(self, key: str) -> NewItem:
        """Raises KeyError."""
        return dict(self._items)[key]

    def total(self) -> int:
        """Minutes in all: those of a point with sub-items are theirs."""
        items = self.items()
        divided = set(owners(items))
        return sum(item.planned_minutes for place, item in enumerate(items) if place not in divided)

    def replace_all(self, items: Iterable[NewItem]) -> None:
        """These in place of what is there."""
        self.removed += [item.item_id for _key, item in self._items if item.item_id]
        self._items = []
        self.extend(items)

    def extend(self, items: Iterable[NewItem]) -> None:
        """Behind what is there."""
        for item in items:
            self.add(item)

    # --- what keys do ------------------------------------------------------------------------------------------

    def add(self, item: NewItem) -> str:
        """At the end; its key. The first line is always a point."""
        self._count += 1
        key = item.item_id or f"new-{self._count}"
        self._items.append((key, item if self._items else replace(item, is_sub=False)))
        return key

    def change(self, key: str, item: NewItem) -> None:
        """Other words for a line; whether it is a sub-item stays."""
        at = self._at(key)
        kept = replace(item, is_sub=self._items[at][1].is_sub, item_id=self._items[at][1].item_id)
        self._items[at] = (key, kept)

    def remove(self, key: str) -> None:
        """A point leaves with its sub-items."""
        start, end = self._family(self._at(key))
        self.removed += [item.item_id for _key, item in self._items[start:end] if item.item_id]
        del self._items[start:end]

    def indent(self, key: str) -> bool:
        """A point becomes a sub-item of the point before it; its own sub-items go with it."""
        return self._turn(key, is_sub=True) if self._at(key) else False

    def outdent(self, key: str) -> bool:
        """A sub-item becomes a point; the sub-items behind it become its own."""
        return self._turn(key, is_sub=False)

    def move(self, key: str, by: int) -> bool:
        """One place up (-1) or down (1): a point over whole points, a sub-item into the next point at the edge."""
        start, end = self._family(self._at(key))
        if self._items[start][1].is_sub:
            to = start + by if by < 0 else start + 2
            return self._put(start, end, to) if 1 <= to <= len(self._items) else False
        if by < 0:
            return self._put(start, end, self._family_start(start - 1)) if start else False
        return self._put(start, end, self._family(end)[1]) if end < len(self._items) else False

    def drop(self, key: str, before: int) -> bool:
        """Before the line number `before` (from 0); a point is never dropped among the sub-items of another."""
        start, end = self._family(self._at(key))
        if self._items[start][1].is_sub:
            before = max(1, before)
        elif before < len(self._items):
            before = self._family_start(before)
        return self._put(start, end, before)

    def _put(self, start: int, end: int, before: int) -> bool:
        if start <= before <= end:
            return False
        block = self._items[start:end]
        del self._items[start:end]
        at = before if before < start else before - len(block)
        self._items[at:at] = block
        return True

    def _turn(self, key: str, *, is_sub: bool) -> bool:
        at = self._at(key)
        item = self._items[at][1]
        if item.is_sub is is_sub:
            return False
        self._items[at] = (key, replace(item, is_sub=is_sub))
        return True

    def _at(self, key: str) -> int:
        return next(place for place, (known, _item) in enumerate(self._items) if known == key)

    def _family(self, at: int) -> tuple[int, int]:
        """First and behind the last line of what moves with the line at `at`."""
        end = at + 1
        if not self._items[at][1].is_sub:
            while end < len(self._items) and self._items[end][1].is_sub:
                end += 1
        return at, end

    def _family_start(self, at: int) -> int:
        while at > 0 and self._items[at][1].is_sub:
            at -= 1
        return at


def sum_words(lines: int, minutes: int, planned: int) -> str:
    """«5 punti, 102 min: 12 minuti in più del tempo previsto», "" without lines; `planned` 0 while it is not known."""
    if not lines:
        return ""
    said = ngettext("{n} point", "{n} points", lines) + ", " + ngettext("{n} min", "{n} min", minutes)
    if not planned:
        return said
    if minutes > planned:
        over = ngettext("{n} minute more than planned", "{n} minutes more than planned", minutes - planned)
    elif minutes < planned:
        over = ngettext("{n} minute left free", "{n} minutes left free", planned - minutes)
    else:
        over = _("as long as planned")
    return f"{said}: {over}"
