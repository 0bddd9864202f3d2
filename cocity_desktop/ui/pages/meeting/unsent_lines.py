"""The unsent lines of the meeting on show, as the one draft that is kept of them, and their way back after a crash.

What was unsent in a meeting that was left is remembered here too: a disk that takes nothing more must not cost a text.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cocity_desktop.application.capture import DraftsAfter
from cocity_desktop.application.drafts import lines_of
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.meeting.draft_keeper import DraftKeeper
from cocity_desktop.ui.pages.meeting.draft_text import Unsent, read_unsent, write_unsent

if TYPE_CHECKING:
    from collections.abc import Callable

    from cocity_desktop.application.ports import Drafts
    from cocity_desktop.domain.errors import AppError


class UnsentLines(QObject):
    """`found(Unsent, recovered)` once for each meeting that is opened with something unsent.

    `collect` gives what is unsent now.
    """

    found = Signal(object, bool)

    def __init__(self, drafts: Drafts, collect: Callable[[], Unsent], parent: QObject) -> None:
        super().__init__(parent)
        self._drafts, self._collect = drafts, collect
        self.keeper = DraftKeeper(drafts, self)
        self._meeting_id = ""
        self._left: dict[str, Unsent] = {}
        self._waits: tuple[Unsent, bool] | None = None
        self._ready = self._open = False

    def open(self, meeting_id: str) -> None:
        """Look for what is unsent in this meeting. It is laid out when the meeting itself is there (`lay_out`)."""
        self._meeting_id, self._ready, self._open = meeting_id, False, False
        left = self._left.pop(meeting_id, None)
        if left is not None:
            self._waits = (left, False)
            return
        self._waits = None
        operation = Operation(self, partial(self._drafts.load, lines_of(meeting_id)))
        operation.on_success(partial(self._loaded, meeting_id)).on_error(self._not_loaded).start()

    def lay_out(self) -> None:
        """The meeting is on show."""
        self._ready = True
        self._hand_over()

    def touch(self) -> None:
        """Something typed changed."""
        if self._open:
            self.keeper.touch(lines_of(self._meeting_id), self._text)

    def after(self) -> DraftsAfter:
        """What will still be unsent once the line that is on its way is saved."""
        return DraftsAfter(lines_of(self._meeting_id), self._text())

    def rest(self) -> None:
        """The meeting is left, perhaps for good: keep everything now."""
        if self._open:
            unsent = self._collect()
            self._left.pop(self._meeting_id, None)
            if unsent != Unsent():
                self._left[self._meeting_id] = unsent
            self.touch()
        self.keeper.flush(leaving=True)

    def _text(self) -> str:
        return write_unsent(self._collect())

    def _loaded(self, meeting_id: str, text: str) -> None:
        if meeting_id == self._meeting_id:
            self.keeper.settled(lines_of(meeting_id), text)
            self._waits = (read_unsent(text), True)
            self._hand_over()

    def _not_loaded(self, _error: AppError) -> None:
        """The meeting itself cannot be read either, and says so."""
        self._waits = (Unsent(), False)
        self._hand_over()

    def _hand_over(self) -> None:
        if not self._ready or self._waits is None:
            return
        (unsent, recovered), self._waits = self._waits, None
        self._open = True
        if unsent != Unsent():
            self.found.emit(unsent, recovered)
        self.touch()
