"""Names of people in words that others will see: the room's screen and public copies show initials in their place."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from cocity_desktop.domain.names_in_texts import folded_letters, plain_letters

if TYPE_CHECKING:
    from collections.abc import Iterable


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
        plain, places = folded_letters(text)
        out, done = [], 0
        for found in self._pattern.finditer(plain):
            # Found by its letters without accents, taken out of the text as it was typed.
            start, end = places[found.start()], places[found.end() - 1] + 1
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            out += [text[done:start], self._initials.get(folded_name(found[0]), "…")]
            done = end
        return "".join((*out, text[done:]))


def initials(name: str) -> str:
    """«A. E.» for «Ada Esempio»."""
    return " ".join(f"{word[0]}." for word in name.split())


def folded_name(name: str) -> str:
    """To compare names: no capitals, accents, apostrophes, commas; one space between words."""
    plain, _places = folded_letters(name)
    return " ".join(plain.replace("'", "").replace(",", " ").split())


def _loose(name: str) -> str:
    """A pattern for the words of `name` with any space between them, or a comma before it."""
    return r"\s*,?\s+".join(_loose_word(word) for word in unicodedata.normalize("NFC", name).split())


def _loose_word(word: str) -> str:
    return "".join(_loose_sign(sign) for sign in word)


def _loose_sign(sign: str) -> str:
    """An apostrophe may be left out, and stand for an accent («Nicolo'»)."""
    plain = plain_letters(sign)
    if plain == "'":
        return "'?"
    return re.escape(plain) + ("'?" if plain != sign.casefold() else "")
