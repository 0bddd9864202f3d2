"""The one connection to the encrypted database: key, pragmas read back, transactions begun by hand.

One connection lives as long as the archive is open and one lock guards it. Opening costs the schema and the key
each time (docs/adr/0011 has the figures), and there is one writer anyway: the database lane.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.storage.faults import told_as_faults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

BUSY_TIMEOUT_MS: Final = 5_000
NO_CHECKPOINT: Final = 0
"""SQLite must not move the log into the database when it likes: log_tending.py says when (docs/adr/0017)."""


class Durability(StrEnum):
    """How sure a commit is. Anything but POWER_CUT is for tests that make thousands of throw-away commits."""

    POWER_CUT = "FULL"
    NONE_FOR_TESTS = "OFF"


class PragmaRefused(RuntimeError):
    """SQLite took a pragma without obeying it: a build or file system that this app cannot trust with data."""


class DamagedText(dbapi2.DatabaseError):  # type: ignore[misc]  # the driver carries no types
    """A text with a zero byte in it: what SQLCipher gives for a page that is not as it was written."""

    sqlite_errorcode = dbapi2.SQLITE_CORRUPT


def whole_text(data: bytes) -> str:
    """A text as it was written. Raises DamagedText.

    When the last page of a long value fails its authentication, SQLCipher hands out zeros without an error
    (docs/adr/0012). We never write a zero byte in a text, so one that is read is damage.
    """
    if b"\0" in data:
        raise DamagedText("zero byte in a text")
    return data.decode()


class Database:
    """An open database file. Not thread-safe by itself: use `connection` only inside `exclusive` or `reading`."""

    def __init__(self, path: Path, key: bytes, durability: Durability = Durability.POWER_CUT) -> None:
        self.path = path
        self.key = key
        self._lock = threading.RLock()
        self._durability = durability
        self._connected = self._closed = False
        self._holder: Any = None
        self._connect()

    def _connect(self) -> None:
        # AUTOCOMMIT keeps SQLAlchemy from beginning transactions of its own; ours are written out.
        self._engine = create_engine(
            "sqlite+pysqlite://",
            module=dbapi2,
            creator=lambda: self._open(self.key),
            poolclass=StaticPool,
            isolation_level="AUTOCOMMIT",
            hide_parameters=True,  # errors go to the log, what people wrote does not
        )
        with told_as_faults(self.path.parent):
            self.connection: Connection = self._engine.connect()
        self._connected = True
        # The driver's own connection, for backups and for statements whose microseconds count.
        self.raw: Any = self.connection.connection.driver_connection

    def _open(self, key: bytes) -> Any:
        raw = open_encrypted(self.path, key)
        try:
            self._prepare(raw)
        except BaseException:
            raw.close()
            raise
        return raw

    def _prepare(self, raw: Any) -> None:
        _set(raw, "foreign_keys", 1, "ON")
        _set(raw, "journal_mode", "wal", "WAL")
        _set(raw, "synchronous", 2 if self._durability is Durability.POWER_CUT else 0, self._durability.value)
        _set(raw, "busy_timeout", BUSY_TIMEOUT_MS, str(BUSY_TIMEOUT_MS))
        _set(raw, "trusted_schema", 0, "OFF")
        _set(raw, "temp_store", 2, "MEMORY")  # sorting must not leave readable pages in /tmp
        raw.text_factory = whole_text
        _set(raw, "wal_autocheckpoint", NO_CHECKPOINT, str(NO_CHECKPOINT))

    @contextmanager
    def exclusive(self) -> Iterator[Connection]:
        """The connection, for this thread alone. Errors become EnvironmentFault."""
        with self._lock, told_as_faults(self.path.parent):
            self._be_connected()
            yield self.connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """The connection inside one transaction, so that all statements see one state."""
        with self.exclusive() as connection:
            if self.in_transaction:
                yield connection
                return
            self.raw.execute("BEGIN")
            try:
                yield connection
            finally:
                self.rollback()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that is committed at the end of the block and undone if it raises."""
        with self.exclusive() as connection:
            self.begin()
            try:
                yield connection
                self.commit()
            finally:
                self.rollback()

    def acquire(self) -> None:
        """Keep other threads out until `release`; for a transaction that outlives one block."""
        self._lock.acquire()
        try:
            self._be_connected()
        except BaseException:
            self._lock.release()
            raise

    def release(self) -> None:
        """Let other threads in."""
        self._lock.release()

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open, by whomever."""
        return bool(self.raw.in_transaction)

    def begin(self) -> None:
        """Begin as a writer: a transaction that reads first and writes later can fail at once whatever the timeout."""
        self.raw.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """On disk when this returns."""
        self.raw.execute("COMMIT")

    def rollback(self) -> None:
        """End the transaction, if one is still open: SQLite ends it by itself when the disk is full."""
        if self.in_transaction:
            self.raw.execute("ROLLBACK")

    def pragma(self, name: str) -> Any:
        """What a pragma says."""
        return self.raw.execute(f"PRAGMA {name}").fetchone()[0]

    def move_log(self) -> bool:
        """Copy what the log holds into the database file. Returns whether all of it was.

        The log stays as it is and goes on growing until `new_log`: a second connection stands reading at its end, or
        SQLite would write the next transaction over its beginning.
        """
        with self.exclusive():
            self._let_go()
            self._holder = open_encrypted(self.path, self.key)
            self._holder.execute("BEGIN")
            self._holder.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            return self._checkpoint()

    def new_log(self) -> None:
        """Begin another log file: SQLite removes a log that is moved together with the last connection.

        To be called outside a transaction. When connecting again fails, whoever needs it next tries again.
        """
        with self._lock, told_as_faults(self.path.parent):
            self._disconnect()
            self._connect()

    def suspend(self) -> None:
        """Move the log, close the file and forget its key until `resume`."""
        with self._lock:
            if self._connected:
                with told_as_faults(self.path.parent):
                    self._let_go()
                    self._checkpoint()
                self._disconnect()
            # Python cannot wipe bytes: they are gone from here, and from memory when it is used for something else.
            self.key = b""

    def resume(self, key: bytes) -> None:
        """Open again."""
        with self._lock, told_as_faults(self.path.parent):
            if not self._connected:
                self.key = key
                self._connect()

    def replace(self, swap: Callable[[], bytes]) -> None:
        """Close the file, let `swap` put another one in its place, and open that with the key which `swap` returns.

        When `swap` raises, the file that is there is opened with the key of before.
        """
        with self._lock, told_as_faults(self.path.parent):
            self._let_go()
            self._checkpoint()
            self._disconnect()
            try:
                self.key = swap()
            finally:
                self._connect()

    def compact(self) -> None:
        """Write the file anew without what was deleted, and empty the log: nothing that was ever in them is left.

        To be called outside a transaction. Unlike `move_log` it waits for nobody: who copies the files at this moment has
        to copy them again (docs/adr/0025). Raises EnvironmentFault: DISK_FULL and the like.
        """
        with self.exclusive():
            self._let_go()
            self.raw.execute("VACUUM")
            self.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def close(self) -> None:
        """Move the log into the database file, so that the file alone is the archive, and close it."""
        with self._lock:
            self._closed = True
            try:
                with told_as_faults(self.path.parent):
                    self._let_go()
                    if self._connected:
                        self._checkpoint()
            finally:
                if self._connected:
                    self._disconnect()

    def _checkpoint(self) -> bool:
        """PASSIVE, never TRUNCATE: who is copying the log at this moment must be able to read it to its end."""
        busy, frames, moved = self.raw.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        return not busy and frames == moved

    def _be_connected(self) -> None:
        if not self.key:
            raise EnvironmentFault(ErrorCode.ARCHIVE_SUSPENDED)
        if not self._connected and not self._closed:
            self._connect()

    def _disconnect(self) -> None:
        self._connected = False
        self._let_go()
        self.connection.close()
        self._engine.dispose()

    def _let_go(self) -> None:
        """The log may begin anew."""
        if self._holder is not None:
            self._holder.close()
            self._holder = None


def open_encrypted(path: Path, key: bytes) -> Any:
    """A driver connection whose key is set (32 raw bytes, so that SQLCipher derives nothing)."""
    raw = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
    raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    raw.execute("PRAGMA cipher_compatibility = 4")  # a later SQLCipher must not change the file's format
    raw.execute("PRAGMA cipher_log_level = NONE")  # it would write to stderr
    return raw


def _set(raw: Any, name: str, expected: object, value: str) -> None:
    """Set a pragma and read it back: SQLite ignores in silence what it cannot do."""
    raw.execute(f"PRAGMA {name} = {value}").fetchall()
    found = raw.execute(f"PRAGMA {name}").fetchone()[0]
    if found != expected:
        raise PragmaRefused(f"{name}: {found!r} instead of {expected!r}")
