"""Numbers in Italian words, as acts write sums beside their figures: millecinquecento, ventitré, un milione."""

from __future__ import annotations

HIGHEST = 999_999_999
"""The highest number that is written in words."""

_UNITS = (
    "zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove",
    "dieci", "undici", "dodici", "tredici", "quattordici", "quindici", "sedici", "diciassette", "diciotto", "diciannove",
)  # fmt: skip
_TENS = ("", "", "venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta")
_LOSES_ITS_VOWEL = (1, 8)
"""Units before which tens lose their last vowel: ventuno, ventotto."""


def in_words(number: int) -> str:
    """`number` in words, written as one below a million: «un milione duecentomila».

    Raises ValueError below 0 or above `HIGHEST`.
    """
    if not 0 <= number <= HIGHEST:
        raise ValueError(number)
    millions, rest = divmod(number, 1_000_000)
    parts = []
    if millions:
        parts.append("un milione" if millions == 1 else f"{_below_million(millions)} milioni")
    if rest or not millions:
        parts.append(_below_million(rest))
    return " ".join(parts)


def _below_million(number: int) -> str:
    if number == 0:
        return _UNITS[0]
    thousands, rest = divmod(number, 1000)
    head = "" if thousands == 0 else "mille" if thousands == 1 else f"{_below_thousand(thousands)}mila"
    return _accented(head + _below_thousand(rest))


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    head = "" if hundreds == 0 else "cento" if hundreds == 1 else f"{_UNITS[hundreds]}cento"
    tail = _below_hundred(rest)
    if head and tail.startswith("ott"):  # «centotto», «centottanta»: the o of cento falls before another o
        head = head[:-1]
    return head + tail


def _below_hundred(number: int) -> str:
    if number == 0:
        return ""
    if number < len(_UNITS):
        return _UNITS[number]
    tens, unit = divmod(number, 10)
    head = _TENS[tens][:-1] if unit in _LOSES_ITS_VOWEL else _TENS[tens]
    return head + (_UNITS[unit] if unit else "")


def _accented(word: str) -> str:
    """A compound that ends in three bears an accent: ventitré, centotré, milletré."""
    return f"{word[:-1]}é" if word.endswith("tre") and word != "tre" else word
