"""Opens the pages of people and groups off the screen, and scrolls one from end to end, frame by frame."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from cocity_desktop.application.views.lists import ListQuestion
from cocity_desktop.storage.read_models.queries import SqlQueries
from cocity_desktop.ui.models.columns import Column
from cocity_desktop.ui.models.window_table import WindowTable
from cocity_desktop.ui.operation import Lanes
from cocity_desktop.ui.theme import install

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from cocity_desktop.storage.archive import Archive

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
FRAMES = 240


class Drawn(NamedTuple):
    """Milliseconds until the first window stood painted, and of the slowest twentieth of the frames."""

    opened: float
    frame_p95: float


def open_and_scroll(archive: Archive) -> dict[str, Drawn]:
    """By the name of the list."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    install(app, RESOURCES, "light")  # type: ignore[arg-type]
    queries = SqlQueries(archive.reader, archive.host.clock)
    lanes = Lanes(app)
    try:
        return {
            "people": _one(lanes, queries.people_window, _PEOPLE, "name", descending=False),
            "groups": _one(lanes, queries.groups_window, _GROUPS, "seen", descending=True),
        }
    finally:
        lanes.close()
        lanes.setParent(None)


_PEOPLE: list[Column[Any]] = [
    Column("name", "Nome", lambda one: one.name),
    Column("groups", "Gruppi", lambda one: one.groups, 200, token="muted"),
    Column("contact", "Recapito", lambda one: one.contact, 190, token="muted"),
    Column("notice", "Informativa", lambda one: str(one.notice_on or "da dare"), 110, "right"),
]
_GROUPS: list[Column[Any]] = [
    Column("name", "Gruppo", lambda one: one.name),
    Column("kind", "Tipo", lambda one: one.group_kind, 170, token="muted"),
    Column("people", "Persone", lambda one: str(one.people), 82, "right"),
    Column("processes", "Percorsi", lambda one: str(one.processes), 88, "right"),
    Column(
        "seen", "Ultimo contatto", lambda one: str(one.last_contact or ""), 136, "right", sort=lambda one: one
    ),
]


def list_of_people(lanes: Lanes, queries: SqlQueries) -> WindowTable[Any]:
    """On show, its first window read."""
    table: WindowTable[Any] = WindowTable(
        _PEOPLE, lambda one: one.id, queries.people_window, sentence=lambda one: one.name, sorts={"name": "name"}
    )  # fmt: skip
    table.sort_by("name", descending=False)
    table.resize(760, 600)
    table.show()
    table.ask(ListQuestion())
    settle(lanes)
    return table


def _one(
    lanes: Lanes, read: Callable[..., Any], columns: list[Column[Any]], sort: str, *, descending: bool
) -> Drawn:
    table: WindowTable[Any] = WindowTable(
        columns, lambda one: one.id, read, sentence=lambda one: one.name, sorts={"name": "name", "seen": "contact"}
    )  # fmt: skip
    table.sort_by(sort, descending=descending)
    table.resize(760, 600)
    table.show()
    begun = time.perf_counter()
    table.ask(ListQuestion())
    settle(lanes)
    table.grab()
    opened = (time.perf_counter() - begun) * 1000
    frames = scroll(table)
    settle(lanes)
    table.hide()
    table.deleteLater()
    return Drawn(opened, sorted(frames)[int(FRAMES * 0.95)])


def scroll(table: WindowTable[Any]) -> list[float]:
    """Frame by frame from the top to the end, with what comes in between."""
    bar, frames = table.grid.verticalScrollBar(), list[float]()
    loop, timer = QEventLoop(), QTimer(interval=0)

    def step() -> None:
        begun = time.perf_counter()
        bar.setValue(bar.maximum() * len(frames) // FRAMES)
        table.grid.viewport().grab()
        frames.append((time.perf_counter() - begun) * 1000)
        if len(frames) == FRAMES:
            loop.quit()

    timer.timeout.connect(step)
    timer.start()
    loop.exec()
    return frames


def settle(lanes: Lanes) -> None:
    """Until nothing is being read."""
    loop = QEventLoop()
    timer = QTimer(interval=1)

    def look() -> None:
        if lanes.idle():
            loop.quit()

    timer.timeout.connect(look)
    timer.start()
    loop.exec()
