"""One process per archive: two windows on the same data would overwrite each other's undo and search.

The lock is held by the operating system on an open file, so a crash frees it and no stale file is left to explain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from filelock import FileLock, Timeout

from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.system.files import write_fault

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType


class InstanceLock:
    """Holds `path` from creation until `release`.

    Raises EnvironmentFault: ARCHIVE_LOCKED when another process has it, DIRECTORY_READ_ONLY (path), DISK_FULL.
    """

    def __init__(self, path: Path) -> None:
        self._lock = FileLock(path, thread_local=False)
        try:
            self._lock.acquire(blocking=False)
        except Timeout as error:
            raise EnvironmentFault(ErrorCode.ARCHIVE_LOCKED, path=str(path.parent)) from error
        except OSError as error:
            raise write_fault(error, path) from error

    def release(self) -> None:
        """Let others in. Doing it twice does no harm."""
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
