"""Rows and details of pacts, deliveries and answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cocity_desktop.application.document_views import PactDocument
from cocity_desktop.domain.completeness import Gap
from cocity_desktop.domain.deliveries import Choice, HandOver, ReplySource, Verdict
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.lifecycle import DeliveryState, ProcessState
from cocity_desktop.domain.meetings import EntryKind
from cocity_desktop.domain.pacts import PactState


class ArticleState(StrEnum):
    """How far an article is (look.md, "The pact")."""

    EMPTY = "empty"
    HAS_SOURCES = "has_sources"
    COMPLETE = "complete"
    CHANGED_BY_CITY = "changed_by_city"


@dataclass(frozen=True, slots=True)
class PactRow:
    """A line of the list of pacts. `blocking_gaps` is what must be mended before delivery."""

    id: EntityId
    title: str
    process_id: EntityId
    process: str
    regulation: str
    draft: int
    state: PactState
    articles_written: int
    articles: int
    blocking_gaps: int
    last_delivery: int | None


@dataclass(frozen=True, slots=True)
class SourceCandidate:
    """Something said in a meeting that an article can be made from. `used_marks` are its marks in the text."""

    kind: str
    id: EntityId
    entry_kind: EntryKind
    text: str
    who: str
    meeting: str
    meeting_id: EntityId | None
    said_at: datetime | None
    heading: str
    used_marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ArticleStatus:
    """An article in the list at the left of the composer. `waiting` sources belong to it and are not used yet.

    `notes` are remarks still open, `variants` other texts still to be decided.
    """

    article_id: EntityId
    state: ArticleState
    waiting: int
    notes: int = 0
    variants: int = 0


class RecitalLack(StrEnum):
    """What a recital could say and does not, because nobody wrote it down."""

    NO_PROPOSAL = "no_proposal"
    NO_REFERENCE = "no_reference"
    NO_MINUTES = "no_minutes"
    NOT_RECEIVED = "not_received"
    UNVERIFIED_LAW = "unverified_law"


@dataclass(frozen=True, slots=True)
class RecitalHint:
    """A quiet hint beside the recitals; it never holds a delivery back.

    `about`: the office, the meeting's title or the law's citation, "" for the proposal; `state` the step without its reference.
    """

    lack: RecitalLack
    about: str = ""
    on: date | None = None
    state: ProcessState | None = None


@dataclass(frozen=True, slots=True)
class AskedGap:
    """A gap, by its code, whose question stands on an agenda; `is_waiting` until that meeting is over."""

    gap: str
    meeting_id: EntityId
    meeting: str
    starts_at: datetime
    is_waiting: bool


@dataclass(frozen=True, slots=True)
class PactDetail:
    """All that the composer shows. `recital_hints`: what the premises could still say."""

    document: PactDocument
    process_id: EntityId
    state: PactState
    statuses: tuple[ArticleStatus, ...]
    gaps: tuple[Gap, ...]
    candidates: tuple[SourceCandidate, ...]
    asked: tuple[AskedGap, ...] = ()
    recital_hints: tuple[RecitalHint, ...] = ()


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """A line of the list of deliveries. `undecided` counts the articles of the answer still to decide."""

    id: EntityId
    pact_id: EntityId
    pact: str
    version: int
    state: DeliveryState
    sealed_at: datetime
    file_name: str
    file_code: str
    undecided: int
    replied_on: date | None


@dataclass(frozen=True, slots=True)
class ReplyItemRow:
    """An article in the Comune's answer: `sent` is what we sent, `text` what they want, "" when none was given."""

    id: EntityId
    article_id: EntityId
    article_number: int
    title: str
    verdict: Verdict
    sent: str
    text: str
    reason: str
    choice: Choice
    choice_reason: str
    on_agenda_of: str


@dataclass(frozen=True, slots=True)
class ReplyDetail:
    """The Comune's answer to a delivery."""

    id: EntityId
    source: ReplySource
    office: str
    protocol: str
    replied_on: date
    received_at: datetime
    note: str
    items: tuple[ReplyItemRow, ...]


@dataclass(frozen=True, slots=True)
class DeliveryDetail:
    """A delivery on its path: sealed, handed over, received, answered. `file_size` in bytes."""

    row: DeliveryRow
    content_code: str
    file_sha256: str
    file_size: int
    handed_over_on: date | None
    handed_over_how: HandOver | None
    received_on: date | None
    protocol: str
    reply: ReplyDetail | None
