"""Hears that the desktop itself was locked, so that the archive is locked with it (docs/adr/0026).

On Linux the screen saver says so on the session's bus, and logind on the system's; on Windows the system sends a message to
the window that asked for it. Elsewhere nothing is heard, and the archive locks as ever by key, by idleness, by sleep.
"""

from __future__ import annotations

import ctypes
import os
import sys
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QCoreApplication, QObject, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtDBus import QDBusConnection
    from PySide6.QtWidgets import QWidget

_SAVERS: Final = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
"""All of them tell `ActiveChanged(bool)`: freedesktop's is that of KDE and others, GNOME kept its own name."""
# The stubs ask for bytes, the call takes only text.
_SAVER_CHANGED: Any = SLOT("saver_changed(bool)")
_SESSION_LOCKED: Any = SLOT("session_locked()")

_WM_WTSSESSION_CHANGE: Final = 0x02B1
_AWAY: Final = frozenset({0x2, 0x4, 0x7})
"""WTS_CONSOLE_DISCONNECT (another user took the screen), WTS_REMOTE_DISCONNECT, WTS_SESSION_LOCK (wtsapi32.h)."""
_THIS_SESSION: Final = 0


class DesktopLock(QObject):
    """`locked` when the desktop was. Whoever hears nothing is never told."""

    locked = Signal()

    def hear_bus(self, bus: QDBusConnection) -> None:
        """The screen savers on the bus of the session."""
        for saver in _SAVERS:
            self._hear(bus, "", f"{saver}.ActiveChanged", _SAVER_CHANGED)

    def hear_logind(self, bus: QDBusConnection, session: str) -> None:
        """logind on the system's bus, where all sessions speak: only that one is heard whose id is `session`."""
        if session:
            path = f"/org/freedesktop/login1/session/{escaped(session)}"
            self._hear(bus, path, "org.freedesktop.login1.Session.Lock", _SESSION_LOCKED)

    def _hear(self, bus: QDBusConnection, path: str, signal: str, slot: Any) -> None:
        """`signal` as the bus writes it, with its interface; of whoever sends it."""
        interface, _dot, member = signal.rpartition(".")
        bus.connect("", path, interface, member, self, slot)

    @Slot(bool)
    def saver_changed(self, active: bool) -> None:
        """A screen saver began, or ended."""
        if active:
            self.locked.emit()

    @Slot()
    def session_locked(self) -> None:
        """The session was asked to lock itself."""
        self.locked.emit()


class _Message(ctypes.Structure):
    """The beginning of Windows' MSG (winuser.h): what is needed of it."""

    _fields_ = (("hwnd", ctypes.c_void_p), ("message", ctypes.c_uint), ("wParam", ctypes.c_size_t))


class WindowsMessages(QAbstractNativeEventFilter):
    """Tells `away` when Windows says that the session was locked, or that somebody else took the screen."""

    def __init__(self, away: Callable[[], object]) -> None:
        super().__init__()
        self._away = away

    def nativeEventFilter(self, kind: object, message: int) -> object:
        """Listens only: every message goes on."""
        if bytes(kind) == b"windows_generic_MSG":  # type: ignore[call-overload]
            told = _Message.from_address(int(message))
            if told.message == _WM_WTSSESSION_CHANGE and told.wParam in _AWAY:
                self._away()
        return False, 0


def hear_desktop(window: QWidget) -> DesktopLock:
    """What tells that the desktop around `window` was locked; it lives as long as the window."""
    heard = DesktopLock(window)
    if sys.platform == "win32":
        _hear_windows(window, heard)
    elif sys.platform == "linux":
        _hear_buses(heard)
    return heard


def escaped(session: str) -> str:
    """The id of a session as it stands in a path of the bus: «2» is «_32» (sd_bus_path_encode)."""
    return "".join(
        one if one.isascii() and (one.isalpha() or (one.isdigit() and place)) else f"_{ord(one):02x}"
        for place, one in enumerate(session)
    )


def _hear_buses(heard: DesktopLock) -> None:
    """A desktop without a bus is heard as before: not at all."""
    from PySide6.QtDBus import QDBusConnection

    if os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        heard.hear_bus(QDBusConnection.sessionBus())
    heard.hear_logind(QDBusConnection.systemBus(), os.environ.get("XDG_SESSION_ID", ""))


def _hear_windows(window: QWidget, heard: DesktopLock) -> None:
    application = QCoreApplication.instance()
    if application is None:
        return
    messages = WindowsMessages(heard.locked.emit)
    application.installNativeEventFilter(messages)
    # Qt keeps no reference, and a filter that is gone is still called.
    heard.destroyed.connect(lambda: application.removeNativeEventFilter(messages))
    libraries = getattr(ctypes, "windll")  # noqa: B009 (only Windows has it)
    libraries.wtsapi32.WTSRegisterSessionNotification(ctypes.c_void_p(int(window.winId())), _THIS_SESSION)
