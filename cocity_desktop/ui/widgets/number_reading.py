"""Reading typed amounts: whole numbers, money, hours, as they are written in Italy. No Qt here."""

from __future__ import annotations

import re

from cocity_desktop.localization import _
from cocity_desktop.ui.widgets.date_reading import Unreadable

_MONEY = re.compile(
    r"^\s*(?:€\s*)?(\d{1,3}(?:[. ]\d{3})+|\d+)(?:,(\d{1,2}))?\s*(?:€|euro)?\s*$", re.IGNORECASE
)
_HOURS = re.compile(r"^\s*(\d+)(?:([,.:])(\d{1,2}))?\s*(?:h|ore|ora)?\s*$", re.IGNORECASE)


def read_money(text: str) -> int | None:
    """Euro cents from "1.234,50", "1234,5" or "40 €"; None for nothing typed. Raises Unreadable with words."""
    if not text.strip():
        return None
    match = _MONEY.match(text)
    if match is None:
        raise Unreadable(_("Write the amount like this: 1.250,00"))
    euros = int(re.sub(r"[. ]", "", match[1]))
    return euros * 100 + int((match[2] or "0").ljust(2, "0"))


def write_money(cents: int | None) -> str:
    """1.234,50 without the sign, which stands in the field; nothing for None."""
    if cents is None:
        return ""
    return f"{cents // 100:,}".replace(",", ".") + f",{cents % 100:02d}"


def read_hours(text: str) -> int | None:
    """Minutes from "2", "2,5" or "2:30"; None for nothing typed. Raises Unreadable with words."""
    if not text.strip():
        return None
    match = _HOURS.match(text)
    if match is None or (match[2] == ":" and int(match[3]) > 59):
        raise Unreadable(_("Write the hours like this: 2,5 or 2:30"))
    hours, part = int(match[1]), match[3]
    if part is None:
        return hours * 60
    return hours * 60 + (int(part) if match[2] == ":" else round(int(part) * 60 / 10 ** len(part)))


def write_hours(minutes: int | None) -> str:
    """2:30 for 150, 2 for 120; nothing for None."""
    if minutes is None:
        return ""
    hours, rest = divmod(minutes, 60)
    return f"{hours}:{rest:02d}" if rest else str(hours)


def read_whole(text: str, lowest: int, highest: int) -> int | None:
    """A whole number within bounds; None for nothing typed. Raises Unreadable with words."""
    digits = text.strip().replace(".", "")
    if not digits:
        return None
    if not digits.lstrip("-").isdigit():
        raise Unreadable(_("Write a number in figures."))
    value = int(digits)
    if not lowest <= value <= highest:
        raise Unreadable(_("From {lowest} to {highest}.").format(lowest=lowest, highest=highest))
    return value
