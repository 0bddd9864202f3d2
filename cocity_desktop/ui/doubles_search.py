"""The search for doubles behind a page: on a lane of its own, part by part, giving way to whoever works.

What is read is read some hundred records at a time, between the questions of others; what is compared is compared for one
millisecond at a time. Nobody is made to wait, however long the registry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cocity_desktop.ui.operation import Operation

if TYPE_CHECKING:
    from cocity_desktop.application.likeness import Likeness
    from cocity_desktop.application.services import Services
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.operation import Progress

PART = 200
"""Records read at once: some ten milliseconds of the archive's one connection."""


class DoublesSearch(QObject):
    """`found(tuple of Likeness)` at the end, `stepped(percent)` on the way, `stopped` when it was made to end before."""

    found = Signal(object)
    stepped = Signal(int)
    stopped = Signal()

    def __init__(self, services: Services, kind: str, parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._kind = services, kind
        self._running: Operation[tuple[Likeness, ...]] | None = None
        self._percent = -1

    @property
    def running(self) -> bool:
        return self._running is not None

    def start(self, total: int) -> None:
        """Anew, among `total` records; one that runs is dropped."""
        self.drop()
        operation = Operation(self, lambda progress: self._search(progress, total))
        self._running, self._percent = operation, -1
        operation.with_progress(self._stepped)
        operation.on_success(lambda pairs: self.found.emit(pairs) if self._ends(operation) else None)
        operation.on_cancel(lambda: self.stopped.emit() if self._ends(operation) else None)
        operation.on_error(lambda error: self._failed(operation, error)).start("background")

    def stop(self) -> None:
        """Made to end: `stopped` follows."""
        if self._running is not None:
            self._running.cancel()

    def drop(self) -> None:
        """Nothing follows."""
        running, self._running = self._running, None
        if running is not None:
            running.cancel()

    def _ends(self, operation: Operation[tuple[Likeness, ...]]) -> bool:
        """Whether it is the one that counts."""
        if operation is not self._running:
            return False
        self._running = None
        return True

    def _failed(self, operation: Operation[tuple[Likeness, ...]], _error: AppError) -> None:
        """The archive was shut, or cannot be read: whoever asks for something is told; nobody asked for this."""
        if self._ends(operation):
            self.stopped.emit()

    def _stepped(self, done: int, total: int, _words: str) -> None:
        percent = min(99, 100 * done // max(total, 1))
        if percent != self._percent:
            self._percent = percent
            self.stepped.emit(percent)

    def _search(self, progress: Progress, total: int) -> tuple[Likeness, ...]:
        """On the lane. To read takes about as long as to compare."""
        queries, after, read = self._services.queries, "", 0
        search = self._services.matcher.search(self._kind)
        while facts := queries.facts_after(self._kind, after, PART):
            after, read = facts.last_id, read + len(facts)
            search.add(facts, progress.give_way)
            progress.step(read, 2 * total)
        compared = _Counting(progress, read, 2 * read)
        return tuple(search.found(compared))


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
