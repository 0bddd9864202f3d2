"""A machine for tests of the storage: real files, locks, clock and key files, but keys that cost next to nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, Self

from cocity_desktop.system.host import LocalHost
from cocity_desktop.system.key_slots import Cost

if TYPE_CHECKING:
    from collections.abc import Callable

    from cocity_desktop.storage.archive import Archive

PASSPHRASE = "quattro parole da ricordare"
EMPLOY = """
    INSERT INTO staff (id, alive, name, role, email, active) VALUES (?, 1, ?, 'coordinator', '', 1)
"""
CHEAP: Final = Cost(memory_kib=8, passes=1, lanes=1)


class QuickHost(LocalHost):
    """Whoever has a key file of this host guesses its passphrase in no time."""

    cost = CHEAP


@dataclass(frozen=True)
class Template:
    """The files of a closed archive, to be laid down where a test wants one: ten times faster than making it."""

    files: tuple[tuple[str, bytes], ...]

    @classmethod
    def of(cls, build: Callable[[Path], None]) -> Self:
        """What `build` leaves in the directory that it is given."""
        with TemporaryDirectory() as made:
            directory = Path(made) / "casa"
            build(directory)
            return cls(tuple((path.name, path.read_bytes()) for path in sorted(directory.glob("archive.*"))))

    def lay_down(self, directory: Path) -> None:
        """The files in `directory`, which must not be there yet."""
        directory.mkdir(parents=True)
        for name, content in self.files:
            (directory / name).write_bytes(content)


def cheapened(key: Path, passphrase: str) -> None:
    """The key file that another process made at full cost opens for the same passphrase at hardly any."""
    QuickHost().change_passphrase(key, passphrase, passphrase)


def employ(archive: Archive, *ids: str) -> None:
    """People who may do everything, known by any word: for tests about other things, past the journal."""
    for one in ids:
        archive.database.raw.execute(EMPLOY, (one, one))
