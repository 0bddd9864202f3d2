"""A window of a list costs what it shows: the same statements however long the list, and none that goes through it."""

from __future__ import annotations

import pytest

from cocity_desktop.application.views.lists import ListQuestion, Span
from cocity_desktop.domain.registry import Group, Membership, Person
from tests.storage.read_models.test_growth import statements

ASKED = {
    "the first window": (ListQuestion(), Span()),
    "a window far down": (ListQuestion(), Span(150)),
    "from the end": (ListQuestion(descending=True), Span()),
    "a letter": (ListQuestion(words="n"), Span()),
    "a beginning": (ListQuestion(words="no"), Span()),
    "two words": (ListQuestion(words="nome cog"), Span()),
    "words from the end": (ListQuestion(words="nome", descending=True), Span()),
    "those without the notice": (ListQuestion(lacks_notice=True), Span()),
    "words and a filter": (ListQuestion(words="nome", lacks_notice=True), Span()),
}
LONG = ("people", "person_line", "memberships", "contact_points", "consents", "groups", "group_line")


def fill(store, count):
    """So many more people, each in a group."""
    with store.unit_of_work() as uow:
        group = uow.add(Group(id=uow.new_id(), name="Gruppo"))
        for number in range(count):
            person = uow.add(Person(id=uow.new_id(), given_name=f"Nome {number}", family_name="Cognome"))
            uow.add(Membership(id=uow.new_id(), group_id=group.id, person_id=person.id))
        uow.commit("test")


def plans(store, sent):
    """Of the statements that find the lines; the rows of a window are read by their ids."""
    raw = store.database.raw
    sent = [(sql, given) for sql, given in sent if "_line" in sql]
    assert sent
    return [row[3] for sql, given in sent for row in raw.execute(f"EXPLAIN QUERY PLAN {sql}", given)]


def goes_through(step):
    """Whether a step of a plan reads a long table, or sorts what it read."""
    if "TEMP B-TREE FOR ORDER BY" in step:
        return True
    scanned = step.removeprefix("SCAN ").split(" ")[0] if step.startswith("SCAN ") else ""
    return scanned in (*LONG, "l", "p", "g", "m") and "INDEX" not in step


@pytest.mark.parametrize("name", ASKED)
def test_a_window_of_people_goes_through_no_table(store, queries, name):
    counts = []
    for _ in range(2):
        fill(store, 120)
        with statements(store) as sent:
            queries.people_window(*ASKED[name])
        counts.append(len(sent))
        through = [step for step in plans(store, sent) if goes_through(step)]
        assert through == [], through
    assert counts[0] == counts[1]


@pytest.mark.parametrize("words", ["", "gru", "gr"])
def test_a_window_of_groups_by_name_goes_through_no_table(store, queries, words):
    fill(store, 50)
    with statements(store) as sent:
        queries.groups_window(ListQuestion(words=words), Span())
    assert [step for step in plans(store, sent) if goes_through(step)] == []


def test_an_order_that_does_go_through_the_list_is_seen_here(store, queries):
    fill(store, 20)
    with statements(store) as sent:
        queries.people_window(ListQuestion(sort="notice"), Span())
    assert [step for step in plans(store, sent) if goes_through(step)]
