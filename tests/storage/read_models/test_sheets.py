"""What the papers of a meeting to come say, asked of a real archive."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cocity_desktop.domain.errors import UserError
from cocity_desktop.domain.meetings import AgendaItem
from cocity_desktop.domain.places import Place
from cocity_desktop.domain.processes import Participation
from cocity_desktop.domain.record_code import record_code
from cocity_desktop.domain.registry import Group, MemberRole, Membership, Person
from tests.storage.read_models.store import NOW


@pytest.fixture
def meeting(store):
    store.house(email="casa@example.org", phone="011 000000")
    place = store.new(Place, name="Cortile", address="via Esempio 1")
    return store.meeting(store.process(place_id=place.id), NOW + timedelta(days=7), venue="Salone")


def join(store, process_id, name, *people):
    group = store.new(Group, name=name)
    store.new(Participation, process_id=process_id, group_id=group.id)
    for given, role, until in people:
        person = store.new(Person, given_name=given, family_name="Esempio")
        store.new(Membership, group_id=group.id, person_id=person.id, role=role, until=until)


def test_the_sheet_has_the_agenda_with_its_numbers(store, queries, meeting):
    point = store.new(AgendaItem, meeting_id=meeting.id, title="Orto", position=1)
    store.new(AgendaItem, meeting_id=meeting.id, title="Saluti", position=0)
    store.new(AgendaItem, meeting_id=meeting.id, title="Acqua", position=2, parent_id=point.id)
    sheet = queries.meeting_sheet(meeting.id)
    assert [(item.number, item.title, item.is_sub) for item in sheet.items] == [
        ("1", "Saluti", False),
        ("2", "Orto", False),
        ("2.1", "Acqua", True),
    ]
    assert (sheet.house_phone, sheet.place_address) == ("011 000000", "Cortile, via Esempio 1, Torino")
    assert sheet.code == record_code(meeting.id)


def test_the_minutes_of_a_point_with_sub_items_are_theirs(store, queries, meeting):
    point = store.new(AgendaItem, meeting_id=meeting.id, title="Orto", position=0, planned_minutes=99)
    for place, minutes in ((1, 5), (2, 7)):
        store.new(
            AgendaItem,
            meeting_id=meeting.id,
            title="Acqua",
            position=place,
            parent_id=point.id,
            planned_minutes=minutes,
        )
    sheet = queries.meeting_sheet(meeting.id)
    assert [item.planned_minutes for item in sheet.items] == [12, 5, 7]


def test_only_those_who_speak_for_a_group_are_named(store, queries, meeting):
    gone = date(2027, 1, 1)
    people = (
        ("Carla", MemberRole.REPRESENTATIVE, None),
        ("Ada", MemberRole.CONTACT, None),
        ("Bruno", MemberRole.MEMBER, None),
        ("Dino", MemberRole.CONTACT, gone),
    )
    join(store, meeting.process_id, "Genitori", *people)
    join(store, meeting.process_id, "Arcobaleno")
    expected = queries.meeting_sheet(meeting.id).expected
    assert [(party.name, party.people) for party in expected] == [
        ("Arcobaleno", ()),
        ("Genitori", ("Ada Esempio", "Carla Esempio")),
    ]


def test_the_count_of_changes_rises_with_the_meeting_and_with_its_agenda(store, queries, meeting):
    assert queries.meeting_sheet(meeting.id).changes == 0
    store.change(meeting, venue="Cortile")
    assert queries.meeting_sheet(meeting.id).changes == 1
    item = store.new(AgendaItem, meeting_id=meeting.id, title="Orto")
    store.remove(item)
    assert queries.meeting_sheet(meeting.id).changes == 3


def test_without_a_house_there_is_no_sheet(store, queries):
    meeting = store.meeting(store.process())
    with pytest.raises(UserError):
        queries.meeting_sheet(meeting.id)
