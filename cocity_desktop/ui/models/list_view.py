"""Lists of the window: two-line lists and the ledger, over one real QListView."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyleOptionViewItem,
    QToolTip,
)

from cocity_desktop.ui.models.ledger_delegate import LedgerDelegate
from cocity_desktop.ui.models.list_delegate import ListDelegate
from cocity_desktop.ui.models.list_model import ListModel
from cocity_desktop.ui.permitted import allowed, why_not
from cocity_desktop.ui.widgets.scroll import QuietScrollBar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

    from cocity_desktop.ui.models.list_items import LedgerItem, ListItem, RowAction
    from cocity_desktop.ui.models.list_model import Presented

Row = TypeVar("Row")


class RowsView(QListView, Generic[Row]):
    """What both lists share: hover, keyboard ring, Enter and double click, growing to its rows with `fit`.

    `row_selected(row or None)`, `row_activated(row)`, `acted(action key, row)`.
    """

    row_selected = Signal(object)
    row_activated = Signal(object)
    acted = Signal(str, object)

    def __init__(
        self,
        present: Callable[[Row], Presented],
        identity: Callable[[Row], str],
        delegate: ListDelegate | LedgerDelegate,
        *,
        fit: bool,
        name: str,
    ) -> None:
        super().__init__()
        self.rows: ListModel[Row] = ListModel(present, identity, self)
        self._delegate = delegate
        self._fit = fit
        delegate.setParent(self)
        self.setModel(self.rows)
        self.setItemDelegate(delegate)
        self.setAccessibleName(name)
        self._quiet()
        self.selectionModel().currentChanged.connect(self._moved)
        self.doubleClicked.connect(self._activated)

    def _quiet(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        if self._fit:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        else:
            self.setVerticalScrollBar(QuietScrollBar(Qt.Orientation.Vertical))

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Replace the rows; the selected record stays selected if it is still there."""
        self._keeping(lambda: self.rows.set_rows(rows))

    def search(self, words: str) -> None:
        self._keeping(lambda: self.rows.search(words))

    def where(self, predicate: Callable[[Row], bool] | None) -> None:
        self._keeping(lambda: self.rows.where(predicate))

    def selected(self) -> Row | None:
        index = self.currentIndex()
        return self.rows.row(index.row()) if index.isValid() else None

    def select(self, record_id: str | None) -> bool:
        """Select a record and scroll to it; False (and nothing selected) when it is not shown."""
        position = self.rows.position(record_id) if record_id is not None else None
        self.setCurrentIndex(QModelIndex() if position is None else self.rows.index(position, 0))
        return position is not None

    def sizeHint(self) -> QSize:
        if not self._fit:
            return super().sizeHint()
        return QSize(super().sizeHint().width(), self._content_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._content_height()) if self._fit else super().minimumSizeHint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_keyboard(False)
        action = self._action_at(event)
        if action is not None:
            self._act(action, self.indexAt(event.position().toPoint()))
            return
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard(event.reason() != Qt.FocusReason.MouseFocusReason)
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(0, 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._by_keyboard(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_keyboard(True)
        index = self.currentIndex()
        if not index.isValid():
            super().keyPressEvent(event)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._activated(index)
        elif (action := self._action_for(event)) is not None:
            self._act(action, index)
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ToolTip
            and isinstance(event, QHelpEvent)
            and isinstance(self._delegate, LedgerDelegate)
        ):
            index = self.indexAt(event.pos())
            action = self._delegate.action_at(
                self.visualRect(index), index, event.pos(), self.isRightToLeft()
            )
            if action is not None:
                QToolTip.showText(event.globalPos(), why_not(*action.acts) or action.words, self)
                return True
        return super().viewportEvent(event)

    def _act(self, action: RowAction, index: QModelIndex) -> None:
        if allowed(*action.acts):
            self.acted.emit(action.key, self.rows.row(index.row()))

    def _action_at(self, event: QMouseEvent) -> RowAction | None:
        if not isinstance(self._delegate, LedgerDelegate):
            return None
        at = event.position().toPoint()
        index = self.indexAt(at)
        return self._delegate.action_at(self.visualRect(index), index, at, self.isRightToLeft())

    def _action_for(self, event: QKeyEvent) -> RowAction | None:
        """The bare key only: Ctrl+N on a line asks for a new record, it never says that this one was not kept."""
        bare = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if not bare or not isinstance(self._delegate, LedgerDelegate):
            return None
        return next((a for a in self._delegate.actions if a.shortcut == event.key()), None)

    def _keeping(self, change: Callable[[], None]) -> None:
        chosen = self.selected()
        before = self.rows.identity(chosen) if chosen is not None else None
        self.selectionModel().blockSignals(True)
        change()
        self.select(before)
        self.selectionModel().blockSignals(False)
        self.updateGeometry()
        self.viewport().update()
        self.row_selected.emit(self.selected())

    def _content_height(self) -> int:
        option = QStyleOptionViewItem()  # empty: heights depend on the item alone
        count = self.rows.shown()
        return sum(self._delegate.sizeHint(option, self.rows.index(i, 0)).height() for i in range(count))

    def _by_keyboard(self, on: bool) -> None:
        self.setProperty("keyboard", on)
        self.viewport().update()

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()

    def _moved(self, current: QModelIndex) -> None:
        self.row_selected.emit(self.rows.row(current.row()) if current.isValid() else None)

    def _activated(self, index: QModelIndex) -> None:
        self.row_activated.emit(self.rows.row(index.row()))


class ListView(RowsView[Row]):
    """Rows of `ListItem`. `fit` grows to its rows instead of scrolling; `lines` parts them, inside a card."""

    def __init__(
        self,
        present: Callable[[Row], ListItem],
        identity: Callable[[Row], str],
        *,
        fit: bool = False,
        lines: bool = False,
        inset: int = 8,
        name: str = "",
    ) -> None:
        super().__init__(present, identity, ListDelegate(lines=lines, inset=inset), fit=fit, name=name)


class Ledger(RowsView[Row]):
    """Rows of `LedgerItem`, grown to their number: put it in a card. `acted(key, row)` for its `actions`."""

    def __init__(
        self,
        present: Callable[[Row], LedgerItem],
        identity: Callable[[Row], str],
        *,
        actions: Sequence[RowAction] = (),
        grouped: bool = True,
        selecting: bool = False,
        fit: bool = True,
        name: str = "",
    ) -> None:
        delegate = LedgerDelegate(actions, grouped=grouped, selecting=selecting)
        super().__init__(present, identity, delegate, fit=fit, name=name)
