"""Numbers as people write them: in figures, in Italian words, in English words."""

from __future__ import annotations

import re
from functools import lru_cache

_ITALIAN_SMALL = {
    "un": 1,
    "uno": 1,
    "una": 1,
    "un'": 1,
    "due": 2,
    "tre": 3,
    "quattro": 4,
    "cinque": 5,
    "sei": 6,
    "sette": 7,
    "otto": 8,
    "nove": 9,
    "dieci": 10,
    "undici": 11,
    "dodici": 12,
    "tredici": 13,
    "quattordici": 14,
    "quindici": 15,
    "sedici": 16,
    "diciassette": 17,
    "diciotto": 18,
    "diciannove": 19,
}
_ENGLISH_SMALL = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
_ITALIAN_TENS = {
    "venti": 20,
    "trenta": 30,
    "quaranta": 40,
    "cinquanta": 50,
    "sessanta": 60,
    "settanta": 70,
    "ottanta": 80,
    "novanta": 90,
}
_ENGLISH_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
SMALL: dict[str, int] = {**_ITALIAN_SMALL, **_ENGLISH_SMALL}
TENS: dict[str, int] = {**_ITALIAN_TENS, **_ENGLISH_TENS}
ROUND: dict[str, int] = {
    "decina": 10,
    "dozzina": 12,
    "quindicina": 15,
    "ventina": 20,
    "trentina": 30,
    "quarantina": 40,
    "cinquantina": 50,
    "centinaio": 100,
    "migliaio": 1000,
    "dozen": 12,
}
"""About so many: never a certain amount."""

# "ventuno", "centotto": the vowel falls before these. The stems come first, then the longest, so that "settanta" is
# not taken for "sette" and a rest.
_STEMS = {ten[:-1]: value for ten, value in _ITALIAN_TENS.items()}
_WHOLE_PIECES = sorted(
    {*_ITALIAN_SMALL, *_ITALIAN_TENS, "cento", "mille", "mila"} - {"un'"}, key=len, reverse=True
)
_MORPHEMES = [rf"{stem}(?=un|ott)" for stem in (*_STEMS, "cent")] + _WHOLE_PIECES
ITALIAN_WORD = rf"(?:(?:{'|'.join(_MORPHEMES)}){{1,8}})"
"""Eight pieces say any number that a meeting needs; without a limit a key held down costs seconds."""
_ENGLISH = "|".join(sorted((*_ENGLISH_SMALL, *_ENGLISH_TENS), key=len, reverse=True))
_MORE_ENGLISH = rf"(?:[ -](?:and )?(?:hundred|thousand|{_ENGLISH}))"
ENGLISH_WORDS = rf"(?:an?{_MORE_ENGLISH}{{1,8}}|(?:{_ENGLISH}){_MORE_ENGLISH}{{0,8}})"
FIGURES = r"(?:\d{1,3}(?:\.\d{3})+|\d+)"
ITALIAN_WORDS = rf"{ITALIAN_WORD}(?:\s(?:e\s)?{ITALIAN_WORD}(?!\w)){{0,4}}"
"""Also taken apart, as in "mille e duecento"."""
WHOLE = rf"(?:{FIGURES}|{ENGLISH_WORDS}|{ITALIAN_WORD})"
"""A whole number, as a piece of a pattern; the reader below says whether it is one."""

_PIECES = re.compile("|".join(_MORPHEMES))
_TENS_AND_STEMS = {**TENS, **_STEMS}


@lru_cache(maxsize=1024)
def whole(text: str) -> int | None:
    """The whole number that plain `text` says: "12", "1.200", "milleduecento", "two hundred and ten"; else None."""
    text = text.strip()
    if re.fullmatch(FIGURES, text):
        return int(text.replace(".", "")) if len(text) <= 15 else None
    words = re.split(r"[ -]+", text)
    english = _english(words) if len(words) > 1 or words[0] in ("hundred", "thousand") else None
    return _italian("".join(word for word in words if word != "e")) if english is None else english


def _english(words: list[str]) -> int | None:
    total = current = 0
    for word in words:
        if word == "and":
            continue
        if word in ("a", "an"):
            current = 1
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word == "thousand":
            total, current = total + max(current, 1) * 1000, 0
        elif (value := SMALL.get(word, TENS.get(word))) is not None:
            current += value
        else:
            return None
    return total + current


def _italian(word: str) -> int | None:
    """A number in one word. Its pieces must fall in size within each group of three figures."""
    if word in SMALL or word in TENS:
        return SMALL.get(word, TENS.get(word))
    pieces = _PIECES.findall(word)
    if not pieces or "".join(pieces) != word:
        return None
    total = current = 0
    for place, piece in enumerate(pieces):
        if piece == "mila" and place == 0:
            return None
        if piece in ("mila", "mille"):
            total, current = total + max(current, 1) * 1000, 0
        elif piece in ("cento", "cent"):
            current = max(current, 1) * 100
        elif piece in _TENS_AND_STEMS and current % 100 == 0:
            current += _TENS_AND_STEMS[piece]
        elif piece in SMALL and current % 10 == 0:
            current += SMALL[piece]
        else:
            return None
    return total + current
