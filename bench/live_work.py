"""What somebody at the live meeting waits for, in the real window: `live_meeting` runs it as a process of its own.

    python -m bench.live_work (room|evening) DIRECTORY

`room` opens the held meetings, types lines into the last one, and prints samples in milliseconds as JSON; `evening`
goes through a meeting of three hours and prints the process's memory in MB after each half hour.
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path
from typing import Any

from bench import years
from bench.entry_saved import bare
from bench.live_window import RETURN, BareWindow, Keys, Room, press, wait_until
from cocity_desktop.storage.engine import Database
from cocity_desktop.system.host import LocalHost

LINES, WORDS = 60, 4
HOURS, LINES_AN_HOUR = 3, 140
_MIB = 1 << 20


def room(directory: Path) -> dict[str, list[float]]:
    """Samples by name."""
    place = Room(directory)
    first, *others = [opened(place, meeting) for meeting in place.held]
    samples = {
        "open_first": [first[0]],
        "open": [took for took, _worked in others],
        "open_work": [worked for _took, worked in others],
        **typed(place, directory),
    }
    place.close()
    return samples


def opened(place: Room, meeting: str) -> tuple[float, float]:
    """As `Room.open`, the window quiet before and after."""
    took = place.open(meeting)
    place.quiet()
    return took


def typed(place: Room, directory: Path) -> dict[str, list[float]]:
    """Lines typed into the page, each followed by the same line in a bare window and by a bare insert."""
    edit = place.page.speech.line.edit
    keys, window = Keys(edit), BareWindow(edit)
    window.show()
    beside = Keys(window.edit)
    database = Database(directory / "bare.db", bytes(32))
    insert = bare(database, LocalHost())
    samples: dict[str, list[float]] = {"key": [], "bare_key": [], "enter": [], "bare_insert": []}
    chance = random.Random(5)
    for number in range(LINES):
        place.clock.pass_(seconds=20)
        line = " ".join(years.sentence(chance).split()[:WORDS])
        samples["key"] += keys.type(line)
        samples["enter"].append(entered(place, keys))
        if number % 3 == 2:  # the other lines are typed on while the page reads the meeting again
            place.quiet()
            samples["bare_key"] += beside.type(line)
            samples["bare_insert"] += [timed_insert(insert, number, again) for again in range(3)]
            window.edit.clear()
    database.close()
    window.close()
    return samples


def entered(place: Room, keys: Keys) -> float:
    """Milliseconds from Enter until the line was on disk."""
    place.gate.durable_at = 0.0
    due = keys.enter()
    wait_until(lambda: place.gate.durable_at)
    return (place.gate.durable_at - due) * 1000


def timed_insert(insert: Any, number: int, again: int) -> float:
    begin = time.perf_counter()
    insert(number * 10 + again)
    return (time.perf_counter() - begin) * 1000


def evening(directory: Path) -> dict[str, list[float]]:
    """Memory after each half hour of a meeting: lines, arrivals, points that begin, an hour's minute by minute."""
    place = Room(directory)
    place.open(place.held[-1])
    chance = random.Random(8)
    told = []
    for number in range(HOURS * LINES_AN_HOUR):
        live_a_line(place, chance, number)
        if (number + 1) % (LINES_AN_HOUR // 2) == 0:
            place.quiet()
            told.append(resident())
    place.close()
    return {"resident": told}


def live_a_line(place: Room, chance: random.Random, number: int) -> None:
    """One line of the evening, and what else happens meanwhile."""
    page, line = place.page, place.page.speech.line
    place.clock.pass_(seconds=3600 / LINES_AN_HOUR)
    if number % 12 == 5:
        page.room.field.set_text(f"Persona {number} {number % 4 + 1}")
        press(page.room.field.line, RETURN)
    if number % 40 == 20:
        page.agenda_acts.next()
    for letter in years.sentence(chance):
        press(line.edit, letter)
    press(line.edit, RETURN)
    wait_until(line.is_empty)
    if number % 3 == 0:
        place.quiet()


def resident() -> float:
    """MB of this process that lie in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / _MIB


if __name__ == "__main__":
    work = {"room": room, "evening": evening}[sys.argv[1]]
    print(json.dumps(work(Path(sys.argv[2]))))
