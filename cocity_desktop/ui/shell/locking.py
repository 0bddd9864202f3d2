"""Locks the window and opens it again: by key, or when nobody was there for a while (docs/adr/0026).

Locked means: nothing of the archive on any screen, its database closed and its key let go of. What runs is finished
first. The pages stay as they are behind the lock, half-typed words and all, for the one whose phrase brings them back;
somebody else's phrase begins with pages of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from cocity_desktop.localization import _
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.shell import preferences as names
from cocity_desktop.ui.shell.covers import Covers, LockDialog
from cocity_desktop.ui.shell.desktop_lock import DesktopLock, hear_desktop
from cocity_desktop.ui.shell.idle import IdleWatch

if TYPE_CHECKING:
    from collections.abc import Callable

    from cocity_desktop.application.gate import Gate
    from cocity_desktop.application.services import Services
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.operation import Lanes
    from cocity_desktop.ui.pages.welcome.lock import LockView
    from cocity_desktop.ui.shell.frame import Frame
    from cocity_desktop.ui.shell.preferences import LivePreferences

MINUTES = (0, 5, 10, 15, 30)
"""After how many without a hand it locks; 0 is never."""
FIRST_MINUTES = 10


class Lockable(Protocol):
    """The window, as the lock needs it."""

    def lock_parts(self) -> tuple[Frame, Services] | None:
        """What is open, None when nothing is."""

    def come_in(self, services: Services) -> None:
        """Begin anew for somebody else."""


class Locking(QObject):
    """`locked` and `unlocked` tell what happened; `shut` when the archive's database is closed as well."""

    locked = Signal()
    shut = Signal()
    unlocked = Signal()
    left = Signal()

    def __init__(
        self,
        window: Lockable,
        stack: QStackedWidget,
        gate: Callable[[], Gate],
        preferences: LivePreferences,
        lanes: Lanes,
        seconds: Callable[[], float],
    ) -> None:
        super().__init__(stack)
        self._window, self._parts, self._gate = stack.window(), window, gate
        self._stack = stack
        self._over_all: QWidget = stack
        self._preferences, self._lanes = preferences, lanes
        self._covers = Covers(self._window)
        self._house, self._can = "", False
        self.hear: Callable[[QWidget], DesktopLock] = hear_desktop
        self.desktop: DesktopLock | None = None
        self._focus: QWidget | None = None
        self._over: LockDialog | None = None
        self.view: LockView | None = None
        self.watch = IdleWatch(seconds, self)
        self.watch.idle.connect(self._left_alone)
        preferences.changed.connect(self._preference_changed)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._state_changed)

    @property
    def is_locked(self) -> bool:
        """Whether the lock stands over everything."""
        return self.view is not None

    def entered(self, house: str, *, sample: bool) -> None:
        """An archive is open. The sample house is nobody's: it does not lock."""
        if self.desktop is None:  # the bus is not waited for before there is something to lock
            self.desktop = self.hear(self._window)
            self.desktop.locked.connect(self._desktop_locked)
        self._house, self._can = house, not sample
        self._look()

    def rest(self) -> None:
        """No archive is open any more."""
        self._can = False
        self.watch.rest()

    def lock(self) -> None:
        """Now. Of a locked window, and of the sample house, nothing."""
        parts = self._parts.lock_parts()
        if parts is None or self.is_locked:
            return
        frame, _services = parts
        if not self._can:
            frame.say(_("The sample house does not lock: it holds nobody’s data."), undoable=False)
            return
        self.watch.rest()
        self._focus = QApplication.focusWidget() or self._window.focusWidget()
        frame.pause()
        self._lanes.stop_background()
        self._show()
        self.locked.emit()
        self._shut_when_done()

    def _show(self) -> None:
        from cocity_desktop.ui.pages.welcome.lock import LockView

        self.view = LockView(self._house)
        self.view.submitted.connect(self._try)
        self.view.left.connect(self._leave)
        self._covers.put(self._house)
        above = self._covers.top_dialog()
        if above is None:
            self._put_over(self.view)
        else:
            self._put_over(_blank())
            self._over = LockDialog(above, self.view)
            self._over.show()
        self.view.close_button.setVisible(above is None)
        self._window.setWindowTitle(_("Co-City"))
        self.view.begin()

    def _put_over(self, view: QWidget) -> None:
        self._over_all = view
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)

    def _shut_when_done(self) -> None:
        """What runs finishes first; the lane is a queue."""
        if not self.is_locked:
            return
        if self._lanes.idle():
            Operation(self, self._gate().suspend).on_success(self._is_shut).on_error(self._not_shut).start()
            return
        if self.view is not None:
            self.view.tell(_("Something is still being finished. Then the archive closes by itself."))
        self._lanes.rested.connect(self._shut_when_done, Qt.ConnectionType.SingleShotConnection)

    def _is_shut(self, _none: None) -> None:
        if self.view is not None:
            self.view.tell("")
        self.shut.emit()

    def _not_shut(self, error: AppError) -> None:
        if self.view is not None:
            self.view.show_fault(error)

    def _try(self, phrase: str) -> None:
        view, gate = self.view, self._gate()
        if view is None:
            return
        view.wait(True)
        Operation(view, lambda: gate.resume(phrase)).on_success(self._opened).on_error(
            view.show_fault
        ).on_finally(lambda: view.wait(False)).start()

    def _opened(self, services: Services) -> None:
        parts = self._parts.lock_parts()
        if parts is None or self.view is None:
            return
        frame, before = parts
        same = services is before
        self._take_view()
        if same:
            self._covers.take()
            frame.wake()
            if self._focus is not None and isValid(self._focus):
                self._focus.setFocus()
        else:
            self._covers.drop()
            self._parts.come_in(services)
        self._look()
        self.unlocked.emit()

    def _take_view(self) -> None:
        view, self.view = self.view, None
        if self._over is not None and view is not None:
            self._over.let_go(view)
            self._over = None
            view.deleteLater()
        self._stack.removeWidget(self._over_all)
        self._over_all.deleteLater()
        parts = self._parts.lock_parts()
        if parts is not None:
            self._stack.setCurrentWidget(parts[0])

    def _leave(self) -> None:
        self._take_view()
        self._covers.drop()
        self.left.emit()

    def _left_alone(self) -> None:
        parts = self._parts.lock_parts()
        in_a_meeting = parts is not None and parts[0].stack.is_live()
        if in_a_meeting and not self._preferences.get(names.LOCK_IN_MEETING, False):
            self._look()
            return
        self.lock()

    def _look(self) -> None:
        if self._can:
            self.watch.watch(int(self._preferences.get(names.LOCK_AFTER, FIRST_MINUTES)))

    def _preference_changed(self, name: str) -> None:
        if name in (names.LOCK_AFTER, names.LOCK_IN_MEETING) and not self.is_locked:
            self._look()

    def _desktop_locked(self) -> None:
        """Whoever locked the desktop is away, whatever is going on here."""
        if self._can:
            self.lock()

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        """Systems that put applications to sleep say so before."""
        if state is Qt.ApplicationState.ApplicationSuspended and self._can:
            self.lock()


def _blank() -> QWidget:
    """What stands in the window while the way back in stands above a dialog."""
    from cocity_desktop.ui.pages.welcome.brand import BrandPanel
    from cocity_desktop.ui.widgets.layouts import row

    blank = QWidget()
    blank.setLayout(row(BrandPanel(), None, gap=0))
    return blank
