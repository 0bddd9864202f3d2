"""What every test of the window needs: the theme installed, lanes to work on, dialogs that answer by themselves."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from cocity_desktop.ui.dialogs.base import Doors, replace_doors
from cocity_desktop.ui.operation import Lanes
from cocity_desktop.ui.permitted import desk
from cocity_desktop.ui.theme import install, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication, QDialog, QWidget

# Said by Qt's own offscreen platform of every window and popup; it says nothing of ours.
OFFSCREEN_CHATTER = "This plugin does not support (propagateSizeHints|raise|grabbing the keyboard)"


def pytest_configure(config: pytest.Config) -> None:
    """Draw off the screen unless told otherwise, and leave out the messages of that platform itself."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    config.addinivalue_line("qt_log_ignore", OFFSCREEN_CHATTER)


RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The application with fonts, icons and palette: once, as in life."""
    install(qapp, RESOURCES, "light")
    return qapp


@pytest.fixture
def themed_app(dressed: QApplication) -> Iterator[QApplication]:
    """The dressed application, light again after a test that changed the table."""
    yield dressed
    tokens.use("light")
    tokens.set_text_scale(1.0)


@pytest.fixture
def lanes(themed_app: QApplication) -> Iterator[Lanes]:
    """Fresh lanes; what still runs at the end is waited for."""
    made = Lanes(themed_app)
    yield made
    desk().know(None)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    made.close()
    made.setParent(None)


class AnsweringDoors(Doors):
    """Answers dialogs as the test says, and keeps what was opened.

    `answer` receives the dialog (fill it, then return whether to accept); files are taken from `save_to` and
    `open_from` (a folder too).
    """

    def __init__(self) -> None:
        self.opened: list[QDialog] = []
        self.answer: Callable[[QDialog], bool] = lambda _dialog: False
        self.save_to: Path | None = None
        self.open_from: Path | None = None

    def run(self, dialog: QDialog) -> bool:
        self.opened.append(dialog)
        return self.answer(dialog)

    def save_file(self, parent: QWidget | None, title: str, suggested: Path, kinds: str) -> Path | None:
        return self.save_to

    def directory(self, parent: QWidget | None, title: str, folder: Path | None) -> Path | None:
        return self.open_from

    def open_file(self, parent: QWidget | None, title: str, folder: Path | None, kinds: str) -> Path | None:
        return self.open_from


@pytest.fixture
def doors() -> Iterator[AnsweringDoors]:
    """Dialogs that a test answers."""
    answering = AnsweringDoors()
    with replace_doors(answering):
        yield answering
