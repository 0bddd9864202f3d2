"""The window's entry point: read the command line, dress the application, show the window, wait for the end.

Heavy libraries (SQLAlchemy, argon2, cryptography) are loaded by the gate on the database lane, after the first paint.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cocity_desktop import __version__, bootstrap
from cocity_desktop.localization import LANGUAGES, use_language

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QApplication

    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.main_window import MainWindow
    from cocity_desktop.ui.operation import Lanes

PASSPHRASE_VARIABLE = "COCITY_PASSPHRASE"
IMPOSSIBLE = 2


def arguments(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """The command line, read."""
    parser = argparse.ArgumentParser(prog="cocity-desktop", description="Co-City Desktop")
    parser.add_argument("--data", type=Path, metavar="DIR", help="where the archive lies")
    parser.add_argument("--language", choices=LANGUAGES, help="the language of the window")
    parser.add_argument("--sample", action="store_true", help="open the sample house")
    parser.add_argument("--smoke", action="store_true", help="open, show the first page, leave with 0")
    parser.add_argument("--version", action="version", version=__version__)
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None, watch: Callable[[MainWindow], object] | None = None) -> int:
    """Run the window. Returns the exit code: 0, or 2 when a smoke run could not open its archive.

    `watch` is given the window before it is shown: a measurement follows its signals.
    """
    asked = arguments(argv)
    gc.disable()
    from PySide6.QtWidgets import QApplication

    from cocity_desktop.ui.operation import Lanes
    from cocity_desktop.ui.theme.scheme import STYLE_ARGUMENTS

    app = QApplication([*sys.argv[:1], *STYLE_ARGUMENTS])
    app.setApplicationName("Co-City")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("it.cocity.Desktop")
    app.setQuitOnLastWindowClosed(False)  # the window leaves only when what it wrote is on the disk
    lanes = Lanes(app)
    window = make_window(app, lanes, asked)
    window.bugs.install()
    window.closed.connect(app.quit)
    look_for_garbage_later(window)
    window.painted.connect(bootstrap.start_log)
    if asked.smoke:
        _smoke(app, window)
    if watch is not None:
        watch(window)
    window.show()
    code = app.exec()
    lanes.close()
    return code


def look_for_garbage_later(window: MainWindow) -> None:
    """Not before the first paint, for nothing made until then is garbage; and never among what an open window needs.

    A look through all of it takes 50 ms, and would come while somebody types.
    """
    window.painted.connect(gc.enable)
    window.entered.connect(gc.freeze)


def make_window(app: QApplication, lanes: Lanes, asked: argparse.Namespace) -> MainWindow:
    """The window over the archive that the command line names, not shown yet."""
    from cocity_desktop.ui.main_window import MainWindow, Surroundings
    from cocity_desktop.ui.shell.preferences import LANGUAGE, SCHEME, TEXT_SCALE, LivePreferences
    from cocity_desktop.ui.theme import install

    resources, catalogues = bootstrap.shipped()
    preferences = LivePreferences(bootstrap.local_preferences(), app)
    speak = partial(_speak, app, catalogues)
    speak(asked.language or preferences.get(LANGUAGE) or _system_language())
    wanted, scale = preferences.get(SCHEME, "system"), float(preferences.get(TEXT_SCALE, 1.0))
    scheme = install(app, resources, wanted, scale, has_style=True)
    gate_in = partial(_gate_in, resources)
    around = Surroundings(
        gate=gate_in(asked.data or bootstrap.default_directory()),
        gate_in=gate_in,
        preferences=preferences,
        lanes=lanes,
        scheme=scheme,
        speak=speak,
        passphrase=os.environ.get(PASSPHRASE_VARIABLE, ""),
        sample=asked.sample,
    )
    return MainWindow(around)


def _gate_in(resources: Path, directory: Path) -> bootstrap.LocalGate:
    return bootstrap.LocalGate(directory, resources, platform.node())


def _system_language() -> str:
    from PySide6.QtCore import QLocale

    language = QLocale.system().name().partition("_")[0]
    return language if language in LANGUAGES else LANGUAGES[0]


def _speak(app: QApplication, catalogues: Path, language: str) -> None:
    from cocity_desktop.ui import qt_words

    use_language(language, catalogues)
    qt_words.speak(app, language)


def _smoke(app: QApplication, window: MainWindow) -> None:
    """Leave by itself: through an orderly close when the first page is there, with 2 when nothing opened."""

    def refused(error: AppError) -> None:
        from cocity_desktop.error_messages import words_for

        sys.stderr.write(f"{words_for(error)}\n")
        app.exit(IMPOSSIBLE)

    window.entered.connect(window.close)
    window.refused.connect(refused)
    window.bugs.told.connect(lambda _details: app.exit(IMPOSSIBLE))


if __name__ == "__main__":
    raise SystemExit(main())
