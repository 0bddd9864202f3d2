"""Places that may be one: name, address, where they lie."""

from __future__ import annotations

from math import cos, hypot, radians
from typing import TYPE_CHECKING, Final

from cocity_desktop.application.likeness import PlaceFacts, Reason, Trait
from cocity_desktop.domain.contact_forms import address_form, same_address
from cocity_desktop.domain.naming import fold, proper_words
from cocity_desktop.matching.blocks import skeleton
from cocity_desktop.matching.likewords import alikeness
from cocity_desktop.matching.names import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cocity_desktop.domain.contact_forms import Address

THRESHOLD: Final = 70
_ASKED: Final = 40
"""Points of a name that is asked about before it is written, where nothing speaks against it."""
_METRES_A_DEGREE: Final = 111_195.0
_NEAR, _FAR = 60.0, 400.0


class Places:
    """Places, each made ready once for being compared in pairs."""

    def __init__(self) -> None:
        self.facts: list[PlaceFacts] = []
        self._names: list[tuple[str, ...]] = []
        self._addresses: list[Address] = []
        self._words = Words()

    def add(self, one: PlaceFacts) -> None:
        """Make one more ready."""
        self.facts.append(one)
        name = proper_words(one.name)
        self._names.append(name)
        self._addresses.append(address_form(one.address, fold(one.city) or "torino"))
        self._words.add(name)

    def take(self, i: int) -> None:
        """One is not there any more: its words are not counted."""
        self._words.take(self._names[i])

    def bags(self) -> tuple[Words, ...]:
        """The words that are counted."""
        return (self._words,)

    def words(self, i: int) -> tuple[str, ...]:
        """Words on whose number it depends what one is compared by."""
        return self._names[i]

    def keys(self, i: int) -> Iterator[tuple[str, ...]]:
        fact, name = self.facts[i], self._names[i]
        if self._addresses[i].name:
            yield ("address", self._addresses[i].key)
        if fact.cadastre:
            yield ("cadastre", fold(fact.cadastre))
        yield ("name", *sorted(name))
        sounds = sorted({skeleton(word) for word in name})
        yield from (("word", sound) for sound in sounds if len(sound) > 1)
        yield from (("pair", one, other) for n, one in enumerate(sounds) for other in sounds[n + 1 :])

    def is_hopeless(self, i: int, j: int) -> bool:
        """Whether no name could make one place of two: at two addresses, with nothing else that might be shared."""
        one, other = self.facts[i], self.facts[j]
        is_told = (one.cadastre and other.cadastre) or None not in (one.latitude, other.latitude)
        return not is_told and _at_odds(self._addresses[i], self._addresses[j])

    def reasons(self, i: int, j: int) -> list[Reason]:
        one, other = self.facts[i], self.facts[j]
        if one.city and other.city and fold(one.city) != fold(other.city):
            return []
        named = self._name(i, j)
        return [*named, *self._shared(i, j)] if named else []

    def is_worth_asking(self, reasons: Sequence[Reason]) -> bool:
        """Whether a name should be asked about before a second one of it is written."""
        points = sum(reason.points for reason in reasons)
        return points >= THRESHOLD or (points >= _ASKED and all(reason.points > 0 for reason in reasons))

    def _name(self, i: int, j: int) -> list[Reason]:
        one, other = self._names[i], self._names[j]
        if one == other:
            return [Reason(Trait.SAME_NAME, 50), *self._rare(i)]
        if len(one) == len(other) and sorted(one) == sorted(other):
            return [Reason(Trait.SAME_WORDS, 48), *self._rare(i)]
        alike = alikeness(self._words, one, other)
        return [Reason(Trait.SIMILAR_NAME, round(50 * alike) - 8)] if alike >= 0.55 else []

    def _rare(self, i: int) -> list[Reason]:
        rare = any(self._words.count(word) <= 2 for word in self._names[i])
        return [Reason(Trait.RARE_NAME, 22)] if rare else []

    def _shared(self, i: int, j: int) -> Iterator[Reason]:
        one, other = self.facts[i], self.facts[j]
        mine, theirs = self._addresses[i], self._addresses[j]
        if same_address(mine, theirs):
            yield Reason(Trait.SAME_ADDRESS, 35 if mine.number else 25)
        elif _at_odds(mine, theirs):
            yield Reason(Trait.OTHER_ADDRESS, -25)
        if one.cadastre and fold(one.cadastre) == fold(other.cadastre):
            yield Reason(Trait.SAME_CADASTRE, 40)
        metres = _metres(one, other)
        if metres is not None and metres <= _NEAR:
            yield Reason(Trait.NEAR, 30, str(round(metres)))
        elif metres is not None and metres >= _FAR:
            yield Reason(Trait.FAR, -60, str(round(metres)))
        if one.district and other.district and one.district != other.district:
            yield Reason(Trait.OTHER_DISTRICT, -25)


def _at_odds(one: Address, other: Address) -> bool:
    """Whether two addresses are said well enough to be two."""
    if not one.name or not other.name or same_address(one, other):
        return False
    return one.name[-1] != other.name[-1] or bool(one.number and other.number)


def _metres(one: PlaceFacts, other: PlaceFacts) -> float | None:
    """On the flat, which is exact enough within a city."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    north = (one.latitude - other.latitude) * _METRES_A_DEGREE
    east = (one.longitude - other.longitude) * _METRES_A_DEGREE * cos(radians(one.latitude))
    return hypot(north, east)
