"""What an answer of the Comune is once read, and why one is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from cocity_desktop.domain.deliveries import Verdict


class ReplyFault(StrEnum):
    """Why an answer is not taken."""

    TOO_LARGE = "too_large"
    ENCODING = "encoding"
    NOT_JSON = "not_json"
    DUPLICATE_KEY = "duplicate_key"
    NOT_A_REPLY = "not_a_reply"
    NEWER = "newer"
    SHAPE = "shape"
    CONTROL_CHARACTER = "control_character"
    DATE = "date"
    OFFICE_MISSING = "office_missing"
    REPLIED_ON_MISSING = "replied_on_missing"
    VERDICT_MISSING = "verdict_missing"
    TEXT_MISSING = "text_missing"
    REASON_MISSING = "reason_missing"
    ARTICLE_TWICE = "article_twice"
    ARTICLE_MISSING = "article_missing"
    ARTICLE_UNKNOWN = "article_unknown"
    ARTICLE_NUMBER = "article_number"
    OTHER_DELIVERY = "other_delivery"
    OTHER_VERSION = "other_version"
    OTHER_CONTENT = "other_content"
    OTHER_FILE = "other_file"


@dataclass(frozen=True, slots=True)
class ReplyDefect:
    """One reason of refusal: where in the file (JSON Pointer, "" for the whole) and the facts its words need."""

    code: ReplyFault
    place: str = ""
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AnsweredArticle:
    """The answer to one article. `text` is the Comune's wording, `reason` why it was deferred or rejected."""

    article_id: str
    number: int
    verdict: Verdict
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedReply:
    """A whole answer. `file_code` and `tag_manifest_sha512` are "" when the officer had only the page at hand."""

    delivery_id: str
    version: int
    content_code: str
    file_code: str
    tag_manifest_sha512: str
    office: str
    officer_role: str
    protocol: str
    protocol_date: date | None
    replied_on: date
    items: tuple[AnsweredArticle, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answerable:
    """The delivery that an answer must be about. `articles` maps article id to its number."""

    delivery_id: str
    version: int
    content_code: str
    file_code: str
    tag_manifest_sha512: str
    articles: Mapping[str, int]
