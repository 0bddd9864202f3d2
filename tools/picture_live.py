"""The live meeting and the room's screen, state by state. Used by `screenshots.py`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from cocity_desktop.application.capture import CaptureEntry, capture_entry, remove_entry
from cocity_desktop.application.entries import AddPhoto, add_photo
from cocity_desktop.application.removal import Remove
from cocity_desktop.application.running import (
    ChooseRoomLanguage,
    StartItem,
    choose_room_language,
    pause_item,
    resume_item,
)
from cocity_desktop.domain.meetings import AgendaState, EntryKind
from tools.picture_meeting import MEETING
from tools.picture_studio import SIZE, moment

if TYPE_CHECKING:
    from collections.abc import Callable

    from cocity_desktop.ui.main_window import MainWindow
    from tools.picture_meeting import Ids
    from tools.picture_studio import Studio

UNSENT = "m Il Comitato presta la canna fino a maggio"


class LivePictures:
    """The page on the meeting of the day, in one window."""

    def __init__(self, studio: Studio, window: MainWindow, ids: Ids) -> None:
        self.studio, self.window, self.ids = studio, window, ids
        self.page: Any = studio.open_page(window, "meeting", ids[MEETING])
        self.services = self.page.context.services

    def take_all(self) -> None:
        """In the order in which they change the house."""
        self._shoot("meeting")
        self._typed("meeting-chips", "m Il Comune porta due rastrelliere entro il 30 aprile")
        self._typed("meeting-mention", "Ne parliamo con @co")
        self._typed("meeting-theme", "Il tubo perde vicino alla fontanella #")
        self._typed("meeting-decision", "s Si chiede il patto, non l’adozione")
        self._screens()
        self._photos()
        self._sheets()
        self._times()

    def _shoot(self, name: str) -> None:
        self.studio.shoot(self.window, name)

    def _typed(self, name: str, words: str) -> None:
        """A line that is being typed; taken away again."""
        line = self.page.speech.line
        line.edit.setFocus()
        self.studio.type(words)
        self._shoot(name)
        self.studio.press(Qt.Key.Key_Escape)
        line.edit.setFocus()
        line.edit.selectAll()
        self.studio.press(Qt.Key.Key_Delete)
        line.set_kind(EntryKind.NOTE)
        self.studio.settle()

    def _run(self, use_case: Callable[..., Any], command: object) -> None:
        self.page.context.bus.changed.emit(self.services.run(use_case, command))
        self.studio.settle()

    def _screens(self) -> None:
        """What the room sees: with the second language of this meeting, then in Italian alone."""
        self.page.screen_acts.toggle()
        shown = self.page.screen_acts.window
        self.studio.settle()
        shown.resize(*SIZE)
        self.studio.settle()
        self.studio.shoot(shown, "room-screen-two-languages")
        self._run(choose_room_language, ChooseRoomLanguage(meeting_id=self.ids[MEETING], language=""))
        self.studio.shoot(shown, "room-screen")
        self._run(choose_room_language, ChooseRoomLanguage(meeting_id=self.ids[MEETING], language="fr"))
        self.page.screen_acts.toggle()
        self.studio.settle()
        self.window.activateWindow()

    def _photos(self) -> None:
        """The sample's drawing under the second line, small in the list and large over it."""
        content = (self.studio.resources / "sample" / "lavagna.jpg").read_bytes()
        photo = self.services.photos.cleaned(content)
        line = self.page.meeting.entries[1]
        command = AddPhoto(
            meeting_id=self.ids[MEETING],
            entry_id=line.id,
            name=f"lavagna{photo.suffix}",
            media_type=photo.media_type,
            content=photo.content,
            caption="La lavagna, disegnata per la casa di prova",
        )
        self._run(add_photo, command)
        self._shoot("meeting-photos")
        shown = next(one for one in self.page.desk.lines() if one.row.id == line.id)
        self.page.entry_acts.photos.look(shown, 0)
        self.studio.settle()
        self._shoot("meeting-photo")
        self.page.entry_acts.photos.sheet.close_sheet()
        self.studio.settle()

    def _sheets(self) -> None:
        """A line to be split in two; the lines that were taken away."""
        words = "Il tubo è rotto e la fontanella perde da un mese"
        said = CaptureEntry(meeting_id=self.ids[MEETING], text=words, said_at=moment("17:46"))
        self._run(capture_entry, said)
        acts = self.page.entry_acts
        line = next(one for one in self.page.desk.lines() if one.row.text == words)
        self.page.speech.list.choose(line.row.id)
        acts.act(line, "split")
        self.studio.settle()
        self._shoot("meeting-split")
        acts.splitting.close_sheet()
        self._run(remove_entry, Remove(id=line.row.id))
        acts.show_trash()
        self.studio.settle()
        self._shoot("meeting-trash")
        acts.trash.close_sheet()
        self.studio.settle()

    def _times(self) -> None:
        """The clock stopped; then more time used than there was."""
        running = next(one for one in self.page.meeting.agenda if one.state is AgendaState.RUNNING)
        self.studio.clock.move_to(moment("17:50"))
        self._run(pause_item, StartItem(item_id=running.id))
        self._tick("meeting-paused")
        self._run(resume_item, StartItem(item_id=running.id))
        self.studio.clock.move_to(moment("18:09"))
        self._tick("meeting-overtime")

    def _tick(self, name: str) -> None:
        self.page.refresh()
        self.studio.settle()
        self._shoot(name)


def take_recovered(studio: Studio, house: Callable[[], Any], ids: Ids) -> None:
    """A line that was never sent, in the next window that opens on its meeting."""
    open_meeting = partial(studio.open_page, name="meeting", record_id=ids[MEETING])
    with house() as window:
        open_meeting(window).speech.line.edit.setFocus()
        studio.type(UNSENT)
    with house() as window:
        open_meeting(window)
        studio.shoot(window, "meeting-recovered")


LIVE = (
    "meeting", "meeting-chips", "meeting-mention", "meeting-theme", "meeting-decision", "meeting-photos",
    "meeting-photo", "meeting-split", "meeting-trash", "meeting-paused", "meeting-overtime",
    "room-screen", "room-screen-two-languages",
)  # fmt: skip
"""The pictures of `LivePictures`."""
