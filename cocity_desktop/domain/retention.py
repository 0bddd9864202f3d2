"""How long a person's or a group's record is kept: a day is proposed, a person of the house decides (GDPR art. 5(1)(e))."""

from __future__ import annotations

import calendar
from datetime import date


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def proposed(last_contact: date | None, retention_months: int | None) -> date | None:
    """The day on which the record is to be looked at again, by the notice; None when the notice says nothing."""
    if last_contact is None or retention_months is None:
        return None
    return months_after(last_contact, retention_months)
