"""The two sheets on the table of a meeting: the agenda, and the list to sign at the door."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from cocity_desktop.documents.composer import Cell, Column, Composer, Row
from cocity_desktop.documents.glyphs import Markup, load_glyphs
from cocity_desktop.documents.layout import Sheet, finish
from cocity_desktop.documents.letterhead import filled
from cocity_desktop.documents.minutes_pdf import (
    add_meeting_front,
    meeting_facts,
    meeting_title,
    where_and_when,
)
from cocity_desktop.documents.style import WIDTH
from cocity_desktop.documents.words import day_of
from cocity_desktop.localization import _, clock, ngettext, number, pgettext

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cocity_desktop.application.minutes_views import AgendaSection, MinutesDocument

_NOTHING = Markup("")
_ROW_HEIGHT = 30.0
"""A row to sign in, in points: 10.6 mm, enough for a hand that is not used to small boxes."""


def render_agenda(doc: MinutesDocument, resources: Path) -> bytes:
    """The agenda with its times, to hand out or pin up. PDF/A-3a and PDF/UA-1."""
    composer = Composer(load_glyphs(resources / "fonts"))
    add_meeting_front(composer, doc, _("Agenda"), where_and_when(composer, doc, planned=True))
    composer.heading(2, _("What we talk about"))
    if doc.sections:
        composer.table(_agenda_columns(), list(_agenda_rows(composer, doc)))
        total = sum(section.planned_minutes for section in doc.sections)
        composer.paragraph(composer.text(ngettext("{n} minute in all", "{n} minutes in all", total)), "small")
    else:
        composer.paragraph(composer.text(_("No item yet.")), "empty")
    sheet = Sheet(meeting_title(doc), _("Agenda"), note=day_of(doc.starts_at))
    return finish(composer, sheet, meeting_facts(doc, _("Agenda")), resources)


def _agenda_columns() -> tuple[Column, ...]:
    return (
        Column(_("From"), 48),
        Column(_("Item"), WIDTH - 200),
        Column(_("Who leads it"), 100),
        Column(pgettext("duration", "Minutes"), 52, "th_right"),
    )


def _agenda_rows(composer: Composer, doc: MinutesDocument) -> Iterator[Row]:
    starts_at = doc.starts_at
    for section in doc.sections:
        yield Row(
            (
                Cell(composer.text(clock(starts_at)), "cell_label"),
                Cell(_item(composer, section)),
                Cell(composer.text(section.owner.strip()), "cell_label"),
                Cell(composer.text(number(section.planned_minutes)), "cell_right"),
            )
        )
        starts_at += timedelta(minutes=section.planned_minutes)


def _item(composer: Composer, section: AgendaSection) -> Markup:
    lines: list[str] = [composer.bold(filled(section.title, _("Without a title")))]
    if section.wanted_outcome.strip():
        lines.append(composer.text(_("To reach: {outcome}").format(outcome=section.wanted_outcome.strip())))
    if section.background.strip():
        lines.append(composer.muted(section.background.strip()))
    return Markup("<br/>".join(lines))


def render_attendance_sheet(doc: MinutesDocument, resources: Path, blank_rows: int = 15) -> bytes:
    """The list to sign: who is expected, then `blank_rows` empty rows. PDF/A-3a and PDF/UA-1."""
    composer = Composer(load_glyphs(resources / "fonts"))
    add_meeting_front(composer, doc, _("Attendance sheet"), where_and_when(composer, doc, planned=True))
    composer.paragraph(composer.text(_privacy()), "small", leads=True)
    columns = (
        Column(_("No."), 30),
        Column(_("Name and family name"), 150),
        Column(_("Group, or where you come from"), 115),
        Column(_("Signature"), WIDTH - 295),
    )
    names = [*doc.expected, *[""] * blank_rows]
    rows = [_signing_row(composer, place, name) for place, name in enumerate(names, start=1)]
    composer.table(columns, rows)
    sheet = Sheet(meeting_title(doc), _("Attendance sheet"), note=day_of(doc.starts_at))
    return finish(composer, sheet, meeting_facts(doc, _("Attendance sheet")), resources)


def _privacy() -> str:
    return _(
        "These names serve to write in the minutes who was there, and nothing else. "
        "The privacy notice of the house is here to read: ask whoever runs the meeting."
    )


def _signing_row(composer: Composer, place: int, name: str) -> Row:
    cells = (
        Cell(composer.text(str(place)), "cell_label"),
        Cell(composer.text(name.strip())),
        Cell(_NOTHING),
        Cell(_NOTHING),
    )
    return Row(cells, lowest=_ROW_HEIGHT)
