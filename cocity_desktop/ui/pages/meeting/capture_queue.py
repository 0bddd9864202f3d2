"""Lines on their way to the disk, one at a time and in the order they were typed.

A line is out of danger only when its transaction has returned. When one cannot be written, those behind it wait:
written out of order they would tell another meeting. Nothing is dropped; `retry` starts again from the first.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cocity_desktop.application.changes import Changes
from cocity_desktop.application.views.work import EntryRow
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.meeting.capture_line import Typed
from cocity_desktop.ui.pages.meeting.draft_text import UnsentLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.domain.errors import AppError


@dataclass(eq=False)
class Waiting:
    """A line that is not on disk yet: how it will look, and what it is as a draft.

    `prepare` is asked, on the main thread, for the job that writes it when its turn has come. `moved_on` is set when the person typed on before it was written: it then shows in the list, not in the line.
    """

    row: EntryRow
    unsent: UnsentLine
    prepare: Callable[[], Callable[[], Changes]]
    typed: Typed
    moved_on: bool = False


class CaptureQueue(QObject):
    """`written(Waiting, Changes)` and `refused(Waiting, AppError or None)`; None is a bug, told elsewhere."""

    written = Signal(object, object)
    refused = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: deque[Waiting] = deque()
        self._flying: Waiting | None = None
        self.halted = False

    def waiting(self) -> Sequence[Waiting]:
        """In the order they were typed."""
        return tuple(self._lines)

    def behind(self) -> Sequence[Waiting]:
        """Those whose writing has not begun."""
        return tuple(line for line in self._lines if line is not self._flying)

    def add(self, line: Waiting) -> None:
        """Write `line` after those that wait already."""
        self._lines.append(line)
        self.retry()

    def drop(self, line: Waiting) -> None:
        """Give a refused line back to whoever typed it."""
        if line in self._lines:
            self._lines.remove(line)
        self.halted = self.halted and bool(self._lines)

    def retry(self) -> None:
        """Start writing again, from the oldest line."""
        self.halted = False
        self._next()

    def _next(self) -> None:
        if self._flying is not None or self.halted or not self._lines:
            return
        line = self._flying = self._lines[0]
        operation = Operation(self, line.prepare())
        operation.on_success(lambda changes: self._written(line, changes))
        operation.on_error(lambda error: self._refused(line, error))
        operation.on_finally(lambda: self._ended(line))
        operation.start()

    def _written(self, line: Waiting, changes: Changes) -> None:
        self._flying = None
        self._lines.remove(line)
        self.written.emit(line, changes)
        self._next()

    def _refused(self, line: Waiting, error: AppError | None) -> None:
        self._flying = None
        self.halted = True
        self.refused.emit(line, error)

    def _ended(self, line: Waiting) -> None:
        """A bug calls neither of the two above: the line must not be held for ever."""
        if self._flying is line:
            self._refused(line, None)
