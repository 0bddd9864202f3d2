"""Versions of a pact and what differs between two of them, as the window, the paper and the command line show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.pact_diff import ArticleChange, ArticleDiff, SentenceChange
from cocity_desktop.domain.pacts import VariantState


class VersionKind(StrEnum):
    """What makes a state of the pact one that can be asked for."""

    NOW = "now"
    NAMED = "named"
    DELIVERED = "delivered"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class VersionKey:
    """Which state: `id` is that of the named version, of the delivery, or of the change after which; "" for now."""

    kind: VersionKind = VersionKind.NOW
    id: EntityId = ""


class CauseKind(StrEnum):
    """What made a difference."""

    WRITTEN = "written"
    SOURCE = "source"
    CITY = "city"
    VARIANT = "variant"
    UNDONE = "undone"
    ARTICLES = "articles"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A state to choose. `name` is the given name, the number of the delivery, or what the change (`cause`) was done to."""

    key: VersionKey
    name: str
    at: datetime | None
    by: str
    note: str = ""
    cause: CauseKind | None = None


@dataclass(frozen=True, slots=True)
class CauseSource:
    """What was said that a sentence comes from: its kind (entry, commitment, decision), its words, who, where, when."""

    kind: str
    text: str
    who: str
    meeting: str
    meeting_id: EntityId
    said_at: datetime | None


@dataclass(frozen=True, slots=True)
class CauseReply:
    """The answer of the Comune that a sentence comes from."""

    office: str
    protocol: str
    replied_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Cause:
    """Who made a difference, when, and what it goes back to. `by` is "" for the phrase of the house."""

    kind: CauseKind
    by: str
    at: datetime
    sources: tuple[CauseSource, ...] = ()
    reply: CauseReply | None = None


@dataclass(frozen=True, slots=True)
class PactComparison:
    """Two states of a pact, the left one as it was and the right one as it became.

    `causes` say by its id why a sentence differs, or an article that came, went, or has another number or title.
    """

    pact_id: EntityId
    title: str
    house: str
    old: VersionRow
    new: VersionRow
    articles: tuple[ArticleDiff, ...]
    causes: dict[EntityId, Cause]
    made_at: datetime

    @property
    def sentences(self) -> int:
        """How many sentences differ; one that moved counts once."""
        quiet = (SentenceChange.SAME, SentenceChange.LEFT)
        return sum(line.change not in quiet for article in self.articles for line in article.sentences)

    @property
    def changed_articles(self) -> int:
        """How many articles differ in more than their number."""
        quiet = (ArticleChange.SAME, ArticleChange.RENUMBERED)
        return sum(article.change not in quiet for article in self.articles)


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A remark on an article."""

    id: EntityId
    article_id: EntityId
    text: str
    by: str
    at: datetime
    resolved: bool


@dataclass(frozen=True, slots=True)
class VariantRow:
    """Another text for an article."""

    id: EntityId
    article_id: EntityId
    text: str
    by: str
    at: datetime
    note: str
    state: VariantState
    reason: str


@dataclass(frozen=True, slots=True)
class PactTalk:
    """What is said about the articles of a pact: remarks, those still open first, and other texts, likewise."""

    comments: tuple[CommentRow, ...]
    variants: tuple[VariantRow, ...]
