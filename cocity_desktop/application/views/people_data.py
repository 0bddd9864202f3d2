"""What the house must be able to say about people's data: to whom the notice is due, whom to look at again, all about one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cocity_desktop.application.document_views import HouseLine
from cocity_desktop.domain.entity import EntityId, JsonObject


@dataclass(frozen=True, slots=True)
class RetentionRow:
    """A person or a group (`kind`) to look at again: due, or without a date. `proposed` follows from the notice."""

    kind: str
    id: EntityId
    name: str
    retain_until: date | None
    last_contact: date | None
    proposed: date | None


@dataclass(frozen=True, slots=True)
class UntoldRow:
    """A person who was never given the notice, and their groups as one text."""

    id: EntityId
    name: str
    groups: str
    last_contact: date | None


@dataclass(frozen=True, slots=True)
class NoticePaper:
    """A version of the notice as it is printed: `to_verify` marks a text that nobody has checked yet."""

    house: HouseLine
    title: str
    version: str
    valid_from: date
    text: str
    to_verify: bool = False


@dataclass(frozen=True, slots=True)
class DataLine:
    """One thing that is known: what it is called, and what it says."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class DataSection:
    """What one part of the archive holds about the person. `code` is its name in the JSON file; each record its lines."""

    code: str
    records: tuple[tuple[DataLine, ...], ...]


@dataclass(frozen=True, slots=True)
class PersonData:
    """All that the archive holds about one person (GDPR art. 15). `content` is what the JSON file says, the same facts."""

    person_id: EntityId
    name: str
    house: HouseLine
    made_at: datetime
    sections: tuple[DataSection, ...]
    content: JsonObject

    @property
    def records(self) -> int:
        """How many records there are in all."""
        return sum(len(section.records) for section in self.sections)
