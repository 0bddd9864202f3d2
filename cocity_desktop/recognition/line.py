"""A typed line made plain: no capitals, no accents, single spaces; every place still known in the original.

Rules read the plain text and say places in it. Only `Line.part_of` knows how both relate, so that an accent typed as a
mark of its own, as some keyboards do, moves nothing.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cocity_desktop.application.recognition import Part

APOSTROPHES = "’‘ʼ´`′"
DASHES = "‐‑‒–—−"
_GIVES = re.compile(r"(?<!\w)[dD](?:[àÀ]|[aA]\u0300|[aA][’'`´](?!\w))(?!\w)")
"""The one word whose accent is kept: "dà" gives what "da" comes from."""
_ACCENT_BESIDE = re.compile(rf"(?<=\w[aeiouAEIOU])['{APOSTROPHES}](?!\w)")
"""An accent typed as an apostrophe ("meta' aprile", "sara'"): a letter and a vowel before it, no letter after."""


@lru_cache(maxsize=4096)
def fold_character(character: str) -> str:
    """One plain character, or "" for a mark that belongs to the one before it."""
    if character in APOSTROPHES:
        return "'"
    if character in DASHES:
        return "-"
    if character.isspace():
        return " "
    if unicodedata.combining(character):
        return ""
    return unicodedata.normalize("NFD", character)[0].lower()[0]


def fold(text: str) -> str:
    """`text` as rules read it: "Già l’Università" is "gia l'universita"."""
    return "".join(map(fold_character, text))


class Line:
    """`plain` is what rules read; `typed` is what was written."""

    __slots__ = ("_places", "plain", "typed")

    def __init__(self, typed: str) -> None:
        plain: list[str] = []
        places: list[int] = []
        beside = {found.start() for found in _ACCENT_BESIDE.finditer(typed)}
        for place, character in enumerate(typed):
            folded = "" if place in beside else fold_character(character)
            if folded and not (folded == " " and plain[-1:] == [" "]):
                plain.append(folded)
                places.append(place)
        self.typed = typed
        self.plain = "".join(plain)
        self._places = (*places, len(typed))
        for gives in _GIVES.finditer(typed):
            self._keep_accent(gives.start() + 1)

    def _keep_accent(self, place: int) -> None:
        at = bisect_left(self._places, place)
        self.plain = f"{self.plain[:at]}à{self.plain[at + 1 :]}"

    def typed_text(self, start: int, end: int) -> str:
        """What was written between two places of `plain`, with single spaces."""
        return " ".join(self.typed[self._places[start] : self._places[end]].split())

    def is_capital(self, place: int) -> bool:
        """Whether the character at a place of `plain` was written as a capital."""
        return self.typed[self._places[place]].isupper()

    def part_of(self, part: Part) -> Part:
        """The same part, placed in `typed`."""
        return replace(part, start=self._places[part.start], end=self._places[part.end])
