"""The preloaded library seen from the parent: built once, pointed at a directory, told when to refuse."""

from __future__ import annotations

import errno
import mmap
import shutil
import struct
import subprocess
from contextlib import contextmanager
from enum import IntEnum, IntFlag
from pathlib import Path
from typing import TYPE_CHECKING

from tests.reliability import power

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

SOURCE = Path(__file__).with_name("lost_writes.c")
_NUMBERS = struct.Struct("=6q")


class Mode(IntEnum):
    """When operations are refused, or that they take their time."""

    OFF = 0
    ONCE = 1
    ALWAYS = 2
    STALL = 3


class Kind(IntFlag):
    """What may be refused. NAME is making, removing or renaming a file."""

    WRITE = 1
    SYNC = 2
    TRUNCATE = 4
    NAME = 8
    ANY = 15


def build(directory: Path) -> Path | None:
    """The library, compiled into `directory`; None where there is no compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        return None
    library = directory / "lost_writes.so"
    command = [
        compiler,
        "-O1",
        "-Wall",
        "-Werror",
        "-shared",
        "-fPIC",
        "-o",
        library,
        SOURCE,
        "-ldl",
        "-lpthread",
    ]
    subprocess.run([str(word) for word in command], check=True)
    return library


class Disk:
    """What lies below `root`, seen by processes that run in `environment`."""

    def __init__(self, library: Path, root: Path, work: Path) -> None:
        self.root, self._log, graves, page = root, work / "undo.log", work / "graves", work / "control"
        graves.mkdir(parents=True)
        page.write_bytes(bytes(mmap.PAGESIZE))
        with page.open("r+b") as file:
            self._control = mmap.mmap(file.fileno(), mmap.PAGESIZE)
        self._graves = graves
        self.environment = {
            "LD_PRELOAD": str(library),
            "DISK_ROOT": str(root),
            "DISK_LOG": str(self._log),
            "DISK_GRAVES": str(graves),
            "DISK_CONTROL": str(page),
        }

    def cut_power(self, chance: random.Random) -> int:
        """After a kill: lose what was not synced. Returns how many changes were in doubt."""
        doubtful = power.cut(self.root, self._log, chance)
        for grave in self._graves.iterdir():
            grave.unlink()
        return doubtful

    def refuse_once(self, after: int, error: int = errno.EIO, kinds: Kind = Kind.ANY) -> None:
        """The operation number `after` (1 is the next) fails, those before and after it do not."""
        self._set(Mode.ONCE, error, after, kinds)

    @contextmanager
    def refusing(self, error: int, kinds: Kind) -> Iterator[None]:
        """Inside the block every such operation fails."""
        self._set(Mode.ALWAYS, error, 0, kinds)
        try:
            yield
        finally:
            self.obey()

    @contextmanager
    def stalling(self, milliseconds: int, kinds: Kind = Kind.SYNC) -> Iterator[None]:
        """Inside the block every such operation takes so long."""
        self._set(Mode.STALL, 0, milliseconds, kinds)
        try:
            yield
        finally:
            self.obey()

    def obey(self) -> None:
        """Nothing is refused any more."""
        self._set(Mode.OFF, 0, 0, Kind(0))

    def refused(self) -> int:
        """How many operations were refused since the last order."""
        return int(_NUMBERS.unpack_from(self._control)[5])

    def _set(self, mode: Mode, error: int, countdown: int, kinds: Kind) -> None:
        """The mode last: the other process looks at it first."""
        _NUMBERS.pack_into(self._control, 0, Mode.OFF, error, countdown, kinds, 0, 0)
        struct.pack_into("=q", self._control, 0, mode)
