"""The path of one commons from first contact to a pact in life, with the steps it took and the opinions asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar

from cocity_desktop.domain.entity import Entity, EntityId, ref
from cocity_desktop.domain.lifecycle import ProcessState


class GovernmentForm(StrEnum):
    """The forms of governing a commons (Torino 391 arts. 8, 13, 15, 16, 17; domain.md §1.2)."""

    PACT = "pact"
    ORDINARY = "ordinary"
    CIVIC_USE = "civic_use"
    COLLECTIVE_MANAGEMENT = "collective_management"
    FOUNDATION = "foundation"


class ProcessRole(StrEnum):
    """What a group does in a process."""

    PROPOSER = "proposer"
    PARTNER = "partner"
    INTERESTED = "interested"


class OpinionKind(StrEnum):
    """What was asked: an opinion (parere, nulla osta) or a supplement of papers (integrazione)."""

    OPINION = "opinion"
    SUPPLEMENT = "supplement"


class HistoryKind(StrEnum):
    """What a step of the history records: a change of state, or an act that the recitals must quote."""

    STATE = "state"
    ACT = "act"


@dataclass(kw_only=True, slots=True)
class Process(Entity):
    """A percorso: it joins a place and the groups that look after it, under one regulation."""

    KIND: ClassVar[str] = "process"
    PLURAL: ClassVar[str] = "processes"

    title: str
    place_id: EntityId | None = field(default=None, metadata=ref("place"))
    form: GovernmentForm = GovernmentForm.PACT
    regulation_code: str = "torino-391"
    state: ProcessState = ProcessState.CONTACT
    facilitator_id: EntityId | None = field(default=None, metadata=ref("staff_member"))
    summary: str = ""
    opened_on: date


@dataclass(kw_only=True, slots=True)
class Participation(Entity):
    """A group in a process."""

    KIND: ClassVar[str] = "participation"
    PLURAL: ClassVar[str] = "participations"

    process_id: EntityId = field(metadata=ref("process"))
    group_id: EntityId = field(metadata=ref("group"))
    role: ProcessRole = ProcessRole.PROPOSER


@dataclass(kw_only=True, slots=True)
class HistoryStep(Entity):
    """One line of a process's history, never changed afterwards: who, when, why, with which reference.

    `reference` is what the Comune wrote on it (protocol, deliberation, minutes); the app never makes one up.
    """

    KIND: ClassVar[str] = "history_step"
    PLURAL: ClassVar[str] = "history_steps"

    process_id: EntityId = field(metadata=ref("process"))
    history_kind: HistoryKind = HistoryKind.STATE
    from_state: ProcessState | None = None
    to_state: ProcessState | None = None
    happened_on: date
    by_id: EntityId | None = field(default=None, metadata=ref("staff_member"))
    description: str = ""
    reason: str = ""
    reference: str = ""


@dataclass(kw_only=True, slots=True)
class Opinion(Entity):
    """A parere or an integrazione: which office, asked when, received when."""

    KIND: ClassVar[str] = "opinion"
    PLURAL: ClassVar[str] = "opinions"

    process_id: EntityId = field(metadata=ref("process"))
    opinion_kind: OpinionKind = OpinionKind.OPINION
    office: str
    subject: str = ""
    asked_on: date | None = None
    due_on: date | None = None
    received_on: date | None = None
    reference: str = ""
    outcome: str = ""
