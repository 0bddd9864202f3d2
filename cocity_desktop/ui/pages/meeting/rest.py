"""When the live meeting is read again after a change: when the hand rests, not while it types.

What was typed is shown at once, from what the page knows; a reading brings what others did and what the archive worked
out. It takes the time of a key or two, so it waits until no key is likely.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QElapsedTimer, QTimer

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

AFTER_CHANGE_MS: Final = 150
"""Changes that follow each other closely are read once."""

AFTER_KEY_MS: Final = 600
"""Longer than between two keys of someone who is typing a sentence."""

LONGEST_MS: Final = 15_000
"""After so long it is read although somebody types: one key in a hundred may notice, not one in ten."""


class Rest(QTimer):
    """`begin` when something has changed, `put_off` at every key; `timeout` when it is time to read."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self._waiting = QElapsedTimer()

    def begin(self) -> None:
        """Something has changed."""
        if not self.isActive():
            self._waiting.start()
            self.start(AFTER_CHANGE_MS)
        elif self.remainingTime() < AFTER_CHANGE_MS:
            self._go_on(AFTER_CHANGE_MS)

    def put_off(self) -> None:
        """A key was typed."""
        if self.isActive():
            self._go_on(AFTER_KEY_MS)

    def _go_on(self, milliseconds: int) -> None:
        if self._waiting.elapsed() < LONGEST_MS:
            self.start(milliseconds)
