"""The table of the window: instant filter, sortable header, empty state; rows are told and opened by signal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStackedLayout, QTableView, QWidget

from cocity_desktop.localization import _
from cocity_desktop.ui.models.row_delegate import ROW_HEIGHT, RowDelegate
from cocity_desktop.ui.models.table_model import TableModel
from cocity_desktop.ui.theme.canvas import LEFT, RIGHT, cell
from cocity_desktop.ui.theme.fonts import advance, font
from cocity_desktop.ui.theme.tokens import Token, px
from cocity_desktop.ui.widgets.cards import Card, EmptyState
from cocity_desktop.ui.widgets.layouts import column as stacked
from cocity_desktop.ui.widgets.scroll import QuietScrollBar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent

    from cocity_desktop.ui.models.columns import Column

Row = TypeVar("Row")
_LEAST_STRETCH = 200


class _Header(QHeaderView):
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


class _Grid(QTableView):
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
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setTabKeyNavigation(False)
        self.viewport().setAutoFillBackground(False)
        self.setWordWrap(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(px(ROW_HEIGHT))

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


class TableView(QWidget, Generic[Row]):
    """A card with a table of `Row`.

    `row_selected(row or None)` as the selection moves, `row_activated(row)` on Enter or double click, `counted(shown,
    total)` when a filter changes them. Give `empty` for a list that has nothing at all; what a filter hides has its own words.
    """

    row_selected = Signal(object)
    row_activated = Signal(object)
    counted = Signal(int, int)

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        identity: Callable[[Row], str],
        *,
        sentence: Callable[[Row], str] | None = None,
        empty: QWidget | None = None,
        name: str = "",
        found_by: Callable[[Row], str] | None = None,
    ) -> None:
        super().__init__()
        self.model: TableModel[Row] = TableModel(columns, identity, sentence, self, found_by=found_by)
        self.grid = _Grid(RowDelegate())
        self.grid.setAccessibleName(name)
        self.grid.setModel(self.model)
        self._wanted: str | None = None
        self._set_up_header(columns)
        self._set_up_stack(empty)
        self.grid.selectionModel().currentRowChanged.connect(self._moved)
        self.grid.doubleClicked.connect(self._activated)
        self.grid.entered_row.connect(self._activated)
        self.setFocusProxy(self.grid)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Replace the rows; the selected record stays selected if it is still there."""
        self._keeping(lambda: self.model.set_rows(rows))

    def search(self, words: str) -> None:
        self._keeping(lambda: self.model.search(words))

    def where(self, predicate: Callable[[Row], bool] | None) -> None:
        self._keeping(lambda: self.model.where(predicate))

    def sort_by(self, key: str, descending: bool = False) -> None:
        """Sort by the column `key`, as a click on its header would."""
        position = next(i for i, column in enumerate(self.model.columns) if column.key == key)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.grid.horizontalHeader().setSortIndicator(position, order)

    def selected(self) -> Row | None:
        index = self.grid.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def select(self, record_id: str | None) -> bool:
        """Select a record and scroll to it; False (and nothing selected) when it is not shown."""
        position = self.model.position(record_id) if record_id is not None else None
        if position is None:
            self.grid.clearSelection()
            self.grid.setCurrentIndex(QModelIndex())
            return False
        self.grid.selectRow(position)
        self.grid.scrollTo(self.model.index(position, 0))
        return True

    def _set_up_header(self, columns: Sequence[Column[Row]]) -> None:
        header = _Header(columns)
        self.grid.setHorizontalHeader(header)
        for position, column in enumerate(columns):
            mode = QHeaderView.ResizeMode.Stretch if column.width is None else QHeaderView.ResizeMode.Fixed
            header.setSectionResizeMode(position, mode)
            if column.width is not None:
                header.resizeSection(position, px(column.width))
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(self._sort)
        self.grid.setSortingEnabled(False)
        header.setSortIndicatorShown(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Hide columns, in their turn, until the one that stretches has room for a name."""
        room = self.width() - px(_LEAST_STRETCH) - px(14)
        hidden: set[int] = set()
        leaving = sorted((c.leaves, i) for i, c in enumerate(self.model.columns) if c.leaves)
        while leaving and self._fixed_width(hidden) > room:
            hidden.add(leaving.pop(0)[1])
        for position in range(len(self.model.columns)):
            self.grid.setColumnHidden(position, position in hidden)

    def _fixed_width(self, hidden: set[int]) -> int:
        return sum(
            px(c.width) for i, c in enumerate(self.model.columns) if c.width is not None and i not in hidden
        )

    def _set_up_stack(self, empty: QWidget | None) -> None:
        self._empty = empty or QWidget()
        self._nothing = EmptyState(
            "search", _("Nothing found"), _("Try another word, or take a filter away.")
        )
        self._stack = QStackedLayout()
        for page in (self.grid, self._nothing, self._empty):
            self._stack.addWidget(page)
        card = Card(stacked((self._stack, 1), margins=(1, 1, 1, 1)))
        self.setLayout(stacked((card, 1)))
        self._follow_count()

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        if 0 <= column < len(self.model.columns) and self.model.columns[column].sort is None:
            return
        self._keeping(lambda: self.model.sort(column, order))

    def _keeping(self, change: Callable[[], None]) -> None:
        """Make a change that resets the model, and come back to the same record."""
        chosen = self.selected()
        before = self.model.identity(chosen) if chosen is not None else self._wanted
        self.grid.selectionModel().blockSignals(True)
        change()
        found = self.select(before)
        self.grid.selectionModel().blockSignals(False)
        self._wanted = None if found else before
        self._follow_count()
        self.grid.viewport().update()
        self.row_selected.emit(self.selected())

    def _follow_count(self) -> None:
        shown, total = self.model.shown(), self.model.total()
        self._stack.setCurrentIndex(0 if shown else 1 if total else 2)
        self.counted.emit(shown, total)

    def _moved(self, current: QModelIndex) -> None:
        self._wanted = None
        self.row_selected.emit(self.model.row(current.row()) if current.isValid() else None)

    def _activated(self, index: QModelIndex) -> None:
        self.row_activated.emit(self.model.row(index.row()))

    def sizeHint(self) -> QSize:
        return QSize(px(560), px(360))
