"""What SQLite's refusals mean to a person: every one that is the machine's fault becomes an EnvironmentFault.

Constraint violations and misuse are bugs and pass through unchanged.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.storage.layout import ArchiveFiles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PRIMARY: Final = 0xFF
"""Extended result codes keep the primary one in the low byte (sqlite.org/rescode.html)."""

_DAMAGED: Final = frozenset({dbapi2.SQLITE_CORRUPT, dbapi2.SQLITE_NOTADB, dbapi2.SQLITE_FORMAT})
_BUSY: Final = frozenset({dbapi2.SQLITE_BUSY, dbapi2.SQLITE_LOCKED})
_READ_ONLY: Final = frozenset({dbapi2.SQLITE_READONLY, dbapi2.SQLITE_CANTOPEN, dbapi2.SQLITE_PERM})
_ROOM: Final = 256 * 1024
"""Bytes: with less than this free, a failed write is told as a full disk."""


@contextmanager
def told_as_faults(directory: Path) -> Iterator[None]:
    """Within the block, errors of the database in `directory` are raised as EnvironmentFault."""
    try:
        yield
    except DBAPIError as error:
        raise _translated(error.orig, directory) or error from error
    except dbapi2.Error as error:
        raise _translated(error, directory) or error from error


def _translated(error: BaseException | None, directory: Path) -> EnvironmentFault | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = code & _PRIMARY
    if primary in _DAMAGED:
        return damaged(directory, "database")
    if primary in _BUSY:
        return EnvironmentFault(ErrorCode.ARCHIVE_LOCKED, path=str(directory))
    if primary in _READ_ONLY:
        return EnvironmentFault(ErrorCode.DIRECTORY_READ_ONLY, path=str(directory))
    if primary == dbapi2.SQLITE_FULL:
        return EnvironmentFault(ErrorCode.DISK_FULL, path=str(directory))
    return _refused_by_the_disk(directory) if primary == dbapi2.SQLITE_IOERR else None


def _refused_by_the_disk(directory: Path) -> EnvironmentFault:
    """SQLite does not say why: the disk itself is asked. Linux turns a disk read-only when it finds it broken."""
    if _is_full(directory):
        return EnvironmentFault(ErrorCode.DISK_FULL, path=str(directory))
    if _is_read_only(directory):
        return EnvironmentFault(ErrorCode.DIRECTORY_READ_ONLY, path=str(directory))
    return EnvironmentFault(ErrorCode.FILE_UNWRITABLE, path=str(ArchiveFiles(directory).database))


def damaged(directory: Path, part: str) -> EnvironmentFault:
    """The fault of an archive that is not as it was written, with where its last backup is."""
    backup = ArchiveFiles(directory).last_backup()
    return EnvironmentFault(ErrorCode.ARCHIVE_DAMAGED, part, path=str(directory), backup=str(backup or "–"))


def _is_full(directory: Path) -> bool:
    return shutil.disk_usage(directory).free < _ROOM


def _is_read_only(directory: Path) -> bool:
    """Windows has no such question; there a refusal stays that of a file."""
    return hasattr(os, "statvfs") and bool(os.statvfs(directory).f_flag & os.ST_RDONLY)
