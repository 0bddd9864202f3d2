"""Use cases of people: who they are with the least data that serves (GDPR art. 5(1)(c)), and what they do in a group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from cocity_desktop.application import forms
from cocity_desktop.application.contacts import ContactFields, write_contacts
from cocity_desktop.application.days import day_of
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.registry import (
    Consent,
    ContactPoint,
    Group,
    MemberRole,
    Membership,
    Partnership,
    Person,
)

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import ItalianCodes, UnitOfWork
    from cocity_desktop.application.removal import Remove


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFields:
    """What the form of a person holds; the codice fiscale only of one who signs. Languages are ISO 639-1 codes."""

    given_name: str
    family_name: str = ""
    languages: tuple[str, ...] = ()
    needs: str = ""
    needs_time: str = ""
    needs_access: str = ""
    needs_translation: str = ""
    fiscal_code: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPerson:
    """A new person, with how they are reached."""

    fields: PersonFields
    email: str = ""
    phone: str = ""
    others: tuple[ContactFields, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatePerson:
    """New values for a person. Contacts that are None stay as they are (see `write_contacts`)."""

    person_id: EntityId
    fields: PersonFields
    email: str | None = None
    phone: str | None = None
    others: tuple[ContactFields, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateMembership:
    """What a person does in a group, and in which time; the last day is part of it."""

    membership_id: EntityId
    role: MemberRole
    duty: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseLead:
    """Which group inside an informal group stands for the others (capofila)."""

    partnership_id: EntityId


def register_person(cmd: RegisterPerson, uow: UnitOfWork, codes: ItalianCodes) -> Changes:
    """Add a person. Raises UserError on the field that is wrong."""
    with uow:
        person = Person(id=uow.new_id(), given_name="")
        forms.apply(uow.add(person), _values(uow, person, cmd.fields, codes))
        write_contacts(uow, person, email=cmd.email, phone=cmd.phone, others=cmd.others)
        return uow.commit("register_person", created=person.id, subject=full_name(person))


def update_person(cmd: UpdatePerson, uow: UnitOfWork, codes: ItalianCodes) -> Changes:
    """Write the form of a person. Raises UserError on the field that is wrong."""
    with uow:
        person = uow.get(Person, cmd.person_id)
        forms.apply(person, _values(uow, person, cmd.fields, codes))
        write_contacts(uow, person, email=cmd.email, phone=cmd.phone, others=cmd.others)
        return uow.commit("update_person", subject=full_name(person))


def remove_person(cmd: Remove, uow: UnitOfWork) -> Changes:
    """Take a person out, with their roles, contacts and notices. Raises UserError(STILL_REFERENCED).

    It can be undone, so it is no erasure: what the journal knows of the person stays there.
    """
    with uow:
        person = uow.get(Person, cmd.id)
        for group in uow.find(Group, representative_id=person.id):
            group.representative_id = None
        for kind in (Membership, ContactPoint, Consent):
            for record in uow.find(kind, person_id=person.id):
                uow.remove(record)
        uow.remove(person)
        return uow.commit("remove_person", subject=full_name(person))


def update_membership(cmd: UpdateMembership, uow: UnitOfWork) -> Changes:
    """Write what a person does in a group. One whose time is over signs for it no more.

    Raises UserError: DATES_REVERSED, TOO_LONG, ALREADY_A_MEMBER when another membership of theirs holds.
    """
    forms.in_order("until", cmd.since, cmd.until)
    with uow:
        membership = uow.get(Membership, cmd.membership_id)
        membership.role, membership.duty = cmd.role, forms.within("duty", cmd.duty.strip())
        membership.since, membership.until = cmd.since, cmd.until
        group = uow.get(Group, membership.group_id)
        holds = holds_on(membership, day_of(uow.now()))
        if holds and len(current(uow, group.id, membership.person_id)) > 1:
            raise UserError(ErrorCode.ALREADY_A_MEMBER, "until")
        if not holds and group.representative_id == membership.person_id:
            group.representative_id = None
        if holds and cmd.role is MemberRole.REPRESENTATIVE and group.representative_id is None:
            group.representative_id = membership.person_id
        return uow.commit("update_membership", subject=group.name)


def choose_lead(cmd: ChooseLead, uow: UnitOfWork) -> Changes:
    """Make one of the groups inside a group its lead partner; the one before is it no more."""
    with uow:
        chosen = uow.get(Partnership, cmd.partnership_id)
        for other in uow.find(Partnership, group_id=chosen.group_id, is_lead=True):
            other.is_lead = False
        chosen.is_lead = True
        return uow.commit("choose_lead", subject=uow.get(Group, chosen.group_id).name)


def full_name(person: Person) -> str:
    """As it is spoken: given name, then family name."""
    return f"{person.given_name} {person.family_name}".strip()


def current(uow: UnitOfWork, group_id: EntityId, person_id: EntityId) -> list[Membership]:
    """The memberships of a person in a group that hold today."""
    today = day_of(uow.now())
    return [
        one for one in uow.find(Membership, group_id=group_id, person_id=person_id) if holds_on(one, today)
    ]


def holds_on(membership: Membership, day: date) -> bool:
    """Whether the membership has not ended before `day`."""
    return membership.until is None or membership.until >= day


def _values(uow: UnitOfWork, person: Person, fields: PersonFields, codes: ItalianCodes) -> dict[str, Any]:
    return {
        "given_name": forms.required("given_name", fields.given_name),
        "family_name": forms.within("family_name", fields.family_name.strip()),
        "languages": tuple(one.strip() for one in fields.languages if one.strip()),
        "needs": forms.within("needs", fields.needs.strip(), forms.LONG),
        "needs_time": forms.within("needs_time", fields.needs_time.strip()),
        "needs_access": forms.within("needs_access", fields.needs_access.strip()),
        "needs_translation": forms.within("needs_translation", fields.needs_translation.strip()),
        "fiscal_code": _fiscal_code(uow, person, fields.fiscal_code, codes),
        "note": forms.within("note", fields.note.strip(), forms.LONG),
    }


def _fiscal_code(uow: UnitOfWork, person: Person, text: str, codes: ItalianCodes) -> str:
    """A code that was there may stay; a new one is taken only of one who signs."""
    code = forms.italian_code("fiscal_code", text, codes)
    if code and code != person.fiscal_code and not _signs(uow, person):
        raise UserError(ErrorCode.FISCAL_CODE_UNNEEDED, "fiscal_code")
    return code


def _signs(uow: UnitOfWork, person: Person) -> bool:
    roles = uow.find(Membership, person_id=person.id, role=MemberRole.REPRESENTATIVE)
    return bool(roles or uow.find(Group, representative_id=person.id))
