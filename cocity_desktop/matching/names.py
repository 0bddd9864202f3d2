"""How alike two words are, by what people mistype: one letter more, less, other or swapped with the next."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_ESTABLISHED: Final = 3
"""A word that so many records have is written right: another one a letter away that is common too is another word."""
_COUNTED: Final = _ESTABLISHED + 1
"""Nobody asks whether a word is there more often than this: it is rare up to three, established from three on."""
_EVERY: Final = 500
"""Words between two steps: less than a millisecond."""
_LONG: Final = 8
_SHORT: Final = 4


class Words:
    """How common each word is among the records compared: what is common tells little, and is no typing error."""

    def __init__(self) -> None:
        self._count: Counter[str] = Counter()
        self.records = 0

    def add(self, words: Iterable[str]) -> None:
        """Those of one more record."""
        self.records += 1
        self._count.update(set(words))

    def take(self, words: Iterable[str]) -> None:
        """Those of a record that is not there any more."""
        self.records -= 1
        self._count.subtract(set(words))

    def standing(self, pace: Callable[[], object]) -> dict[str, tuple[int, float]]:
        """Of every word what its telling depends on: how often it is there as far as that matters, and its weight."""
        told = {}
        for number, (word, count) in enumerate(self._count.items()):
            if number % _EVERY == 0:
                pace()
            if count:
                told[word] = (min(count, _COUNTED), self.weight(word))
        return told

    def count(self, word: str) -> int:
        return self._count[word]

    def weight(self, word: str) -> float:
        """From 1 for a word of one record down to 0.15 for one that half of them have."""
        share = self._count[word] / max(self.records, 1)
        if share <= 0.002 or self._count[word] <= 2:
            return 1.0
        return 0.6 if share <= 0.01 else 0.35 if share <= 0.05 else 0.15

    def may_be_typed_for(self, one: str, other: str) -> bool:
        """Whether one word may be the other with a slip. Two common words are two words; so are Paolo and Paola."""
        if one == other:
            return True
        longest = max(len(one), len(other))
        if min(len(one), len(other)) < _SHORT or one.isdigit() or other.isdigit():
            return False
        if min(self._count[one], self._count[other]) >= _ESTABLISHED:
            return False
        if one[:-1] == other[:-1] and one[-1] in "aeio" and other[-1] in "aeio":
            return False
        allowed = 2 if longest >= _LONG else 1
        return OSA.distance(one, other, score_cutoff=allowed) <= allowed
