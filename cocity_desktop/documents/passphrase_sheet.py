"""The sheet to keep on paper: a lost passphrase is a lost archive, so there is a page made to write it on by hand.

The passphrase itself is not printed unless asked for: a printed file stays on disks and in printers' memories.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.documents.archival import DocumentFacts
from cocity_desktop.documents.composer import Composer
from cocity_desktop.documents.glyphs import Markup, load_glyphs
from cocity_desktop.documents.layout import Sheet, finish
from cocity_desktop.documents.letterhead import add_letterhead, bcp47, filled
from cocity_desktop.documents.style import INK
from cocity_desktop.documents.words import day_of
from cocity_desktop.localization import _, current_language, dated

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from reportlab.pdfgen.canvas import Canvas

    from cocity_desktop.application.document_views import HouseLine


def render_passphrase_sheet(
    house: HouseLine, made_at: datetime, resources: Path, phrase: str | None = None
) -> bytes:
    """One page with room for the passphrase, or with `phrase` printed on it. PDF/A-3a and PDF/UA-1.

    `made_at` is aware. The language is the one in use.
    """
    composer = Composer(load_glyphs(resources / "fonts"))
    add_letterhead(composer, house)
    composer.space(40)
    composer.paragraph(composer.text(_("To keep on paper")), "kind")
    composer.heading(1, _("The passphrase of the archive"))
    lead = _("This phrase opens the archive of {house}. Nobody can recover it: not us, not a technician.")
    composer.paragraph(composer.text(lead.format(house=filled(house.name, _("the house")))), "lead")
    if phrase is None:
        _add_writing_room(composer)
    else:
        composer.paragraph(composer.text(phrase), "passphrase")
    _add_advice(composer)
    composer.paragraph(composer.text(dated(_("Sheet made on {day}."), day=day_of(made_at))), "small")
    return finish(composer, Sheet(_("The passphrase of the archive")), _facts(house, made_at), resources)


def _facts(house: HouseLine, made_at: datetime) -> DocumentFacts:
    title = _("The passphrase of the archive")
    author = filled(house.name, "Co-City Desktop")
    return DocumentFacts(title, author, _("To keep on paper"), bcp47(current_language()), made_at)


def _add_writing_room(composer: Composer) -> None:
    composer.paragraph(composer.text(_("Write it here by hand, letter by letter, with the spaces:")), "label")

    def paint(canvas: Canvas, width: float, height: float) -> None:
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.75)
        canvas.rect(0, 8, width, height - 8)
        canvas.setLineWidth(0.4)
        canvas.setDash(1, 2)
        canvas.line(14, 8 + (height - 8) * 0.56, width - 14, 8 + (height - 8) * 0.56)
        canvas.line(14, 8 + (height - 8) * 0.2, width - 14, 8 + (height - 8) * 0.2)

    composer.figure(_("Room to write the passphrase by hand, on two lines"), 124, paint)


def _add_advice(composer: Composer) -> None:
    composer.heading(2, _("How to keep it"))
    advice = (
        _("In a closed envelope, where the house keeps its papers: not in the laptop's bag."),
        _("Two people of the house know where it is; write their names on the envelope."),
        _("Without photographs, chats or mails: whoever finds the phrase and the laptop reads everything."),
        _("When somebody who knew it leaves, change it from the settings and make a new sheet."),
    )
    composer.items([(f"{place}.", composer.text(text)) for place, text in enumerate(advice, start=1)])
    warning = _(
        "If the phrase is lost, what remains are the files delivered and the open exports made until then."
    )
    composer.paragraph(Markup(f"<i>{composer.text(warning)}</i>"))
