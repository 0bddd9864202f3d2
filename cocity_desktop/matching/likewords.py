"""How alike two names of several words are: matched word by word, each weighing what it tells."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.matching.names import Words


def alikeness(common: Words, one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """From 0 to 1. A word left out costs what it tells; numbers that differ make two names («Circoscrizione 3», «4»)."""
    if _numbers(one) != _numbers(other):
        return 0.0
    free, matched, spare = list(other), 0.0, 0.0
    for word in one:
        found = _partner(common, word, free)
        if found is None:
            spare += common.weight(word)
            continue
        free.remove(found)
        matched += max(common.weight(word), common.weight(found)) * (1.0 if word == found else 0.92)
    spare += sum(common.weight(word) for word in free)
    return matched / (matched + spare) if matched else 0.0


@lru_cache(maxsize=65_536)
def _numbers(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for word in words if word.isdigit())


def _partner(common: Words, word: str, free: Sequence[str]) -> str | None:
    """The same word, else one that it may be typed for, else one that it is short for."""
    if word in free:
        return word
    typed = next((other for other in free if common.may_be_typed_for(word, other)), None)
    return typed or next(
        (other for other in free if _is_short_for(word, other) or _is_short_for(other, word)), None
    )


def _is_short_for(short: str, full: str) -> bool:
    return len(short) >= 3 and len(full) >= len(short) + 2 and full.startswith(short)
