"""What is said in a meeting, as a hand types it. The standard library only: the peer's interpreter reads it too."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

_BEGINNINGS = (
    "Il cancello",
    "La chiave",
    "La cisterna",
    "Il mercoledì",
    "Un attrezzo",
    "L’orto",
    "Il Comune",
)
_ENDS = (
    "resta qui",
    "va contato",
    "si vede poi",
    "non basta più",
    "tocca ai vicini",
    "chiude tardi",
    "è in ordine",
)


def sentences(chance: random.Random, letters: int = 0) -> Iterator[str]:
    """Lines of a meeting, each unlike any other, 20 to 40 letters, or longer ones of at least `letters`."""
    number = chance.randrange(1000, 9000)
    while True:
        number += 1
        words = f"{_clause(chance)} ({number})"
        while len(words) < letters:
            words += f", {_clause(chance)}"
        yield words


def _clause(chance: random.Random) -> str:
    return f"{chance.choice(_BEGINNINGS)} {chance.choice(_ENDS)}"
