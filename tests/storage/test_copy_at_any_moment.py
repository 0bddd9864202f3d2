"""A plain copy of the files, made while somebody writes, is an archive: in whatever order and pieces they are read.

The copier here is slower than any real one: between two pieces of a file, entries are written, the clock moves, and
the log is moved and replaced. Beside it, SQLite's own habit of moving the log when it likes, which breaks copies.
"""

from __future__ import annotations

import random
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from sqlcipher3 import dbapi2

from cocity_desktop.domain.errors import EnvironmentFault
from cocity_desktop.storage.engine import Database, Durability, open_encrypted
from cocity_desktop.storage.log_tending import LogTender

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

KEY = bytes(range(32))
REST = 60.0
COPIES = 40


class CountingDatabase(Database):
    """Says how often its log was moved and replaced."""

    moved = renewed = 0

    def move_log(self) -> bool:
        self.moved += 1
        return super().move_log()

    def new_log(self) -> None:
        self.renewed += 1
        super().new_log()


class Desk:
    """A database that is written in, and the hand that tends its log, at a time that the test moves."""

    def __init__(self, directory: Path, chance: random.Random) -> None:
        directory.mkdir()
        self.directory, self.chance, self.now, self.written = directory, chance, 0.0, 0
        self.database = CountingDatabase(directory / "a.db", KEY, Durability.NONE_FOR_TESTS)
        self.database.raw.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT, y TEXT)")
        self.database.raw.execute("CREATE INDEX i ON t (x)")
        self.tender = LogTender(self.database, now=lambda: self.now, rest=REST, large=1)

    @property
    def moved(self) -> int:
        return self.database.moved

    @property
    def renewed(self) -> int:
        return self.database.renewed

    def write(self) -> None:
        self.written += 1
        values = (self.written, str(self.chance.random()), "z" * self.chance.randrange(3000))
        with self.database.writing() as connection:
            connection.exec_driver_sql("INSERT INTO t VALUES (?, ?, ?)", values)

    def pass_(self, seconds: float) -> None:
        self.now += seconds
        self.tender.tend()

    def live_on(self) -> None:
        """Some minutes of a meeting, with its pauses."""
        for _step in range(self.chance.randrange(8)):
            self.chance.choice((self.write, lambda: self.pass_(5), lambda: self.pass_(REST)))()


@contextmanager
def desk_of(directory: Path, seed: int) -> Iterator[Desk]:
    """A desk with some entries, closed at the end."""
    made = Desk(directory / "house", random.Random(seed))
    try:
        for _entry in range(60):
            made.write()
        yield made
    finally:
        made.database.close()


def copy(source: Path, target: Path, chance: random.Random, between: Callable[[], object]) -> None:
    """As `cp -r`: the names as they are at the beginning, one file after the other, piece by piece."""
    target.mkdir()
    names = [path.name for path in source.iterdir()]
    chance.shuffle(names)
    for name in names:
        between()
        try:
            file = (source / name).open("rb", buffering=0)
        except FileNotFoundError:
            continue
        piece_size = chance.choice((1000, 4096, 30_000, 131_072))
        with file, (target / name).open("wb") as out:
            while piece := file.read(piece_size):
                out.write(piece)
                between()


def verdict(target: Path, told: int) -> str:
    """What is wrong with a copy, "" when it has all that was told before it began, and nothing torn."""
    raw = open_encrypted(target / "a.db", KEY)
    try:
        faults = [row[0] for row in raw.execute("PRAGMA cipher_integrity_check")]
        faults += [row[0] for row in raw.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found = [row[0] for row in raw.execute("SELECT id FROM t ORDER BY id")]
    except dbapi2.Error as error:
        return str(error)
    finally:
        raw.close()
    if faults:
        return str(faults[0])
    return "" if found == list(range(1, len(found) + 1)) and len(found) >= told else f"{len(found)} of {told}"


class Meanwhile:
    """What goes on during one copy that takes less than the rest a log is given."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.seconds_left, self.most = desk, REST * 0.99, desk.written + 25

    def __call__(self) -> None:
        chance = self.desk.chance
        if chance.random() < 0.3 and self.desk.written < self.most:
            self.desk.write()
        if chance.random() < 0.2:
            seconds = chance.uniform(0, self.seconds_left)
            self.seconds_left -= seconds
            self.desk.pass_(seconds)


def verdicts(desk: Desk, meanwhile: Callable[[Desk], Callable[[], object]]) -> list[str]:
    """Those on so many copies."""
    found = []
    for _number in range(COPIES):
        desk.live_on()
        target, told = desk.directory.with_name("copy"), desk.written
        copy(desk.directory, target, desk.chance, meanwhile(desk))
        found.append(verdict(target, told))
        shutil.rmtree(target)
    return found


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_during_the_copy_it_is_whole(tmp_path: Path, seed: int) -> None:
    with desk_of(tmp_path, seed) as desk:
        assert verdicts(desk, Meanwhile) == [""] * COPIES
        assert desk.moved > 3
        assert desk.renewed > 3


def test_sqlites_own_habit_would_tear_copies(tmp_path: Path) -> None:
    """The measure has teeth: with its checkpoint after so many pages, copies are damaged or lack entries."""
    with desk_of(tmp_path, seed=0) as desk:
        desk.tender.tend = lambda: None  # type: ignore[method-assign]
        desk.database.raw.execute("PRAGMA wal_autocheckpoint = 50").fetchall()
        assert verdicts(desk, Meanwhile) != [""] * COPIES


def test_closing_moves_the_log_at_once_and_leaves_one_file(tmp_path: Path) -> None:
    with desk_of(tmp_path, seed=1) as desk:
        desk.pass_(REST)
        desk.pass_(REST)
        desk.write()
    assert [path.name for path in desk.directory.iterdir()] == ["a.db"]
    assert verdict(desk.directory, desk.written) == ""


def test_a_log_that_is_small_or_in_use_is_left_alone(tmp_path: Path) -> None:
    with desk_of(tmp_path, seed=2) as desk:
        desk.tender = LogTender(desk.database, now=lambda: desk.now, rest=REST, large=1 << 30)
        for _step in range(5):
            desk.pass_(REST)
        desk.tender = LogTender(desk.database, now=lambda: desk.now, rest=REST, large=1)
        for _step in range(20):
            desk.pass_(REST / 2)
            desk.write()
        assert (desk.moved, desk.renewed) == (0, 0)


def test_a_log_that_could_not_be_begun_anew_is_tried_again(tmp_path: Path) -> None:
    with desk_of(tmp_path, seed=3) as desk:
        real, desk.database.path = desk.database.path, tmp_path / "gone" / "a.db"
        with pytest.raises(EnvironmentFault):
            desk.database.new_log()
        desk.database.path = real
        desk.write()
        with desk.database.reading() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM t").scalar() == desk.written
