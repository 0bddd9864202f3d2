"""Rows that may be about a record that is here, or about the same one as a row above: asked, never decided.

The rules and their words are those of the doubles (`application.likeness`), so that what an import lets in as new is not
told as a double a moment later. Only rows that nothing else explains are compared.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.application.importing.folding import folded
from cocity_desktop.application.importing.kinds import kind_in_name
from cocity_desktop.application.importing.known import KINDS, name_of
from cocity_desktop.application.likeness import GroupFacts, PersonFacts, PlaceFacts, Reason, RegistryFacts
from cocity_desktop.application.place_likeness import place_facts
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.keeping import ImportTarget
from cocity_desktop.domain.places import Place
from cocity_desktop.domain.registry import ContactKind, Group, Person

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cocity_desktop.application.importing.drafts import Draft
    from cocity_desktop.application.importing.known import Known
    from cocity_desktop.application.likeness import Matcher

_MAILS: Final = (ContactKind.EMAIL, ContactKind.PEC)
_ROW: Final = "row "
"""Begins the name of a row among the ids of records: no id has a space."""


@dataclass(slots=True)
class Alike:
    """What one row looks like: records by id and rows above by their number, each with the reasons, the likeliest first."""

    records: dict[EntityId, tuple[Reason, ...]] = field(default_factory=dict)
    rows: dict[int, tuple[Reason, ...]] = field(default_factory=dict)


def find_alike(
    known: Known, drafts: Sequence[Draft], matcher: Matcher, tick: Callable[[], object]
) -> Mapping[int, Alike]:
    """By row number, for the rows of `drafts` that look like anything. Of two rows the lower one is asked about."""
    if not drafts or (len(drafts) == 1 and not known.records):
        return {}
    facts = _facts(known, drafts)
    found: dict[int, Alike] = {}
    rows = {_name_of_row(draft): draft.row.number for draft in drafts}
    for pair in matcher.worth_asking(facts, rows.keys(), tick):
        one, other = rows.get(pair.first_id), rows.get(pair.second_id)
        if one is not None and other is not None:
            found.setdefault(max(one, other), Alike()).rows[min(one, other)] = pair.reasons
        elif one is not None or other is not None:
            row, record_id = (one, pair.second_id) if one is not None else (other, pair.first_id)
            found.setdefault(row or 0, Alike()).records[record_id] = pair.reasons
    return found


def _name_of_row(draft: Draft) -> str:
    return f"{_ROW}{draft.row.number}"


def _facts(known: Known, drafts: Sequence[Draft]) -> RegistryFacts:
    kind = KINDS[known.target].KIND
    if known.target is ImportTarget.PLACES:
        places = [place_facts(one) for one in known.records.values() if isinstance(one, Place)]
        return RegistryFacts(kind, places=(*places, *map(_drafted_place, drafts)))
    if known.target is ImportTarget.PEOPLE:
        people = [_person(known, one) for one in known.records.values() if isinstance(one, Person)]
        return RegistryFacts(kind, people=(*people, *map(_drafted_person, drafts)))
    groups = [_group(known, one) for one in known.records.values() if isinstance(one, Group)]
    return RegistryFacts(kind, groups=(*groups, *map(_drafted_group, drafts)))


def _group(known: Known, group: Group) -> GroupFacts:
    members = (known.people.get(one.person_id) for one in known.members.get(group.id, ()))
    return GroupFacts(
        id=group.id,
        name=group.name,
        group_kind=group.group_kind,
        fiscal_code=group.fiscal_code,
        vat_number=group.vat_number,
        runts_number=group.runts_number,
        address=group.address,
        district=group.district,
        phones=_contacts(known, group.id, ContactKind.PHONE),
        mails=_contacts(known, group.id, *_MAILS),
        people=_whole_names(folded(name_of(one)) for one in members if one is not None),
    )


def _drafted_group(draft: Draft) -> GroupFacts:
    get = draft.values.get
    return GroupFacts(
        id=_name_of_row(draft),
        name=draft.title,
        group_kind=get("group_kind") or kind_in_name(draft.title),
        fiscal_code=get("fiscal_code") or "",
        vat_number=get("vat_number") or "",
        runts_number=get("runts_number") or "",
        address=get("address") or "",
        district=get("district"),
        phones=tuple(get("phone") or ()),
        mails=_mails(draft),
        people=_whole_names(person.key for person in draft.people),
    )


def _person(known: Known, person: Person) -> PersonFacts:
    memberships = (known.groups.get(one.group_id) for one in known.members.get(person.id, ()))
    return PersonFacts(
        id=person.id,
        given_name=person.given_name,
        family_name=person.family_name,
        fiscal_code=person.fiscal_code,
        phones=_contacts(known, person.id, ContactKind.PHONE),
        mails=_contacts(known, person.id, *_MAILS),
        addresses=_contacts(known, person.id, ContactKind.POST),
        groups=frozenset(folded(one.name) for one in memberships if one is not None),
    )


def _drafted_person(draft: Draft) -> PersonFacts:
    get = draft.values.get
    return PersonFacts(
        id=_name_of_row(draft),
        given_name=get("given_name") or "",
        family_name=get("family_name") or "",
        fiscal_code=get("fiscal_code") or "",
        phones=tuple(get("phone") or ()),
        mails=_mails(draft),
        addresses=tuple(get("post") or ()),
        groups=frozenset(map(folded, get("groups") or ())),
    )


def _drafted_place(draft: Draft) -> PlaceFacts:
    get = draft.values.get
    return PlaceFacts(
        id=_name_of_row(draft),
        name=draft.title,
        address=get("address") or "",
        city=get("city") or "",
        district=get("district"),
        cadastre=get("cadastre") or "",
        latitude=get("latitude"),
        longitude=get("longitude"),
    )


def _contacts(known: Known, owner: EntityId, *kinds: ContactKind) -> tuple[str, ...]:
    return tuple(one.value for one in known.contacts.get(owner, ()) if one.contact_kind in kinds)


def _mails(draft: Draft) -> tuple[str, ...]:
    return (*(draft.values.get("email") or ()), *(draft.values.get("pec") or ()))


def _whole_names(keys: Any) -> frozenset[str]:
    """«Ada» alone is nobody in particular."""
    return frozenset(key for key in keys if " " in key)
