"""The order in which the letters of a line are drawn, when some are read from the right (UAX #9).

For one line at a time, already broken, and without embeddings inside it: a text in another direction that must not
mix with its surroundings (a name inside a sentence) is a paragraph of its own. Rules W1 to W7, N0 to N2, L1 to L4.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby

_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_CLOSING = {")": "(", "]": "[", "}": "{"}
_OPENING = frozenset(_CLOSING.values())
_NUMBERS = {"EN", "AN"}
_STRONG = {"L", "R"}


def drawing_order(line: str, *, from_right: bool = False) -> list[int]:
    """The places of the characters of `line` from the left edge to the right one.

    `from_right` is the direction of the paragraph.
    """
    levels = _levels(line, 1 if from_right else 0)
    order = list(range(len(line)))
    for level in range(max(levels, default=0), 0, -1):
        order = _turned(order, levels, level)
    return _marks_after_letters(order, line, levels)


def drawn(character: str, place_level_is_odd: bool) -> str:
    """The character as it looks there: a bracket that is read from the right opens the other way (rule L4)."""
    return character.translate(_MIRRORED) if place_level_is_odd else character


def visual(line: str, *, from_right: bool = False) -> str:
    """The whole line as it is drawn from the left."""
    odd = turned_places(line, from_right=from_right)
    return "".join(drawn(line[place], odd[place]) for place in drawing_order(line, from_right=from_right))


def turned_places(line: str, *, from_right: bool = False) -> list[bool]:
    """For each character, whether it is read from the right there."""
    return [level % 2 == 1 for level in _levels(line, 1 if from_right else 0)]


def _turned(order: list[int], levels: list[int], level: int) -> list[int]:
    """Rule L2: every stretch at `level` or above is turned around."""
    turned: list[int] = []
    for is_high, places in groupby(order, key=lambda place: levels[place] >= level):
        stretch = list(places)
        turned += reversed(stretch) if is_high else stretch
    return turned


def _marks_after_letters(order: list[int], line: str, levels: list[int]) -> list[int]:
    """Rule L3: a mark over a letter is drawn after its letter, also where the letters were turned."""
    fixed: list[int] = []
    marks: list[int] = []
    for place in order:
        if unicodedata.category(line[place]) == "Mn" and levels[place] % 2:
            marks.append(place)
            continue
        fixed.append(place)
        fixed += reversed(marks)
        marks = []
    return fixed + marks


# --- Levels ---------------------------------------------------------------------------------------------------


def _levels(line: str, base: int) -> list[int]:
    direction = "R" if base else "L"
    types = _weak(line, direction)
    _brackets(line, types, direction)
    _neutral(types, direction)
    levels = [_level(kind, base) for kind in types]
    for place in range(len(line) - 1, -1, -1):  # rule L1: white space at the end belongs to the paragraph
        if not line[place].isspace():
            break
        levels[place] = base
    return levels


def _level(kind: str, base: int) -> int:
    """Rules I1 and I2."""
    if base:
        return 1 if kind == "R" else 2
    return {"L": 0, "R": 1}.get(kind, 2)


def _weak(line: str, base: str) -> list[str]:
    """Rules W1 to W7: what is left are L, R, EN, AN and "N" for the neutrals."""
    types: list[str] = []
    for character in line:
        kind = unicodedata.bidirectional(character) or "L"
        types.append((types[-1] if types else base) if kind == "NSM" else kind)
    _arabic_numbers(types)
    _separators(types)
    _terminators(types)
    strong = base
    for place, kind in enumerate(types):
        if kind in _STRONG:
            strong = kind
        elif kind == "EN":
            types[place] = "L" if strong == "L" else "EN"
        elif kind != "AN":
            types[place] = "N"
    return types


def _arabic_numbers(types: list[str]) -> None:
    """Rules W2 and W3: numbers after an Arabic letter are Arabic ones."""
    strong = ""
    for place, kind in enumerate(types):
        if kind in {"L", "R", "AL"}:
            strong = kind
        if kind == "EN" and strong == "AL":
            types[place] = "AN"
        if kind == "AL":
            types[place] = "R"


def _separators(types: list[str]) -> None:
    """Rule W4: one sign between two numbers of a kind is part of the number: 18:42, 1.240,50."""
    for place in range(1, len(types) - 1):
        before, kind, after = types[place - 1 : place + 2]
        if before == after and ((kind == "CS" and before in _NUMBERS) or (kind == "ES" and before == "EN")):
            types[place] = before


def _terminators(types: list[str]) -> None:
    """Rule W5: signs beside a number, such as % and €, belong to it."""
    for places in (range(len(types)), range(len(types) - 1, -1, -1)):
        before = ""
        for place in places:
            if types[place] == "ET" and before == "EN":
                types[place] = "EN"
            before = types[place]


def _brackets(line: str, types: list[str], base: str) -> None:
    """Rule N0: both brackets of a pair go the same way."""
    waiting: list[int] = []
    pairs: list[tuple[int, int]] = []
    for place, character in enumerate(line):
        if types[place] == "N" and character in _OPENING:
            waiting.append(place)
        elif types[place] == "N" and character in _CLOSING:
            matching = [at for at in waiting if line[at] == _CLOSING[character]]
            if matching:
                pairs.append((matching[-1], place))
                del waiting[waiting.index(matching[-1]) :]
    for opening, closing in sorted(pairs):
        kind = _bracket_direction(types, opening, closing, base)
        if kind:
            types[opening] = types[closing] = kind


def _bracket_direction(types: list[str], opening: int, closing: int, base: str) -> str:
    """That of the paragraph if anything inside has it, else that of what stands before, "" when nothing tells."""
    inside = {_direction(kind) for kind in types[opening + 1 : closing] if kind != "N"}
    if base in inside or not inside:
        return base if inside else ""
    return next((_direction(kind) for kind in reversed(types[:opening]) if kind != "N"), base)


def _neutral(types: list[str], base: str) -> None:
    """Rules N1 and N2: neutrals between two of a direction take it, others take the paragraph's. Numbers count as R."""
    place = 0
    while place < len(types):
        end = place
        while end < len(types) and types[end] == "N":
            end += 1
        if end > place:
            before = _direction(types[place - 1]) if place else base
            after = _direction(types[end]) if end < len(types) else base
            types[place:end] = [before if before == after else base] * (end - place)
        place = max(end, place + 1)


def _direction(kind: str) -> str:
    return "L" if kind == "L" else "R"
