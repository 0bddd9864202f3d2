"""Use cases of who is in the room: person by person or so many of a group, with the times they came and went."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from cocity_desktop.application import forms
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.meetings import Attendance, Meeting
from cocity_desktop.domain.registry import Group, Person

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import UnitOfWork
    from cocity_desktop.application.removal import Remove


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordArrival:
    """Someone is in the room: a person, so many of a group, or a walk-in by name and, if any, group."""

    meeting_id: EntityId
    person_id: EntityId | None = None
    group_id: EntityId | None = None
    label: str = ""
    head_count: int = 1
    arrived_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDeparture:
    """Someone leaves; with `heads`, so many of those who came together, while the others stay."""

    attendance_id: EntityId
    left_at: datetime | None = None
    heads: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveTogether:
    """Several lines of the room leave at one moment: a group with those of it that are named."""

    attendance_ids: tuple[EntityId, ...]
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnTogether:
    """Those of these lines come back, as many as they were."""

    attendance_ids: tuple[EntityId, ...]
    arrived_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectAttendance:
    """What was noted wrongly: how many they are, when they came, when they went (None: still here)."""

    attendance_id: EntityId
    head_count: int
    arrived_at: datetime
    left_at: datetime | None


def record_arrival(cmd: RecordArrival, uow: UnitOfWork) -> Changes:
    """Put someone in the room. Raises UserError(REQUIRED, "label") when nobody is named."""
    with uow:
        meeting = uow.get(Meeting, cmd.meeting_id)
        attendance = uow.add(
            Attendance(
                id=uow.new_id(),
                meeting_id=meeting.id,
                person_id=cmd.person_id,
                group_id=cmd.group_id,
                label=_label(uow, cmd),
                head_count=_heads(cmd.head_count),
                arrived_at=cmd.arrived_at or uow.now(),
            )
        )
        return uow.commit("record_arrival", created=attendance.id, subject=attendance.label)


def record_departure(cmd: RecordDeparture, uow: UnitOfWork) -> Changes:
    """Note that someone left. Raises UserError: DATES_REVERSED before they arrived, INVALID_VALUE for `heads`."""
    with uow:
        attendance = uow.get(Attendance, cmd.attendance_id)
        leaving = _part_of(uow, attendance, cmd.heads)
        leaving.left_at = _after(attendance.arrived_at, cmd.left_at or uow.now())
        return uow.commit("record_departure", subject=attendance.label)


def leave_together(cmd: LeaveTogether, uow: UnitOfWork) -> Changes:
    """Note that several left, as one act. Raises UserError(DATES_REVERSED) before one of them arrived."""
    with uow:
        left_at = cmd.left_at or uow.now()
        leaving = [uow.get(Attendance, attendance_id) for attendance_id in cmd.attendance_ids]
        for attendance in leaving:
            attendance.left_at = _after(attendance.arrived_at, left_at)
        return uow.commit("record_departure", subject=_together(leaving))


def return_together(cmd: ReturnTogether, uow: UnitOfWork) -> Changes:
    """Put those who left in the room again, as one act: the time they were away stays as it was noted."""
    with uow:
        arrived_at = cmd.arrived_at or uow.now()
        before = [uow.get(Attendance, attendance_id) for attendance_id in cmd.attendance_ids]
        for one in before:
            uow.add(replace(one, id=uow.new_id(), arrived_at=arrived_at, left_at=None))
        return uow.commit("record_arrival", subject=_together(before))


def correct_attendance(cmd: CorrectAttendance, uow: UnitOfWork) -> Changes:
    """Put a line of the room right. Who was present at decisions already taken stays as it was frozen.

    Raises UserError: DATES_REVERSED, INVALID_VALUE for no heads, DATE_IN_FUTURE for a time that has not come.
    """
    with uow:
        attendance = uow.get(Attendance, cmd.attendance_id)
        for name, at in (("arrived_at", cmd.arrived_at), ("left_at", cmd.left_at)):
            if at is not None and at > uow.now():
                raise UserError(ErrorCode.DATE_IN_FUTURE, name)
        attendance.head_count, attendance.arrived_at = _heads(cmd.head_count), cmd.arrived_at
        attendance.left_at = _after(cmd.arrived_at, cmd.left_at) if cmd.left_at else None
        return uow.commit("correct_attendance", subject=attendance.label)


def remove_attendance(cmd: Remove, uow: UnitOfWork) -> Changes:
    """Take out somebody who was never there."""
    with uow:
        attendance = uow.get(Attendance, cmd.id)
        uow.remove(attendance)
        return uow.commit("remove_attendance", subject=attendance.label)


def _label(uow: UnitOfWork, cmd: RecordArrival) -> str:
    if cmd.label.strip():
        return forms.within("label", cmd.label.strip())
    if cmd.person_id:
        person = uow.get(Person, cmd.person_id)
        return f"{person.given_name} {person.family_name}".strip()
    if cmd.group_id:
        return uow.get(Group, cmd.group_id).name
    raise UserError(ErrorCode.REQUIRED, "label")


def _part_of(uow: UnitOfWork, attendance: Attendance, heads: int | None) -> Attendance:
    """The line itself, or a new one with so many of its heads: the others stay on theirs."""
    if heads is None or heads == attendance.head_count:
        return attendance
    if not 0 < heads < attendance.head_count:
        raise UserError(ErrorCode.INVALID_VALUE, "heads")
    attendance.head_count -= heads
    return uow.add(replace(attendance, id=uow.new_id(), head_count=heads))


def _together(attendances: list[Attendance]) -> str:
    return ", ".join(dict.fromkeys(one.label for one in attendances))


def _heads(count: int) -> int:
    if count < 1:
        raise UserError(ErrorCode.INVALID_VALUE, "head_count")
    return count


def _after(arrived_at: datetime, left_at: datetime) -> datetime:
    if left_at < arrived_at:
        raise UserError(ErrorCode.DATES_REVERSED, "left_at")
    return left_at
