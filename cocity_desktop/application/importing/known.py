"""What the archive holds that rows of a table may be about, indexed by all that tells one record from another."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cocity_desktop.application.importing.cells import italian_phone
from cocity_desktop.application.importing.folding import folded
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.keeping import ImportedRow, ImportTarget, Merge
from cocity_desktop.domain.places import Place
from cocity_desktop.domain.registry import (
    Consent,
    ContactKind,
    ContactPoint,
    Group,
    Membership,
    Partnership,
    Person,
    PrivacyNotice,
)

if TYPE_CHECKING:
    from cocity_desktop.application.importing.drafts import Draft
    from cocity_desktop.application.ports import UnitOfWork

Record = Group | Person | Place
KINDS: Final[dict[ImportTarget, type[Group | Person | Place]]] = {
    ImportTarget.GROUPS: Group,
    ImportTarget.PEOPLE: Person,
    ImportTarget.PLACES: Place,
}
Index = defaultdict[str, list["EntityId"]]


def name_of(record: Record) -> str:
    """The name that people call it by."""
    if isinstance(record, Person):
        return f"{record.given_name} {record.family_name}".strip()
    return record.name


def contact_key(kind: ContactKind, value: str) -> str:
    """What two ways of writing the same contact share."""
    if kind is ContactKind.PHONE:
        return italian_phone(value) or "".join(
            letter for letter in value if letter.isdigit() or letter == "+"
        )
    return value.strip().casefold() if kind is not ContactKind.POST else folded(value)


@dataclass(slots=True)
class Known:
    """Records of the target by id, and where each of their marks leads. `origins` are the rows of `source`."""

    target: ImportTarget
    source: str
    headings: dict[str, str] = field(default_factory=dict)
    records: dict[EntityId, Record] = field(default_factory=dict)
    fiscal_codes: Index = field(default_factory=lambda: defaultdict(list))
    vat_numbers: Index = field(default_factory=lambda: defaultdict(list))
    mails: Index = field(default_factory=lambda: defaultdict(list))
    names: Index = field(default_factory=lambda: defaultdict(list))
    origins: dict[str, ImportedRow] = field(default_factory=dict)
    origin_of: dict[EntityId, ImportedRow] = field(default_factory=dict)
    merged_into: dict[EntityId, EntityId] = field(default_factory=dict)
    contacts: defaultdict[EntityId, list[ContactPoint]] = field(default_factory=lambda: defaultdict(list))
    members: defaultdict[EntityId, list[Membership]] = field(default_factory=lambda: defaultdict(list))
    partners: defaultdict[EntityId, list[Partnership]] = field(default_factory=lambda: defaultdict(list))
    consents: defaultdict[EntityId, list[Consent]] = field(default_factory=lambda: defaultdict(list))
    notices: dict[str, EntityId] = field(default_factory=dict)
    groups: dict[EntityId, Group] = field(default_factory=dict)
    people: dict[EntityId, Person] = field(default_factory=dict)
    people_by_name: Index = field(default_factory=lambda: defaultdict(list))
    groups_by_name: Index = field(default_factory=lambda: defaultdict(list))

    def current(self, record_id: EntityId) -> EntityId:
        """The record that this one was merged into, or itself."""
        seen = set()
        while record_id in self.merged_into and record_id not in seen:
            seen.add(record_id)
            record_id = self.merged_into[record_id]
        return record_id

    def person_named(self, key: str, mails: tuple[str, ...]) -> Person | None:
        """The one person of that full name, if no contact speaks against it; nobody by a given name alone."""
        found = self.people_by_name.get(key, []) if " " in key else []
        if len(found) != 1:
            return None
        known = {
            contact_key(one.contact_kind, one.value) for one in self.contacts[found[0]] if "@" in one.value
        }
        return self.people[found[0]] if not known or not mails or known & set(mails) else None


def load(uow: UnitOfWork, target: ImportTarget, source: str) -> Known:
    """All that a table of `target` may touch, from the transaction in which it will be written."""
    known = Known(target, source)
    _load_people_and_groups(uow, known)
    records = uow.find(Place) if target is ImportTarget.PLACES else ()
    known.records = {
        ImportTarget.GROUPS: dict(known.groups),
        ImportTarget.PEOPLE: {one.id: one for one in known.people.values() if one.erased_number is None},
        ImportTarget.PLACES: {place.id: place for place in records},
    }[target]  # type: ignore[assignment]
    for record in known.records.values():
        index(known, record)
    kind = KINDS[target].KIND
    for origin in uow.find(ImportedRow, source=source):
        if origin.record_kind == kind:
            known.origins[origin.row_key] = origin
            known.origin_of[origin.record_id] = origin
    for merge in uow.find(Merge, record_kind=kind):
        known.merged_into[merge.gone_id] = merge.kept_id
    return known


def _load_people_and_groups(uow: UnitOfWork, known: Known) -> None:
    if known.target is ImportTarget.PLACES:
        return
    known.groups = {group.id: group for group in uow.find(Group)}
    known.people = {person.id: person for person in uow.find(Person)}
    for group in known.groups.values():
        known.groups_by_name[folded(group.name)].append(group.id)
    for person in known.people.values():
        if person.erased_number is None:
            known.people_by_name[folded(name_of(person))].append(person.id)
    for contact in uow.find(ContactPoint):
        known.contacts[contact.group_id or contact.person_id or ""].append(contact)
    by_group = known.target is ImportTarget.GROUPS
    for membership in uow.find(Membership):
        known.members[membership.group_id if by_group else membership.person_id].append(membership)
    if by_group:
        for partnership in uow.find(Partnership):
            known.partners[partnership.group_id].append(partnership)
    else:
        known.notices = {one.version: one.id for one in uow.find(PrivacyNotice)}
        for consent in uow.find(Consent):
            known.consents[consent.person_id].append(consent)


def index(known: Known, record: Record) -> None:
    """Where the marks of a record lead."""
    known.names[folded(name_of(record))].append(record.id)
    if isinstance(record, Place):
        return
    if record.fiscal_code:
        known.fiscal_codes[record.fiscal_code].append(record.id)
    if isinstance(record, Group) and record.vat_number:
        known.vat_numbers[record.vat_number].append(record.id)
    for contact in known.contacts.get(record.id, ()):
        if contact.contact_kind in (ContactKind.EMAIL, ContactKind.PEC):
            known.mails[contact_key(contact.contact_kind, contact.value)].append(record.id)


def name_in(draft: Draft) -> str:
    """The folded name that a row gives."""
    return folded(draft.title)
