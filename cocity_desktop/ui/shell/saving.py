"""«Saved» as a fact: what the status bar says of saving comes from transactions, never from hopes.

Every use case runs inside `SaveWatch.writing` (as `Services.watching`) and every draft inside `keeping`, on the
database thread. What they tell comes to the main thread by queued signals, before the callbacks of the operation that
ran them. Lines that somebody has finished and that have not even begun to be written are told by the change bus.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from cocity_desktop.domain.errors import EnvironmentFault
from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import _, day, local, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import Drafts
    from cocity_desktop.ui.widgets.status_bar import StatusBar

PATIENCE_MS = 1000
"""What is further behind is told: most writes take a few milliseconds, and a flicker would only worry."""

_LONGEST_WAIT_MS = 3_600_000
"""The clock is looked at this often, so that «saved at 17:40» becomes yesterday's at midnight."""


class SaveWatch(QObject):
    """Tells `status` what is on disk. `now` is told once an archive is open."""

    _began = Signal()
    _ended = Signal(bool, object)

    def __init__(self, status: StatusBar, parent: QObject) -> None:
        super().__init__(parent)
        self._status = status
        self._now: Callable[[], datetime] | None = None
        self._saved_at: datetime | None = None
        self._fault: EnvironmentFault | None = None
        self._draft_fault: EnvironmentFault | None = None
        self._under_way = self._waiting = 0
        self._late = False
        self._slow = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._slow.timeout.connect(self._is_late)
        self._day = QTimer(self)
        self._day.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._day.timeout.connect(self._tell)
        self._began.connect(self._begin, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._over, Qt.ConnectionType.QueuedConnection)

    def use_clock(self, now: Callable[[], datetime]) -> None:
        """What day it is."""
        self._now = now
        self._day.start(_LONGEST_WAIT_MS)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Around a use case, on its thread."""
        with self._told(draft=False):
            yield

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """Around a draft: that it is kept says nothing of lines, that it cannot be is told."""
        with self._told(draft=True):
            yield

    @contextmanager
    def _told(self, *, draft: bool) -> Iterator[None]:
        fault: EnvironmentFault | None = None
        self._began.emit()
        try:
            yield
        except EnvironmentFault as error:
            fault = error
            raise
        finally:
            self._ended.emit(draft, fault)

    def waiting(self, lines: int) -> None:
        """So many finished lines are not on disk."""
        self._waiting = lines
        self._watch()

    def saved(self, changes: Changes) -> None:
        """A transaction is on disk."""
        self._fault = self._draft_fault = None
        self.saved_at(changes.saved_at)

    def saved_at(self, moment: datetime | None) -> None:
        """The last one was on disk at `moment`: read from the archive, it says nothing of what failed since."""
        self._saved_at = moment or self._saved_at
        self._tell()

    def _begin(self) -> None:
        self._under_way += 1
        self._watch()

    def _over(self, draft: bool, fault: EnvironmentFault | None) -> None:
        self._under_way -= 1
        if draft:
            self._draft_fault = fault
        else:
            self._fault = fault or self._fault
        self._watch()

    def _watch(self) -> None:
        """Patience begins with the first thing behind and ends with the last."""
        if not self._under_way and not self._waiting:
            self._slow.stop()
            self._late = False
        elif not self._slow.isActive() and not self._late:
            self._slow.start()
        self._tell()

    def _is_late(self) -> None:
        self._late = True
        self._tell()

    def _tell(self) -> None:
        """What could not be written stays told until something was."""
        fault = self._fault or self._draft_fault
        if fault is not None:
            self._status.not_saved(words_for(fault))
        elif self._late:
            self._status.saving(self._reason())
        elif self._saved_at is not None:
            self._status.saved(self._when(self._saved_at))
        else:
            self._status.nothing_saved()

    def _reason(self) -> str:
        if self._waiting:
            return ngettext("{n} line waits for the disk", "{n} lines wait for the disk", self._waiting)
        return _("the disk is slow to answer; what you type stays here")

    def _when(self, moment: datetime) -> str:
        """With the day when it was not today."""
        here = local(moment)
        today = local(self._now()).date() if self._now is not None else here.date()
        if here.date() == today:
            return f"{here:%H:%M:%S}"
        return _("{day} {time}").format(day=_day_words(here.date(), today), time=f"{here:%H:%M}")


def _day_words(then: date, today: date) -> str:
    if (today - then).days == 1:
        return _("yesterday")
    return day(then, "d MMMM") if then.year == today.year else day(then)


class WatchedDrafts:
    """Drafts whose saving is told to a `SaveWatch`. Satisfies `application.ports.Drafts`."""

    def __init__(self, drafts: Drafts, watch: SaveWatch) -> None:
        self._drafts, self._watch = drafts, watch

    def save(self, key: str, text: str) -> None:
        with self._watch.keeping():
            self._drafts.save(key, text)

    def load(self, key: str) -> str:
        return self._drafts.load(key)

    def keys(self) -> tuple[str, ...]:
        return self._drafts.keys()
