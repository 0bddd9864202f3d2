"""What is asked of the agenda while the meeting goes on: turn to a point, add one, take up what was left open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.meetings import AddAgendaItem, NewItem, add_agenda_item
from cocity_desktop.application.running import StartItem, start_item
from cocity_desktop.domain.meetings import AgendaState
from cocity_desktop.localization import _
from cocity_desktop.ui.pages.meeting.acts import Acts
from cocity_desktop.ui.pages.meeting.agenda import AgendaColumn, next_item

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from cocity_desktop.application.views.work import AgendaRow, OpenPoint
    from cocity_desktop.ui.pages.base import PageContext


class AgendaActs(Acts):
    """Behind the left column."""

    def __init__(self, context: PageContext, agenda: AgendaColumn, parent: QObject) -> None:
        super().__init__(context, parent)
        agenda.start_asked.connect(self.start)
        agenda.added.connect(self.add_item)
        agenda.taken_up.connect(self.take_up)
        agenda.left.connect(self.done)

    def start(self, item: AgendaRow) -> None:
        """Turn to a point."""
        self.done.emit()
        if item.state is not AgendaState.RUNNING:
            self.run(start_item, StartItem(item_id=item.id), _("Now: “{title}”").format(title=item.title))

    def next(self) -> None:
        """Turn to the point after the one that is running."""
        item_id = next_item(self.meeting) if self.meeting else None
        item = next((one for one in self.meeting.agenda if one.id == item_id), None) if self.meeting else None
        if item is not None:
            self.start(item)

    def add_item(self, item: NewItem) -> None:
        """One more point, at the end."""
        self.run(add_agenda_item, AddAgendaItem(meeting_id=self.meeting_id, item=item))

    def take_up(self, point: OpenPoint) -> None:
        """What was left open becomes a point of tonight."""
        said = _("On the agenda: “{title}”").format(title=point.text)
        item = NewItem(title=point.text[:300])
        self.run(add_agenda_item, AddAgendaItem(meeting_id=self.meeting_id, item=item), said)
        self.done.emit()
