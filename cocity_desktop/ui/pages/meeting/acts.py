"""What the parts of a live meeting share when they act: one way to run a use case, one way to say how it went."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from cocity_desktop.ui.operation import Operation

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.views.work import MeetingDetail
    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.pages.base import PageContext


class Acts(QObject):
    """The acts of one part of the page, on the meeting that is shown. `done` gives the hand back to the line."""

    done = Signal()

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self.context = context
        self.meeting: MeetingDetail | None = None

    @property
    def meeting_id(self) -> EntityId:
        """Of the meeting shown, "" before one is."""
        return self.meeting.row.id if self.meeting else ""

    def set_meeting(self, meeting: MeetingDetail) -> None:
        """As read from disk."""
        self.meeting = meeting

    def run(self, use_case: Any, command: Any, said: str = "") -> Operation[Changes]:
        """One use case; `said` goes to the undo bar. Returns the started operation."""
        operation = Operation(self, partial(self.context.services.run, use_case, command))
        operation.on_success(partial(self._ran, said)).on_error(self.fail)
        return operation.start()

    def fail(self, error: AppError) -> None:
        """Tell a fault that belongs to no field."""
        self.context.navigator.fail(error)

    def _ran(self, said: str, changes: Changes) -> None:
        self.context.bus.changed.emit(changes)
        if said:
            self.context.navigator.say(said, undoable=True)
