"""The beat by which the archive puts its files in order while nobody writes (docs/adr/0017)."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from cocity_desktop.ui.operation import Operation

if TYPE_CHECKING:
    from cocity_desktop.application.services import Keeper
    from cocity_desktop.domain.errors import AppError

EVERY_MS = 10_000
_log = logging.getLogger(__name__)


class Tending(QObject):
    """Asks `keeper` to tend the archive now and then, on the database lane, until `rest`."""

    def __init__(self, keeper: Keeper, parent: QObject) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._beat = QTimer(self, interval=EVERY_MS)
        self._beat.timeout.connect(self.tend)
        self._beat.start()

    def tend(self) -> None:
        """Now."""
        Operation(self, self._keeper.tend).on_error(self._not_now).start()

    def rest(self) -> None:
        """The archive is about to be closed."""
        self._beat.stop()

    def wake(self) -> None:
        """The archive is open again."""
        self._beat.start()

    def _not_now(self, error: AppError) -> None:
        """Nothing was lost and nothing asked for: the person is told when a text of theirs cannot be written."""
        _log.warning("The archive's log could not be tended: %s", error)
