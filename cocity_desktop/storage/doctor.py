"""Examines an archive and names what is wrong with it: every control that can still be made is made.

It changes nothing. It costs as much as reading everything once, so it runs when asked, never at the start.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from cocity_desktop.application.views.health import Finding, HealthCode
from cocity_desktop.domain.errors import AppError, EnvironmentFault, ErrorCode
from cocity_desktop.domain.kinds import KINDS
from cocity_desktop.storage import replay, schema
from cocity_desktop.storage.archive_checks import broken_references, missing_contents
from cocity_desktop.storage.backup import newest_backup
from cocity_desktop.storage.engine import Database
from cocity_desktop.storage.layout import ArchiveFiles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cocity_desktop.storage.archive import Archive
    from cocity_desktop.storage.host import Host


_TOLD: Final = 5
"""Places named in a finding; `count` says how many there are."""
_MEGABYTE: Final = 1_000_000


def examine(directory: Path, passphrase: str, host: Host) -> tuple[Finding, ...]:
    """The findings on an archive that is not open here. Raises nothing: what fails is a finding."""
    files = ArchiveFiles(directory)
    return tuple(_examine(files, passphrase, host))


def examine_open(archive: Archive) -> tuple[Finding, ...]:
    """The findings on an archive that is open in this process."""
    files = archive.files
    with archive.database.exclusive():
        raw = archive.database.raw
        return (*_around(files), *_inside(raw, files), _last_backup(files))


def _examine(files: ArchiveFiles, passphrase: str, host: Host) -> Iterator[Finding]:
    yield from _around(files)
    place = {"path": str(files.directory)}
    try:
        lock = host.lock(files.lock)
    except EnvironmentFault as fault:
        # A folder that cannot be written was told already; nobody may be using an archive that cannot be locked.
        yield Finding(HealthCode.LOCK, fault.code is not ErrorCode.ARCHIVE_LOCKED, place)
    else:
        yield Finding(HealthCode.LOCK, True, place)
        try:
            yield from _unlocked(files, passphrase, host)
        finally:
            lock.release()
    yield _last_backup(files)


def _around(files: ArchiveFiles) -> Iterator[Finding]:
    """What can be seen without the key."""
    path = str(files.directory)
    yield Finding(HealthCode.DIRECTORY, _is_writable(files.directory), {"path": path})
    needed = 2 * files.database.stat().st_size if files.database.exists() else 0
    free = shutil.disk_usage(files.directory).free if files.directory.exists() else 0
    sizes: dict[str, object] = {"megabytes": free // _MEGABYTE, "needed": needed // _MEGABYTE}
    yield Finding(HealthCode.FREE_SPACE, free > needed, sizes)


def _unlocked(files: ArchiveFiles, passphrase: str, host: Host) -> Iterator[Finding]:
    path: dict[str, object] = {"path": str(files.key)}
    try:
        host.verify_key_file(files.key)
        yield Finding(HealthCode.KEY_FILE, True, path)
    except AppError:
        yield Finding(HealthCode.KEY_FILE, False, path)
        return
    try:
        key = host.unlock_key(files.key, passphrase)
        yield Finding(HealthCode.PASSPHRASE, True, {})
    except AppError:
        yield Finding(HealthCode.PASSPHRASE, False, {})
        return
    yield from _opened(files, key)


def _opened(files: ArchiveFiles, key: bytes) -> Iterator[Finding]:
    if not files.database.exists():
        yield Finding(HealthCode.DATABASE, False, {"path": str(files.database), "pages": "–"})
        return
    try:
        database = Database(files.database, key)
    except AppError:
        yield Finding(HealthCode.DATABASE, False, {"path": str(files.database), "pages": "–"})
        return
    try:
        yield from _inside(database.raw, files)
    finally:
        _close(database)


def _close(database: Database) -> None:
    """A damaged database may refuse its last checkpoint; the finding has been told."""
    try:
        database.close()
    except (EnvironmentFault, dbapi2.Error, DBAPIError):
        return


def _inside(raw: Any, files: ArchiveFiles) -> Iterator[Finding]:
    bad_pages = _rows(raw, "PRAGMA cipher_integrity_check")
    yield Finding(HealthCode.DATABASE, not bad_pages, {"path": str(files.database), "pages": len(bad_pages)})
    checks: tuple[tuple[HealthCode, Callable[[Any], list[str]]], ...] = (
        (HealthCode.STRUCTURE, _structure),
        (HealthCode.REFERENCES, _references),
        (HealthCode.JOURNAL, _journal),
        (HealthCode.CONTENTS, _contents),
    )
    schema_finding = _schema(raw, files)
    yield schema_finding
    if not schema_finding.ok:
        return  # the tables of another version cannot be asked our questions
    for code, check in checks:
        try:
            places = check(raw)
        except (dbapi2.Error, AppError, ValueError, KeyError) as error:
            if bad_pages:
                continue  # said already: it cannot be read
            places = [type(error).__name__]
        yield Finding(code, not places, {"count": len(places), "places": ", ".join(places[:_TOLD])})


def _schema(raw: Any, files: ArchiveFiles) -> Finding:
    try:
        revision = schema.found_revision(raw, files.directory)
    except (dbapi2.Error, AppError):
        return Finding(HealthCode.SCHEMA, False, {"revision": ""})
    return Finding(HealthCode.SCHEMA, revision == schema.SHIPPED.head, {"revision": revision})


def _structure(raw: Any) -> list[str]:
    rows = raw.execute("PRAGMA integrity_check").fetchall()
    foreign = [f"{row[0]}/{row[1]}" for row in raw.execute("PRAGMA foreign_key_check")]
    return [str(row[0]) for row in rows if row[0] != "ok"] + foreign


def _references(raw: Any) -> list[str]:
    return [f"{KINDS[kind].PLURAL}/{i}.{field}" for kind, i, field, _ in broken_references(raw)]


def _journal(raw: Any) -> list[str]:
    return [f"{KINDS[one.kind].PLURAL}/{one.entity_id}.{one.field}" for one in replay.differences(raw)]


def _contents(raw: Any) -> list[str]:
    changed = [
        sha256
        for sha256, content in raw.execute("SELECT sha256, content FROM blob")
        if hashlib.sha256(content).hexdigest() != sha256
    ]
    return [f"attachments/{i}" for i, _ in missing_contents(raw)] + changed


def _last_backup(files: ArchiveFiles) -> Finding:
    backup = newest_backup(files.directory)
    return Finding(HealthCode.LAST_BACKUP, bool(backup), {"backup": backup})


def _rows(raw: Any, sql: str) -> list[Any]:
    try:
        return list(raw.execute(sql).fetchall())
    except dbapi2.Error as error:
        return [error]


def _is_writable(directory: Path) -> bool:
    return directory.is_dir() and os.access(directory, os.W_OK | os.X_OK)
