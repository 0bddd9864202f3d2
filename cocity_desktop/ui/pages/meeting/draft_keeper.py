"""Keeps what is typed and not sent: at most a quarter of a second behind the hand, never in the way of a line.

One save at a time goes to the database lane, with the newest text; what was typed meanwhile goes with the next.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from cocity_desktop.ui.operation import Operation

if TYPE_CHECKING:
    from collections.abc import Callable

    from cocity_desktop.application.ports import Drafts
    from cocity_desktop.domain.errors import AppError

BEHIND_MS = 250
AGAIN_MS = 2_000
"""After a save that failed."""


class DraftKeeper(QObject):
    """`touch(key, write)`: soon, `write()` is asked for the text to keep under `key`, "" for none."""

    def __init__(self, drafts: Drafts, parent: QObject) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._touched: dict[str, Callable[[], str]] = {}
        self._kept: dict[str, str] = {}
        self._saving = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.flush)

    def touch(self, key: str, write: Callable[[], str]) -> None:
        """Something changed under `key`. Costs a look-up: it is called for each key."""
        self._touched[key] = write
        if not self._timer.isActive():
            self._timer.start(BEHIND_MS)

    def flush(self, *, leaving: bool = False) -> None:
        """Keep now what was touched. A page that is left does not wait for a save that is under way."""
        self._timer.stop()
        while self._touched and (leaving or not self._saving):
            key, write = next(iter(self._touched.items()))
            del self._touched[key]
            text = write()
            if self._kept.get(key) != text:
                self._save(key, text, write)

    def _save(self, key: str, text: str, write: Callable[[], str]) -> None:
        self._saving = True
        operation = Operation(self, partial(self._drafts.save, key, text))
        operation.on_success(lambda _done: self.settled(key, text)).on_error(
            partial(self._failed, key, write)
        )
        operation.on_finally(self._ended).start()

    def settled(self, key: str, text: str) -> None:
        """`text` is what lies on the disk under `key`: saved here, or with a line in its transaction."""
        self._kept[key] = text

    def _failed(self, key: str, write: Callable[[], str], _error: AppError) -> None:
        """Told in the status bar. Tried again while the page is there, less eagerly."""
        self._kept.pop(key, None)
        self._touched.setdefault(key, write)
        self._timer.start(AGAIN_MS)

    def _ended(self) -> None:
        self._saving = False
        if self._touched and not self._timer.isActive():
            self._timer.start(BEHIND_MS)
