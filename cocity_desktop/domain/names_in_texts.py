"""Which names of people may stand in some texts: letters as they are compared, and words that names are made of."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_APOSTROPHES = "'’‘`´"
_WORD = re.compile(r"\w+")
_WITH_APOSTROPHES = re.compile(r"[\w']+")
_MOST_PARTS = 12
"""Parted by apostrophes, of one word of a name."""


class NamesIn:
    """Which names some texts may have: of 100,000 names a mask needs those alone, and is made at once of them.

    `words` are those that a name in the texts may be made of, without capitals, accents and apostrophes.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts: dict[str, set[int]] = {}
        for number, text in enumerate(set(texts)):
            for word in _words_of_text(text):
                self._texts.setdefault(word, set()).add(number)
        self.words = self._texts.keys()

    def may_have(self, name: str) -> bool:
        """True for every name that a NameMask of it would find in one of the texts, and for few others."""
        return len(name.split()) > 1 and self.have_words(name)

    def have_words(self, name: str) -> bool:
        """Whether one of the texts has all words of a name, be it of one word."""
        found = [self._texts.get(part, set()) for word in name.split() for part in _words_of_name(word)]
        return not found or bool(set.intersection(*found))


def _words_of_text(text: str) -> Iterable[str]:
    """Words, and what those parted by apostrophes are together: a name may begin after one, and be said without its own.

    «dell’D’Amico» is dell, d, amico, delld, damico, delldamico.
    """
    for piece in _WITH_APOSTROPHES.findall(folded_letters(text)[0]):
        parts = [part for part in piece.split("'") if part]
        for start in range(len(parts)):
            for end in range(start + 1, min(len(parts), start + _MOST_PARTS) + 1):
                yield "".join(parts[start:end])


def _words_of_name(word: str) -> list[str]:
    """Of one word of a name: «D’Amico» is damico, «Al-Fayed» al and fayed."""
    plain, _places = folded_letters(unicodedata.normalize("NFC", word))
    return _WORD.findall(plain.replace("'", ""))


def folded_letters(text: str) -> tuple[str, list[int]]:
    """The letters of `text` without capitals and accents, and where in it each of them stood."""
    letters, places = [], []
    for place, sign in enumerate(text):
        for letter in plain_letters(sign):
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


@lru_cache(maxsize=2_048)
def plain_letters(sign: str) -> str:
    """One sign without its capitals and accents; apostrophes are all one."""
    if sign in _APOSTROPHES:
        return "'"
    parts = unicodedata.normalize("NFKD", sign.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
