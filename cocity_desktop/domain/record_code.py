"""Five signs that name a record: 7K2PM. They follow from its id, so every copy of a house gives the same ones (ADR 0031).

The signs are Crockford's base 32 (no I, L, O, U). The first is a digit from 2 to 9 and one at least of the others is a
letter: no word, no number, no house number is a code, however the 0 and the 1 of one are typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cocity_desktop.domain.entity import EntityId

CODED: Final = frozenset({"person", "group", "place", "process", "meeting", "commitment", "pact", "delivery"})
"""The kinds of record that have a page of their own, and so a code. What lies inside has that of its page."""

TAIL: Final = 7
"""So many last hexadecimal digits of an id say its code. Ids count on by random steps of 32 bits, so these 28 bits are
random even among ids of one millisecond (`system.ids`)."""

_SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FIRST: Final = "23456789"
_REST: Final = 4
_DIGITS: Final = 10
_READ_AS: Final = str.maketrans("OIL", "011")


def _endings(length: int) -> int:
    """How many endings of this length have a letter."""
    return int(len(_SIGNS) ** length - _DIGITS**length)


COUNT: Final = len(_FIRST) * _endings(_REST)
"""How many codes there are: 8,308,608."""


def record_code(entity_id: EntityId) -> str:
    """The code of a record."""
    first, place = divmod(int(entity_id[-TAIL:], 16) % COUNT, _endings(_REST))
    signs = _FIRST[first]
    for left in range(_REST - 1, -1, -1):
        # Endings that begin with a digit come first; those that begin with a letter may go on as they like.
        with_digit = _DIGITS * _endings(left)
        if place >= with_digit:
            letter, place = divmod(place - with_digit, len(_SIGNS) ** left)
            return signs + _SIGNS[_DIGITS + letter] + _written(place, left)
        digit, place = divmod(place, _endings(left))
        signs += _SIGNS[digit]
    raise AssertionError(entity_id)  # of no signs there is no ending


def _written(value: int, length: int) -> str:
    signs = ""
    for _ in range(length):
        value, sign = divmod(value, len(_SIGNS))
        signs = _SIGNS[sign] + signs
    return signs


def as_code(typed: str) -> str | None:
    """What was typed as a code is written, or None when it is none. O is read as 0, I and L as 1."""
    signs = typed.strip().upper().translate(_READ_AS)
    if len(signs) != 1 + _REST or signs[0] not in _FIRST or not set(signs) <= set(_SIGNS):
        return None
    return signs if not signs.isdigit() else None


def tails(code: str) -> Iterator[str]:
    """The last `TAIL` digits of every id that has this code (of `as_code`), some thirty."""
    place = _FIRST.index(code[0]) * _endings(_REST)
    for left, sign in zip(range(_REST - 1, -1, -1), code[1:], strict=True):
        value = _SIGNS.index(sign)
        if value >= _DIGITS:
            rest = code[len(code) - left :]
            place += _DIGITS * _endings(left) + (value - _DIGITS) * len(_SIGNS) ** left + _number(rest)
            break
        place += value * _endings(left)
    return (f"{tail:0{TAIL}x}" for tail in range(place, 16**TAIL, COUNT))


def _number(signs: str) -> int:
    value = 0
    for sign in signs:
        value = value * len(_SIGNS) + _SIGNS.index(sign)
    return value
