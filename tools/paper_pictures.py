"""The pictures of the manual's section on minutes that were written on paper: begun, half typed in, ended.

    python -m tools.paper_pictures OUT

A meeting of the sample house, the evening before its day, is typed in through the window, key by key.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from cocity_desktop import bootstrap
from cocity_desktop.application.meetings import NewItem, ScheduleMeeting, schedule_meeting
from tools.picture_studio import DAY, HOUSE, Studio, moment

if TYPE_CHECKING:
    from cocity_desktop.application.services import Services
    from cocity_desktop.ui.main_window import MainWindow
    from tools.picture_meeting import Ids

POINTS = (("Saluti e giro di nomi", 10), ("Uso del cortile nel fine settimana", 30), ("Orto e acqua", 20))
LINES = (
    "La Casa presenta il percorso e le persone che lo seguono.",
    "18.41 La scuola ricorda che il custode esce alle 17.",
    "d Chi risponde se qualcuno si fa male di sabato?",
    None,
    "18.50 p Aprire il sabato dalle 9 alle 13, con due volontari di turno.",
    "t Il portone è pesante per chi apre da solo.",
    "19.10 s Si prova il sabato mattina, da marzo a giugno.",
    "m Il Comune fornisce due rastrelliere entro il 30 aprile.",
)
"""What the paper says; None turns to the next point."""


def plan(services: Services, ids: Ids) -> str:
    command = ScheduleMeeting(
        process_id=ids["process", "fleming"],
        title="Assemblea in cortile",
        starts_at=moment("18:30", -1),
        planned_minutes=90,
        items=tuple(NewItem(title=title, planned_minutes=minutes) for title, minutes in POINTS),
        take_up=(),
        carry_over=False,
    )
    return str(services.run(schedule_meeting, command).created)


def press(
    key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, text: str = ""
) -> None:
    """A key where the cursor is."""
    target = QApplication.focusWidget()
    if target is None:
        raise RuntimeError("the window is not the active one")
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers, text))


def write(studio: Studio, words: str) -> None:
    """A line, and Enter. Off the screen the window must ask for its turn."""
    for window in studio.app.topLevelWidgets():
        if window.isVisible() and not window.isActiveWindow():
            window.activateWindow()
            studio.settle()
    for letter in words:
        press(Qt.Key.Key_unknown, text=letter)
    press(Qt.Key.Key_Return)
    studio.settle()


def type_in(studio: Studio, window: MainWindow, meeting: str) -> None:
    window.frame.open_page("meeting", meeting, on_paper="1")
    studio.settle()
    studio.shoot(window, "paper-begin")
    live: Any = window.frame.stack.page()
    write(studio, "")
    live.room.go()
    for who in ("gen 9", "arc 8", "Mario Prova"):
        write(studio, who)
    studio.shoot(window, "paper-walk-in")
    write(studio, "")
    for line in LINES:
        if line is None:
            live.agenda_acts.next()
            studio.settle()
        else:
            write(studio, line)
    studio.shoot(window, "paper")
    live.close_meeting()
    studio.shoot(window, "paper-end")


def photograph(out: Path) -> None:
    studio = Studio(out, set())
    phrase = bootstrap.SAMPLE_PASSPHRASE
    ids = bootstrap.build_sample_house(studio.gate(HOUSE), phrase, Path("consegne"), DAY)
    gate = studio.gate(HOUSE)
    meeting = plan(gate.unlock(phrase), ids)
    gate.close()
    with studio.window(HOUSE, phrase) as window:
        type_in(studio, window, meeting)
    studio.lanes.close()


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Photograph a meeting that is typed in from paper.")
    parser.add_argument("out", type=Path)
    out: Path = parser.parse_args(arguments).out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, contextlib.chdir(scratch):
        photograph(out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
