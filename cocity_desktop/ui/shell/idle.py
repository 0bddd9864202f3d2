"""Whether somebody is at the window: every key and every movement of the hand counts, the clock is given from outside.

The clock must go on while the computer sleeps, so that a laptop that was shut and opened again is found idle.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

LOOK_EVERY_MS: Final = 10_000
NEVER: Final = 0
_OF_A_HAND: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
        QEvent.Type.InputMethod,
    }
)


def seconds_with_sleep() -> float:
    """Seconds since the computer was started, those that it slept included where the system counts them."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class IdleWatch(QObject):
    """`idle` once nobody has touched the window for as long as `watch` was told. Silent until then, and after `rest`."""

    idle = Signal()

    def __init__(self, seconds: Callable[[], float], parent: QObject) -> None:
        super().__init__(parent)
        self._seconds = seconds
        self._limit = 0.0
        self._touched = 0.0
        self._look = QTimer(self, interval=LOOK_EVERY_MS)
        self._look.timeout.connect(self.check)

    def watch(self, minutes: int) -> None:
        """From now on, and for `NEVER` not at all."""
        self.rest()
        if minutes == NEVER:
            return
        self._limit, self._touched = minutes * 60.0, self._seconds()
        self._look.start()
        _application().installEventFilter(self)

    def rest(self) -> None:
        """Look no more."""
        self._look.stop()
        _application().removeEventFilter(self)

    def check(self) -> None:
        """Whether the time is over."""
        if self._look.isActive() and self._seconds() - self._touched >= self._limit:
            self.idle.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Who comes back after the time is over has not been here meanwhile: it is over for them too."""
        if event.type() in _OF_A_HAND:
            self.check()
            self._touched = self._seconds()
        return False


def _application() -> QCoreApplication:
    application = QCoreApplication.instance()
    if application is None:
        raise RuntimeError("no application")
    return application
