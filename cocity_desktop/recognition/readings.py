"""Which days a phrase means that `phrases` has found: each form has its reader.

A reader takes the match, whose groups are named for what stands in them, and the day of the meeting.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from cocity_desktop.recognition import calendar, numerals


class Days(NamedTuple):
    """From the first to the last day that is meant."""

    first: date
    last: date
    sure: bool = True


def one(found: date | None, *, sure: bool = True) -> Days | None:
    """A single day, if there is one."""
    return Days(found, found, sure) if found else None


ROUGH = {
    "un paio di": 2,
    "a couple of": 2,
    "una decina di": 10,
    "una quindicina di": 15,
    "una ventina di": 20,
    "una trentina di": 30,
}
ELIDED = {"un'": 1, "a": 1, "an": 1, "ventiquattr'": 24, "quarantott'": 48}
NTH = {"primo": 1, "prima": 1, "secondo": 2, "seconda": 2, "terzo": 3, "terza": 3, "quarto": 4, "quarta": 4, "ultimo": 5, "ultima": 5,
        "first": 1, "second": 2, "third": 3, "fourth": 4, "last": 5}  # fmt: skip


def _weekday_agrees(match: re.Match[str], found: date) -> bool:
    named = match.groupdict().get("weekday")
    return not named or calendar.WEEKDAYS[named] == found.weekday()


def _dated(match: re.Match[str], today: date, month: int) -> Days | None:
    number = calendar.day_number(match["day"])
    if number is None:
        return None
    if match["year"]:
        found = calendar.day(calendar.full_year(match["year"]), month, number)
    else:
        found = calendar.next_such_day(month, number, today)
    sure = found is not None and _weekday_agrees(match, found) and not _is_one_of_several(match, number)
    return one(found, sure=sure)


def _is_one_of_several(match: re.Match[str], number: int) -> bool:
    """As in "il 7 e il 14 marzo". Two days in a row, "sabato 6 e domenica 7 marzo", are one thing with an end."""
    others = re.findall(r"\d+", match.groupdict().get("more") or "")
    return bool(others) and others != [str(number - 1)]


def named_month(match: re.Match[str], today: date) -> Days | None:
    """As in "30 aprile", "April 30th"."""
    return _dated(match, today, calendar.MONTHS[match["month"]])


def numbered_month(match: re.Match[str], today: date) -> Days | None:
    """As in "30/4", "30.04.2027", "2027-04-30"."""
    return _dated(match, today, int(match["month"]))


def of_this_month(match: re.Match[str], today: date) -> Days | None:
    """As in "il 20 c.m.", "il 20 del mese prossimo"."""
    start = calendar.months_later(today.replace(day=1), 1 if "prossimo" in match[0] else 0)
    return one(calendar.day(start.year, start.month, int(match["day"])))


def number_alone(match: re.Match[str], today: date) -> Days | None:
    """As in "il 15": the next one; a month without such a day is passed over."""
    number = int(match["day"])
    for count in (0, 1, 2):
        start = calendar.months_later(today.replace(day=1), count)
        found = calendar.day(start.year, start.month, number)
        if found is not None and found >= today:
            return one(found)
    return None


def month(match: re.Match[str], today: date) -> Days | None:
    """As in "aprile", "fine aprile", "la prima settimana di aprile"."""
    month = calendar.MONTHS[match["month"]]
    year = calendar.full_year(match["year"]) if match["year"] else today.year + (month < today.month)
    first, last = date(year, month, 1), calendar.end_of_month(year, month)
    part = match["part"] or ""
    if "week" in part or "settimana" in part:
        return _week_of_month(part, first, last)
    if match["other"]:
        return Days(first, last, sure=False)
    if "ultimi" in part:
        return Days(last - timedelta(9), last, sure=False)
    if any(word in part for word in ("fine", "termine", "end", "second", "ultimo")):
        return Days(last, last)
    if "meta" in part or "mid" in part or "prima" in part:
        return Days(first.replace(day=15), first.replace(day=15))
    return Days(first, first.replace(day=10), sure=False) if part else Days(first, last)


def _week_of_month(part: str, first: date, last: date) -> Days:
    """Nobody agrees on where the weeks of a month begin: seven days, and a guess."""
    nth = next((number for number, word in enumerate(("prima", "seconda", "terza")) if word in part), 0)
    start = last - timedelta(6) if "ultima" in part or "last" in part else first + timedelta(7 * nth)
    return Days(start, start + timedelta(6), sure=False)


def distance(match: re.Match[str], today: date) -> Days | None:
    """As in "30 giorni", "due settimane", "ventiquattr’ore", from today."""
    text = match["count"]
    count = ROUGH.get(text) or ELIDED.get(text) or numerals.whole(text)
    return one(calendar.after(today, count, match["unit"]) if count else None, sure=text not in ROUGH)


def weekday(match: re.Match[str], today: date) -> Days | None:
    """As in "venerdì": the next one after today."""
    found = calendar.next_weekday(calendar.WEEKDAYS[match["weekday"]], today)
    says_next = bool(re.search(r"prossim|next", match[0]))
    return one(found, sure=not (says_next and (found - today).days <= 3))


def numbered_weekday(match: re.Match[str], today: date) -> Days | None:
    """As in "venerdì 12"."""
    found = number_alone(match, today)
    return found and found._replace(sure=_weekday_agrees(match, found.last))


def weekday_of_week(match: re.Match[str], today: date) -> Days | None:
    """As in "martedì della prossima settimana"."""
    last = calendar.end_of_week(today) + timedelta(0 if "questa" in match["which"] else 7)
    return one(last - timedelta(6 - calendar.WEEKDAYS[match["weekday"]]))


def nth_weekday(match: re.Match[str], today: date) -> Days | None:
    """As in "il primo sabato di aprile"."""
    month, nth = calendar.MONTHS[match["month"]], NTH[match["nth"]]
    for year in [calendar.full_year(match["year"])] if match["year"] else [today.year, today.year + 1]:
        found = calendar.nth_weekday(year, month, nth, calendar.WEEKDAYS[match["weekday"]])
        if found >= today:
            return one(found)
    return None


def near(match: re.Match[str], today: date) -> Days | None:
    """As in "oggi", "stasera", "domani", "dopodomani"."""
    word = match["word"]
    days = 2 if word in ("dopodomani", "domani l'altro", "the day after tomorrow") else 1
    return one(today + timedelta(days if word.startswith(("dopo", "dom", "the", "tom")) else 0))


def period(match: re.Match[str], today: date) -> Days | None:
    """As in "il mese", "la settimana prossima"."""
    return Days(*calendar.period(match["unit"], today, int(bool(match["next"] or match["after"]))))


def weekend(_match: re.Match[str], today: date) -> Days | None:
    """As in "il fine settimana": this one."""
    last = calendar.end_of_week(today)
    return Days(last - timedelta(1), last)


def middle_of_month(_match: re.Match[str], today: date) -> Days | None:
    """As in "metà mese": the next 15th."""
    middle = today.replace(day=15)
    return one(middle if middle >= today else calendar.months_later(middle, 1))


def named_period(match: re.Match[str], today: date) -> Days | None:
    """As in "il mese entrante", "questa settimana"."""
    unit = match["next"] or match["this"] or match["coming"]
    return Days(*calendar.period(unit, today, int(match["this"] is None)))


def end_of_period(match: re.Match[str], today: date) -> Days | None:
    """As in "fine mese", "la fine dell’anno"."""
    last = calendar.period(match["unit"], today, int(bool(match["next"] or match["after"])))[1]
    return Days(last, last)


def year(match: re.Match[str], _today: date) -> Days | None:
    """As in "il 2028", "fine 2028"."""
    year = int(match["year"])
    first = date(year, 12, 31) if match["part"] else date(year, 1, 1)
    return Days(first, date(year, 12, 31))


def part_of_year(match: re.Match[str], today: date) -> Days | None:
    """As in "il primo semestre", "il secondo trimestre 2028"."""
    months, nth = (3 if match["unit"].startswith("t") else 6), NTH[match["nth"]]
    if nth * months > 12:
        return None
    year = calendar.full_year(match["year"]) if match["year"] else today.year
    last = calendar.end_of_month(year, nth * months)
    if last < today and not match["year"]:
        last = calendar.end_of_month(year + 1, nth * months)
    return Days(calendar.months_later(last.replace(day=1), 1 - months), last)


def feast(match: re.Match[str], today: date) -> Days | None:
    """As in "Natale", "il lunedì di Pasqua": the next one."""
    counted_from = date(calendar.full_year(match["year"]), 1, 1) if match["year"] else today
    return one(calendar.feast(match["feast"], counted_from))


def clipped_month(match: re.Match[str], today: date) -> Days | None:
    """Of "04/2028" and of "feb" without its point: a month only after a word like "entro"."""
    month = int(match["figure"]) if match["figure"] else calendar.MONTHS[match["month"]]
    year = int(match["year"]) if match["year"] else today.year + (month < today.month)
    return Days(date(year, month, 1), calendar.end_of_month(year, month))
