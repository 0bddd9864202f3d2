"""Who promised what: the city's promises stand on equal terms with the citizens'."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from cocity_desktop.domain.entity import Entity, EntityId, ref
from cocity_desktop.domain.lifecycle import CommitmentStatus


class PartyKind(StrEnum):
    """Who can be bound by a commitment."""

    GROUP = "group"
    COMUNE = "comune"
    CIRCOSCRIZIONE = "circoscrizione"
    SCHOOL = "school"
    HOUSE = "house"
    OTHER = "other"


@dataclass(kw_only=True, slots=True)
class Commitment(Entity):
    """An impegno: party, what, by when or how often, with which resources.

    `money_cents` is in euro cents, `hours` in whole hours of work. `heading` is the code of the pact's heading
    it belongs under. `recurrence` is in words as agreed ("ogni sabato"), with `starts_on` its first day.
    """

    KIND: ClassVar[str] = "commitment"
    PLURAL: ClassVar[str] = "commitments"

    process_id: EntityId = field(metadata=ref("process"))
    entry_id: EntityId | None = field(default=None, metadata=ref("entry"))
    party_kind: PartyKind = PartyKind.GROUP
    group_id: EntityId | None = field(default=None, metadata=ref("group"))
    party_name: str = ""
    what: str
    due_on: date | None = None
    recurrence: str = ""
    starts_on: date | None = None
    money_cents: int | None = None
    hours: int | None = None
    materials: str = ""
    heading: str = ""
    status: CommitmentStatus = CommitmentStatus.OPEN
    agreed_on: date | None = None


@dataclass(kw_only=True, slots=True)
class CommitmentStep(Entity):
    """One line of a commitment's history: what happened to it, when, who wrote it, why."""

    KIND: ClassVar[str] = "commitment_step"
    PLURAL: ClassVar[str] = "commitment_steps"

    commitment_id: EntityId = field(metadata=ref("commitment"))
    from_status: CommitmentStatus
    to_status: CommitmentStatus
    at: datetime
    by_id: EntityId | None = field(default=None, metadata=ref("staff_member"))
    reason: str = ""
    old_due_on: date | None = None
    new_due_on: date | None = None
