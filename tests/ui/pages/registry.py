"""How tests use a registry page: wait until it is quiet, fill the form that opens, send it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.dialogs.form_dialog import FormDialog
    from cocity_desktop.ui.pages.base import Page
    from tests.ui.conftest import AnsweringDoors
    from tests.ui.fakes import House


class Person:
    """Somebody at a page: looks, presses, types, and answers the forms that open."""

    def __init__(self, page: Page, house: House, qtbot: QtBot, doors: AnsweringDoors) -> None:
        self.page, self.house, self.qtbot, self.doors = page, house, qtbot, doors

    def look(self) -> None:
        """Wait until nothing is being read or written."""
        self.qtbot.waitUntil(self.house.context.lanes.idle, timeout=10_000)

    def open(self, record_id: str | None = None, **arguments: str) -> None:
        self.page.open(record_id, **arguments)
        self.look()

    def press(self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        self.qtbot.keyClick(widget, key, modifier or Qt.KeyboardModifier.NoModifier)
        self.look()

    def button(self, words: str, within: QWidget | None = None) -> QAbstractButton:
        """The visible button whose words or accessible name are `words`."""

        def found() -> list[QAbstractButton]:
            buttons = (within or self.page).findChildren(QAbstractButton)
            named = (one for one in buttons if words in (one.text(), one.accessibleName()))
            return [one for one in named if one.isVisibleTo(self.page)]

        # What was just put in a layout is shown when control is back in the event loop.
        self.qtbot.waitUntil(lambda: bool(found()))
        return found()[0]

    def click(self, words: str, within: QWidget | None = None) -> None:
        self.qtbot.mouseClick(self.button(words, within), Qt.MouseButton.LeftButton)
        self.look()

    def will(self, fill: Callable[[FormDialog], None]) -> None:
        """The next form is filled by `fill` and sent; it is given up when something in it is refused."""

        def answer(dialog: FormDialog) -> bool:
            fill(dialog)
            self.send(dialog)
            return dialog.changes is not None

        self.doors.answer = answer

    def send(self, dialog: FormDialog) -> None:
        """Press the primary button and wait for the outcome."""
        dialog.primary.click()
        self.qtbot.waitUntil(lambda: self.house.context.lanes.idle() and dialog.primary.isEnabled())

    def told(self) -> str:
        """The last thing said under the page."""
        return self.house.navigator.said[-1][0]
