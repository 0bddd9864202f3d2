"""«Saved» as a fact: what the status bar says of saving comes from transactions, never from hopes.

Every use case runs inside `SaveWatch.writing` (as `Services.watching`), on the database thread, and drafts are kept
inside `SaveWatch.keeping`. What they tell comes to the main thread by queued signals, before the callbacks of the
operation that ran them.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from cocity_desktop.domain.errors import EnvironmentFault
from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import _, local

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from datetime import datetime

    from PySide6.QtCore import SignalInstance

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import Drafts
    from cocity_desktop.ui.widgets.status_bar import StatusBar

PATIENCE_MS = 1000
"""A write that takes longer is told: most take a few milliseconds, and a flicker would only worry."""


class SaveWatch(QObject):
    """Tells `status` what is on disk."""

    _began = Signal()
    _ended = Signal(object)
    _kept = Signal(object)

    def __init__(self, status: StatusBar, parent: QObject) -> None:
        super().__init__(parent)
        self._status = status
        self._saved_at: datetime | None = None
        self._fault: EnvironmentFault | None = None
        self._draft_fault: EnvironmentFault | None = None
        self._slow = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._slow.timeout.connect(self._tell_slowness)
        self._began.connect(self._slow.start, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._over, Qt.ConnectionType.QueuedConnection)
        self._kept.connect(self._draft_over, Qt.ConnectionType.QueuedConnection)

    def writing(self) -> AbstractContextManager[None]:
        """Around a use case, on its thread."""
        return self._watched(self._ended)

    def keeping(self) -> AbstractContextManager[None]:
        """Around the saving of a draft, on its thread: what is not sent yet is not told as saved, only as refused."""
        return self._watched(self._kept)

    @contextmanager
    def _watched(self, ended: SignalInstance) -> Iterator[None]:
        fault: EnvironmentFault | None = None
        self._began.emit()
        try:
            yield
        except EnvironmentFault as error:
            fault = error
            raise
        finally:
            ended.emit(fault)

    def saved(self, changes: Changes) -> None:
        """A transaction is on disk."""
        self.saved_at(changes.saved_at)

    def saved_at(self, moment: datetime | None) -> None:
        """The last one was on disk at `moment`."""
        self._saved_at = moment or self._saved_at
        self._fault = self._draft_fault = None
        self._tell()

    def _over(self, fault: EnvironmentFault | None) -> None:
        self._slow.stop()
        self._fault = fault or self._fault
        self._tell()

    def _draft_over(self, fault: EnvironmentFault | None) -> None:
        """A draft is kept again and again: its last saving is what counts."""
        self._slow.stop()
        self._draft_fault = fault
        self._tell()

    def _tell_slowness(self) -> None:
        self._status.saving(_("the disk is slow to answer; what you type stays here"))

    def _tell(self) -> None:
        """What could not be written stays told until something was."""
        fault = self._fault or self._draft_fault
        if fault is not None:
            self._status.not_saved(words_for(fault))
        elif self._saved_at is not None:
            self._status.saved(f"{local(self._saved_at):%H:%M:%S}")
        else:
            self._status.nothing_saved()


class WatchedDrafts:
    """`application.ports.Drafts` that tells the status bar when a text cannot be kept."""

    def __init__(self, drafts: Drafts, watch: SaveWatch) -> None:
        self._drafts, self._watch = drafts, watch

    def save(self, key: str, text: str) -> None:
        with self._watch.keeping():
            self._drafts.save(key, text)

    def load(self, key: str) -> str:
        return self._drafts.load(key)

    def keys(self) -> tuple[str, ...]:
        return self._drafts.keys()
