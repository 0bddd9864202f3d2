"""Any record in at most five keys: initials, beginnings of the words of its name, whole names before longer ones."""

from __future__ import annotations

from itertools import permutations

import pytest

from cocity_desktop.domain.places import Place
from cocity_desktop.domain.registry import ContactKind, ContactPoint, Group, Person
from cocity_desktop.storage.search import SEARCHABLE, fold
from cocity_desktop.ui.shell.found_words import has_words

KEYS = 5


def strings(name):
    """What somebody who knows the name may type with five keys."""
    words = fold(name).split()
    found = [word[:n] for word in words for n in range(1, KEYS + 1)]
    found.append("".join(word[0] for word in words))
    for first, second in permutations(words, 2):
        for a in range(1, KEYS):
            found += [first[:a] + second[:b] for b in range(1, KEYS - a + 1)]
            found += [f"{first[:a]} {second[:b]}" for b in range(1, KEYS - a)]
    return [one for one in dict.fromkeys(found) if len(one) <= KEYS]


@pytest.fixture
def town(store):
    names = [("Maria", "Rossi"), ("Marco", "Rossini"), ("Mara", "Rossi"), ("Anna", "Marconi"), ("Ada", "")]
    for given, family in names:
        store.new(Person, given_name=given, family_name=family)
    for name in (
        "Giardino Via Fleming",
        "Giardino Via Alloro",
        "Orti",
        "Orti di via Po",
        "Gruppo Volontari Falchera",
    ):
        store.new(Group, name=name)
    store.new(Place, name="Cortile Bengasi")
    return store


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("mar ross", "Mara Rossi"),
        ("maria r", "Maria Rossi"),
        ("mros", "Marco Rossini"),
        ("ros mari", "Maria Rossi"),
        ("marco", "Marco Rossini"),
        ("gia fl", "Giardino Via Fleming"),
        ("giaal", "Giardino Via Alloro"),
        ("gvfle", "Giardino Via Fleming"),
        ("orti", "Orti"),
        ("ovp", "Orti di via Po"),
        ("cb", "Cortile Bengasi"),
        ("cobe", "Cortile Bengasi"),
        ("ada", "Ada"),
    ],
)
def test_few_letters_find_a_name(town, queries, typed, title):
    assert queries.search(typed, 12)[0].title == title


def test_initials_find_every_name_that_has_them(town, queries):
    assert {hit.title for hit in queries.search("gvf", 12)} == {
        "Giardino Via Fleming",
        "Gruppo Volontari Falchera",
    }


def test_every_record_is_first_for_some_five_keys(town, queries):
    with town.unit_of_work() as uow:
        known = [*uow.find(Person), *uow.find(Group), *uow.find(Place)]
    assert known
    for record in known:
        name = record.name if not isinstance(record, Person) else f"{record.given_name} {record.family_name}"
        firsts = (queries.search(typed, 12) for typed in strings(name))
        assert any(hits and hits[0].id == record.id for hits in firsts), name


@pytest.mark.parametrize("typed", ["", " ", "%", "_", "a%", "x_y", "ʼ", "é", "🙂", "a" * 400, "\x01", "'"])
def test_anything_may_be_typed(town, queries, typed):
    queries.search(typed, 12)


def test_where_the_words_stood_is_named(town, queries):
    with town.unit_of_work() as uow:
        maria = uow.find(Person, given_name="Maria")[0]
    town.new(ContactPoint, person_id=maria.id, contact_kind=ContactKind.PHONE, value="011 765432")
    town.change(maria, note="porta le sedie")
    assert [hit.where for hit in queries.search("765432")] == ["contact_point.phone"]
    assert [hit.where for hit in queries.search("sedie")] == ["person.note"]
    assert queries.search("maria")[0].where == ""


def test_every_place_where_words_may_stand_has_its_words():
    inside = {"contact_point": [f"contact_point.{kind}" for kind in ContactKind]}
    for kind, searchable in SEARCHABLE.items():
        for where in inside.get(kind, [f"{kind}.{name}" for name in searchable.body]):
            assert has_words(where), where
