"""The matcher behind `application.likeness.Matcher`: pairs that share a key, scored by reasons that can be said."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, Protocol

from cocity_desktop.application.likeness import Likeness, Reason, RegistryFacts, Trait
from cocity_desktop.matching import groups, people, places
from cocity_desktop.matching.blocks import KeyIndex, speaks

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from cocity_desktop.application.likeness import GroupFacts, PersonFacts, PlaceFacts
    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.matching.names import Words


_EVERY: Final = 250
"""Records between two ticks."""


class _Kind(Protocol):
    @property
    def facts(self) -> Sequence[PersonFacts | GroupFacts | PlaceFacts]: ...

    def add(self, one: Any, /) -> None: ...

    def keys(self, i: int, /) -> Iterator[tuple[str, ...]]: ...

    def is_hopeless(self, i: int, j: int, /) -> bool: ...

    def reasons(self, i: int, j: int, /) -> list[Reason]: ...

    def take(self, i: int, /) -> None: ...

    def bags(self) -> tuple[Words, ...]: ...

    def words(self, i: int, /) -> tuple[str, ...]: ...

    def is_worth_asking(self, reasons: Sequence[Reason], /) -> bool: ...


class RegistryMatcher:
    """`application.likeness.Matcher`."""

    def likely(self, facts: RegistryFacts) -> list[Likeness]:
        search = self.search(facts.kind)
        search.add(facts, _at_once)
        return search.found(_at_once)

    def search(self, kind: str) -> RegistrySearch:
        return RegistrySearch(kind)

    def worth_asking(
        self, facts: RegistryFacts, asked: Collection[EntityId], tick: Callable[[], object] = lambda: None
    ) -> list[Likeness]:
        search = self.search(facts.kind)
        search.add(facts, _Every(tick))
        return search.worth_asking(asked)

    def compare(self, facts: RegistryFacts, one: EntityId, other: EntityId) -> Likeness | None:
        kind, _threshold = _of_kind(facts.kind)
        for fact in _all_of(facts):
            kind.add(fact)
        position = {fact.id: i for i, fact in enumerate(kind.facts)}
        if one not in position or other not in position:
            return None
        i, j = position[one], position[other]
        reasons = kind.reasons(i, j)
        if facts.is_part:  # how rare a name is shows among all of them
            reasons = [reason for reason in reasons if reason.trait is not Trait.RARE_NAME]
        return _likeness(facts.kind, kind, (i, j), reasons)


class RegistrySearch:
    """`application.likeness.DoublesSearch`."""

    def __init__(self, kind: str) -> None:
        self._name = kind
        self._kind, self._threshold = _of_kind(kind)
        self._index = KeyIndex()
        self._apart: set[tuple[EntityId, EntityId]] = set()
        self._last: list[Likeness] = []
        self._position: dict[EntityId, int] | None = None

    def add(self, facts: RegistryFacts, pace: Callable[[], object]) -> None:
        self._apart |= facts.apart
        for fact in _all_of(facts):
            self._kind.add(fact)
            self._index.add(self._kind.keys(len(self._kind.facts) - 1))
            pace()

    def found(self, pace: Callable[[], object]) -> list[Likeness]:
        self._last = self._found(self._is_likely, pace)
        return self._last

    def size(self) -> int:
        return len(self._kind.facts) if self._position is None else len(self._position)

    def _is_likely(self, reasons: Sequence[Reason]) -> bool:
        return sum(reason.points for reason in reasons) >= self._threshold

    def follow(
        self, changed: Collection[EntityId], facts: RegistryFacts, pace: Callable[[], object]
    ) -> list[Likeness]:
        """See `application.likeness.DoublesSearch.follow`."""
        kind, index = self._kind, self._index
        if self._position is None:
            self._position = {fact.id: i for i, fact in enumerate(kind.facts)}
        told = [bag.standing(pace) for bag in kind.bags()]
        old = [self._position.pop(one) for one in changed if one in self._position]
        held = {hashed: len(index.there(hashed)) for i in old for hashed in index.own(i)}
        for i in old:
            kind.take(i)
            index.take(i)
        new = []
        for fact in _all_of(facts):
            kind.add(fact)
            i = len(kind.facts) - 1
            index.add(kind.keys(i))
            self._position[fact.id] = i
            new.append(i)
            pace()
        again = {*new, *self._turned(held, new), *self._retold(told, pace), *self._reunited(facts.apart)}
        self._apart = set(facts.apart)
        self._last = self._again(again, {kind.facts[i].id for i in (*old, *again)}, pace)
        return self._last

    def _turned(self, held: dict[int, int], new: Sequence[int]) -> Iterator[int]:
        """Holders of a key that began to say something, or says nothing any more, since too many have it."""
        before = Counter(hashed for i in new for hashed in self._index.own(i))
        for hashed in {*held, *before}:
            there = self._index.there(hashed)
            was = held.get(hashed, len(there) - before[hashed])
            if speaks(was) != speaks(len(there)):
                yield from there

    def _retold(
        self, told: Sequence[dict[str, tuple[int, float]]], pace: Callable[[], object]
    ) -> Iterator[int]:
        """Records with a word that tells more or less than before: how common it is shows among all of them."""
        changed: set[str] = set()
        for before, bag in zip(told, self._kind.bags(), strict=True):
            now = bag.standing(pace)
            changed |= {word for word in before.keys() | now.keys() if before.get(word) != now.get(word)}
            pace()
        if not changed:
            return
        for i in (self._position or {}).values():
            if not changed.isdisjoint(self._kind.words(i)):
                yield i
            pace()

    def _reunited(self, apart: AbstractSet[tuple[EntityId, EntityId]]) -> Iterator[int]:
        """Whoever was told apart before, and is not now."""
        for pair in self._apart - apart:
            yield from ((self._position or {})[one] for one in pair if one in (self._position or {}))

    def _again(
        self, again: AbstractSet[int], dropped: AbstractSet[EntityId], pace: Callable[[], object]
    ) -> list[Likeness]:
        """What was found before, with whatever these records have to do with compared once more."""
        kind, seen = self._kind, set[tuple[int, int]]()
        found = [
            one
            for one in self._last
            if one.first_id not in dropped
            and one.second_id not in dropped
            and (one.first_id, one.second_id) not in self._apart
        ]
        for i in again:
            for j in self._index.partners(i):
                first, second = sorted((i, j), key=lambda one: kind.facts[one].id)
                if (first, second) in seen:
                    continue
                seen.add((first, second))
                reasons = kind.reasons(first, second)
                pace()
                if self._is_likely(reasons) and _pair(kind, i, j) not in self._apart:
                    found.append(_likeness(self._name, kind, (first, second), reasons))
            pace()
        return sorted(found, key=_order)

    def worth_asking(self, asked: Collection[EntityId]) -> list[Likeness]:
        """Pairs with at least one of `asked`."""
        among = {i for i, fact in enumerate(self._kind.facts) if fact.id in asked}
        return self._found(self._kind.is_worth_asking, _at_once, among)

    def _found(
        self,
        is_wanted: Callable[[Sequence[Reason]], bool],
        pace: Callable[[], object],
        among: AbstractSet[int] | None = None,
    ) -> list[Likeness]:
        kind, found = self._kind, []
        self._index.close(pace)
        for i, others in self._index.pairs(among):
            for j in others:
                pace()
                first, second = min(i, j), max(i, j)
                if kind.is_hopeless(first, second):
                    continue
                reasons = kind.reasons(first, second)
                if is_wanted(reasons) and _pair(kind, i, j) not in self._apart:
                    found.append(_likeness(self._name, kind, (first, second), reasons))
            pace()
        return sorted(found, key=_order)


class _Every:
    """Calls `tick` once in so many times."""

    def __init__(self, tick: Callable[[], object]) -> None:
        self._tick, self._count = tick, 0

    def __call__(self) -> None:
        if self._count % _EVERY == 0:
            self._tick()
        self._count += 1


def _order(one: Likeness) -> tuple[float, str, EntityId, EntityId]:
    return -one.score, one.first_name, one.first_id, one.second_id


def _at_once() -> None:
    """Nobody waits for anything else."""


def _all_of(facts: RegistryFacts) -> tuple[PersonFacts | GroupFacts | PlaceFacts, ...]:
    return (*facts.people, *facts.groups, *facts.places)


def _of_kind(kind: str) -> tuple[_Kind, int]:
    if kind == "person":
        return people.People(), people.THRESHOLD
    if kind == "group":
        return groups.Groups(), groups.THRESHOLD
    return places.Places(), places.THRESHOLD


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
