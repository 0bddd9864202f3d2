"""Arabic letters in the shapes that their neighbours ask for (Unicode ch. 9.2), for a page engine without shaping.

The order in which the letters of a line are drawn is the business of `bidi`.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_PRESENTATION = (*range(0xFB50, 0xFDFE), *range(0xFE70, 0xFEFD))
_PRESENTATION_CODES = frozenset(_PRESENTATION)
_TATWEEL = "\u0640"


RTL_LANGUAGES = frozenset({"ar"})
"""Languages of ours that are read from right to left."""


def is_rtl(character: str) -> bool:
    """Whether the character is a letter of a script written from right to left."""
    return character >= "\u0590" and unicodedata.bidirectional(character) in {"R", "AL"}


def has_rtl(text: str) -> bool:
    """Whether any character is a letter of a script written from right to left."""
    return not text.isascii() and any(map(is_rtl, set(text)))


@lru_cache(maxsize=1)
def _shapes() -> dict[str, dict[str, str]]:
    """Presentation forms by letter (or pair) and name of the form, out of the compatibility decompositions of the Unicode database."""
    forms: dict[str, dict[str, str]] = {}
    for formed in map(chr, _PRESENTATION):
        form, *codes = unicodedata.decomposition(formed).split() or [""]
        source = "".join(chr(int(code, 16)) for code in codes)
        if form in {"<isolated>", "<final>", "<initial>", "<medial>"} and _is_wanted(source):
            forms.setdefault(source, {})[form.strip("<>")] = formed
    return forms


def _is_wanted(source: str) -> bool:
    """Single letters, and the one ligature that is not a matter of taste: lam with alef."""
    is_lam_alef = len(source) == 2 and source[0] == "\u0644" and source[1] in "\u0622\u0623\u0625\u0627"
    return len(source) == 1 or is_lam_alef


def shape(text: str) -> str:
    """`text` with Arabic letters in the shapes their neighbours ask for, still in the order they are read."""
    if _shapes().keys().isdisjoint(text):
        return text
    units = _units(text)
    return "".join(_shaped(units, place) for place in range(len(units)))


def _units(text: str) -> list[str]:
    """Letters, with lam-alef as one unit."""
    forms = _shapes()
    units: list[str] = []
    for character in text:
        if units and units[-1] == "\u0644" and units[-1] + character in forms:
            units[-1] += character
        else:
            units.append(character)
    return units


def _shaped(units: list[str], place: int) -> str:
    own = _shapes().get(units[place])
    if own is None:
        return units[place]
    before = _joins_next(_neighbour(units, place, -1)) and "final" in own
    after = "initial" in own and _joins_previous(_neighbour(units, place, +1))
    form = ("medial" if after else "final") if before else ("initial" if after else "isolated")
    return own.get(form, units[place])


def _neighbour(units: list[str], place: int, step: int) -> str:
    """The next unit on that side that is not a mark over a letter."""
    place += step
    while 0 <= place < len(units) and unicodedata.category(units[place][0]) == "Mn":
        place += step
    return units[place] if 0 <= place < len(units) else ""


def _joins_next(unit: str) -> bool:
    return unit == _TATWEEL or "initial" in _shapes().get(unit, {})


def _joins_previous(unit: str) -> bool:
    return unit == _TATWEEL or "final" in _shapes().get(unit, {})


def unshaped(text: str) -> str:
    """`text` with letters in place of the shapes they took: what a reader or a search looks for."""
    if _PRESENTATION_CODES.isdisjoint(map(ord, text)):
        return text
    return "".join(
        unicodedata.normalize("NFKC", character) if ord(character) in _PRESENTATION_CODES else character
        for character in text
    )
