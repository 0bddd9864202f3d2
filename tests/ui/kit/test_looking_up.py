"""A picker over more than it can hold: the archive is asked for what is typed, and what it finds can be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cocity_desktop.ui.widgets.looking_up import LookingUp
from cocity_desktop.ui.widgets.picker import Picker

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes

PEOPLE = [(f"p{number}", f"Persona {number:05}") for number in range(20_000)]


def test_what_is_typed_is_looked_up_and_chosen(qtbot: QtBot, lanes: Lanes) -> None:
    asked: list[str] = []

    def find(words: str) -> list[tuple[str, str]]:
        asked.append(words)
        return [one for one in PEOPLE if all(word in one[1] for word in words.split())][:20]

    picker: Picker[str] = Picker("Chi", PEOPLE[:50])
    qtbot.addWidget(picker)
    LookingUp(picker, find)
    picker.show()
    qtbot.waitExposed(picker)
    picker.activateWindow()
    picker.setFocus()
    qtbot.waitUntil(picker.line.hasFocus)
    QTest.keyClicks(picker.line, "19999 Pers")
    qtbot.waitUntil(lambda: bool(asked) and asked[-1] == "19999 Pers" and lanes.idle())
    popup = picker.line.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    assert popup.model().rowCount() == 1
    with qtbot.waitSignal(picker.chosen, check_params_cb=lambda value: value == "p19999"):
        QTest.keyClick(popup, Qt.Key.Key_Down)
        QTest.keyClick(popup, Qt.Key.Key_Return)
    assert picker.value() == "p19999"
    assert len(asked) < 4
    assert picker.problem() is None
