"""Tables as the documents use them: data under headings, with groups of rows, and pairs of names and values.

A table is the same thing three times: rows for reportlab, elements with their scopes for screen readers, lines
and grounds as style commands. They are made here together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from reportlab.platypus import Spacer

from cocity_desktop.documents.glyphs import FALLBACK, Markup
from cocity_desktop.documents.style import GROUND, LINE, STRONG_LINE, WIDTH
from cocity_desktop.documents.tagged import TaggedParagraph, TaggedTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.platypus import Flowable

    from cocity_desktop.documents.structure import Attributes, Element

NOTHING = Markup("")
_ROW_PADDING = 5
_GUTTER = 12
_FACT_NAME = 104.0
_TALLEST = 280.0
"""A row taller than this (points) is drawn as several; two of them, with headings, fit on any page."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell of a table shows: markup, the name of its style, how many columns it spans.

    `language` (ISO 639-1) where it is not the document's; `under` is a second paragraph in the document's own.
    """

    text: Markup
    style: str = "cell"
    span: int = 1
    language: str = ""
    under: Markup = NOTHING


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


class Bind(Protocol):
    """Makes a paragraph as content of an element, in a style and a language ("" for the document's)."""

    def __call__(
        self, element: Element, text: Markup, style_name: str, language: str = "", /
    ) -> TaggedParagraph: ...


def make_table(
    element: Element,
    columns: Sequence[Column],
    headings: Sequence[Markup],
    rows: Sequence[Row],
    bind: Bind,
    from_right: bool = False,
) -> TaggedTable:
    """A table as content of `element`; `headings` are the columns' headings as markup.

    Drawn `from_right`, its first column stands at the right; spans are not for such tables.
    """
    top = heading_cells(element, columns, headings, bind)
    made = [(row, row_cells(element, row, len(columns), bind)) for row in rows]
    return draw_table(top, made, [column.width for column in columns], from_right=from_right)


def heading_cells(
    element: Element, columns: Sequence[Column], headings: Sequence[Markup], bind: Bind
) -> list[Any]:
    """The cells of the heading row: read once, however often they are drawn."""
    top = element.add("TR")
    return [_heading_cell(top, column, text, bind) for column, text in zip(columns, headings, strict=True)]


def row_cells(element: Element, row: Row, columns: int, bind: Bind) -> list[Any]:
    """The cells of a row of a table with so many columns, as content of `element`."""
    return _row(element.add("TR"), row, columns, bind)


def draw_table(
    top: list[Any],
    rows: Sequence[tuple[Row, list[Any]]],
    widths: Sequence[float],
    *,
    from_right: bool = False,
    padding: float = _ROW_PADDING,
) -> TaggedTable:
    """A table, or the piece of it that a page takes, of cells that were made before; `padding` above and below, in points."""
    data = [top]
    commands = [*_PADDING, *_padding(padding), ("LINEBELOW", (0, 0), (-1, 0), 1, STRONG_LINE)]
    for place, (row, cells) in enumerate(rows):
        first = len(data)
        data += _drawn_rows(cells, row, widths)
        commands += _row_commands(row, first, len(data) - 1, len(widths), is_last=place == len(rows) - 1)
    drawn = list(widths)
    if from_right:
        data, drawn = [cells[::-1] for cells in data], drawn[::-1]
    return _table(data, drawn, commands, repeat=1)


def row_height(cells: list[Any], widths: Sequence[float], padding: float = _ROW_PADDING) -> float:
    """How high a row of these cells is drawn, in points; for rows without spans."""
    heights = [
        sum(part.wrap(width - (_GUTTER if place < len(widths) - 1 else 0), 0xFFFFFF)[1] for part in cell)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return max(heights, default=0) + 2 * padding


def make_facts(
    element: Element,
    facts: Sequence[tuple[Markup, Cell]],
    bind: Bind,
    from_right: bool = False,
) -> TaggedTable:
    """Pairs of a name and a value as content of `element`, one pair at least."""
    widths = [_FACT_NAME, WIDTH - _FACT_NAME]
    data: list[list[Any]] = []
    commands = [*_PADDING, *_padding(3), ("LINEABOVE", (0, 0), (-1, 0), 0.5, LINE)]
    for name, value in facts:
        row = element.add("TR")
        header = row.add("TH", attributes={"Table": {"Scope": "Row"}})
        cells = [[bind(header, name, "fact_name")], _content(row.add("TD"), value, bind)]
        data += _drawn_rows(cells, Row(()), widths)
        commands.append(("LINEBELOW", (0, len(data) - 1), (-1, len(data) - 1), 0.5, LINE))
    if from_right:
        data, widths = [cells[::-1] for cells in data], widths[::-1]
    return _table(data, widths, commands, repeat=0)


def _table(data: list[list[Any]], widths: list[float], commands: list[Any], repeat: int) -> TaggedTable:
    table = TaggedTable(data, colWidths=widths, repeatRows=repeat, hAlign="LEFT", spaceAfter=12)
    table.setStyle(commands)
    return table


# --- Cells ----------------------------------------------------------------------------------------------------


def _heading_cell(row: Element, column: Column, heading: Markup, bind: Bind) -> list[Flowable]:
    cell = row.add("TH", attributes={"Table": {"Scope": "Column"}})
    made = bind(cell, heading, column.style)
    made.once = True
    return [made]


def _row(element: Element, row: Row, width: int, bind: Bind) -> list[Any]:
    """The cells of a row; an empty list for an empty one and for those that a span covers."""
    made: list[Any] = []
    for place, cell in enumerate(row.cells):
        names_rows = row.is_group and place == 0
        bound = element.add("TH" if names_rows else "TD", attributes=_cell_attributes(cell, names_rows))
        made.append(_content(bound, cell, bind))
        made += [[]] * (cell.span - 1)
    made += [[]] * (width - len(made))
    if row.lowest:
        made[-1] = [*made[-1], Spacer(0, row.lowest - 2 * _ROW_PADDING)]
    return made


def _content(element: Element, cell: Cell, bind: Bind) -> list[Flowable]:
    """The paragraphs of a cell; each has an element of its own where they speak two languages."""
    if not cell.under:
        return [bind(element, cell.text, cell.style, cell.language)] if cell.text else []
    parts = ((cell.text, cell.language), (cell.under, ""))
    return [bind(element.add("P"), text, cell.style, language) for text, language in parts if text]


def _cell_attributes(cell: Cell, names_rows: bool) -> dict[str, Attributes]:
    attributes: Attributes = {"Scope": "Row"} if names_rows else {}
    if cell.span > 1:
        attributes["ColSpan"] = cell.span
    return {"Table": attributes} if attributes else {}


def _drawn_rows(cells: list[Any], row: Row, widths: Sequence[float]) -> list[list[Any]]:
    """A row as the rows it is drawn in: one, or more when it is so tall that a page could not hold it.

    The pieces stay content of the same cells. (reportlab can break rows itself, but loops for ever when such a
    row must also stay with the one before it.)
    """
    room = [width - _GUTTER for width in widths]
    for column, cell in enumerate(row.cells):
        if cell.span > 1:
            room[column] = sum(widths[column : column + cell.span]) - _GUTTER
    drawn: list[list[Any]] = []
    rest = cells
    while any(rest) or not drawn:
        parts = [_first_part(cell, width) for cell, width in zip(rest, room, strict=True)]
        drawn.append([first for first, _ in parts])
        rest = [left for _, left in parts]
    return drawn


def _first_part(cell: list[Any], width: float) -> tuple[list[Any], list[Any]]:
    """What of a cell fits in a row of bearable height, and what is left."""
    if not cell or not isinstance(cell[0], TaggedParagraph) or cell[0].wrap(width, _TALLEST)[1] <= _TALLEST:
        return cell, []
    first, *left = cell[0].split(width, _TALLEST)
    return [first], [*left, *cell[1:]]


# --- Lines and grounds ----------------------------------------------------------------------------------------

_EVERY = ((0, 0), (-1, -1))
_PADDING: list[Any] = [
    ("FONT", *_EVERY, FALLBACK, 9),  # reportlab sets a font for each cell, and only ours are embedded
    ("VALIGN", *_EVERY, "TOP"),
    ("LEFTPADDING", *_EVERY, 0),
    ("RIGHTPADDING", (0, 0), (-2, -1), _GUTTER),
    ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
]


def _padding(points: float) -> list[Any]:
    return [("TOPPADDING", *_EVERY, points), ("BOTTOMPADDING", *_EVERY, points)]


def _row_commands(row: Row, first: int, last: int, width: int, *, is_last: bool) -> list[Any]:
    """Line, ground and spans of a row drawn in the rows `first` to `last`."""
    commands: list[Any] = [("LINEBELOW", (0, last), (-1, last), 0.5, LINE)]
    if row.is_group:
        commands += [
            ("BACKGROUND", (0, first), (-1, last), GROUND),
            ("LEFTPADDING", (0, first), (0, last), 6),
            ("RIGHTPADDING", (1, first), (width - 1, last), 6),
        ]
        if not is_last:
            commands.append(("NOSPLIT", (0, last), (-1, last + 1)))
    return commands + [span for place in range(first, last + 1) for span in _spans(row, place)]


def _spans(row: Row, place: int) -> list[Any]:
    commands: list[Any] = []
    column = 0
    for cell in row.cells:
        if cell.span > 1:
            commands.append(("SPAN", (column, place), (column + cell.span - 1, place)))
        column += cell.span
    return commands
