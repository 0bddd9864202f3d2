"""Keys of the whole page, wherever the cursor is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def add_shortcut(page: QWidget, keys: str, act: Callable[[], object]) -> QShortcut:
    """`keys` does `act` while `page` is on show: a hidden page answers nothing."""
    shortcut = QShortcut(QKeySequence(keys), page)
    shortcut.activated.connect(act)
    return shortcut
