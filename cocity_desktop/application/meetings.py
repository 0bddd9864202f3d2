"""Use cases before a meeting: put it on the calendar with its agenda, change both, call it off.

How it goes is in `running`, what is said in the room in `capture`. Times are aware UTC throughout.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from cocity_desktop.application import forms
from cocity_desktop.application.agenda import take_up
from cocity_desktop.application.agenda_offers import puts_itself
from cocity_desktop.application.agenda_writing import (
    add_item,
    add_items,
    in_order,
    insert_below,
    minutes,
    move_among_siblings,
    write_agenda,
    write_item,
)
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.lifecycle import MeetingState, check_meeting_step
from cocity_desktop.domain.meetings import AgendaItem, Attendance, Meeting, MeetingKind
from cocity_desktop.domain.processes import Process

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import UnitOfWork
    from cocity_desktop.application.removal import Remove


ROOM_LANGUAGES = ("en", "fr", "es", "ro", "ar")
"""The second languages of a room (ISO 639-1): those that the fixed words of its screen and papers are written in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItem:
    """A point of the agenda; with `is_sub`, a sub-item of the nearest point before it in the same list.

    `item_id` is set where it stands for a point that is on disk already. `translation`: its title in the room's
    second language.
    """

    title: str
    planned_minutes: int = 10
    owner: str = ""
    wanted_outcome: str = ""
    translation: str = ""
    is_sub: bool = False
    item_id: EntityId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleMeeting:
    """A meeting to come.

    `take_up` are ids of what `agenda_offers.offers` offers, to be put at the end of its agenda. None for what puts
    itself there: unfinished points of the last meeting (unless `carry_over` is False), open answers of the Comune.
    """

    process_id: EntityId
    title: str
    meeting_kind: MeetingKind = MeetingKind.CO_DESIGN_TABLE
    starts_at: datetime
    planned_minutes: int = 90
    venue: str = ""
    called_by: str = ""
    items: tuple[NewItem, ...] = ()
    carry_over: bool = True
    room_language: str = ""
    take_up: tuple[EntityId, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateMeeting:
    """New values for a meeting; with `items`, a new agenda too. `take_up` as for a new one.

    `removed_items` are those points on disk that were taken off: others that are not in `items` stay.
    """

    meeting_id: EntityId
    title: str
    meeting_kind: MeetingKind
    starts_at: datetime
    planned_minutes: int
    venue: str = ""
    called_by: str = ""
    room_language: str = ""
    items: tuple[NewItem, ...] | None = None
    removed_items: tuple[EntityId, ...] = ()
    take_up: tuple[EntityId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAgendaItem:
    """One more point, at the end; or, below `parent_id`, one more sub-item of that point."""

    meeting_id: EntityId
    item: NewItem
    parent_id: EntityId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateAgendaItem:
    """New words and minutes for a point."""

    item_id: EntityId
    item: NewItem


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveAgendaItem:
    """A point with its sub-items goes to another place among the points, or a sub-item within its point; from 0."""

    item_id: EntityId
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelMeeting:
    """The meeting will not be held."""

    meeting_id: EntityId
    reason: str


def schedule_meeting(cmd: ScheduleMeeting, uow: UnitOfWork) -> Changes:
    """Add a meeting with its agenda. Raises UserError on the field that is wrong."""
    with uow:
        process = uow.get(Process, cmd.process_id)
        meeting = Meeting(id=uow.new_id(), process_id=process.id, title="", starts_at=cmd.starts_at)
        _write(meeting, cmd)
        uow.add(meeting)
        add_items(uow, meeting, cmd.items)
        chosen = cmd.take_up
        if chosen is None:
            chosen = puts_itself(uow, meeting.process_id, meeting.starts_at, points=cmd.carry_over)
        take_up(uow, meeting, chosen, len(cmd.items))
        return uow.commit("schedule_meeting", created=meeting.id, subject=meeting.title)


def update_meeting(cmd: UpdateMeeting, uow: UnitOfWork) -> Changes:
    """Write the form of a meeting, and its agenda. Raises UserError on the field that is wrong.

    STILL_REFERENCED when something was said under a point that was taken off.
    """
    with uow:
        meeting = uow.get(Meeting, cmd.meeting_id)
        _write(meeting, cmd)
        if cmd.items is not None:
            write_agenda(uow, meeting, cmd.items, cmd.removed_items)
        take_up(uow, meeting, cmd.take_up, len(uow.find(AgendaItem, meeting_id=meeting.id)))
        return uow.commit("update_meeting", subject=meeting.title)


def remove_meeting(cmd: Remove, uow: UnitOfWork) -> Changes:
    """Take a meeting out with its agenda and presence. Raises UserError(STILL_REFERENCED) once it has entries."""
    with uow:
        meeting = uow.get(Meeting, cmd.id)
        for attendance in uow.find(Attendance, meeting_id=meeting.id):
            uow.remove(attendance)
        for item in uow.find(AgendaItem, meeting_id=meeting.id):
            uow.remove(item)
        uow.remove(meeting)
        return uow.commit("remove_meeting", subject=meeting.title)


def add_agenda_item(cmd: AddAgendaItem, uow: UnitOfWork) -> Changes:
    """Add a point at the end of the agenda, or a sub-item at the end of its point."""
    with uow:
        meeting = uow.get(Meeting, cmd.meeting_id)
        if cmd.parent_id is None:
            last = max((i.position for i in uow.find(AgendaItem, meeting_id=meeting.id)), default=-1)
            item = add_item(uow, meeting, cmd.item, last + 1)
        else:
            item = insert_below(uow, uow.get(AgendaItem, cmd.parent_id), cmd.item)
        return uow.commit("add_agenda_item", created=item.id, subject=item.title)


def update_agenda_item(cmd: UpdateAgendaItem, uow: UnitOfWork) -> Changes:
    """Write the form of a point."""
    with uow:
        item = uow.get(AgendaItem, cmd.item_id)
        write_item(item, cmd.item)
        return uow.commit("update_agenda_item", subject=item.title)


def move_agenda_item(cmd: MoveAgendaItem, uow: UnitOfWork) -> Changes:
    """Put a point elsewhere; the others close ranks."""
    with uow:
        moved = uow.get(AgendaItem, cmd.item_id)
        move_among_siblings(uow, moved, cmd.position)
        return uow.commit("move_agenda_item", subject=moved.title)


def remove_agenda_item(cmd: Remove, uow: UnitOfWork) -> Changes:
    """Take a point off with its sub-items. Raises UserError(STILL_REFERENCED) once something was said under one."""
    with uow:
        item = uow.get(AgendaItem, cmd.id)
        for other in in_order(uow, item.meeting_id):
            if item.id in (other.id, other.parent_id):
                uow.remove(other)
        return uow.commit("remove_agenda_item", subject=item.title)


def cancel_meeting(cmd: CancelMeeting, uow: UnitOfWork) -> Changes:
    """Call a meeting off. Raises UserError(REASON_REQUIRED | ILLEGAL_STEP)."""
    with uow:
        meeting = uow.get(Meeting, cmd.meeting_id)
        check_meeting_step(meeting.state, MeetingState.CANCELLED, cmd.reason)
        meeting.state, meeting.step_reason = (
            MeetingState.CANCELLED,
            forms.within("reason", cmd.reason.strip()),
        )
        return uow.commit("cancel_meeting", subject=meeting.title)


def _write(meeting: Meeting, cmd: ScheduleMeeting | UpdateMeeting) -> None:
    """What was typed, into the meeting."""
    meeting.title = forms.required("title", cmd.title)
    meeting.meeting_kind, meeting.starts_at = cmd.meeting_kind, cmd.starts_at
    meeting.planned_minutes = minutes("planned_minutes", cmd.planned_minutes)
    meeting.venue = forms.within("venue", cmd.venue.strip())
    meeting.called_by = forms.within("called_by", cmd.called_by.strip())
    if cmd.room_language not in ("", *ROOM_LANGUAGES):
        raise UserError(ErrorCode.INVALID_VALUE, "room_language")
    meeting.room_language = cmd.room_language
