"""A table of thousands of rows: each page of it is made when it is laid out.

reportlab's own table measures all its rows again for each page that it is split over, which is nothing for a hundred
rows and hours for a hundred thousand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import Flowable

from cocity_desktop.documents.tables import draw_table, heading_cells, row_cells, row_height

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cocity_desktop.documents.glyphs import Markup
    from cocity_desktop.documents.structure import Element
    from cocity_desktop.documents.tables import Bind, Column, Row
    from cocity_desktop.documents.tagged import TaggedTable

_SPARE = 1.0
"""Points left free on a page: reportlab adds heights in another order, and a table over by a hair is refused."""
_PADDING = 3.0
"""Points above and below the text of a row: paper is long already."""


class TablePages:
    """The rows still to come, as content of `element`; one that did not fit any more waits for the next page."""

    def __init__(
        self,
        element: Element,
        columns: Sequence[Column],
        headings: Sequence[Markup],
        rows: Iterable[Row],
        bind: Bind,
        *,
        from_right: bool = False,
    ) -> None:
        self._element, self._bind, self._from_right = element, bind, from_right
        self._widths = [column.width for column in columns]
        self._top = heading_cells(element, columns, headings, bind)
        self._rows = iter(rows)
        self._waiting: tuple[Row, list[Any], float] | None = None

    def page(self, height: float, *, whole: bool) -> TaggedTable | None:
        """The rows that fit in so many points; on a `whole` page one at least, because no page has more room."""
        room = height - row_height(self._top, self._widths, _PADDING) - _SPARE
        taken: list[tuple[Row, list[Any]]] = []
        while (found := self._next()) is not None:
            row, cells, tall = found
            if tall > room and (taken or not whole):
                self._waiting = found
                break
            taken.append((row, cells))
            room -= tall
        if not taken:
            return None
        return draw_table(self._top, taken, self._widths, from_right=self._from_right, padding=_PADDING)

    def ended(self) -> bool:
        """Whether no row is left."""
        self._waiting = self._next()
        return self._waiting is None

    def _next(self) -> tuple[Row, list[Any], float] | None:
        found, self._waiting = self._waiting, None
        if found is not None:
            return found
        row = next(self._rows, None)
        if row is None:
            return None
        cells = row_cells(self._element, row, len(self._widths), self._bind)
        return row, cells, row_height(cells, self._widths, _PADDING)


class LongTable(Flowable):
    """As `tables.make_table`, for rows without spans. It takes its rows once: it is always split, never drawn itself."""

    def __init__(self, pages: TablePages) -> None:
        super().__init__()
        self._pages = pages

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        del available_height
        return available_width, float(0xFFFFFF)  # never fits as it is: the frame must ask `split`

    def split(self, available_width: float, available_height: float) -> list[Any]:
        whole = bool(getattr(getattr(self, "_frame", None), "_atTop", False))
        piece = self._pages.page(available_height, whole=whole)
        if piece is None:
            return []
        parts: list[Any] = [piece]
        if piece.wrapOn(self.canv, available_width, available_height)[1] > available_height:
            parts = piece.splitOn(self.canv, available_width, available_height)  # a row higher than a page
        # Another one for the rest: reportlab remembers of each flowable that it went to the next page.
        return parts if self._pages.ended() else [*parts, LongTable(self._pages)]

    def draw(self) -> None:
        raise AssertionError("always split before it is drawn")
