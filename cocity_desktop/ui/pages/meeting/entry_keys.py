"""What can be done with the line that the keyboard is on, beside Enter and Delete: the keys, and reading them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent

KEYS: Mapping[str, str] = MappingProxyType(
    {
        "split": "Ctrl+D",
        "join": "Ctrl+J",
        "move": "Ctrl+M",
        "locate": "Ctrl+L",
        "reserve": "Ctrl+R",
        "photo": "Ctrl+Shift+F",
        "trash": "Ctrl+Shift+T",
    }
)
"""By the name of the act. The last two work from the capture line too."""


def act_of(event: QKeyEvent) -> str:
    """Which of `KEYS` was pressed, "" for none."""
    pressed = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
    return next((name for name, keys in KEYS.items() if keys == pressed), "")
