"""What the documents of a meeting are made from: its agenda, who came, what was said, and its minutes as written.

The PDF, the other files and the page are all made from the same `MinutesDocument`, so that they cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cocity_desktop.application.document_views import CommitmentLine, DecisionLine, HouseLine
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.lifecycle import MinutesState
from cocity_desktop.domain.meetings import AgendaState, EntryKind, EntryOutcome, MeetingKind, ParagraphRole


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A line of notes in the minutes; a decision or a commitment brings its own line with it.

    `outcome_reason` is why it was declined; `in_articles` are the titles of the articles of the pact that use it.
    """

    id: EntityId
    kind: EntryKind
    said_at: datetime
    text: str
    who: str
    outcome: EntryOutcome
    decision: DecisionLine | None
    commitment: CommitmentLine | None
    outcome_reason: str = ""
    in_articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaSection:
    """A point of the agenda with what was said under it. `planned_minutes` as planned, not as it went.

    `number` is "2" for a point and "2.1" for a sub-item, which follows its point; `level` is 0 or 1. `started_at` and
    `ended_at` are the times as they were. `id` and `number` are "" for what was said under no point.
    """

    title: str
    planned_minutes: int
    wanted_outcome: str
    owner: str
    background: str
    entries: tuple[EntryLine, ...]
    id: EntityId = ""
    number: str = ""
    level: int = 0
    state: AgendaState = AgendaState.OPEN
    started_at: datetime | None = None
    ended_at: datetime | None = None
    extra_minutes: int = 0


@dataclass(frozen=True, slots=True)
class PresenceLine:
    """Who was in the room, from when to when. `is_person` tells somebody's own name from heads counted together."""

    label: str
    group: str
    head_count: int
    arrived_at: datetime
    left_at: datetime | None
    is_person: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphLine:
    """A paragraph of the minutes as it stands. `text` is "" when it was struck out: it is not printed.

    `source` names what it was made from ("" for one that somebody added) and `generated` is what was made then.
    `proposed` is a newer text that waits beside an edited one until somebody chooses; "" there says that what it was
    made from is gone, None that nothing waits.
    """

    id: EntityId
    role: ParagraphRole
    text: str
    source: str
    generated: str
    edited: bool
    proposed: str | None


@dataclass(frozen=True, slots=True)
class AdditionLine:
    """A dated correction, added after the minutes were locked."""

    id: EntityId
    text: str
    added_at: datetime
    added_by: str


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """When the same people meet again, as far as it is planned."""

    title: str
    starts_at: datetime
    venue: str


@dataclass(frozen=True, slots=True)
class MinutesDocument:
    """The minutes of a meeting, also the source of its printed agenda and attendance sheet.

    `minutes_id` is None while nobody has written them: then there are no `paragraphs` and the sections say it all.
    `locked_sha256` names the bytes of the PDF that was locked; it is printed as it is, never made anew. `step_reason` is why
    they last went back to a draft. `on_paper`: held with pen and paper and typed in afterwards. `public`: a public copy,
    without people's data (`public_copy`).
    """

    meeting_id: EntityId
    title: str
    meeting_kind: MeetingKind
    process_title: str
    house: HouseLine
    starts_at: datetime
    planned_minutes: int
    opened_at: datetime | None
    closed_at: datetime | None
    venue: str
    called_by: str
    presences: tuple[PresenceLine, ...]
    expected: tuple[str, ...]
    sections: tuple[AgendaSection, ...]
    state: MinutesState
    approved_by: str
    language: str
    minutes_id: EntityId | None = None
    paragraphs: tuple[ParagraphLine, ...] = ()
    additions: tuple[AdditionLine, ...] = ()
    approved_on: date | None = None
    locked_at: datetime | None = None
    locked_by: str = ""
    locked_sha256: str = ""
    step_reason: str = ""
    on_paper: bool = False
    next_meeting: NextMeeting | None = None
    public: bool = False

    @property
    def standing(self) -> tuple[ParagraphLine, ...]:
        """The paragraphs to print: those that were not struck out."""
        return tuple(line for line in self.paragraphs if line.text)
