"""What was handed to the Comune, what it answered article by article, and the reports of a pact in life."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from cocity_desktop.domain.entity import Entity, EntityId, JsonObject, ref
from cocity_desktop.domain.lifecycle import DeliveryState


class Verdict(StrEnum):
    """The Comune's answer to one article."""

    ACCEPTED = "accepted"
    ACCEPTED_WITH_TEXT = "accepted_with_text"
    DEFERRED = "deferred"
    REJECTED = "rejected"


class Choice(StrEnum):
    """What the house does with an article that was not accepted as sent."""

    PENDING = "pending"
    ACCEPT = "accept"
    DISCUSS = "discuss"
    KEEP = "keep"


class HandOver(StrEnum):
    """How a delivery reached the city."""

    STICK = "stick"
    MAIL = "mail"
    PEC = "pec"
    COUNTER = "counter"
    SHARED_FOLDER = "shared_folder"


class ReplySource(StrEnum):
    """Where an answer was read from."""

    FILE = "file"
    PAPER = "paper"


@dataclass(kw_only=True, slots=True)
class Delivery(Entity):
    """One version of a pact, sealed as one file. `version` counts the deliveries of the pact from 1.

    `content_code` and `file_code` are the two short codes of docs/bundle-format.md; `overrides` are the gaps
    that were accepted with a reason, as {gap code: reason}.
    """

    KIND: ClassVar[str] = "delivery"
    PLURAL: ClassVar[str] = "deliveries"

    pact_id: EntityId = field(metadata=ref("pact"))
    version: int
    state: DeliveryState = DeliveryState.SEALED
    sealed_at: datetime
    file_name: str
    file_size: int
    file_sha256: str
    tag_manifest_sha512: str
    content_code: str
    file_code: str
    overrides: JsonObject | None = None
    handed_over_on: date | None = None
    handed_over_how: HandOver | None = None
    received_on: date | None = None
    protocol: str = ""


@dataclass(kw_only=True, slots=True)
class Reply(Entity):
    """The Comune's answer to one delivery."""

    KIND: ClassVar[str] = "reply"
    PLURAL: ClassVar[str] = "replies"

    delivery_id: EntityId = field(metadata=ref("delivery"))
    source: ReplySource = ReplySource.FILE
    office: str = ""
    protocol: str = ""
    replied_on: date
    received_at: datetime
    note: str = ""
    file_sha256: str = ""


@dataclass(kw_only=True, slots=True)
class ReplyItem(Entity):
    """The answer to one article, and what the house does with it."""

    KIND: ClassVar[str] = "reply_item"
    PLURAL: ClassVar[str] = "reply_items"

    reply_id: EntityId = field(metadata=ref("reply"))
    article_id: EntityId = field(metadata=ref("article"))
    article_number: int
    verdict: Verdict
    text: str = ""
    reason: str = ""
    choice: Choice = Choice.PENDING
    choice_reason: str = ""


@dataclass(kw_only=True, slots=True)
class Report(Entity):
    """A rendiconto of a pact in life: activities, objectives, resources used, problems (domain.md §2.2)."""

    KIND: ClassVar[str] = "report"
    PLURAL: ClassVar[str] = "reports"

    pact_id: EntityId = field(metadata=ref("pact"))
    period_from: date
    period_to: date
    due_on: date | None = None
    delivered_on: date | None = None
    activities: str = ""
    objectives: str = ""
    resources_used: str = ""
    problems: str = ""
