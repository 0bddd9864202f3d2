"""The list of what was said: new lines come in below, and the list follows them unless one is reading further up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from cocity_desktop.localization import _
from cocity_desktop.ui.pages.meeting.entries_model import EntriesModel
from cocity_desktop.ui.pages.meeting.entry_delegate import EntryDelegate
from cocity_desktop.ui.pages.meeting.entry_keys import act_of
from cocity_desktop.ui.pages.meeting.entry_layout import Plans
from cocity_desktop.ui.pages.meeting.lines import Standing
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.scroll import QuietScrollBar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import QEvent, QMimeData
    from PySide6.QtGui import (
        QContextMenuEvent,
        QDragEnterEvent,
        QDragMoveEvent,
        QDropEvent,
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
        QResizeEvent,
    )

    from cocity_desktop.ui.models.photo_shelf import PhotoShelf
    from cocity_desktop.ui.pages.meeting.lines import Line

_NEAR = 24
_SOME = 20
"""Rows measured between two turns of the event loop: a millisecond or two, which no key waits for."""

_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)
"""Not by the pointer, nor because the window or a menu gives the turn back: nothing moves then."""


def files_of(data: QMimeData) -> list[Path]:
    """The files of this machine that are dragged; what else is dragged is none of ours."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class EntriesView(QTableView):
    """Rows of `Line`.

    `edit_asked(Line)` by Enter or double click, `remove_asked(Line)` by Delete, `menu_asked(Line, where)` by the
    menu key or the right button, `typed(text)` when letters are typed here: they belong to the capture line.
    `photo_asked(Line, number)` by a click on a photo; `act_asked(Line, name)` by one of `entry_keys.KEYS`; `dropped(Line or None,
    files)` when picture files are let fall on a line or beside all of them.
    """

    edit_asked = Signal(object)
    remove_asked = Signal(object)
    menu_asked = Signal(object, QPoint)
    typed = Signal(str)
    left = Signal()
    photo_asked = Signal(object, int)
    act_asked = Signal(object, str)
    dropped = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.entries = EntriesModel(self)
        self._plans = Plans()
        self._delegate = EntryDelegate(self._plans)
        self._delegate.setParent(self)
        self._width = 0
        self._waiting: list[int] = []
        self._planned: list[int] = []
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._plan_some)
        self.setModel(self.entries)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("What was said"))
        self._quiet()
        self.setAcceptDrops(True)
        self.entries.rowsInserted.connect(self._inserted)
        self.entries.dataChanged.connect(self._changed)
        self.entries.modelReset.connect(lambda: self._measure_all(self.at_end()))
        self.doubleClicked.connect(lambda index: self.edit_asked.emit(self.entries.line(index.row())))

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these; at the end, the newest stays in sight, and what is just being written comes into it."""
        following = self.at_end() or self._written_now(lines)
        before = self.entries.newest_saved()
        line, row = self.chosen(), self.currentIndex().row()
        self.entries.set_lines(lines)
        if 0 <= before < self.entries.rowCount():
            self.update(self.entries.index(before, 0))
        if line is not None and not self.selectedIndexes() and self.hasFocus():
            self._stay_by(line, row)
        if following:
            self._go_to_end()

    def _written_now(self, lines: Sequence[Line]) -> bool:
        more = len(lines) > self.entries.rowCount()
        return more and lines[-1].standing is Standing.SAVING

    def _stay_by(self, line: Line, row: int) -> None:
        """The rows are others now: the keyboard is where its line is, or where it was when that has gone."""
        found = self.entries.row_of(line.row.id)
        last = self.entries.rowCount() - 1
        if last >= 0:
            self._go_to(min(row, last) if found is None else found)

    def use_photos(self, shelf: PhotoShelf) -> None:
        """Where the small pictures come from."""
        self._delegate.photos = shelf
        shelf.arrived.connect(self.viewport().update)

    def choose(self, entry_id: str) -> None:
        """Put the keyboard on a line and bring it into sight."""
        row = self.entries.row_of(entry_id)
        if row is not None:
            self._go_to(row)

    def above(self, line: Line) -> Line | None:
        """The saved line before this one."""
        row = self.entries.row_of(line.row.id)
        return self.entries.line(row - 1) if row else None

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
            self._measure_all(following)
        if following:
            self._go_to_end()

    def _measure_all(self, following: bool) -> None:
        self._width = self.viewport().width()
        self._waiting.clear()
        self._planned.clear()
        self._measure_soon(range(self.entries.rowCount()), following)

    def _inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._measure_soon(range(first, last + 1), self.at_end())

    def _changed(self, first: QModelIndex, last: QModelIndex) -> None:
        following = self.at_end()
        self._measure(range(first.row(), last.row() + 1))
        if following:
            self._go_to_end()

    def _go_to_end(self) -> None:
        self.updateGeometries()  # Qt would do it a turn later, and the end would be elsewhere then
        self.scrollToBottom()

    def _measure_soon(self, rows: Sequence[int], following: bool) -> None:
        """Those in sight at once; the others, when there are many, a few at a time from the end upwards.

        Until then they are as high as a line of few words, which most are.
        """
        if not following:
            self._measure(rows)
            return
        self._waiting.extend(rows)
        left = self.viewport().height()
        while self._waiting and left >= 0:
            left -= self._measure(self._next_waiting())
        if self._waiting:
            self._turn.start()

    def _next_waiting(self) -> list[int]:
        some, self._waiting = self._waiting[-_SOME:], self._waiting[:-_SOME]
        return [row for row in some if row < self.entries.rowCount()]

    def _plan_some(self) -> None:
        """A few more; when all are known, they get their heights together, for each time is one more painting."""
        some = self._next_waiting()
        for row in some:
            self._plans.plan(self.entries.line(row), self._width)
        self._planned += some
        if self._waiting:
            self._turn.start()
        else:
            self._settle()

    def _settle(self) -> None:
        following, first = self.at_end(), self.rowAt(0)
        before = self.rowViewportPosition(first)
        self._measure([row for row in self._planned if row < self.entries.rowCount()])
        self._planned.clear()
        if following:
            self._go_to_end()
        else:  # what is being read stays where it is
            self.updateGeometries()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.rowViewportPosition(first) - before)

    def _measure(self, rows: Iterable[int]) -> int:
        """Give rows their heights; returns the sum."""
        header = self.verticalHeader()
        total = 0
        for row in rows:
            height = self._plans.plan(self.entries.line(row), self._width).height
            if header.sectionSize(row) != height:
                header.resizeSection(row, height)
            total += height
        return total

    # --- hands -----------------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By keyboard, the line that a key will act on is in sight: where it was, or the newest at first.

        Qt would choose the first of the evening, out of sight and without showing it.
        """
        if event.reason() in _BY_KEY and self.entries.rowCount():
            index = self.currentIndex()
            self._go_to(index.row() if index.isValid() else self.entries.rowCount() - 1)
        super().focusInEvent(event)

    def _go_to(self, row: int) -> None:
        self.setCurrentIndex(self.entries.index(row, 0))
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.chosen()
        act = act_of(event)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif line is not None and act:
            self.act_asked.emit(line, act)
        elif line is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_asked.emit(line)
        elif line is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_asked.emit(line)
        elif line is not None and plain and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_to(0 if event.key() == Qt.Key.Key_Home else self.entries.rowCount() - 1)
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

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        asked = self._asked_at(event.position())
        if asked is not None and event.button() is Qt.MouseButton.LeftButton:
            self.act_asked.emit(asked, "reserve")
            return
        line, number = self._photo_at(event.position())
        if line is not None and event.button() is Qt.MouseButton.LeftButton:
            self.photo_asked.emit(line, number)

    def _photo_at(self, at: QPointF) -> tuple[Line | None, int]:
        """The line and the number of the photo under the pointer."""
        line, inside = self._inside(at)
        places = self._plans.plan(line, self._width).photos if line is not None else ()
        number = next((number for number, place in enumerate(places) if place.contains(inside)), -1)
        return (line, number) if number >= 0 else (None, -1)

    def _asked_at(self, at: QPointF) -> Line | None:
        """The line whose chip under the pointer asks for the words of reservations."""
        line, inside = self._inside(at)
        place = self._plans.plan(line, self._width).missing if line is not None else None
        return line if place is not None and place.contains(inside) else None

    def _inside(self, at: QPointF) -> tuple[Line | None, QPointF]:
        """The line under a point of the view, and the point measured from the corner that it is read from."""
        index = self.indexAt(at.toPoint())
        if not index.isValid():
            return None, at
        inside = at - QPointF(self.visualRect(index).topLeft())
        if self.isRightToLeft():
            inside.setX(self._width - inside.x())
        return self.entries.line(index.row()), inside

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()).row())
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        line = self.entries.line(index.row()) if index.isValid() else None
        event.acceptProposedAction()
        self.dropped.emit(line, files_of(event.mimeData()))

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
