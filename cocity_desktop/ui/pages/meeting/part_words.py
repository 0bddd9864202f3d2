"""How a recognised part is written on its chip, and how a person writes it by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.recognition import KnownName, Part, PartKind
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.localization import _, by_day, day, from_day, money, ngettext, pgettext
from cocity_desktop.ui.pages.meeting.understood import by_hand
from cocity_desktop.ui.widgets.date_reading import Unreadable, read_date, write_date
from cocity_desktop.ui.widgets.number_reading import read_money, read_whole, write_money

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cocity_desktop.ui.pages.meeting.understood import Shown

_ICONS: dict[PartKind, str] = {
    PartKind.PARTY: "group",
    PartKind.PERSON: "user",
    PartKind.THEME: "bookmark",
    PartKind.DUE: "calendar",
    PartKind.STARTS: "calendar",
    PartKind.RECURRENCE: "refresh",
    PartKind.MONEY: "card",
    PartKind.HOURS: "clock",
    PartKind.MATERIALS: "tool",
    PartKind.ARTICLE: "pact",
}
_BODIES = {PartyKind.COMUNE: "pa", PartyKind.CIRCOSCRIZIONE: "pa", PartyKind.HOUSE: "house"}

WIDTHS: dict[PartKind, int] = {PartKind.PARTY: 240, PartKind.RECURRENCE: 200, PartKind.MATERIALS: 240}
"""How wide the field for a value is, in design pixels; the others are short."""
SHORT = 128


def icon_of(part: Part) -> str:
    """Its picture: of a party, what it is."""
    body = part.party.party_kind if part.party is not None and part.kind is PartKind.PARTY else None
    return _BODIES[body] if body in _BODIES else _ICONS[part.kind]


def words_of(shown: Shown) -> str:
    """Its words: "Comune di Torino", "entro ven 30 aprile 2027"; a guess asks."""
    words = _certain_words(shown.part)
    return _("{what}?").format(what=words) if shown.guess else words


def short_words(shown: Shown) -> str:
    """For a row that is full: a day without its weekday, its year in two figures."""
    part = shown.part
    if part.day is None:
        return words_of(shown)
    starts = part.kind is PartKind.STARTS
    words = from_day(part.day, "d MMM yy") if starts else by_day(part.day, "d MMM yy")
    return _("{what}?").format(what=words) if shown.guess else words


def _certain_words(part: Part) -> str:
    if part.party is not None:
        return part.party.name
    if part.day is not None:
        # Before a weekday no article is elided.
        spoken = day(part.day, "EEE d MMMM y")
        return (_("from {date}") if part.kind is PartKind.STARTS else _("by {date}")).format(date=spoken)
    if part.cents is not None:
        return money(part.cents)
    if part.hours is not None:
        return ngettext("{n} hour", "{n} hours", part.hours)
    if part.number is not None:
        return _("article {n}").format(n=part.number)
    return part.words


def slot_name(slot: PartKind) -> str:
    """What a place of the line is called, for the chip that adds it and for its field."""
    return {
        PartKind.PARTY: pgettext("who promises", "who"),
        PartKind.DUE: pgettext("by when", "by"),
        PartKind.STARTS: pgettext("from when", "from"),
        PartKind.RECURRENCE: _("how often"),
        PartKind.HOURS: _("hours"),
        PartKind.MONEY: _("euro"),
        PartKind.MATERIALS: _("materials"),
        PartKind.THEME: _("theme"),
        PartKind.ARTICLE: pgettext("of the pact", "article"),
    }[slot]


def hint_of(slot: PartKind) -> str:
    """What an empty field asks for."""
    return _("dd.mm") if slot in (PartKind.DUE, PartKind.STARTS) else slot_name(slot)


def written(part: Part) -> str:
    """The value as a field holds it."""
    if part.party is not None:
        return part.party.name
    if part.day is not None:
        return write_date(part.day)
    if part.cents is not None:
        return write_money(part.cents)
    if part.hours is not None or part.number is not None:
        return str(part.hours if part.hours is not None else part.number)
    return part.words


def read_by_hand(
    slot: PartKind, text: str, today: date, spoken_day: Callable[[str], date | None]
) -> Part | None:
    """The value typed in the field of a place, None for nothing typed. Raises date_reading.Unreadable with words.

    A day without a year is the next such day; one that is no date in figures may be said ("fine mese").
    """
    text = text.strip()
    if not text:
        return None
    if slot in (PartKind.DUE, PartKind.STARTS):
        return by_hand(slot, day=_day(text, today, spoken_day))
    if slot is PartKind.MONEY:
        return by_hand(slot, cents=read_money(text))
    if slot is PartKind.HOURS:
        return by_hand(slot, hours=read_whole(text, 1, 9999))
    if slot is PartKind.ARTICLE:
        return by_hand(slot, number=read_whole(text, 1, 99))
    if slot is PartKind.PARTY:
        return by_hand(slot, party=KnownName(text, PartyKind.OTHER))
    return by_hand(slot, words=text.lstrip("#") if slot is PartKind.THEME else text)


def _day(text: str, today: date, spoken_day: Callable[[str], date | None]) -> date:
    try:
        found = read_date(text, today)
    except Unreadable:
        found = spoken_day(text)
        if found is None:
            raise
    assert found is not None  # the text is not empty
    has_year = (
        len([piece for piece in text.replace("/", ".").replace("-", ".").split(".") if piece.strip()]) > 2
    )
    return found if has_year or found >= today else _next_such_day(found, today)


def _next_such_day(found: date, today: date) -> date:
    for year in range(today.year + 1, today.year + 9):  # 29 February waits for a leap year
        try:
            later = found.replace(year=year)
        except ValueError:
            continue
        if later >= today:
            return later
    return found
