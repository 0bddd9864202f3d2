"""A file that appears whole under its final name or not at all, also when the power goes (delivery, step 5)."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Self

from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

_FULL = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)


def fault_of(error: OSError, path: Path) -> EnvironmentFault:
    """The fault that `error` means for whoever wanted to write `path`."""
    code = ErrorCode.DISK_FULL if error.errno in _FULL else ErrorCode.FILE_UNWRITABLE
    return EnvironmentFault(code, path=str(path))


def free_bytes(directory: Path) -> int:
    """Bytes that this user may still write in `directory`."""
    if hasattr(os, "statvfs"):
        state = os.statvfs(directory)
        return state.f_bavail * state.f_frsize
    import shutil

    return shutil.disk_usage(directory).free


def _sync_directory(directory: Path) -> None:
    """Make a rename durable. Windows has no such call and does it by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class AtomicFile:
    """A writable binary file beside `target`; `commit` makes it `target`, leaving without commit removes it.

    The temporary name begins with a dot and ends with ".part". Permissions are 0644 less the umask. OSError
    from writing becomes EnvironmentFault(DISK_FULL | FILE_UNWRITABLE).
    """

    def __init__(self, target: Path) -> None:
        self._target = target
        self._part = target.with_name(f".{target.name[:80]}.{os.urandom(4).hex()}.part")
        self._committed = False

    def __enter__(self) -> Self:
        try:
            self._file = self._part.open("xb", buffering=0)
        except OSError as error:
            raise fault_of(error, self._target) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        if not self._committed:
            self._part.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise fault_of(error, self._target) from error

    def write(self, data: bytes | memoryview) -> None:
        """All of `data`: a raw file may take only a part at a time."""
        view = memoryview(data)
        while view:
            written = self._file.write(view)
            view = view[written:]

    def write_at(self, offset: int, data: bytes) -> None:
        """Overwrite bytes written before, and go back to the end."""
        self._file.seek(offset)
        self.write(data)
        self._file.seek(0, os.SEEK_END)

    def commit(self) -> None:
        """On disk, then under the final name, then the name itself on disk."""
        os.fsync(self._file.fileno())
        self._file.close()
        self._part.replace(self._target)
        self._committed = True
        _sync_directory(self._target.parent)
