"""Use cases of a meeting that goes on: begin it, turn from point to point, keep its time, end it.

Each takes the moment it happened: now when somebody is in the room, a moment of the past when a meeting that was
held on paper is typed in afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from cocity_desktop.domain.agenda_order import numbered
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.lifecycle import MeetingState, MinutesState, check_meeting_step
from cocity_desktop.domain.meetings import AgendaItem, AgendaState, Attendance, Meeting, Minutes

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import UnitOfWork

MOST_EXTRA = 240
"""Minutes that a room may grant a point in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunMeeting:
    """The meeting begins; `reason` is asked for when a closed one is opened again.

    `on_paper` says that it was held without the app and is typed in now; `at` is when it really began.
    """

    meeting_id: EntityId
    reason: str = ""
    on_paper: bool = False
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseMeeting:
    """The meeting ends: who is in the room leaves, the running point is done, the open ones are postponed."""

    meeting_id: EntityId
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StartItem:
    """The room turns to this point; the one that was running is done."""

    item_id: EntityId
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendItem:
    """The room grants a point some more minutes, or takes some back (below 0)."""

    item_id: EntityId
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseRoomLanguage:
    """The second language of the room's screen (ISO 639-1), "" for Italian alone."""

    meeting_id: EntityId
    language: str


def choose_room_language(cmd: ChooseRoomLanguage, uow: UnitOfWork) -> Changes:
    """Choose what the screen speaks besides Italian. Raises UserError(INVALID_VALUE) for no language code."""
    code = cmd.language
    if code and not (len(code) == 2 and code.isascii() and code.islower()):
        raise UserError(ErrorCode.INVALID_VALUE, "language")
    with uow:
        meeting = uow.get(Meeting, cmd.meeting_id)
        meeting.room_language = code
        return uow.commit("choose_room_language", subject=meeting.title)


def run_meeting(cmd: RunMeeting, uow: UnitOfWork) -> Changes:
    """Begin, or open again what was closed by mistake. Raises UserError as `check_meeting_step`.

    The first point begins with it; of a point with sub-items, the first of these.
    """
    with uow:
        meeting = uow.get(Meeting, cmd.meeting_id)
        check_meeting_step(meeting.state, MeetingState.RUNNING, cmd.reason, _minutes_state(uow, meeting))
        began = _moment(uow, cmd.at, None)
        meeting.state, meeting.step_reason = MeetingState.RUNNING, cmd.reason.strip()
        meeting.opened_at, meeting.closed_at = meeting.opened_at or began, None
        meeting.on_paper = meeting.on_paper or cmd.on_paper
        items = [item for _number, item in numbered(uow.find(AgendaItem, meeting_id=meeting.id))]
        divided = {item.parent_id for item in items}
        waiting = [item for item in items if item.state is AgendaState.OPEN and item.id not in divided]
        if waiting and not any(item.state is AgendaState.RUNNING for item in items):
            waiting[0].state, waiting[0].started_at = AgendaState.RUNNING, began
        return uow.commit("run_meeting", subject=meeting.title)


def close_meeting(cmd: CloseMeeting, uow: UnitOfWork) -> Changes:
    """End a meeting. Raises UserError as `check_meeting_step`, DATES_REVERSED before its beginning."""
    with uow:
        meeting = uow.get(Meeting, cmd.meeting_id)
        check_meeting_step(meeting.state, MeetingState.CLOSED)
        ended = _moment(uow, cmd.at, meeting.opened_at)
        meeting.state, meeting.closed_at = MeetingState.CLOSED, ended
        meeting.opened_at = meeting.opened_at or meeting.starts_at
        for attendance in uow.find(Attendance, meeting_id=meeting.id, left_at=None):
            attendance.left_at = max(ended, attendance.arrived_at)
        _end_agenda(uow.find(AgendaItem, meeting_id=meeting.id), ended)
        return uow.commit("close_meeting", subject=meeting.title)


def start_item(cmd: StartItem, uow: UnitOfWork) -> Changes:
    """Turn to a point. One that was done goes on where it stopped: the time between does not count."""
    with uow:
        started = uow.get(AgendaItem, cmd.item_id)
        at = _moment(uow, cmd.at, None)
        for item in uow.find(AgendaItem, meeting_id=started.meeting_id, state=AgendaState.RUNNING):
            if item.id != started.id:
                _finish(item, at)
        if started.started_at is not None and started.ended_at is not None:
            started.paused_seconds += _seconds(started.ended_at, at)
        started.state, started.ended_at = AgendaState.RUNNING, None
        started.started_at = started.started_at or at
        return uow.commit("start_item", subject=started.title)


def finish_item(cmd: StartItem, uow: UnitOfWork) -> Changes:
    """Tick a point off; of one with sub-items, those that are open."""
    with uow:
        item = uow.get(AgendaItem, cmd.item_id)
        for one in _to_end(uow, item):
            _finish(one, _moment(uow, cmd.at, one.started_at))
        return uow.commit("finish_item", subject=item.title)


def skip_item(cmd: StartItem, uow: UnitOfWork) -> Changes:
    """Leave a point for another evening: it will be offered when the next meeting is made.

    Of one with sub-items, those that are open.
    """
    with uow:
        item = uow.get(AgendaItem, cmd.item_id)
        for one in _to_end(uow, item):
            _finish(one, _moment(uow, cmd.at, one.started_at))
            one.state = AgendaState.POSTPONED
        return uow.commit("skip_item", subject=item.title)


def pause_item(cmd: StartItem, uow: UnitOfWork) -> Changes:
    """Stop the time of the running point. Raises UserError(INVALID_VALUE) for one that does not run."""
    with uow:
        item = _running(uow, cmd.item_id)
        item.paused_at = item.paused_at or _moment(uow, cmd.at, item.started_at)
        return uow.commit("pause_item", subject=item.title)


def resume_item(cmd: StartItem, uow: UnitOfWork) -> Changes:
    """Let the time of the running point go on. Raises UserError(INVALID_VALUE) for one that does not run."""
    with uow:
        item = _running(uow, cmd.item_id)
        _end_pause(item, _moment(uow, cmd.at, item.paused_at))
        return uow.commit("resume_item", subject=item.title)


def extend_item(cmd: ExtendItem, uow: UnitOfWork) -> Changes:
    """Add minutes that the room agreed on. Raises UserError(INVALID_VALUE) beyond four hours or below none."""
    with uow:
        item = uow.get(AgendaItem, cmd.item_id)
        extra = item.extra_minutes + cmd.minutes
        if not 0 <= extra <= MOST_EXTRA:
            raise UserError(ErrorCode.INVALID_VALUE, "minutes")
        item.extra_minutes = extra
        return uow.commit("extend_item", subject=item.title)


def _running(uow: UnitOfWork, item_id: EntityId) -> AgendaItem:
    item = uow.get(AgendaItem, item_id)
    if item.state is not AgendaState.RUNNING:
        raise UserError(ErrorCode.INVALID_VALUE, "item_id")
    return item


def _to_end(uow: UnitOfWork, item: AgendaItem) -> list[AgendaItem]:
    """The point itself, or its open sub-items when it has any."""
    inside = uow.find(AgendaItem, parent_id=item.id)
    return [one for one in inside if one.state in (AgendaState.OPEN, AgendaState.RUNNING)] or [item]


def _moment(uow: UnitOfWork, given: datetime | None, not_before: datetime | None) -> datetime:
    """When it happened. Raises UserError(DATES_REVERSED) before `not_before`, INVALID_VALUE in the future."""
    if given is None:
        return uow.now()
    if not_before is not None and given < not_before:
        raise UserError(ErrorCode.DATES_REVERSED, "at")
    if given > uow.now():
        raise UserError(ErrorCode.INVALID_VALUE, "at")
    return given


def _finish(item: AgendaItem, at: datetime) -> None:
    """A point that never ran keeps no times; one that was paused ends when its pause began to count."""
    _end_pause(item, at)
    item.state = AgendaState.DONE
    item.ended_at = at if item.started_at is None else max(at, item.started_at)


def _end_pause(item: AgendaItem, at: datetime) -> None:
    if item.paused_at is not None:
        item.paused_seconds += _seconds(item.paused_at, at)
        item.paused_at = None


def _end_agenda(items: list[AgendaItem], ended: datetime) -> None:
    """What ran is done, what was not begun is postponed; a point whose sub-items are all done is done with them."""
    for item in items:
        if item.state is AgendaState.RUNNING:
            _finish(item, ended)
    done = {item.id for item in items if item.state is AgendaState.DONE}
    for item in items:
        inside = [other.id for other in items if other.parent_id == item.id]
        if item.state is AgendaState.OPEN:
            finished = bool(inside) and done.issuperset(inside)
            item.state = AgendaState.DONE if finished else AgendaState.POSTPONED


def _seconds(start: datetime, end: datetime) -> int:
    return max(0, round((end - start).total_seconds()))


def _minutes_state(uow: UnitOfWork, meeting: Meeting) -> MinutesState:
    minutes = uow.find(Minutes, meeting_id=meeting.id)
    return minutes[0].state if minutes else MinutesState.DRAFT
