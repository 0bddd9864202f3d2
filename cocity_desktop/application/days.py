"""Which day it is for the people of a Casa: moments are kept in UTC, and between midnight and two UTC is a day behind."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from datetime import date, datetime

_ROME = ZoneInfo("Europe/Rome")


def clock_of(moment: datetime) -> str:
    """Hours and minutes on Rome's clocks: 18:42."""
    return moment.astimezone(_ROME).strftime("%H:%M")


def day_of(moment: datetime) -> date:
    """The day on Rome's calendars at an aware moment."""
    return moment.astimezone(_ROME).date()
