"""Rows and details of processes, meetings and commitments, and the page of the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cocity_desktop.application.views.registry import AttachmentRow, PartnerRow
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.lifecycle import CommitmentStatus, MeetingState, MinutesState, ProcessState, Stage
from cocity_desktop.domain.meetings import AgendaState, DecisionMethod, EntryKind, EntryOutcome, MeetingKind
from cocity_desktop.domain.processes import GovernmentForm, HistoryKind, OpinionKind, ProcessRole


@dataclass(frozen=True, slots=True)
class ProcessRow:
    """A line of the list of processes. `since` is the day it entered its state."""

    id: EntityId
    title: str
    place: str
    groups: str
    state: ProcessState
    stage: Stage | None
    since: date
    meetings: int
    open_commitments: int


@dataclass(frozen=True, slots=True)
class StepRow:
    """A line of a process's history."""

    id: EntityId
    history_kind: HistoryKind
    from_state: ProcessState | None
    to_state: ProcessState | None
    happened_on: date
    by: str
    description: str
    reason: str
    reference: str


@dataclass(frozen=True, slots=True)
class ProcessGroupRow:
    """A group in a process."""

    participation_id: EntityId
    group_id: EntityId
    name: str
    role: ProcessRole


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """An opinion or a supplement asked."""

    id: EntityId
    opinion_kind: OpinionKind
    office: str
    subject: str
    asked_on: date | None
    due_on: date | None
    received_on: date | None
    reference: str


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A line of the list of meetings. `people` counts heads, `agenda_minutes` sums the planned items."""

    id: EntityId
    title: str
    meeting_kind: MeetingKind
    process_id: EntityId
    process: str
    starts_at: datetime
    planned_minutes: int
    venue: str
    state: MeetingState
    agenda_items: int
    agenda_minutes: int
    entries: int
    people: int


@dataclass(frozen=True, slots=True)
class PactBrief:
    """A pact as a line inside a process."""

    id: EntityId
    title: str
    draft: int
    deliveries: int


@dataclass(frozen=True, slots=True)
class ProcessDetail:
    """All that the page of a process shows. `next_states` are the legal steps from here."""

    id: EntityId
    title: str
    form: GovernmentForm
    regulation_code: str
    state: ProcessState
    stage: Stage | None
    place_id: EntityId | None
    place: str
    summary: str
    opened_on: date
    facilitator: str
    groups: tuple[ProcessGroupRow, ...]
    history: tuple[StepRow, ...]
    opinions: tuple[OpinionRow, ...]
    meetings: tuple[MeetingRow, ...]
    pacts: tuple[PactBrief, ...]
    attachments: tuple[AttachmentRow, ...]
    next_states: tuple[ProcessState, ...]


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """A point of the agenda, live. `from_reply` is set when the Comune's answer put it there.

    `carried` is set when an earlier meeting left it unfinished. `paused_seconds` sums the pauses that are over.
    """

    id: EntityId
    title: str
    position: int
    planned_minutes: int
    owner: str
    wanted_outcome: str
    background: str
    state: AgendaState
    started_at: datetime | None
    ended_at: datetime | None
    from_reply: bool
    parent_id: EntityId | None = None
    extra_minutes: int = 0
    paused_at: datetime | None = None
    paused_seconds: int = 0
    translation: str = ""
    carried: bool = False


@dataclass(frozen=True, slots=True)
class ReservationRow:
    """A reservation and its words."""

    id: EntityId
    raised_by: str
    text: str


@dataclass(frozen=True, slots=True)
class PresentRow:
    """Who was in the room when a decision was taken: a person, or so many heads of a group."""

    label: str
    heads: int


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """How an entry was decided; counts of people. `presence` as it was frozen then."""

    id: EntityId
    method: DecisionMethod
    in_favour: int
    fine: int
    with_reservation: int
    stand_aside: int
    against: int
    present: int
    reservations: tuple[ReservationRow, ...]
    presence: tuple[PresentRow, ...] = ()


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A commitment in any list. `late_days` is positive when it is open and its day has passed."""

    id: EntityId
    process_id: EntityId
    process: str
    party_kind: PartyKind
    group_id: EntityId | None
    party: str
    what: str
    due_on: date | None
    recurrence: str
    starts_on: date | None
    money_cents: int | None
    hours: int | None
    materials: str
    heading: str
    status: CommitmentStatus
    times_postponed: int
    late_days: int
    meeting: str


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A photo of a meeting; the bytes lie under `sha256`."""

    id: EntityId
    entry_id: EntityId | None
    name: str
    media_type: str
    sha256: str
    size: int
    caption: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A line of a meeting, with its decision or commitment when it is one. `place` is the name of `place_id`."""

    id: EntityId
    agenda_item_id: EntityId | None
    entry_kind: EntryKind
    text: str
    said_at: datetime
    who: str
    themes: tuple[str, ...]
    outcome: EntryOutcome
    outcome_reason: str
    decision: DecisionRow | None
    commitment: CommitmentRow | None
    group_id: EntityId | None = None
    person_id: EntityId | None = None
    place_id: EntityId | None = None
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    photos: tuple[PhotoRow, ...] = ()


@dataclass(frozen=True, slots=True)
class RemovedEntryRow:
    """A line that was taken away; undoing `change_id` brings it back. `removed_by` is "" when nobody was named."""

    id: EntityId
    change_id: EntityId
    entry_kind: EntryKind
    text: str
    said_at: datetime
    removed_at: datetime
    removed_by: str


@dataclass(frozen=True, slots=True)
class PresenceRow:
    """Someone in the room, from when to when."""

    id: EntityId
    label: str
    person_id: EntityId | None
    group_id: EntityId | None
    head_count: int
    arrived_at: datetime
    left_at: datetime | None


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    """A group of the process that is not in the room yet."""

    group_id: EntityId
    name: str


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """What an earlier meeting of the process left open: a question, a concern or an unfinished item."""

    entry_id: EntityId | None
    agenda_item_id: EntityId | None
    text: str
    since: date


@dataclass(frozen=True, slots=True)
class MeetingDetail:
    """A meeting, live or past. `photos` are those that belong to no line; `place_id` is what the process is about."""

    row: MeetingRow
    called_by: str
    opened_at: datetime | None
    closed_at: datetime | None
    groups: tuple[PartnerRow, ...]
    agenda: tuple[AgendaRow, ...]
    entries: tuple[EntryRow, ...]
    presences: tuple[PresenceRow, ...]
    expected: tuple[ExpectedRow, ...]
    left_open: tuple[OpenPoint, ...]
    minutes_state: MinutesState | None
    on_paper: bool = False
    room_language: str = ""
    step_reason: str = ""
    place_id: EntityId | None = None
    photos: tuple[PhotoRow, ...] = ()


@dataclass(frozen=True, slots=True)
class CommitmentStepRow:
    """A line of a commitment's history."""

    at: datetime
    from_status: CommitmentStatus
    to_status: CommitmentStatus
    reason: str
    by: str
    old_due_on: date | None
    new_due_on: date | None


@dataclass(frozen=True, slots=True)
class CommitmentDetail:
    """A commitment with its history and where it was promised."""

    row: CommitmentRow
    entry_text: str
    meeting_id: EntityId | None
    said_at: datetime | None
    steps: tuple[CommitmentStepRow, ...]
    in_articles: tuple[str, ...]
