"""The desktop's own lock locks the archive: told by a screen saver, by logind, by Windows.

The buses are real ones, made for the test; what speaks on them is not: no desktop, no logind and no Windows run here.
"""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from typing import TYPE_CHECKING, NamedTuple

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage

from cocity_desktop.domain.house import StaffRole
from cocity_desktop.ui.shell import desktop_lock
from cocity_desktop.ui.shell.desktop_lock import DesktopLock, WindowsMessages, escaped
from tests.ui.shell.test_locking import employ, live_meeting, unlock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

    from tests.ui.shell.conftest import Starts

DAEMON = shutil.which("dbus-daemon")
needs_a_bus = pytest.mark.skipif(DAEMON is None, reason="there is no dbus-daemon here")
KDE = ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver")
GNOME = ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver")


class Bus(NamedTuple):
    """A bus with two at it: the app, and who speaks."""

    app: QDBusConnection
    desktop: QDBusConnection

    def heard(self) -> None:
        """What the app asked to hear has reached the bus: it answers in turn."""
        self.app.interface().registeredServiceNames()

    def saver(self, path: str, name: str, *, active: bool) -> None:
        self.heard()
        told = QDBusMessage.createSignal(path, name, "ActiveChanged")
        told.setArguments([active])
        assert self.desktop.send(told)

    def lock(self, session: str) -> None:
        self.heard()
        path = f"/org/freedesktop/login1/session/{session}"
        assert self.desktop.send(QDBusMessage.createSignal(path, "org.freedesktop.login1.Session", "Lock"))


@pytest.fixture
def bus(qapp: QApplication) -> Iterator[Bus]:
    del qapp
    command = [str(DAEMON), "--session", "--print-address", "--nofork", "--nopidfile"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        names = (f"app of {address}", f"desktop of {address}")  # a name is remembered past its connection
        made = Bus(*(QDBusConnection.connectToBus(address, name) for name in names))
        assert made.app.isConnected()
        yield made
        for name in names:
            QDBusConnection.disconnectFromBus(name)
        daemon.terminate()


@needs_a_bus
@pytest.mark.parametrize("saver", [KDE, GNOME])
def test_a_screen_saver_that_begins_is_heard_and_one_that_ends_is_not(
    bus: Bus, qtbot: QtBot, saver: tuple[str, str]
) -> None:
    heard, told = DesktopLock(), []
    heard.hear_bus(bus.app)
    heard.locked.connect(lambda: told.append(1))
    with qtbot.waitSignal(heard.locked):
        bus.saver(*saver, active=False)
        bus.saver(*saver, active=True)
    assert told == [1]


@needs_a_bus
def test_of_logind_only_ones_own_session_is_heard(bus: Bus, qtbot: QtBot) -> None:
    heard, told = DesktopLock(), []
    heard.hear_logind(bus.app, "2")
    heard.locked.connect(lambda: told.append(1))
    with qtbot.waitSignal(heard.locked):
        bus.lock("_33")
        bus.lock("_32")
    assert told == [1]


@needs_a_bus
def test_a_locked_desktop_locks_the_archive_at_once_also_in_a_meeting(starts: Starts, bus: Bus) -> None:
    def hear(window: QWidget) -> DesktopLock:
        made = DesktopLock(window)
        made.hear_bus(bus.app)
        return made

    starts.hear = hear
    window = starts.opened()
    employ(window, "Ada", StaffRole.FACILITATOR, "la frase di Ada")
    live_meeting(starts, window)
    with starts.bot.waitSignal(window.locking.shut):
        bus.saver(*KDE, active=True)
    assert window.locking.is_locked
    bus.saver(*KDE, active=False)  # who unlocks the desktop has not said their phrase
    starts.settled()
    assert window.locking.is_locked
    unlock(starts, window)
    assert not window.locking.is_locked


def test_nothing_is_locked_before_there_is_an_archive(starts: Starts) -> None:
    window = starts.window()
    assert window.locking.desktop is None
    opened = starts.opened()
    assert opened.locking.desktop is not None


@pytest.mark.parametrize(("session", "path"), [("2", "_32"), ("12", "_312"), ("c2", "c2"), ("a-b", "a_2db")])
def test_the_id_of_a_session_is_written_as_the_bus_writes_it(session: str, path: str) -> None:
    assert escaped(session) == path


def message(number: int, what: int) -> desktop_lock._Message:
    return desktop_lock._Message(None, number, what)


@pytest.mark.parametrize(
    ("number", "what", "heard"),
    [(0x02B1, 0x7, True), (0x02B1, 0x2, True), (0x02B1, 0x8, False), (0x0010, 0x7, False)],
)
def test_windows_tells_by_a_message(number: int, what: int, heard: bool) -> None:
    told: list[int] = []
    messages = WindowsMessages(lambda: told.append(1))
    sent = message(number, what)
    assert messages.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(sent)) == (False, 0)
    messages.nativeEventFilter(b"xcb_generic_event_t", ctypes.addressof(sent))
    assert bool(told) is heard


def test_a_session_without_a_bus_is_not_heard_and_nothing_breaks(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    del qapp
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_SESSION_ID", raising=False)
    desktop_lock._hear_buses(DesktopLock())
