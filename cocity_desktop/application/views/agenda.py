"""What is offered for an agenda: what earlier meetings and the Comune left, and templates to begin with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from cocity_desktop.domain.agenda_order import P, numbered
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.meetings import MeetingKind

if TYPE_CHECKING:
    from collections.abc import Iterable


def with_numbers(points: Iterable[P]) -> list[tuple[str, P]]:
    """The points of an agenda in their order, each with its number: 2, or 2.1 for a sub-item."""
    return numbered(points)


class OfferKind(StrEnum):
    """What it is that waits to be talked about again."""

    POINT = "point"
    ANSWER = "answer"
    QUESTION = "question"
    CONCERN = "concern"


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to take up at the next meeting; its `id` is that of the point, the answered article or the line.

    `since` is the day it was first on the table, `source` the meeting it comes from or the office that answered.
    `is_fresh`: it comes from the last meeting, or is an answer of the Comune.
    """

    id: EntityId
    kind: OfferKind
    title: str
    planned_minutes: int
    since: date
    source: str
    is_fresh: bool


@dataclass(frozen=True, slots=True)
class TemplateItemRow:
    """A point of a template. `id` is "" in those that come with the app."""

    id: EntityId
    title: str
    planned_minutes: int
    wanted_outcome: str
    is_sub: bool


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A template with its points in their order; `is_shipped`: it comes with the app and is only read."""

    id: EntityId
    name: str
    meeting_kind: MeetingKind
    planned_minutes: int
    items: tuple[TemplateItemRow, ...]
    is_shipped: bool = False
