"""A process of its own: the real application's window, and a hand that types into its capture line.

    python -m tests.reliability.typist MEETING TELL [arguments of the app]

Orders come as JSON lines on the standard input; what happens is told as JSON lines on the descriptor TELL, at once,
so that nothing told is lost when this process is killed. Nothing here calls a use case: keys go to the real widget
as events, and an entry counts as saved when the window's change bus says so.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from cocity_desktop.__main__ import main
from cocity_desktop.storage.log_tending import LogTender
from cocity_desktop.ui.pages.meeting.lines import Standing
from tests.reliability.sentences import sentences
from tests.ui.person import type_text

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.ui.main_window import MainWindow


class Questions(QObject):
    """Counts the dialogs that ask something before the text can be seen."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.asked = 0
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QDialog):
            self.asked += 1
        return False


class Typist(QObject):
    """Waits for the meeting to be on the screen, then does as it is told."""

    def __init__(self, window: MainWindow, meeting_id: str, tell: int) -> None:
        super().__init__(window)
        self._window, self._meeting_id, self._tell = window, meeting_id, tell
        self._began = time.monotonic()
        self._questions = Questions(QApplication.instance())
        self._letters = self._lines = iter(())
        self._hand = QTimer(self)
        self._hand.timeout.connect(self._type_one)
        self._until = QTimer(self, interval=2)
        self._until.timeout.connect(self._look_whether)
        self._awaited: Any = None
        self._pause_ms, self._chance = 0, random.Random(0)
        self._orders = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self._orders.activated.connect(self._ordered)
        self._unread = b""
        window.entered.connect(self._entered)
        window.refused.connect(lambda error: self.tell("refused", code=str(error.code)))
        window.bugs.told.connect(lambda details: self.tell("bug", details=details))

    def tell(self, what: str, **facts: Any) -> None:
        """One line, whole, in one write."""
        line = json.dumps({"what": what, "at": time.monotonic(), **facts})
        os.write(self._tell, line.encode() + b"\n")

    # --- getting there ---------------------------------------------------------------------------------------------

    def _entered(self) -> None:
        self._window.frame.bus.changed.connect(self._changed)
        self._window.frame.open_page("meeting", self._meeting_id)
        self._when(lambda: self._page().meeting is not None, lambda: self._see("visible"))

    def _page(self) -> Any:
        return self._window.frame.stack.page()

    def _when(self, holds: Any, then: Any) -> None:
        """Once `holds` and nothing is on its way to or from the disk."""
        self._awaited = (holds, then)
        self._until.start()

    def _look_whether(self) -> None:
        holds, then = self._awaited
        if self._window._around.lanes.idle() and holds():
            self._until.stop()
            then()

    def _see(self, what: str, **facts: Any) -> None:
        """What a person sees now."""
        page, frame = self._page(), self._window.frame
        lines = page.speech.list.model().lines()
        self.tell(
            what,
            line=page.speech.line.edit.text(),
            entries=[one.row.text for one in lines if one.standing is Standing.SAVED],
            waiting=[one.row.text for one in lines if one.standing is not Standing.SAVED],
            recovered=page.speech.line.is_recovered(),
            error=page.speech.line.error(),
            status=frame.status.accessibleName(),
            banner=frame.banner.words(),
            questions=self._questions.asked,
            took=time.monotonic() - self._began,
            **facts,
        )

    # --- orders ----------------------------------------------------------------------------------------------------

    def _ordered(self) -> None:
        self._unread += os.read(0, 65536)
        *whole, self._unread = self._unread.split(b"\n")
        for line in whole:
            order = json.loads(line)
            getattr(self, "do_" + order.pop("do"))(**order)

    def do_type(self, every_ms: int, seed: int, letters: int = 0, pause_ms: int = 0) -> None:
        """Line after line, a key each `every_ms`, until killed; after some lines nothing for `pause_ms`."""
        self._lines = sentences(random.Random(seed), letters)
        self._pause_ms, self._chance = pause_ms, random.Random(seed)
        self._letters = iter(())
        self._hand.start(every_ms)

    def do_tend(self, rest: float, every_ms: int) -> None:
        """Move the archive's log after so short a rest that it happens while somebody copies."""
        archive = self._window._gate.archive()
        archive.tender = LogTender(archive.database, rest=rest, large=1)
        self._window.frame.tending._beat.setInterval(every_ms)

    def do_rest(self) -> None:
        """Stop typing and look."""
        self._hand.stop()
        self._when(lambda: True, lambda: self._see("seen"))

    def do_write(self, text: str) -> None:
        """Type a text at once, without Enter, and look."""
        type_text(self._edit(), text)
        self._when(lambda: True, lambda: self._see("seen"))

    def do_enter(self) -> None:
        """Press Enter and look at what came of it."""
        QTest.keyClick(self._edit(), Qt.Key.Key_Return)
        self._when(lambda: not self._page().speech.line.flying(), lambda: self._see("seen"))

    def do_burst(self, texts: list[str]) -> None:
        """Lines typed faster than the disk answers: the hand does not look up in between."""
        for text in texts:
            type_text(self._edit(), text)
            QTest.keyClick(self._edit(), Qt.Key.Key_Return)
        self._when(lambda: not self._page().speech.line.flying(), lambda: self._see("seen"))

    def do_look(self) -> None:
        self._when(lambda: True, lambda: self._see("seen"))

    def do_glance(self) -> None:
        """What is on the screen at this moment, whatever is on its way."""
        self._see("glanced")

    def do_press(self) -> None:
        """Press Enter and do not wait."""
        QTest.keyClick(self._edit(), Qt.Key.Key_Return)

    def do_close(self) -> None:
        """As a person closes the window."""
        self._window.close()

    # --- the hand --------------------------------------------------------------------------------------------------

    def _edit(self) -> Any:
        return self._page().speech.line.edit

    def _type_one(self) -> None:
        letter = next(self._letters, None)
        if letter is None:
            self._letters = iter(next(self._lines) + "\n")
            letter = next(self._letters)
        self.tell("key", key=letter)
        if letter == "\n":
            QTest.keyClick(self._edit(), Qt.Key.Key_Return)
            if self._pause_ms and self._chance.random() < 0.4:
                self._hand.stop()
                QTimer.singleShot(self._pause_ms, self._hand.start)
        else:
            type_text(self._edit(), letter)

    def _changed(self, changes: Changes) -> None:
        if changes.label == "capture_entry":
            self.tell("saved", id=changes.created, status=self._window.frame.status.state())


def run(meeting_id: str, tell: int, arguments: list[str]) -> int:
    """The application, from its own `main`."""
    typists = []
    return main(arguments, lambda window: typists.append(Typist(window, meeting_id, tell)))


if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1], int(sys.argv[2]), sys.argv[3:]))
