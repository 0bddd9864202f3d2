"""The agenda as it stands: points with their numbers, sub-items behind theirs, and what comes when. Pure: no Qt here.

Only points without sub-items are begun, paused and ended; one that has some stands where they stand, and takes the
time they take.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cocity_desktop.application.room import numbered_points
from cocity_desktop.application.views.work import AgendaRow
from cocity_desktop.domain.meetings import AgendaState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cocity_desktop.application.views.work import MeetingDetail
    from cocity_desktop.domain.entity import EntityId


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the agenda in its place. `subs` are its sub-items, none for most."""

    row: AgendaRow
    number: str
    subs: tuple[AgendaRow, ...] = ()

    @property
    def is_sub(self) -> bool:
        return "." in self.number

    @property
    def state(self) -> AgendaState:
        """Its own, or that of its sub-items together: begun and not ended, it is open like one to come."""
        if not self.subs:
            return self.row.state
        states = {sub.state for sub in self.subs}
        for state in (AgendaState.RUNNING, AgendaState.OPEN):
            if state in states:
                return state
        return AgendaState.DONE if AgendaState.DONE in states else AgendaState.POSTPONED

    @property
    def minutes(self) -> int:
        """Planned, without what was granted on top."""
        return sum(one.planned_minutes for one in self.subs or (self.row,))

    @property
    def extra(self) -> int:
        """Minutes that the room granted on top."""
        return sum(one.extra_minutes for one in self.subs or (self.row,))


def outlined(agenda: Iterable[AgendaRow]) -> tuple[Point, ...]:
    """The points in the order in which they are read."""
    rows = tuple(agenda)
    return tuple(
        Point(row, number, tuple(one for _n, one in numbered_points(rows) if one.parent_id == row.id))
        for number, row in numbered_points(rows)
    )


def treated(agenda: Iterable[AgendaRow]) -> tuple[AgendaRow, ...]:
    """The points that are talked about one after the other: those without sub-items."""
    return tuple(point.row for point in outlined(agenda) if not point.subs)


def running(agenda: Iterable[AgendaRow]) -> AgendaRow | None:
    """The point being talked about, None between two."""
    return next((row for row in agenda if row.state is AgendaState.RUNNING), None)


def coming(agenda: Iterable[AgendaRow]) -> tuple[AgendaRow, ...]:
    """The points still to be talked about, in the order in which the key goes through them.

    Those after the running one come first; what was passed over is taken up at the end.
    """
    rows = treated(agenda)
    now = running(rows)
    here = rows.index(now) if now is not None else -1
    waiting = [(place, row) for place, row in enumerate(rows) if row.state is AgendaState.OPEN]
    return tuple(row for _place, row in sorted(waiting, key=lambda pair: (pair[0] < here, pair[0])))


def to_begin(agenda: Sequence[AgendaRow], item_id: EntityId) -> AgendaRow | None:
    """What begins when somebody points at `item_id`: the point, or the first of its sub-items that waits."""
    point = next((one for one in outlined(agenda) if one.row.id == item_id), None)
    if point is None or not point.subs:
        return point.row if point else None
    if point.state is AgendaState.RUNNING:
        return running(point.subs)
    return next((sub for sub in point.subs if sub.state is AgendaState.OPEN), point.subs[0])


def planned_minutes(agenda: Iterable[AgendaRow]) -> int:
    """Of the whole agenda: the minutes of a point with sub-items are theirs."""
    return sum(row.planned_minutes for row in treated(agenda))


def turned_to(meeting: MeetingDetail, item_id: EntityId) -> MeetingDetail:
    """The meeting as it will be once the room has turned to a point: for what is typed before that is on disk."""

    def after(row: AgendaRow) -> AgendaRow:
        if row.id == item_id:
            return replace(row, state=AgendaState.RUNNING)
        return replace(row, state=AgendaState.DONE) if row.state is AgendaState.RUNNING else row

    return replace(meeting, agenda=tuple(after(row) for row in meeting.agenda))
