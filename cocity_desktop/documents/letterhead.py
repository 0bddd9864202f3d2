"""Pieces that several documents share: the house at the top, the space to sign, words in place of a missing name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.documents.glyphs import LABEL
from cocity_desktop.documents.style import INK, MUTED
from cocity_desktop.documents.words import bcp47, filled, public_words
from cocity_desktop.localization import _

__all__ = ["add_letterhead", "bcp47", "filled", "signing_space"]

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from cocity_desktop.application.document_views import HouseLine
    from cocity_desktop.documents.composer import Composer


def add_letterhead(composer: Composer, house: HouseLine, *, public: bool = False) -> None:
    """The house that accompanies the work: name, address, mail. Never a coat of arms. A `public` copy says so here."""
    place = ", ".join(part.strip() for part in (house.address, house.city) if part.strip())
    composer.paragraph(composer.text(filled(house.name, "Co-City Desktop")), "house")
    composer.paragraph(
        composer.text(" · ".join(part for part in (place, house.email.strip()) if part)), "small"
    )
    composer.rule(strong=True)
    if public:
        composer.paragraph(composer.bold(public_words()), "small_ink")


def signing_space(composer: Composer, who: str, *, names_signer: bool = False) -> None:
    """Lines to write on: place and date, signature; and who signs, when the archive does not know."""
    signer, where, signature = _("Who signs, and in what capacity"), _("Place and date"), _("Signature")

    def paint(canvas: Canvas, width: float, height: float) -> None:
        _writing_line(canvas, 0, width * 0.4, 18, where)
        _writing_line(canvas, width * 0.46, width, 18, signature)
        if names_signer:
            _writing_line(canvas, 0, width, height - 30, signer)

    alt = _("Space for place, date and signature of {who}").format(who=filled(who, "…"))
    composer.figure(alt, 84 if names_signer else 60, paint)


def _writing_line(canvas: Canvas, left: float, right: float, bottom: float, label: str) -> None:
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.5)
    canvas.line(left, bottom, right, bottom)
    canvas.setFillColor(MUTED)
    canvas.setFont(LABEL, 8.5)
    canvas.drawString(left, bottom - 11, label)
