"""How long Invio takes in a meeting: an entry saved durably, beside one bare insert into the same kind of database.

Both commit with the same pragmas on the same disk, in turns, so that what the disk does at that moment counts for
both. Run it alone with `python -m bench.entry_saved [DIRECTORY]`; the directory must be on a real disk.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cocity_desktop.application.capture import CaptureEntry, capture_entry
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.meetings import AgendaItem, EntryKind, Meeting
from cocity_desktop.domain.processes import Process
from cocity_desktop.domain.registry import Group
from cocity_desktop.storage.archive import Archive
from cocity_desktop.storage.engine import Database
from cocity_desktop.system.host import LocalHost

if TYPE_CHECKING:
    from collections.abc import Callable

ENTRIES = 1_500
WARM_UP = 100
TEXT = "Il cancello su via Alloro resti aperto fino alle nove di sera d’estate, anche la domenica ({n})"


@dataclass(frozen=True)
class Place:
    """Where the entries go."""

    meeting: EntityId
    item: EntityId
    group: EntityId


def open_meeting(archive: Archive) -> Place:
    uow = archive.unit_of_work("")
    with uow:
        now = uow.now()
        process = uow.add(Process(id=uow.new_id(), title="Cortile", opened_on=now.date()))
        meeting = uow.add(
            Meeting(id=uow.new_id(), process_id=process.id, title="Primo incontro", starts_at=now)
        )
        item = uow.add(AgendaItem(id=uow.new_id(), meeting_id=meeting.id, title="Orari"))
        group = uow.add(Group(id=uow.new_id(), name="Genitori"))
        uow.commit("bench")
    return Place(meeting.id, item.id, group.id)


def through_the_app(archive: Archive) -> Callable[[int], None]:
    place = open_meeting(archive)
    uow = archive.unit_of_work("")

    def save(number: int) -> None:
        command = CaptureEntry(
            meeting_id=place.meeting,
            agenda_item_id=place.item,
            entry_kind=EntryKind.IDEA,
            text=TEXT.format(n=number),
            group_id=place.group,
        )
        capture_entry(command, uow)

    return save


def bare(database: Database, host: LocalHost) -> Callable[[int], None]:
    raw = database.raw
    raw.execute(
        "CREATE TABLE entries (id TEXT PRIMARY KEY, meeting_id TEXT, agenda_item_id TEXT, entry_kind TEXT, text TEXT,"
        " said_at TEXT, group_id TEXT, person_id TEXT, themes TEXT, outcome TEXT, outcome_reason TEXT)"
    )
    meeting = host.new_id()

    def save(number: int) -> None:
        said_at = host.clock.now().isoformat()
        row = (
            host.new_id(),
            meeting,
            meeting,
            "idea",
            TEXT.format(n=number),
            said_at,
            meeting,
            None,
            "[]",
            "open",
            "",
        )
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        raw.execute("COMMIT")

    return save


def timed(save: Callable[[int], None], number: int) -> float:
    start = time.perf_counter()
    save(number)
    return (time.perf_counter() - start) * 1000


def measure(directory: Path) -> tuple[list[float], list[float]]:
    """Milliseconds per entry: through the app, and bare."""
    host = LocalHost()
    with Archive.create(directory / "archive", "una passphrase di prova", host) as archive:
        database = Database(directory / "bare.db", bytes(32))
        ours, raw = through_the_app(archive), bare(database, host)
        times = [(timed(ours, n), timed(raw, n)) for n in range(ENTRIES + WARM_UP)][WARM_UP:]
        database.close()
    return [pair[0] for pair in times], [pair[1] for pair in times]


def report(name: str, times: list[float]) -> float:
    cuts = statistics.quantiles(times, n=100)
    print(f"  {name:28} p50 {cuts[49]:7.3f} ms   p99 {cuts[98]:7.3f} ms")
    return cuts[49]


def main(parent: Path | None = None) -> float:
    """Prints the figures and returns the ratio of the medians (goal: at most 3)."""
    with tempfile.TemporaryDirectory(dir=parent or Path.cwd(), prefix=".bench-") as name:
        ours, raw = measure(Path(name))
    print(f"entry saved durably ({ENTRIES} entries)")
    ratio = report("through the app", ours) / report("bare sqlcipher insert", raw)
    print(f"  entry_saved_ratio: {ratio:.2f}")
    return ratio


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
