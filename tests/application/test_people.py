"""Who is in a group, how people and groups are reached, and what is asked only of those who sign."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cocity_desktop.application.contacts import ContactFields
from cocity_desktop.application.history import undo_last
from cocity_desktop.application.people import (
    ChooseLead,
    PersonFields,
    RegisterPerson,
    UpdateMembership,
    UpdatePerson,
    choose_lead,
    register_person,
    remove_person,
    update_membership,
    update_person,
)
from cocity_desktop.application.registry import (
    AddMember,
    AddPartner,
    GroupFields,
    NewMember,
    RegisterGroup,
    UpdateGroup,
    add_member,
    add_partner,
    register_group,
    update_group,
)
from cocity_desktop.application.removal import Remove
from cocity_desktop.domain.registry import ContactKind, ContactPoint, MemberRole
from tests.application.conftest import TODAY, SmallHouse

ADA = PersonFields(given_name="Ada", family_name="Esempio")
CODE = "RSSMRA80A01L219M"


@pytest.fixture
def ada(house: SmallHouse) -> str:
    command = RegisterPerson(fields=ADA, email="ada@esempio.it", phone="011 123")
    return house.run(register_person, command, house.services.codes)


def join(house: SmallHouse, person: str, role: MemberRole = MemberRole.MEMBER) -> str:
    member = NewMember(person_id=person, role=role)
    return house.run(add_member, AddMember(group_id=house.ids["group"], member=member))


def contacts(house: SmallHouse, **of: str) -> dict[ContactKind, list[str]]:
    with house.services.new_unit_of_work() as uow:
        found = uow.find(ContactPoint, **of)
    return {kind: [one.value for one in found if one.contact_kind is kind] for kind in ContactKind}


def test_contacts_that_are_not_mentioned_stay(house: SmallHouse, ada: str) -> None:
    house.run(update_person, UpdatePerson(person_id=ada, fields=ADA), house.services.codes)
    known = contacts(house, person_id=ada)
    assert (known[ContactKind.EMAIL], known[ContactKind.PHONE]) == (["ada@esempio.it"], ["011 123"])


def test_further_contacts_are_added_changed_and_taken_away_beside_the_first(
    house: SmallHouse, ada: str
) -> None:
    codes = house.services.codes
    pec = ContactFields(contact_kind=ContactKind.PEC, value="ada@pec.esempio.it")
    mobile = ContactFields(contact_kind=ContactKind.PHONE, value="333 1", note="dopo le sei")
    house.run(update_person, UpdatePerson(person_id=ada, fields=ADA, others=(pec, mobile)), codes)
    with house.services.new_unit_of_work() as uow:
        (second,) = [one for one in uow.find(ContactPoint, person_id=ada) if one.value == "333 1"]
    changed = ContactFields(contact_kind=ContactKind.PHONE, value="333 2", id=second.id)
    command = UpdatePerson(person_id=ada, fields=ADA, email="", others=(changed,))
    house.run(update_person, command, codes)
    known = contacts(house, person_id=ada)
    assert known[ContactKind.EMAIL] == known[ContactKind.PEC] == []
    assert sorted(known[ContactKind.PHONE]) == ["011 123", "333 2"]


def test_a_wrong_address_among_the_further_contacts_is_told_there(house: SmallHouse, ada: str) -> None:
    wrong = ContactFields(contact_kind=ContactKind.PEC, value="non un indirizzo")
    command = UpdatePerson(person_id=ada, fields=ADA, others=(wrong,))
    assert house.refusal(update_person, command, house.services.codes) == ("invalid_email", "others")


def test_a_group_has_further_contacts_too(house: SmallHouse) -> None:
    site = ContactFields(contact_kind=ContactKind.WEB, value="https://esempio.it")
    fields = GroupFields(name="Orto", languages=("it", "ro"))
    command = UpdateGroup(group_id=house.ids["group"], fields=fields, others=(site,))
    house.run(update_group, command, house.services.codes)
    detail = house.services.queries.group(house.ids["group"])
    assert [one.value for one in detail.contacts if one.contact_kind is ContactKind.WEB] == [site.value]
    assert detail.languages == ("it", "ro")


def test_the_codice_fiscale_is_taken_only_of_one_who_signs(house: SmallHouse, ada: str) -> None:
    codes = house.services.codes
    signing = PersonFields(given_name="Ada", family_name="Esempio", fiscal_code=CODE)
    assert house.refusal(update_person, UpdatePerson(person_id=ada, fields=signing), codes) == (
        "fiscal_code_unneeded",
        "fiscal_code",
    )
    membership = join(house, ada, MemberRole.REPRESENTATIVE)
    house.run(update_person, UpdatePerson(person_id=ada, fields=signing), codes)
    over = UpdateMembership(
        membership_id=membership,
        role=MemberRole.MEMBER,
        since=TODAY - timedelta(days=400),
        until=TODAY - timedelta(days=1),
    )
    house.run(update_membership, over)
    # What was written while she signed may stay: a signed pact needs it.
    house.run(update_person, UpdatePerson(person_id=ada, fields=signing), codes)


def test_one_whose_time_is_over_is_told_apart_and_signs_no_more(house: SmallHouse, ada: str) -> None:
    membership = join(house, ada, MemberRole.REPRESENTATIVE)
    assert house.services.queries.group(house.ids["group"]).representative_id == ada
    over = UpdateMembership(
        membership_id=membership,
        role=MemberRole.REPRESENTATIVE,
        since=TODAY - timedelta(days=400),
        until=TODAY - timedelta(days=1),
    )
    house.run(update_membership, over)
    detail = house.services.queries.group(house.ids["group"])
    assert detail.representative_id is None
    assert ada not in [one.person_id for one in detail.members]
    assert [(one.person_id, one.until) for one in detail.former] == [(ada, TODAY - timedelta(days=1))]


def test_one_who_left_can_come_back_but_nobody_is_in_a_group_twice(house: SmallHouse, ada: str) -> None:
    first = join(house, ada)
    ended = UpdateMembership(
        membership_id=first,
        role=MemberRole.MEMBER,
        since=TODAY - timedelta(days=9),
        until=TODAY - timedelta(days=2),
    )
    house.run(update_membership, ended)
    join(house, ada)
    again = UpdateMembership(membership_id=first, role=MemberRole.MEMBER, since=TODAY - timedelta(days=9))
    assert house.refusal(update_membership, again) == ("already_a_member", "until")


def test_a_person_taken_out_comes_back_whole(house: SmallHouse, ada: str) -> None:
    join(house, ada)
    house.run(remove_person, Remove(id=ada))
    assert ada not in [one.id for one in house.services.queries.people()]
    undo_last(house.services.new_unit_of_work())
    assert ada in [one.person_id for one in house.services.queries.group(house.ids["group"]).members]
    assert contacts(house, person_id=ada)[ContactKind.EMAIL] == ["ada@esempio.it"]


def test_there_is_one_lead_partner(house: SmallHouse) -> None:
    made = []
    for name in ("Scuola", "Coro"):
        command = RegisterGroup(fields=GroupFields(name=name))
        partner = house.run(register_group, command, house.services.codes)
        made.append(
            house.run(
                add_partner, AddPartner(group_id=house.ids["group"], partner_id=partner, is_lead=not made)
            )
        )
    house.run(choose_lead, ChooseLead(partnership_id=made[1]))
    partners = house.services.queries.group(house.ids["group"]).partners
    assert [one.name for one in partners if one.is_lead] == ["Coro"]
