"""The table of the window: instant filter, sortable header, empty state; rows are told and opened by signal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from cocity_desktop.localization import _
from cocity_desktop.ui.models.row_delegate import RowDelegate
from cocity_desktop.ui.models.table_model import TableModel
from cocity_desktop.ui.models.table_parts import Grid, make_room, set_up_header
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.cards import Card, EmptyState
from cocity_desktop.ui.widgets.layouts import column as stacked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from cocity_desktop.ui.models.columns import Column

Row = TypeVar("Row")


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
        self.grid = Grid(RowDelegate())
        self.grid.setAccessibleName(name)
        self.grid.setModel(self.model)
        self._wanted: str | None = None
        set_up_header(self.grid, columns, self._sort)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        make_room(self.grid, self.model.columns, self.width())

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
