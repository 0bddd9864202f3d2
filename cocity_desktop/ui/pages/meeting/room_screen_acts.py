"""The room's screen from the facilitator's side: F11 opens and shuts it, a menu chooses its second language."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from cocity_desktop.application.running import ChooseRoomLanguage, choose_room_language
from cocity_desktop.localization import _
from cocity_desktop.second_language import SECOND
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.meeting.acts import Acts
from cocity_desktop.ui.pages.meeting.room_screen.masking import Masking
from cocity_desktop.ui.pages.meeting.room_screen.window import RoomWindow
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.views.work import MeetingDetail
    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.pages.base import PageContext

_KINDS = ("meeting", "agenda_item", "entry", "decision", "reservation", "commitment")


class RoomScreenActs(Acts):
    """Holds the window while it is open. It goes on showing the meeting when the facilitator looks elsewhere."""

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(context, page)
        self._page = page
        self._masking = Masking()
        self.window: RoomWindow | None = None
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self.show_now)
        context.bus.changed.connect(self._changed)

    def toggle(self) -> None:
        """Open the screen, or shut it."""
        if self.window is not None:
            self.window.close()
            return
        self.window = RoomWindow(self._page)
        self.window.closed.connect(self._closed)
        self._masking = Masking()
        self._ask_names()
        self.done.emit()

    def set_meeting(self, meeting: MeetingDetail) -> None:
        """As read from disk."""
        super().set_meeting(meeting)
        if self.window is not None:
            self._ask_names()

    def show_now(self) -> None:
        """What there is to show this second; nothing before it is known whose names become initials."""
        content = self._masking.content(self.context.services.clock.now())
        if self.window is not None and content is not None:
            self.window.screen_.show_content(content)

    def button(self) -> Button:
        """«Schermo della sala», for the line above the page."""
        made = Button(_("The room’s screen"), "ghost", icon="presentation", show_key=False)
        made.setToolTip(_("Open or shut the room’s screen (F11); with the right button its second language"))
        made.clicked.connect(self.toggle)
        made.setContextMenuPolicy(made.contextMenuPolicy().CustomContextMenu)
        made.customContextMenuRequested.connect(lambda at: self.language_menu().popup(made.mapToGlobal(at)))
        return made

    def language_menu(self) -> QMenu:
        """Italian alone, or one language more."""
        menu = QMenu(self._page)
        chosen = self.meeting.room_language if self.meeting else ""
        names = {"": _("Italian alone"), **{code: words.name for code, words in SECOND.items()}}
        for code, name in names.items():
            action = QAction(name, menu, checkable=True, checked=code == chosen)
            action.triggered.connect(partial(self.choose_language, code))
            doing(action, "choose_room_language")
            menu.addAction(action)
        return menu

    def choose_language(self, code: str) -> None:
        """The screen speaks Italian and `code`."""
        command = ChooseRoomLanguage(meeting_id=self.meeting_id, language=code)
        self.run(choose_room_language, command)
        self.done.emit()

    def _closed(self) -> None:
        self._tick.stop()
        if self.window is not None:
            self.window.deleteLater()
            self.window = None

    def _ask_names(self) -> None:
        """Whom the meeting names by now. What is shown stays as it was until that is known."""
        masking, queries = self._masking, self.context.services.queries
        texts = masking.unknown(self.meeting) if self.meeting is not None else frozenset()
        if not texts:
            self._show_meeting()
            return

        def known(people: Sequence[str]) -> None:
            masking.know(texts, people)
            if masking is self._masking:
                self._show_meeting()

        def unread(error: AppError) -> None:
            if masking is self._masking and self.window is not None:
                self.window.close()
            self.fail(error)

        Operation(self, lambda: queries.names_in(texts)).on_success(known).on_error(unread).start()

    def _show_meeting(self) -> None:
        """The meeting as last read, if it is known whom it names; the window stands open from the first time on."""
        if self.meeting is None or self.window is None:
            return
        self._masking.show(self.meeting)
        self.show_now()
        if self._masking.ready and not self._tick.isActive():
            self.window.present()
            self._tick.start()

    def _changed(self, changes: Changes) -> None:
        """The page reads the meeting again while it is in front; behind another page the screen does it alone.

        Who is registered during the evening is known from then on.
        """
        if self.window is not None and changes.concerns("person"):
            self._masking = self._masking.afresh()
            self._ask_names()
        if self.window is None or self._page.isVisible() or not changes.concerns(*_KINDS):
            return
        meeting_id, queries = self.meeting_id, self.context.services.queries
        Operation(self, lambda: queries.meeting(meeting_id)).on_success(
            partial(self._read, meeting_id)
        ).on_error(self.fail).start()

    def _read(self, asked: EntityId, meeting: MeetingDetail) -> None:
        if asked == self.meeting_id:
            self.set_meeting(meeting)
