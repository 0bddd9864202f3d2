"""Rows and details of groups, people and places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cocity_desktop.domain.entity import EntityId, JsonObject
from cocity_desktop.domain.house import StaffRole
from cocity_desktop.domain.lifecycle import ProcessState, Stage, is_final
from cocity_desktop.domain.places import PlaceNature, Strand
from cocity_desktop.domain.registry import (
    ConsentKind,
    ContactKind,
    DecisionMaking,
    GroupKind,
    MemberRole,
    NoticeChannel,
)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A line of the list of groups. `last_contact` is the day of the last meeting it attended or had planned.

    `found_by` are the names it is looked for by besides its own: its people, the places of its processes.
    """

    id: EntityId
    name: str
    group_kind: GroupKind
    district: int | None
    people: int
    processes: int
    last_contact: date | None
    found_by: str = ""


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A person in a group. `notice_on` is when the privacy notice was given, None when it never was.

    `since` and `until` are the first and the last day of the role, None where it has no bound.
    """

    membership_id: EntityId
    person_id: EntityId
    name: str
    role: MemberRole
    duty: str
    notice_on: date | None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A way to reach someone."""

    id: EntityId
    contact_kind: ContactKind
    value: str
    preferred: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A group inside an informal group."""

    partnership_id: EntityId
    group_id: EntityId
    name: str
    is_lead: bool


@dataclass(frozen=True, slots=True)
class ProcessBrief:
    """A process as a line inside another record. `stage` is None when the process is closed."""

    id: EntityId
    title: str
    state: ProcessState
    stage: Stage | None

    @property
    def had_pact(self) -> bool:
        """Whether it is closed after a pact, rather than refused, redirected or put aside."""
        return is_final(self.state)


@dataclass(frozen=True, slots=True)
class CommitmentCount:
    """How many commitments were kept and how many are open."""

    kept: int
    open: int
    late: int


@dataclass(frozen=True, slots=True)
class GroupDetail:
    """All that the page of a group shows. `former` are those whose role has ended, the last to leave first."""

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
    representative_id: EntityId | None
    representative: str
    representation_proof: str
    registered_on: date | None
    members: tuple[MemberRow, ...]
    partners: tuple[PartnerRow, ...]
    contacts: tuple[ContactRow, ...]
    processes: tuple[ProcessBrief, ...]
    commitments: CommitmentCount
    languages: tuple[str, ...] = ()
    former: tuple[MemberRow, ...] = ()
    attachments: tuple[AttachmentRow, ...] = ()
    retain_until: date | None = None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person by name, with the groups they are in, as one line.

    `contact` is how they are reached first, `notice_on` the day of the privacy notice, None when it is still to be given.
    """

    id: EntityId
    name: str
    groups: str
    contact: str = ""
    languages: tuple[str, ...] = ()
    notice_on: date | None = None


@dataclass(frozen=True, slots=True)
class PersonGroupRow:
    """A group that a person is or was in, with the first and the last day of the role where it has them."""

    membership_id: EntityId
    group_id: EntityId
    name: str
    role: MemberRole
    duty: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """A notice or a consent: `notice` is the title of the text, "" when none was named."""

    id: EntityId
    consent_kind: ConsentKind
    notice_id: EntityId | None
    notice: str
    version: str
    given_on: date
    channel: NoticeChannel
    withdrawn_on: date | None


@dataclass(frozen=True, slots=True)
class PersonDetail:
    """All that the page of a person shows. `groups` hold today, `former` have ended; languages are ISO 639-1 codes.

    `notice_on` is the day of the last privacy notice that stands, None when it is still to be given.
    """

    id: EntityId
    name: str
    given_name: str
    family_name: str
    languages: tuple[str, ...]
    needs: str
    needs_time: str
    needs_access: str
    needs_translation: str
    fiscal_code: str
    note: str
    retain_until: date | None
    erased_number: int | None
    contacts: tuple[ContactRow, ...]
    groups: tuple[PersonGroupRow, ...]
    former: tuple[PersonGroupRow, ...]
    consents: tuple[ConsentRow, ...]
    notice_on: date | None


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A line of the list of places."""

    id: EntityId
    name: str
    address: str
    district: int | None
    quarter: str
    nature: PlaceNature
    strand: Strand | None
    processes: int


@dataclass(frozen=True, slots=True)
class PlaceDetail:
    """All that the page of a place shows."""

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
    processes: tuple[ProcessBrief, ...]
    attachments: tuple[AttachmentRow, ...]


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """An attached file; `size` in bytes."""

    id: EntityId
    name: str
    media_type: str
    role: str
    caption: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A member of the staff."""

    id: EntityId
    name: str
    role: StaffRole
    active: bool


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A version of the privacy notice; `given` counts the people who got it."""

    id: EntityId
    version: str
    title: str
    text: str
    valid_from: date
    retention_months: int | None
    given: int


@dataclass(frozen=True, slots=True)
class HouseDetail:
    """The house and the key its deliveries are signed with (minisign key id, 16 hex digits)."""

    id: EntityId
    name: str
    address: str
    city: str
    district: int | None
    email: str
    phone: str
    regulation_code: str
    is_sample: bool
    staff: tuple[StaffRow, ...]
    notices: tuple[NoticeRow, ...] = ()
