"""How an agenda is written: whole or point by point, sub-items behind the point they belong to.

Positions count through the agenda from 0, sub-items included, so that the order of a list is the order of the room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from cocity_desktop.application import forms
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.meetings import AgendaItem, Meeting

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from cocity_desktop.application.meetings import NewItem
    from cocity_desktop.application.ports import UnitOfWork
    from cocity_desktop.domain.entity import EntityId


class Line(Protocol):
    """A point as typed: of an agenda or of a template."""

    @property
    def is_sub(self) -> bool: ...


def owners(lines: Iterable[Line]) -> list[int | None]:
    """For each line the place of the point it is a sub-item of; None for a point, and for a first line always."""
    found: list[int | None] = []
    point: int | None = None
    for place, line in enumerate(lines):
        if not line.is_sub or point is None:
            point = place
            found.append(None)
        else:
            found.append(point)
    return found


def minutes(field: str, value: int) -> int:
    """Minutes of a point or of a meeting: a day at most. Raises UserError(INVALID_VALUE) on `field`."""
    if not 1 <= value <= 24 * 60:
        raise UserError(ErrorCode.INVALID_VALUE, field)
    return value


def add_items(
    uow: UnitOfWork, meeting: Meeting, lines: Sequence[NewItem], first: int = 0
) -> list[AgendaItem]:
    """Put new points on the agenda, from the position `first` on."""
    added: list[AgendaItem] = []
    for place, owner in enumerate(owners(lines)):
        parent = None if owner is None else added[owner].id
        added.append(add_item(uow, meeting, lines[place], first + place, parent))
    return added


def add_item(
    uow: UnitOfWork, meeting: Meeting, line: NewItem, position: int, parent_id: EntityId | None = None
) -> AgendaItem:
    """One new point, or a sub-item of `parent_id`."""
    item = AgendaItem(
        id=uow.new_id(), meeting_id=meeting.id, title="", position=position, parent_id=parent_id
    )
    write_item(item, line)
    return uow.add(item)


def write_item(item: AgendaItem, line: NewItem) -> None:
    """What was typed, into the point. Raises UserError on the field that is wrong."""
    item.title = forms.required("title", line.title)
    item.planned_minutes = minutes("planned_minutes", line.planned_minutes)
    item.owner = forms.within("owner", line.owner.strip())
    item.wanted_outcome = forms.within("wanted_outcome", line.wanted_outcome.strip())
    item.translation = forms.within("translation", line.translation.strip())


def write_agenda(
    uow: UnitOfWork, meeting: Meeting, lines: Sequence[NewItem], removed: Collection[EntityId]
) -> int:
    """Make the agenda these lines, in their order; the first position after them.

    A line with an `item_id` is a point on disk with new words or another place. Points in `removed` leave; those that
    are neither here nor there (put on meanwhile) stay, at the end.
    """
    on_disk = {item.id: item for item in in_order(uow, meeting.id)}
    written: list[AgendaItem] = []
    for place, owner in enumerate(owners(lines)):
        line = lines[place]
        item = on_disk.pop(line.item_id, None) if line.item_id else None
        if item is None:
            item = add_item(uow, meeting, line, place)
        write_item(item, line)
        item.position, item.parent_id = place, None if owner is None else written[owner].id
        written.append(item)
    return _keep_the_rest(uow, on_disk.values(), removed, len(written))


def _keep_the_rest(
    uow: UnitOfWork, rest: Iterable[AgendaItem], removed: Collection[EntityId], position: int
) -> int:
    for item in rest:
        if item.id in removed:
            uow.remove(item)
        else:
            if item.parent_id in removed:
                item.parent_id = None
            item.position = position
            position += 1
    return position


def in_order(uow: UnitOfWork, meeting_id: EntityId) -> list[AgendaItem]:
    """The points of a meeting and their sub-items, as they stand on the agenda."""
    return sorted(uow.find(AgendaItem, meeting_id=meeting_id), key=lambda item: (item.position, item.id))


def insert_below(uow: UnitOfWork, parent: AgendaItem, line: NewItem) -> AgendaItem:
    """A sub-item behind the others of its point; what follows makes room. Raises UserError(INVALID_VALUE).

    A sub-item has no sub-items of its own.
    """
    if parent.parent_id is not None:
        raise UserError(ErrorCode.INVALID_VALUE, "parent_id")
    items = in_order(uow, parent.meeting_id)
    family = [place for place, item in enumerate(items) if parent.id in (item.id, item.parent_id)]
    made = add_item(uow, uow.get(Meeting, parent.meeting_id), line, 0, parent.id)
    items.insert(family[-1] + 1, made)
    _count(items)
    return made


def move_among_siblings(uow: UnitOfWork, moved: AgendaItem, place: int) -> None:
    """`moved` becomes the sibling number `place` (from 0): a point among points with its sub-items, or a sub-item."""
    items = in_order(uow, moved.meeting_id)
    families = [[item, *(sub for sub in items if sub.parent_id == item.id)] for item in items]
    siblings = [family for family in families if family[0].parent_id == moved.parent_id]
    own = next(family for family in siblings if family[0] is moved)
    siblings.remove(own)
    siblings.insert(max(0, place), own)
    if moved.parent_id is not None:
        order = [family[0] for family in siblings]
        points = [family for family in families if family[0].parent_id is None]
        siblings = [[family[0], *order] if family[0].id == moved.parent_id else family for family in points]
    _count([item for family in siblings for item in family])


def _count(items: Iterable[AgendaItem]) -> None:
    for position, item in enumerate(items):
        item.position = position
