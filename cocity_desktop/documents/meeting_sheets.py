"""The two sheets on the table of a meeting: the agenda, which invites too, and the list to sign at the door."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from cocity_desktop.application.views.sheets import InvitationNotes
from cocity_desktop.documents.archival import DocumentFacts
from cocity_desktop.documents.composer import Cell, Column, Composer, Row
from cocity_desktop.documents.glyphs import Markup, load_glyphs
from cocity_desktop.documents.layout import Sheet, finish
from cocity_desktop.documents.letterhead import add_letterhead, bcp47, filled
from cocity_desktop.documents.style import WIDTH
from cocity_desktop.documents.words import day_of, meeting_word, public_note
from cocity_desktop.domain.lifecycle import MeetingState
from cocity_desktop.localization import _, clock, local, ngettext, number, pgettext, weekday_and_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cocity_desktop.application.views.sheets import ExpectedParty, MeetingSheet, SheetItem

_NOTHING = Markup("")
_ROW_HEIGHT = 30.0
"""A row to sign in, in points: 10.6 mm, enough for a hand that is not used to small boxes."""
_ROWS_A_GROUP = 2
"""Rows left empty under the name of a group, for those of its members whom nobody expected."""


def render_agenda(doc: MeetingSheet, resources: Path, notes: InvitationNotes | None = None) -> bytes:
    """The agenda with its times, to hand out or pin up; with `notes`, an invitation. PDF/A-3a and PDF/UA-1."""
    composer = Composer(load_glyphs(resources / "fonts"))
    notes = notes or InvitationNotes()
    _add_front(composer, doc, _("Agenda"), notes.address)
    composer.heading(2, _("What we talk about"))
    if doc.items:
        composer.table(_agenda_columns(), list(_agenda_rows(composer, doc)))
        total = sum(item.planned_minutes for item in doc.items if not item.is_sub)
        composer.paragraph(composer.text(ngettext("{n} minute in all", "{n} minutes in all", total)), "small")
    else:
        composer.paragraph(composer.text(_("No item yet.")), "empty")
    for title, words in (
        (_("How to answer"), notes.answer),
        (_("Getting there and getting in"), notes.access),
    ):
        if words.strip():
            composer.heading(3, title)
            composer.paragraph(composer.text(words.strip()))
    return finish(composer, _sheet(doc, _("Agenda")), _facts(doc, _("Agenda")), resources)


def render_attendance_sheet(doc: MeetingSheet, resources: Path, blank_rows: int = 15) -> bytes:
    """The list to sign: who is expected by group, then `blank_rows` for whoever comes. PDF/A-3a and PDF/UA-1."""
    composer = Composer(load_glyphs(resources / "fonts"))
    _add_front(composer, doc, _("Attendance sheet"), "")
    composer.paragraph(composer.text(_privacy()), "small", leads=True)
    columns = (
        Column(_("No."), 30),
        Column(_("Name and family name"), 150),
        Column(_("Group, or “for myself”"), 115),
        Column(_("Signature"), WIDTH - 295),
    )
    composer.table(columns, list(_signing_rows(composer, doc.expected, blank_rows)))
    return finish(composer, _sheet(doc, _("Attendance sheet")), _facts(doc, _("Attendance sheet")), resources)


# --- What both share --------------------------------------------------------------------------------------------


def _title(doc: MeetingSheet) -> str:
    return filled(doc.title, meeting_word(doc.meeting_kind).capitalize())


def _sheet(doc: MeetingSheet, kind: str) -> Sheet:
    off = _("CALLED OFF") if doc.state is MeetingState.CANCELLED else ""
    note = public_note(" · ".join((day_of(doc.starts_at), _("Code of the meeting"))), public=doc.public)
    return Sheet(_title(doc), kind, code=doc.code, note=note, watermark=off)


def _facts(doc: MeetingSheet, kind: str) -> DocumentFacts:
    """What the file says of itself. Its moment is the last change of the meeting: the same sheet, the same bytes."""
    subject = f"{kind}. {filled(doc.process_title)} {day_of(doc.starts_at)}"
    author = filled(doc.house.name, "Co-City Desktop")
    return DocumentFacts(f"{kind}: {_title(doc)}", author, subject, bcp47(doc.language), doc.changed_at)


def _add_front(composer: Composer, doc: MeetingSheet, kind: str, address: str) -> None:
    """The house, what sheet this is, the meeting; the day and the place large, to be read from the door."""
    add_letterhead(composer, doc.house, public=doc.public)
    composer.space(24)
    composer.paragraph(composer.text(f"{kind} · {meeting_word(doc.meeting_kind)}"), "kind")
    composer.heading(1, _title(doc))
    if doc.state is MeetingState.CANCELLED:
        composer.paragraph(composer.text(_called_off(doc)), "when")
    composer.space(2)
    composer.paragraph(composer.text(weekday_and_day(local(doc.starts_at).date())), "when")
    composer.paragraph(composer.text(_hours(doc)), "when")
    composer.paragraph(composer.text(doc.venue.strip()), "when")
    composer.paragraph(composer.text(address.strip()), "lead")
    composer.space(8)
    rows = [(_("Path"), doc.process_title), (_("Called by"), doc.called_by)]
    composer.facts([(name, composer.text(value)) for name, value in rows if value.strip()])


def _called_off(doc: MeetingSheet) -> str:
    if not doc.step_reason:
        return _("Called off")
    return _("Called off: {reason}").format(reason=doc.step_reason)


def _hours(doc: MeetingSheet) -> str:
    ends_at = doc.starts_at + timedelta(minutes=doc.planned_minutes)
    return pgettext("hours", "from {start} to {end}").format(start=clock(doc.starts_at), end=clock(ends_at))


# --- The agenda -------------------------------------------------------------------------------------------------


def _agenda_columns() -> tuple[Column, ...]:
    return (
        Column(_("From"), 44),
        Column(_("No."), 32),
        Column(_("Item"), WIDTH - 220),
        Column(_("Who leads it"), 92),
        Column(pgettext("duration", "Minutes"), 52, "th_right"),
    )


def _agenda_rows(composer: Composer, doc: MeetingSheet) -> Iterator[Row]:
    starts_at = doc.starts_at
    followers = (*doc.items[1:], None)
    for item, after in zip(doc.items, followers, strict=True):
        yield Row(
            (
                Cell(composer.text(clock(starts_at)), "cell_label"),
                Cell(composer.text(item.number), "cell_label"),
                Cell(_item(composer, item)),
                Cell(composer.text(item.owner.strip()), "cell_label"),
                Cell(composer.text(number(item.planned_minutes)), "cell_right"),
            )
        )
        # A point with sub-items begins with the first of them, and its minutes are theirs.
        if item.is_sub or after is None or not after.is_sub:
            starts_at += timedelta(minutes=item.planned_minutes)


def _item(composer: Composer, item: SheetItem) -> Markup:
    title = filled(item.title, _("Without a title"))
    lines: list[str] = [composer.text(title) if item.is_sub else composer.bold(title)]
    if item.translation.strip():
        lines.append(composer.text(item.translation.strip()))
    if item.wanted_outcome.strip():
        lines.append(composer.text(_("To reach: {outcome}").format(outcome=item.wanted_outcome.strip())))
    if item.background.strip():
        lines.append(composer.muted(item.background.strip()))
    return Markup("<br/>".join(lines))


# --- The list to sign -------------------------------------------------------------------------------------------


def _privacy() -> str:
    return _(
        "These names serve to write in the minutes who was there, and nothing else. "
        "The privacy notice of the house is here to read: ask whoever runs the meeting."
    )


def _signing_rows(composer: Composer, expected: tuple[ExpectedParty, ...], blank_rows: int) -> Iterator[Row]:
    place = 0
    for party in expected:
        yield _group_row(composer, party.name)
        for name in (*party.people, *[""] * _ROWS_A_GROUP):
            place += 1
            yield _signing_row(composer, place, name, party.name)
    if expected and blank_rows:
        yield _group_row(composer, _("Whoever comes"))
    for _row in range(blank_rows):
        place += 1
        yield _signing_row(composer, place, "", "")


def _group_row(composer: Composer, name: str) -> Row:
    return Row((Cell(composer.text(filled(name, _("Without a name"))), "group", span=4),), is_group=True)


def _signing_row(composer: Composer, place: int, name: str, group: str) -> Row:
    cells = (
        Cell(composer.text(str(place)), "cell_label"),
        Cell(composer.text(name.strip())),
        Cell(composer.muted(group.strip()) if group.strip() else _NOTHING, "cell_label"),
        Cell(_NOTHING),
    )
    return Row(cells, lowest=_ROW_HEIGHT)
