"""Co-design meetings: agenda, who is in the room, what is said, what is decided, the minutes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from cocity_desktop.domain.entity import Entity, EntityId, ref
from cocity_desktop.domain.lifecycle import MeetingState, MinutesState


class MeetingKind(StrEnum):
    """Kinds of meeting named in Torino's practice (domain.md §3.1 and §7)."""

    CONTACT = "contact"
    ASSEMBLY = "assembly"
    TECHNICAL = "technical"
    SITE_VISIT = "site_visit"
    CO_DESIGN_TABLE = "co_design_table"
    PUBLIC_MEETING = "public_meeting"
    REPORTING_BACK = "reporting_back"


class AgendaState(StrEnum):
    """Where an item of the agenda stands."""

    OPEN = "open"
    RUNNING = "running"
    DONE = "done"
    POSTPONED = "postponed"


class EntryKind(StrEnum):
    """What a line of notes is. The order is that of the keys Ctrl+1 to Ctrl+6."""

    NOTE = "note"
    IDEA = "idea"
    QUESTION = "question"
    CONCERN = "concern"
    DECISION = "decision"
    COMMITMENT = "commitment"


class EntryOutcome(StrEnum):
    """What became of an entry (product.md, point 2)."""

    OPEN = "open"
    IN_PACT = "in_pact"
    COMMITTED = "committed"
    DECLINED = "declined"


class DecisionMethod(StrEnum):
    """How a decision was taken."""

    CONSENSUS = "consensus"
    SHOW_OF_HANDS = "show_of_hands"
    COUNT = "count"


@dataclass(kw_only=True, slots=True)
class Meeting(Entity):
    """An incontro of one process. Times are aware UTC; `planned_minutes` is its planned length."""

    KIND: ClassVar[str] = "meeting"
    PLURAL: ClassVar[str] = "meetings"

    process_id: EntityId = field(metadata=ref("process"))
    title: str
    meeting_kind: MeetingKind = MeetingKind.CO_DESIGN_TABLE
    starts_at: datetime
    planned_minutes: int = 90
    venue: str = ""
    called_by: str = ""
    state: MeetingState = MeetingState.PLANNED
    opened_at: datetime | None = None
    closed_at: datetime | None = None


@dataclass(kw_only=True, slots=True)
class AgendaItem(Entity):
    """A point of the agenda. `reply_item_id` says that the Comune's answer put it there."""

    KIND: ClassVar[str] = "agenda_item"
    PLURAL: ClassVar[str] = "agenda_items"

    meeting_id: EntityId = field(metadata=ref("meeting"))
    title: str
    position: int = 0
    planned_minutes: int = 10
    parent_id: EntityId | None = field(default=None, metadata=ref("agenda_item"))
    owner: str = ""
    wanted_outcome: str = ""
    background: str = ""
    state: AgendaState = AgendaState.OPEN
    started_at: datetime | None = None
    ended_at: datetime | None = None
    carried_from_id: EntityId | None = field(default=None, metadata=ref("agenda_item"))
    reply_item_id: EntityId | None = field(default=None, metadata=ref("reply_item"))


@dataclass(kw_only=True, slots=True)
class Attendance(Entity):
    """Someone in the room from when to when: a person, or a head count of a group or office, or a walk-in's name."""

    KIND: ClassVar[str] = "attendance"
    PLURAL: ClassVar[str] = "attendances"

    meeting_id: EntityId = field(metadata=ref("meeting"))
    person_id: EntityId | None = field(default=None, metadata=ref("person"))
    group_id: EntityId | None = field(default=None, metadata=ref("group"))
    label: str = ""
    head_count: int = 1
    arrived_at: datetime
    left_at: datetime | None = None


@dataclass(kw_only=True, slots=True)
class Entry(Entity):
    """One line of what was said, verbatim as typed."""

    KIND: ClassVar[str] = "entry"
    PLURAL: ClassVar[str] = "entries"

    meeting_id: EntityId = field(metadata=ref("meeting"))
    agenda_item_id: EntityId | None = field(default=None, metadata=ref("agenda_item"))
    entry_kind: EntryKind = EntryKind.NOTE
    text: str
    said_at: datetime
    group_id: EntityId | None = field(default=None, metadata=ref("group"))
    person_id: EntityId | None = field(default=None, metadata=ref("person"))
    themes: tuple[str, ...] = ()
    outcome: EntryOutcome = EntryOutcome.OPEN
    outcome_reason: str = ""


@dataclass(kw_only=True, slots=True)
class Decision(Entity):
    """How an entry was decided: gradients of agreement as counts of people, and who was present then."""

    KIND: ClassVar[str] = "decision"
    PLURAL: ClassVar[str] = "decisions"

    entry_id: EntityId = field(metadata=ref("entry"))
    method: DecisionMethod = DecisionMethod.CONSENSUS
    in_favour: int = 0
    fine: int = 0
    with_reservation: int = 0
    stand_aside: int = 0
    against: int = 0
    present: int = 0


@dataclass(kw_only=True, slots=True)
class Reservation(Entity):
    """The words of a reservation to a decision; they follow it into minutes, pact and delivery."""

    KIND: ClassVar[str] = "reservation"
    PLURAL: ClassVar[str] = "reservations"

    decision_id: EntityId = field(metadata=ref("decision"))
    group_id: EntityId | None = field(default=None, metadata=ref("group"))
    raised_by: str = ""
    text: str


@dataclass(kw_only=True, slots=True)
class Minutes(Entity):
    """The verbale of a meeting. Once locked its text never changes; what comes later is a dated addition."""

    KIND: ClassVar[str] = "minutes"
    PLURAL: ClassVar[str] = "minutes"

    meeting_id: EntityId = field(metadata=ref("meeting"))
    text: str = ""
    state: MinutesState = MinutesState.DRAFT
    approved_on: datetime | None = None
    approved_by: str = ""
    locked_at: datetime | None = None
    locked_sha256: str = ""


@dataclass(kw_only=True, slots=True)
class MinutesAddition(Entity):
    """A correction added, with its date, after the minutes were locked."""

    KIND: ClassVar[str] = "minutes_addition"
    PLURAL: ClassVar[str] = "minutes_additions"

    minutes_id: EntityId = field(metadata=ref("minutes"))
    text: str
    added_at: datetime
    added_by_id: EntityId | None = field(default=None, metadata=ref("staff_member"))
