"""Use cases around a meeting: schedule it with its agenda, run it, close it.

What is said in the room is in `capture`. Times are aware UTC throughout.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from cocity_desktop.application import forms
from cocity_desktop.application.agenda import carry_over, place_open_answers
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.lifecycle import MeetingState, check_meeting_step
from cocity_desktop.domain.meetings import AgendaItem, Attendance, Meeting, MeetingKind
from cocity_desktop.domain.processes import Process

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import UnitOfWork
    from cocity_desktop.application.registry import Remove


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItem:
    """A point of the agenda."""

    title: str
    planned_minutes: int = 10
    owner: str = ""
    wanted_outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleMeeting:
    """A meeting to come. Unfinished points and open answers of the Comune are put on the agenda by themselves."""

    process_id: EntityId
    title: str
    meeting_kind: MeetingKind = MeetingKind.CO_DESIGN_TABLE
    starts_at: datetime
    planned_minutes: int = 90
    venue: str = ""
    called_by: str = ""
    items: tuple[NewItem, ...] = ()
    carry_over: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateMeeting:
    """New values for a meeting."""

    meeting_id: EntityId
    title: str
    meeting_kind: MeetingKind
    starts_at: datetime
    planned_minutes: int
    venue: str = ""
    called_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAgendaItem:
    """One more point, at the end."""

    meeting_id: EntityId
    item: NewItem


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateAgendaItem:
    """New words and minutes for a point."""

    item_id: EntityId
    item: NewItem


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveAgendaItem:
    """A point goes to another place, counted from 0."""

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
        meeting = uow.add(
            Meeting(
                id=uow.new_id(),
                process_id=process.id,
                title=forms.required("title", cmd.title),
                meeting_kind=cmd.meeting_kind,
                starts_at=cmd.starts_at,
                planned_minutes=_minutes("planned_minutes", cmd.planned_minutes),
                venue=forms.within("venue", cmd.venue.strip()),
                called_by=forms.within("called_by", cmd.called_by.strip()),
            )
        )
        for position, item in enumerate(cmd.items):
            _add_item(uow, meeting, item, position)
        if cmd.carry_over:
            carry_over(uow, meeting, len(cmd.items))
        place_open_answers(uow, meeting)
        return uow.commit("schedule_meeting", created=meeting.id, subject=meeting.title)


def update_meeting(cmd: UpdateMeeting, uow: UnitOfWork) -> Changes:
    """Write the form of a meeting. Raises UserError on the field that is wrong."""
    with uow:
        meeting = uow.get(Meeting, cmd.meeting_id)
        meeting.title = forms.required("title", cmd.title)
        meeting.meeting_kind, meeting.starts_at = cmd.meeting_kind, cmd.starts_at
        meeting.planned_minutes = _minutes("planned_minutes", cmd.planned_minutes)
        meeting.venue, meeting.called_by = cmd.venue.strip(), cmd.called_by.strip()
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
    """Add a point at the end of the agenda."""
    with uow:
        meeting = uow.get(Meeting, cmd.meeting_id)
        last = max((i.position for i in uow.find(AgendaItem, meeting_id=meeting.id)), default=-1)
        item = _add_item(uow, meeting, cmd.item, last + 1)
        return uow.commit("add_agenda_item", created=item.id, subject=item.title)


def update_agenda_item(cmd: UpdateAgendaItem, uow: UnitOfWork) -> Changes:
    """Write the form of a point."""
    with uow:
        item = uow.get(AgendaItem, cmd.item_id)
        item.title = forms.required("title", cmd.item.title)
        item.planned_minutes = _minutes("planned_minutes", cmd.item.planned_minutes)
        item.owner, item.wanted_outcome = cmd.item.owner.strip(), cmd.item.wanted_outcome.strip()
        return uow.commit("update_agenda_item", subject=item.title)


def move_agenda_item(cmd: MoveAgendaItem, uow: UnitOfWork) -> Changes:
    """Put a point elsewhere; the others close ranks."""
    with uow:
        moved = uow.get(AgendaItem, cmd.item_id)
        items = sorted(uow.find(AgendaItem, meeting_id=moved.meeting_id), key=lambda item: item.position)
        items.remove(moved)
        items.insert(max(0, cmd.position), moved)
        for position, item in enumerate(items):
            item.position = position
        return uow.commit("move_agenda_item", subject=moved.title)


def remove_agenda_item(cmd: Remove, uow: UnitOfWork) -> Changes:
    """Take a point off. Raises UserError(STILL_REFERENCED) once something was said under it."""
    with uow:
        item = uow.get(AgendaItem, cmd.id)
        uow.remove(item)
        return uow.commit("remove_agenda_item", subject=item.title)


def cancel_meeting(cmd: CancelMeeting, uow: UnitOfWork) -> Changes:
    """Call a meeting off. Raises UserError(REASON_REQUIRED | ILLEGAL_STEP)."""
    with uow:
        meeting = uow.get(Meeting, cmd.meeting_id)
        check_meeting_step(meeting.state, MeetingState.CANCELLED, cmd.reason)
        meeting.state = MeetingState.CANCELLED
        return uow.commit("cancel_meeting", subject=meeting.title)


def _add_item(uow: UnitOfWork, meeting: Meeting, item: NewItem, position: int) -> AgendaItem:
    return uow.add(
        AgendaItem(
            id=uow.new_id(),
            meeting_id=meeting.id,
            title=forms.required("title", item.title),
            position=position,
            planned_minutes=_minutes("planned_minutes", item.planned_minutes),
            owner=forms.within("owner", item.owner.strip()),
            wanted_outcome=forms.within("wanted_outcome", item.wanted_outcome.strip()),
        )
    )


def _minutes(field: str, value: int) -> int:
    if not 1 <= value <= 24 * 60:
        raise UserError(ErrorCode.INVALID_VALUE, field)
    return value
