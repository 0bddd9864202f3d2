"""What «Saved» is worth: the window and Anki's backend, typed into at 8 keys a second, killed and cut from power.

    python -m bench.reliability [ROUNDS]

Each round is a process of its own, killed at a random instant; every second series also loses what was not synced.
The same harness runs in `make test` with a few rounds and in `make soak` with five hundred (tests/reliability).
Linux only; the peer is installed by `make peers`, and left out where it is not.
"""

from __future__ import annotations

import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from tests.reliability.conftest import PEER
from tests.reliability.disk import build
from tests.reliability.rounds import Pace, Rounds, Tally, of_the_peer, of_the_window, table

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = 10
SEED = 391


def series(directory: Path, library: Path | None) -> Iterator[Rounds]:
    """The app, and the peer where it is."""
    for name in ("app", "peer"):
        (directory / name).mkdir(parents=True)
    yield of_the_window(directory / "app", Pace(), SEED, library)
    if PEER.exists():
        yield of_the_peer(directory / "peer", str(PEER), Pace(), SEED, library)


def side_by_side(directory: Path, library: Path | None, rounds: int) -> list[Tally]:
    """Both at the same time, so that what the machine does meanwhile counts for both."""
    with ThreadPoolExecutor(2) as both:
        running = [both.submit(one.run, rounds) for one in series(directory, library)]
        return [one.result() for one in running]


def main() -> int:
    """Print the figures and return how many acknowledged entries the app lost (goal: 0)."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory(prefix="cocity-reliability-") as name:
        directory = Path(name)
        killed = side_by_side(directory / "kill", None, rounds)
        print(f"kill -9 while typing ({rounds} rounds each)\n{table(killed)}", flush=True)
        cut = side_by_side(directory / "cut", build(directory), rounds)
        print(f"power cut while typing ({rounds} rounds each)\n{table(cut)}")
    lost = killed[0].lost + cut[0].lost
    print(f"acknowledged_entries_lost: {lost}")
    return lost


if __name__ == "__main__":
    main()
