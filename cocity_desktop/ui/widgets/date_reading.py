"""Reading typed dates and times: what people write by hand, and what is wrong with it, in words. No Qt here."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, time

from cocity_desktop.localization import _, day

_PARTS = re.compile(r"^\s*(\d{1,2})\s*[./\- ]\s*(\d{1,2})(?:\s*[./\- ]\s*(\d{2}|\d{4}))?\s*$")
_CLOCK = re.compile(r"^\s*(\d{1,2})(?:\s*[:.,h ]\s*(\d{2})|(\d{2}))?\s*$")


class Unreadable(ValueError):
    """What was typed is no date or time; the text is the sentence to show beside the field."""


def read_date(text: str, today: date) -> date | None:
    """A day from "7.3.2027", "7/3/27" or "7 3" (of this year); None for nothing typed. Raises Unreadable with words."""
    if not text.strip():
        return None
    match = _PARTS.match(text)
    if match is None:
        raise Unreadable(_("Write the day like this: 07.03.2027"))
    number, month, year = int(match[1]), int(match[2]), _year(match[3], today)
    if not 1 <= month <= 12:
        raise Unreadable(_("The months are twelve: which one is it?"))
    last = monthrange(year, month)[1]
    if not 1 <= number <= last:
        name = day(date(year, month, 1), "LLLL").capitalize()
        raise Unreadable(_("{month} has {last} days: which day is it?").format(month=name, last=last))
    return date(year, month, number)


def _year(typed: str | None, today: date) -> int:
    if typed is None:
        return today.year
    year = int(typed)
    if len(typed) == 2:
        year += 2000
    if not 1800 <= year <= 2200:
        raise Unreadable(_("Which year is it?"))
    return year


def write_date(value: date | None) -> str:
    """07.03.2027, or nothing."""
    return value.strftime("%d.%m.%Y") if value is not None else ""


def read_time(text: str) -> time | None:
    """A time from "18", "18:30", "18.30" or "1830"; None for nothing typed. Raises Unreadable with words."""
    if not text.strip():
        return None
    match = _CLOCK.match(text)
    if match is None:
        raise Unreadable(_("Write the time like this: 18:30"))
    hours, minutes = int(match[1]), int(match[2] or match[3] or 0)
    if hours > 23 or minutes > 59:
        raise Unreadable(_("A day ends at 23:59: what time is it?"))
    return time(hours, minutes)


def write_time(value: time | None) -> str:
    """18:30, or nothing."""
    return value.strftime("%H:%M") if value is not None else ""
