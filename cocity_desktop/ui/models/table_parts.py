"""The pieces of every table: the painted header, the grid that knows the row under the pointer, columns that make room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from cocity_desktop.ui.models.row_delegate import ROW_HEIGHT, RowDelegate
from cocity_desktop.ui.theme.canvas import LEFT, RIGHT, cell
from cocity_desktop.ui.theme.fonts import advance, font
from cocity_desktop.ui.theme.tokens import Token, px
from cocity_desktop.ui.widgets.scroll import QuietScrollBar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QEvent, QRect
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent

    from cocity_desktop.ui.models.columns import Column

_LEAST_STRETCH = 200


class Header(QHeaderView):
    """Titles of 13/600; the sorted one darker, with a chevron before it when it stands at the right."""

    def __init__(self, columns: Sequence[Column[Any]]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._columns = columns
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setFixedHeight(px(36))
        self.setMinimumSectionSize(px(40))
        self.viewport().setAutoFillBackground(False)  # the card shows through, with its round corners

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        column = self._columns[logicalIndex]
        is_sorted = self.sortIndicatorSection() == logicalIndex and column.sort is not None
        bounds = QRectF(rect)
        last = logicalIndex == len(self._columns) - 1
        area = bounds.adjusted(px(16 if logicalIndex == 0 else 12), 0, -px(16 if last else 12), -1)
        ink: Token = "text" if is_sorted else "muted"
        with cell(painter, bounds, self.layoutDirection() == Qt.LayoutDirection.RightToLeft) as canvas:
            canvas.hline(bounds.left(), bounds.right(), bounds.bottom() - 1)
            right = column.align == "right"
            canvas.text(area, column.title, font(13, 600), ink, RIGHT if right else LEFT)
            if is_sorted:
                width = advance(column.title, font(13, 600))
                x = area.right() - width - px(20) if right else area.left() + width + px(4)
                rising = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
                canvas.icon(x, area.center().y() - px(8), "up" if rising else "down", 16, ink)


class Grid(QTableView):
    """The real table: remembers the row under the pointer and whether the keyboard was used last."""

    entered_row = Signal(object)

    def __init__(self, delegate: RowDelegate) -> None:
        super().__init__()
        self._delegate = delegate
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(QuietScrollBar(Qt.Orientation.Vertical))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setTabKeyNavigation(False)
        self.viewport().setAutoFillBackground(False)
        self.setWordWrap(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(px(ROW_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A bar that opens above or below takes room: the selected row stays in sight."""
        row, before = self.currentIndex().row(), event.oldSize().height()
        seen = row >= 0 and 0 <= self.rowViewportPosition(row) < before
        super().resizeEvent(event)
        if seen and event.size().height() < before:
            self.scrollTo(self.currentIndex())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_keyboard(False)
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard(event.reason() != Qt.FocusReason.MouseFocusReason)
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.selectRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_keyboard(True)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered_row.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _by_keyboard(self, on: bool) -> None:
        self.setProperty("keyboard", on)
        self.viewport().update()

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()


def set_up_header(
    grid: Grid, columns: Sequence[Column[Any]], sort: Callable[[int, Qt.SortOrder], None]
) -> None:
    """Give `grid` the header of `columns`; `sort(position, order)` when a title is pressed."""
    header = Header(columns)
    grid.setHorizontalHeader(header)
    for position, column in enumerate(columns):
        mode = QHeaderView.ResizeMode.Stretch if column.width is None else QHeaderView.ResizeMode.Fixed
        header.setSectionResizeMode(position, mode)
        if column.width is not None:
            header.resizeSection(position, px(column.width))
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    header.sortIndicatorChanged.connect(sort)
    grid.setSortingEnabled(False)
    header.setSortIndicatorShown(True)


def make_room(grid: Grid, columns: Sequence[Column[Any]], width: int) -> None:
    """Hide columns, in their turn, until the one that stretches has room for a name."""
    room = width - px(_LEAST_STRETCH) - px(14)
    hidden: set[int] = set()
    leaving = sorted((column.leaves, i) for i, column in enumerate(columns) if column.leaves)
    while leaving and _fixed_width(columns, hidden) > room:
        hidden.add(leaving.pop(0)[1])
    for position in range(len(columns)):
        grid.setColumnHidden(position, position in hidden)


def _fixed_width(columns: Sequence[Column[Any]], hidden: set[int]) -> int:
    return sum(px(c.width) for i, c in enumerate(columns) if c.width is not None and i not in hidden)
