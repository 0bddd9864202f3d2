"""Backups: one file with the encrypted database as SQLite's own backup copies it, and the key file that opens it.

A plain copy of a database in use can miss what is still in its log; the backup interface cannot. The file is a zip of
stored entries with their SHA-256, so that a damaged backup is known before it replaces anything.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cocity_desktop.domain.access import HOUSE, OpenedKey
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.domain.permissions import Capability
from cocity_desktop.domain.record import moment_text
from cocity_desktop.storage import local_values, permits, schema
from cocity_desktop.storage.engine import Database, open_encrypted
from cocity_desktop.storage.faults import told_as_faults
from cocity_desktop.storage.layout import ArchiveFiles
from cocity_desktop.storage.local_values import LocalValues

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cocity_desktop.storage.archive import Archive
    from cocity_desktop.storage.host import Host

FORMAT: Final = "cocity-backup/1"
KEPT: Final = 7
"""Copies the app keeps of those it makes by itself, one a day."""

WORKING: Final = "cocity-"
"""How the folders begin in which copies are made; one that a crash left behind is nobody's."""

_KEY, _DATABASE, _MANIFEST = "archive.key.json", "archive.db", "backup.json"
_CHUNK: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """What a backup says of itself: when it was made, of which schema."""

    made_at: datetime
    revision: str


def write_backup(archive: Archive, out: Path) -> None:
    """Copy the open archive into one file. Raises EnvironmentFault(DISK_FULL | FILE_UNWRITABLE)."""
    copy_database(archive.database, archive.files, archive.host, out)


def copy_database(database: Database, files: ArchiveFiles, host: Host, out: Path) -> None:
    """The copy itself, for whoever has the database open without the rest (a migration)."""
    with tempfile.TemporaryDirectory(prefix=WORKING, dir=files.directory) as folder:
        copy = Path(folder) / _DATABASE
        key = host.unlock_key(files.key, database.key)
        with database.exclusive(), told_as_faults(files.directory):
            target = open_encrypted(copy, key)
            try:
                database.raw.backup(target)
            finally:
                target.close()
            revision = database.raw.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        packed = Path(folder) / "packed.zip"
        _pack(packed, copy, files.key, host.clock.now(), str(revision))
        host.write_file(out, _chunks(packed))


def _pack(packed: Path, database: Path, key: Path, made_at: datetime, revision: str) -> None:
    manifest = {
        "format": FORMAT,
        "made_at": moment_text(made_at.replace(microsecond=0)),
        "revision": revision,
        "sha256": {_KEY: _digest(key), _DATABASE: _digest(database)},
    }
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(_MANIFEST, json.dumps(manifest, sort_keys=True, indent=1))
        archive.write(key, _KEY)
        archive.write(database, _DATABASE)


def daily_backup(archive: Archive) -> Path | None:
    """A copy in the archive's own folder unless there is one of this day; the oldest beyond KEPT leave.

    Returns the new copy, None when none is due: there is one of today, or nothing was written since the last.
    Raises EnvironmentFault as `write_backup`.
    """
    now = archive.host.clock.now()
    last, saved_at = archive.files.last_backup(), archive.last_saved_at
    made_at = _moment_of(last) if last is not None else None
    if saved_at is None or (
        made_at is not None
        and (made_at.date() == now.astimezone(UTC).date() or made_at >= saved_at.replace(microsecond=0))
    ):
        return None
    return keep_backup(archive)


def keep_backup(archive: Archive) -> Path:
    """A copy in the archive's own folder, now; the oldest beyond KEPT leave. Raises EnvironmentFault as `write_backup`."""
    out = archive.files.backups / backup_name(archive.host.clock.now())
    try:
        archive.files.backups.mkdir(exist_ok=True)
        write_backup(archive, out)
        for old in sorted(archive.files.backups.glob("*.zip"))[:-KEPT]:
            old.unlink()
    except OSError as error:
        raise EnvironmentFault(ErrorCode.FILE_UNWRITABLE, path=str(out)) from error
    return out


def backup_name(moment: datetime) -> str:
    """casa-20270211T184207Z.zip: names sort by the moment, in UTC."""
    return f"casa-{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}.zip"


def _moment_of(path: Path) -> datetime | None:
    """When one of the app's own copies was made, by its name."""
    try:
        return datetime.strptime(path.stem.partition("-")[2], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def newest_backup(directory: Path) -> str:
    """Where the newest of the app's own copies lies, "" when there is none."""
    found = ArchiveFiles(directory).last_backup()
    return str(found) if found else ""


def read_facts(file: Path) -> BackupFacts:
    """What a backup says of itself. Raises EnvironmentFault(BACKUP_DAMAGED) for a file that is none, or not whole."""
    with _opened(file) as archive:
        manifest = _checked_manifest(archive, file)
    return BackupFacts(datetime.fromisoformat(manifest["made_at"]), manifest["revision"])


def rewrite_backup(file: Path, files: ArchiveFiles, host: Host, work: Callable[[Path], None]) -> None:
    """Let `work` change the database of a backup; the backup keeps its name, its key and the moment it was made.

    It is replaced whole or not at all. Raises EnvironmentFault: BACKUP_DAMAGED, ARCHIVE_NEWER, FILE_UNREADABLE, DISK_FULL,
    FILE_UNWRITABLE, and whatever `work` raises.
    """
    made_at = read_facts(file).made_at
    with tempfile.TemporaryDirectory(prefix=WORKING, dir=files.directory) as folder:
        brought = ArchiveFiles(Path(folder))
        _unpack(file, brought, host)
        work(brought.database)
        packed = Path(folder) / "packed.zip"
        _pack(packed, brought.database, brought.key, made_at, schema.SHIPPED.head)
        host.write_file(file, _chunks(packed))


def restore_backup(
    file: Path, directory: Path, passphrase: str, host: Host, *, replace: bool = False
) -> Path | None:
    """Bring a backup back, once it was proved whole and openable. Returns where the former files were moved aside.

    The copy writes its journal under a name of its own from then on; the passphrases are those of when it was made.
    Raises UserError: WRONG_PASSPHRASE, COORDINATOR_ONLY for one who did not coordinate then;
    EnvironmentFault: BACKUP_DAMAGED, FILE_UNREADABLE, ARCHIVE_NEWER, ARCHIVE_EXISTS (without `replace`),
    ARCHIVE_LOCKED, DISK_FULL, FILE_UNWRITABLE. Whatever fails, what was there stays.
    """
    files = ArchiveFiles(directory)
    if files.exists() and not replace:
        raise EnvironmentFault(ErrorCode.ARCHIVE_EXISTS, path=str(directory))
    directory.mkdir(parents=True, exist_ok=True)
    lock = host.lock(files.lock)
    try:
        with tempfile.TemporaryDirectory(prefix=WORKING, dir=directory) as folder:
            brought = ArchiveFiles(Path(folder))
            _unpack(file, brought, host)
            opened = host.open_key(brought.key, passphrase, HOUSE)
            key = opened.key
            _prove(brought, opened, file)
            _become_another_device(brought, key, host)
            aside = _move_aside(files, host) if files.exists() or files.key.exists() else None
            brought.key.rename(files.key)
            brought.database.rename(files.database)
            host.sync_directory(directory)
            return aside
    finally:
        lock.release()


def _unpack(file: Path, into: ArchiveFiles, host: Host) -> None:
    with _opened(file) as archive:
        revision = _checked_manifest(archive, file)["revision"]
        schema.is_current(revision, schema.SHIPPED, file)
        for name, path in ((_KEY, into.key), (_DATABASE, into.database)):
            with archive.open(name) as source:
                host.write_file(path, iter(lambda: source.read(_CHUNK), b""), private=True)


def _become_another_device(files: ArchiveFiles, key: bytes, host: Host) -> None:
    """The laptop that the backup came from may still be writing: two must never write under one name."""
    database = Database(files.database, key)
    try:
        LocalValues(database).put(local_values.DEVICE_ID, local_values.new_device(host))
    finally:
        database.close()


def _prove(files: ArchiveFiles, opened: OpenedKey, file: Path) -> None:
    raw = open_encrypted(files.database, opened.key)
    try:
        with told_as_faults(files.directory):
            found = raw.execute("PRAGMA quick_check(1)").fetchone()[0]
            permits.check(raw, opened.slot, Capability.RESTORE_ARCHIVE)
    except EnvironmentFault as error:
        raise _damaged(file) from error
    finally:
        raw.close()
    if found != "ok":
        raise _damaged(file)


def _move_aside(files: ArchiveFiles, host: Host) -> Path:
    aside = files.directory / f"before-restore-{host.clock.now():%Y%m%dT%H%M%SZ}"
    aside.mkdir()
    for path in (files.database, files.key, *files.side_files()):
        if path.exists():
            path.rename(aside / path.name)
    return aside


def _opened(file: Path) -> zipfile.ZipFile:
    if not file.is_file():
        raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=str(file))
    try:
        return zipfile.ZipFile(file)
    except (OSError, zipfile.BadZipFile) as error:
        raise _damaged(file) from error


def _checked_manifest(archive: zipfile.ZipFile, file: Path) -> dict[str, str]:
    try:
        manifest = json.loads(archive.read(_MANIFEST))
        names_fit = sorted(archive.namelist()) == sorted((_KEY, _DATABASE, _MANIFEST))
        if manifest["format"] != FORMAT or not names_fit or manifest["sha256"].keys() != {_KEY, _DATABASE}:
            raise _damaged(file)
        for name, wanted in manifest["sha256"].items():
            with archive.open(name) as source:
                if hashlib.file_digest(source, "sha256").hexdigest() != wanted:  # type: ignore[arg-type]
                    raise _damaged(file)
        datetime.fromisoformat(manifest["made_at"])
        return {"made_at": manifest["made_at"], "revision": str(manifest["revision"])}
    except (KeyError, TypeError, ValueError, AttributeError, OSError, zipfile.BadZipFile) as error:
        raise _damaged(file) from error


def _damaged(file: Path) -> EnvironmentFault:
    return EnvironmentFault(ErrorCode.BACKUP_DAMAGED, path=str(file))


def _digest(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as source:
        while chunk := source.read(_CHUNK):
            yield chunk
