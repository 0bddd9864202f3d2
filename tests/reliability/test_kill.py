"""kill -9 on the real window while a hand types: what was told as saved is there, and nearly all of the rest.

The peer, Anki's backend, is typed into and killed beside it, as the bar to match. It keeps nothing of a note before it
is added, so its seconds of lost typing are shown and not compared.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.reliability.rounds import Pace, Tally, of_the_peer, of_the_window, table

if TYPE_CHECKING:
    from pathlib import Path

MOST_TYPING_LOST = 1.0
"""Seconds."""
COMPRESSED = Pace(every_ms=25, shortest=0.3, longest=2.5, letters=110)
"""For the small run: lines as long in time as those of life (3 s), each letter five times as fast."""


def hold(tally: Tally) -> None:
    """The promise of the word «Saved», and the one about what was not saved yet."""
    assert (tally.lost, tally.damaged, tally.questions, tally.repeated, tally.strange) == (0, 0, 0, 0, [])
    assert tally.typing_lost <= MOST_TYPING_LOST


def test_a_few_rounds(tmp_path: Path) -> None:
    tally = of_the_window(tmp_path, COMPRESSED, seed=391).run(3)
    assert tally.keys > 30
    hold(tally)


def test_a_few_rounds_of_the_peer(tmp_path: Path, peer: str) -> None:
    tally = of_the_peer(tmp_path, peer, Pace(every_ms=5, shortest=0.2, longest=0.6), seed=391).run(2)
    assert tally.acknowledged > 0


@pytest.mark.soak
def test_five_hundred_rounds_beside_the_peer(
    tmp_path: Path, peer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """About an hour at 8 keys a second."""
    for name in ("ours", "peer"):
        (tmp_path / name).mkdir()
    with ThreadPoolExecutor(2) as both:
        running = [
            both.submit(of_the_window(tmp_path / "ours", Pace(), seed=1).run, 500),
            both.submit(of_the_peer(tmp_path / "peer", peer, Pace(), seed=1).run, 500),
        ]
        ours, theirs = (one.result() for one in running)
    with capsys.disabled():
        print(f"\nkill -9 while typing\n{table([ours, theirs])}")
    hold(ours)
    assert ours.lost <= theirs.lost
