"""Labels for envelopes on A4 sheets: a name, whom it is care of, an address. Nothing runs over the edge of its label."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from cocity_desktop.application.export_ports import LabelSheet
from cocity_desktop.application.steps import Step, followed, no_step
from cocity_desktop.documents.archival import DocumentFacts, archive
from cocity_desktop.documents.glyphs import LABEL, LABEL_STRONG, Markup, load_glyphs
from cocity_desktop.documents.structure import new_tree
from cocity_desktop.documents.style import PAGE_HEIGHT, PAGE_WIDTH, style
from cocity_desktop.documents.tagged import tagged_paragraph
from cocity_desktop.documents.words import bcp47
from cocity_desktop.localization import _, current_language

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from cocity_desktop.application.views.exports import Addressee
    from cocity_desktop.documents.glyphs import Glyphs
    from cocity_desktop.documents.structure import Element
    from cocity_desktop.documents.tagged import TaggedParagraph

_INSIDE = 5 * mm
"""From the edge of a label to its text: printers are a millimetre or two off."""
_SIZES = (11.0, 10.0, 9.0, 8.0, 7.0, 6.0)
"""Of letters, in points: the largest at which everything fits."""
_LEADING = 1.2


class Geometry(NamedTuple):
    """A sheet, in points: columns, rows, the label, the corner of the first one, and from one label to the next."""

    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    across: float
    down: float


GEOMETRIES = {
    # 24 labels of 70 × 37 mm without gaps; 14 labels of 99.1 × 38.1 mm with 2.5 mm between the columns.
    LabelSheet.SMALL: Geometry(3, 8, 70 * mm, 37 * mm, 0, 0.5 * mm, 70 * mm, 37 * mm),
    LabelSheet.LARGE: Geometry(2, 7, 99.1 * mm, 38.1 * mm, 4.65 * mm, 15.15 * mm, 101.6 * mm, 38.1 * mm),
}


def render_labels(
    addressees: Sequence[Addressee],
    sheet: LabelSheet,
    made_at: datetime,
    resources: Path,
    step: Step = no_step,
) -> bytes:
    """One label for each, in rows from the top. PDF/A-3a and PDF/UA-1; an empty sheet for nobody."""
    shape, glyphs, tree = GEOMETRIES[sheet], load_glyphs(resources / "fonts"), new_tree()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, pageCompression=1)
    for place, one in enumerate(followed(addressees, step)):
        on_page = place % (shape.columns * shape.rows)
        if place and on_page == 0:
            canvas.showPage()
        row, column = divmod(on_page, shape.columns)
        left = shape.left + column * shape.across + _INSIDE
        top = PAGE_HEIGHT - shape.top - row * shape.down - _INSIDE
        _draw(canvas, _fitted(one, shape, glyphs, tree), left, top, shape)
    canvas.showPage()
    canvas.save()
    facts = DocumentFacts(
        _("Labels"), "Co-City Desktop", _("Labels for envelopes"), bcp47(current_language()), made_at
    )
    return archive(out.getvalue(), tree, facts, resources)


def _draw(canvas: Canvas, lines: Sequence[TaggedParagraph], left: float, top: float, shape: Geometry) -> None:
    """In the middle of the label's height, as envelopes are read."""
    room = shape.height - 2 * _INSIDE
    top -= (room - sum(line.height for line in lines)) / 2
    for line in lines:
        top -= line.height
        line.drawOn(canvas, left, top)


def _fitted(one: Addressee, shape: Geometry, glyphs: Glyphs, tree: Element) -> list[TaggedParagraph]:
    """The lines at the largest size at which they fit; what does not fit at the smallest is shortened."""
    width, room = shape.width - 2 * _INSIDE, shape.height - 2 * _INSIDE
    texts = [" ".join(text.split()) for text in (one.name, one.care_of, one.address)]
    for size in _SIZES:
        if _height(texts, size, glyphs, width) <= room:
            break
    while _height(texts, size, glyphs, width) > room:
        longest = max(range(len(texts)), key=lambda place: len(texts[place]))
        texts[longest] = f"{texts[longest][: len(texts[longest]) * 4 // 5].rstrip(' …')}…"
    element = tree.add("P")
    return _lines(texts, size, glyphs, width, element)


def _height(texts: Sequence[str], size: float, glyphs: Glyphs, width: float) -> float:
    return sum(line.height for line in _lines(texts, size, glyphs, width, new_tree()))


def _lines(
    texts: Sequence[str], size: float, glyphs: Glyphs, width: float, element: Element
) -> list[TaggedParagraph]:
    found = []
    for place, text in enumerate(texts):
        if not text:
            continue
        look = style("cell_label").clone(
            "label",
            fontName=LABEL_STRONG if place == 0 else LABEL,
            fontSize=size,
            leading=size * _LEADING,
            splitLongWords=1,
        )
        line = tagged_paragraph(element, Markup(glyphs.markup(text)), look)
        line.wrap(width, PAGE_HEIGHT)
        found.append(line)
    return found
