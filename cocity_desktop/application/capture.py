"""Use cases of the capture line: what is said, decided and promised in the room, each saved as it is typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from cocity_desktop.application import forms
from cocity_desktop.application.commitments import CommitmentFields, fill_commitment, new_commitment
from cocity_desktop.application.days import day_of
from cocity_desktop.application.minutes_words import with_reservation
from cocity_desktop.domain.commitments import Commitment
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.meetings import (
    Attendance,
    Decision,
    DecisionMethod,
    Entry,
    EntryKind,
    EntryOutcome,
    Meeting,
    Reservation,
)
from cocity_desktop.domain.presence import frozen, heads, present_at
from cocity_desktop.domain.registry import Group

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import UnitOfWork
    from cocity_desktop.application.removal import Remove


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReservation:
    """Who has a reservation and in which words."""

    raised_by: str = ""
    group_id: EntityId | None = None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFields:
    """How a decision was taken: counts of people by gradient.

    `present` None stands for who was in the room when it was taken, which is frozen then.
    """

    method: DecisionMethod = DecisionMethod.CONSENSUS
    in_favour: int = 0
    fine: int = 0
    with_reservation: int = 0
    stand_aside: int = 0
    against: int = 0
    present: int | None = None
    reservations: tuple[NewReservation, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftsAfter:
    """What still waits under the draft's `key` once the line is saved; "" when nothing does.

    Written in the line's own transaction: at no moment is the text both a line and a draft, or neither.
    """

    key: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureEntry:
    """A line of the meeting, as typed. A decision or a commitment may bring its details, now or later.

    Reservations written before the line became another kind stay in its words.
    """

    meeting_id: EntityId
    agenda_item_id: EntityId | None = None
    entry_kind: EntryKind = EntryKind.NOTE
    text: str
    said_at: datetime | None = None
    group_id: EntityId | None = None
    person_id: EntityId | None = None
    themes: tuple[str, ...] = ()
    decision: DecisionFields | None = None
    commitment: CommitmentFields | None = None
    drafts: DraftsAfter | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseEntry:
    """New words, kind or author for a line, and with them its decision or commitment: one change, one undo.

    `themes`, `decision` and `commitment` None leave what is there. A decision that becomes another kind keeps its
    reservations in its words: those of `decision`, else those on disk.
    """

    entry_id: EntityId
    text: str
    entry_kind: EntryKind
    group_id: EntityId | None = None
    person_id: EntityId | None = None
    themes: tuple[str, ...] | None = None
    decision: DecisionFields | None = None
    commitment: CommitmentFields | None = None
    drafts: DraftsAfter | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDecision:
    """How the room stood on a decision."""

    entry_id: EntityId
    fields: DecisionFields


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineEntry:
    """What was said will not go into the pact, and why."""

    entry_id: EntityId
    reason: str


def capture_entry(cmd: CaptureEntry, uow: UnitOfWork) -> Changes:
    """Save a line durably, with its decision or commitment. Raises UserError(REQUIRED) for an empty one."""
    with uow:
        meeting = uow.get(Meeting, cmd.meeting_id)
        entry = uow.add(
            Entry(
                id=uow.new_id(),
                meeting_id=meeting.id,
                agenda_item_id=cmd.agenda_item_id,
                entry_kind=cmd.entry_kind,
                text=forms.required("text", _with_reservations(uow, cmd), forms.LONG),
                said_at=cmd.said_at or uow.now(),
                group_id=cmd.group_id,
                person_id=cmd.person_id,
                themes=cmd.themes,
            )
        )
        if cmd.entry_kind is EntryKind.DECISION:
            _add_decision(uow, entry, cmd.decision or DecisionFields())
        if cmd.entry_kind is EntryKind.COMMITMENT:
            _add_commitment(uow, meeting, entry, cmd.commitment)
        _keep_drafts(uow, cmd.drafts)
        return uow.commit("capture_entry", created=entry.id, subject=entry.text)


def revise_entry(cmd: ReviseEntry, uow: UnitOfWork) -> Changes:
    """Change a line with what it brings; a new kind brings or takes away its decision or commitment.

    Raises UserError on the field that is wrong.
    """
    with uow:
        entry = uow.get(Entry, cmd.entry_id)
        entry.text = forms.required("text", cmd.text, forms.LONG)
        entry.group_id, entry.person_id = cmd.group_id, cmd.person_id
        entry.themes = entry.themes if cmd.themes is None else cmd.themes
        if cmd.entry_kind is not EntryKind.DECISION:
            _fold_reservations(uow, entry, cmd.decision)
        if cmd.entry_kind is not entry.entry_kind:
            _change_kind(uow, entry, cmd.entry_kind)
        if cmd.decision is not None and entry.entry_kind is EntryKind.DECISION:
            _write_decision(uow, entry, cmd.decision)
        if cmd.commitment is not None and entry.entry_kind is EntryKind.COMMITMENT:
            _write_commitment(uow, entry, cmd.commitment)
        _keep_drafts(uow, cmd.drafts)
        return uow.commit("revise_entry", subject=entry.text)


def remove_entry(cmd: Remove, uow: UnitOfWork) -> Changes:
    """Take a line away with its decision or commitment. Raises UserError(STILL_REFERENCED) once the pact uses it."""
    with uow:
        entry = uow.get(Entry, cmd.id)
        _drop_details(uow, entry)
        uow.remove(entry)
        return uow.commit("remove_entry", subject=entry.text)


def record_decision(cmd: RecordDecision, uow: UnitOfWork) -> Changes:
    """Write how the room stood; the reservations given replace those that were there."""
    with uow:
        entry = uow.get(Entry, cmd.entry_id)
        if entry.entry_kind is not EntryKind.DECISION:
            raise UserError(ErrorCode.INVALID_VALUE, "entry_kind")
        decision = _write_decision(uow, entry, cmd.fields)
        return uow.commit("record_decision", created=decision.id, subject=entry.text)


def decline_entry(cmd: DeclineEntry, uow: UnitOfWork) -> Changes:
    """Say that a line will not go further, and why. Raises UserError(REASON_REQUIRED)."""
    if not cmd.reason.strip():
        raise UserError(ErrorCode.REASON_REQUIRED, "reason")
    with uow:
        entry = uow.get(Entry, cmd.entry_id)
        entry.outcome, entry.outcome_reason = EntryOutcome.DECLINED, cmd.reason.strip()
        return uow.commit("decline_entry", subject=entry.text)


def _add_decision(uow: UnitOfWork, entry: Entry, fields: DecisionFields) -> None:
    decision = _new_decision(uow, entry)
    _fill_decision(decision, fields)
    _add_reservations(uow, decision, fields.reservations)


def _write_decision(uow: UnitOfWork, entry: Entry, fields: DecisionFields) -> Decision:
    """The fields over what is there; a reservation whose words stay is not touched."""
    found = uow.find(Decision, entry_id=entry.id)
    decision = found[0] if found else _new_decision(uow, entry)
    _fill_decision(decision, fields)
    wanted = list(fields.reservations)
    for known in uow.find(Reservation, decision_id=decision.id):
        same = next((one for one in wanted if _says_the_same(uow, known, one)), None)
        if same is not None:
            wanted.remove(same)
        else:
            uow.remove(known)
    _add_reservations(uow, decision, tuple(wanted))
    return decision


def _says_the_same(uow: UnitOfWork, known: Reservation, wanted: NewReservation) -> bool:
    """A reservation that names a group without a name of its own is shown under the group's."""
    names = {known.raised_by}
    if not known.raised_by and known.group_id:
        names.add(uow.get(Group, known.group_id).name)
    return known.text == wanted.text.strip() and wanted.raised_by.strip() in names


def _new_decision(uow: UnitOfWork, entry: Entry) -> Decision:
    """With who was in the room when it was taken."""
    here = present_at(uow.find(Attendance, meeting_id=entry.meeting_id), entry.said_at)
    return uow.add(Decision(id=uow.new_id(), entry_id=entry.id, present=heads(here), presence=frozen(here)))


def _fill_decision(decision: Decision, fields: DecisionFields) -> None:
    counts = (fields.in_favour, fields.fine, fields.with_reservation, fields.stand_aside, fields.against)
    if min(counts) < 0:
        raise UserError(ErrorCode.INVALID_VALUE, "in_favour")
    decision.method = fields.method
    decision.in_favour, decision.fine, decision.with_reservation = counts[:3]
    decision.stand_aside, decision.against = counts[3:]
    in_room = decision.present if fields.present is None else fields.present
    decision.present = max(in_room, sum(counts))


def _add_reservations(uow: UnitOfWork, decision: Decision, reservations: tuple[NewReservation, ...]) -> None:
    for reservation in reservations:
        uow.add(
            Reservation(
                id=uow.new_id(),
                decision_id=decision.id,
                group_id=reservation.group_id,
                raised_by=reservation.raised_by.strip(),
                text=forms.required("reservation", reservation.text, forms.LONG),
            )
        )


def _add_commitment(uow: UnitOfWork, meeting: Meeting, entry: Entry, fields: CommitmentFields | None) -> None:
    fields = fields or CommitmentFields(what=entry.text, group_id=entry.group_id)
    new_commitment(uow, meeting.process_id, fields, entry_id=entry.id, agreed_on=_day_of(entry))
    entry.outcome = EntryOutcome.COMMITTED


def _write_commitment(uow: UnitOfWork, entry: Entry, fields: CommitmentFields) -> None:
    found = uow.find(Commitment, entry_id=entry.id)
    if found:
        fill_commitment(uow, found[0], fields)
    else:
        _add_commitment(uow, uow.get(Meeting, entry.meeting_id), entry, fields)


def _keep_drafts(uow: UnitOfWork, drafts: DraftsAfter | None) -> None:
    if drafts is not None:
        uow.keep_draft(drafts.key, drafts.text)


def _day_of(entry: Entry) -> date:
    return day_of(entry.said_at)


def _fold_reservations(uow: UnitOfWork, entry: Entry, taken: DecisionFields | None) -> None:
    """The words of reservations go over into the text of a line that is no decision, or no more: none is dropped.

    Raises UserError(TOO_LONG, "text") when they do not fit, which leaves the decision as it is.
    """
    said = taken.reservations if taken is not None else _reservations_of(uow, entry)
    entry.text = forms.required("text", _folded(uow, entry.text, said), forms.LONG)


def _change_kind(uow: UnitOfWork, entry: Entry, kind: EntryKind) -> None:
    _drop_details(uow, entry)
    entry.entry_kind, entry.outcome = kind, EntryOutcome.OPEN
    if kind is EntryKind.DECISION:
        _add_decision(uow, entry, DecisionFields())
    if kind is EntryKind.COMMITMENT:
        _add_commitment(uow, uow.get(Meeting, entry.meeting_id), entry, None)


def _with_reservations(uow: UnitOfWork, cmd: CaptureEntry) -> str:
    """The words of a line; those of reservations too when it is no decision, which would keep them itself."""
    if cmd.entry_kind is EntryKind.DECISION or cmd.decision is None:
        return cmd.text
    return _folded(uow, cmd.text, cmd.decision.reservations)


def _reservations_of(uow: UnitOfWork, entry: Entry) -> tuple[NewReservation, ...]:
    return tuple(
        NewReservation(raised_by=one.raised_by, group_id=one.group_id, text=one.text)
        for decision in uow.find(Decision, entry_id=entry.id)
        for one in uow.find(Reservation, decision_id=decision.id)
    )


def _folded(uow: UnitOfWork, text: str, reservations: tuple[NewReservation, ...]) -> str:
    """As in "Si prova. Riserva di Genitori Fleming: «Mai da soli»."."""
    for one in reservations:
        who = one.raised_by.strip() or (uow.get(Group, one.group_id).name if one.group_id else "")
        text = with_reservation(text, who, one.text)
    return text


def _drop_details(uow: UnitOfWork, entry: Entry) -> None:
    for decision in uow.find(Decision, entry_id=entry.id):
        for reservation in uow.find(Reservation, decision_id=decision.id):
            uow.remove(reservation)
        uow.remove(decision)
    for commitment in uow.find(Commitment, entry_id=entry.id):
        uow.remove(commitment)
