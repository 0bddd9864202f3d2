"""A made-up registry with doubles as people make them, and with true namesakes, both known: what a matcher is measured on.

It knows nothing of the matcher: its names, nicknames and habits of writing are its own (`duplicate_tables`). One seed, one
corpus. A double is a second record of the same person, group or place, made later by somebody else: it is written
otherwise, knows less, and something in it may have changed since.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from bench.duplicate_groups import GroupsWriting
from bench.duplicate_people import PeopleWriting
from bench.duplicate_places import PlacesWriting
from bench.duplicate_writing import Pair
from cocity_desktop.application.likeness import GroupFacts, PersonFacts, PlaceFacts, RegistryFacts


@dataclass
class Corpus:
    """Records by kind, and the pairs that are one."""

    people: list[PersonFacts] = field(default_factory=list)
    groups: list[GroupFacts] = field(default_factory=list)
    places: list[PlaceFacts] = field(default_factory=list)
    true: dict[str, set[Pair]] = field(
        default_factory=lambda: {"person": set(), "group": set(), "place": set()}
    )
    namesakes: int = 0

    def facts(self, kind: str) -> RegistryFacts:
        """What the matcher is given."""
        if kind == "person":
            return RegistryFacts(kind, people=tuple(self.people))
        if kind == "group":
            return RegistryFacts(kind, groups=tuple(self.groups))
        return RegistryFacts(kind, places=tuple(self.places))


def corpus(seed: int, size: int = 5000) -> Corpus:
    """`size` records: half of them people, three in ten groups, the rest places."""
    made = Corpus()
    writer = _Writer(Random(seed))
    writer.groups(made, size * 3 // 10)
    writer.people(made, size // 2)
    writer.places(made, size - size // 2 - size * 3 // 10)
    return made


class _Writer(PeopleWriting, GroupsWriting, PlacesWriting):
    """All of it, from one source of chance."""
