"""How long the room's screen of a long evening takes to stand open, beside a mask of everybody's name in the same run."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QApplication, QWidget

from bench.registry_scroll import settle
from bench.registry_town import NOW
from cocity_desktop.application.name_mask import NameMask
from cocity_desktop.application.views.work import DecisionRow, EntryRow
from cocity_desktop.domain.meetings import DecisionMethod, EntryKind, EntryOutcome
from cocity_desktop.storage.read_models.queries import SqlQueries
from cocity_desktop.ui.change_bus import ChangeBus
from cocity_desktop.ui.operation import Lanes
from cocity_desktop.ui.pages.meeting.room_screen_acts import RoomScreenActs

if TYPE_CHECKING:
    from cocity_desktop.application.views.work import MeetingDetail
    from cocity_desktop.storage.archive import Archive

LINES, NAMING = 240, 40
_WORDS = (
    "il giardino della via si apre di domenica con le chiavi de rosa la casa e lo spazio da pulire ogni giovedì "
    "maria marco luca d’amico chi porta sabato prossimo dalle nove verde comune fontana"
)


class Opened(NamedTuple):
    """Milliseconds until the window stands painted, and until a mask of all names was made."""

    window: float
    all_names: float
    one_line: float
    """What a new line of the meeting asks for."""


def open_room_screen(archive: Archive) -> Opened:
    """Needs an application. The evening has 240 decisions, and 40 of them name somebody registered."""
    app = QApplication.instance()
    assert app is not None
    queries = SqlQueries(archive.reader, archive.host.clock)
    meeting = _evening(queries, archive)
    lanes = Lanes(app)
    try:
        window = _window(queries, archive, lanes, meeting)
    finally:
        lanes.close()
        lanes.setParent(None)
    begun = time.perf_counter()
    queries.names_in([meeting.entries[0].text])
    line = time.perf_counter()
    NameMask(person.name for person in queries.people())
    return Opened(window, (time.perf_counter() - line) * 1000, (line - begun) * 1000)


def _evening(queries: SqlQueries, archive: Archive) -> MeetingDetail:
    chance, words = random.Random(6), _WORDS.split()
    rows = archive.database.raw.execute("SELECT given_name, family_name FROM people ORDER BY id").fetchall()
    names = [" ".join(row) for row in chance.sample(rows, NAMING)]
    said = [" ".join(chance.choices(words, k=15)) for _ in range(LINES - NAMING)]
    said = [*(f"{name} dice di sì, e apre" for name in names), *said]
    entries = tuple(_decision(n, text) for n, text in enumerate(said))
    return replace(queries.meeting(queries.meetings()[0].id), entries=entries)


def _decision(n: int, text: str) -> EntryRow:
    stood = DecisionRow(f"d{n}", DecisionMethod.CONSENSUS, 12, 6, 1, 4, 0, 23, ())
    return EntryRow(f"e{n}", None, EntryKind.DECISION, text, NOW, "", (), EntryOutcome.OPEN, "", stood, None)


def _window(queries: SqlQueries, archive: Archive, lanes: Lanes, meeting: MeetingDetail) -> float:
    services = SimpleNamespace(queries=queries, clock=archive.host.clock)
    context: Any = SimpleNamespace(services=services, bus=ChangeBus(), navigator=None)
    page = QWidget()
    acts = RoomScreenActs(context, page)
    acts.set_meeting(meeting)
    begun = time.perf_counter()
    acts.toggle()
    settle(lanes)
    assert acts.window is not None
    assert acts.window.isVisible()
    acts.window.grab()
    taken = (time.perf_counter() - begun) * 1000
    acts.window.close()
    page.deleteLater()
    return taken
