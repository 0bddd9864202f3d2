"""Days as acts write them: «30 aprile 2027», «1° marzo 2027», «entro l’8 aprile 2027», «dall’11 marzo 2027»."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

MONTHS = (
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
    "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
)  # fmt: skip
_ELIDED = (8, 11)
"""Days that are said with a vowel first: l’otto, l’undici. The first is «il primo»."""


def italian_day(value: date) -> str:
    """30 aprile 2027; the first of a month is 1° (as acts write it)."""
    number = "1°" if value.day == 1 else str(value.day)
    return f"{number} {MONTHS[value.month - 1]} {value.year}"


def by_day(value: date) -> str:
    """«entro il 30 aprile 2027», «entro l’8 aprile 2027»."""
    return f"entro {_with('l’', 'il ', value)}"


def on_day(value: date) -> str:
    """«il 30 aprile 2027», «l’8 aprile 2027»."""
    return _with("l’", "il ", value)


def from_day(value: date) -> str:
    """«dal 1° marzo 2027», «dall’11 marzo 2027»."""
    return _with("dall’", "dal ", value)


def to_day(value: date) -> str:
    """«al 30 giugno 2027», «all’8 giugno 2027»."""
    return _with("all’", "al ", value)


def dated(value: date) -> str:
    """«in data 30 aprile 2027»: how recitals say when."""
    return f"in data {italian_day(value)}"


def _with(elided: str, whole: str, value: date) -> str:
    return f"{elided if value.day in _ELIDED else whole}{italian_day(value)}"
