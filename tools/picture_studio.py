"""Where pictures of the window are taken: the window itself, a hand at its keys, the light, the small files.

Used by `screenshots.py`.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, Literal

from PIL import Image
from PySide6.QtCore import QBuffer, QEvent, QEventLoop, QIODevice, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from cocity_desktop import bootstrap
from cocity_desktop.localization import ROME, use_language
from cocity_desktop.sample.data import StoryClock
from cocity_desktop.ui import qt_words, theme
from cocity_desktop.ui.dialogs.base import Doors, replace_doors
from cocity_desktop.ui.main_window import MainWindow, Surroundings
from cocity_desktop.ui.operation import Lanes
from cocity_desktop.ui.shell import preferences as names
from cocity_desktop.ui.theme.scheme import STYLE_ARGUMENTS, SchemeFollower

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cocity_desktop.application.document_views import PageImage

Colour = tuple[int, int, int]

DAY = date(2026, 11, 18)
COMPUTER = "Portatile della casa"
HOUSE = Path("Casa di prova")
"""Relative, so that no picture shows where this machine keeps temporary files."""
SIZE = (1366, 768)
COLOURS, EXACT = 256, 200
REST = 9
"""Looks, 40 ms apart, for which nothing must be under way: longer than any page waits for the hand to rest."""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def moment(clock: str, days: int = 0) -> datetime:
    """That hour of the day of the pictures, or of a day near it."""
    return datetime.combine(DAY, time.fromisoformat(clock), tzinfo=ROME) + timedelta(days=days)


class Studio:
    """The window, dressed, and the light."""

    def __init__(self, out: Path, wanted: set[str]) -> None:
        self.out, self.wanted = out, wanted
        _spread_out()
        self.app = QApplication([sys.argv[0], *STYLE_ARGUMENTS])
        self.app.setCursorFlashTime(0)
        self.resources, catalogues = bootstrap.shipped()
        use_language("it", catalogues)
        qt_words.speak(self.app, "it")
        self.scheme: SchemeFollower = theme.install(self.app, self.resources, "light", has_style=True)
        self.lanes = Lanes(self.app)
        self.clock = StoryClock(moment("17:24"))
        self._chance = Random(31)  # noqa: S311 (of ids in pictures)
        self.preferences = names.LivePreferences(bootstrap.local_preferences(Path("preferences")), self.app)

    def gate(self, directory: Path) -> bootstrap.LocalGate:
        return bootstrap.LocalGate(
            directory, self.resources, COMPUTER, self.clock, random_bits=self._chance.getrandbits
        )

    @contextlib.contextmanager
    def window(self, directory: Path, passphrase: str = "") -> Iterator[MainWindow]:
        around = Surroundings(
            self.gate(directory),
            self.gate,
            self.preferences,
            self.lanes,
            self.scheme,
            lambda _language: None,
            passphrase,
        )
        window = MainWindow(around)
        window.resize(*SIZE)
        window.show()
        window.activateWindow()
        self.settle()
        yield window
        window.close()
        self.settle()
        window.deleteLater()

    def open_page(self, window: MainWindow, name: str, record_id: str | None = None, **args: str) -> Any:
        """The page `name`, once it has read what it shows."""
        window.frame.open_page(name, record_id, **args)
        self.settle()
        return window.frame.stack.page()

    def type(self, words: str) -> None:
        """Letter by letter where the hand is, and wait for what comes of it."""
        self._take_turn()
        for letter in words:
            self._key(Qt.Key.Key_unknown, letter)
        self.settle()

    def press(self, *keys: Qt.Key) -> None:
        """Keys without letters."""
        self._take_turn()
        for key in keys:
            self._key(key)
            self.settle()

    def _take_turn(self) -> None:
        """Off the screen no window manager gives the window its turn back when another one closes."""
        for window in self.app.topLevelWidgets():
            if isinstance(window, MainWindow) and window.isVisible() and not window.isActiveWindow():
                window.activateWindow()
                self.settle()

    def _key(self, key: Qt.Key, text: str = "") -> None:
        target = QApplication.focusWidget()
        if target is None:
            raise RuntimeError("the window is not the active one")
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))

    def dialog(self, name: str, opens: Callable[[], object]) -> None:
        """What `opens` opens as a dialog, photographed and closed again."""
        with replace_doors(Photographed(self, name)):
            opens()
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is read or written, and what came of it was painted."""
        loop, quiet, timer = QEventLoop(), [0], QTimer(interval=40)

        def look() -> None:
            quiet[0] = quiet[0] + 1 if self.lanes.idle() else 0
            if quiet[0] == REST:
                loop.quit()

        timer.timeout.connect(look)
        timer.start()
        loop.exec()

    def wants(self, *names: str) -> bool:
        """Whether somebody asked for one of these pictures."""
        return not self.wanted or not self.wanted.isdisjoint(names)

    def shoot(self, window: QWidget, name: str) -> None:
        """`name`-light.png and `name`-dark.png, with a palette: a page of text needs few colours."""
        if not self.wants(name):
            return
        for scheme in SCHEMES:
            self.scheme.want(scheme)
            self.settle()
            buffer = QBuffer()
            buffer.open(QIODevice.OpenModeFlag.WriteOnly)
            window.grab().save(buffer, "PNG")
            picture = Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGB")
            flattened(picture).save(self.out / f"{name}-{scheme}.png", optimize=True)
        self.scheme.want("light")
        self.settle()


def _spread_out() -> None:
    """Give the offscreen platform a display as large as the pictures: dialogs look how much room they have."""
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        width, height = SIZE
        screen = {"name": "room", "x": 0, "y": 0, "width": width, "height": height, "dpr": 1}
        screen |= {"logicalDpi": 96, "logicalBaseDpi": 96}
        Path("display.json").write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
        os.environ["QT_QPA_PLATFORM"] = "offscreen:configfile=display.json"


class Photographed(Doors):
    """Every dialog is photographed and given up."""

    def __init__(self, studio: Studio, name: str) -> None:
        self._studio, self._name = studio, name

    def run(self, dialog: QDialog) -> bool:
        dialog.show()
        dialog.activateWindow()
        self._studio.settle()
        self._studio.shoot(dialog, self._name)
        dialog.reject()
        dialog.deleteLater()
        return False


def sheet_of(page: PageImage) -> Image.Image:
    """A printed page as a picture."""
    size = (page.width, page.height)
    return Image.frombytes("RGB", size, page.pixels, "raw", "BGRX", page.stride)


def flattened(picture: Image.Image) -> Image.Image:
    """`picture` with a palette: the colours that most of it has exactly, the others by the nearest that is kept.

    Pillow maps to a given palette only nearly, which tints the large grounds; here each colour is looked up once.
    """
    counted: list[tuple[int, Any]] = picture.getcolors(picture.width * picture.height) or []
    kept = [colour for _count, colour in sorted(counted, reverse=True)[:EXACT]]
    rest = picture.quantize(COLOURS - EXACT, Image.Quantize.MAXCOVERAGE).getpalette() or []
    kept += list(zip(rest[0::3], rest[1::3], rest[2::3], strict=True))
    place = {colour: _nearest(colour, kept) for _count, colour in counted}
    flat = Image.frombytes("P", picture.size, bytes(map(place.__getitem__, picture.get_flattened_data())))
    flat.putpalette([tone for colour in kept for tone in colour])
    return flat


def _nearest(colour: Colour, kept: list[Colour]) -> int:
    red, green, blue = colour
    return min(
        range(len(kept)),
        key=lambda i: (kept[i][0] - red) ** 2 + (kept[i][1] - green) ** 2 + (kept[i][2] - blue) ** 2,
    )
