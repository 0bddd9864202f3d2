"""A plain `cp -r` of the data directory while a hand types: each copy opens and has what was saved before it."""

from __future__ import annotations

import random
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from tests.reliability import child, scenes

if TYPE_CHECKING:
    from pathlib import Path

    from tests.reliability.child import Child

BEFORE = 1.0
"""Seconds: what was acknowledged so long before the copy began must be in it."""


@dataclass
class Copies:
    """The copies of one sitting."""

    made: int = 0
    complained: int = 0
    acknowledged: int = 0
    faults: list[str] = field(default_factory=list)


class Copier:
    """Copies the house of `process` and opens what it copied."""

    def __init__(self, process: Child, house: Path, meeting_id: str, chance: random.Random) -> None:
        self._process, self._house, self._meeting_id, self._chance = process, house, meeting_id, chance
        self.found = Copies()

    def copy(self) -> None:
        target = self._house.with_name("copia")
        began = time.monotonic()
        done = subprocess.run(["cp", "-r", str(self._house), str(target)], check=False, capture_output=True)
        self._process.listen_for(0.01)
        self.found.made += 1
        self.found.complained += done.returncode != 0
        saved = [one for one in self._process.told if one["what"] == "saved" and one["at"] < began - BEFORE]
        self.found.acknowledged = len(saved)
        entries, fault = scenes.entries_of(target, self._meeting_id)
        if fault or len(entries) < len(saved):
            self.found.faults.append(fault or f"{len(entries)} of {len(saved)}")
        shutil.rmtree(target)


def copies(
    directory: Path, number: int, apart: tuple[float, float], typing: dict[str, int], ballast: int
) -> Copies:
    """So many copies of one sitting, `apart` seconds from each other."""
    house = directory / "casa"
    meeting_id, chance = scenes.found_meeting(house, ballast), random.Random(3)
    with child.window(house, meeting_id, directory / "home", scenes.PASSPHRASE) as process:
        process.hear("visible")
        process.order("tend", rest=1.0, every_ms=40)
        process.order("type", seed=3, **typing)
        copier = Copier(process, house, meeting_id, chance)
        for _number in range(number):
            process.listen_for(chance.uniform(*apart))
            copier.copy()
        return copier.found


def test_a_few_copies(tmp_path: Path) -> None:
    found = copies(tmp_path, 8, (0.1, 0.5), {"every_ms": 8, "pause_ms": 500}, ballast=1_000_000)
    assert (found.made, found.faults) == (8, [])
    assert found.acknowledged >= 3


@pytest.mark.soak
def test_two_hundred_copies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """About ten minutes, with pauses in which the log is moved and replaced sixty times as soon as in life."""
    found = copies(tmp_path, 200, (0.0, 4.0), {"every_ms": 125, "pause_ms": 2500}, ballast=20_000_000)
    with capsys.disabled():
        print(
            f"\nplain copies while typing: {found.made} made, {len(found.faults)} torn or short, "
            f"{found.complained} in which cp complained, {found.acknowledged} entries by the end"
        )
    assert found.faults == []
