"""What is asked of a line that is on disk: change it, say why it goes no further, take it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from cocity_desktop.application.capture import DeclineEntry, decline_entry, remove_entry
from cocity_desktop.application.registry import Remove
from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import _
from cocity_desktop.ui.pages.meeting.acts import Acts

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from cocity_desktop.ui.pages.base import PageContext
    from cocity_desktop.ui.pages.meeting.capture_desk import CaptureDesk
    from cocity_desktop.ui.pages.meeting.lines import Line
    from cocity_desktop.ui.pages.meeting.speech import SpeechColumn


class EntryActs(Acts):
    """Behind the list of lines."""

    def __init__(
        self, context: PageContext, speech: SpeechColumn, desk: CaptureDesk, parent: QWidget
    ) -> None:
        super().__init__(context, parent)
        self._page, self._speech, self._desk = parent, speech, desk
        speech.list.edit_asked.connect(lambda one: desk.edit(one.row))
        speech.list.remove_asked.connect(self.remove)
        speech.list.menu_asked.connect(self.menu)
        speech.decline_given.connect(self.decline)

    def menu(self, line: Line, where: QPoint) -> None:
        """All that can be done with a line."""
        menu = QMenu(self._page)
        menu.addAction(_("Change"), lambda: self._desk.edit(line.row))
        menu.addAction(_("Will not go into the pact…"), lambda: self._speech.ask_decline(line.row))
        menu.addAction(_("Take away"), lambda: self.remove(line))
        menu.popup(where)

    def remove(self, line: Line) -> None:
        """Take a line away; the bar brings it back."""
        said = _("Taken away: “{text}”").format(text=line.row.text[:60])
        operation = self.run(remove_entry, Remove(id=line.row.id), said)
        operation.on_success(lambda _changes: self._desk.forget(line.row.id))

    def decline(self, entry_id: str, reason: str) -> None:
        """It will not go into the pact, and why."""
        command = DeclineEntry(entry_id=entry_id, reason=reason)
        operation = self.run(decline_entry, command, _("Noted with its reason"))
        operation.on_success(lambda _changes: self._speech.declined())
        operation.on_error(lambda error: self._speech.decline.show_error(words_for(error)))
