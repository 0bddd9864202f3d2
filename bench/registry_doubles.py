"""The search for doubles of a large town, behind a list that is scrolled all the while: its time, memory and frames.

    python -m bench.registry_doubles [--people N]

Frames are beside those of the same list in the same run while nothing is looked for.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from bench.registry import PASSPHRASE, PEOPLE, milliseconds, p95
from bench.registry_scroll import RESOURCES, list_of_people, scroll, settle
from bench.registry_town import Town
from cocity_desktop.application.views.lists import ListQuestion, Span
from cocity_desktop.matching.late import LateMatcher
from cocity_desktop.storage.archive import Archive
from cocity_desktop.storage.engine import Durability
from cocity_desktop.storage.read_models.queries import SqlQueries
from cocity_desktop.system.host import LocalHost
from cocity_desktop.ui.doubles_search import DoublesSearch
from cocity_desktop.ui.operation import Lanes
from cocity_desktop.ui.theme import install

if TYPE_CHECKING:
    from cocity_desktop.application.likeness import Likeness


def megabytes() -> int:
    """Of memory that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4_096 // 1_000_000


def measure(archive: Archive, app: QApplication, people: int) -> None:
    """Print the figures of one town."""
    queries = SqlQueries(archive.reader, archive.host.clock)
    lanes = Lanes(app)
    table = list_of_people(lanes, queries)
    quiet = p95(scroll(table))
    settle(lanes)
    print(f"{people:,} people, {people // 10:,} groups: frame while scrolling p95 {quiet:.1f} ms")
    for kind, total in (("group", people // 10), ("person", people)):
        root, held = QObject(), megabytes()
        services: Any = SimpleNamespace(queries=queries, matcher=LateMatcher())
        search = DoublesSearch(services, kind, root)
        found: list[tuple[Likeness, ...]] = []
        search.found.connect(found.append)
        begun, cpu = time.perf_counter(), time.process_time()
        search.start(total)
        frames, asked, most = list[float](), list[float](), held
        while not found:
            frames += scroll(table)
            asked += milliseconds(lambda: queries.people_window(ListQuestion(words="mar"), Span(0, 100)), 1)
            most = max(most, megabytes())
        took = time.perf_counter() - begun
        print(
            f"  doubles, {kind}: {len(found[0])} pairs in {took:.0f} s, {most - held} MB more; meanwhile frames p95 "
            f"{p95(frames):.1f} ms ({p95(frames) / quiet:.2f} times), a question p95 {p95(asked):.0f} ms; "
            f"{time.process_time() - cpu:.0f} s of processor with the scrolling"
        )
        settle(lanes)
    table.deleteLater()
    lanes.close()
    lanes.setParent(None)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=PEOPLE)
    people = parser.parse_args().people
    app = QApplication([])
    install(app, RESOURCES, "light")
    with (
        tempfile.TemporaryDirectory() as folder,
        Archive.create(
            Path(folder) / "casa", PASSPHRASE, LocalHost(), durability=Durability.NONE_FOR_TESTS
        ) as archive,
    ):
        Town(archive, people, people // 10).build()
        measure(archive, app, people)


if __name__ == "__main__":
    main()
