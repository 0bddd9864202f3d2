"""Another key for the database itself: what a copy of the key file made before does not open any more.

The database is written anew under the new key beside the old one; then the key file gets both keys, the new database
takes the old one's name, and the key file forgets the old key. Whatever ends the process in between, the passphrases
open one of the two, and the next opening finishes what was begun (docs/adr/0026).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

from cocity_desktop.domain.access import OpenedKey
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode, UserError
from cocity_desktop.storage.engine import open_encrypted
from cocity_desktop.storage.faults import damaged, told_as_faults

if TYPE_CHECKING:
    from pathlib import Path

    from cocity_desktop.storage.archive import Archive
    from cocity_desktop.storage.host import Host
    from cocity_desktop.storage.layout import ArchiveFiles

_KEY_BYTES = 32


def change_key(archive: Archive, passphrase: str) -> None:
    """Write the database anew under a fresh key. `passphrase` is of whoever has the archive open.

    Raises UserError(WRONG_PASSPHRASE); EnvironmentFault: DISK_FULL and the like, and then everything is as it was.
    """
    files, host, database = archive.files, archive.host, archive.database
    if host.open_key(files.key, passphrase, archive.slot).slot != archive.slot:
        raise UserError(ErrorCode.WRONG_PASSPHRASE, "passphrase")
    key = host.random_bytes(_KEY_BYTES)
    with database.exclusive():
        coming = files.coming
        try:
            _write_anew(database.raw, coming, key, files)
            host.sync_directory(files.directory)
            database.replace(lambda: _swap(files, host, passphrase, key))
        finally:
            coming.unlink(missing_ok=True)


def settle_key(files: ArchiveFiles, opened: OpenedKey, host: Host) -> OpenedKey:
    """After a change that was cut short: the one of the two keys that opens the database, alone in the key file."""
    key = next((key for key in (opened.key, opened.pending) if key and _opens(files.database, key)), None)
    if key is None:
        raise damaged(files.directory, "database")
    host.finish_new_key(files.key, key)
    files.coming.unlink(missing_ok=True)
    return OpenedKey(key, opened.slot)


def _write_anew(raw: Any, coming: Path, key: bytes, files: ArchiveFiles) -> None:
    """A whole copy under `key`, proved to be one and on the disk."""
    coming.unlink(missing_ok=True)
    with told_as_faults(files.directory):
        target = open_encrypted(coming, key)
        try:
            raw.backup(target)
            target.execute("PRAGMA journal_mode = DELETE").fetchone()
            sound = target.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        finally:
            target.close()
    if not sound:
        raise damaged(files.directory, "database")
    with coming.open("rb+") as file:
        os.fsync(file.fileno())


def _swap(files: ArchiveFiles, host: Host, passphrase: str, key: bytes) -> bytes:
    """The database is closed: nothing of it is left in a log."""
    log, index = files.side_files()
    if log.exists() and log.stat().st_size:
        raise EnvironmentFault(ErrorCode.ARCHIVE_LOCKED, path=str(files.directory))
    former = host.begin_new_key(files.key, passphrase, key)
    try:
        files.coming.replace(files.database)
    except OSError as error:
        host.finish_new_key(files.key, former.key)
        raise EnvironmentFault(ErrorCode.FILE_UNWRITABLE, path=str(files.database)) from error
    for left in (log, index):
        left.unlink(missing_ok=True)
    host.sync_directory(files.directory)
    host.finish_new_key(files.key, key)
    return key


def _opens(database: Path, key: bytes) -> bool:
    raw = open_encrypted(database, key)
    try:
        raw.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except dbapi2.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", None) != dbapi2.SQLITE_NOTADB:
            raise
        return False
    finally:
        raw.close()
    return True
