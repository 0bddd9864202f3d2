"""Groups and people by the beginnings of their names, and what a line may name in a house of many groups."""

from __future__ import annotations

import pytest

from cocity_desktop.domain.house import House
from cocity_desktop.domain.meetings import Attendance
from cocity_desktop.domain.processes import Participation
from cocity_desktop.domain.registry import ContactKind, ContactPoint, Group, Membership, Person
from cocity_desktop.storage.read_models import names
from tests.storage.read_models.store import NOW


@pytest.fixture
def town(store):
    for name in ("Giardino Rosso", "Rosso", "Amici di via Rossi", "D’Amico e figli", "Orti"):
        store.new(Group, name=name)
    for given, family in (
        ("Maria", "Rossi"), ("Maria Grazia", "Rossi"), ("Rossella", "Mari"), ("Ada", "De Rosa"), ("Nicolò", ""),
        ("Anna", "D'Amico"), *((f"Maria {letter}", "Rossini") for letter in "ABCDEFGHIJ"),
    ):  # fmt: skip
        store.new(Person, given_name=given, family_name=family)
    return store


def said(found):
    return [one.name for one in found]


def test_each_word_begins_one_of_the_name_and_groups_and_people_come_in_turn(town, queries):
    assert said(queries.called("ros", 3)) == [
        "Amici di via Rossi", "Ada De Rosa", "Giardino Rosso", "Rossella Mari", "Rosso", "Maria Rossi",
    ]  # fmt: skip
    assert said(queries.called("am")) == ["Amici di via Rossi", "Anna D'Amico", "D’Amico e figli"]
    assert said(queries.called("nicolo'")) == ["Nicolò"]
    assert said(queries.called("ossi")) == []
    assert said(queries.called(" ,' ")) == []


def test_whole_names_come_first_in_either_order(town, queries):
    assert said(queries.called("maria j rossini", 1)) == ["Maria J Rossini"]
    assert said(queries.called("rossini maria j", 1)) == ["Maria J Rossini"]
    assert said(queries.called("rosso", 1)) == ["Rosso"]
    assert said(queries.called("de rosa ada", 1)) == ["Ada De Rosa"]


def test_words_of_contacts_and_groups_find_nobody_here_and_groups_are_said_beside(store, queries):
    group = store.new(Group, name="Bocciofila")
    ada = store.new(Person, given_name="Ada", family_name="Esempio")
    store.new(Membership, group_id=group.id, person_id=ada.id)
    store.new(ContactPoint, person_id=ada.id, contact_kind=ContactKind.EMAIL, value="zeta@example.org")
    assert [(one.name, one.person_id) for one in queries.called("bocc")] == [("Bocciofila", None)]
    assert queries.called("zeta") == ()
    (found,) = queries.called("ada")
    assert (found.person_id, found.group_id, found.beside) == (ada.id, None, "Bocciofila")


def test_groups_whose_whole_name_stands_in_a_text(town, queries):
    assert said(queries.groups_named("@amici di VIA rossi pulisce, rosso anche")) == [
        "Rosso",
        "Amici di via Rossi",
    ]
    assert said(queries.groups_named("@Damico e figli")) == ["D’Amico e figli"]
    assert said(queries.groups_named("il giardino")) == []


def test_of_many_groups_a_line_is_handed_those_near_the_meeting(store, queries, monkeypatch):
    monkeypatch.setattr(names, "GROUPS_AT_ONCE", 2)
    store.new(House, name="Casa di prova", city="Torino", district=8)
    meeting = store.meeting(store.process(), NOW)
    taking, here, far = (
        store.new(Group, name=name, themes=(name,)) for name in ("Genitori", "Nido", "Altri")
    )
    store.new(Participation, process_id=meeting.process_id, group_id=taking.id)
    store.new(Attendance, meeting_id=meeting.id, group_id=here.id, label="Nido", arrived_at=NOW)
    written = queries.names_to_write(meeting.id)
    assert [(one.name, one.in_process) for one in written.groups] == [("Genitori", True), ("Nido", False)]
    assert written.more_groups
    assert sorted(written.themes) == ["Altri", "Genitori", "Nido"]
    store.remove(far)
    assert not queries.names_to_write(meeting.id).more_groups
