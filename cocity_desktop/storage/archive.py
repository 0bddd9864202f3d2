"""An archive: the directory that holds everything a house has written, opened by its passphrase.

`Archive` ties together what the other modules do one by one: lock, key, database, schema, unit of work.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Self

from cocity_desktop.domain.access import HOUSE, OpenedKey
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.storage import local_values, schema
from cocity_desktop.storage.engine import Database, Durability
from cocity_desktop.storage.faults import damaged, told_as_faults
from cocity_desktop.storage.key_change import settle_key
from cocity_desktop.storage.layout import ArchiveFiles
from cocity_desktop.storage.local_values import Drafts, LocalValues
from cocity_desktop.storage.log_tending import LogTender
from cocity_desktop.storage.unit_of_work import SqlUnitOfWork
from cocity_desktop.storage.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from sqlalchemy import Connection

    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.storage.host import Host, Lock


class Archive:
    """An open archive. `close` it, or use it in a `with`; the process that has it open keeps others out."""

    def __init__(
        self, files: ArchiveFiles, database: Database, host: Host, lock: Lock, slot: EntityId = HOUSE
    ) -> None:
        """For `create` and `open`, which see to it that `database` is of the current schema."""
        self.files = files
        self.slot = slot
        """Whose passphrase opened it: the actor of what is written."""
        self.database = database
        self.host = host
        self._lock = lock
        self._closed = False
        self.local = LocalValues(database)
        self.drafts = Drafts(database, host.clock)
        self.tender = LogTender(database)
        device = self.local.get(local_values.DEVICE_ID)
        if device is None:
            raise damaged(files.directory, "device")
        self.writer = Writer(database, host, device)

    @staticmethod
    def exists(directory: Path) -> bool:
        """Whether there is an archive in `directory`."""
        return ArchiveFiles(directory).exists()

    @classmethod
    def create(
        cls,
        directory: Path,
        passphrase: str,
        host: Host,
        *,
        device_name: str = "",
        durability: Durability = Durability.POWER_CUT,
    ) -> Archive:
        """A new, empty archive; the directory is made if need be.

        Raises UserError(PASSPHRASE_TOO_SHORT); EnvironmentFault: ARCHIVE_EXISTS, ARCHIVE_LOCKED,
        DIRECTORY_READ_ONLY, DISK_FULL. Whatever fails, no half archive is left.
        """
        files = ArchiveFiles(directory)
        _make_directory(directory)
        lock = host.lock(files.lock)
        try:
            if files.exists():
                raise EnvironmentFault(ErrorCode.ARCHIVE_EXISTS, path=str(directory))
            _put_aside(files.key, host)
            key = host.create_key(files.key, passphrase)
            _build(files, key, host, device_name)
            return cls(files, Database(files.database, key, durability), host, lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(
        cls,
        directory: Path,
        secret: str | bytes | OpenedKey,
        host: Host,
        *,
        first: EntityId = HOUSE,
        durability: Durability = Durability.POWER_CUT,
        target: schema.Schema = schema.SHIPPED,
    ) -> Archive:
        """Open by passphrase, or by the database key that a key store remembers. Migrates an older archive.

        `first` is whose passphrase is tried before the others'. Raises UserError(WRONG_PASSPHRASE); EnvironmentFault: ARCHIVE_MISSING, ARCHIVE_LOCKED, ARCHIVE_DAMAGED,
        ARCHIVE_NEWER, DIRECTORY_READ_ONLY, DISK_FULL.
        """
        files = ArchiveFiles(directory)
        if not files.exists():
            raise EnvironmentFault(ErrorCode.ARCHIVE_MISSING, path=str(directory))
        lock = host.lock(files.lock)
        try:
            opened = unlock(files, secret, host, first)
            return cls(files, _opened(files, opened.key, host, durability, target), host, lock, opened.slot)
        except BaseException:
            lock.release()
            raise

    def close(self) -> None:
        """Leave the database file whole by itself, and let others in. Doing it twice does no harm."""
        if self._closed:
            return
        self._closed = True
        try:
            self.database.close()
        finally:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def device(self) -> str:
        """The id under which this copy of the archive writes its journal."""
        return self.writer.device

    @property
    def last_saved_at(self) -> datetime | None:
        """The moment of the newest change written, by this process or before it."""
        if self.writer.last_saved_at is None:
            self.writer.last_saved_at = self._newest_change()
        return self.writer.last_saved_at

    def unit_of_work(self, actor: EntityId) -> SqlUnitOfWork:
        """A transaction to enter, written in the journal as made by `actor` (a staff member's id, or "")."""
        return SqlUnitOfWork(self.writer, actor)

    @contextmanager
    def reader(self) -> Iterator[Connection]:
        """A connection to read with: one state for all statements, this thread alone, plain values."""
        with self.database.reading() as connection:
            yield connection

    @property
    def suspended(self) -> bool:
        """Whether it is shut until `resume`."""
        return not self.database.key

    def suspend(self) -> None:
        """Close the database and let go of its key, and keep others out. Doing it twice does no harm.

        Until `resume` everything asked of the archive raises EnvironmentFault(ARCHIVE_SUSPENDED).
        """
        self.database.suspend()

    def resume(self, opened: OpenedKey) -> None:
        """Go on where `suspend` stopped. Raises EnvironmentFault."""
        self.slot = opened.slot
        self.database.resume(opened.key)

    def change_passphrase(self, old: str, new: str) -> None:
        """Raises UserError: WRONG_PASSPHRASE, PASSPHRASE_TOO_SHORT; EnvironmentFault. The data is not touched."""
        self.host.change_passphrase(self.files.key, old, new)

    def _newest_change(self) -> datetime | None:
        with self.database.exclusive() as connection:
            found = connection.exec_driver_sql("SELECT at FROM change ORDER BY hlc DESC LIMIT 1").scalar()
        return datetime.fromisoformat(found) if found else None


def unlock(
    files: ArchiveFiles, secret: str | bytes | OpenedKey, host: Host, first: EntityId = HOUSE
) -> OpenedKey:
    """The key that opens the database, and whose it is; a change of the key that was cut short is brought to an end.

    A damaged key file is told with where the last backup is.
    """
    if isinstance(secret, bytes):
        secret = OpenedKey(secret, HOUSE)
    try:
        opened = host.open_key(files.key, secret, first)
    except EnvironmentFault as fault:
        if fault.code is not ErrorCode.ARCHIVE_DAMAGED:
            raise
        raise damaged(files.directory, "key_file") from fault
    return opened if opened.pending is None else settle_key(files, opened, host)


def _make_directory(directory: Path) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFault(ErrorCode.DIRECTORY_READ_ONLY, path=str(directory)) from error


def _put_aside(key: Path, host: Host) -> None:
    """A key without its database may still open a backup or a file moved elsewhere: it is never overwritten."""
    if key.exists():
        key.rename(key.with_name(f"{key.name}.{host.new_id()}"))


def _build(files: ArchiveFiles, key: bytes, host: Host, device_name: str) -> None:
    """The database under another name until it is whole: what bears the final name can be opened."""
    part = files.database.with_name("archive.db.part")
    part.unlink(missing_ok=True)
    try:
        database = Database(part, key)
        try:
            with database.writing() as connection:
                schema.create(connection)
            values = LocalValues(database)
            values.put(local_values.DEVICE_ID, local_values.new_device(host))
            values.put(local_values.DEVICE_NAME, device_name)
        finally:
            database.close()
        part.rename(files.database)
    except BaseException:
        files.key.unlink(missing_ok=True)
        part.unlink(missing_ok=True)
        raise
    host.sync_directory(files.directory)


def _opened(
    files: ArchiveFiles, key: bytes, host: Host, durability: Durability, target: schema.Schema
) -> Database:
    """The database in the current schema. A log that a crash left stays a log: see docs/adr/0017."""
    database = Database(files.database, key, durability)
    try:
        with told_as_faults(files.directory):
            found = schema.found_revision(database.raw, files.directory)
        if not schema.is_current(found, target, files.directory):
            _migrate(database, files, host, target)
    except BaseException:
        database.close()
        raise
    return database


def _migrate(database: Database, files: ArchiveFiles, host: Host, target: schema.Schema) -> None:
    """Alembic costs as much as the rest of the start, and is needed once in a release's life."""
    from cocity_desktop.storage import migrate

    migrate.upgrade(database, files, host, target)
