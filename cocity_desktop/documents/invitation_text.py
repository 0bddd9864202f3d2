"""The invitation to a meeting as plain text, to paste in a mail or a chat."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from cocity_desktop.documents.letterhead import filled
from cocity_desktop.documents.words import meeting_word
from cocity_desktop.domain.lifecycle import MeetingState
from cocity_desktop.localization import _, clock, local, pgettext, weekday_and_day

if TYPE_CHECKING:
    from cocity_desktop.application.views.sheets import InvitationNotes, MeetingSheet, SheetItem


def invitation_text(sheet: MeetingSheet, notes: InvitationNotes) -> str:
    """The whole text, ending with a line end; parts that nothing is known of leave."""
    parts = [
        _opening(sheet),
        _where_and_when(sheet, notes),
        agenda_text(sheet),
        *notes_text(notes),
        filled(sheet.called_by, sheet.house.name),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def where(sheet: MeetingSheet, notes: InvitationNotes) -> str:
    """Venue and address on one line, "" when neither is known."""
    return ", ".join(part.strip() for part in (sheet.venue, notes.address) if part.strip())


def agenda_text(sheet: MeetingSheet) -> str:
    """The agenda, a line for each point, sub-items further in; "" without one."""
    if not sheet.items:
        return ""
    return "\n".join([_("Agenda"), *(_point(item) for item in sheet.items)])


def call_off_text(sheet: MeetingSheet) -> str:
    """That the meeting will not be held, and why."""
    said = _("The meeting has been called off.")
    why = _("Reason: {reason}").format(reason=sheet.step_reason)
    return f"{said} {why}" if sheet.step_reason else said


def notes_text(notes: InvitationNotes) -> tuple[str, str]:
    """How to answer and how one gets in, each under its title; "" for what nobody wrote."""
    return (
        _note(_("How to answer"), notes.answer),
        _note(_("Getting there and getting in"), notes.access),
    )


def _opening(sheet: MeetingSheet) -> str:
    if sheet.state is MeetingState.CANCELLED:
        return f"{sheet.title}\n{call_off_text(sheet)}"
    words = _("You are invited: {title}").format(title=filled(sheet.title, meeting_word(sheet.meeting_kind)))
    return f"{words}\n{meeting_word(sheet.meeting_kind).capitalize()} · {sheet.process_title}"


def _where_and_when(sheet: MeetingSheet, notes: InvitationNotes) -> str:
    ends_at = sheet.starts_at + timedelta(minutes=sheet.planned_minutes)
    hours = pgettext("hours", "from {start} to {end}").format(
        start=clock(sheet.starts_at), end=clock(ends_at)
    )
    lines = [
        _("When: {day}, {hours}").format(day=weekday_and_day(local(sheet.starts_at).date()), hours=hours)
    ]
    if place := where(sheet, notes):
        lines.append(_("Where: {place}").format(place=place))
    return "\n".join(lines)


def _point(item: SheetItem) -> str:
    indent = "   " if item.is_sub else ""
    title = f"{item.title} / {item.translation}" if item.translation else item.title
    return f"{indent}{item.number}. {title} ({item.planned_minutes}’)"


def _note(title: str, words: str) -> str:
    return f"{title}\n{words.strip()}" if words.strip() else ""
