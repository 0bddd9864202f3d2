"""What is told before and after a person is erased: where they stand, what stays, what became of the copies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.registry import Person

Step = Callable[[int, int, str], None]
"""Told on the way: how many are done, of how many, which one."""


class LeftKind(StrEnum):
    """What the app cannot reach, or must keep as it is."""

    LOCKED_MINUTES = "locked_minutes"
    DELIVERY = "delivery"
    ATTACHMENT = "attachment"
    EXPORT = "export"
    NAMESAKE = "namesake"
    SHARED_CONTACT = "shared_contact"
    BACKUP = "backup"
    ELSEWHERE = "elsewhere"


class CopyState(StrEnum):
    """What became of a copy that the app keeps."""

    REWRITTEN = "rewritten"
    REPLACED = "replaced"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class LeftItem:
    """One thing that stays: its name (never the person's) and its day, where it has them."""

    kind: LeftKind
    name: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class CopyOutcome:
    """A copy by its file name, and what became of it."""

    name: str
    state: CopyState


@dataclass(frozen=True, slots=True)
class Mark:
    """What every copy of the archive is told of an erasure; the record of it has the same id everywhere."""

    erasure_id: EntityId
    person_id: EntityId
    number: int
    on: date
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlottedOut:
    """After the archive was written anew: the person's records, to be marked, and what stays."""

    persons: tuple[Person, ...]
    left: tuple[LeftItem, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A free text that names the person: its record and some of its words. `lone`: by one of the two names only."""

    kind: str
    id: EntityId
    excerpt: str
    lone: bool


@dataclass(frozen=True, slots=True)
class ErasurePreview:
    """All that is to be said before: `contacts`, `roles` and `presences` are counts, `copies` names of files."""

    person_id: EntityId
    name: str
    contacts: int
    roles: int
    presences: int
    mentions: tuple[Mention, ...] = ()
    left: tuple[LeftItem, ...] = ()
    copies: tuple[str, ...] = field(default=())

    @property
    def replaced(self) -> tuple[Mention, ...]:
        """Where the whole name or a contact stands: written anew."""
        return tuple(one for one in self.mentions if not one.lone)

    @property
    def to_review(self) -> tuple[Mention, ...]:
        """Where a name alone stands, which may mean somebody else."""
        return tuple(one for one in self.mentions if one.lone)
