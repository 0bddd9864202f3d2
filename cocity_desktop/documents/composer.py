"""Composing a document in words that authors of documents use: headings, paragraphs, lists, tables, facts.

Each call adds a flowable for the page and an element for the structure tree together, so that the two cannot
drift apart. Documents (`pact_pdf`, `minutes_pdf`…) are written against this class alone.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Spacer

from cocity_desktop.documents.glyphs import ARABIC, ARABIC_STRONG, BOX, CODE, Glyphs, Markup
from cocity_desktop.documents.long_table import LongTable, TablePages
from cocity_desktop.documents.rtl import RTL_LANGUAGES
from cocity_desktop.documents.structure import Element, new_tree
from cocity_desktop.documents.style import LINE, STRONG_LINE, WIDTH, style
from cocity_desktop.documents.tables import Cell, Column, Row, make_facts, make_table
from cocity_desktop.documents.tagged import (
    Drawing,
    Kept,
    OutlineEntry,
    TaggedParagraph,
    balanced,
    parts_of,
    tagged_paragraph,
)
from cocity_desktop.documents.words import bcp47

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reportlab.pdfgen.canvas import Canvas


__all__ = ["Cell", "Column", "Composer", "Row"]


class Composer:
    """Collects the story and its structure. `glyphs` makes typed text safe to print.

    `boxed` holds the characters that no font could draw. `language` (ISO 639-1) is the document's: where it is
    read from the right everything is mirrored. `scale` makes all of it larger or smaller.
    """

    def __init__(self, glyphs: Glyphs, language: str = "it", scale: float = 1.0) -> None:
        self._glyphs = glyphs
        self._language = language
        self._scale = scale
        self.from_right = language in RTL_LANGUAGES
        self.tree = new_tree()
        self._here = self.tree
        self.boxed: set[str] = set()
        self._label: tuple[Element, str] | None = None
        self.story: list[Flowable] = []
        self._lead: list[Flowable] = []
        self._outline = 0

    def text(self, text: str) -> Markup:
        """Typed text as markup. Everything that comes from a record goes through here."""
        markup = self._glyphs.markup(text)
        if BOX in markup:
            self.boxed |= self._glyphs.lacking(text)
        return markup

    def bold(self, text: str) -> Markup:
        # Inside <b>, reportlab takes a named font as it is: the strong one must be named.
        strong = self.text(text).replace(f'name="{ARABIC}"', f'name="{ARABIC_STRONG}"')
        return Markup(f"<b>{strong}</b>")

    def muted(self, text: str) -> Markup:
        return Markup(f'<font color="#55677A">{self.text(text)}</font>')

    def code(self, text: str) -> Markup:
        return Markup(f'<font name="{CODE}" size="9">{self.text(text)}</font>')

    def raised(self, text: str) -> Markup:
        """A small figure above the line, as for a note."""
        return Markup(
            f'<super rise="4" size="7"><font name="TitilliumWeb-SemiBold">{self.text(text)}</font></super>'
        )

    # --- Text ---------------------------------------------------------------------------------------------

    def heading(self, level: int, text: str, *, eyebrow: str = "", language: str = "") -> None:
        """A heading of `level` 1 to 3; `eyebrow` is a small line over it that belongs to it ("Articolo 4").

        `language` as for a paragraph.
        """
        element = self.tree.add(f"H{level}")
        title = f"{eyebrow}. {text}" if eyebrow else text
        if level > 1:
            self._outline += 1
            self._lead.append(OutlineEntry(title, level - 2, f"h{self._outline}"))
        if eyebrow:
            self._lead.append(self._bound(element, self.text(eyebrow), "eyebrow"))
        heading = self._bound(element, self.bold(text), "h2_under" if eyebrow else f"h{level}", language)
        self._lead.append(balanced(heading, WIDTH) if level == 1 and not self.from_right else heading)

    def paragraph(
        self, text: Markup, style_name: str = "body", *, leads: bool = False, language: str = ""
    ) -> None:
        """A paragraph of its own; one that `leads` stays with what comes next, as headings do.

        `language` (ISO 639-1) when it is not the document's: then it is said to readers, and its letters keep
        their own direction.
        """
        if not text:
            return
        made = self._bound(self._here.add("P"), text, style_name, language)
        made.label, self._label = self._label, None
        if leads:
            self._lead.append(made)
        else:
            self.add(made)

    def _bound(self, element: Element, text: Markup, style_name: str, language: str = "") -> TaggedParagraph:
        """A paragraph as content of `element`, in its language's direction, on the document's side of the page."""
        if language and language != self._language:
            element.language = bcp47(language)
        return tagged_paragraph(
            element,
            text,
            style(style_name, self._scale, from_right=self.from_right),
            from_right=(language or self._language) in RTL_LANGUAGES,
        )

    @contextmanager
    def listing(self, numbering: str = "Decimal") -> Iterator[None]:
        """A list, to be filled by `item`. `numbering` is a ListNumbering of ISO 32000-1 table 347."""
        outside = self._here
        self._here = outside.add("L", attributes={"List": {"ListNumbering": numbering}})
        yield
        self._here = outside

    @contextmanager
    def item(self, label: str) -> Iterator[None]:
        """An item of the list that is open. `label`, in our own words, hangs beside its first paragraph."""
        outside = self._here
        item = outside.add("LI")
        self._label = (item.add("Lbl"), label)
        self._here = item.add("LBody")
        yield
        self._here = outside

    def items(
        self,
        items: Iterable[tuple[str, Markup]],
        style_name: str = "item",
        numbering: str = "Decimal",
        language: str = "",
    ) -> None:
        """A list of labels and texts of one paragraph each; `language` as for a paragraph."""
        with self.listing(numbering):
            for label, text in items:
                with self.item(label):
                    self.paragraph(text, style_name, language=language)

    # --- Space and pictures -------------------------------------------------------------------------------

    def add(self, flowable: Flowable) -> None:
        """Something already bound to its element; headings that wait are kept with its start."""
        if self._lead:
            flowable = Kept([*self._lead, flowable])
            self._lead = []
        self.story.append(flowable)

    def space(self, height: float) -> None:
        (self._lead or self.story).append(Spacer(1, height))

    def rule(self, *, strong: bool = False) -> None:
        """A line across the column."""

        def paint(canvas: Canvas, width: float, height: float) -> None:
            canvas.setLineWidth(1 if strong else 0.5)
            canvas.setStrokeColor(STRONG_LINE if strong else LINE)
            canvas.line(0, height / 2, width, height / 2)

        self.add(Drawing(8, paint))

    def figure(self, alt: str, height: float, paint: Callable[[Canvas, float, float], None]) -> None:
        """A picture of `height` points drawn by `paint(canvas, width, height)`, read aloud as `alt`."""
        self.add(Drawing(height, paint, self._here.add("Figure", alt=alt)))

    def new_page(self) -> None:
        self.story.append(PageBreak())

    def needs(self, height: float) -> None:
        """A new page unless `height` points are left on this one."""
        self.story.append(CondPageBreak(height))

    @contextmanager
    def kept_together(self) -> Iterator[None]:
        """What is added inside stands on one page, if one page can hold it."""
        start = len(self.story)
        yield
        if self._lead:  # headings with nothing after them yet
            self.story += self._lead
            self._lead = []
        block = self.story[start:]
        del self.story[start:]
        self.story.append(Kept([part for flowable in block for part in parts_of(flowable)], whole=True))

    # --- Tables -------------------------------------------------------------------------------------------

    def table(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """A table with a heading row that is repeated on each page and read once."""
        headings = [self.bold(column.heading) for column in columns]
        self.add(make_table(self._here.add("Table"), columns, headings, rows, self._bound, self.from_right))

    def long_table(self, columns: Sequence[Column], rows: Iterable[Row]) -> None:
        """As `table`, for thousands of rows without spans: each is made when the page it stands on is laid out.

        Headings before it are not kept with its start.
        """
        headings = [self.bold(column.heading) for column in columns]
        self.story += self._lead
        self._lead = []
        table = self._here.add("Table")
        pages = TablePages(table, columns, headings, rows, self._bound, from_right=self.from_right)
        self.story.append(LongTable(pages))

    def facts(self, facts: Sequence[tuple[str, Markup | Cell]]) -> None:
        """Pairs of a name and a value: a table whose first column names the rows."""
        if facts:
            named = [
                (self.text(name), value if isinstance(value, Cell) else Cell(value, "fact"))
                for name, value in facts
            ]
            self.add(make_facts(self._here.add("Table"), named, self._bound, self.from_right))
