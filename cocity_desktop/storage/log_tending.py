"""When the write-ahead log goes into the database: only at rest, so that a plain copy of the files is whole at any moment.

While an archive is open, the database file and the log are copied one after the other by whoever copies the directory.
The two fit together whatever the order and whatever is written meanwhile, as long as (docs/adr/0017):

1. what goes into the database file was in the log before the copy began, and
2. no log is thrown away before all of it was in the database file when the copy began.

So the log is moved after `REST` without a write, and replaced after another `REST` without a write: a copy that takes
less than that is whole. Closing the archive does both at once.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from cocity_desktop.storage.engine import Database

REST: Final = 60.0
"""Seconds: longer than anyone copies a house's archive; shorter than the coffee break of a meeting."""

LARGE: Final = 16 * 1024 * 1024
"""Bytes of log that are worth the trouble: some 250 entries with the letters they were typed in."""


class LogTender:
    """Call `tend` every few seconds, on the thread that writes. `now` gives seconds that never go back."""

    def __init__(
        self,
        database: Database,
        now: Callable[[], float] = time.monotonic,
        rest: float = REST,
        large: int = LARGE,
    ) -> None:
        self._database, self._now, self._rest, self._large = database, now, rest, large
        self._log = database.path.with_name(f"{database.path.name}-wal")
        self._seen: tuple[int, int, int] | None = None
        self._since = 0.0
        self._moved = False

    def tend(self) -> None:
        """Do what is due. Raises EnvironmentFault; then nothing is lost, and it is due the next time."""
        with self._database.exclusive():
            found = self._find()
            if found != self._seen:
                self._seen, self._since, self._moved = found, self._now(), False
            elif self._due(found):
                self._go_on()

    def _find(self) -> tuple[int, int, int] | None:
        """What changes whenever something is written."""
        try:
            facts = self._log.stat()
        except FileNotFoundError:
            return None
        return facts.st_ino, facts.st_size, facts.st_mtime_ns

    def _due(self, found: tuple[int, int, int] | None) -> bool:
        return (
            found is not None
            and found[1] >= self._large
            and self._now() - self._since >= self._rest
            and not self._database.in_transaction
        )

    def _go_on(self) -> None:
        if self._moved:
            self._database.new_log()
            self._seen = None
        else:
            self._moved = self._database.move_log()
            self._since = self._now()
