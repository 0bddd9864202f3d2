"""The matcher behind `application.likeness.Matcher`: pairs that share a key, scored by reasons that can be said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from cocity_desktop.application.likeness import Likeness, Reason, RegistryFacts
from cocity_desktop.matching import groups, people, places
from cocity_desktop.matching.blocks import candidates

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from cocity_desktop.application.likeness import GroupFacts, PersonFacts, PlaceFacts
    from cocity_desktop.domain.entity import EntityId


_EVERY: Final = 250
"""Records between two ticks."""


class _Kind(Protocol):
    @property
    def facts(self) -> Sequence[PersonFacts | GroupFacts | PlaceFacts]: ...

    def keys(self, i: int, /) -> Iterator[tuple[str, ...]]: ...

    def reasons(self, i: int, j: int, /) -> list[Reason]: ...

    def is_worth_asking(self, reasons: Sequence[Reason], /) -> bool: ...


class RegistryMatcher:
    """`application.likeness.Matcher`."""

    def likely(self, facts: RegistryFacts) -> list[Likeness]:
        kind, threshold = _of_kind(facts)
        found = []
        for i, j in candidates([list(kind.keys(i)) for i in range(len(kind.facts))]):
            reasons = kind.reasons(i, j)
            if sum(reason.points for reason in reasons) < threshold:
                continue
            if _pair(kind, i, j) not in facts.apart:
                found.append(_likeness(facts.kind, kind, (i, j), reasons))
        return sorted(found, key=lambda one: (-one.score, one.first_name, one.first_id, one.second_id))

    def worth_asking(
        self, facts: RegistryFacts, asked: Collection[EntityId], tick: Callable[[], object] = lambda: None
    ) -> list[Likeness]:
        kind, _threshold = _of_kind(facts)
        among = {i for i, fact in enumerate(kind.facts) if fact.id in asked}
        found = []
        for i, j in candidates(_ticking(kind, tick), among):
            reasons = kind.reasons(i, j)
            if kind.is_worth_asking(reasons) and _pair(kind, i, j) not in facts.apart:
                found.append(_likeness(facts.kind, kind, (i, j), reasons))
        return sorted(found, key=lambda one: (-one.score, one.first_name, one.first_id, one.second_id))

    def compare(self, facts: RegistryFacts, one: EntityId, other: EntityId) -> Likeness | None:
        kind, _threshold = _of_kind(facts)
        position = {fact.id: i for i, fact in enumerate(kind.facts)}
        if one not in position or other not in position:
            return None
        i, j = position[one], position[other]
        return _likeness(facts.kind, kind, (i, j), kind.reasons(i, j))


def _ticking(kind: _Kind, tick: Callable[[], object]) -> Iterator[Iterator[tuple[str, ...]]]:
    for i in range(len(kind.facts)):
        if i % _EVERY == 0:
            tick()
        yield kind.keys(i)


def _of_kind(facts: RegistryFacts) -> tuple[_Kind, int]:
    if facts.kind == "person":
        return people.People(facts.people), people.THRESHOLD
    if facts.kind == "group":
        return groups.Groups(facts.groups), groups.THRESHOLD
    return places.Places(facts.places), places.THRESHOLD


def _pair(kind: _Kind, i: int, j: int) -> tuple[EntityId, EntityId]:
    one, other = kind.facts[i].id, kind.facts[j].id
    return (one, other) if one < other else (other, one)


def _likeness(name: str, kind: _Kind, pair: tuple[int, int], reasons: list[Reason]) -> Likeness:
    """The older record first: it is the one that stays unless somebody chooses."""
    one, other = sorted((kind.facts[i] for i in pair), key=lambda fact: fact.id)
    points = sum(reason.points for reason in reasons)
    score = max(0.0, min(1.0, points / 125))
    ordered = tuple(sorted(reasons, key=lambda reason: -reason.points))
    return Likeness(name, one.id, other.id, _name(one), _name(other), score, ordered)


def _name(fact: PersonFacts | GroupFacts | PlaceFacts) -> str:
    given = getattr(fact, "given_name", None)
    return (
        f"{given} {getattr(fact, 'family_name', '')}".strip()
        if given is not None
        else str(getattr(fact, "name", ""))
    )
