"""The page of the day, the counts beside the pages' names, search and history."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from cocity_desktop.application.views.work import CommitmentRow, MeetingRow
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.lifecycle import Stage


class CityTask(StrEnum):
    """What is to be done between a pact and the Comune."""

    OPEN_REPLY = "open_reply"
    COMPLETE_DRAFT = "complete_draft"
    HAND_OVER = "hand_over"


@dataclass(frozen=True, slots=True)
class CityTaskRow:
    """One thing to do: `record_id` is the delivery (open_reply, hand_over) or the pact (complete_draft).

    `accepted` and `to_see` count articles of an answer; `gaps` are codes of what a draft lacks; `days` since sealed.
    """

    task: CityTask
    record_id: EntityId
    title: str
    version: int
    accepted: int
    to_see: int
    gaps: tuple[str, ...]
    days: int


@dataclass(frozen=True, slots=True)
class StageRow:
    """The processes at one stage: `stalled` marks those standing still for over 90 days, one flag per process.

    `median_days` is the median time spent at this stage by processes that left it; None when none did.
    """

    stage: Stage
    stalled: tuple[bool, ...]
    median_days: int | None


@dataclass(frozen=True, slots=True)
class TodayView:
    """What needs me today."""

    now: datetime
    meeting: MeetingRow | None
    expected_people: int
    due: tuple[CommitmentRow, ...]
    late: int
    due_soon: int
    city: tuple[CityTaskRow, ...]
    upcoming: tuple[MeetingRow, ...]
    stages: tuple[StageRow, ...]
    processes: int
    contact_to_signing_days: int | None
    to_review: int = 0
    """People and groups whose day of retention has come."""


@dataclass(frozen=True, slots=True)
class SidebarCounts:
    """The figures beside the pages' names."""

    groups: int
    people: int
    places: int
    processes: int
    meeting_today: bool
    late_commitments: int
    pacts: int
    deliveries_waiting: int


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A record found: the kind of page it opens and the record there, its name, the text in which the words stood.

    `where` names the place of that text, as `kind.field` or, for contacts, `contact_point.phone` and the like; "" when
    the words stand in the name, and `codes.BY_CODE` when they are its code.
    """

    kind: str
    id: EntityId
    title: str
    context: str
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One field of a record took a value. `old` and `new` are plain values (domain.record)."""

    at: datetime
    actor: str
    label: str
    field: str
    old: object
    new: object
