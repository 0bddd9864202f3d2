"""The database is what the code believes it is: encrypted, durable, strict; its refusals are told for what they are."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import subprocess
import sys
import textwrap
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlcipher3 import dbapi2

from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.domain.registry import Group
from cocity_desktop.storage.archive import Archive
from cocity_desktop.storage.engine import Database, Durability, PragmaRefused, open_encrypted
from cocity_desktop.storage.faults import told_as_faults
from tests.storage.support import PASSPHRASE, QuickHost

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = bytes(range(32))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "a.db", KEY)
    yield database
    with contextlib.suppress(dbapi2.ProgrammingError):
        database.close()


def code_of(path: Path, action: object) -> ErrorCode:
    with pytest.raises(EnvironmentFault) as refused, told_as_faults(path):
        action()
    return refused.value.code


def test_every_pragma_is_as_asked(database: Database) -> None:
    asked = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "trusted_schema": 0,
        "temp_store": 2,
        "wal_autocheckpoint": 0,
        "cipher_log_level": "NONE",
        "cipher_use_hmac": "1",
        "cipher_page_size": "4096",
    }
    assert {name: database.pragma(name) for name in asked} == asked


def test_a_pragma_that_is_not_obeyed_stops_the_app() -> None:
    """An in-memory database has no write-ahead log: SQLite says so only to who asks."""
    with pytest.raises(PragmaRefused, match="journal_mode"):
        Database(Path(":memory:"), KEY)


def test_nothing_readable_reaches_the_disk(database: Database, tmp_path: Path) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x TEXT)")
        connection.exec_driver_sql("INSERT INTO t VALUES (?)", ("parola segretissima " * 300,))
    files = list(tmp_path.iterdir())
    assert {path.name for path in files} == {"a.db", "a.db-wal", "a.db-shm"}
    database.close()
    for path in files:
        content = path.read_bytes() if path.exists() else b""
        assert b"segretissima" not in content
        assert not content.startswith(b"SQLite format 3")


def test_a_wrong_key_is_damage(database: Database, tmp_path: Path) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x TEXT)")
    database.close()
    with pytest.raises(EnvironmentFault) as refused:
        Database(tmp_path / "a.db", bytes(32))
    assert refused.value.code is ErrorCode.ARCHIVE_DAMAGED


def test_closing_leaves_one_file_that_is_the_archive(database: Database, tmp_path: Path) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x TEXT)")
        connection.exec_driver_sql("INSERT INTO t VALUES ('uno')")
    database.close()
    assert [path.name for path in tmp_path.iterdir()] == ["a.db"]
    raw = open_encrypted(tmp_path / "a.db", KEY)
    assert raw.execute("SELECT x FROM t").fetchall() == [("uno",)]
    raw.close()


def test_a_block_that_raises_writes_nothing(database: Database) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x TEXT)")

    def fail() -> None:
        with database.writing() as connection:
            connection.exec_driver_sql("INSERT INTO t VALUES ('uno')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM t").scalar() == 0
    assert not database.in_transaction


def test_a_reader_sees_one_state_and_writers_wait_for_it(database: Database) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x INTEGER)")
    started, done = threading.Event(), threading.Event()

    def write() -> None:
        started.set()
        with database.writing() as connection:
            connection.exec_driver_sql("INSERT INTO t VALUES (1)")
        done.set()

    with database.reading() as connection:
        other = threading.Thread(target=write)
        other.start()
        assert started.wait(5)
        assert not done.is_set()
        assert connection.exec_driver_sql("SELECT count(*) FROM t").scalar() == 0
    other.join(5)
    assert done.is_set()


def test_another_process_that_writes_is_waited_for_and_then_told_as_locked(
    database: Database, tmp_path: Path
) -> None:
    database.raw.execute("PRAGMA busy_timeout = 10").fetchall()
    other = open_encrypted(tmp_path / "a.db", KEY)
    other.execute("BEGIN IMMEDIATE")
    assert code_of(tmp_path, database.begin) is ErrorCode.ARCHIVE_LOCKED
    other.close()


def test_a_full_disk_is_told_as_such_and_nothing_is_lost(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "a", PASSPHRASE, QuickHost()) as archive:
        uow = archive.unit_of_work("")
        with uow:
            uow.add(Group(id=uow.new_id(), name="Salvato"))
            uow.commit("register_group")
        with limited_files(archive.files.side_files()[0].stat().st_size + 8192), uow:
            uow.add(Group(id=uow.new_id(), name="Troppo", description="x" * 200_000))
            with pytest.raises(EnvironmentFault) as refused:
                uow.commit("register_group")
        assert refused.value.code in (ErrorCode.DISK_FULL, ErrorCode.FILE_UNWRITABLE)
        with uow:
            assert [group.name for group in uow.find(Group)] == ["Salvato"]
            uow.add(Group(id=uow.new_id(), name="Dopo"))
            uow.commit("register_group")


@contextlib.contextmanager
def limited_files(size: int) -> Iterator[None]:
    """No file may grow beyond `size`: the nearest thing to a full disk that needs no rights."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def test_sqlites_own_word_for_a_full_disk(database: Database, tmp_path: Path) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x TEXT)")
    database.raw.execute("PRAGMA max_page_count = 5").fetchall()
    fill = "INSERT INTO t VALUES (hex(randomblob(100000)))"
    assert code_of(tmp_path, lambda: database.raw.execute(fill)) is ErrorCode.DISK_FULL


@pytest.mark.parametrize("page", range(2, 12))
def test_a_page_changed_on_the_disk_is_damage_and_never_zeros(
    database: Database, tmp_path: Path, page: int
) -> None:
    """Pages 9 and 11 end long values: SQLCipher itself reads them as zeros without a word."""
    with database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x TEXT)")
        for _ in range(6):
            connection.exec_driver_sql("INSERT INTO t VALUES (hex(randomblob(3000)))")
    database.close()
    content = bytearray((tmp_path / "a.db").read_bytes())
    assert len(content) == 11 * 4096
    content[page * 4096 - 2000] ^= 0xFF
    (tmp_path / "a.db").write_bytes(content)
    damaged = Database(tmp_path / "a.db", KEY)
    assert (
        code_of(tmp_path, lambda: damaged.raw.execute("SELECT x FROM t").fetchall())
        is ErrorCode.ARCHIVE_DAMAGED
    )
    damaged.close()


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from cocity_desktop.domain.registry import Group
from cocity_desktop.storage.archive import Archive
from tests.storage.support import PASSPHRASE, QuickHost
archive = Archive.open(Path({directory!r}), PASSPHRASE, QuickHost())
uow = archive.unit_of_work("")
for number in range(100_000):
    with uow:
        uow.add(Group(id=uow.new_id(), name=str(number)))
        uow.commit("register_group")
    print(number, flush=True)
"""


def test_what_was_told_as_saved_survives_a_kill(tmp_path: Path) -> None:
    Archive.create(tmp_path / "a", PASSPHRASE, QuickHost()).close()
    root = str(Path(__file__).resolve().parents[2])
    script = textwrap.dedent(WRITER).format(root=root, directory=str(tmp_path / "a"))
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [int(process.stdout.readline()) for _ in range(40)]
        os.kill(process.pid, signal.SIGKILL)
        told += [int(line) for line in process.stdout.read().splitlines()]
    with Archive.open(tmp_path / "a", PASSPHRASE, QuickHost()) as archive, archive.unit_of_work("") as uow:
        names = [int(group.name) for group in uow.find(Group)]
    assert names[: len(told)] == told
    assert len(names) <= len(told) + 1


def test_only_tests_may_save_less_surely() -> None:
    assert Durability.POWER_CUT.value == "FULL"
    import inspect

    for make in (Archive.create, Archive.open):
        assert inspect.signature(make).parameters["durability"].default is Durability.POWER_CUT
