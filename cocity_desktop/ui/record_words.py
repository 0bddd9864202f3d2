"""Small sentences that several registry pages say in the same way: days, counts, what still needs a record."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cocity_desktop.domain.errors import AppError, ErrorCode
from cocity_desktop.domain.lifecycle import Stage
from cocity_desktop.error_messages import words_for
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, dated, day, ngettext, short_day
from cocity_desktop.ui.widgets.progress import PathDots

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from cocity_desktop.application.views.registry import ProcessBrief

# By the kind of record that still refers to another.
_NEEDED_BY: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "participation": lambda n: ngettext("{n} process", "{n} processes", n),
        "process": lambda n: ngettext("{n} process", "{n} processes", n),
        "commitment": lambda n: ngettext("{n} commitment", "{n} commitments", n),
        "attendance": lambda n: ngettext("{n} attendance at a meeting", "{n} attendances at meetings", n),
        "meeting": lambda n: ngettext("{n} meeting", "{n} meetings", n),
        "partnership": lambda n: ngettext("{n} group of groups", "{n} groups of groups", n),
        "pact": lambda n: ngettext("{n} pact", "{n} pacts", n),
        "attachment": lambda n: ngettext("{n} attachment", "{n} attachments", n),
        "opinion": lambda n: ngettext("{n} opinion", "{n} opinions", n),
    }
)


def near(value: date | None, today: date) -> str:
    """«oggi», «ieri», «9 feb», and the year when it is another: for columns of days gone by."""
    if value is None:
        return ""
    gone = (today - value).days
    if gone in (0, 1):
        return _("today") if gone == 0 else _("yesterday")
    return day(value, "d MMM" if value.year == today.year else "d MMM y")


def on_day(value: date, today: date) -> str:
    """«oggi», «ieri», «9 febbraio», «9 febbraio 2025»: inside a sentence."""
    if _is_near(value, today):
        return near(value, today)
    return day(value, "d MMMM" if value.year == today.year else "d MMMM y")


def period(since: date | None, until: date | None) -> str:
    """«dal 3 feb 2026», «dal 3 feb 2026 all’11 mar 2027»; nothing without bounds."""
    if since and until:
        return dated(_("{start} to {end}"), start=short_day(since), end=short_day(until))
    if until:
        return dated(_("until {day}"), day=short_day(until))
    return dated(_("since {day}"), day=short_day(since)) if since else ""


def given_on(value: date, today: date) -> str:
    """«data oggi», «data il 9 febbraio»: of a notice."""
    words = _("given {day}") if _is_near(value, today) else _("given on {day}")
    return dated(words, day=on_day(value, today))


def withdrawn_on(value: date, today: date) -> str:
    """«ritirato ieri», «ritirato il 9 febbraio»: of a consent."""
    words = _("withdrawn {day}") if _is_near(value, today) else _("withdrawn on {day}")
    return dated(words, day=on_day(value, today))


def _is_near(value: date, today: date) -> bool:
    return 0 <= (today - value).days <= 1


def shown_of(shown: int, total: int) -> str:
    """«62 di 204», or the bare number when nothing is filtered away."""
    from cocity_desktop.localization import number

    if shown == total:
        return number(total)
    return _("{shown} of {total}").format(shown=number(shown), total=number(total))


def district(value: int | None) -> str:
    """«circoscrizione 8»."""
    return _("district {n}").format(n=value) if value is not None else ""


def capital(words: str) -> str:
    """The same words at the beginning of a line."""
    return words[:1].upper() + words[1:]


def still_needed(error: AppError) -> str:
    """The words of a refusal to remove: what still refers to the record, counted."""
    by = _NEEDED_BY.get(str(error.details.get("by", "")))
    if error.code is not ErrorCode.STILL_REFERENCED or by is None:
        return words_for(error)
    count = error.details.get("count", 1)
    needed = by(count if isinstance(count, int) else 1)
    return _("It cannot be removed: {what} still refer to it.").format(what=needed)


def path_dots(process: ProcessBrief) -> PathDots | None:
    """How far a process has come; whole after a pact that was signed, none for one that ended before any."""
    words = f"{process.title}: {label_of(process.state)}"
    stages = list(Stage)
    if process.stage is not None:
        return PathDots(stages.index(process.stage), len(stages), words)
    return PathDots(len(stages), len(stages), words) if process.had_pact else None
