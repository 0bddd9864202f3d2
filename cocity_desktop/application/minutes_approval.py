"""Use cases of minutes that are written: approve, take back to a draft, lock for good, add with a date.

From the approval on the meeting is held still at every commit (`domain.closed_minutes`); locked minutes are the very bytes
that were locked, whoever prints them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from cocity_desktop.application import forms
from cocity_desktop.application.days import day_of
from cocity_desktop.application.minutes import ReadMinutes, brief
from cocity_desktop.application.minutes_prose import prose, reservations
from cocity_desktop.application.minutes_views import MinutesDocument
from cocity_desktop.application.signing import writer
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.lifecycle import MeetingState, MinutesState, check_minutes_step
from cocity_desktop.domain.meetings import Meeting, Minutes, MinutesAddition
from cocity_desktop.domain.minutes import Reserved, missing_reservations

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveMinutes:
    """Whoever was there agreed: by whom ("l’assemblea", names), on which day; None is today."""

    minutes_id: EntityId
    approved_by: str
    approved_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenMinutes:
    """Back to a draft."""

    minutes_id: EntityId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LockMinutes:
    """Make the minutes final: `pdf` was printed from `document`, which is as `document_to_lock` gives it."""

    document: MinutesDocument
    pdf: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAddition:
    """A dated addition to locked minutes."""

    minutes_id: EntityId
    text: str


def approve_minutes(cmd: ApproveMinutes, uow: UnitOfWork, read: ReadMinutes) -> Changes:
    """Raises UserError: MEETING_NOT_CLOSED, MINUTES_UNDECIDED, RESERVATIONS_MISSING, REQUIRED, DATE_IN_FUTURE, ILLEGAL_STEP."""
    with uow:
        minutes = uow.get(Minutes, cmd.minutes_id)
        meeting = uow.get(Meeting, minutes.meeting_id)
        check_minutes_step(minutes.state, MinutesState.APPROVED)
        if meeting.state is not MeetingState.CLOSED:
            raise UserError(ErrorCode.MEETING_NOT_CLOSED)
        approved_on = cmd.approved_on or day_of(uow.now())
        if approved_on > day_of(uow.now()):
            raise UserError(ErrorCode.DATE_IN_FUTURE, "approved_on", date=approved_on)
        forms.in_order("approved_on", day_of(meeting.opened_at or meeting.starts_at), approved_on)
        _check_whole(read(meeting.id))
        minutes.state = MinutesState.APPROVED
        minutes.approved_by = forms.required("approved_by", cmd.approved_by)
        minutes.approved_on = approved_on
        return uow.commit("approve_minutes", subject=meeting.title)


def _check_whole(document: MinutesDocument) -> None:
    """Nothing waits for a choice, and no reservation was lost on the way."""
    waiting = sum(line.proposed is not None for line in document.paragraphs)
    if waiting:
        raise UserError(ErrorCode.MINUTES_UNDECIDED, count=waiting)
    if not document.standing:
        raise UserError(ErrorCode.MINUTES_EMPTY)
    missing = lost_reservations(document)
    if missing:
        named = "; ".join(
            f"{one.raised_by}: «{one.text}»" if one.raised_by else f"«{one.text}»" for one in missing
        )
        raise UserError(ErrorCode.RESERVATIONS_MISSING, reservations=named)


def lost_reservations(document: MinutesDocument) -> list[Reserved]:
    """The reservations whose words are not in the text of the minutes."""
    return missing_reservations([line.text for line in document.standing], reservations(document))


def reopen_minutes(cmd: ReopenMinutes, uow: UnitOfWork) -> Changes:
    """Back to a draft, so that the meeting can be corrected. Raises UserError(REASON_REQUIRED | ILLEGAL_STEP)."""
    with uow:
        minutes = uow.get(Minutes, cmd.minutes_id)
        check_minutes_step(minutes.state, MinutesState.DRAFT, cmd.reason)
        minutes.state, minutes.step_reason = MinutesState.DRAFT, forms.within("reason", cmd.reason.strip())
        minutes.approved_by, minutes.approved_on = "", None
        return uow.commit("reopen_minutes", subject=uow.get(Meeting, minutes.meeting_id).title)


def document_to_lock(document: MinutesDocument, locked_by: str, locked_at: datetime) -> MinutesDocument:
    """The minutes as they will stand when locked: what is printed and kept. Pure, for the work lane."""
    return replace(document, state=MinutesState.LOCKED, locked_by=locked_by.strip(), locked_at=locked_at)


def lock_minutes(cmd: LockMinutes, uow: UnitOfWork, read: ReadMinutes) -> Changes:
    """Keep the printed bytes for good. This cannot be undone.

    Raises UserError: ILLEGAL_STEP, REQUIRED, MINUTES_CHANGED when the minutes are no longer those that were printed.
    """
    printed = cmd.document
    if printed.minutes_id is None or printed.locked_at is None:
        raise UserError(ErrorCode.NOT_FOUND, kind=Minutes.KIND)
    with uow:
        minutes = uow.get(Minutes, printed.minutes_id)
        check_minutes_step(minutes.state, MinutesState.LOCKED)
        if document_to_lock(read(minutes.meeting_id), printed.locked_by, printed.locked_at) != printed:
            raise UserError(ErrorCode.MINUTES_CHANGED)
        minutes.locked_by = forms.required("locked_by", printed.locked_by)
        minutes.locked_sha256, _size = uow.put_bytes(cmd.pdf)
        minutes.state, minutes.locked_at, minutes.text = (
            MinutesState.LOCKED,
            printed.locked_at,
            prose(printed),
        )
        return uow.commit("lock_minutes", subject=uow.get(Meeting, minutes.meeting_id).title)


def add_addition(cmd: AddAddition, uow: UnitOfWork) -> Changes:
    """Add to locked minutes, with today's date and the name of who writes. Raises UserError: MINUTES_NOT_LOCKED, REQUIRED."""
    with uow:
        minutes = uow.get(Minutes, cmd.minutes_id)
        if minutes.state is not MinutesState.LOCKED:
            raise UserError(ErrorCode.MINUTES_NOT_LOCKED)
        addition = uow.add(
            MinutesAddition(
                id=uow.new_id(),
                minutes_id=minutes.id,
                text=forms.required("text", cmd.text, forms.LONG),
                added_at=uow.now(),
                added_by=writer(uow),
            )
        )
        return uow.commit("add_addition", created=addition.id, subject=brief(addition.text))
