"""Any record in at most five keys: initials, beginnings of the words of its name, whole names before longer ones."""

from __future__ import annotations

from itertools import permutations

import pytest

from cocity_desktop.domain.places import Place
from cocity_desktop.domain.registry import ContactKind, ContactPoint, Group, Person
from cocity_desktop.storage.abbreviations import abbreviated, adds_nothing
from cocity_desktop.storage.finding import find
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
        ("maria r", "Maria Rossi"),
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


@pytest.mark.parametrize("typed", ["mar ross", "mros", "maros", "rosma"])
def test_beginnings_find_everybody_they_fit(town, queries, typed):
    titles = [hit.title for hit in queries.search(typed, 12)]
    assert set(titles) == {"Maria Rossi", "Mara Rossi", "Marco Rossini"}
    assert titles == [hit.title for hit in queries.search(typed, 12)]


def test_a_word_that_is_there_comes_before_the_beginnings_of_two(town, queries):
    town.new(Group, name="Marossi")
    assert queries.search("maros", 12)[0].title == "Marossi"


def test_beginnings_of_words_with_a_space_between_are_all_in_the_index(town):
    """What `adds_nothing` rests on: for such words the lists need not be asked again."""
    with town.unit_of_work() as uow:
        known = [*uow.find(Person), *uow.find(Group), *uow.find(Place)]
    names = [
        one.name if not isinstance(one, Person) else f"{one.given_name} {one.family_name}" for one in known
    ]
    typed = {one for name in names for one in strings(name) if " " in one}
    asked = [one for one in sorted(typed) if adds_nothing(one.split(), ["some"])]
    assert len(asked) > 100
    with town.database.reading() as connection:
        for one in asked:
            found = find(connection, one, 60)
            assert len(found) < 60
            assert set(abbreviated(connection, one, 60)) <= set(found), one


@pytest.mark.parametrize("typed", ["mr 567", "m r", "marossi", "de 12"])
def test_what_the_index_may_not_know_is_asked_of_the_lists(typed):
    assert not adds_nothing(typed.split(), ["some"])


def test_other_letters_bring_other_namesakes_first(store, queries):
    twins = {store.new(Person, given_name="Maria", family_name="Rossi").id for _ in range(40)}
    seen = {hit.id for typed in strings("Maria Rossi") for hit in queries.search(typed, 9)}
    assert len(seen & twins) > 30


def test_one_letter_finds_the_names_that_begin_with_it_however_much_was_written_since(store, queries):
    store.new(Group, name="Quercia")
    with store.unit_of_work() as uow:
        for number in range(4_100):
            uow.add(Place(id=uow.new_id(), name=f"Altro {number}"))
        uow.commit("test")
    assert "Quercia" in {hit.title for hit in queries.search("q", 12)}


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


def test_namesakes_are_told_apart_by_the_end_of_a_number(store, queries):
    numbers = [f"011 {n:07}" for n in range(0, 9_000_000, 250_007)]
    twins = {number: store.new(Person, given_name="Maria", family_name="Rossi") for number in numbers}
    other = store.new(Person, given_name="Ada", family_name="Verdi")
    for number, person in (*twins.items(), (numbers[7], other)):
        store.new(ContactPoint, person_id=person.id, contact_kind=ContactKind.PHONE, value=number)
    ends = [number[-3:] for number in numbers]
    assert len(set(ends)) == len(ends)
    for number, person in twins.items():
        for typed in (f"mr{number[-3:]}", f"rm{number[-3:]}"):
            assert [hit.id for hit in queries.search(typed, 12)] == [person.id], typed
    assert [hit.id for hit in queries.search(f"v{numbers[7][-4:]}", 12)] == [other.id]
    assert queries.search("mr999", 12) == ()
