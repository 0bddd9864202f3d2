"""What the parts of a live meeting share when they act: one way to run a use case, one way to say how it went."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.permitted import allowed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.views.work import MeetingDetail
    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.pages.base import PageContext


_OTHERWISE: Mapping[str, str] = MappingProxyType(
    {"leave_together": "record_departure", "return_together": "record_arrival", "undo_change": "undo"}
)
"""Use cases that commit under another label than their name."""


def label_of_act(use_case: Any) -> str:
    """The label under which `use_case` commits (`domain.permissions`)."""
    name = str(use_case.__name__)
    return _OTHERWISE.get(name, name)


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
        """One use case; `said` goes to the undo bar. Returns the operation, started if who is at the desk may do it."""
        operation = Operation(self, partial(self.context.services.run, use_case, command))
        operation.on_success(partial(self._ran, said)).on_error(self.fail)
        return operation.start() if allowed(label_of_act(use_case)) else operation

    def fail(self, error: AppError) -> None:
        """Tell a fault that belongs to no field."""
        self.context.navigator.fail(error)

    def _ran(self, said: str, changes: Changes) -> None:
        self.context.bus.changed.emit(changes)
        if said:
            self.context.navigator.say(said, undoable=True)
