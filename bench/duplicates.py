"""How well doubles are found, and how long it takes, beside plain token_set_ratio at its best threshold, in one run.

python -m bench duplicates            # the seed that is printed in the documentation
python -m bench.duplicates 1 --wrong  # the seed for development, with what was missed and what was wrong
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from bench.duplicate_corpus import Corpus, corpus
from cocity_desktop.application.likeness import PersonFacts
from cocity_desktop.matching.matcher import RegistryMatcher

if TYPE_CHECKING:
    from bench.duplicate_writing import Pair

DEVELOPMENT, PRINTED = 1, 391
KINDS = ("person", "group", "place")
PLAIN_FROM = 60


@dataclass(frozen=True)
class Figures:
    """Precision and recall of a set of pairs."""

    right: int
    found: int
    true: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.true

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.true)

    def __add__(self, other: Figures) -> Figures:
        return Figures(self.right + other.right, self.found + other.found, self.true + other.true)

    def __str__(self) -> str:
        return f"precision {self.precision:.3f}  recall {self.recall:.3f}  F1 {self.f1:.3f}"


def found_pairs(made: Corpus, kind: str) -> set[Pair]:
    return {(one.first_id, one.second_id) for one in RegistryMatcher().likely(made.facts(kind))}


def figures(made: Corpus, kind: str, found: set[Pair]) -> Figures:
    true = made.true[kind]
    return Figures(len(found & true), len(found), len(true))


def names(made: Corpus, kind: str) -> list[tuple[str, str]]:
    facts = made.facts(kind)
    rows = [(one.id, f"{one.given_name} {one.family_name}") for one in facts.people]
    rows += [(one.id, one.name) for one in facts.groups]
    return rows + [(one.id, one.name) for one in facts.places]


def plain_scores(made: Corpus, kind: str) -> list[tuple[float, bool]]:
    """Every pair by token_set_ratio of the names in small letters, and whether it is a double."""
    rows = [(i, name.lower()) for i, name in names(made, kind)]
    texts = [text for _, text in rows]
    true = made.true[kind]
    scored = []
    for n, (own, text) in enumerate(rows):
        close = process.extract(
            text, texts[n + 1 :], scorer=fuzz.token_set_ratio, score_cutoff=PLAIN_FROM, limit=None
        )
        for _, score, at in close:
            other = rows[n + 1 + at][0]
            scored.append((score, (min(own, other), max(own, other)) in true))
    return scored


def best_plain(made: Corpus) -> tuple[Figures, dict[str, int]]:
    """The best threshold of each kind by itself, by F1: more than one threshold for all would be given."""
    best, total = {}, Figures(0, 0, 0)
    for kind in KINDS:
        scored = plain_scores(made, kind)
        tried = []
        for threshold in range(PLAIN_FROM, 101):
            above = [right for score, right in scored if score >= threshold]
            tried.append((Figures(sum(above), len(above), len(made.true[kind])), threshold))
        figure, threshold = max(tried, key=lambda pair: pair[0].f1)
        best[kind], total = threshold, total + figure
    return total, best


def show_wrong(made: Corpus, kind: str, found: set[Pair]) -> None:
    facts = made.facts(kind)
    every: dict[str, object] = {one.id: one for one in facts.people}
    every |= {one.id: one for one in facts.groups}
    every |= {one.id: one for one in facts.places}
    for word, pairs in (("MISSED", made.true[kind] - found), ("WRONG", found - made.true[kind])):
        for a, b in sorted(pairs):
            likeness = RegistryMatcher().compare(replace(facts), a, b)
            reasons = likeness and [(reason.trait.value, reason.points) for reason in likeness.reasons]
            print(word, kind, reasons, every[a], every[b], sep="\n   ")


def many_people(size: int) -> float:
    """Seconds for `size` people, whose names are as common as in a city."""
    made = corpus(PRINTED, size * 2)
    facts = made.facts("person")
    assert isinstance(facts.people[0], PersonFacts)
    begun = time.perf_counter()
    found = RegistryMatcher().likely(facts)
    took = time.perf_counter() - begun
    print(f"{len(facts.people):>7} people: {took:6.2f} s, {len(found)} pairs proposed")
    return took


def main() -> None:
    seed = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else PRINTED
    made = corpus(seed)
    count = len(made.people) + len(made.groups) + len(made.places)
    doubles = sum(map(len, made.true.values()))
    print(
        f"Duplicates: {count} records, seed {seed}: {doubles} pairs that are one, {made.namesakes} true namesakes"
    )
    begun = time.perf_counter()
    found = {kind: found_pairs(made, kind) for kind in KINDS}
    took = time.perf_counter() - begun
    total = Figures(0, 0, 0)
    for kind in KINDS:
        one = figures(made, kind, found[kind])
        total += one
        print(f"  {kind:<8} {one}")
    print(f"  ours     {total}  in {took:.2f} s")
    begun = time.perf_counter()
    plain, thresholds = best_plain(made)
    print(
        f"  plain    {plain}  in {time.perf_counter() - begun:.2f} s  (token_set_ratio at its best: {thresholds})"
    )
    if "--wrong" in sys.argv:
        for kind in KINDS:
            show_wrong(made, kind, found[kind])
        return
    many_people(100_000)


if __name__ == "__main__":
    main()
