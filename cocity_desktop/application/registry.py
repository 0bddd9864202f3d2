"""Use cases of the registry: groups, the people in them, how to reach them, what they were told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from cocity_desktop.application import forms
from cocity_desktop.application.contacts import ContactFields, write_contacts
from cocity_desktop.application.days import day_of
from cocity_desktop.application.people import current
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.registry import (
    Consent,
    ConsentKind,
    ContactPoint,
    DecisionMaking,
    Group,
    GroupKind,
    MemberRole,
    Membership,
    NoticeChannel,
    Partnership,
    Person,
    PrivacyNotice,
)

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import ItalianCodes, UnitOfWork
    from cocity_desktop.application.removal import Remove


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMember:
    """A person to add to a group: known already (`person_id`) or not (the names). `since` None: from today."""

    person_id: EntityId | None = None
    given_name: str = ""
    family_name: str = ""
    email: str = ""
    phone: str = ""
    role: MemberRole = MemberRole.MEMBER
    duty: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFields:
    """What the form of a group holds."""

    name: str
    group_kind: GroupKind = GroupKind.INFORMAL_GROUP
    decision_making: DecisionMaking = DecisionMaking.UNKNOWN
    fiscal_code: str = ""
    vat_number: str = ""
    runts_number: str = ""
    address: str = ""
    district: int | None = None
    description: str = ""
    themes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    representation_proof: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterGroup:
    """A new group, with the members and the mail known at once."""

    fields: GroupFields
    email: str = ""
    phone: str = ""
    others: tuple[ContactFields, ...] = ()
    members: tuple[NewMember, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateGroup:
    """New values for a group. `representative_id` is who signs for it.

    Contacts that are None stay as they are (see `write_contacts`).
    """

    group_id: EntityId
    fields: GroupFields
    representative_id: EntityId | None = None
    email: str | None = None
    phone: str | None = None
    others: tuple[ContactFields, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMember:
    """One more person in a group."""

    group_id: EntityId
    member: NewMember


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPartner:
    """A group joins an informal group of groups."""

    group_id: EntityId
    partner_id: EntityId
    is_lead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveNotice:
    """A person got the privacy notice in force on that day."""

    person_id: EntityId
    given_on: date
    channel: NoticeChannel = NoticeChannel.PAPER


def register_group(cmd: RegisterGroup, uow: UnitOfWork, codes: ItalianCodes) -> Changes:
    """Add a group. Raises UserError on the field that is wrong."""
    with uow:
        group = uow.add(
            Group(id=uow.new_id(), **_group_values(cmd.fields, codes), registered_on=day_of(uow.now()))
        )
        write_contacts(uow, group, email=cmd.email, phone=cmd.phone, others=cmd.others)
        for member in cmd.members:
            _add_member(uow, group, member)
        return uow.commit("register_group", created=group.id, subject=group.name)


def update_group(cmd: UpdateGroup, uow: UnitOfWork, codes: ItalianCodes) -> Changes:
    """Write the form of a group. Raises UserError on the field that is wrong."""
    with uow:
        group = forms.apply(uow.get(Group, cmd.group_id), _group_values(cmd.fields, codes))
        group.representative_id = cmd.representative_id
        write_contacts(uow, group, email=cmd.email, phone=cmd.phone, others=cmd.others)
        return uow.commit("update_group", subject=group.name)


def remove_group(cmd: Remove, uow: UnitOfWork) -> Changes:
    """Take a group out, with its members' roles and contacts. Raises UserError(STILL_REFERENCED)."""
    with uow:
        group = uow.get(Group, cmd.id)
        for membership in uow.find(Membership, group_id=group.id):
            uow.remove(membership)
        for contact in uow.find(ContactPoint, group_id=group.id):
            uow.remove(contact)
        for partnership in uow.find(Partnership, group_id=group.id):
            uow.remove(partnership)
        uow.remove(group)
        return uow.commit("remove_group", subject=group.name)


def add_member(cmd: AddMember, uow: UnitOfWork) -> Changes:
    """Put a person, known or new, in a group. `created` is the membership."""
    with uow:
        group = uow.get(Group, cmd.group_id)
        membership = _add_member(uow, group, cmd.member)
        return uow.commit("add_member", created=membership.id, subject=group.name)


def remove_member(cmd: Remove, uow: UnitOfWork) -> Changes:
    """End a membership (its id); the person stays in the archive."""
    with uow:
        membership = uow.get(Membership, cmd.id)
        group = uow.get(Group, membership.group_id)
        if group.representative_id == membership.person_id:
            group.representative_id = None
        uow.remove(membership)
        return uow.commit("remove_member", subject=group.name)


def add_partner(cmd: AddPartner, uow: UnitOfWork) -> Changes:
    """Put a group inside an informal group. Only one is the lead partner; a new one takes the old one's place."""
    with uow:
        group = uow.get(Group, cmd.group_id)
        if cmd.partner_id == cmd.group_id or uow.find(
            Partnership, group_id=cmd.group_id, partner_id=cmd.partner_id
        ):
            raise UserError(ErrorCode.INVALID_VALUE, "partner_id")
        if cmd.is_lead:
            for other in uow.find(Partnership, group_id=group.id, is_lead=True):
                other.is_lead = False
        partnership = uow.add(
            Partnership(id=uow.new_id(), group_id=group.id, partner_id=cmd.partner_id, is_lead=cmd.is_lead)
        )
        return uow.commit("add_partner", created=partnership.id, subject=group.name)


def remove_partner(cmd: Remove, uow: UnitOfWork) -> Changes:
    """A group leaves an informal group (the id is the partnership's)."""
    with uow:
        partnership = uow.get(Partnership, cmd.id)
        group = uow.get(Group, partnership.group_id)
        uow.remove(partnership)
        return uow.commit("remove_partner", subject=group.name)


def give_notice(cmd: GiveNotice, uow: UnitOfWork) -> Changes:
    """Record that a person got the informativa (GDPR art. 13), in its newest version of that day if there is one."""
    with uow:
        notices = [n for n in uow.find(PrivacyNotice) if n.valid_from <= cmd.given_on]
        newest = max(notices, key=lambda notice: notice.valid_from, default=None)
        consent = uow.add(
            Consent(
                id=uow.new_id(),
                person_id=uow.get(Person, cmd.person_id).id,
                notice_id=newest.id if newest else None,
                consent_kind=ConsentKind.NOTICE,
                given_on=cmd.given_on,
                channel=cmd.channel,
            )
        )
        return uow.commit("give_notice", created=consent.id)


def _group_values(fields: GroupFields, codes: ItalianCodes) -> dict[str, Any]:
    return {
        "name": forms.required("name", fields.name),
        "group_kind": fields.group_kind,
        "decision_making": fields.decision_making,
        "fiscal_code": forms.italian_code("fiscal_code", fields.fiscal_code, codes),
        "vat_number": forms.italian_code("vat_number", fields.vat_number, codes),
        "runts_number": forms.within("runts_number", fields.runts_number.strip()),
        "address": forms.within("address", fields.address.strip()),
        "district": forms.district("district", fields.district),
        "description": forms.within("description", fields.description.strip(), forms.LONG),
        "themes": tuple(theme.strip() for theme in fields.themes if theme.strip()),
        "languages": tuple(one.strip() for one in fields.languages if one.strip()),
        "representation_proof": forms.within("representation_proof", fields.representation_proof.strip()),
    }


def _add_member(uow: UnitOfWork, group: Group, member: NewMember) -> Membership:
    forms.in_order("until", member.since, member.until)
    person = uow.get(Person, member.person_id) if member.person_id else _add_person(uow, member)
    if current(uow, group.id, person.id):
        raise UserError(ErrorCode.ALREADY_A_MEMBER, "person_id")
    if member.role is MemberRole.REPRESENTATIVE and group.representative_id is None:
        group.representative_id = person.id
    return uow.add(
        Membership(
            id=uow.new_id(),
            group_id=group.id,
            person_id=person.id,
            role=member.role,
            duty=forms.within("duty", member.duty.strip()),
            since=member.since or day_of(uow.now()),
            until=member.until,
        )
    )


def _add_person(uow: UnitOfWork, member: NewMember) -> Person:
    person = uow.add(
        Person(
            id=uow.new_id(),
            given_name=forms.required("given_name", member.given_name),
            family_name=forms.within("family_name", member.family_name.strip()),
        )
    )
    write_contacts(uow, person, email=member.email, phone=member.phone)
    return person
