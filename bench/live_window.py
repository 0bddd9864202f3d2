"""The real window over an archive of `bench.years`, with somebody at the keys: what `live_meeting` measures in it.

Keys come when they are due, whatever the window is doing: a key that finds it busy has waited since then. A key is
painted when the event loop is back from the paint that follows it. The bare window beside it gets the same keys.
"""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from bench import years
from cocity_desktop import bootstrap
from cocity_desktop.__main__ import look_for_garbage_later
from cocity_desktop.localization import use_language
from cocity_desktop.ui import qt_words, theme
from cocity_desktop.ui.main_window import MainWindow, Surroundings
from cocity_desktop.ui.operation import Lanes
from cocity_desktop.ui.shell.preferences import LivePreferences
from cocity_desktop.ui.theme.scheme import STYLE_ARGUMENTS, SchemeFollower

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cocity_desktop.application.ports import UnitOfWork
    from cocity_desktop.application.services import Services

GAP = 0.03
"""Seconds from key to key: four times as fast as a quick typist."""
PATIENCE_MS = 30_000
RETURN = "\r"


class TooSlow(RuntimeError):
    """Something that must happen did not."""


class Watch(QObject):
    """Tells when a widget has been painted: `painted` comes as soon as the window's whole paint has ended."""

    painted = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QApplication.postEvent(self, QEvent(QEvent.Type.User))
        return super().eventFilter(watched, event)

    def customEvent(self, _event: QEvent) -> None:
        self.painted.emit()


@contextmanager
def until(signal: Any) -> Iterator[None]:
    """Do what is in the block, then let the window live until `signal`. Raises TooSlow."""
    loop, late = QEventLoop(), QTimer(singleShot=True, interval=PATIENCE_MS)
    signal.connect(loop.quit)
    late.timeout.connect(lambda: loop.exit(1))
    late.start()
    yield
    if loop.exec():
        raise TooSlow(signal)
    signal.disconnect(loop.quit)


class Lull(QObject):
    """Asks again and again, as often as the event loop turns."""

    over = Signal()

    def wait(self, seen: Callable[[], Any]) -> None:
        """Let the window live until `seen` is true."""
        ask = QTimer(interval=4)
        ask.timeout.connect(lambda: self.over.emit() if seen() else None)
        with until(self.over):
            ask.start()
        ask.stop()


def wait_until(seen: Callable[[], Any]) -> None:
    Lull().wait(seen)


def wait_until_due(due: float) -> None:
    """Let the window live until `due`, to less than a millisecond; a window that is busy makes it later."""
    loop = QEventLoop()
    left = int((due - time.perf_counter()) * 1000)
    if left > 0:
        timer = QTimer(singleShot=True, interval=left, timerType=Qt.TimerType.PreciseTimer)
        timer.timeout.connect(loop.quit)
        timer.start()
        loop.exec()
    while time.perf_counter() < due:
        pass


class Keys:
    """Types into one field and times each key from when it was due to the end of its paint, in milliseconds."""

    def __init__(self, field: QWidget) -> None:
        self.field = field
        self.watch = Watch(field)

    def type(self, text: str) -> list[float]:
        took, due = [], time.perf_counter() + GAP
        for letter in text:
            wait_until_due(due)
            with until(self.watch.painted):
                press(self.field, letter)
            took.append((time.perf_counter() - due) * 1000)
            due += GAP
        return took

    def enter(self) -> float:
        """Press Enter; returns the moment it was due."""
        due = time.perf_counter() + GAP
        wait_until_due(due)
        press(self.field, RETURN)
        return due


def press(field: QWidget, letter: str) -> None:
    """One key, down and up."""
    key = Qt.Key.Key_Return if letter == RETURN else 0
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(field, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))


class BareWindow(QWidget):
    """A QLineEdit and nothing else, of the same font and size."""

    def __init__(self, like: QWidget) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setFont(like.font())
        self.edit.setFixedHeight(like.height())
        QVBoxLayout(self).addWidget(self.edit)
        self.resize(like.width() + 24, 120)


class WatchedGate(bootstrap.LocalGate):
    """Opens archives whose commits are timed: `durable_at` is when the last one was on disk."""

    durable_at = 0.0

    def unlock(self, passphrase: str, *, remember: bool = False) -> Services:
        services = super().unlock(passphrase, remember=remember)
        return replace(services, new_unit_of_work=lambda: self._timed(services.new_unit_of_work()))

    def _timed(self, uow: Any) -> UnitOfWork:
        commit = uow.commit

        def timed(*args: Any, **named: Any) -> Any:
            changes = commit(*args, **named)
            self.durable_at = time.perf_counter()
            return changes

        uow.commit = timed
        return uow  # type: ignore[no-any-return]


class Room:
    """The window, entered, on a meeting."""

    def __init__(self, directory: Path) -> None:
        self.app = QApplication([*sys.argv[:1], *STYLE_ARGUMENTS])
        self.clock = years.SetClock(years.AFTERWARDS)
        self.lanes = Lanes(self.app)
        self.lanes.on_bug = _stop
        resources, catalogues = bootstrap.shipped()
        use_language("it", catalogues)
        qt_words.speak(self.app, "it")
        scheme = theme.install(self.app, resources, "light", has_style=True)
        self.gate = WatchedGate(directory, resources, "prova", self.clock)
        self.window = self._window(directory, scheme)
        look_for_garbage_later(self.window)
        self.window.resize(1366, 768)
        with until(self.window.entered):
            self.window.show()
        self.quiet()
        self.held = self._held()

    def _window(self, directory: Path, scheme: SchemeFollower) -> MainWindow:
        preferences = LivePreferences(bootstrap.local_preferences(directory.parent), self.app)
        return MainWindow(
            Surroundings(
                self.gate,
                lambda _directory: self.gate,
                preferences,
                self.lanes,
                scheme,
                lambda _language: None,
                years.PASSPHRASE,
            )
        )

    def _held(self) -> list[str]:
        """The meetings that are being held, the oldest first."""
        held = "SELECT id FROM meetings WHERE state = 'running' ORDER BY starts_at"
        return [row[0] for row in self.gate.archive().database.raw.execute(held)]

    @property
    def page(self) -> Any:
        return self.window.frame.stack.page()

    def quiet(self) -> None:
        """Let the window live until nothing is asked, written or waited for."""
        wait_until(lambda: self.lanes.idle() and not self._soon())
        wait_until(self.lanes.idle)

    def _soon(self) -> bool:
        """Whether a reading will start by itself in a moment."""
        frame = self.window.frame
        timers = [*frame.findChildren(QTimer)]
        return any(timer.isActive() and timer.isSingleShot() and timer.interval() < 500 for timer in timers)

    def open(self, meeting: str) -> tuple[float, float]:
        """Go to a meeting; milliseconds until what was said is painted, and of them the processor's."""
        begin, worked = time.perf_counter(), time.process_time()
        self.window.frame.open_page("meeting", meeting)
        page = self.page
        watch = Watch(page.speech.list.viewport())
        while not _shows(page, meeting):
            with until(watch.painted):
                pass
        return (time.perf_counter() - begin) * 1000, (time.process_time() - worked) * 1000

    def close(self) -> None:
        with until(self.window.closed):
            self.window.close()
        self.lanes.close()


def _shows(page: Any, meeting: str) -> bool:
    """Whether the page has all lines of a meeting. Asked after a paint, they have been painted."""
    shown: int = page.speech.list.entries.rowCount()
    return page.meeting is not None and page.meeting.row.id == meeting and shown >= len(page.meeting.entries)


def _stop(bug: BaseException) -> None:
    raise SystemExit(f"a bug of the app: {bug!r}") from bug
