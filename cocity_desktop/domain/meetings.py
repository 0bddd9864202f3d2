"""Co-design meetings: agenda, who is in the room, what is said, what is decided, the minutes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
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


class ParagraphRole(StrEnum):
    """How a paragraph of the minutes is set."""

    HEADING = "heading"
    TEXT = "text"
    ENTRY = "entry"
    DECISION = "decision"
    RESERVATION = "reservation"
    COMMITMENT = "commitment"


@dataclass(kw_only=True, slots=True)
class Meeting(Entity):
    """An incontro of one process. Times are aware UTC; `planned_minutes` is its planned length.

    `on_paper` says that it was held with pen and paper and typed in afterwards, with its real times.
    `room_language` is the second language of the room's screen (ISO 639-1), "" for Italian alone. `step_reason` is
    why it was last called off or opened again.
    """

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
    on_paper: bool = False
    room_language: str = ""
    step_reason: str = ""


@dataclass(kw_only=True, slots=True)
class AgendaItem(Entity):
    """A point of the agenda; with a `parent_id`, a sub-item. `reply_item_id`: the Comune's answer put it there.

    `extra_minutes` were granted by the room on top of the planned ones. A point that is paused stands still since
    `paused_at`; `paused_seconds` sums the pauses that are over. `translation` is its title in the second language
    of the room's screen.
    """

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
    extra_minutes: int = 0
    paused_at: datetime | None = None
    paused_seconds: int = 0
    translation: str = ""


@dataclass(kw_only=True, slots=True)
class AgendaTemplate(Entity):
    """An agenda that a house uses again: the usual points of a kind of meeting."""

    KIND: ClassVar[str] = "agenda_template"
    PLURAL: ClassVar[str] = "agenda_templates"

    name: str
    meeting_kind: MeetingKind = MeetingKind.CO_DESIGN_TABLE
    planned_minutes: int = 90


@dataclass(kw_only=True, slots=True)
class AgendaTemplateItem(Entity):
    """A point of a template, in its place; `parent_id` makes it a sub-item."""

    KIND: ClassVar[str] = "agenda_template_item"
    PLURAL: ClassVar[str] = "agenda_template_items"

    template_id: EntityId = field(metadata=ref("agenda_template"))
    title: str
    position: int = 0
    planned_minutes: int = 10
    parent_id: EntityId | None = field(default=None, metadata=ref("agenda_template_item"))
    wanted_outcome: str = ""


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
    """One line of what was said, verbatim as typed. Degrees of WGS 84 when it is about a point on the map."""

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
    place_id: EntityId | None = field(default=None, metadata=ref("place"))
    latitude: float | None = None
    longitude: float | None = None


@dataclass(kw_only=True, slots=True)
class Decision(Entity):
    """How an entry was decided: gradients of agreement as counts of people, and who was present then.

    `presence` is frozen when the decision is taken: one "<attendance id> <heads>" for each line of the room. What
    is corrected in the attendances later does not change it.
    """

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
    presence: tuple[str, ...] = ()


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
    """The verbale of a meeting. Once locked its bytes never change; what comes later is a dated addition.

    Its prose is in its `MinutesParagraph`s. `locked_sha256` names the bytes of the PDF that were locked; `text` is the
    same prose as plain text. `step_reason` is why it last went back to a draft.
    """

    KIND: ClassVar[str] = "minutes"
    PLURAL: ClassVar[str] = "minutes"

    meeting_id: EntityId = field(metadata=ref("meeting"))
    text: str = ""
    state: MinutesState = MinutesState.DRAFT
    approved_on: date | None = None
    approved_by: str = ""
    locked_at: datetime | None = None
    locked_by: str = ""
    locked_sha256: str = ""
    step_reason: str = ""


@dataclass(kw_only=True, slots=True)
class MinutesParagraph(Entity):
    """A paragraph of the minutes: what was generated for `source`, and what people made of it.

    `source` names what it was made from ("entry <id>", "presence", …), "" for a paragraph that somebody added.
    `generated` is the text as last taken over from the generator, `text` what stands in the minutes ("" when the
    paragraph was struck out), `proposed` a newer generated text that waits beside an edited one: both are kept
    until somebody chooses. `position` orders them; `role` says how it is set.
    """

    KIND: ClassVar[str] = "minutes_paragraph"
    PLURAL: ClassVar[str] = "minutes_paragraphs"

    minutes_id: EntityId = field(metadata=ref("minutes"))
    position: int = 0
    role: ParagraphRole
    source: str = ""
    generated: str = ""
    text: str = ""
    proposed: str = ""
    has_proposal: bool = False


@dataclass(kw_only=True, slots=True)
class MinutesAddition(Entity):
    """A correction added after the minutes were locked: when, and by whom as they were called then."""

    KIND: ClassVar[str] = "minutes_addition"
    PLURAL: ClassVar[str] = "minutes_additions"

    minutes_id: EntityId = field(metadata=ref("minutes"))
    text: str
    added_at: datetime
    added_by: str = ""
