"""What the papers of a meeting to come are made from: invitation, printed agenda, attendance sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cocity_desktop.application.document_views import HouseLine
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.lifecycle import MeetingState
from cocity_desktop.domain.meetings import MeetingKind


@dataclass(frozen=True, slots=True)
class SheetItem:
    """A point as it is printed; `number` is 2, or 2.1 for a sub-item.

    The minutes of a point with sub-items are theirs together.
    """

    number: str
    is_sub: bool
    title: str
    planned_minutes: int
    owner: str
    wanted_outcome: str
    background: str
    translation: str


@dataclass(frozen=True, slots=True)
class ExpectedParty:
    """A group of the process, with those who speak for it."""

    name: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeetingSheet:
    """A meeting as it is announced. `place_address` is that of the place the process is about.

    `code` finds the record again; `changes` counts what was changed since it was put on the calendar, the last time at
    `changed_at`. `language` is that of the content. `public`: a public
    copy, without people's data.
    """

    meeting_id: EntityId
    code: str
    title: str
    meeting_kind: MeetingKind
    state: MeetingState
    step_reason: str
    process_title: str
    house: HouseLine
    house_phone: str
    starts_at: datetime
    planned_minutes: int
    venue: str
    place_address: str
    called_by: str
    room_language: str
    items: tuple[SheetItem, ...]
    expected: tuple[ExpectedParty, ...]
    changes: int
    changed_at: datetime
    language: str
    public: bool = False


@dataclass(frozen=True, slots=True)
class InvitationNotes:
    """What an invitation says beside the meeting: the address, how to answer, how one gets in."""

    address: str = ""
    answer: str = ""
    access: str = ""
