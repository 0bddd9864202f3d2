"""Shortcuts of controls: how they are written for people, and how they press a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton


def native_key(shortcut: str) -> str:
    """A portable shortcut ("Ctrl+N") as shown on key caps: "Ctrl N"."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")


def words_with_key(words: str, shortcut: str | None) -> str:
    """A tooltip: what the control does and its shortcut as this system writes it."""
    return f"{words} ({native_key(shortcut)})" if shortcut else words


def press_with(button: QAbstractButton, shortcut: str) -> QShortcut:
    """Let `shortcut` press `button` at once while it is shown and enabled.

    Qt's own shortcut of a button presses it a tenth of a second later, to show it going down: two quick keys would
    answer in the wrong order.
    """
    made = QShortcut(QKeySequence(shortcut), button)
    made.activated.connect(button.click)
    return made
