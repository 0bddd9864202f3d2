"""Phrases that name a day, and which day they name. What they are for (a deadline, a start) is said elsewhere.

A phrase may name a stretch of days ("aprile", "la settimana prossima"): then `first` and `last` differ, and a deadline
takes the last, a start the first. `sure` is False where people mean different days by it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from cocity_desktop.recognition import calendar, numerals

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Phrase:
    """`plain[start:end]` names the days from `first` to `last`. `form` says how: a date, a weekday, a distance..."""

    start: int
    end: int
    first: date
    last: date
    form: str
    sure: bool = True
    has_year: bool = False


_MONTH = "|".join(sorted(calendar.MONTHS, key=len, reverse=True))
_LONG_MONTH = "|".join(
    sorted((name for name in calendar.MONTHS if len(name) > 3 or name == "may"), key=len, reverse=True)
)
_WEEKDAY = "lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_SHORT_WEEKDAY = rf"(?:(?:{_WEEKDAY})|(?:lun|mar|mer|gio|ven|sab|dom|mon|tue|wed|thu|fri|sat|sun)\.?)"
_YEAR = r"(?:(?:19|20|21)\d\d|'\d\d)"
_IN_WORDS = (
    "primo|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici|quattordici|quindici|sedici|diciassette|diciotto|diciannove|"
    "venti|ventuno|ventidue|ventitre|ventiquattro|venticinque|ventisei|ventisette|ventotto|ventinove|trenta|trentuno"
)
_DAY = rf"(?:\d{{1,2}}(?:[°ºo]|st|nd|rd|th)?|{_IN_WORDS})"
_UNITS = {
    "giorn": "day", "day": "day", "settiman": "week", "week": "week", "mes": "month", "month": "month",
    "ann": "year", "year": "year", "or": "hour", "hour": "hour", "trimestr": "quarter", "semestr": "half",
    "fortnight": "fortnight",
}  # fmt: skip
_UNIT = r"(?:giorn[oi]|settiman[ae]|mes[ei]|ann[oi]|or[ae]|trimestr[ei]|semestr[ei]|days?|weeks?|months?|years?|hours?|fortnights?)"
_COUNT = rf"(?:{numerals.WHOLE}|un'|an?|un paio di|una decina di|una quindicina di|una ventina di|una trentina di|a couple of)"
_END = r"(?:(?:il|lo|la|al|alla|per|entro|the|at|by)?\s?(?:la fine|fine|termine|the end|end)\s(?:d[ei]l?l?[aeo']?\s?|of\s(?:the\s)?)?)"

Reader = Callable[[re.Match[str], date], "tuple[date, date, bool] | None"]


def _day_and_month(match: re.Match[str], today: date) -> tuple[date, date, bool] | None:
    number, month = _day_number(match["day"]), calendar.MONTHS[match["month"]]
    if number is None:
        return None
    if match["year"]:
        found = calendar.day(calendar.full_year(match["year"]), month, number)
    else:
        found = calendar.next_such_day(month, number, today)
    return (found, found, True) if found else None


def _day_number(text: str) -> int | None:
    if text[0].isdigit():
        return int(re.match(r"\d+", text)[0])  # type: ignore[index] # begins with a figure
    return 1 if text == "primo" else numerals.whole(text)


def _in_figures(match: re.Match[str], today: date) -> tuple[date, date, bool] | None:
    number, month = int(match["day"]), int(match["month"])
    if match["year"]:
        found = calendar.day(calendar.full_year(match["year"]), month, number)
    else:
        found = calendar.next_such_day(month, number, today)
    return (found, found, True) if found else None


def _month_only(match: re.Match[str], today: date) -> tuple[date, date, bool] | None:
    month = calendar.MONTHS[match["month"]]
    year = calendar.full_year(match["year"]) if match["year"] else today.year + (month < today.month)
    first, last = date(year, month, 1), calendar.end_of_month(year, month)
    part = (match["part"] or "").strip()
    if part.startswith(("fine", "la fine", "the end", "end", "termine")):
        return last, last, True
    if part.startswith(("meta", "la meta", "the middle", "mid")):
        return first.replace(day=15), first.replace(day=15), True
    if part:
        return first, first.replace(day=10), False
    return first, last, True


def _distance(match: re.Match[str], today: date) -> tuple[date, date, bool] | None:
    text = match["count"]
    rough = {
        "un paio di": 2,
        "a couple of": 2,
        "una decina di": 10,
        "una quindicina di": 15,
        "una ventina di": 20,
        "una trentina di": 30,
    }
    count = rough.get(text) or (1 if text in ("un'", "a", "an") else numerals.whole(text))
    found = after(today, count, match["unit"]) if count else None
    return (found, found, text not in rough) if found else None


def after(today: date, count: int, unit: str) -> date | None:
    """`today` and so many units: "settimane", "mesi", "hours". None beyond ten years."""
    kind = next(kind for stem, kind in _UNITS.items() if unit.startswith(stem))
    days = {"day": 1, "week": 7, "fortnight": 14}.get(kind)
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12}.get(kind)
    if days and count * days <= 3660:
        return today + timedelta(count * days)
    if months and count * months <= 120:
        return calendar.months_later(today, count * months)
    if kind == "hour" and count <= 240:
        return today + timedelta(-(-count // 24))
    return None


def _weekday(match: re.Match[str], today: date) -> tuple[date, date, bool] | None:
    found = calendar.next_weekday(calendar.WEEKDAYS[match["weekday"]], today)
    return found, found, True


def _near(match: re.Match[str], today: date) -> tuple[date, date, bool] | None:
    days = {"oggi": 0, "today": 0, "stasera": 0, "tonight": 0, "domani": 1, "tomorrow": 1, "dopodomani": 2}
    found = today + timedelta(days[match["word"].split()[0]])
    return found, found, True


def _period(match: re.Match[str], today: date) -> tuple[date, date, bool] | None:
    unit = match["unit"]
    following = bool(match["next"] or match["next_after"])
    if unit.startswith(("settiman", "week")):
        last = calendar.end_of_week(today) + timedelta(7 if following else 0)
        return (last - timedelta(6) if following else today), last, True
    if unit.startswith(("mes", "month")):
        start = calendar.months_later(today.replace(day=1), int(following))
        return start, calendar.end_of_month(start.year, start.month), True
    year = today.year + following
    return date(year, 1, 1), date(year, 12, 31), True


def _feast(match: re.Match[str], today: date) -> tuple[date, date, bool] | None:
    found = calendar.feast(match["feast"], today)
    return (found, found, True) if found else None


_THIS = r"(?:questo|questa|quest'|this|il corrente|corrente)"
_NEXT = r"(?:(?P<next>prossim[oa]|next)\s)?"
_AFTER = r"(?P<next_after>\s(?:prossim[oa]|next|entrante))?"
_FEASTS = "|".join(sorted((*calendar.FEASTS, "pasqua", "pasquetta", "easter"), key=len, reverse=True))

FORMS: tuple[tuple[str, re.Pattern[str], Reader], ...] = (
    (
        "date",
        re.compile(
            rf"(?<![\w'/.,])(?:(?:{_SHORT_WEEKDAY}),?\s)?(?:the\s)?(?P<day>{_DAY})(?:\s|\s?-\s?|/|\.\s?)(?:di\s|del mese di\s|of\s)?(?P<month>{_MONTH})\b\.?"
            rf"(?:(?:\s|,\s|\sdel(?:l'anno)?\s|/|-)(?P<year>{_YEAR}))?(?!\d)"
        ),
        _day_and_month,
    ),
    (
        "date",
        re.compile(
            rf"(?<![\w'/.,])(?:(?:{_SHORT_WEEKDAY}),?\s)?(?P<month>{_MONTH})\.?\s(?:the\s)?(?P<day>\d{{1,2}}(?:st|nd|rd|th)?)(?![\d:.,]\d)\b"
            rf"(?:,?\s(?P<year>{_YEAR}))?(?!\d)"
        ),
        _day_and_month,
    ),
    (
        "date",
        re.compile(r"(?<![\w/.,-])(?P<year>(?:19|20|21)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w/-])"),
        _in_figures,
    ),
    (
        "date",
        re.compile(
            rf"(?<![\w/.,-])(?:{_SHORT_WEEKDAY}\s)?(?P<day>\d{{1,2}})(?P<mark>[/.-])(?P<month>\d{{1,2}})(?P=mark)(?P<year>(?:19|20|21)\d\d|\d\d)(?![\w/-]|[.,]\d)"
        ),
        _in_figures,
    ),
    (
        "short date",
        re.compile(
            rf"(?<![\w/.,-])(?:{_SHORT_WEEKDAY}\s)?(?P<day>\d{{1,2}})[/.](?P<month>\d{{1,2}})(?P<year>)(?![\w/%€-]|[.,:]\d|\s(?:euro|€|ore\b|h\b))"
        ),
        _in_figures,
    ),
    (
        "month",
        re.compile(
            rf"(?<![\w'])(?P<part>(?:la\s)?fine (?:di |del mese di |mese di )?|(?:la\s)?meta (?:di |del mese di )?|i primi (?:giorni )?(?:di )|l'inizio (?:di )|inizio (?:di )?|"
            rf"the end of |end of |mid-?\s?|the middle of |the beginning of |early |late )?(?:(?:il )?mese di )?(?P<month>{_LONG_MONTH})\b(?:\s(?:del\s)?(?P<year>{_YEAR}))?"
        ),
        _month_only,
    ),
    (
        "near",
        re.compile(
            r"(?<![\w'])(?P<word>oggi(?: stesso)?|stasera|domani(?: mattina| sera| pomeriggio)?|dopodomani|today|tonight|tomorrow)\b"
        ),
        _near,
    ),
    (
        "weekday",
        re.compile(
            rf"(?<![\w'])(?:(?:prossim[oa]|next|this|quest[oa])\s)?(?P<weekday>{_WEEKDAY})(?:\s(?:prossim[oa]|mattina|pomeriggio|sera|morning|evening|afternoon))*\b"
        ),
        _weekday,
    ),
    ("distance", re.compile(rf"(?<![\w'])(?P<count>{_COUNT})\s?(?P<unit>{_UNIT})\b"), _distance),
    (
        "end of period",
        re.compile(
            rf"(?<![\w'])(?:la\s)?(?:fine|termine|the end of|end of)\s(?:(?:d(?:el|ella|ell'|i))\s?)?(?:{_THIS}\s?|the\s)?{_NEXT}(?P<unit>settimana|mese|anno|week|month|year){_AFTER}\b(?! scolastic| di )"
        ),
        _period,
    ),
    (
        "period",
        re.compile(
            rf"(?<![\w'])(?:l'|la\s|il\s|the\s)?(?:{_THIS}\s?)?{_NEXT}(?P<unit>settimana|mese|anno|week|month|year){_AFTER}\b(?! scolastic| di | successiv| dopo)"
        ),
        _period,
    ),
    ("feast", re.compile(rf"(?<![\w'])(?P<feast>{_FEASTS})\b"), _feast),
)


def phrases(plain: str, today: date) -> Iterator[Phrase]:
    """Every phrase that names a day, the longer readings of the same words first."""
    for form, pattern, read in FORMS:
        for match in pattern.finditer(plain):
            value = read(match, today)
            if value is not None:
                year = "year" in pattern.groupindex and bool(match["year"])
                yield Phrase(match.start(), match.end(), *value[:2], form, value[2], year)
