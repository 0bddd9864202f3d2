"""«Saved» as a fact: what the status bar says of saving comes from transactions, never from hopes.

Every use case runs inside `SaveWatch.writing` (as `Services.watching`), on the database thread. What it tells comes to
the main thread by queued signals, before the callbacks of the operation that ran it.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from cocity_desktop.domain.errors import EnvironmentFault
from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import local

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.ui.widgets.status_bar import StatusBar

PATIENCE_MS = 1000
"""A write that takes longer is told: most take a few milliseconds, and a flicker would only worry."""


class SaveWatch(QObject):
    """Tells `status` what is on disk."""

    _began = Signal()
    _ended = Signal(object)

    def __init__(self, status: StatusBar, parent: QObject) -> None:
        super().__init__(parent)
        self._status = status
        self._saved_at: datetime | None = None
        self._fault: EnvironmentFault | None = None
        self._slow = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._slow.timeout.connect(status.saving)
        self._began.connect(self._slow.start, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._over, Qt.ConnectionType.QueuedConnection)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Around a use case, on its thread."""
        fault: EnvironmentFault | None = None
        self._began.emit()
        try:
            yield
        except EnvironmentFault as error:
            fault = error
            raise
        finally:
            self._ended.emit(fault)

    def saved(self, changes: Changes) -> None:
        """A transaction is on disk."""
        self.saved_at(changes.saved_at)

    def saved_at(self, moment: datetime | None) -> None:
        """The last one was on disk at `moment`."""
        self._saved_at = moment or self._saved_at
        self._fault = None
        self._tell()

    def _over(self, fault: EnvironmentFault | None) -> None:
        self._slow.stop()
        self._fault = fault or self._fault
        self._tell()

    def _tell(self) -> None:
        """What could not be written stays told until something was."""
        if self._fault is not None:
            self._status.not_saved(words_for(self._fault))
        elif self._saved_at is not None:
            self._status.saved(f"{local(self._saved_at):%H:%M:%S}")
        else:
            self._status.nothing_saved()
