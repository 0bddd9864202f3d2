"""A person at the window: keys and clicks on real widgets, found as a person finds them, never a use case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from cocity_desktop.localization import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes
    from cocity_desktop.ui.widgets.form import Form

PATIENCE = 15_000
"""Milliseconds to wait for something that must happen; a slow machine takes a while, a broken page forever."""


def type_text(widget: QWidget, text: str) -> None:
    """Type letter by letter. QTest's own way takes ASCII only, and these are Italian sentences."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(widget, event)


class Person:
    """Types, clicks, waits until what was asked for is on the screen."""

    def __init__(self, qtbot: QtBot, window: QWidget, lanes: Lanes) -> None:
        self.bot, self.window, self.lanes = qtbot, window, lanes

    def until(self, seen: Callable[[], Any]) -> Any:
        """Wait for `seen` to be true and the lanes to rest, and give what it saw."""
        self.bot.waitUntil(lambda: bool(self.lanes.idle() and seen()), timeout=PATIENCE)
        return seen()

    def buttons(self, words: str, within: QWidget | None = None) -> list[QAbstractButton]:
        """The buttons of these words that can be seen, in `within` or in the whole window."""
        place = within or self.window
        found = place.findChildren(QAbstractButton)
        return [b for b in found if b.text() == words and b.isVisible() and b.isEnabled()]

    def press(self, words: str, within: QWidget | None = None) -> None:
        """Click the button of these words (an English source text)."""
        button = self.until(lambda: self.buttons(_(words), within))[0]
        self.click(button)

    def click(self, widget: QWidget) -> None:
        """Click in the middle of a widget."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def pick(self, field: Any, words: str) -> None:
        """In a field that finds its answer by part of it: type a part, take the first with the arrow and Enter."""
        field.line.setFocus()
        type_text(field.line, words)
        popup = field.line.completer().popup()
        self.bot.waitUntil(popup.isVisible)
        QTest.keyClick(popup, Qt.Key.Key_Down)
        QTest.keyClick(popup, Qt.Key.Key_Return)

    def keys(self, *sequence: Any, on: QWidget | None = None) -> None:
        """Press keys where the focus is, or on a widget."""
        self._at_the_window()
        for key in sequence:
            target = on or QApplication.focusWidget() or self.window
            if isinstance(key, str):
                type_text(target, key)
            elif isinstance(key, tuple):
                QTest.keyClick(target, key[0], key[1])
            else:
                QTest.keyClick(target, key)

    def _at_the_window(self) -> None:
        """Off the screen no window manager gives the window its turn again after a click; shortcuts ask for it."""
        if QApplication.activeWindow() is None:
            self.window.activateWindow()
            self.bot.waitUntil(self.window.isActiveWindow)

    def fill(self, form: Form, **values: str) -> None:
        """Type into the fields of a form, called as the command calls them."""
        for name, text in values.items():
            self.write(form.field(name), text)

    def write(self, field: QWidget, text: str) -> None:
        """Type over what a field holds; of a list of choices, choose the one of these words."""
        combo = field if isinstance(field, QComboBox) else field.findChild(QComboBox)
        if combo is not None:
            self._choose(combo, text)
            return
        line = field.findChild(QLineEdit) or field.findChild(QPlainTextEdit)
        assert line is not None, field
        line.setFocus()
        line.selectAll()
        type_text(line, text)

    def _choose(self, combo: QComboBox, words: str) -> None:
        place = combo.findText(words)
        assert place >= 0, (words, [combo.itemText(i) for i in range(combo.count())])
        combo.setFocus()
        QTest.keyClick(combo, Qt.Key.Key_Home)
        for _step in range(place - combo.currentIndex()):
            QTest.keyClick(combo, Qt.Key.Key_Down)
        assert combo.currentText() == words

    def in_dialog(self, opens: Callable[[], Any], answer: Callable[[Any], Any]) -> None:
        """Do what opens a dialog, answer it once it stands there, and wait until it has left."""
        answered: list[QDialog] = []
        failures: list[BaseException] = []

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog) or not self.lanes.idle():
                return
            timer.stop()
            answered.append(dialog)
            try:
                answer(dialog)
            except BaseException as failure:
                failures.append(failure)
                dialog.reject()

        timer = QTimer()
        timer.setInterval(10)
        timer.timeout.connect(look)
        timer.start()
        opens()
        try:
            self.bot.waitUntil(
                lambda: bool(answered) and QApplication.activeModalWidget() is None and self.lanes.idle(),
                timeout=PATIENCE,
            )
        except self.bot.TimeoutError as late:
            raise AssertionError(
                f"answered {answered}, still open {QApplication.activeModalWidget()}, idle {self.lanes.idle()}, "
                f"focus {QApplication.focusWidget()}"
            ) from late
        if failures:
            raise failures[0]

    def row(self, view: QAbstractItemView, words: str) -> None:
        """Click the row of a list that has these words."""
        model = view.model()
        columns = model.columnCount(QModelIndex()) if isinstance(view, QTableView) else 1
        for place in range(model.rowCount(QModelIndex())):
            cells = [
                model.index(place, column).data(role)
                for column in range(columns)
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            ]
            if any(words in str(cell) for cell in cells):
                index = model.index(place, 0)
                view.scrollTo(index)
                middle = view.visualRect(index).center()
                QTest.mouseClick(
                    view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(middle.x(), middle.y())
                )
                return
        raise AssertionError((words, model.rowCount(QModelIndex())))
