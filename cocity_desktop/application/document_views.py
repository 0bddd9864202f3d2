"""What documents are made from: everything a pact says, read once, frozen. `minutes_views` has those of a meeting.

The PDF, the JSON and the page that travels with them are all made from the same `PactDocument`, so that they
cannot disagree. Names are as the archive has them; words for kinds and states are the renderer's business.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cocity_desktop.application.days import day_of
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.lifecycle import CommitmentStatus, ProcessState
from cocity_desktop.domain.meetings import DecisionMethod, MeetingKind
from cocity_desktop.domain.pacts import AttachmentRole, SentenceOrigin
from cocity_desktop.domain.processes import GovernmentForm, HistoryKind, OpinionKind, ProcessRole
from cocity_desktop.domain.registry import GroupKind
from cocity_desktop.domain.wording.acts import PastMeeting, PastOpinion, PastStep
from cocity_desktop.domain.wording.parties import Party
from cocity_desktop.domain.wording.recitals import RecitalGroup, write_recitals


@dataclass(frozen=True, slots=True)
class HouseLine:
    """Who accompanies the pact: the letterhead."""

    id: EntityId
    name: str
    address: str
    city: str
    email: str


@dataclass(frozen=True, slots=True)
class ProcessLine:
    """The path that led to the pact."""

    id: EntityId
    title: str
    state: ProcessState


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A party of the pact. `group_kind` is None for the Comune and other bodies without a record of their own.

    `partners` are the names of the groups inside an informal group; `lead` the name of the capofila.
    """

    id: EntityId | None
    name: str
    group_kind: GroupKind | None
    role: ProcessRole | None
    address: str
    lead: str
    partners: tuple[str, ...]
    representative: str
    representation_proof: str


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """The commons, as the pact describes it."""

    id: EntityId
    name: str
    address: str
    city: str
    district: int | None
    quarter: str
    cadastre: str
    owner: str
    constraints: str
    state_of_use: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where a sentence comes from. `mark` is its number in the whole document, from 1."""

    mark: int
    kind: str
    id: EntityId
    text: str
    meeting_title: str
    said_at: datetime | None
    who: str


@dataclass(frozen=True, slots=True)
class SentenceLine:
    """A sentence with the marks of its sources. `written_by` is set when it was added in drafting."""

    id: EntityId
    text: str
    origin: SentenceOrigin
    written_by: str
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article: its heading in the regulation, its own title, its paragraphs of sentences."""

    id: EntityId
    number: int
    heading: str
    heading_title: str
    title: str
    rule: str
    rule_verified: bool
    paragraphs: tuple[tuple[SentenceLine, ...], ...]


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """A commitment as the annex lists it. `money_cents` in euro cents, `hours` in hours of work.

    `first_due_on` is the day agreed at first, of one that was postponed since.
    """

    id: EntityId
    party_kind: PartyKind
    party: str
    what: str
    due_on: date | None
    recurrence: str
    starts_on: date | None
    money_cents: int | None
    hours: int | None
    materials: str
    status: CommitmentStatus
    heading: str
    first_due_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReservationLine:
    """Who has a reservation, and its words."""

    raised_by: str
    text: str
    id: EntityId = ""


@dataclass(frozen=True, slots=True)
class PresentLine:
    """Who was in the room when a decision was taken: a person, or so many heads of a group."""

    label: str
    heads: int


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision with its gradients (counts of people) and reservations. `presence` was frozen when it was taken."""

    id: EntityId
    text: str
    meeting_title: str
    taken_at: datetime
    method: DecisionMethod
    in_favour: int
    fine: int
    with_reservation: int
    stand_aside: int
    against: int
    present: int
    reservations: tuple[ReservationLine, ...]
    presence: tuple[PresentLine, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """What happened on a day, with the reference the Comune gave it.

    `internal`: the description is the house's own reason for recording it so, and no matter of the recitals.
    """

    happened_on: date
    history_kind: HistoryKind
    to_state: ProcessState | None
    description: str
    reference: str
    internal: bool = False


@dataclass(frozen=True, slots=True)
class OpinionLine:
    """An opinion or supplement asked of an office."""

    opinion_kind: OpinionKind
    office: str
    subject: str
    asked_on: date | None
    received_on: date | None
    reference: str
    outcome: str


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in the list of those that led to the pact. `people` is the head count.

    `minutes_on` is the day on which its minutes were approved, None as long as they are a draft.
    """

    id: EntityId
    title: str
    meeting_kind: MeetingKind
    starts_at: datetime
    venue: str
    people: int
    minutes_on: date | None = None


@dataclass(frozen=True, slots=True)
class AttachmentLine:
    """A file that travels with the pact."""

    id: EntityId
    name: str
    media_type: str
    sha256: str
    size: int
    role: AttachmentRole
    caption: str


@dataclass(frozen=True, slots=True)
class OverrideLine:
    """A gap that was accepted at delivery, with the reason given."""

    gap: str
    question: str
    reason: str


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """Which delivery this document belongs to. The codes are "" in a draft that was never sealed."""

    id: EntityId
    version: int
    sealed_at: datetime
    content_code: str
    previous_file_code: str


@dataclass(frozen=True, slots=True)
class LawLine:
    """A law that the regulation's recitals quote. What nobody verified is shown in the app and kept out of papers."""

    title: str
    citation: str
    verified: bool


@dataclass(frozen=True, slots=True)
class PactDocument:
    """A whole draft pact. `delivery` is None until it is being sealed: then it is no draft for paper any more.

    `public`: a public copy, without people's data (`public_copy`).
    """

    id: EntityId
    title: str
    draft: int
    form: GovernmentForm
    regulation_code: str
    regulation_title: str
    language: str
    process: ProcessLine
    house: HouseLine
    place: PlaceLine | None
    parties: tuple[PartyLine, ...]
    history: tuple[HistoryLine, ...]
    opinions: tuple[OpinionLine, ...]
    meetings: tuple[MeetingLine, ...]
    articles: tuple[ArticleText, ...]
    commitments: tuple[CommitmentLine, ...]
    decisions: tuple[DecisionLine, ...]
    attachments: tuple[AttachmentLine, ...]
    overrides: tuple[OverrideLine, ...]
    starts_on: date | None
    ends_on: date | None
    delivery: DeliveryLine | None
    made_at: datetime
    public: bool = False
    laws: tuple[LawLine, ...] = ()

    @property
    def recitals(self) -> tuple[RecitalGroup, ...]:
        """The premises, made of the lines above: whoever shows or carries the pact has the same ones."""
        return write_recitals(
            [law.citation for law in self.laws if law.verified],
            [
                PastStep(
                    s.happened_on,
                    s.to_state if s.history_kind is HistoryKind.STATE else None,
                    "" if s.internal else s.description,
                    s.reference,
                )
                for s in self.history
            ],
            [
                PastOpinion(
                    o.opinion_kind is OpinionKind.SUPPLEMENT,
                    o.office,
                    o.subject,
                    o.asked_on,
                    o.received_on,
                    o.reference,
                    o.outcome,
                )
                for o in self.opinions
            ],
            [
                PastMeeting(m.meeting_kind, m.title, day_of(m.starts_at), m.venue, m.people, m.minutes_on)
                for m in self.meetings
            ],
            [
                Party(party.name, group_kind=party.group_kind)
                for party in self.parties
                if party.role is ProcessRole.PROPOSER
            ],
        )


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page of a document as raw pixels: rows from the top, 4 bytes a pixel (blue, green, red, unused)."""

    width: int
    height: int
    stride: int
    pixels: bytes
