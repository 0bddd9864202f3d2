"""Records as the rows of a table: every field of theirs, in the words that an import reads again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cocity_desktop.application.belonging_cells import consents_in_cell, contact_item
from cocity_desktop.application.cells import Item, in_cell, words_in_cell
from cocity_desktop.application.columns import GROUPS, PEOPLE, PLACES, PROCESSES, WORDS
from cocity_desktop.application.importing.people import split_name
from cocity_desktop.application.process_cells import groups_in_cell, history_in_cell, opinions_in_cell
from cocity_desktop.application.views.exports import OutTable
from cocity_desktop.domain.registry import ConsentKind, ContactKind, MemberRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from cocity_desktop.application.columns import Column
    from cocity_desktop.application.views.exports import (
        CellValue,
        ConsentOut,
        ContactOut,
        GroupOut,
        MemberOut,
        NameOut,
        PersonOut,
        PlaceOut,
        ProcessOut,
    )


def groups_table(groups: Iterable[GroupOut], *, public: bool = False) -> OutTable:
    """One row for each group. A `public` one leaves people and all that reaches them out."""
    return _table("Gruppi", GROUPS, [_group(one) for one in groups], public=public)


def people_table(people: Iterable[PersonOut]) -> OutTable:
    """One row for each person."""
    return _table("Persone", PEOPLE, [_person(one) for one in people])


def places_table(places: Iterable[PlaceOut], *, public: bool = False) -> OutTable:
    """One row for each place."""
    return _table("Luoghi", PLACES, [_place(one) for one in places], public=public)


def processes_table(processes: Iterable[ProcessOut], *, public: bool = False) -> OutTable:
    """One row for each process, its history in one cell."""
    return _table("Percorsi", PROCESSES, [_process(one) for one in processes], public=public)


def _table(
    title: str, columns: Sequence[Column], rows: Iterable[Mapping[str, CellValue]], *, public: bool = False
) -> OutTable:
    kept = [column for column in columns if not (public and column.personal)]
    return OutTable(
        title,
        tuple(column.heading for column in kept),
        tuple(tuple(row[column.key] for column in kept) for row in rows),
    )


def _group(group: GroupOut) -> Mapping[str, CellValue]:
    return {
        **_same(group, "name", "fiscal_code", "vat_number", "runts_number", "address", "district"),
        **_same(group, "description", "representation_proof", "registered_on", "retain_until"),
        "group_kind": WORDS[group.group_kind],
        "decision_making": WORDS[group.decision_making],
        "themes": words_in_cell(group.themes),
        "languages": words_in_cell(group.languages),
        "representative": in_cell(_signs(group.representative)) if group.representative else "",
        "members": in_cell(tuple(_member(one) for one in group.members)),
        "partners": in_cell(
            tuple(Item(name, ("capofila",) if leads else ()) for name, leads in group.partners)
        ),
        **_contacts(group.contacts),
        "record_id": group.id,
    }


def _person(person: PersonOut) -> Mapping[str, CellValue]:
    notice = _given(person.consents, ConsentKind.NOTICE)
    return {
        "given_name": person.name.given_name,
        "family_name": person.name.family_name,
        **_same(person, "fiscal_code", "needs", "needs_time", "needs_access", "needs_translation"),
        **_same(person, "note", "retain_until"),
        "languages": words_in_cell(person.languages),
        **_contacts(person.contacts),
        "groups": words_in_cell(person.groups),
        "notice_given_on": _day(notice),
        "notice_channel": WORDS[notice.channel] if notice else "",
        "newsletter": _day(_given(person.consents, ConsentKind.NEWSLETTER)),
        "photos": _day(_given(person.consents, ConsentKind.PHOTOS)),
        "consents": consents_in_cell(person.consents),
        "record_id": person.name.id,
    }


def _place(place: PlaceOut) -> Mapping[str, CellValue]:
    shape = json.dumps(place.geometry, separators=(",", ":")) if place.geometry else ""
    return {
        **_same(place, "name", "address", "city", "district", "quarter", "latitude", "longitude", "cadastre"),
        **_same(place, "owner", "constraints", "state_of_use", "description"),
        "nature": WORDS[place.nature],
        "strand": WORDS[place.strand] if place.strand else "",
        "geometry": shape,
        "record_id": place.id,
    }


def _process(process: ProcessOut) -> Mapping[str, CellValue]:
    return {
        **_same(process, "title", "place", "regulation_code", "opened_on", "facilitator", "summary"),
        "groups": groups_in_cell(process.groups),
        "form": WORDS[process.form],
        "state": WORDS[process.state],
        "history": history_in_cell(process.history),
        "opinions": opinions_in_cell(process.opinions),
        "record_id": process.id,
    }


_COLUMN_OF = {
    ContactKind.EMAIL: "email", ContactKind.PEC: "pec", ContactKind.PHONE: "phone", ContactKind.POST: "post",
    ContactKind.WEB: "web",
}  # fmt: skip


def name_in_cell(name: NameOut) -> str:
    """«Esempio, Ada»: which of several words are the family name is lost otherwise."""
    if name.family_name:
        return f"{name.family_name}, {name.given_name}"
    plain = split_name(name.given_name) == (name.given_name, "")
    return name.given_name if plain else f", {name.given_name}"


def _signs(name: NameOut) -> tuple[Item, ...]:
    return (Item(name_in_cell(name), (WORDS[MemberRole.REPRESENTATIVE],)),)


def _member(member: MemberOut) -> Item:
    """The role always stands first: by it the reader knows that the app wrote the cell."""
    since = f"dal {member.since.isoformat()}" if member.since else ""
    until = f"al {member.until.isoformat()}" if member.until else ""
    return Item(name_in_cell(member.person), (WORDS[member.role], *_filled(member.duty, since, until)))


def _contacts(contacts: Sequence[ContactOut]) -> Mapping[str, CellValue]:
    found: dict[str, list[Item]] = {column: [] for column in _COLUMN_OF.values()}
    for one in contacts:
        found[_COLUMN_OF[one.contact_kind]].append(contact_item(one))
    return {column: in_cell(tuple(items)) for column, items in found.items()}


def _given(consents: Sequence[ConsentOut], kind: ConsentKind) -> ConsentOut | None:
    """The last that stands."""
    standing = [one for one in consents if one.consent_kind is kind and one.withdrawn_on is None]
    return max(standing, key=lambda one: one.given_on, default=None)


def _day(consent: ConsentOut | None) -> date | None:
    return consent.given_on if consent else None


def _filled(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def _same(record: object, *names: str) -> Mapping[str, CellValue]:
    return {name: getattr(record, name) for name in names}
