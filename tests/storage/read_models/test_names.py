"""Whom and what a line may name: the groups of the process first of all, their people, themes lately used."""

from __future__ import annotations

import pytest

from cocity_desktop.application.known_names import bodies
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.house import House
from cocity_desktop.domain.processes import Participation
from cocity_desktop.domain.registry import Group, Membership, Partnership, Person
from tests.storage.read_models.store import NOW


@pytest.fixture
def meeting(store):
    store.new(House, name="Casa di prova", city="Torino", district=8)
    return store.meeting(store.process(), NOW)


def member(store, group, name, **more):
    person = store.new(Person, given_name=name, family_name="Esempio")
    store.new(Membership, group_id=group.id, person_id=person.id, **more)
    return person


def test_groups_of_the_process_and_those_inside_them_are_told_from_the_others(store, queries, meeting):
    taking, inside, other = (store.new(Group, name=name) for name in ("Genitori", "Nido", "Altri"))
    store.new(Participation, process_id=meeting.process_id, group_id=taking.id)
    store.new(Partnership, group_id=taking.id, partner_id=inside.id)
    names = queries.names_to_write(meeting.id)
    assert [(group.name, group.in_process) for group in names.groups] == [
        ("Altri", False), ("Genitori", True), ("Nido", True),
    ]  # fmt: skip
    assert names.house == "Casa di prova"
    assert other.id in {group.id for group in names.groups}


def test_people_are_those_who_still_belong_to_a_group_of_the_process(store, queries, meeting):
    taking, other = store.new(Group, name="Genitori"), store.new(Group, name="Altri")
    store.new(Participation, process_id=meeting.process_id, group_id=taking.id)
    ada = member(store, taking, "Ada")
    member(store, taking, "Bruno", until=NOW.date().replace(year=NOW.year - 1))
    member(store, other, "Carla")
    people = queries.names_to_write(meeting.id).people
    assert [(one.id, one.name, one.group) for one in people] == [(ada.id, "Ada Esempio", "Genitori")]


def test_themes_come_by_how_lately_they_were_used_then_those_of_groups(store, queries, meeting):
    store.new(Group, name="Genitori", themes=("gioco", "cortile"))
    for themes in (("cortile",), ("chiavi", "cortile"), ()):
        store.entry(meeting, "detto", themes=themes)
    store.remove(store.entry(meeting, "tolto", themes=("segreto",)))
    assert queries.names_to_write(meeting.id).themes == ("chiavi", "cortile", "gioco")


def test_the_bodies_are_called_by_their_own_names(queries, meeting):
    found = {body.party_kind: body.name for body in bodies(queries.names_to_write(meeting.id))}
    assert found == {
        PartyKind.COMUNE: "Comune di Torino",
        PartyKind.CIRCOSCRIZIONE: "Circoscrizione 8",
        PartyKind.SCHOOL: "Scuola",
        PartyKind.HOUSE: "Casa di prova",
    }


def test_a_meeting_that_is_not_there_is_told(store, queries):
    with pytest.raises(UserError) as told:
        queries.names_to_write("018f0000-0000-7000-8000-000000000000")
    assert told.value.code is ErrorCode.NOT_FOUND
