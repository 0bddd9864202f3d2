"""The window as it starts: real archive on real files, keys that cost no argon2id."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cocity_desktop.bootstrap import LocalGate
from cocity_desktop.ui.main_window import MainWindow, Surroundings
from cocity_desktop.ui.operation import Lanes
from cocity_desktop.ui.shell.desktop_lock import DesktopLock
from cocity_desktop.ui.shell.preferences import LivePreferences
from cocity_desktop.ui.theme.scheme import SchemeFollower
from tests.storage.support import PASSPHRASE, QuickHost
from tests.ui.fakes import RESOURCES, MemoryPreferences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ui.conftest import AnsweringDoors


class QuickGate(LocalGate):
    """The gate of this machine, without the second that a real passphrase takes, and without its key store."""

    def _host(self) -> QuickHost:
        return QuickHost(self.clock)

    def can_remember(self) -> bool:
        return False


def quick_gate(directory: Path) -> QuickGate:
    return QuickGate(directory, RESOURCES, "prova")


@dataclass
class Starts:
    """Makes windows as `__main__` does, and closes them. `hear` stands for the desktop around them: a silent one."""

    app: QApplication
    lanes: Lanes
    bot: QtBot
    directory: Path
    preferences: LivePreferences = field(default_factory=lambda: LivePreferences(MemoryPreferences()))
    spoken: list[str] = field(default_factory=list)
    windows: list[MainWindow] = field(default_factory=list)
    bugs: list[str] = field(default_factory=list)
    hear: Callable[[QWidget], DesktopLock] = DesktopLock

    def keep(self, window: MainWindow) -> None:
        """Close it at the end, and fail the test for every bug that it tells."""
        self.windows.append(window)
        window.locking.hear = self.hear
        window.bugs.told.connect(self.bugs.append)
        if not self.preferences.get("geometry"):
            window.resize(1366, 768)

    def window(self, **around: Any) -> MainWindow:
        made = MainWindow(
            Surroundings(
                gate=around.pop("gate", None) or quick_gate(self.directory),
                gate_in=quick_gate,
                preferences=self.preferences,
                lanes=self.lanes,
                scheme=SchemeFollower(self.app, "light"),
                speak=self.spoken.append,
                **around,
            )
        )
        self.keep(made)
        with self.bot.waitSignal(made.painted):
            made.show()
        return made

    def opened(self, **around: Any) -> MainWindow:
        """A window with the page of the day of an archive that it has just made or unlocked."""
        gate = around.pop("gate", None) or quick_gate(self.directory)
        made = MainWindow(
            Surroundings(
                gate, quick_gate, self.preferences, self.lanes, SchemeFollower(self.app, "light"),
                self.spoken.append, PASSPHRASE, **around,
            )
        )  # fmt: skip
        self.keep(made)
        with self.bot.waitSignal(made.entered):
            made.show()
        made.activateWindow()
        self.bot.waitUntil(made.isActiveWindow)
        return made

    def close(self, window: MainWindow) -> None:
        with self.bot.waitSignal(window.closed):
            window.close()

    def settled(self) -> None:
        """Nothing runs or waits any more."""
        self.bot.waitUntil(self.lanes.idle)


@pytest.fixture
def starts(
    tmp_path: Path, themed_app: QApplication, lanes: Lanes, qtbot: QtBot, doors: AnsweringDoors
) -> Iterator[Starts]:
    """Dialogs never wait for a person here: `doors` answers them."""
    made = Starts(themed_app, lanes, qtbot, tmp_path / "casa")
    yield made
    for window in made.windows:
        if not window.isHidden():
            made.close(window)
        window.deleteLater()
    assert made.bugs == []


@pytest.fixture
def existing(starts: Starts) -> Callable[[], Path]:
    """Makes the archive, with its house, and lets it go."""

    def make() -> Path:
        gate = quick_gate(starts.directory)
        gate.create("Casa di prova", PASSPHRASE)
        gate.close()
        return starts.directory

    return make
