"""What was added to minutes after they were closed: a sheet beside them, because their own bytes never change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.documents.composer import Composer
from cocity_desktop.documents.glyphs import load_glyphs
from cocity_desktop.documents.layout import Sheet, finish
from cocity_desktop.documents.letterhead import signing_space
from cocity_desktop.documents.minutes_pdf import add_meeting_front, meeting_facts
from cocity_desktop.documents.minutes_words import locked_code, meeting_title, minutes_state_words
from cocity_desktop.documents.minutes_words import meeting_facts as told_facts
from cocity_desktop.documents.words import day_of
from cocity_desktop.localization import _, day_and_clock

if TYPE_CHECKING:
    from pathlib import Path

    from cocity_desktop.application.minutes_views import MinutesDocument


def render_additions(doc: MinutesDocument, resources: Path) -> bytes:
    """Every addition with its date and who made it, the oldest first. PDF/A-3a and PDF/UA-1."""
    kind = _("Additions to the minutes")
    composer = Composer(load_glyphs(resources / "fonts"))
    facts = [(name, composer.text(value)) for name, value in told_facts(doc)]
    facts.append((_("State of the minutes"), composer.text(minutes_state_words(doc))))
    if doc.locked_sha256:
        facts.append((_("Code of the minutes"), composer.code(locked_code(doc))))
    add_meeting_front(composer, doc, kind, facts)
    for line in doc.additions:
        composer.heading(2, day_and_clock(line.added_at))
        composer.paragraph(composer.text(line.text))
        if line.added_by.strip():
            who = _("added by {who}").format(who=line.added_by.strip())
            composer.paragraph(composer.text(who), "small")
    if not doc.additions:
        composer.paragraph(composer.text(_("Nothing was added.")), "empty")
    composer.space(20)
    signing_space(composer, doc.house.name)
    note = _("Beside the minutes: {day}").format(day=day_of(doc.starts_at))
    sheet = Sheet(meeting_title(doc), kind, note=note, code=locked_code(doc))
    return finish(composer, sheet, meeting_facts(doc, kind), resources)
