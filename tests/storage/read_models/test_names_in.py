"""Names found by the words of some texts: with them alone a mask hides all that a mask of everybody's name hides."""

from __future__ import annotations

import random

import pytest

from cocity_desktop.application.name_mask import NameMask
from cocity_desktop.domain.registry import Person

GIVEN = (
    "Ada", "Nicolò", "Nicolo'", "Anna Maria", "Anna-Maria", "Zoë", "Léa", "D’Angelo", "'Ndrina", "", "J. R.",
    "Αλεξία", "ᾠδή", "Straße", "İpek", "Ⅳ", "عائشة", "O_o", "Maria", "Bruno", "De",
)  # fmt: skip
FAMILY = (
    "Esempio", "D'Amico", "d’Amico", "De Rosa", "De D'Amico", "Dell'Orto Verde", "Al-Fayed", "Sant`Anna", "", "Rosa",
    "D'A'Mico", "Nicolò", "O´Neil", "Μάρκου", "Maria", "Van der Berg", "Ñuñez", "-", "Strasse", "Amico", "Modello",
)  # fmt: skip
LINES = (
    "{}", "Le chiavi a {}.", "l'{} apre", "dell’{}", "({})", "{}, {}", "{}'{}", "{} e {}", "{}-{}", "_{}", "{}{}", "{}",
)  # fmt: skip


@pytest.fixture
def people(store):
    """Each pair of odd names, as far as a person can bear it."""
    with store.unit_of_work() as uow:
        for given in GIVEN:
            for family in FAMILY:
                if given or family:
                    uow.add(Person(id=uow.new_id(), given_name=given, family_name=family))
        uow.commit("test")
    return [person.name for person in store.queries.people()]


def as_said(name, chance):
    """A name as people write it down."""
    words = name.split()
    if chance.random() < 0.5 and words:
        turn = chance.randrange(len(words))
        words = [*words[turn:], *words[:turn]]
    said = chance.choice((" ", "  ", ", ", " , ", "\t", "\n")).join(words)
    for sign in "'’`´":
        said = said.replace(sign, chance.choice(("'", "’", "", sign, "‘")))
    if chance.random() < 0.2:
        said = said.replace("ò", "o'").replace("ë", "e'").replace("é", "e")
    return chance.choice((str, str.upper, str.lower, str.title))(said)


@pytest.mark.parametrize("seed", range(3))
def test_a_mask_of_the_names_found_hides_what_a_mask_of_all_names_hides(people, queries, seed):
    chance = random.Random(seed)
    everybody = NameMask(people)
    hidden = 0
    for _ in range(120):
        line = chance.choice(LINES)
        text = line.format(*(as_said(chance.choice(people), chance) for _ in range(2)))
        shown = everybody(text)
        assert NameMask(queries.names_in([text]))(text) == shown, text
        hidden += shown != text
    assert hidden > 40


def test_many_texts_at_once_hide_the_same(people, queries):
    chance = random.Random(9)
    texts = [
        chance.choice(LINES).format(as_said(chance.choice(people), chance), "il cortile") for _ in range(40)
    ]
    everybody, some = NameMask(people), NameMask(queries.names_in(texts))
    assert [some(text) for text in texts] == [everybody(text) for text in texts]


def test_words_that_stand_in_different_texts_name_nobody(store, queries):
    store.new(Person, given_name="Ada", family_name="Esempio")
    store.new(Person, given_name="Bruno", family_name="Modello")
    assert queries.names_in(["Ada apre", "un esempio"]) == ()
    assert queries.names_in(["Ada apre, per esempio", "Modello Bruno"]) == ("Ada Esempio", "Bruno Modello")
    assert queries.names_in([]) == ()


def test_who_is_removed_is_found_no_more(store, queries):
    ada = store.new(Person, given_name="Ada", family_name="Esempio")
    store.remove(ada)
    assert queries.names_in(["Ada Esempio"]) == ()


def test_of_many_people_only_the_lines_of_their_families_are_read(store, queries):
    """No reading of the list from end to end: the index of names is sought."""
    from cocity_desktop.storage.read_models.names_in import keys_sql

    plan = store.database.raw.execute(f"EXPLAIN QUERY PLAN {keys_sql('person')}", {"words": "[]"}).fetchall()
    assert any("SEARCH l USING COVERING INDEX ix_person_line_name" in step[-1] for step in plan), plan
