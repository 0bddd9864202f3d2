"""The search for doubles behind a page: on a lane of its own, part by part, giving way to whoever works.

What is read is read some hundred records at a time, between the questions of others; what is compared is compared for one
millisecond at a time. Nobody is made to wait, however long the registry.

What was searched once is kept, and follows what changes (docs/adr/0030): only the records that were written, and whatever
shares a key with them, are compared again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from cocity_desktop.application.likeness import DoublesSearch as SearchOfDoubles
from cocity_desktop.application.likeness import Likeness
from cocity_desktop.ui.operation import Operation

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.services import Services
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.operation import Progress

PART = 200
"""Records read at once: some ten milliseconds of the archive's one connection."""


MANY = 2_000
"""So many records written are not followed one by one."""


class _Outcome(NamedTuple):
    """The search, to be followed, and what it found."""

    search: SearchOfDoubles
    pairs: tuple[Likeness, ...]


class DoublesSearch(QObject):
    """`found(tuple of Likeness)` at the end, `stepped(percent)` on the way, `stopped` when it was made to end before."""

    found = Signal(object)
    stepped = Signal(int)
    stopped = Signal()

    def __init__(self, services: Services, kind: str, parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._kind = services, kind
        self._running: Operation[_Outcome] | None = None
        self._percent = -1
        self._kept: SearchOfDoubles | None = None
        self._written: list[Changes] = []
        self._whole = False
        self._asked: int | None = None

    @property
    def running(self) -> bool:
        return self._running is not None

    @property
    def follows(self) -> bool:
        """Whether the next `start` looks at what was written only."""
        return (self._kept is not None or self.running) and not self._whole

    def note(self, changes: Changes) -> None:
        """These were written: the next `start` follows them."""
        self._written.append(changes)
        if sum(len(one.touched) for one in self._written) > MANY:
            self.forget()

    def forget(self) -> None:
        """What was written is not known, or too much of it: the next `start` begins anew."""
        self._whole = True

    def start(self, total: int) -> None:
        """Among `total` records: what was written since the last search, else everything. After one that runs."""
        if self.running:
            self._asked = total
            return
        kept, self._kept = (self._kept if self.follows else None), None
        if kept is not None and not self._written and kept.size() == total:
            self._kept = kept
            return
        written = tuple(self._written)
        if not written:
            kept = None  # another number of records than are known, and nobody told of a change
        self._written, self._whole, self._percent = [], False, -1
        if kept is None:
            operation = Operation(self, lambda progress: self._search(progress, total))
        else:
            operation = Operation(self, lambda progress: self._follow(progress, kept, written))
        self._running = operation
        operation.with_progress(self._stepped)
        operation.on_success(lambda outcome: self._succeeded(operation, outcome))
        operation.on_cancel(lambda: self._was_stopped(operation))
        operation.on_error(lambda error: self._failed(operation, error)).start("background")

    def stop(self) -> None:
        """Made to end: `stopped` follows."""
        if self._running is not None:
            self._asked = None
            self._running.cancel()

    def drop(self) -> None:
        """Nothing follows."""
        running, self._running, self._asked = self._running, None, None
        if running is not None:
            running.cancel()

    def _succeeded(self, operation: Operation[_Outcome], outcome: _Outcome) -> None:
        if not self._ends(operation):
            return
        self._kept = outcome.search
        self.found.emit(outcome.pairs)
        asked, self._asked = self._asked, None
        if asked is not None:
            self.start(asked)

    def _ends(self, operation: Operation[_Outcome]) -> bool:
        """Whether it is the one that counts."""
        if operation is not self._running:
            return False
        self._running = None
        return True

    def _was_stopped(self, operation: Operation[_Outcome]) -> None:
        if self._ends(operation):
            self._asked = None
            self.stopped.emit()

    def _failed(self, operation: Operation[_Outcome], _error: AppError) -> None:
        """The archive was shut, or cannot be read: whoever asks for something is told; nobody asked for this."""
        self._was_stopped(operation)

    def _stepped(self, done: int, total: int, _words: str) -> None:
        percent = min(99, 100 * done // max(total, 1))
        if percent != self._percent:
            self._percent = percent
            self.stepped.emit(percent)

    def _search(self, progress: Progress, total: int) -> _Outcome:
        """On the lane. To read takes about as long as to compare."""
        queries, after, read = self._services.queries, "", 0
        search = self._services.matcher.search(self._kind)
        while facts := queries.facts_after(self._kind, after, PART):
            after, read = facts.last_id, read + len(facts)
            search.add(facts, progress.give_way)
            progress.step(read, 2 * total)
        compared = _Counting(progress, read, 2 * read)
        return _Outcome(search, tuple(search.found(compared)))

    def _follow(self, progress: Progress, kept: SearchOfDoubles, written: tuple[Changes, ...]) -> _Outcome:
        """On the lane: what these records tell of, compared again."""
        refs = {ref for changes in written for ref in changes.touched}
        changed, facts = self._services.queries.facts_touched(self._kind, refs)
        return _Outcome(kept, tuple(kept.follow(changed, facts, progress.give_way)))


class _Counting:
    """The pace of the second half, told in steps."""

    EVERY = 20_000
    """Comparisons between two steps; of each record there are about twenty."""

    def __init__(self, progress: Progress, read: int, total: int) -> None:
        self._progress, self._read, self._total = progress, read, total
        self._done = 0

    def __call__(self) -> None:
        self._progress.give_way()
        self._done += 1
        if self._done % self.EVERY == 0:
            done = min(self._total, self._read + self._done // 20)
            self._progress.step(done, self._total)
