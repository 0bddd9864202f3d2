"""What is proposed as one and what is not; and the figures of a smaller made-up registry, never used for tuning."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import partial
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.duplicate_corpus import corpus
from bench.duplicates import KINDS, Figures, figures, found_pairs
from cocity_desktop.application.likeness import (
    GroupFacts,
    PersonFacts,
    PlaceFacts,
    RegistryFacts,
    Trait,
    concerning,
)
from cocity_desktop.domain.registry import GroupKind
from cocity_desktop.matching.blocks import KeyIndex
from cocity_desktop.matching.matcher import RegistryMatcher
from cocity_desktop.matching.places import THRESHOLD, Places

CROWD = ["Rossi", "Bianchi", "Prova", "Esempio", "Ferrero"]


def people(*facts: PersonFacts) -> RegistryFacts:
    """The facts among others of the same names, so that none of them is rare."""
    others = [
        PersonFacts(id=f"x{n}{m}", given_name=given, family_name=family, mails=(f"{n}{m}@example.org",))
        for n, family in enumerate(CROWD)
        for m, given in enumerate(("Ada", "Mario", "Giuseppe", "Paola", "Paolo"))
    ]
    return RegistryFacts("person", people=(*facts, *others))


def person(number: int, given: str, family: str = "Rossi", **facts: object) -> PersonFacts:
    return PersonFacts(id=f"p{number}", given_name=given, family_name=family, **facts)  # type: ignore[arg-type]


def proposed(facts: RegistryFacts) -> list[set[str]]:
    found = RegistryMatcher().likely(facts)
    return [{one.first_id, one.second_id} for one in concerning(found, {"p1", "p2", "g1", "g2", "l1", "l2"})]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person(1, "Mario", phones=("347 1234567",)), person(2, "MARIO", phones=("+39 347/1234567",))),
        (person(1, "Giuseppe", mails=("g.rossi@example.org",)), person(2, "Beppe", mails=("G.Rossi@example.org",))),
        (person(1, "Mario", phones=("3471234567",)), person(2, "Rossi", "Mario", phones=("3471234567",))),
        (person(1, "Mario", groups=frozenset(("g7",))), person(2, "Mario", "Rosssi", groups=frozenset(("g7",)))),
        (person(1, "Ada", "D'Angelo", phones=("3471234567",)), person(2, "Ada", "D’ANGELO", phones=("3471234567",))),
        (person(1, "Ada", "De Rosa", addresses=("Via Alloro 3",)), person(2, "Ada", "Derosa", addresses=("v. Alloro n. 3",))),
        (person(1, "M.", phones=("3471234567",)), person(2, "Mario", phones=("3471234567",))),
    ],
    ids=["phone", "nickname", "swapped", "typo", "apostrophe", "particle", "initial"],
)  # fmt: skip
def test_one_person_written_twice(one: PersonFacts, other: PersonFacts) -> None:
    assert proposed(people(one, other)) == [{"p1", "p2"}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person(1, "Mario"), person(2, "Mario")),
        (person(1, "Mario", mails=("a@example.org",)), person(2, "Mario", mails=("b@example.org",))),
        (person(1, "Mario", fiscal_code="RSSMRA80A01L219M", phones=("3471234567",)),
         person(2, "Mario", fiscal_code="RSSMRA50A01L219P", phones=("3471234567",))),
        (person(1, "Paolo", phones=("3471234567",), addresses=("Via Alloro 3",)),
         person(2, "Paola", phones=("3471234567",), addresses=("Via Alloro 3",))),
        (person(1, "Mario", "Rossi", groups=frozenset(("g7",))), person(2, "Giuseppe", "Rossi", groups=frozenset(("g7",)))),
    ],
    ids=["nothing shared", "other mail", "other code", "household", "brothers"],
)  # fmt: skip
def test_true_namesakes_and_relatives_are_not_proposed(one: PersonFacts, other: PersonFacts) -> None:
    assert proposed(people(one, other)) == []


def groups(*facts: GroupFacts) -> RegistryFacts:
    names = ("Genitori Alloro", "Amici del parco", "Orto dei vicini", "Comitato Alloro", "Amici dell’orto")
    others = [GroupFacts(id=f"x{n}{m}", name=f"{name} {m}") for n, name in enumerate(names) for m in range(4)]
    return RegistryFacts("group", groups=(*facts, *others))


def group(number: int, name: str, **facts: object) -> GroupFacts:
    return GroupFacts(id=f"g{number}", name=name, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Associazione Genitori Alloro", "Ass. Genitori Alloro A.P.S."),
        ("Comitato dell'Orto d’Alloro", "Orto Alloro Comitato"),
        ("Amici del parco", "AMICI DEL PRACO"),
    ],
)
def test_one_group_written_twice(one: str, other: str) -> None:
    mails = {"mails": ("gruppo@example.org",)}
    assert proposed(groups(group(1, one, **mails), group(2, other, **mails))) == [{"g1", "g2"}]


def test_true_namesakes_among_groups_are_not_proposed() -> None:
    one = group(1, "Amici del parco", district=2, mails=("due@example.org",))
    other = group(2, "Ass. Amici del Parco", district=7, mails=("sette@example.org",))
    assert proposed(groups(one, other)) == []
    kinds = {"group_kind": GroupKind.COOPERATIVE}, {"group_kind": GroupKind.COMMITTEE}
    assert (
        proposed(groups(group(1, "Circoscrizione 3", **kinds[0]), group(2, "Circoscrizione 4", **kinds[1])))
        == []
    )


def test_reasons_are_told_weightiest_first_and_what_speaks_against_too() -> None:
    one = group(1, "Associazione Orto dei vicini", mails=("orto@example.org",), phones=("011555123",))
    other = group(2, "Orto dei Vicini", mails=("Orto@example.org",), phones=("011555124",))
    (likeness,) = concerning(RegistryMatcher().likely(groups(one, other)), {"g1"})
    assert [reason.trait for reason in likeness.reasons] == [
        Trait.SAME_BUT_FORM,
        Trait.SAME_MAIL,
        Trait.OTHER_PHONE,
    ]
    assert [reason.detail for reason in likeness.reasons[:2]] == ["associazione", "orto@example.org"]
    assert 0.5 < likeness.score <= 1


def test_places_by_address_and_by_where_they_lie() -> None:
    one = PlaceFacts(id="l1", name="Giardino Alloro", address="Via Alloro 3", city="Torino")
    other = PlaceFacts(id="l2", name="giardino alloro", address="v. Alloro, 3", city="Torino")
    assert proposed(RegistryFacts("place", places=(one, other))) == [{"l1", "l2"}]
    far = [
        PlaceFacts(id=i, name="Campetto", latitude=45.0 + n / 50, longitude=7.6)
        for n, i in enumerate(("l1", "l2"))
    ]
    assert proposed(RegistryFacts("place", places=tuple(far))) == []


def test_what_was_told_apart_is_not_proposed_again_but_can_be_compared() -> None:
    one, other = person(1, "Mario", phones=("3471234567",)), person(2, "Mario", phones=("3471234567",))
    facts = people(one, other)
    apart = RegistryFacts("person", people=facts.people, apart=frozenset({("p1", "p2")}))
    assert proposed(apart) == []
    compared = RegistryMatcher().compare(apart, "p2", "p1")
    assert compared is not None
    assert (compared.first_id, compared.second_id) == ("p1", "p2")
    assert RegistryMatcher().compare(apart, "p1", "p9") is None


def test_a_key_that_everybody_has_makes_no_pairs() -> None:
    assert pairs([["all"]] * 100) == []
    assert pairs([["all", "a"], ["all", "a"], ["b"]]) == [(0, 1)]


def pairs(keys, among=None):
    index = KeyIndex()
    for own in keys:
        index.add(own)
    index.close(lambda: None)
    return [(i, j) for i, others in index.pairs(among) for j in others]


def test_pairs_are_those_that_share_a_key_whatever_the_size() -> None:
    chance = random.Random(3)
    keys = [[("k", str(chance.randrange(700))) for _ in range(chance.randrange(6))] for _ in range(900)]
    wanted = [(i, j) for i, j in combinations(range(900), 2) if set(keys[i]) & set(keys[j])]
    assert pairs(keys) == wanted
    among = set(range(0, 900, 7))
    about = pairs(keys, among)
    assert len(about) == len(set(about))
    assert {(min(pair), max(pair)) for pair in about} == {
        pair for pair in wanted if not among.isdisjoint(pair)
    }
    assert len(about) == len({(min(pair), max(pair)) for pair in about})


def test_a_registry_read_part_by_part_has_the_same_doubles_and_can_be_stopped() -> None:
    made = corpus(11, 600)
    steps: list[int] = []
    for kind in KINDS:
        whole = made.facts(kind)
        search = RegistryMatcher().search(kind)
        for start in range(0, len(whole), 70):
            search.add(part_of(whole, start, start + 70), partial(steps.append, 1))
        assert search.found(partial(steps.append, 1)) == RegistryMatcher().likely(whole)
        assert len(steps) > len(whole)
        steps.clear()
        with pytest.raises(Stopped):
            RegistryMatcher().search(kind).add(whole, stop)


class Stopped(Exception):
    """Somebody asked to stop."""


def stop() -> None:
    raise Stopped


def part_of(whole: RegistryFacts, start: int, end: int) -> RegistryFacts:
    return replace(
        whole, people=whole.people[start:end], groups=whole.groups[start:end], places=whole.places[start:end]
    )


def test_of_two_records_alone_it_is_not_said_that_their_name_is_rare() -> None:
    both = people(person(1, "Mario", "Zorzi"), person(2, "Mario", "Zorzi"))
    traits = {reason.trait for reason in RegistryMatcher().compare(both, "p1", "p2").reasons}
    assert Trait.RARE_NAME in traits
    alone = replace(both, is_part=True)
    traits = {reason.trait for reason in RegistryMatcher().compare(alone, "p1", "p2").reasons}
    assert Trait.RARE_NAME not in traits


def test_a_made_up_registry_is_cleaned_as_well_as_promised() -> None:
    """Seed and size are used nowhere else. The figures of 5,000 records: `python -m bench duplicates`."""
    made = corpus(7_391, 2000)
    total = Figures(0, 0, 0)
    for kind in KINDS:
        total += figures(made, kind, found_pairs(made, kind))
    assert total.true > 200
    assert made.namesakes > 60
    assert total.precision >= 0.97
    assert total.recall >= 0.92


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_is_shown_as_double_is_asked_about_before_it_is_written(kind: str) -> None:
    whole = corpus(7_392, 600).facts(kind)
    ids = [fact.id for fact in (*whole.people, *whole.groups, *whole.places)]
    shown = {(one.first_id, one.second_id) for one in RegistryMatcher().likely(whole)}
    asked = {(one.first_id, one.second_id) for one in RegistryMatcher().worth_asking(whole, ids)}
    assert shown
    assert shown <= asked
    some = frozenset(ids[::2])
    half = {(one.first_id, one.second_id) for one in RegistryMatcher().worth_asking(whole, some)}
    assert half == {pair for pair in asked if not some.isdisjoint(pair)}


def test_asking_stops_at_a_tick() -> None:
    with pytest.raises(Stopped):
        RegistryMatcher().worth_asking(people(person(1, "Mario")), ["p1"], stop)


WORDS = st.sampled_from(("Orto", "Giardino", "Alloro", "Fleming", "Picco", "dei", "3"))
CADASTRE = st.sampled_from(("", "F. 1200 p. 4", "f 1200 p 4"))
DEGREES = st.sampled_from((None, 7.6, 7.6001, 7.7))


@st.composite
def a_place(draw: st.DrawFn, entity_id: str) -> PlaceFacts:
    street, number = (
        draw(st.sampled_from(("", "via Picco", "c.so Alloro"))),
        draw(st.sampled_from(("", " 4", " 7"))),
    )
    return PlaceFacts(
        id=entity_id,
        name=" ".join(draw(st.lists(WORDS, max_size=3))),
        address=street + number,
        city="",
        district=draw(st.sampled_from((None, 3, 6))),
        cadastre=draw(CADASTRE),
        latitude=draw(DEGREES),
        longitude=draw(DEGREES),
    )


@settings(max_examples=500, deadline=None)
@given(a_place("a"), a_place("b"))
def test_what_is_passed_over_as_hopeless_would_never_be_told(one: PlaceFacts, other: PlaceFacts) -> None:
    places = Places()
    places.add(one)
    places.add(other)
    reasons = places.reasons(0, 1)
    told = sum(reason.points for reason in reasons) >= THRESHOLD or places.is_worth_asking(reasons)
    assert not (told and places.is_hopeless(0, 1))
