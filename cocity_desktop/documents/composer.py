"""Composing a document in words that authors of documents use: headings, paragraphs, lists, tables, facts.

Each call adds a flowable for the page and an element for the structure tree together, so that the two cannot
drift apart. Documents (`pact_pdf`, `minutes_pdf`…) are written against this class alone.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak, Spacer

from cocity_desktop.documents.glyphs import CODE, FALLBACK, Glyphs, Markup
from cocity_desktop.documents.structure import Attributes, Element, new_tree
from cocity_desktop.documents.style import GROUND, INK, LINE, STRONG_LINE, WIDTH, style
from cocity_desktop.documents.tagged import (
    Drawing,
    KeptWithStart,
    OutlineEntry,
    TaggedTable,
    balanced,
    parts_of,
    tagged_paragraph,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reportlab.pdfgen.canvas import Canvas


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell of a table shows: markup, the name of its style, how many columns it spans."""

    text: Markup
    style: str = "cell"
    span: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in points, the style of its heading."""

    heading: str
    width: float
    style: str = "th"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, at least `lowest` points high.

    A group row names what the rows under it belong to and is never parted from the first of them.
    """

    cells: tuple[Cell, ...]
    is_group: bool = False
    lowest: float = 0


class Composer:
    """Collects the story and its structure. `glyphs` makes typed text safe to print."""

    def __init__(self, glyphs: Glyphs) -> None:
        self._glyphs = glyphs
        self.tree = new_tree()
        self._here = self.tree
        self._label: tuple[Element, str] | None = None
        self.story: list[Flowable] = []
        self._lead: list[Flowable] = []
        self._outline = 0

    def text(self, text: str) -> Markup:
        """Typed text as markup. Everything that comes from a record goes through here."""
        return self._glyphs.markup(text)

    def bold(self, text: str) -> Markup:
        return Markup(f"<b>{self.text(text)}</b>")

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

    def heading(self, level: int, text: str, *, eyebrow: str = "") -> None:
        """A heading of `level` 1 to 3; `eyebrow` is a small line over it that belongs to it ("Articolo 4")."""
        element = self.tree.add(f"H{level}")
        title = f"{eyebrow}. {text}" if eyebrow else text
        if level > 1:
            self._outline += 1
            self._lead.append(OutlineEntry(title, level - 2, f"h{self._outline}"))
        if eyebrow:
            self._lead.append(tagged_paragraph(element, self.text(eyebrow), style("eyebrow")))
        heading = tagged_paragraph(element, self.text(text), style("h2_under" if eyebrow else f"h{level}"))
        self._lead.append(balanced(heading, WIDTH) if level == 1 else heading)

    def paragraph(self, text: Markup, style_name: str = "body", *, leads: bool = False) -> None:
        """A paragraph of its own; one that `leads` stays with what comes next, as headings do."""
        if not text:
            return
        made = tagged_paragraph(self._here.add("P"), text, style(style_name))
        made.label, self._label = self._label, None
        if leads:
            self._lead.append(made)
        else:
            self.add(made)

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
        self, items: Iterable[tuple[str, Markup]], style_name: str = "item", numbering: str = "Decimal"
    ) -> None:
        """A list of labels and texts of one paragraph each."""
        with self.listing(numbering):
            for label, text in items:
                with self.item(label):
                    self.paragraph(text, style_name)

    # --- Space and pictures -------------------------------------------------------------------------------

    def add(self, flowable: Flowable) -> None:
        """Something already bound to its element; headings that wait are kept with its start."""
        if self._lead:
            flowable = KeptWithStart(self._lead, flowable)
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
        self.story.append(KeepTogether([part for flowable in block for part in parts_of(flowable)]))

    # --- Tables -------------------------------------------------------------------------------------------

    def table(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """A table with a heading row that is repeated on each page and read once."""
        element = self._here.add("Table")
        top = element.add("TR")
        data: list[list[Any]] = [[self._heading_cell(top, column) for column in columns]]
        data += [self._row(element.add("TR"), row, len(columns)) for row in rows]
        commands = [*_TABLE_LINES, *_group_commands(rows, len(columns))]
        self._add_table(data, [column.width for column in columns], commands)

    def facts(self, facts: Sequence[tuple[str, Markup]], name_width: float = 104) -> None:
        """Pairs of a name and a value: a table whose first column names the rows."""
        element = self._here.add("Table")
        data = []
        for name, value in facts:
            row = element.add("TR")
            header = row.add("TH", attributes={"Table": {"Scope": "Row"}})
            data.append(
                [
                    [tagged_paragraph(header, self.text(name), style("fact_name"))],
                    [tagged_paragraph(row.add("TD"), value, style("fact"))],
                ]
            )
        self._add_table(data, [name_width, WIDTH - name_width], _FACT_LINES, repeat=0)

    def _heading_cell(self, row: Element, column: Column) -> list[Flowable]:
        cell = row.add("TH", attributes={"Table": {"Scope": "Column"}})
        made = tagged_paragraph(cell, self.text(column.heading), style(column.style))
        made.once = True
        return [made]

    def _row(self, element: Element, row: Row, width: int) -> list[Any]:
        made: list[Any] = []
        for place, cell in enumerate(row.cells):
            names_rows = row.is_group and place == 0
            attributes: Attributes = {"Scope": "Row"} if names_rows else {}
            if cell.span > 1:
                attributes["ColSpan"] = cell.span
            owner: dict[str, Attributes] = {"Table": attributes} if attributes else {}
            bound = element.add("TH" if names_rows else "TD", attributes=owner)
            made.append([tagged_paragraph(bound, cell.text, style(cell.style))] if cell.text else [])
            made += [[]] * (cell.span - 1)
        made += [[]] * (width - len(made))
        if row.lowest:
            made[-1] = [*made[-1], Spacer(0, row.lowest - 2 * _ROW_PADDING)]
        return made

    def _add_table(
        self, data: list[list[Any]], widths: Sequence[float], commands: list[Any], repeat: int = 1
    ) -> None:
        if not data:
            return
        table = TaggedTable(data, colWidths=list(widths), repeatRows=repeat, hAlign="LEFT", spaceAfter=12)
        table.setStyle(commands)
        self.add(table)


_ROW_PADDING = 5
_PADDING: list[Any] = [
    (
        "FONT",
        (0, 0),
        (-1, -1),
        FALLBACK,
        9,
    ),  # reportlab sets a font for each cell, and only ours are embedded
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-2, -1), 12),
    ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
]
_TABLE_LINES: list[Any] = [
    *_PADDING,
    ("TOPPADDING", (0, 0), (-1, -1), _ROW_PADDING),
    ("BOTTOMPADDING", (0, 0), (-1, -1), _ROW_PADDING),
    ("LINEBELOW", (0, 0), (-1, 0), 1, STRONG_LINE),
    ("LINEBELOW", (0, 1), (-1, -1), 0.5, LINE),
]
_FACT_LINES: list[Any] = [
    *_PADDING,
    ("TOPPADDING", (0, 0), (-1, -1), 3),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ("LINEABOVE", (0, 0), (-1, 0), 0.5, LINE),
    ("LINEBELOW", (0, 0), (-1, -1), 0.5, LINE),
]


def _group_commands(rows: Sequence[Row], width: int) -> list[Any]:
    """Grounds, spans, and no break between a group row and the row after it."""
    commands: list[Any] = []
    for place, row in enumerate(rows, start=1):
        if row.is_group:
            commands += [
                ("BACKGROUND", (0, place), (-1, place), GROUND),
                ("LEFTPADDING", (0, place), (0, place), 6),
                ("RIGHTPADDING", (width - 1, place), (width - 1, place), 6),
                ("TEXTCOLOR", (0, place), (-1, place), INK),
            ]
            if place < len(rows):
                commands.append(("NOSPLIT", (0, place), (-1, place + 1)))
        column = 0
        for cell in row.cells:
            if cell.span > 1:
                commands.append(("SPAN", (column, place), (column + cell.span - 1, place)))
            column += cell.span
    return commands
