"""The list of what was said: new lines come in below, and the list follows them unless one is reading further up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from cocity_desktop.localization import _
from cocity_desktop.ui.pages.meeting.entries_model import EntriesModel
from cocity_desktop.ui.pages.meeting.entry_delegate import EntryDelegate
from cocity_desktop.ui.pages.meeting.entry_layout import Plans
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.scroll import QuietScrollBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent

    from cocity_desktop.ui.pages.meeting.lines import Line

_NEAR = 24


class EntriesView(QTableView):
    """Rows of `Line`.

    `edit_asked(Line)` by Enter or double click, `remove_asked(Line)` by Delete, `menu_asked(Line, where)` by the
    menu key or the right button, `typed(text)` when letters are typed here: they belong to the capture line.
    """

    edit_asked = Signal(object)
    remove_asked = Signal(object)
    menu_asked = Signal(object, QPoint)
    typed = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.entries = EntriesModel(self)
        self._plans = Plans()
        self._delegate = EntryDelegate(self._plans)
        self._delegate.setParent(self)
        self._width = 0
        self.setModel(self.entries)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("What was said"))
        self._quiet()
        self.entries.rowsInserted.connect(self._inserted)
        self.entries.dataChanged.connect(self._changed)
        self.entries.modelReset.connect(self._measure_all)
        self.doubleClicked.connect(lambda index: self.edit_asked.emit(self.entries.line(index.row())))

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these; at the end, the newest stays in sight."""
        following = self.at_end()
        before = self.entries.newest_saved()
        self.entries.set_lines(lines)
        if 0 <= before < self.entries.rowCount():
            self.update(self.entries.index(before, 0))
        if following:
            self.scrollToBottom()

    def at_end(self) -> bool:
        """Whether the newest line is in sight."""
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - px(_NEAR)

    def chosen(self) -> Line | None:
        """The line the keyboard is on."""
        index = self.currentIndex()
        return self.entries.line(index.row()) if index.isValid() else None

    def _quiet(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        palette = self.palette()  # the delegate tints the chosen row; Qt would fill it from edge to edge
        palette.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(QuietScrollBar(Qt.Orientation.Vertical))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(1)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(px(20))
        rows.setDefaultSectionSize(px(36))
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    # --- heights ---------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        following = self.at_end()
        super().resizeEvent(event)
        if self.viewport().width() != self._width:
            self._measure_all()
        if following:
            self.scrollToBottom()

    def _measure_all(self) -> None:
        self._width = self.viewport().width()
        self._measure(0, self.entries.rowCount() - 1)

    def _inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._measure(first, last)

    def _changed(self, first: QModelIndex, last: QModelIndex) -> None:
        self._measure(first.row(), last.row())

    def _measure(self, first: int, last: int) -> None:
        header = self.verticalHeader()
        for row in range(first, last + 1):
            height = self._plans.plan(self.entries.line(row), self._width).height
            if header.sectionSize(row) != height:
                header.resizeSection(row, height)

    # --- hands -----------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.chosen()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif line is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_asked.emit(line)
        elif line is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_asked.emit(line)
        elif plain and event.text().isprintable() and event.text():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos()) if event.reason() == event.Reason.Mouse else self.currentIndex()
        if index.isValid():
            self.setCurrentIndex(index)
            where = self.viewport().mapToGlobal(self.visualRect(index).topLeft() + QPoint(px(196), px(30)))
            at = event.globalPos() if event.reason() == event.Reason.Mouse else where
            self.menu_asked.emit(self.entries.line(index.row()), at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()
