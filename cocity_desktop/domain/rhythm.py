"""How often something that repeats falls due, as far as the words of a promise say so: for drawing a calendar.

Words stay what was agreed; a rhythm is only how close together its marks stand. What is not understood gives None, and is
drawn as something that goes on, never as days that nobody named.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

DAYS = {
    "day": Fraction(1),
    "week": Fraction(7),
    "month": Fraction(146097, 4800),
    "year": Fraction(146097, 400),
}
"""Days of a unit; months and years as the Gregorian calendar has them on average."""

_NUMBERS = {
    "un": 1, "una": 1, "uno": 1, "due": 2, "tre": 3, "quattro": 4, "cinque": 5, "sei": 6, "sette": 7, "otto": 8,
    "nove": 9, "dieci": 10, "dodici": 12, "quindici": 15, "one": 1, "a": 1, "once": 1, "twice": 2, "two": 2, "three": 3,
    "four": 4, "five": 5, "six": 6,
}  # fmt: skip
_WEEKDAYS = ("lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabat", "domenic")
_ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_UNITS = (
    (
        r"giorn[oi]|mattin[ae]|pomeriggi[o]?|ser[ae]|days?|quotidian\w*|giornalier\w*|giornalmente|daily",
        "day",
        1,
    ),
    (r"settiman[ae]\w*|weeks?|weekly|fine settimana|weekends?", "week", 1),
    (r"quindicin\w*|fortnight\w*", "week", 2),
    (r"mes[ei]|mensil\w*|months?|monthly", "month", 1),
    (r"bimestr\w*", "month", 2),
    (r"trimestr\w*|stagion\w*|quarter\w*|seasons?", "month", 3),
    (r"quadrimestr\w*", "month", 4),
    (r"semestr\w*", "month", 6),
    (r"ann[oi]|annual\w*|years?|yearly|estate|inverno|primavera|autunno", "year", 1),
)
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})\b"
_EVERY = re.compile(rf"^(?:ogni|tutt[ei] (?:i|le|gli)|every|each)(?: {_COUNT})?(?: (?P<what>.+))$")
_TIMES = re.compile(rf"^{_COUNT} ?(?:\w+ )?(?:all?|alla|al|ogni|per|la|il|every|each|a|an)\b ?(?P<what>.+)$")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """One time every `every` days on average; on `weekday` (0 for Monday) where one alone is named."""

    every: Fraction
    weekday: int | None = None

    def first_on_or_after(self, start: date) -> int:
        """Days from `start` to the first time."""
        return 0 if self.weekday is None else (self.weekday - start.weekday()) % 7


def rhythm_of(words: str) -> Rhythm | None:
    """The rhythm that `words` name ("ogni sabato", "due volte al mese", "ogni sei mesi"); None where they name none."""
    said = _plain(words)
    days = [day for day in range(7) if _WEEKDAYS[day] in said or _ENGLISH_DAYS[day] in said]
    if times := _TIMES.match(said):
        found = _unit(times["what"])
        return Rhythm(found / max(_number(times["count"]), 1)) if found else None
    if days:
        return _on_days(said, days)
    every = _EVERY.match(said)
    found = _unit(every["what"] if every else said)
    if found is None:
        return None
    return Rhythm(found * max(_number(every["count"]) if every and every["count"] else 1, 1))


def _on_days(said: str, days: list[int]) -> Rhythm:
    """«ogni sabato», «il martedì e il giovedì», «il primo lunedì del mese»."""
    of_a_month = re.search(r"\b(?:del|di ogni|al|of the|of each|of every) (?:mese|month)\b", said)
    period = DAYS["month"] if of_a_month else DAYS["week"]
    if re.search(r"\bdal?\b.*\ba(?:l|lla)?\b", said) and len(days) == 2:
        return Rhythm(period / ((days[1] - days[0]) % 7 + 1))
    return Rhythm(period / len(days), days[0] if len(days) == 1 else None)


def _unit(words: str) -> Fraction | None:
    for pattern, unit, count in _UNITS:
        if re.match(rf"(?:{pattern})\b", words):
            return DAYS[unit] * count
    return None


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word]


def _plain(words: str) -> str:
    """Lower case, without accents, and up to the first comma: what comes after it is a remark."""
    bare = unicodedata.normalize("NFKD", words.casefold().replace("’", "'"))
    plain = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return " ".join(plain.partition(",")[0].replace("l'", "la ").split())
