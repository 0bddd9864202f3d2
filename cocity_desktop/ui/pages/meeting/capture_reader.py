"""Reads the line while it is typed: a moment after the last key, on a lane of its own, the newest text only.

Nothing here touches the key path: a key only starts a timer. What comes back for a text that is no longer there is
thrown away by whoever listens (`Understood.read`).
"""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from cocity_desktop.application.recognition import Recognition
from cocity_desktop.ui.operation import Operation

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cocity_desktop.application.recognition import KnownName, Recognizer

REST_MS = 90
"""After the last key."""
AT_MOST_S = 0.1
"""How long a line that is being saved waits for what is still being read. It takes a millisecond or two."""


class Reading:
    """One text on its way through the recogniser. `result` may be asked on any thread."""

    def __init__(self, text: str, work: Callable[[], Recognition]) -> None:
        self.text = text
        self._work = work
        self._ready = Event()
        self._found = Recognition(text)
        self.broken = True
        """Until it has come to its end: a recogniser that breaks is told of once and not asked again."""

    @classmethod
    def of_nothing(cls, text: str) -> Reading:
        """A text that nobody reads."""
        reading = cls(text, lambda: Recognition(text))
        reading.run()
        return reading

    def run(self) -> Recognition:
        """On the lane."""
        try:
            self._found = self._work()
            self.broken = False
        finally:
            self._ready.set()
        return self._found

    def result(self) -> Recognition:
        """What was found; nothing when it takes too long: the words are saved in any case."""
        self._ready.wait(AT_MOST_S)
        return self._found


class CaptureReader(QObject):
    """`found(Recognition)` for the newest text. `use` gives it the names, before the first text or any time."""

    found = Signal(object)

    def __init__(self, recognizer: Recognizer, parent: QObject) -> None:
        super().__init__(parent)
        self._recognizer = recognizer
        self._names: Callable[[str], tuple[KnownName, ...]] = lambda _text: ()
        self._far: Callable[[str], tuple[KnownName, ...]] = lambda _text: ()
        self._today: Callable[[], date]
        self._wanted = ""
        self._reading: Reading | None = None
        self._flying = self._broken = False
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._start)

    def use(
        self,
        names: Callable[[str], tuple[KnownName, ...]],
        today: Callable[[], date],
        far: Callable[[str], tuple[KnownName, ...]] = lambda _text: (),
    ) -> None:
        """The names that a text may use, and the day from which "entro giovedì" counts.

        `far` reads, on the lane, names from the archive that the text has and nobody was handed.
        """
        self._names, self._today, self._far = names, today, far
        self._reading = None
        if self._wanted:
            self._rest.start()

    def ask(self, text: str) -> None:
        """Read `text` once the hand rests."""
        self._wanted = text
        if text.strip() and not self._broken:
            self._rest.start()
        else:
            self._rest.stop()

    def at_once(self, text: str) -> Reading:
        """The reading of exactly this text: done, under way, or begun now. Its result can be waited for."""
        if self._broken:
            return Reading.of_nothing(text)
        reading = self._reading
        if reading is None or reading.text != text:
            return self._run(text)
        return reading

    def now(self, text: str) -> Recognition:
        """Read a few words on the spot: what a person typed into the field of a day."""
        return self._recognizer.recognise(text, (), self._today())

    def _start(self) -> None:
        reading = self._reading
        if self._flying:
            return
        if reading is None or reading.text != self._wanted:
            self._run(self._wanted)
        else:  # the same words as a moment ago, in another line
            self.found.emit(reading.result())

    def _run(self, text: str) -> Reading:
        names, today, far, recognizer = self._names(text), self._today(), self._far, self._recognizer
        reading = Reading(text, lambda: recognizer.recognise(text, (*names, *far(text)), today))
        self._reading = reading
        self._flying = True
        operation = Operation(self, reading.run).on_success(self.found.emit)
        operation.on_finally(lambda: self._ended(reading)).start("reading")
        return reading

    def _ended(self, reading: Reading) -> None:
        if reading is not self._reading:
            return
        self._flying = False
        self._broken = self._broken or reading.broken
        if self._wanted != reading.text:
            self.ask(self._wanted)
