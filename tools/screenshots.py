"""Every page of the window with the sample house in it, as pictures for the manual: light and dark, 1366x768.

    python tools/screenshots.py OUT [PAGE...]

The house is built in a temporary directory on a fixed day, so that the same code makes the same pictures. The sample
has no meeting that is being held: this tool begins the one of that day and writes down its first lines. Works with
QT_QPA_PLATFORM=offscreen.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import sys
import tempfile
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PIL import Image
from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from cocity_desktop import bootstrap
from cocity_desktop.application.attendances import RecordArrival, record_arrival
from cocity_desktop.application.capture import (
    CaptureEntry,
    DecisionFields,
    NewReservation,
    capture_entry,
)
from cocity_desktop.application.commitments import CommitmentFields
from cocity_desktop.application.running import RunMeeting, StartItem, run_meeting, start_item
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.meetings import EntryKind
from cocity_desktop.localization import ROME, use_language
from cocity_desktop.sample.data import StoryClock
from cocity_desktop.ui import qt_words, theme
from cocity_desktop.ui.main_window import MainWindow, Surroundings
from cocity_desktop.ui.operation import Lanes
from cocity_desktop.ui.shell import preferences as names
from cocity_desktop.ui.theme.scheme import STYLE_ARGUMENTS, SchemeFollower

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cocity_desktop.application.services import Services
    from cocity_desktop.domain.entity import EntityId

Colour = tuple[int, int, int]
Ids = dict[tuple[str, str], "EntityId"]

DAY = date(2026, 11, 18)
COMPUTER = "Portatile della casa"
HOUSE = Path("Casa di prova")
"""Relative, so that no picture shows where this machine keeps temporary files."""
SIZE = (1366, 768)
COLOURS, EXACT = 256, 200
TURN = "17:41"
"""When the meeting goes on to its second point."""
MEETING = ("meeting", "aiuole-sopralluogo")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PAGES: dict[str, tuple[str, str] | None] = {
    "today": None,
    "groups": ("group", "genitori"),
    "places": ("place", "cortile"),
    "processes": ("process", "fleming"),
    "meetings": ("meeting", "terzo"),
    "commitments": None,
    "pacts": ("pact", "pact"),
    "pact": ("pact", "pact"),
    "deliveries": None,
    "delivery": ("delivery", "1"),
    "desk": None,
    "settings": None,
}
"""Each page with the record it is opened on. The live meeting comes last, for it changes the house."""


def moment(clock: str, days: int = 0) -> datetime:
    return datetime.combine(DAY, time.fromisoformat(clock), tzinfo=ROME) + timedelta(days=days)


class Studio:
    """The window, dressed, and the light."""

    def __init__(self, out: Path, wanted: set[str]) -> None:
        self.out, self.wanted = out, wanted
        self.app = QApplication([sys.argv[0], *STYLE_ARGUMENTS])
        self.app.setCursorFlashTime(0)
        self.resources, catalogues = bootstrap.shipped()
        use_language("it", catalogues)
        qt_words.speak(self.app, "it")
        self.scheme: SchemeFollower = theme.install(self.app, self.resources, "light", has_style=True)
        self.lanes = Lanes(self.app)
        self.clock = StoryClock(moment("17:24"))
        self.preferences = names.LivePreferences(bootstrap.local_preferences(Path("preferences")), self.app)

    def gate(self, directory: Path) -> bootstrap.LocalGate:
        return bootstrap.LocalGate(directory, self.resources, COMPUTER, self.clock)

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

    def settle(self) -> None:
        """Wait until nothing is read or written, and what came of it was painted."""
        loop, quiet, timer = QEventLoop(), [0], QTimer(interval=40)

        def look() -> None:
            quiet[0] = quiet[0] + 1 if self.lanes.idle() else 0
            if quiet[0] == 5:
                loop.quit()

        timer.timeout.connect(look)
        timer.start()
        loop.exec()

    def shoot(self, window: QWidget, name: str) -> None:
        """`name`-light.png and `name`-dark.png, with a palette: a page of text needs few colours."""
        if self.wanted and name not in self.wanted:
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


def begin_meeting(services: Services, ids: Ids, clock: StoryClock) -> None:
    """The site visit of the day, a quarter of an hour in: seven people, six lines, the second point running."""
    meeting = ids[MEETING]
    agenda = services.queries.meeting(meeting).agenda

    def do(use_case: Callable[..., object], command: object, at: str) -> None:
        clock.move_to(moment(at))
        services.run(use_case, command)

    committee = ids["group", "comitato"]
    do(run_meeting, RunMeeting(meeting_id=meeting), "17:32")
    do(record_arrival, RecordArrival(meeting_id=meeting, group_id=committee, head_count=6), "17:32")
    do(record_arrival, RecordArrival(meeting_id=meeting, label="Edicola di piazza Esempio"), "17:33")
    do(start_item, StartItem(item_id=agenda[0].id), "17:33")
    for at, point, line in lines(meeting, committee):
        if at == TURN:
            do(start_item, StartItem(item_id=agenda[point].id), at)
        do(capture_entry, replace(line, agenda_item_id=agenda[point].id), at)
    clock.move_to(moment("17:47"))


def lines(meeting: EntityId, committee: EntityId) -> list[tuple[str, int, CaptureEntry]]:
    """What is said: when, at which point of the agenda, in which words."""
    said = partial(CaptureEntry, meeting_id=meeting)
    edge = "Cominciare da due aiuole e mettere un cordolo di legno"
    lorry = "Il camion del mercato ci passa sopra il sabato mattina"
    plants = "Il Comitato porta le prime venti piante aromatiche"
    decision = DecisionFields(
        in_favour=5,
        with_reservation=1,
        fine=1,
        present=7,
        reservations=(
            NewReservation(raised_by="Edicola", text="D’estate l’acqua va decisa prima di giugno"),
        ),
    )
    promise = CommitmentFields(
        what=plants, party_kind=PartyKind.GROUP, group_id=committee, due_on=DAY + timedelta(days=24)
    )
    return [
        ("17:35", 0, said(text="Le aiuole sono quattro; quella verso il mercato è la più rovinata")),
        ("17:38", 0, said(entry_kind=EntryKind.CONCERN, text=lorry, group_id=committee)),
        (TURN, 1, said(entry_kind=EntryKind.IDEA, text=edge, group_id=committee)),
        ("17:42", 1, said(entry_kind=EntryKind.QUESTION, text="Chi paga il cordolo se si rompe?")),
        (
            "17:44",
            1,
            said(
                entry_kind=EntryKind.DECISION,
                text="Si comincia dalle due aiuole verso la scuola",
                decision=decision,
            ),
        ),
        ("17:46", 1, said(entry_kind=EntryKind.COMMITMENT, text=plants, commitment=promise)),
    ]


def photograph(out: Path, wanted: set[str]) -> None:
    studio = Studio(out, wanted)
    phrase = bootstrap.SAMPLE_PASSPHRASE
    with studio.window(Path("Casa nuova")) as window:
        studio.shoot(window, "welcome")
    ids = bootstrap.build_sample_house(studio.gate(HOUSE), phrase, Path("consegne"), DAY)
    with studio.window(HOUSE, phrase) as window:
        for name, record in PAGES.items():
            if record is not None and record not in ids:
                raise KeyError(record)
            window.frame.open_page(name, ids[record] if record else None)
            studio.settle()
            studio.shoot(window, name)
    with studio.window(HOUSE) as window:
        studio.shoot(window, "unlock")
    gate = studio.gate(HOUSE)
    begin_meeting(gate.unlock(phrase), ids, studio.clock)
    gate.close()
    with studio.window(HOUSE, phrase) as window:
        window.frame.open_page("meeting", ids[MEETING])
        studio.settle()
        studio.shoot(window, "meeting")
    studio.lanes.close()


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Photograph every page.")
    parser.add_argument("out", type=Path)
    parser.add_argument("pages", nargs="*")
    asked = parser.parse_args(arguments)
    out: Path = asked.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, contextlib.chdir(scratch):
        photograph(out, set(asked.pages))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
