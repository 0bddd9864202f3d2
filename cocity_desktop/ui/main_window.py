"""The one window: before the archive is open it shows the way in, then the frame around the pages.

It holds no page and no query: `pages.welcome` opens the archive, `shell.frame` shows it. What is here is what belongs
to the window itself: which of the two is shown, its place on the screen, and an orderly end.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cocity_desktop.application.gate import Gate
from cocity_desktop.localization import _, current_language
from cocity_desktop.ui.operation import Lanes, Operation
from cocity_desktop.ui.shell import places
from cocity_desktop.ui.shell import preferences as names
from cocity_desktop.ui.shell.bugs import BugReporter
from cocity_desktop.ui.shell.idle import seconds_with_sleep
from cocity_desktop.ui.shell.locking import Locking
from cocity_desktop.ui.shell.preferences import LivePreferences
from cocity_desktop.ui.theme import tokens
from cocity_desktop.ui.theme.scheme import SchemeFollower

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.registry import HouseDetail
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.pages.welcome.view import WelcomeView
    from cocity_desktop.ui.shell.frame import Frame

SMALLEST = (900, 600)
FIRST_SIZE = (1366, 768)
FRAME = (8, 40)
"""What a window manager may put around it: none has told before the window is shown."""


class Surroundings(NamedTuple):
    """What the window is given: the ways to archives, the machine's choices, and how to change language.

    `passphrase` (from the environment) opens the archive of `gate`, or makes it, without asking; `sample` opens the
    sample house beside it.
    """

    gate: Gate
    gate_in: Callable[[Path], Gate]
    preferences: LivePreferences
    lanes: Lanes
    scheme: SchemeFollower
    speak: Callable[[str], None]
    passphrase: str = ""
    sample: bool = False
    seconds: Callable[[], float] = seconds_with_sleep


class MainWindow(QWidget):
    """`painted` at the first paint, `entered` when an archive is on the screen, `closed` when it is safe to leave."""

    painted = Signal()
    entered = Signal()
    refused = Signal(object)
    closed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self._use_gate(around.gate)
        self._services: Services | None = None
        self._welcome: WelcomeView | None = None
        self._frame: Frame | None = None
        self._was_painted = self._may_close = False
        self.bugs = BugReporter(self)
        self._stack = QStackedWidget()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)
        around.lanes.on_fault = self._fault
        around.lanes.on_bug = self.bugs.tell
        around.preferences.changed.connect(self._preference_changed)
        self.locking = Locking(
            self, self._stack, lambda: self._gate, around.preferences, around.lanes, around.seconds
        )
        self.locking.left.connect(self.leave)
        self.painted.connect(self._begin)
        self._take_place()
        self._first_view()

    @property
    def frame(self) -> Frame:
        """What stands around the pages. Raises RuntimeError before the archive is being opened."""
        if self._frame is None:
            raise RuntimeError("no archive is open")
        return self._frame

    @property
    def welcome(self) -> WelcomeView:
        """The way in. Raises RuntimeError once an archive is open."""
        if self._welcome is None:
            raise RuntimeError("an archive is open")
        return self._welcome

    def enter(self, services: Services) -> None:
        """Show the page of the day of an archive that was just opened."""
        self._services = services
        frame = self._show_frame()
        frame.enter(services)
        if self._welcome is not None and self._welcome.restored():
            frame.say(
                _("Back as it was in the backup. The phrases that open it are those of then."), undoable=False
            )
        self._forget_welcome()
        # The lane is a queue: when this comes back, what the first page asked for is on the screen.
        Operation(self, services.queries.house).on_success(self._know_house).start()

    def leave(self, restore: Path | None = None) -> None:
        """Back to the way in: to open another archive, or this one as it was in a backup."""

        def closed(_none: None) -> None:
            self._show_welcome()
            self.welcome.warm_up()
            if restore is not None:
                self.welcome.offer_restore(restore)

        self.locking.rest()
        if self._frame is not None:
            self._frame.rest()
        Operation(self, self._gate.close).on_success(closed).start()

    def lock_parts(self) -> tuple[Frame, Services] | None:
        """See `shell.locking.Lockable`."""
        open_ = self._frame is not None and self._services is not None
        return (self._frame, self._services) if open_ else None  # type: ignore[return-value]

    def come_in(self, services: Services) -> None:
        """See `shell.locking.Lockable`."""
        self._drop(self.frame)
        self._frame = None
        self.enter(services)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            super().closeEvent(event)
            return
        event.ignore()
        if self._frame is not None and not self.locking.is_locked and not self._frame.may_leave():
            return
        self.locking.rest()
        self._around.preferences.set(names.GEOMETRY, self.saveGeometry().toBase64().toStdString())
        self.hide()
        if self._frame is not None:
            self._frame.rest()
        # After whatever is still to be written: the lane is a queue.
        Operation(self, self._gate.close).on_finally(self._close_now).start()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def _first_view(self) -> None:
        if self._opens_by_itself():
            self._show_frame()
        else:
            self._show_welcome()

    def _opens_by_itself(self) -> bool:
        remembered = self._around.preferences.get(names.REMEMBERED, [])
        return self._around.sample or bool(self._around.passphrase) or str(self._gate.directory) in remembered

    def _begin(self) -> None:
        """After the first paint: the database's libraries are heavy, and the person is looking at the window."""
        if self._opens_by_itself():
            Operation(self, self._open).on_success(self._opened).on_error(self._refused).start()
        else:
            self.welcome.warm_up()

    def _open(self) -> Services | None:
        from cocity_desktop.application.gate import GateState

        gate, passphrase = self._gate, self._around.passphrase
        if self._around.sample:
            return gate.open_sample()
        if not passphrase:
            return gate.unlock_remembered()
        if gate.state() is GateState.ABSENT:
            return gate.create(_("Example house"), passphrase, remember=False)
        return gate.unlock(passphrase, remember=False)

    def _opened(self, services: Services | None) -> None:
        if services is None:
            self._show_welcome()
        else:
            self.enter(services)

    def _refused(self, error: AppError) -> None:
        self._show_welcome()
        self.welcome.show_fault(error)
        self.refused.emit(error)

    def _know_house(self, house: HouseDetail) -> None:
        """A locked archive is greeted by its name, and who opened it last is tried first."""
        if self._services is not None:
            here = str(self._services.directory)
            self._around.preferences.put_in(names.HOUSES, here, house.name)
            self._around.preferences.put_in(names.SLOTS, here, self._services.actor)
            self.locking.entered(house.name, sample=house.is_sample)
        self.entered.emit()
        # Nobody should wait for code at the start of a meeting: it is read while the page of the day is looked at.
        Operation(self, partial(places.load, "meeting")).start("work")

    def _show_welcome(self) -> None:
        from cocity_desktop.ui.pages.welcome.view import WelcomeView

        self._forget_welcome()
        self._services = None
        self._welcome = WelcomeView(self._gate, self._around.gate_in, self._around.preferences)
        self._welcome.gate_chosen.connect(self._use_gate)
        self._welcome.opened.connect(self.enter)
        self._put(self._welcome)
        if self._frame is not None:
            self._drop(self._frame)
            self._frame = None
        self.setWindowTitle(_("Co-City"))

    def _show_frame(self) -> Frame:
        from cocity_desktop.ui.shell.frame import Frame

        if self._frame is None or self._frame.visit() is not None:
            if self._frame is not None:
                self._drop(self._frame)
            self._frame = Frame(self._around.lanes, self._around.preferences)
            self._frame.left.connect(self.leave)
            self._frame.lock_asked.connect(self.locking.lock)
            self._frame.titled.connect(lambda page: self.setWindowTitle(" · ".join((page, _("Co-City")))))
        self._put(self._frame)
        return self._frame

    def _use_gate(self, gate: Gate) -> None:
        self._gate = gate
        gate.first = self._around.preferences.get(names.SLOTS, {}).get(str(gate.directory), "")

    def _put(self, view: QWidget) -> None:
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)

    def _forget_welcome(self) -> None:
        if self._welcome is not None:
            self._drop(self._welcome)
            self._welcome = None

    def _drop(self, view: QWidget) -> None:
        self._stack.removeWidget(view)
        view.deleteLater()

    def _preference_changed(self, name: str) -> None:
        value = self._around.preferences.get(name)
        if name == names.SCHEME:
            self._around.scheme.want(value)
        elif name == names.TEXT_SCALE:
            tokens.set_text_scale(float(value))
            self._rebuild()
        elif name == names.LANGUAGE and value != current_language():
            self._around.speak(value)
            self._rebuild()

    def _rebuild(self) -> None:
        """Words and sizes are read when a widget is made: make them again, and stay where the person is."""
        if self._frame is None or self._services is None:
            self._show_welcome()
            return
        visit = self._frame.visit()
        self._show_frame().enter(self._services, visit)

    def _fault(self, error: AppError) -> None:
        if self._welcome is not None:
            self._welcome.show_fault(error)
        elif self._frame is not None:
            self._frame.fail(error)

    def _take_place(self) -> None:
        self.setMinimumSize(*SMALLEST)
        kept = self._around.preferences.get(names.GEOMETRY, "")
        if kept and self.restoreGeometry(QByteArray.fromBase64(kept.encode())):
            return
        room = self.screen().availableGeometry()
        self.resize(min(FIRST_SIZE[0], room.width() - FRAME[0]), min(FIRST_SIZE[1], room.height() - FRAME[1]))

    def _close_now(self) -> None:
        self._may_close = True
        self.close()
        self.closed.emit()
