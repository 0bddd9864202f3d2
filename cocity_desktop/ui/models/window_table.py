"""The table of a long list: as `table_view`, over windows of an answer instead of rows that are all there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QStackedLayout, QWidget

from cocity_desktop.application.views.lists import ListQuestion
from cocity_desktop.localization import _
from cocity_desktop.ui.models.row_delegate import RowDelegate
from cocity_desktop.ui.models.table_parts import Grid, make_room, set_up_header
from cocity_desktop.ui.models.window_model import WindowModel
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.cards import Card, EmptyState
from cocity_desktop.ui.widgets.layouts import column as stacked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from cocity_desktop.application.views.lists import ListSort, Span, Window
    from cocity_desktop.ui.models.columns import Column

Row = TypeVar("Row")


class WindowTable(QWidget, Generic[Row]):
    """A card with a table of the answer to `ask`.

    `sorts` says what each column sorts by (the others have no `sort` either). `row_selected(row or None)` as the
    selection moves, `row_activated(row)` on Enter or double click, `counted(shown, total, more)` after every answer.
    A record stays selected by its id, wherever it goes; when it does not pass any more, the first one is selected.
    """

    row_selected = Signal(object)
    row_activated = Signal(object)
    counted = Signal(int, int, bool)
    failed = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        identity: Callable[[Row], str],
        read: Callable[[ListQuestion, Span], Window[Row]],
        *,
        sentence: Callable[[Row], str],
        sorts: Mapping[str, ListSort],
        empty: QWidget | None = None,
        name: str = "",
    ) -> None:
        super().__init__()
        self.model: WindowModel[Row] = WindowModel(columns, identity, read, sentence, self)
        self.grid = Grid(RowDelegate())
        self.grid.setAccessibleName(name)
        self.grid.setModel(self.model)
        self.reader = read
        self._sorts = sorts
        self._question = ListQuestion()
        self._chosen: str | None = None
        self._resetting = self._has_asked = False
        set_up_header(self.grid, columns, self._sort)
        self._set_up_stack(empty)
        self.model.answered.connect(self._answered)
        self.model.came.connect(self._came)
        self.model.failed.connect(self.failed)
        self.model.modelAboutToBeReset.connect(self._about_to_reset)
        self.grid.selectionModel().currentRowChanged.connect(self._moved)
        self.grid.doubleClicked.connect(self._activated)
        self.grid.entered_row.connect(self._activated)
        self.setFocusProxy(self.grid)

    def ask(self, question: ListQuestion, record_id: str | None = None) -> None:
        """Put a question in the order of the header; `record_id` is selected once it is answered, if it passes."""
        self._question = replace(question, sort=self._question.sort, descending=self._question.descending)
        self._chosen = record_id or self._chosen
        self._has_asked = True
        self.model.ask(self._question, self._chosen)

    def sort_by(self, key: str, descending: bool = False) -> None:
        """Sort by the column `key`, as a click on its header would."""
        position = next(i for i, column in enumerate(self.model.columns) if column.key == key)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.grid.horizontalHeader().setSortIndicator(position, order)

    def question(self) -> ListQuestion:
        """What was asked last, with its order."""
        return self._question

    def sorted_by(self) -> str:
        """The key of the column it is sorted by, "" when it is none of them."""
        return next((key for key, sort in self._sorts.items() if sort == self._question.sort), "")

    def selected(self) -> Row | None:
        """The row the selection is on, None while it is on its way too."""
        index = self.grid.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def chosen(self) -> str | None:
        """The record that is selected, or will be when it has come."""
        return self._chosen

    def select(self, record_id: str | None) -> bool:
        """Select a record and scroll to it; one that was not read yet is asked for, and False says so."""
        self._chosen = record_id
        position = self.model.position(record_id) if record_id is not None else None
        if position is not None:
            self._go_to(position)
            return True
        if record_id is None:
            self.grid.clearSelection()
            self.grid.setCurrentIndex(QModelIndex())
        else:
            self.model.ask(self._question, record_id)
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        make_room(self.grid, self.model.columns, self.width())

    def sizeHint(self) -> QSize:
        return QSize(px(560), px(360))

    def _set_up_stack(self, empty: QWidget | None) -> None:
        nothing = EmptyState("search", _("Nothing found"), _("Try another word, or take a filter away."))
        self._stack = QStackedLayout()
        for page in (self.grid, nothing, empty or QWidget()):
            self._stack.addWidget(page)
        self.setLayout(stacked((Card(stacked((self._stack, 1), margins=(1, 1, 1, 1))), 1)))

    def _sort(self, position: int, order: Qt.SortOrder) -> None:
        if not 0 <= position < len(self.model.columns):
            return
        sort = self._sorts.get(self.model.columns[position].key)
        if sort is not None:
            descending = order == Qt.SortOrder.DescendingOrder
            self._question = replace(self._question, sort=sort, descending=descending)
            if self._has_asked:
                self.model.ask(self._question, self._chosen)

    # --- how selection and answers keep together ------------------------------------------------------------

    def _about_to_reset(self) -> None:
        self._resetting = True
        self._top = self.grid.verticalScrollBar().value()

    def _answered(self, position: int) -> None:
        """Come back to the record that was selected, at the height it had where that is possible."""
        shown, total = self.model.shown(), self.model.total()
        self._turn_to(0 if shown else 1 if total else 2)
        self.counted.emit(shown, total, self.model.more())
        if position < 0:
            self._chosen = None
        if shown:
            self.grid.verticalScrollBar().setValue(self._top if position >= 0 else 0)
            self._go_to(max(position, 0))
        self._resetting = False
        self._tell()
        self.grid.viewport().update()

    def _turn_to(self, place: int) -> None:
        """The list, or what says that there is none; the keys go to the button of that."""
        had_keys = self.isAncestorOf(self.window().focusWidget())
        self._stack.setCurrentIndex(place)
        page = self._stack.widget(place)
        button = page.findChild(QAbstractButton) if place and page is not None else None
        self.setFocusProxy(button or self.grid)
        if had_keys:
            self.setFocus()

    def _go_to(self, position: int) -> None:
        self.grid.selectRow(position)
        self.grid.scrollTo(self.model.index(position, 0))

    def _moved(self, current: QModelIndex) -> None:
        if current.isValid() and not self._resetting:
            self._tell()

    def _came(self, first: int, last: int) -> None:
        self.counted.emit(self.model.shown(), self.model.total(), self.model.more())
        if first <= self.grid.currentIndex().row() <= last:
            self._tell()

    def _tell(self) -> None:
        """Tell the row under the selection, unless it is still on its way."""
        row = self.selected()
        if row is not None:
            self._chosen = self.model.identity(row)
            self.row_selected.emit(row)
        elif not self.grid.currentIndex().isValid():
            self.row_selected.emit(None)

    def _activated(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if row is not None:
            self.row_activated.emit(row)
