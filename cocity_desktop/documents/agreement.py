"""The bar of agreement: how firmly a decision was taken, told by pattern and number so that grey print keeps it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cocity_desktop.documents.agreement_words import (
    circumstances,
    gradients,
    quoted,
    reservation_lead,
    spoken,
)
from cocity_desktop.documents.glyphs import LABEL, Markup, blank_safe
from cocity_desktop.documents.style import INK, MUTED, style
from cocity_desktop.documents.words import day_of
from cocity_desktop.localization import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.canvas import Canvas

    from cocity_desktop.application.document_views import DecisionLine
    from cocity_desktop.documents.composer import Composer

BAR_HEIGHT = 9.0
FIGURE_HEIGHT = 38.0
_SWATCH = 7.0
_LEGEND_GAP = 11.0


def add_decision(composer: Composer, decision: DecisionLine, language: str = "") -> None:
    """A decision in full: its words, when and how, the bar, and every reservation word for word.

    `language` (ISO 639-1) of what was said, when it is not the document's.
    """
    when = f"{decision.meeting_title.strip()} · {day_of(decision.taken_at)}".removeprefix(" · ")
    add_agreement(composer, decision.text, decision, when=when, language=language)
    for reservation in decision.reservations:
        add_reservation(composer, reservation.raised_by, reservation.text)


def add_agreement(
    composer: Composer,
    text: str,
    decision: DecisionLine | None,
    *,
    when: str = "",
    kind: str = "",
    about: Sequence[str] = (),
    language: str = "",
) -> None:
    """The words of a decision, how it was taken and the bar. Its reservations are the caller's to add, all of them.

    `kind` is the beginning of the names of its styles, where it stands in a list whose label already says when.
    `about` tells how it was taken in somebody's own words; without it the numbers are put in ours.
    """
    with composer.kept_together():
        composer.paragraph(composer.text(blank_safe(text)), f"{kind}decision", leads=True, language=language)
        facts = " · ".join(part for part in (when, circumstances(decision)) if part) if decision else ""
        for line in about or (facts,):
            composer.paragraph(composer.text(line), f"{kind}small")
        if decision and any(gradient.people for gradient in gradients(decision)):
            indent = style(f"{kind}small").leftIndent
            composer.figure(spoken(decision), FIGURE_HEIGHT, partial(_paint_figure, decision, indent))


def add_reservation(composer: Composer, who: str, words: str, *, kind: str = "") -> None:
    """Who has a reservation, and its words."""
    lead = composer.bold(reservation_lead(who))
    text = Markup(f'<font name="{LABEL}" size="9.5">{lead}</font> <i>{composer.text(quoted(words))}</i>')
    composer.paragraph(text, f"{kind}reservation")


def _paint_figure(decision: DecisionLine, indent: float, canvas: Canvas, width: float, height: float) -> None:
    paint(canvas, indent, width - indent, height - 4, decision)


def paint(canvas: Canvas, left: float, width: float, height: float, decision: DecisionLine) -> None:
    """Draw bar and legend into `width` points from `left`, `height` points high."""
    total = sum(gradient.people for gradient in gradients(decision))
    x = left
    for gradient in gradients(decision):
        if gradient.people:
            share = width * gradient.people / total
            hatched_box(canvas, x, height - BAR_HEIGHT, max(share - 1.5, 1), BAR_HEIGHT, gradient.pattern)
            x += share
    _legend(canvas, left, width, height - BAR_HEIGHT - 15, decision)


def _legend(canvas: Canvas, left: float, width: float, baseline: float, decision: DecisionLine) -> None:
    """Swatch, number and word of each degree on one line, in smaller letters if they would not fit."""
    texts = [f"{number(gradient.people)} {gradient.word}" for gradient in gradients(decision)]
    fixed = len(texts) * (_SWATCH + 4) + (len(texts) - 1) * _LEGEND_GAP
    size = min(8.5, (width - fixed) / sum(canvas.stringWidth(text, LABEL, 1) for text in texts))
    canvas.setFont(LABEL, size)
    x = left
    for gradient, text in zip(gradients(decision), texts, strict=True):
        hatched_box(canvas, x, baseline - 0.5, _SWATCH, _SWATCH, gradient.pattern)
        canvas.setFillColor(MUTED)
        canvas.drawString(x + _SWATCH + 4, baseline, text)
        x += _SWATCH + 4 + canvas.stringWidth(text, LABEL, size) + _LEGEND_GAP


def hatched_box(canvas: Canvas, x: float, y: float, width: float, height: float, pattern: str) -> None:
    """A rectangle with its pattern ("solid", "/", "x", "|", else none); lines are clipped to it."""
    canvas.saveState()
    canvas.setStrokeColor(INK)
    canvas.setFillColor(INK)
    canvas.setLineWidth(0.6)
    canvas.rect(x, y, width, height, stroke=1, fill=int(pattern == "solid"))
    path = canvas.beginPath()
    path.rect(x, y, width, height)
    canvas.clipPath(path, stroke=0, fill=0)
    for slant in {"/": (height,), "x": (height, -height), "|": (0.0,)}.get(pattern, ()):
        _hatch(canvas, x, y, width, height, slant)
    canvas.restoreState()


def _hatch(canvas: Canvas, x: float, y: float, width: float, height: float, slant: float) -> None:
    step = 3.0
    start = x - height
    for place in range(int((width + 2 * height) / step) + 1):
        foot = start + place * step
        canvas.line(foot, y, foot + slant, y + height)
