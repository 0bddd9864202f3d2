"""Articles and the prepositions that melt with them, by the sound that follows: il, lo, l’, della, agli, dall’."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cocity_desktop.domain.wording.lists import first_letter

_IMPURE = re.compile(r"(?:s[bcdfghklmnpqrtvwxz]|z|gn|pn|ps|x|y[aeiou]?|i[aeiou])")
"""How words begin that take lo and gli: s and a consonant, z, gn, ps, pn, x, y, i before a vowel."""
_VOWELS = "aeiouh"
_SPELT = "aefilmnorsx"
"""Letters whose names begin with a vowel: an acronym without vowels is spelt, «l’SPI»."""


@dataclass(frozen=True, slots=True)
class Form:
    """Gender and number of a noun."""

    feminine: bool = False
    plural: bool = False


def article(word: str, form: Form) -> str:
    """The definite article before `word`: «il », «lo », «l’», «la », «i », «gli », «le », with what parts them."""
    if form.feminine:
        return "le " if form.plural else "l’" if _opens_with_vowel(word) else "la "
    if _takes_lo(word):
        return "gli " if form.plural else "lo "
    if _opens_with_vowel(word):
        return "gli " if form.plural else "l’"
    return "i " if form.plural else "il "


def with_article(words: str, form: Form) -> str:
    """«il Comune di Torino», «l’Associazione», «gli Amici»."""
    return article(words, form) + words


_MELTED = {"di": "de", "a": "a", "da": "da", "in": "ne", "su": "su"}
_ENDS = {"il ": "l ", "lo ": "llo ", "l’": "ll’", "la ": "lla ", "i ": "i ", "gli ": "gli ", "le ": "lle "}


def with_preposition(preposition: str, determined: str) -> str:
    """`preposition` before words that begin with their article: «di», «l’Ufficio» → «dell’Ufficio»; «di il» never.

    Words without an article keep the bare preposition; «per», «con» and the like never melt.
    """
    for known, end in _ENDS.items():
        if determined.lower().startswith(known) and preposition in _MELTED:
            return _MELTED[preposition] + end + determined[len(known) :]
    return f"{preposition} {determined}"


def _takes_lo(word: str) -> bool:
    return bool(_IMPURE.match(_sound(word)))


def _opens_with_vowel(word: str) -> bool:
    return _sound(word)[:1] in tuple(_VOWELS)


def _sound(word: str) -> str:
    """How `word` begins when it is read aloud."""
    first = re.split(r"[\s’'(\[]", word.lstrip(" «“\"‘'([")[:40], maxsplit=1)[0]
    letters = "".join(character for character in first if character.isalpha())
    if 1 < len(letters) <= 5 and letters.isupper() and not re.search("[AEIOU]", letters):
        return "e" if letters[0].lower() in _SPELT else "t"  # spelt letter by letter
    return first_letter(letters) + letters[1:].lower()
