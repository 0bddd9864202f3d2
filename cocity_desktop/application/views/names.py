"""Whom and what a line of a meeting may name: read once when a meeting is opened, offered while one types."""

from __future__ import annotations

from dataclasses import dataclass

from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.processes import GovernmentForm


@dataclass(frozen=True, slots=True)
class NamedGroup:
    """A group of the archive; `in_process` when it takes part in the meeting's process, alone or inside another."""

    id: EntityId
    name: str
    in_process: bool


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Somebody of a group of the process."""

    id: EntityId
    name: str
    group_id: EntityId
    group: str


@dataclass(frozen=True, slots=True)
class Called:
    """A group, or a person with the groups they belong to (`beside`), found by the beginnings of the name."""

    name: str
    group_id: EntityId | None = None
    person_id: EntityId | None = None
    beside: str = ""


@dataclass(frozen=True, slots=True)
class NamesToWrite:
    """What can be named in a meeting. `more_groups`: of a large house, those far from the meeting are looked up.

    `themes` by how lately they were used, then those of the groups.
    """

    house: str
    city: str
    district: int | None
    regulation_code: str
    groups: tuple[NamedGroup, ...]
    people: tuple[NamedPerson, ...]
    themes: tuple[str, ...]
    more_groups: bool = False
    form: GovernmentForm = GovernmentForm.PACT
