"""Files that are whole under their final name or not there at all, whatever happens while they are written."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode

if TYPE_CHECKING:
    from collections.abc import Iterable
    from io import RawIOBase

# EFBIG is a limit on the size of files: to the person it is the same lack of room.
_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_READ_ONLY = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def write_fault(error: OSError, path: Path) -> EnvironmentFault:
    """What the person is told when `path` could not be written."""
    if error.errno in _FULL:
        return EnvironmentFault(ErrorCode.DISK_FULL, path=str(path))
    if error.errno in _READ_ONLY:
        return EnvironmentFault(ErrorCode.DIRECTORY_READ_ONLY, path=str(path.parent))
    return EnvironmentFault(ErrorCode.FILE_UNWRITABLE, path=str(path))


def write_atomically(path: Path, chunks: Iterable[bytes], *, private: bool = False) -> None:
    """Write `path` whole: a temporary file beside it, synced, then renamed over it.

    With `private` only this user may read it. Raises EnvironmentFault: DISK_FULL, DIRECTORY_READ_ONLY or
    FILE_UNWRITABLE; then what stood under the name before stands there still. What `chunks` raises passes through.
    """
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise write_fault(error, path) from error
    part = Path(name)
    try:
        _fill(descriptor, chunks, path)
        _rename(part, path, private)
    finally:
        # A stick that was pulled or went read-only refuses this too: the fault to tell is the first one.
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _fill(descriptor: int, chunks: Iterable[bytes], path: Path) -> None:
    """All chunks, synced. Only our own writing is translated: a fault of the source is the source's."""
    with open(descriptor, "wb", buffering=0) as file:
        for chunk in chunks:
            _write_all(file, chunk, path)
        try:
            os.fsync(file.fileno())
        except OSError as error:
            raise write_fault(error, path) from error


def _write_all(file: RawIOBase, chunk: bytes, path: Path) -> None:
    """A raw file may take only a part at a time."""
    view = memoryview(chunk)
    try:
        while view:
            view = view[file.write(view) or 0 :]
    except OSError as error:
        raise write_fault(error, path) from error


def _rename(part: Path, path: Path, private: bool) -> None:
    try:
        part.chmod(0o600 if private else 0o666 & ~_umask())
        part.replace(path)
        sync_directory(path.parent)
    except OSError as error:
        raise write_fault(error, path) from error


def _umask() -> int:
    """The process's umask, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def sync_directory(directory: Path) -> None:
    """Make names in `directory` durable, where the system has a way to ask for it (Windows has none)."""
    if os.name == "nt":
        return
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class AtomicFiles:
    """`application.ports.FileSink` on this machine's disk."""

    def write(self, path: Path, chunks: Iterable[bytes]) -> None:
        """Raises EnvironmentFault as `write_atomically`."""
        write_atomically(path, chunks)
