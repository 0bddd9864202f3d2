"""Flowables that leave a tagged PDF behind: the only code that knows of marked content (ISO 32000-1 §14.6).

Each flowable is bound to an element of the structure tree when it is made, so the tree follows the order of
composing, whatever page things land on. What carries no meaning (lines, grounds, running titles) is marked as
an artifact, as PDF/UA-1 asks (ISO 14289-1 §7.1): everything on a page is one or the other.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from html import unescape
from itertools import groupby
from typing import TYPE_CHECKING, Any

from reportlab.platypus import Flowable, Paragraph, Table

from cocity_desktop.documents import bidi, rtl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfgen.canvas import Canvas

    from cocity_desktop.documents.glyphs import Markup
    from cocity_desktop.documents.structure import Element


@contextmanager
def artifact(canvas: Canvas, *, pagination: bool = False) -> Iterator[None]:
    """What is drawn inside is not part of the text; `pagination` for running titles and page numbers."""
    canvas.addLiteral("/Artifact <</Type /Pagination>> BDC" if pagination else "/Artifact BMC")
    yield
    canvas.addLiteral("EMC")


@contextmanager
def marked(canvas: Canvas, element: Element) -> Iterator[None]:
    """What is drawn inside is content of `element`."""
    mcid = element.mark(canvas.getPageNumber())
    canvas.addLiteral(f"/{element.tag} <</MCID {mcid}>> BDC")
    yield
    canvas.addLiteral("EMC")


class TaggedParagraph(Paragraph):
    """A paragraph that is content of an element, in one or more pieces. Make it with `tagged_paragraph`.

    The constructor has reportlab's own shape because `Paragraph.split` calls it.
    """

    element: Element
    blPara: Any  # noqa: N815 - reportlab's name
    label: tuple[Element, str] | None = None
    """The element Lbl and the text of a hanging label, drawn beside the first line."""
    once = False
    """Only the first drawing is content, later ones are artifacts: a table's header repeated on each page."""
    from_right = False
    """Whether it is read from right to left as a whole."""
    _drawn = False
    _turned = False
    _wrapped_in: float | None = None

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """As reportlab's, but lines are broken once for each width: a table asks some five times."""
        if self._wrapped_in != available_width or not hasattr(self, "blPara"):
            super().wrap(available_width, available_height)
            self._wrapped_in, self._turned = available_width, False
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Any]:
        pieces: list[Any] = super().split(available_width, available_height)
        for place, piece in enumerate(pieces):
            piece.element, piece.once, piece.from_right = self.element, self.once, self.from_right
            piece.label = self.label if place == 0 else None
        return pieces

    def draw(self) -> None:
        if self.once and self._drawn:
            with artifact(self.canv):
                super().draw()
            return
        self._drawn = True
        if self.label:
            self._draw_label(*self.label)
        if not self._turned:  # a header repeated on each page is drawn more than once
            turn_lines(self.blPara.lines, from_right=self.from_right)
            self._turned = True
        with marked(self.canv, self.element):
            super().draw()

    def _draw_label(self, element: Element, text: str) -> None:
        style = self.style
        with marked(self.canv, element):
            self.canv.setFillColor(style.bulletColor or style.textColor)
            self.canv.setFont(style.bulletFontName, style.bulletFontSize)
            # reportlab sets the first baseline one font size under the top.
            self.canv.drawString(style.bulletIndent, self.height - style.fontSize, text)


def tagged_paragraph(
    element: Element, text: Markup, style: ParagraphStyle, *, from_right: bool = False
) -> TaggedParagraph:
    """A paragraph with `text` as content of `element`; `from_right` when it is read so as a whole.

    Where some of it is read from the right, the element carries the letters in reading order: on the page they
    stand turned around, in shapes that no search would find.
    """
    paragraph = TaggedParagraph(text, style)
    paragraph.element, paragraph.from_right = element, from_right
    plain = plain_text(text)
    if rtl.has_rtl(plain):
        element.spoken = f"{element.spoken} {plain}".strip()
    return paragraph


def plain_text(markup: Markup) -> str:
    """The text of markup, in the order it is read."""
    return rtl.unshaped(unescape(_TAG.sub("", markup.replace("<br/>", " "))))


_TAG = re.compile(r"<[^>]*>")


def balanced(paragraph: TaggedParagraph, width: float) -> TaggedParagraph:
    """The paragraph, indented on the right as far as it takes no more lines: a title then breaks near its middle."""
    lines = len(paragraph.breakLines(width).lines)
    narrow, wide = width / 2, width
    while lines > 1 and wide - narrow > 4:
        middle = (narrow + wide) / 2
        if len(paragraph.breakLines(middle).lines) > lines:
            narrow = middle
        else:
            wide = middle
    paragraph.style = paragraph.style.clone(paragraph.style.name, rightIndent=width - wide)
    return paragraph


def turn_lines(lines: list[Any], *, from_right: bool = False) -> None:
    """Put the letters of broken lines in the order they are drawn. Readers turn them back when they copy text.

    reportlab keeps a line of one style as (space, words), a line of many as an object with fragments.
    """
    for place, line in enumerate(lines):
        if isinstance(line, tuple | list):
            text = " ".join(line[1])
            if from_right or rtl.has_rtl(text):
                lines[place] = (line[0], [bidi.visual(text, from_right=from_right)])
        elif from_right or any(rtl.has_rtl(fragment.text) for fragment in line.words):
            line.words = _turned_fragments(line.words, from_right=from_right)


def _turned_fragments(fragments: list[Any], *, from_right: bool) -> list[Any]:
    """The same letters from left to right as they are drawn; neighbours from one fragment stay one."""
    letters = [(letter, fragment) for fragment in fragments for letter in fragment.text]
    text = "".join(letter for letter, _ in letters)
    odd = bidi.turned_places(text, from_right=from_right)
    ordered = [
        (bidi.drawn(text[place], odd[place]), letters[place][1])
        for place in bidi.drawing_order(text, from_right=from_right)
    ]
    return [
        fragment.clone(text="".join(letter for letter, _ in run))
        for fragment, run in ((run[0][1], run) for run in _runs(ordered))
    ]


def _runs(letters: list[tuple[str, Any]]) -> list[list[tuple[str, Any]]]:
    """Letters that follow each other and come from the same fragment."""
    return [list(run) for _, run in groupby(letters, key=lambda pair: id(pair[1]))]


class Drawing(Flowable):
    """A drawing of fixed height as wide as its column. Content of a Figure when it has an element, else an artifact."""

    def __init__(
        self, height: float, paint: Callable[[Canvas, float, float], None], element: Element | None = None
    ) -> None:
        super().__init__()
        self.height = height
        self._paint = paint
        self._element = element

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        del available_height
        self.width = available_width
        return self.width, self.height

    def draw(self) -> None:
        canvas = self.canv
        canvas.saveState()
        if self._element is None:
            with artifact(canvas):
                self._paint(canvas, self.width, self.height)
        else:
            left, bottom = canvas.absolutePosition(0, 0)
            box = (left, bottom, left + self.width, bottom + self.height)
            self._element.attributes["Layout"] = {"Placement": "Block", "BBox": box}
            with marked(canvas, self._element):
                self._paint(canvas, self.width, self.height)
        canvas.restoreState()


class OutlineEntry(Flowable):
    """A line of the PDF's outline that leads to this place. It draws nothing."""

    width = height = 0.0

    def __init__(self, title: str, level: int, key: str) -> None:
        super().__init__()
        self._title, self._level, self._key = title, level, key

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        del available_width, available_height
        return 0.0, 0.0

    def draw(self) -> None:
        _, here = self.canv.absolutePosition(0, 0)
        self.canv.bookmarkHorizontalAbsolute(self._key, here + 24)
        self.canv.addOutlineEntry(self._title, self._key, self._level)


class Kept(Flowable):
    """Flowables that are never parted, but for the last, of which the start is enough (unless `whole`).

    So a heading stays with the first lines under it. What does not fit goes to the next page together, and what
    does not fit there either flows on. (reportlab's KeepTogether asks for the whole of the last one, which
    leaves half pages empty before a long table, and forgets some of the space between.)
    """

    def __init__(self, parts: list[Flowable], *, whole: bool = False) -> None:
        super().__init__()
        self.parts = parts
        self._whole = whole

    def getSpaceBefore(self) -> float:  # noqa: N802 - reportlab's name
        return self.parts[0].getSpaceBefore()

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        del available_height
        return available_width, float(0xFFFFFF)  # never fits as it is: the frame must ask `split`

    def split(self, available_width: float, available_height: float) -> list[Any]:
        if self._starts_in(available_width, available_height):
            return list(self.parts)
        if not _is_at_top(self):
            return []
        first, *others = self.parts
        if self._height(first, available_width) <= available_height:
            return [first, *others]
        return [*first.splitOn(self.canv, available_width, available_height), *others]

    def _starts_in(self, width: float, height: float) -> bool:
        *lead, last = self.parts
        left = height - self._taken(lead, last, width)
        if left <= 0:
            return False
        fits = self._height(last, width) <= left
        return fits or (not self._whole and len(last.splitOn(self.canv, width, left)) > 0)

    def _taken(self, lead: list[Flowable], last: Flowable, width: float) -> float:
        """The height of `lead` with the space between, as a frame counts it, down to the top of `last`."""
        taken = after = 0.0
        for place, flowable in enumerate([*lead, last]):
            taken += max(flowable.getSpaceBefore() - after, 0) if place else 0
            if flowable is not last:
                after = flowable.getSpaceAfter()
                taken += self._height(flowable, width) + after
        return taken

    def _height(self, flowable: Flowable, width: float) -> float:
        return float(flowable.wrapOn(self.canv, width, 0xFFFFFF)[1])

    def draw(self) -> None:
        raise AssertionError("always split before it is drawn")


def parts_of(flowable: Flowable) -> list[Flowable]:
    """The flowables that are kept inside, for those who keep them together themselves; else the flowable."""
    return flowable.parts if isinstance(flowable, Kept) else [flowable]


def _is_at_top(flowable: Flowable) -> bool:
    """Whether the flowable, now being split, is the first of its page: a new page would not help it."""
    frame = getattr(flowable, "_frame", None)
    return bool(getattr(frame, "_atTop", False))


class TaggedTable(Table):
    """A table whose grounds and lines are artifacts. Its cells hold tagged paragraphs; rows are never broken."""

    def __init__(self, data: list[list[Any]], **options: Any) -> None:
        super().__init__(data, **(options | {"renderCB": _table_artifacts}))


def _table_artifacts(table: Any, event: str, *_details: object) -> None:
    """reportlab's table calls this around its grounds and lines (`renderCB`)."""
    if event in {"startBG", "startLines"}:
        table.canv.addLiteral("/Artifact BMC")
    elif event in {"endBG", "endLines"}:
        table.canv.addLiteral("EMC")
