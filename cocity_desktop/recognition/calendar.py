"""Reckoning with days: what "fine mese", "giovedì", "fra due settimane" or "Pasqua" are, counted from a given day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from cocity_desktop.recognition import numerals

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            ("gennaio", "genn", "gen", "january", "jan"),
            ("febbraio", "febbr", "feb", "february"),
            ("marzo", "mar", "march"),
            ("aprile", "apr", "april"),
            ("maggio", "magg", "mag", "may"),
            ("giugno", "giu", "june", "jun"),
            ("luglio", "lug", "july", "jul"),
            ("agosto", "ago", "august", "aug"),
            ("settembre", "sett", "set", "september", "sept", "sep"),
            ("ottobre", "ott", "october", "oct"),
            ("novembre", "nov", "november"),
            ("dicembre", "dic", "december", "dec"),
        ),
        start=1,
    )
    for name in names
}
WEEKDAYS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            ("lunedi", "lun", "monday", "mondays"),
            ("martedi", "mart", "mar", "tuesday", "tuesdays"),
            ("mercoledi", "merc", "mer", "wednesday", "wednesdays"),
            ("giovedi", "giov", "gio", "thursday", "thursdays"),
            ("venerdi", "vener", "ven", "friday", "fridays"),
            ("sabato", "sab", "saturday", "saturdays", "sabati"),
            ("domenica", "dom", "sunday", "sundays", "domeniche"),
        )
    )
    for name in names
}
FEASTS: dict[str, tuple[int, int]] = {
    "natale": (12, 25),
    "christmas": (12, 25),
    "capodanno": (1, 1),
    "new year": (1, 1),
    "epifania": (1, 6),
    "befana": (1, 6),
    "ferragosto": (8, 15),
    "ognissanti": (11, 1),
    "immacolata": (12, 8),
    "i santi": (11, 1),
    "tutti i santi": (11, 1),
    "all saints": (11, 1),
    "i morti": (11, 2),
    "san martino": (11, 11),
    "santa lucia": (12, 13),
    "vigilia di natale": (12, 24),
    "christmas eve": (12, 24),
    "vigilia di capodanno": (12, 31),
    "new year's eve": (12, 31),
    "ultimo dell'anno": (12, 31),
    "primo dell'anno": (1, 1),
    "i re magi": (1, 6),
    "san valentino": (2, 14),
    "festa della donna": (3, 8),
    "festa delle donne": (3, 8),
    "san giuseppe": (3, 19),
    "festa del papa": (3, 19),
    "halloween": (10, 31),
    "san giovanni": (6, 24),
    "santo stefano": (12, 26),
    "san silvestro": (12, 31),
    "festa della repubblica": (6, 2),
    "festa dei lavoratori": (5, 1),
    "festa del lavoro": (5, 1),
    "festa della liberazione": (4, 25),
    "anniversario della liberazione": (4, 25),
}
FROM_EASTER: dict[str, int] = {
    "pasqua": 0,
    "easter": 0,
    "easter sunday": 0,
    "domenica di pasqua": 0,
    "pasquetta": 1,
    "lunedi di pasqua": 1,
    "lunedi dell'angelo": 1,
    "easter monday": 1,
    "palme": -7,
    "domenica delle palme": -7,
    "giovedi santo": -3,
    "venerdi santo": -2,
    "good friday": -2,
    "sabato santo": -1,
    "vigilia di pasqua": -1,
    "giovedi grasso": -52,
    "martedi grasso": -47,
    "le ceneri": -46,
    "mercoledi delle ceneri": -46,
    "ash wednesday": -46,
    "pentecoste": 49,
}
"""Feasts that move with Easter, in days from it."""


def day(year: int, month: int, number: int) -> date | None:
    """The day if the calendar has it."""
    if not (1900 <= year <= 2199 and 1 <= month <= 12 and 1 <= number <= monthrange(year, month)[1]):
        return None
    return date(year, month, number)


def full_year(text: str) -> int:
    """The year of "2027", "27" or "'27"."""
    number = int(text.lstrip("'"))
    return number if number >= 100 else 2000 + number


def day_number(text: str) -> int | None:
    """The number of "12", "1°", "30th", "primo" or "ventuno"."""
    figures = text.rstrip("°ºostndrh")
    if figures.isdecimal():
        return int(figures)
    return 1 if text == "primo" else numerals.whole(text)


def next_such_day(month: int, number: int, today: date) -> date | None:
    """The first such day that is not before `today`: 29 February waits for a leap year."""
    for year in range(today.year, today.year + 9):
        found = day(year, month, number)
        if found is not None and found >= today:
            return found
    return None


def end_of_month(year: int, month: int) -> date:
    """Its last day."""
    return date(year, month, monthrange(year, month)[1])


def months_later(start: date, count: int) -> date:
    """The same day `count` months on, or the last of a shorter month."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def next_weekday(weekday: int, today: date) -> date:
    """The first such day after `today`."""
    return today + timedelta((weekday - today.weekday() - 1) % 7 + 1)


def end_of_week(today: date) -> date:
    """The Sunday of the week, today if it is one."""
    return today + timedelta(6 - today.weekday())


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    """The nth such weekday of the month, from 1; 5 is the last."""
    if nth == 5:
        last = end_of_month(year, month)
        return last - timedelta((last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))


MONTHS_IN = {"mes": 1, "month": 1, "trimestr": 3, "quarter": 3, "semestr": 6, "ann": 12, "year": 12}
DAYS_IN = {"giorn": 1, "gg": 1, "day": 1, "settiman": 7, "sett.": 7, "week": 7, "fortnight": 14}


def _of_unit(table: dict[str, int], unit: str) -> int:
    return next((count for stem, count in table.items() if unit.startswith(stem)), 0)


def after(today: date, count: int, unit: str) -> date | None:
    """`today` and so many units: "settimane", "mesi", "ore" (begun days). None beyond ten years."""
    days, months = count * _of_unit(DAYS_IN, unit), count * _of_unit(MONTHS_IN, unit)
    if unit.startswith(("or", "hour")):
        days = -(-count // 24)
    if max(days, months * 30) > 3660:
        return None
    return months_later(today, months) if months else today + timedelta(days)


def period(unit: str, today: date, following: int) -> tuple[date, date]:
    """First and last day of this week, month, quarter or year (`following` 0), or of the next (1). Weeks end on Sunday."""
    if days := _of_unit(DAYS_IN, unit):
        last = end_of_week(today) + timedelta(days * following)
        return last - timedelta(days - 1), last
    months = _of_unit(MONTHS_IN, unit)
    start = today.replace(month=(today.month - 1) // months * months + 1, day=1)
    start = months_later(start, months * following)
    return start, months_later(start, months) - timedelta(1)


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian reckoning (the anonymous algorithm printed in Nature, 1876)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leap, leap_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * leap - epact - leap_rest) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, number = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, number + 1)


def feast(name: str, today: date) -> date | None:
    """The next one, None when the name is none."""
    if name in FROM_EASTER:
        extra = timedelta(FROM_EASTER[name])
        return next(found for year in (0, 1) if (found := easter(today.year + year) + extra) >= today)
    return next_such_day(*FEASTS[name], today) if name in FEASTS else None
