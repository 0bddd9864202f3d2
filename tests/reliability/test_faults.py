"""A disk that is full, read-only or broken: clear words in the window, notes go on in memory, nothing saved is lost.

The window is the real one, in a process of its own; the disk is a small one that is really full, or the real one with
a preloaded library that refuses. What could not be written waits in the window, and Enter writes it once it can be.
"""

from __future__ import annotations

import errno
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.reliability import child, scenes
from tests.reliability.child import Child, Told
from tests.reliability.disk import Disk, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

NOT_SAVED = "Non salvato"
FULL = "disco è pieno"
ROOM = 2 * 1024 * 1024
"""Bytes: the small disk."""


@dataclass
class Sitting:
    """A window over a house, and what its person has written so far."""

    process: Child
    house: Path
    meeting_id: str
    saved: list[str]

    def write(self, text: str) -> Told:
        """Type a line and press Enter."""
        self.process.order("write", text=text)
        self.process.hear("seen")
        return self.enter()

    def enter(self) -> Told:
        self.process.order("enter")
        return self.process.hear("seen")

    def burst(self, *texts: str) -> Told:
        self.process.order("burst", texts=texts)
        return self.process.hear("seen")

    def end(self) -> tuple[list[str], str]:
        """Kill it, and open what is on the disk."""
        self.process.kill()
        return scenes.entries_of(self.house, self.meeting_id)


@pytest.fixture
def disk(library: Path, tmp_path: Path) -> Disk:
    return Disk(library, tmp_path / "casa", tmp_path / "work")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(place)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip(f"no right to mount a small disk: {mounted.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def remount(place: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(place)], check=True)


def fill(sitting: Sitting, words: str) -> Told:
    """Write lines until the disk is full. Returns what is seen then."""
    for number in range(400):
        line = f"{words} {number}"
        seen = sitting.write(line)
        if seen["error"]:
            return seen
        sitting.saved.append(line)
    raise AssertionError("the disk was never full")


def test_a_full_disk_keeps_the_lines_in_the_window(small_disk: Path, tmp_path: Path) -> None:
    house = small_disk / "casa"
    meeting_id = scenes.found_meeting(house)
    with child.window(house, meeting_id, tmp_path / "home", scenes.PASSPHRASE) as process:
        process.hear("visible")
        sitting = Sitting(process, house, meeting_id, [])
        seen = fill(sitting, "Una riga lunga quanto basta " * 6)
        assert FULL in seen["error"]
        assert seen["error"].startswith(NOT_SAVED)
        assert NOT_SAVED in seen["status"]
        assert FULL in seen["status"]
        assert seen["line"].endswith(str(len(sitting.saved)))

        seen = sitting.burst(" seconda", "terza", "quarta")
        assert seen["entries"] == sitting.saved
        assert len(seen["waiting"]) == 2
        assert seen["line"] == "quarta"
        assert FULL in seen["error"]

        remount(small_disk, f"size={8 * ROOM}")
        seen = sitting.enter()
        waited = [seen["entries"][len(sitting.saved)], "terza", "quarta"]
        assert waited[0].endswith("seconda")
        assert seen["entries"] == [*sitting.saved, *waited]
        assert (seen["error"], seen["line"], seen["waiting"]) == ("", "", [])
        assert "Salvato" in seen["status"]
        assert sitting.end() == ([*sitting.saved, *waited], "")


@pytest.mark.soak
def test_nothing_saved_is_lost_when_the_window_is_killed_on_a_full_disk(
    small_disk: Path, tmp_path: Path
) -> None:
    house = small_disk / "casa"
    meeting_id = scenes.found_meeting(house)
    with child.window(house, meeting_id, tmp_path / "home", scenes.PASSPHRASE) as process:
        process.hear("visible")
        sitting = Sitting(process, house, meeting_id, [])
        fill(sitting, "Una riga lunga quanto basta " * 6)
        process.kill()
    remount(small_disk, f"size={8 * ROOM}")
    assert scenes.entries_of(house, meeting_id) == (sitting.saved, "")


def test_a_disk_that_refuses_stalls_and_breaks(disk: Disk, tmp_path: Path) -> None:
    """One window at one disk, which is full for a while, then read-only, then broken, then slow, then worn."""
    meeting_id = scenes.found_meeting(disk.root)
    with child.window(
        disk.root, meeting_id, tmp_path / "home", scenes.PASSPHRASE, **disk.environment
    ) as process:
        process.hear("visible")
        sitting = Sitting(process, disk.root, meeting_id, [])
        for error, words in (
            (errno.ENOSPC, FULL),
            (errno.EROFS, "casa non si può scrivere"),
            (errno.EIO, "archive.db"),
        ):
            _refuse_for_a_while(sitting, disk, error, words)
        _take_seconds(sitting, disk)
        _fail_at_each_write_once(sitting, disk)
        assert sitting.end() == (sitting.saved, "")


def _refuse_for_a_while(sitting: Sitting, disk: Disk, error: int, words: str) -> None:
    """What was typed waits, with the reason; Enter saves it once the disk takes it."""
    first, second = f"prima {error}", f"seconda {error}"
    with disk.refusing(error, Kind.ANY):
        seen = sitting.burst(first, second)
        assert disk.refused() > 0
        assert seen["error"].startswith(NOT_SAVED)
        assert words in seen["error"]
        assert NOT_SAVED in seen["status"]
        assert words in seen["status"]
        assert (seen["line"], seen["waiting"], seen["entries"]) == (second, [first], sitting.saved)
        seen = sitting.enter()
        assert seen["line"] == second
        assert seen["error"].startswith(NOT_SAVED)
    seen = sitting.enter()
    sitting.saved += [first, second]
    assert (seen["entries"], seen["error"], seen["line"]) == (sitting.saved, "", "")
    assert seen["questions"] == 0


def _take_seconds(sitting: Sitting, disk: Disk) -> None:
    """More than a second behind: told in the status bar, with the reason."""
    process = sitting.process
    with disk.stalling(1800):
        process.order("write", text="lenta")
        process.order("press")
        process.listen_for(1.5)
        process.skip()
        process.order("glance")
        seen = process.hear("glanced")
    assert re.match("Sto salvando…: [^,]*disco", seen["status"])
    assert seen["entries"] == sitting.saved
    process.skip()
    process.order("look")
    seen = process.hear("seen")
    sitting.saved.append("lenta")
    assert (seen["entries"], seen["line"]) == (sitting.saved, "")
    assert seen["status"].startswith("Salvato")


def _fail_at_each_write_once(sitting: Sitting, disk: Disk) -> None:
    """One fault at the first write of a save, then at the second, and so on until a save has no more writes."""
    for place in range(1, 200):
        sitting.saved.append(f"riga {place}")
        sitting.process.order("write", text=sitting.saved[-1])
        sitting.process.hear("seen")
        disk.refuse_once(after=place)
        seen = sitting.enter()
        faults = disk.refused()
        disk.obey()
        if not faults:
            break
        if seen["error"]:
            assert seen["error"].startswith(NOT_SAVED)
            assert seen["line"] == sitting.saved[-1]
            seen = sitting.enter()
        assert (seen["error"], seen["entries"]) == ("", sitting.saved)
    assert 10 < place < 199


def test_a_house_that_cannot_be_written_is_told_when_it_is_opened(disk: Disk, tmp_path: Path) -> None:
    meeting_id = scenes.found_meeting(disk.root)
    with (
        disk.refusing(errno.EROFS, Kind.ANY),
        child.window(
            disk.root, meeting_id, tmp_path / "home", scenes.PASSPHRASE, **disk.environment
        ) as process,
    ):
        assert process.hear("refused")["code"] == "directory_read_only"
    assert scenes.entries_of(disk.root, meeting_id) == ([], "")


def test_a_disk_mounted_read_only_is_told_when_it_is_opened(small_disk: Path, tmp_path: Path) -> None:
    house = small_disk / "casa"
    meeting_id = scenes.found_meeting(house)
    remount(small_disk, "ro")
    with child.window(house, meeting_id, tmp_path / "home", scenes.PASSPHRASE) as process:
        assert process.hear("refused")["code"] == "directory_read_only"
    remount(small_disk, "rw")
    assert scenes.entries_of(house, meeting_id) == ([], "")


@pytest.mark.soak
def test_each_write_of_an_opening_and_a_closing_fails_once(disk: Disk, tmp_path: Path) -> None:
    """Some minutes: a house that a crash left, opened with one fault; then written in and closed with one."""
    meeting_id, lines = scenes.found_meeting(disk.root), []
    for place in range(1, 100):
        opened = _opened_with_a_fault(disk, tmp_path, meeting_id, place)
        closed = _closed_with_a_fault(disk, tmp_path, meeting_id, place, lines)
        assert scenes.entries_of(disk.root, meeting_id) == (lines, "")
        if not (opened or closed):
            break
    assert 5 < len(lines) < 99


def _opened_with_a_fault(disk: Disk, tmp_path: Path, meeting_id: str, place: int) -> int:
    """The window shows the meeting, or says why it does not. Returns whether there was so late a write."""
    disk.refuse_once(after=place)
    with child.window(
        disk.root, meeting_id, tmp_path / "home", scenes.PASSPHRASE, **disk.environment
    ) as process:
        seen = process.hear_either("visible", "refused")
        assert seen["what"] == "visible" or seen["code"]
        faults = disk.refused()
        disk.obey()
        process.kill()
    return faults


def _closed_with_a_fault(disk: Disk, tmp_path: Path, meeting_id: str, place: int, lines: list[str]) -> int:
    lines.append(f"riga {place}")
    with child.window(
        disk.root, meeting_id, tmp_path / "home", scenes.PASSPHRASE, **disk.environment
    ) as process:
        process.hear("visible")
        assert Sitting(process, disk.root, meeting_id, []).write(lines[-1])["error"] == ""
        disk.refuse_once(after=place)
        process.order("close")
        assert process.process.wait(child.PATIENCE) == 0
        faults = disk.refused()
        disk.obey()
    return faults
