"""What a row would change in its record, field by field: what the table said last, what it says, what is here.

A field that people changed here is theirs unless the table changed it too; then nobody but a person decides. Of what
the table said last only digests are kept (`ImportedRow.values`): equality is all that is asked of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.application.importing.belongings import weigh_consents, weigh_preferred, weigh_signing
from cocity_desktop.application.importing.folding import digest, folded, tidy
from cocity_desktop.application.importing.known import Known, Record, contact_key, name_of
from cocity_desktop.application.importing.people import NamedPerson
from cocity_desktop.application.views.exports import ConsentOut
from cocity_desktop.application.views.importing import Reason, RowReason
from cocity_desktop.domain.keeping import ImportTarget
from cocity_desktop.domain.record import encode
from cocity_desktop.domain.registry import (
    Consent,
    ConsentKind,
    ContactKind,
    ContactPoint,
    DecisionMaking,
    MemberRole,
    Membership,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cocity_desktop.application.importing.drafts import Draft

FIELDS: Final[dict[ImportTarget, tuple[str, ...]]] = {
    ImportTarget.GROUPS: (
        "name", "group_kind", "decision_making", "fiscal_code", "vat_number", "runts_number", "address", "district",
        "description", "themes", "languages", "representation_proof", "registered_on", "retain_until",
    ),
    ImportTarget.PEOPLE: (
        "given_name", "family_name", "languages", "needs", "needs_time", "needs_access", "needs_translation",
        "fiscal_code", "note", "retain_until",
    ),
    ImportTarget.PLACES: (
        "name", "nature", "strand", "address", "city", "district", "quarter", "latitude", "longitude", "geometry",
        "cadastre", "owner", "constraints", "state_of_use", "description",
    ),
}  # fmt: skip
CONTACTS: Final = {
    "email": ContactKind.EMAIL, "pec": ContactKind.PEC, "phone": ContactKind.PHONE, "post": ContactKind.POST,
    "web": ContactKind.WEB,
}  # fmt: skip
CONSENTS: Final = {
    "notice_given_on": ConsentKind.NOTICE, "newsletter": ConsentKind.NEWSLETTER, "photos": ConsentKind.PHOTOS,
}  # fmt: skip
_EMPTY: Final = (None, "", (), DecisionMaking.UNKNOWN)
_NAMES: Final = ("name", "given_name", "family_name")


@dataclass(slots=True)
class Weighed:
    """What is to be written for one row, and what was found on both sides.

    `coming_partners` are names of groups that the same table makes (`inside`), and whether they lead.
    `last` is what will be remembered of the row: a digest by field, a list of digests for what comes and goes by itself,
    for people digests of their names with the role the table gave them.
    """

    sets: dict[str, Any] = field(default_factory=dict)
    conflicts: dict[str, Any] = field(default_factory=dict)
    new_contacts: list[tuple[ContactKind, str]] = field(default_factory=list)
    gone_contacts: list[ContactPoint] = field(default_factory=list)
    new_people: list[NamedPerson] = field(default_factory=list)
    changed_people: list[tuple[Membership, NamedPerson]] = field(default_factory=list)
    gone_people: list[Membership] = field(default_factory=list)
    new_groups: list[str] = field(default_factory=list)
    new_partners: list[tuple[str, bool]] = field(default_factory=list)
    coming_partners: list[tuple[str, bool]] = field(default_factory=list)
    new_consents: list[tuple[ConsentKind, Any]] = field(default_factory=list)
    preferred: frozenset[tuple[ContactKind, str]] | None = None
    signs: str = ""
    turned: list[tuple[ContactPoint, bool]] = field(default_factory=list)
    told_consents: list[ConsentOut] = field(default_factory=list)
    withdrawn: list[tuple[Consent, date]] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    last: dict[str, Any] = field(default_factory=dict)

    @property
    def changes(self) -> bool:
        """Whether the record or what belongs to it would change."""
        return bool(
            self.sets
            or self.new_contacts
            or self.gone_contacts
            or self.new_people
            or self.changed_people
            or self.gone_people
            or self.new_groups
            or self.new_partners
            or self.coming_partners
            or self.new_consents
            or self.signs
            or self.turned
            or self.told_consents
            or self.withdrawn
        )


def weigh(known: Known, draft: Draft, record: Record | None, last: Mapping[str, Any] | None) -> Weighed:
    """`record` is None for a new one; `last` is what the table said before, None when it never spoke of it."""
    weighed = Weighed(last=dict(last or {}))
    for name in FIELDS[known.target]:
        if name in draft.values:
            weigh_field(weighed, record, name, draft.values[name], last)
    if known.target is not ImportTarget.PLACES:
        _weigh_contacts(known, weighed, draft, record)
        weigh_preferred(known, weighed, draft, record)
    if known.target is ImportTarget.GROUPS:
        _weigh_people(known, weighed, draft, record)
        weigh_signing(weighed, draft, record)
        _weigh_partners(known, weighed, draft, record)
    elif known.target is ImportTarget.PEOPLE:
        _weigh_groups(known, weighed, draft, record)
        if "consents" in draft.values:
            weigh_consents(known, weighed, draft, record)
        else:
            _weigh_consents(known, weighed, draft, record)
    return weighed


def mark(value: Any) -> str:
    """The digest of a field's value, "" for one that says nothing; the same for what differs in typography alone."""
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return digest(tidy(value)) if value else ""
    if not isinstance(value, dict) and value in _EMPTY:
        return ""
    plain = encode(value)
    return digest(str(plain) if isinstance(plain, str | int) else plain)


def weigh_field(
    weighed: Weighed, record: object | None, name: str, value: Any, last: Mapping[str, Any] | None
) -> None:
    """One field of a `record` (None: a new one): what it becomes, or that both sides changed it."""
    new = mark(value)
    if record is None:
        if new:
            weighed.sets[name], weighed.last[name] = value, new
        return
    before = None if last is None else last.get(name, "")
    if new == before:
        return
    current = mark(getattr(record, name))
    found_by_name = before is None and name in _NAMES and folded(str(value)) == folded(getattr(record, name))
    if new == current or found_by_name:
        weighed.last[name] = new
    elif (before or "") == current:
        weighed.sets[name], weighed.last[name] = value, new
    elif new or before is not None:
        weighed.conflicts[name] = value


def _weigh_contacts(known: Known, weighed: Weighed, draft: Draft, record: Record | None) -> None:
    contacts = known.contacts.get(record.id, []) if record else []
    for slot, kind in CONTACTS.items():
        if slot not in draft.values:
            continue
        here = {contact_key(kind, one.value): one for one in contacts if one.contact_kind is kind}
        there = {contact_key(kind, value): value for value in draft.values[slot]}
        before = set(weighed.last.get(slot, ()))
        marks = {digest(key): key for key in there}
        for one, key in marks.items():
            if one not in before and key not in here:
                weighed.new_contacts.append((kind, there[key]))
        gone = [one for key, one in here.items() if digest(key) in before and key not in there]
        weighed.gone_contacts += gone
        if marks or before:
            weighed.last[slot] = sorted(marks)


def _weigh_people(known: Known, weighed: Weighed, draft: Draft, record: Record | None) -> None:
    if not draft.people_asked:
        return
    memberships = known.members.get(record.id, []) if record else []
    here = {
        folded(name_of(known.people[one.person_id])): one
        for one in memberships
        if one.person_id in known.people
    }
    before: dict[str, str] = weighed.last.get("people", {})
    now: dict[str, str] = {}
    for person in draft.people:
        one, role = digest(person.key), person.role or MemberRole.MEMBER
        now[one] = role.value
        membership = here.get(person.key)
        if membership is None:
            if one not in before:
                weighed.new_people.append(person)
        elif before.get(one, MemberRole.MEMBER) != role and membership.role == before.get(
            one, MemberRole.MEMBER
        ):
            weighed.changed_people.append((membership, person))
    weighed.gone_people += [
        membership for key, membership in here.items() if digest(key) in before and digest(key) not in now
    ]
    if now or before:
        weighed.last["people"] = now


def _weigh_partners(known: Known, weighed: Weighed, draft: Draft, record: Record | None) -> None:
    if "partners" not in draft.values:
        return
    here = {one.partner_id for one in known.partners.get(record.id, ())} if record else set()
    before, now = set(weighed.last.get("partners", ())), []
    for text in draft.values["partners"]:
        name = partner_name(text)
        found = known.groups_by_name.get(folded(name), [])
        if len(found) != 1 or (record and found[0] == record.id):
            weighed.reasons.append(Reason(RowReason.GROUP_UNKNOWN, known.headings.get("partners", ""), name))
            continue
        now.append(digest(folded(name)))
        if now[-1] not in before and found[0] not in here:
            weighed.new_partners.append((found[0], name != text))
    if now or before:
        weighed.last["partners"] = sorted(now)


def partner_name(text: str) -> str:
    """The name of a group without the mark that it leads."""
    return text.removesuffix("(capofila)").removesuffix("(lead)").strip()


def _weigh_groups(known: Known, weighed: Weighed, draft: Draft, record: Record | None) -> None:
    here = {one.group_id for one in known.members.get(record.id, ())} if record else set()
    before, now = set(weighed.last.get("groups", ())), []
    for name in draft.values.get("groups", ()):
        found = known.groups_by_name.get(folded(name), [])
        if len(found) != 1:
            weighed.reasons.append(Reason(RowReason.GROUP_UNKNOWN, known.headings.get("groups", ""), name))
            continue
        now.append(digest(folded(name)))
        if now[-1] not in before and found[0] not in here:
            weighed.new_groups.append(found[0])
    if now or before:
        weighed.last["groups"] = sorted(now)


def _weigh_consents(known: Known, weighed: Weighed, draft: Draft, record: Record | None) -> None:
    given = known.consents.get(record.id, ()) if record else ()
    for slot, kind in CONSENTS.items():
        value = draft.values.get(slot)
        if not value:
            continue
        one = mark(value if value is not True else "yes")
        if weighed.last.get(slot) == one:
            continue
        weighed.last[slot] = one
        same = [consent for consent in given if consent.consent_kind is kind]
        if kind is ConsentKind.NOTICE:
            same = [consent for consent in same if consent.given_on == value]
        if not same:
            weighed.new_consents.append((kind, value))
