"""Which pairs are worth comparing: records that share a key. All pairs of 100,000 people would be five thousand million.

Of a key eight bytes are kept: a hash of it, and the number of the record. A million keys take eight megabytes, and what is
remembered of those that several share not much more.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator
    from collections.abc import Set as AbstractSet

_LARGEST: Final = 60
"""Records with one key above which the key says nothing (a switchboard, «Mario Rossi» in a city); others still speak."""

_POSITION: Final = 24
"""Bits for the number of a record: sixteen million. Two keys of one hash only bring a pair that is looked at in vain."""
_HASH: Final = (1 << 40) - 1
_SHELVES: Final = 256
"""Each is sorted by itself, in less than a millisecond: nobody who draws a window waits for it."""


class KeyIndex:
    """Records by their keys: `add` all of them, `close` once, then ask for the `pairs`.

    Afterwards it can follow what changes: a record that changed is `take`n out, and comes in under a new number.
    """

    def __init__(self) -> None:
        self._shelves = [array("Q") for _ in range(_SHELVES)]
        self._own = array("Q")
        self._starts = array("Q", [0])
        self._shared: set[int] = set()
        self._late: dict[int, list[int]] | None = None
        self._gone: set[int] = set()

    def add(self, keys: Iterable[Hashable]) -> None:
        """The keys of the next record."""
        position = len(self._starts) - 1
        for hashed in {hash(key) & _HASH for key in keys}:
            self._own.append(hashed)
            if self._late is not None:
                self._late.setdefault(hashed, []).append(position)
            else:
                self._shelves[hashed % _SHELVES].append(hashed << _POSITION | position)
        self._starts.append(len(self._own))

    def close(self, pace: Callable[[], object]) -> None:
        """Make it ready to be asked. `pace` is called between two steps, here and below."""
        for number, shelf in enumerate(self._shelves):
            self._shelves[number] = array("Q", sorted(shelf))
            held = Counter(value >> _POSITION for value in shelf)
            self._shared.update(hashed for hashed, count in held.items() if speaks(count))
            pace()
        self._late = {}

    def take(self, position: int) -> None:
        """This record is not there any more."""
        self._gone.add(position)

    def own(self, position: int) -> frozenset[int]:
        """The hashes of a record's keys."""
        return frozenset(self._own[self._starts[position] : self._starts[position + 1]])

    def there(self, hashed: int) -> list[int]:
        """All records with a key that are there now, however many."""
        shelf, first = self._shelves[hashed % _SHELVES], hashed << _POSITION
        start = bisect_left(shelf, first)
        end = bisect_left(shelf, first + (1 << _POSITION), start)
        found = (*(value - first for value in shelf[start:end]), *(self._late or {}).get(hashed, ()))
        return [one for one in found if one not in self._gone]

    def partners(self, position: int) -> set[int]:
        """The records that share with this one a key that says something."""
        holders = (self.there(hashed) for hashed in self.own(position))
        return {one for some in holders if speaks(len(some)) for one in some} - {position}

    def pairs(self, among: AbstractSet[int] | None = None) -> Iterator[tuple[int, list[int]]]:
        """Each record with those after it that share a key with it; each of `among`, with whatever others."""
        for position, (start, end) in enumerate(pairwise(self._starts)):
            if among is not None and position not in among:
                continue
            shared = self._shared.intersection(self._own[start:end])
            found = {other for hashed in shared for other in self._holders(hashed)}
            asked = range(position) if among is None else among  # a pair of two of them comes with the first
            yield (
                position,
                sorted(one for one in found if one > position or (one < position and one not in asked)),
            )

    def _holders(self, hashed: int) -> list[int]:
        """The records with a key."""
        shelf, first = self._shelves[hashed % _SHELVES], hashed << _POSITION
        start = bisect_left(shelf, first)
        end = bisect_left(shelf, first + (1 << _POSITION), start, min(start + _LARGEST + 1, len(shelf)))
        return [value - first for value in shelf[start:end]]


def speaks(holders: int) -> bool:
    """Whether a key that so many records have brings them together."""
    return 1 < holders <= _LARGEST


@lru_cache(maxsize=65_536)
def skeleton(word: str) -> str:
    """A word as it sounds, roughly: doubled letters once, no h, vowels after the first letter gone."""
    kept: list[str] = []
    for letter in (
        word.replace("ph", "f").replace("h", "").replace("j", "i").replace("y", "i").replace("k", "c")
    ):
        if not kept or (letter != kept[-1] and letter not in "aeiou"):
            kept.append(letter)
    return "".join(kept)
