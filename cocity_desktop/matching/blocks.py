"""Which pairs are worth comparing: records that share a key. All pairs of 100,000 people would be five thousand million."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator
    from collections.abc import Set as AbstractSet

_LARGEST: Final = 60
"""Records with one key above which the key says nothing (a switchboard, «Mario Rossi» in a city); others still speak."""


def candidates(
    keys: Iterable[Iterable[Hashable]], among: AbstractSet[int] | None = None
) -> Iterator[tuple[int, int]]:
    """Pairs of positions that share a key, each once; with `among`, those of which at least one is in it."""
    holders: dict[Hashable, list[int]] = defaultdict(list)
    for position, own in enumerate(keys):
        for key in set(own):
            holders[key].append(position)
    seen: set[tuple[int, int]] = set()
    for members in holders.values():
        if 1 < len(members) <= _LARGEST and (among is None or not among.isdisjoint(members)):
            for pair in combinations(members, 2):
                if pair not in seen and (among is None or pair[0] in among or pair[1] in among):
                    seen.add(pair)
                    yield pair


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
