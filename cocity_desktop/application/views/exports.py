"""What is written out of the archive: whole records by their names, and the tables and notes made of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cocity_desktop.domain.entity import EntityId, JsonObject
from cocity_desktop.domain.keeping import ExportKind
from cocity_desktop.domain.lifecycle import ProcessState
from cocity_desktop.domain.places import PlaceNature, Strand
from cocity_desktop.domain.processes import GovernmentForm, HistoryKind, OpinionKind, ProcessRole
from cocity_desktop.domain.registry import (
    ConsentKind,
    ContactKind,
    DecisionMaking,
    GroupKind,
    MemberRole,
    NoticeChannel,
)

CellValue = str | int | float | date | None
"""What stands in a cell that is written. Texts are texts, whatever sign they begin with."""


@dataclass(frozen=True, slots=True)
class OutTable:
    """A table to write: `title` names its sheet; every row has a cell for each heading."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[CellValue, ...], ...]


@dataclass(frozen=True, slots=True)
class NameOut:
    """A person by name. `shared`: another person has the same name, so the id must tell them apart."""

    id: EntityId
    given_name: str
    family_name: str
    shared: bool = False

    @property
    def spoken(self) -> str:
        """Given name first."""
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True, slots=True)
class ContactOut:
    """A way to reach somebody."""

    contact_kind: ContactKind
    value: str
    note: str
    preferred: bool


@dataclass(frozen=True, slots=True)
class MemberOut:
    """A person in a group, in a role, for a time."""

    person: NameOut
    role: MemberRole
    duty: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class GroupOut:
    """A group with all that the archive knows of it. `partners` are (name, whether it is the lead partner)."""

    id: EntityId
    name: str
    group_kind: GroupKind
    decision_making: DecisionMaking
    fiscal_code: str
    vat_number: str
    runts_number: str
    address: str
    district: int | None
    description: str
    themes: tuple[str, ...]
    languages: tuple[str, ...]
    representative: NameOut | None
    representation_proof: str
    registered_on: date | None
    retain_until: date | None
    members: tuple[MemberOut, ...]
    partners: tuple[tuple[str, bool], ...]
    contacts: tuple[ContactOut, ...]


@dataclass(frozen=True, slots=True)
class ConsentOut:
    """A notice or a consent that a person was given; `version` is that of the notice, "" when it has none."""

    consent_kind: ConsentKind
    given_on: date
    channel: NoticeChannel
    version: str
    withdrawn_on: date | None


@dataclass(frozen=True, slots=True)
class PersonOut:
    """A person with all that the archive knows of them. `groups` are the names of those they are in today."""

    name: NameOut
    languages: tuple[str, ...]
    needs: str
    needs_time: str
    needs_access: str
    needs_translation: str
    fiscal_code: str
    note: str
    retain_until: date | None
    contacts: tuple[ContactOut, ...]
    groups: tuple[str, ...]
    consents: tuple[ConsentOut, ...]


@dataclass(frozen=True, slots=True)
class PlaceOut:
    """A place with all its fields; degrees are WGS 84."""

    id: EntityId
    name: str
    nature: PlaceNature
    strand: Strand | None
    address: str
    city: str
    district: int | None
    quarter: str
    latitude: float | None
    longitude: float | None
    geometry: JsonObject | None
    cadastre: str
    owner: str
    constraints: str
    state_of_use: str
    description: str


@dataclass(frozen=True, slots=True)
class StepOut:
    """A step of a process's history."""

    history_kind: HistoryKind
    from_state: ProcessState | None
    to_state: ProcessState | None
    happened_on: date
    description: str
    reason: str
    reference: str


@dataclass(frozen=True, slots=True)
class OpinionOut:
    """What was asked of an office."""

    opinion_kind: OpinionKind
    office: str
    subject: str
    asked_on: date | None
    due_on: date | None
    received_on: date | None
    reference: str
    outcome: str


@dataclass(frozen=True, slots=True)
class ProcessOut:
    """A process with its groups, its history and what was asked of offices. `groups` are (name, role)."""

    id: EntityId
    title: str
    place: str
    form: GovernmentForm
    regulation_code: str
    state: ProcessState
    facilitator: str
    summary: str
    opened_on: date
    groups: tuple[tuple[str, ProcessRole], ...]
    history: tuple[StepOut, ...]
    opinions: tuple[OpinionOut, ...]


@dataclass(frozen=True, slots=True)
class ExportRow:
    """That something left the archive. `by` is "" when nobody was named, `person` when it was not about one."""

    id: EntityId
    export_kind: ExportKind
    made_at: datetime
    by: str
    file_name: str
    records: int
    with_people: bool


@dataclass(frozen=True, slots=True)
class PeopleToHide:
    """Whom a public copy must not tell of, and what organisations are called and reached by.

    `names` are (given, family) of every person, the staff among them, and of groups that are one person; `contacts` their
    mails, phones, addresses and codes; `organisations` and `their_contacts` may stay.
    """

    names: tuple[tuple[str, str], ...]
    contacts: tuple[str, ...]
    organisations: frozenset[str]
    their_contacts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a letter or a call is for. `care_of` is the group of a person, or who answers for a group."""

    name: str
    care_of: str
    address: str
    phones: tuple[str, ...]
    mails: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A contact card. A person has `family_name` and `given_name`, a group only its `name`; `made_from` is the record's id."""

    made_from: EntityId
    name: str
    given_name: str
    family_name: str
    organisations: tuple[str, ...]
    contacts: tuple[ContactOut, ...]
    address: str
    note: str
    is_group: bool
