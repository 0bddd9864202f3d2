"""Doubles followed through changes are those that a search of everything finds."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from cocity_desktop.application.likeness import GroupFacts, PersonFacts, PlaceFacts, RegistryFacts
from cocity_desktop.domain.registry import GroupKind
from cocity_desktop.matching import blocks
from cocity_desktop.matching.matcher import RegistryMatcher

FAMILIES = ("Rossi", "Rosi", "Bianchi", "Bianco", "D’Amico", "Damico", "Verdi", "Maria", "")
GIVEN = ("Maria", "Mario", "Maria Rosa", "Mariarosa", "Giuseppe", "Beppe", "M.", "Rossi", "Anna")
NAMES = ("Orti Lingotto", "Ass. Orti Lingotto", "Orti del Lingoto", "Amici Giardino", "Giardino Fleming APS",
         "Circolo Fleming", "Comitato Giardino Amici", "Orti", "Orti Fleming 3", "Orti Fleming 4")  # fmt: skip
PHONES = ("011 123456", "+39 011123456", "011 999999", "")
MAILS = ("a@x.it", "b@x.it", "")
ADDRESSES = ("via Po 3", "Via Po, 3", "via Alloro 5", "")


class Town:
    """Some records of one kind, changed at random."""

    def __init__(self, kind: str, seed: int) -> None:
        self.kind, self.chance = kind, random.Random(seed)
        self.records: dict[str, Any] = {}
        self.apart: set[tuple[str, str]] = set()
        self._number = 0
        for _ in range(self.chance.randint(2, 30)):
            self.add()

    def add(self) -> str:
        # Some come in with an id from before: another laptop wrote them.
        self._number += 1
        one = f"{self.chance.choice('abz')}{self._number:04}"
        self.records[one] = self.drawn(one)
        return one

    def drawn(self, one: str) -> Any:
        draw = self.chance.choice
        some = tuple(filter(None, [draw(PHONES)])), tuple(filter(None, [draw(MAILS)]))
        if self.kind == "person":
            return PersonFacts(
                id=one, given_name=draw(GIVEN), family_name=draw(FAMILIES), phones=some[0], mails=some[1],
                addresses=tuple(filter(None, [draw(ADDRESSES)])), groups=frozenset(self.chance.sample("xyz", 1)),
            )  # fmt: skip
        if self.kind == "group":
            return GroupFacts(
                id=one, name=draw(NAMES), group_kind=draw(list(GroupKind)), phones=some[0], mails=some[1],
                address=draw(ADDRESSES), people=frozenset(self.chance.sample("xyz", 1)),
            )  # fmt: skip
        return PlaceFacts(id=one, name=draw(NAMES), address=draw(ADDRESSES), district=draw((None, 1, 2)))

    def facts(self, ids: set[str] | None = None) -> RegistryFacts:
        chosen = tuple(self.records[one] for one in sorted(self.records) if ids is None or one in ids)
        plural = {"person": "people", "group": "groups", "place": "places"}[self.kind]
        return RegistryFacts(self.kind, apart=frozenset(self.apart), **{plural: chosen})  # type: ignore[arg-type]

    def change(self) -> set[str]:
        """Some records are new, others written, gone, back as they were, told apart or not any more."""
        touched = set()
        for _ in range(self.chance.randint(1, 3)):
            act = self.chance.choice(("add", "write", "go", "contact", "apart", "not apart"))
            some = sorted(self.records)
            if act == "add" or len(some) < 3:
                touched.add(self.add())
                continue
            one, other = self.chance.sample(some, 2)
            if act == "write":
                self.records[one] = self.drawn(one)
            elif act == "contact" and self.kind != "place":
                self.records[one] = replace(self.records[one], phones=self.records[other].phones)
            elif act == "go":
                del self.records[one]
            elif act == "apart":
                self.apart.add((min(one, other), max(one, other)))
                continue
            elif self.apart:
                self.apart.discard(self.chance.choice(sorted(self.apart)))
                continue
            touched.add(one)
        return touched


def whole(town: Town) -> list[Any]:
    return list(RegistryMatcher().likely(town.facts()))


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("kind", ["person", "group", "place"])
def test_what_is_followed_is_what_a_whole_search_finds(
    kind: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "_LARGEST", 3 + seed % 8)  # so that keys begin and cease to say something
    town = Town(kind, seed)
    search = RegistryMatcher().search(kind)
    search.add(town.facts(), lambda: None)
    assert search.found(lambda: None) == whole(town)
    for step in range(12):
        touched = town.change()
        followed = search.follow(touched, town.facts(touched), lambda: None)
        assert followed == whole(town), (kind, seed, step)


def test_a_change_compares_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not everything again: as many comparisons as the record has partners."""
    people = [
        PersonFacts(
            id=f"a{n:05}", given_name="Anna", family_name=f"Ro{n // 4:04}ssi", phones=(f"011 {n:06}",)
        )
        for n in range(2_000)
    ]
    search = RegistryMatcher().search("person")
    search.add(RegistryFacts("person", people=tuple(people)), lambda: None)
    before = search.found(lambda: None)
    compared = 0
    reasons = search._kind.reasons

    def counted(i: int, j: int) -> Any:
        nonlocal compared
        compared += 1
        return reasons(i, j)

    monkeypatch.setattr(search._kind, "reasons", counted)
    double = replace(people[1], phones=people[0].phones)
    after = search.follow({double.id}, RegistryFacts("person", people=(double,)), lambda: None)
    assert len(after) == len(before) + 1
    assert 0 < compared < 20
