"""A meeting as an iCalendar file (RFC 5545), for the calendars of those who are invited.

It tells what the invitation tells and nothing more: no names of those who are expected.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vRecur

from cocity_desktop import __version__
from cocity_desktop.documents.invitation_text import agenda_text, call_off_text, notes_text, where
from cocity_desktop.documents.letterhead import filled
from cocity_desktop.domain.lifecycle import MeetingState
from cocity_desktop.localization import local

if TYPE_CHECKING:
    from cocity_desktop.application.views.sheets import InvitationNotes, MeetingSheet

TZID = "Europe/Rome"
_DOMAIN = "cocity-desktop"
"""The right side of the UID: with the meeting's UUID before it, unique by itself (RFC 7986 §5.3)."""


def calendar_file(sheet: MeetingSheet, notes: InvitationNotes, made_at: datetime) -> bytes:
    """The file, in UTF-8 with CRLF line ends, folded at 75 octets (RFC 5545 §3.1). `made_at` is an aware moment.

    A later file of the same meeting has the same UID and a higher SEQUENCE, so that calendars replace the event.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//Co-City Desktop//{__version__}//IT")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if sheet.house.email.strip():
        calendar.add("method", "PUBLISH")  # an ORGANIZER goes with it (RFC 5546 §3.2.1)
    calendar.add_component(_rome())
    calendar.add_component(_event(sheet, notes, made_at))
    return bytes(calendar.to_ical())


def _event(sheet: MeetingSheet, notes: InvitationNotes, made_at: datetime) -> Event:
    event = Event()
    starts_at = local(sheet.starts_at)
    event.add("uid", f"{sheet.meeting_id}@{_DOMAIN}")
    event.add("sequence", sheet.changes)
    event.add("dtstamp", made_at)
    event.add("last-modified", sheet.changed_at.replace(microsecond=0))
    event.add("dtstart", starts_at)
    event.add("dtend", _later(sheet.starts_at, sheet.planned_minutes))
    event.add("summary", filled(sheet.title, sheet.process_title))
    if place := where(sheet, notes):
        event.add("location", place)
    event.add("description", _description(sheet, notes))
    cancelled = sheet.state is MeetingState.CANCELLED
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if sheet.house.email.strip():
        event.add("organizer", _organizer(sheet))
    return event


def _later(moment: datetime, minutes: int) -> datetime:
    """Added before it is put on Rome's clocks, so that a night in which they change lasts as long as planned."""
    return local(moment + timedelta(minutes=minutes))


def _description(sheet: MeetingSheet, notes: InvitationNotes) -> str:
    off = call_off_text(sheet) if sheet.state is MeetingState.CANCELLED else ""
    parts = (off, sheet.process_title, agenda_text(sheet), *notes_text(notes))
    return "\n\n".join(part for part in parts if part)


def _organizer(sheet: MeetingSheet) -> vCalAddress:
    address = vCalAddress(f"mailto:{sheet.house.email.strip()}")
    address.params["CN"] = sheet.house.name
    return address


def _rome() -> Timezone:
    """Central European time as it has been since 1996 (Directive 2000/84/EC, arts. 2 and 3).

    Two rules instead of a list of dates to some last year: calendars take a rule for all years to come.
    """
    zone = Timezone()
    zone.add("tzid", TZID)
    summer, winter = TimezoneDaylight(), TimezoneStandard()
    for part, name, month, start, before, after in (
        (summer, "CEST", 3, datetime(1996, 3, 31, 2), 1, 2),  # noqa: DTZ001 (local time by RFC 5545 §3.6.5)
        (winter, "CET", 10, datetime(1996, 10, 27, 3), 2, 1),  # noqa: DTZ001
    ):
        part.add("tzname", name)
        part.add("dtstart", start)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        part.add("rrule", vRecur(freq="YEARLY", bymonth=month, byday="-1SU"))
        zone.add_component(part)
    return zone
