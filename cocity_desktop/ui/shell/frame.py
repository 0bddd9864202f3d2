"""The window around the pages of one open archive: sidebar, line above, banner, undo bar, status. It is the navigator."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from cocity_desktop.localization import _
from cocity_desktop.ui.change_bus import ChangeBus
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.permitted import desk, why_not
from cocity_desktop.ui.shell import places
from cocity_desktop.ui.shell.banner import FaultBanner
from cocity_desktop.ui.shell.page_stack import PageStack, Visit
from cocity_desktop.ui.shell.saving import SaveWatch, WatchedDrafts
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import native_key
from cocity_desktop.ui.widgets.layouts import column, row
from cocity_desktop.ui.widgets.notices import UndoBar
from cocity_desktop.ui.widgets.sidebar import SideBar
from cocity_desktop.ui.widgets.status_bar import StatusBar
from cocity_desktop.ui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.gate import Preferences
    from cocity_desktop.application.services import Services
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.operation import Lanes
    from cocity_desktop.ui.shell.explanation import ExplanationPanel

FOLDED = "sidebar_folded"
_NARROW = 1100
"""Design pixels of the window below which the words of the sidebar would squeeze the page."""
LOCK_KEY = "Ctrl+Shift+L"
"""Ctrl+L alone says in a meeting where a line is about."""


class Frame(QWidget):
    """Made empty, so that it can be on the screen while the archive is being opened; `enter` fills it."""

    titled = Signal(str)
    left = Signal(object)
    lock_asked = Signal()

    def __init__(self, lanes: Lanes, preferences: Preferences) -> None:
        super().__init__()
        self._lanes, self._preferences = lanes, preferences
        self._services: Services | None = None
        self._desk = desk()
        self._folds_itself = self._paused = self._missed = False
        self.explanation: ExplanationPanel | None = None
        self.bus = ChangeBus(self)
        self.side = SideBar(_("Co-City"))
        self.top = TopBar()
        self.stack = PageStack()
        self.banner = FaultBanner()
        self.undo_bar = UndoBar()
        self.status = StatusBar()
        self.saving = SaveWatch(self.status, self)
        self._lay_out()
        self._fill_sidebar()
        self._connect()

    def enter(self, services: Services, visit: Visit | None = None) -> None:
        """Show an open archive, at `visit` or at the page of the day."""
        from cocity_desktop.ui.pages.base import PageContext
        from cocity_desktop.ui.shell.palette import Palette
        from cocity_desktop.ui.shell.sidebar_facts import SidebarFacts
        from cocity_desktop.ui.shell.tending import Tending
        from cocity_desktop.ui.shell.undoing import Undoing

        self.saving.use_clock(services.clock.now)
        drafts = WatchedDrafts(services.drafts, self.saving)
        self._desk.know(None)
        self._read_desk(services)
        self._services = replace(services, watching=self.saving.writing, drafts=drafts)
        context = PageContext(self._services, self.bus, self, self._lanes, self._preferences)
        self.stack.use(context)
        self.undoing = Undoing(context, self)
        self.palette_ = Palette(self.top.search, context, self.undoing)
        self.facts = SidebarFacts(context, self.side, self.status, self.saving)
        self.tending = Tending(self._services.keeper, self)
        self._shortcuts()
        self.facts.read()
        there = visit or Visit(places.FIRST, None, {})
        self.open_page(there.name, there.record_id, **there.arguments)

    def open_page(self, name: str, record_id: str | None = None, **args: str) -> None:
        """See `Navigator`. Raises KeyError for a page that there is not."""
        if not self.stack.go(name, record_id, **args):
            self._mark()

    def back(self) -> None:
        self.stack.back()

    def retitle(self) -> None:
        page = self.stack.page()
        visit = self.stack.visit()
        if page is None or visit is None:
            return
        trail = page.breadcrumb() or (_words_of(visit.name),)
        self.top.set_trail(trail)
        self._mark()
        self.titled.emit(trail[-1])

    def leave(self, restore: Path | None = None) -> None:
        if self.may_leave():
            self.left.emit(restore)

    def say(self, message: str, undoable: bool = True) -> None:
        self.undo_bar.say(message, undoable)

    def fail(self, error: AppError) -> None:
        self.banner.tell(error)

    def rest(self) -> None:
        """Nothing of the frame asks the archive any more: it is about to be closed."""
        if self._services is not None:
            self.facts.rest()
            self.tending.rest()
            self.palette_.rest()

    def pause(self) -> None:
        """The archive is about to be locked: what is typed is kept, and nothing asks any more until `wake`."""
        self.stack.may_leave()
        self._paused, self._missed = True, False
        self.rest()

    def wake(self) -> None:
        """The archive is open again, and nobody else was here."""
        self.facts.wake()
        self.tending.wake()
        self.banner.hide()
        self.retitle()
        self._paused = False
        if self._missed:  # what was finished behind the lock; a page that nobody sees does not follow
            self._retry()

    def lock(self) -> None:
        self.lock_asked.emit()

    def may_leave(self) -> bool:
        """Whether the page on top lets go."""
        return self.stack.may_leave()

    def visit(self) -> Visit | None:
        """Where the person is."""
        return self.stack.visit()

    def _lay_out(self) -> None:
        right = column(self.top, self.banner, (self.stack, 1), _Told(self.undo_bar), self.status, gap=0)
        self.setLayout(row(self.side, (right, 1), gap=0))

    def _fill_sidebar(self) -> None:
        for place in places.SIDEBAR:
            self.side.add(place.name, place.words(), place.icon, shortcut=place.shortcut)
        self.side.add_separator()
        for place in places.BELOW:
            self.side.add(place.name, place.words(), place.icon, shortcut=place.shortcut)
        self.side.set_folded(bool(self._preferences.get(FOLDED, False)))
        self.side.set_current(places.FIRST)
        self.top.set_trail([_words_of(places.FIRST)])
        self._hint()

    def _connect(self) -> None:
        self.side.chosen.connect(self._chosen)
        self.side.folded_changed.connect(self._folded)
        self.top.crumb_chosen.connect(self._crumb)
        self.stack.arrived.connect(self._arrived)
        self.bus.changed.connect(self._changed)
        self._desk.refused.connect(self._refused)
        self._desk.changed.connect(self._hint)
        self.bus.waiting.connect(self.saving.waiting)
        self.banner.folder_asked.connect(self._open_folder)
        self.banner.care_asked.connect(lambda: self.open_page("settings", section="archive"))
        self.banner.retry_asked.connect(self._retry)

    def _shortcuts(self) -> None:
        self.undo_bar.undo_asked.connect(self.undoing.undo)
        keys = (
            (QKeySequence(QKeySequence.StandardKey.Undo), self._undo_by_key),
            (QKeySequence("Ctrl+Shift+Z"), self.undoing.redo),
            (QKeySequence("Alt+Left"), self.back),
            (QKeySequence("F1"), self._explain),
            (QKeySequence(LOCK_KEY), self.lock),
        )
        for key, action in keys:
            QShortcut(key, self).activated.connect(action)

    def _undo_by_key(self) -> None:
        page = self.stack.page()
        self.undoing.undo_by_key(page.UNDO_STOPS if page is not None else frozenset())

    def _hint(self) -> None:
        """What a key does here; who may only read is told so on every page."""
        explains = _("{key} explains this page").format(key=native_key("F1"))
        reason = why_not("undo")  # whoever may write anything may take it back
        self.status.set_hint("  ·  ".join(filter(None, (reason, explains))))

    def _read_desk(self, services: Services) -> None:
        """Who is here, and what their role lets them do."""
        Operation(self, services.accounts.view).on_success(self._desk.know).on_error(self.fail).start()

    def _refused(self, words: str) -> None:
        if self.isVisible():
            self.undo_bar.say(words, undoable=False, icon="locked")

    def _chosen(self, name: str) -> None:
        if self._services is not None:
            self.open_page(name)

    def _arrived(self, _visit: Visit) -> None:
        page = self.stack.page()
        if page is None:
            return
        if self.explanation is not None:
            self.explanation.hide()
        self.banner.hide()
        self._fold()
        self.top.set_actions(page.top_actions())
        self.retitle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.size().width() < px(_NARROW)) != (event.oldSize().width() < px(_NARROW)):
            self._fold()

    def _fold(self) -> None:
        """Folded for tasks that need the room, by hand, and where letters are large for the window."""
        page = self.stack.page()
        task = page is not None and page.FOLDS_SIDEBAR
        self._folds_itself = True
        narrow = self.width() < px(_NARROW)
        self.side.set_folded(task or narrow or bool(self._preferences.get(FOLDED, False)))
        self._folds_itself = False

    def _mark(self) -> None:
        visit = self.stack.visit()
        self.side.set_current(self._home(visit.name) if visit else None)

    def _home(self, name: str) -> str:
        page = self.stack.page()
        return (page.home() if page is not None else "") or places.home_of(name)

    def _folded(self, folded: bool) -> None:
        page = self.stack.page()
        if not self._folds_itself and not (page is not None and page.FOLDS_SIDEBAR):
            self._preferences.set(FOLDED, folded)

    def _crumb(self, position: int) -> None:
        visit = self.stack.visit()
        if visit is not None and position == 0:
            self.open_page(self._home(visit.name))
        else:
            self.back()

    def _changed(self, changes: Changes) -> None:
        self._missed = self._missed or self._paused
        self.saving.saved(changes)
        self.banner.hide()
        if self._services is not None and changes.concerns("staff_member"):
            self._read_desk(self._services)

    def _retry(self) -> None:
        page = self.stack.page()
        if page is not None:
            page.refresh()

    def _explain(self) -> None:
        from cocity_desktop.ui.shell.explanation import ExplanationPanel

        page, visit = self.stack.page(), self.stack.visit()
        if page is not None and visit is not None:
            self.explanation = self.explanation or ExplanationPanel(self.stack)
            self.explanation.explain(_words_of(places.home_of(visit.name)), page.explanation())

    def _open_folder(self) -> None:
        if self._services is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._services.directory))))


class _Told(QWidget):
    """Room for the undo bar in the flow, there only while the bar is."""

    def __init__(self, bar: UndoBar) -> None:
        super().__init__()
        self.setLayout(column(bar, margins=(24, 0, 24, 16)))
        bar.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.setVisible(event.type() == QEvent.Type.ShowToParent)
        return super().eventFilter(watched, event)


def _words_of(name: str) -> str:
    home = places.home_of(name)
    return next(place.words() for place in (*places.SIDEBAR, *places.BELOW) if place.name == home)
