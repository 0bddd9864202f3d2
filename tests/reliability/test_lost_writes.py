"""The power goes while a hand types: what was not synced is lost, and nothing that was told as saved is among it."""

from __future__ import annotations

import random
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.reliability.child import Child
from tests.reliability.disk import Disk
from tests.reliability.rounds import Pace, of_the_peer, of_the_window, table

if TYPE_CHECKING:
    from pathlib import Path

SCRIBE = """
import os, sys
directory, sync = sys.argv[1], sys.argv[2] == "sync"
with open(directory + "/a.txt", "wb", buffering=0) as file:
    for number in range(200):
        file.write(b"%04d\\n" % number)
        if sync:
            os.fsync(file.fileno())
        os.write(int(sys.argv[3]), b'{"what": "saved", "at": 0, "number": %d}\\n' % number)
    os.kill(os.getpid(), 9)
"""


def scribe(disk: Disk, how: str) -> int:
    """Write and be killed. Returns how many lines were told as written."""
    with Child(["-c", SCRIBE, str(disk.root), how, "TELL"], disk.environment, python=sys.executable) as child:
        child.listen_for(30)
        return len(child.told)


@pytest.fixture
def disk(library: Path, tmp_path: Path) -> Disk:
    (tmp_path / "root").mkdir()
    return Disk(library, tmp_path / "root", tmp_path / "work")


def test_what_was_synced_survives_the_cut(disk: Disk) -> None:
    (disk.root / "a.txt").touch()
    assert scribe(disk, "sync") == 200
    disk.cut_power(random.Random(1))
    assert (disk.root / "a.txt").read_bytes() == b"".join(b"%04d\n" % number for number in range(200))


def test_what_was_not_synced_does_not(disk: Disk) -> None:
    """The measure has teeth: a writer that never syncs loses, whatever it told (now and then all was kept by chance)."""
    whole = 0
    for seed in range(12):
        (disk.root / "a.txt").write_bytes(b"")
        assert scribe(disk, "hope") == 200
        assert disk.cut_power(random.Random(seed)) >= 200
        whole += (disk.root / "a.txt").read_bytes() == b"".join(b"%04d\n" % number for number in range(200))
    assert whole <= 4


def test_names_made_since_the_last_sync_of_their_directory_may_go(disk: Disk) -> None:
    kept = set()
    for seed in range(8):
        (disk.root / "a.txt").unlink(missing_ok=True)
        scribe(disk, "sync")
        disk.cut_power(random.Random(seed))
        kept.add((disk.root / "a.txt").exists())
    assert kept == {True, False}


def test_a_few_power_cuts(tmp_path: Path, library: Path) -> None:
    pace = Pace(every_ms=15, shortest=0.3, longest=1.5)
    tally = of_the_window(tmp_path, pace, seed=9, library=library).run(2)
    assert (tally.lost, tally.damaged, tally.questions, tally.strange) == (0, 0, 0, [])


@pytest.mark.soak
def test_two_hundred_power_cuts_beside_the_peer(
    tmp_path: Path, library: Path, peer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """About 25 minutes."""
    for name in ("ours", "peer"):
        (tmp_path / name).mkdir()
    pace = Pace(every_ms=125)
    with ThreadPoolExecutor(2) as both:
        running = [
            both.submit(of_the_window(tmp_path / "ours", pace, 2, library).run, 200),
            both.submit(of_the_peer(tmp_path / "peer", peer, pace, 2, library).run, 200),
        ]
        ours, theirs = (one.result() for one in running)
    with capsys.disabled():
        print(f"\npower cut while typing\n{table([ours, theirs])}")
    assert (ours.lost, ours.damaged, ours.questions, ours.strange) == (0, 0, 0, [])
    assert ours.doubtful > 0
