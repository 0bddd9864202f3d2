"""Keys of the whole page, wherever the cursor is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

NEXT, SKIP, TICK = "F6", "Shift+F6", "Ctrl+F6"
PAUSE, EXTEND, EXTEND_BY = "F7", "F8", "Shift+F8"
AGENDA, POINT = "Alt+O", "Alt+P"
ROOM, ARRIVES = "Alt+S", "Alt+A"
LINES, CLOSE, TIME = "Alt+N", "Shift+F5", "Alt+T"
EVERYBODY = "Alt+U"

# On a row of the agenda or of the room, when the cursor is on it.
ACT, TICK_ROW, TAKE_OUT, PUT_RIGHT = "Return", "Space", "Del", "F2"
ONE_MORE, ONE_LESS = "+", "-"


def add_shortcut(page: QWidget, keys: str, act: Callable[[], object]) -> QShortcut:
    """`keys` does `act` while `page` is on show: a hidden page answers nothing."""
    shortcut = QShortcut(QKeySequence(keys), page)
    shortcut.activated.connect(act)
    return shortcut
