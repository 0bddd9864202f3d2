"""The draft pact: articles made of sentences, and where each sentence comes from.

A sentence is the unit that carries sources: editing an article as prose is reconciled with its sentences
(`domain.sentences`), so that no link is ever kept by counting characters.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from cocity_desktop.domain.entity import Entity, EntityId, JsonObject, ref


class PactState(StrEnum):
    """Where a pact's text stands; the process has its own, longer path."""

    DRAFT = "draft"
    DELIVERED = "delivered"
    AGREED = "agreed"
    SIGNED = "signed"


class SentenceOrigin(StrEnum):
    """Where a sentence comes from: sourced ones have links, the others say who wrote them."""

    SOURCED = "sourced"
    DRAFTING = "drafting"
    CITY = "city"


class VariantState(StrEnum):
    """What became of another text proposed for an article."""

    OPEN = "open"
    TAKEN = "taken"
    DECLINED = "declined"


class AttachmentRole(StrEnum):
    """What an attached file is."""

    SITE_PLAN = "site_plan"
    PHOTO = "photo"
    REPORT = "report"
    PROPOSAL = "proposal"
    DEED = "deed"
    REPRESENTATION = "representation"
    INVENTORY = "inventory"
    SIGNED_PACT = "signed_pact"
    OTHER = "other"


@dataclass(kw_only=True, slots=True)
class RegulationTemplate(Entity):
    """The regulation as it was when a pact began, so that a later edition of the data does not rewrite the past."""

    KIND: ClassVar[str] = "regulation_template"
    PLURAL: ClassVar[str] = "regulation_templates"

    code: str
    title: str
    content: JsonObject
    content_sha256: str


@dataclass(kw_only=True, slots=True)
class Pact(Entity):
    """A patto di collaborazione in the making (Torino 391 art. 8)."""

    KIND: ClassVar[str] = "pact"
    PLURAL: ClassVar[str] = "pacts"

    process_id: EntityId = field(metadata=ref("process"))
    template_id: EntityId = field(metadata=ref("regulation_template"))
    title: str
    draft: int = 1
    state: PactState = PactState.DRAFT
    starts_on: date | None = None
    ends_on: date | None = None
    signed_on: date | None = None


@dataclass(kw_only=True, slots=True)
class Article(Entity):
    """An article under a heading of the regulation. `number` is its place in the pact, from 1."""

    KIND: ClassVar[str] = "article"
    PLURAL: ClassVar[str] = "articles"

    pact_id: EntityId = field(metadata=ref("pact"))
    heading: str
    number: int
    title: str


@dataclass(kw_only=True, slots=True)
class Sentence(Entity):
    """A sentence of an article. `paragraph` counts from 0; `position` orders the sentences of the article."""

    KIND: ClassVar[str] = "sentence"
    PLURAL: ClassVar[str] = "sentences"

    article_id: EntityId = field(metadata=ref("article"))
    paragraph: int = 0
    position: int = 0
    text: str
    origin: SentenceOrigin = SentenceOrigin.DRAFTING
    written_by: str = ""


@dataclass(kw_only=True, slots=True)
class SourceLink(Entity):
    """A sentence comes from an entry, a commitment or a decision: exactly one of the three is set."""

    KIND: ClassVar[str] = "source_link"
    PLURAL: ClassVar[str] = "source_links"

    sentence_id: EntityId = field(metadata=ref("sentence"))
    entry_id: EntityId | None = field(default=None, metadata=ref("entry"))
    commitment_id: EntityId | None = field(default=None, metadata=ref("commitment"))
    decision_id: EntityId | None = field(default=None, metadata=ref("decision"))


@dataclass(kw_only=True, slots=True)
class ArticleVersion(Entity):
    """The text of an article in a delivered version of the pact: what an answer is about."""

    KIND: ClassVar[str] = "article_version"
    PLURAL: ClassVar[str] = "article_versions"

    article_id: EntityId = field(metadata=ref("article"))
    version: int
    number: int
    title: str
    text: str
    made_at: datetime


@dataclass(kw_only=True, slots=True)
class PactVersion(Entity):
    """A state of the pact that was given a name. It holds no text: the journal tells it (docs/adr/0037).

    `seen` is where the journal stood: of each device the moment of its newest change, so that what another laptop had
    written by then and brought along later does not slip in.
    """

    KIND: ClassVar[str] = "pact_version"
    PLURAL: ClassVar[str] = "pact_versions"

    pact_id: EntityId = field(metadata=ref("pact"))
    name: str
    note: str = ""
    made_at: datetime
    by: str = ""
    seen: JsonObject


@dataclass(kw_only=True, slots=True)
class ArticleComment(Entity):
    """A remark on an article among those who write it: on no paper, in no delivery."""

    KIND: ClassVar[str] = "article_comment"
    PLURAL: ClassVar[str] = "article_comments"

    article_id: EntityId = field(metadata=ref("article"))
    text: str
    by: str = ""
    at: datetime
    resolved: bool = False


@dataclass(kw_only=True, slots=True)
class ArticleVariant(Entity):
    """Another text for an article, beside the one that stands. `reason` says why it was declined."""

    KIND: ClassVar[str] = "article_variant"
    PLURAL: ClassVar[str] = "article_variants"

    article_id: EntityId = field(metadata=ref("article"))
    text: str
    by: str = ""
    at: datetime
    note: str = ""
    state: VariantState = VariantState.OPEN
    reason: str = ""


@dataclass(kw_only=True, slots=True)
class Attachment(Entity):
    """A file that belongs to a record. The bytes lie once, under their SHA-256 (`size` in bytes).

    Files of one record stand by `position`, then as they were added: those from before positions were kept all have 0.
    """

    KIND: ClassVar[str] = "attachment"
    PLURAL: ClassVar[str] = "attachments"

    name: str
    media_type: str
    sha256: str
    size: int
    role: AttachmentRole = AttachmentRole.OTHER
    caption: str = ""
    added_at: datetime
    process_id: EntityId | None = field(default=None, metadata=ref("process"))
    meeting_id: EntityId | None = field(default=None, metadata=ref("meeting"))
    entry_id: EntityId | None = field(default=None, metadata=ref("entry"))
    place_id: EntityId | None = field(default=None, metadata=ref("place"))
    group_id: EntityId | None = field(default=None, metadata=ref("group"))
    position: int = 0
