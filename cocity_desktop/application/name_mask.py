"""Names of people in words that others will see: the room's screen and public copies show initials in their place."""

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


class NameMask:
    """Full names become initials: in any order of their words, whatever the capitals, accents and apostrophes.

    A name of one word stays: said alone, it names nobody to a passer-by.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._initials: dict[str, str] = {}
        forms: set[str] = set()
        for name in names:
            words = name.split()
            for turn in range(len(words) if len(words) > 1 else 0):
                form = " ".join((*words[turn:], *words[:turn]))
                forms.add(form)
                self._initials.setdefault(folded_name(form), initials(name))
        pattern = "|".join(_loose(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
        self._pattern = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") if pattern else None

    def __call__(self, text: str) -> str:
        """`text` with initials in place of the names."""
        if self._pattern is None:
            return text
        plain, places = _folded(text)
        out, done = [], 0
        for found in self._pattern.finditer(plain):
            # Found by its letters without accents, taken out of the text as it was typed.
            start, end = places[found.start()], places[found.end() - 1] + 1
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            out += [text[done:start], self._initials.get(folded_name(found[0]), "…")]
            done = end
        return "".join((*out, text[done:]))


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
        words = name.split()
        if len(words) < 2:
            return False
        found = [self._texts.get(part, set()) for word in words for part in _words_of_name(word)]
        return not found or bool(set.intersection(*found))


def _words_of_text(text: str) -> Iterable[str]:
    """Words, and what those parted by apostrophes are together: a name may begin after one, and be said without its own.

    «dell’D’Amico» is dell, d, amico, delld, damico, delldamico.
    """
    for piece in _WITH_APOSTROPHES.findall(_folded(text)[0]):
        parts = [part for part in piece.split("'") if part]
        for start in range(len(parts)):
            for end in range(start + 1, min(len(parts), start + _MOST_PARTS) + 1):
                yield "".join(parts[start:end])


def _words_of_name(word: str) -> list[str]:
    """Of one word of a name: «D’Amico» is damico, «Al-Fayed» al and fayed."""
    plain, _places = _folded(unicodedata.normalize("NFC", word))
    return _WORD.findall(plain.replace("'", ""))


def initials(name: str) -> str:
    """«A. E.» for «Ada Esempio»."""
    return " ".join(f"{word[0]}." for word in name.split())


def folded_name(name: str) -> str:
    """To compare names: no capitals, accents, apostrophes, commas; one space between words."""
    plain, _places = _folded(name)
    return " ".join(plain.replace("'", "").replace(",", " ").split())


def _folded(text: str) -> tuple[str, list[int]]:
    """The letters of `text` without capitals and accents, and where in it each of them stood."""
    letters, places = [], []
    for place, sign in enumerate(text):
        for letter in _plain(sign):
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


@lru_cache(maxsize=2_048)
def _plain(sign: str) -> str:
    if sign in _APOSTROPHES:
        return "'"
    parts = unicodedata.normalize("NFKD", sign.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _loose(name: str) -> str:
    """A pattern for the words of `name` with any space between them, or a comma before it."""
    return r"\s*,?\s+".join(_loose_word(word) for word in unicodedata.normalize("NFC", name).split())


def _loose_word(word: str) -> str:
    return "".join(_loose_sign(sign) for sign in word)


def _loose_sign(sign: str) -> str:
    """An apostrophe may be left out, and stand for an accent («Nicolo'»)."""
    plain = _plain(sign)
    if plain == "'":
        return "'?"
    return re.escape(plain) + ("'?" if plain != sign.casefold() else "")
