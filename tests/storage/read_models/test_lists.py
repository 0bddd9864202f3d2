"""Windows of the lists against the plain truth: every record read, filtered and sorted the slow way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cocity_desktop.application.views.lists import ListQuestion, Span
from cocity_desktop.domain.meetings import Attendance
from cocity_desktop.domain.places import Place
from cocity_desktop.domain.processes import Participation
from cocity_desktop.domain.registry import (
    Consent,
    ContactKind,
    ContactPoint,
    Group,
    GroupKind,
    Membership,
    Person,
)
from cocity_desktop.storage import lines
from cocity_desktop.storage.search import fold
from tests.storage.read_models.store import NOW, Store

NAMES = ("Ada", "ada", "Àda", "Bruno", "D’Amico", "De Rosa", "Émile", "Zoe", "Li", "O", "")
GROUPS = ("Orti", "Orti di via Fleming", "L’Isola", "orti 2", "Ciclofficina", "Élan")


def names_of(window):
    return [row.name for row in window.rows]


ALL = ListQuestion()


def everything(queries, kind, question=ALL, limit=3):
    """The whole answer, window by window."""
    ask = {
        "person": queries.people_window, "group": queries.groups_window, "place": queries.places_window,
    }[kind]  # fmt: skip
    rows, offset = [], 0
    while True:
        window = ask(question, Span(offset, limit))
        rows += window.rows
        offset += limit
        if len(window.rows) < limit:
            assert window.count == len(rows)
            assert not window.more
            return rows


def passes(words, *texts):
    """The filter, said plainly."""
    found = [word for text in texts for word in fold(text).split()]
    return all(
        any(piece in word if len(piece) >= 3 else word.startswith(piece) for word in found)
        for piece in fold(words).split()
    )


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    store = Store(tmp_path_factory.mktemp("town"))
    yield store
    store.database.close()


people_ = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0]), max_size=12
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    people_,
    st.lists(st.integers(0, 30), max_size=8),
    st.sampled_from(("", "a", "ad", "ros", "d amico", "ada x")),
)
def test_the_windows_of_people_are_the_whole_sorted_list(town, pairs, changes, words):
    """Over names that come, change and go in any order."""
    queries = town.queries
    with town.unit_of_work() as uow:
        known = [uow.add(Person(id=uow.new_id(), given_name=g, family_name=f)) for g, f in pairs]
        uow.commit("test")
    for change in changes:
        if not known:
            break
        person = known[change % len(known)]
        if change % 3 == 0:
            known.remove(person)
            town.remove(person)
        else:
            town.change(person, family_name=NAMES[change % len(NAMES)])
    slow = [row for row in queries.people() if passes(words, row.name)]
    fast = everything(queries, "person", ListQuestion(words=words))
    assert sorted(fast, key=lambda row: row.id) == sorted(slow, key=lambda row: row.id)
    assert [fold(row.name) for row in fast] == [fold(row.name) for row in slow]
    assert everything(queries, "person", ListQuestion(words=words, descending=True)) == fast[::-1]
    for place, row in enumerate(fast):
        window = queries.people_window(ListQuestion(words=words), Span(0, 4, row.id))
        assert window.position == place
        assert row in window.rows
    town.remove(*known)


def test_names_that_come_one_after_the_other_between_two_find_room(store, queries):
    for name in ("A", "Z"):
        store.new(Person, given_name=name)
    for number in range(120):
        store.new(Person, given_name=f"M{number:03}")
    found = names_of(queries.people_window(ListQuestion(), Span(0, 200)))
    assert found == ["A", *(f"M{number:03}" for number in range(120)), "Z"]
    assert names_of(queries.people_window(ListQuestion(words="m11"), Span())) == [
        f"M11{number}" for number in range(10)
    ]


def test_lines_made_again_are_the_ones_kept_up(store, queries):
    fill_groups(store)

    def kept():
        return [
            store.database.raw.execute(
                f"SELECT entity_id, sort_key, words, shape, district, languages, themes, noticed "
                f"FROM {kind}_line ORDER BY item"
            ).fetchall()
            for kind in lines.KINDS
        ]  # fmt: skip

    before = kept()
    with store.database.writing():
        lines.rebuild(store.database.raw)
    assert kept() == before
    for kind in lines.KINDS:
        store.database.raw.execute(
            f"INSERT INTO {kind}_words ({kind}_words, rank) VALUES ('integrity-check', 1)"
        )


def fill_groups(store):
    """Groups with people, places and meetings."""
    place = store.new(Place, name="Piazza Bengasi", address="via Nizza 1", district=8, quarter="Nizza")
    process = store.process("Cortile", place_id=place.id)
    made = {}
    for number, name in enumerate(GROUPS):
        made[name] = store.new(
            Group, name=name, group_kind=list(GroupKind)[number % 3], district=number % 4 or None,
            themes=("verde",) if number % 2 else (), languages=("ar",) if number == 2 else (),
        )  # fmt: skip
    ada = store.new(Person, given_name="Ada", family_name="D’Amico", languages=("ar", "fr"))
    bruno = store.new(Person, given_name="Bruno")
    store.new(Membership, group_id=made["Orti"].id, person_id=ada.id)
    store.new(Membership, group_id=made["L’Isola"].id, person_id=bruno.id, until=date(2026, 1, 1))
    store.new(ContactPoint, person_id=ada.id, contact_kind=ContactKind.PHONE, value="011 234.567")
    store.new(Consent, person_id=bruno.id, given_on=date(2027, 1, 2))
    store.new(Participation, process_id=process.id, group_id=made["Élan"].id)
    for days, name in ((3, "L’Isola"), (1, "Ciclofficina")):
        meeting = store.meeting(process=store.process("Altro"), starts_at=NOW - timedelta(days=days))
        store.new(Attendance, meeting_id=meeting.id, group_id=made[name].id, label=name, arrived_at=NOW)
    return made, ada, bruno, place, process


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("damico", []),
        ("d amico", ["Orti"]),
        ("bengasi", ["Élan"]),
        ("bruno", ["L’Isola"]),
        ("leming", ["Orti di via Fleming"]),
        ("or fle", ["Orti di via Fleming"]),
        ("rti", ["Orti", "orti 2", "Orti di via Fleming"]),
        ("ti", []),
        ("verde", ["Élan", "orti 2", "Orti di via Fleming"]),
        ("011234567", []),
    ],
)
def test_a_group_is_found_by_its_words_its_people_and_its_places(store, queries, words, found):
    fill_groups(store)
    got = names_of(queries.groups_window(ListQuestion(words=words), Span()))
    assert got == found


def test_a_person_is_found_by_group_and_by_phone_however_it_is_parted(store, queries):
    fill_groups(store)
    for words in ("orti", "234", "011234567", "567"):
        assert names_of(queries.people_window(ListQuestion(words=words), Span())) == ["Ada D’Amico"]


def test_what_is_around_a_line_is_followed(store, queries):
    made, ada, _bruno, place, process = fill_groups(store)

    def groups(words):
        return names_of(queries.groups_window(ListQuestion(words=words), Span()))

    store.change(ada, family_name="Rossi")
    assert (groups("amico"), groups("rossi")) == ([], ["Orti"])
    store.change(place, name="Piazza Nuova")
    assert (groups("bengasi"), groups("nuova")) == ([], ["Élan"])
    store.change(made["Orti"], name="Giardino")
    assert names_of(queries.people_window(ListQuestion(words="giardino"), Span())) == ["Ada Rossi"]
    store.change(process, place_id=None)
    assert groups("nuova") == []
    with store.unit_of_work() as uow:
        (membership,) = uow.find(Membership, person_id=ada.id)
    store.remove(membership)
    assert groups("rossi") == []
    assert names_of(queries.people_window(ListQuestion(words="giardino"), Span())) == []


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        (ListQuestion(shape="committee"), lambda row: row.group_kind == "committee"),
        (ListQuestion(district=2), lambda row: row.district == 2),
        (ListQuestion(words="orti"), lambda row: "orti" in row.name.lower()),
        (ListQuestion(words="orti", district=1), lambda row: row.district == 1 and "orti" in row.name.lower()),
        (ListQuestion(language="ar"), lambda row: row.name == "L’Isola"),
        (ListQuestion(theme="Verde"), lambda row: row.name in GROUPS[1::2]),
        (ListQuestion(lacks_notice=True), lambda row: row.name == "Orti"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("sort", ["name", "contact", "shape", "district", "people", "processes", "notice"])
def test_the_filters_of_groups_in_every_order(store, queries, question, kept, sort):
    fill_groups(store)
    asked = replace(question, sort=sort, descending=True, shapes=tuple(GroupKind))
    fast = everything(queries, "group", asked)
    assert sorted(row.name for row in fast) == sorted(row.name for row in queries.groups() if kept(row))
    for place, row in enumerate(fast):
        assert queries.groups_window(asked, Span(around=row.id)).position == place


def test_groups_by_last_contact_are_those_of_the_whole_list(store, queries):
    fill_groups(store)
    newest = everything(queries, "group", ListQuestion(sort="contact", descending=True))
    slow = queries.groups()
    assert [row.name for row in newest] == [row.name for row in slow]
    assert [(row.people, row.processes, row.last_contact) for row in newest] == [
        (row.people, row.processes, row.last_contact) for row in slow
    ]
    oldest = everything(queries, "group", ListQuestion(sort="contact"))
    assert [row.name for row in oldest[:2]] == ["L’Isola", "Ciclofficina"]
    assert oldest[2:] == newest[2:]


def test_the_rows_of_a_window_are_those_of_the_whole_list(store, queries):
    fill_groups(store)
    assert everything(queries, "place") == list(queries.places())
    assert everything(queries, "person") == list(queries.people())


def test_only_what_there_is_can_be_chosen(store, queries):
    fill_groups(store)
    groups, people = queries.facets("group"), queries.facets("person")
    assert (groups.districts, groups.themes, groups.languages) == ((1, 2, 3), ("verde",), ("ar",))
    assert (people.languages, people.shapes) == (("ar", "fr"), ())
    assert queries.facets("place").districts == (8,)


def test_an_erased_person_stands_in_no_line(store, queries):
    ada = store.new(Person, given_name="Ada")
    store.change(ada, given_name="", erased_number=1)
    assert queries.people_window(ListQuestion(), Span()).total == 0
    left = store.database.raw.execute("SELECT count(*) FROM person_words('\"ada\"')").fetchone()
    assert left == (0,)
