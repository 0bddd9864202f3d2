"""Where a reader finds the files of a bag: a folder on disk here, a zip in `zip_source`. Nothing is unpacked."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from cocity_desktop.bundle import names
from cocity_desktop.bundle.defects import Defect, DefectCode

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 1 << 20


class UnreadableFileError(Exception):
    """A file of the bag could not be read to its end; carries the defect."""

    def __init__(self, defect: Defect) -> None:
        super().__init__(defect.code.value)
        self.defect = defect


class Limits(NamedTuple):
    """What a foreign file may ask of this machine. Sizes in bytes, uncompressed; `ratio` is size to packed size."""

    files: int = 20_000
    total: int = 4 << 30
    ratio: int = 200
    ratio_from: int = 1 << 20
    tag_file: int = 64 << 20


class Source(Protocol):
    """The regular files of one bag, by path relative to the bag's folder, "/" between parts.

    `folders` holds at least those that stand directly in the bag's folder.
    """

    defects: list[Defect]
    sizes: dict[str, int]
    folders: set[str]
    folder: str
    is_zip: bool

    def chunks(self, path: str) -> Iterator[bytes]:
        """The bytes of a file, in order. Raises UnreadableFileError. Safe to call from several threads."""
        ...


class DirectorySource:
    """A bag unpacked on disk. Symbolic links and devices are defects, never followed."""

    is_zip = False

    def __init__(self, root: Path) -> None:
        self.defects: list[Defect] = []
        self.sizes: dict[str, int] = {}
        self.folders: set[str] = set()
        self._root = _bag_root(root)
        self.folder = self._root.name
        self._walk(self._root, "")

    def _walk(self, directory: Path, prefix: str) -> None:
        try:
            with os.scandir(directory) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError:
            self.defects.append(Defect(DefectCode.UNREADABLE, prefix.rstrip("/")))
            return
        for entry in entries:
            self._take(entry, prefix + entry.name)

    def _take(self, entry: os.DirEntry[str], path: str) -> None:
        try:
            state = entry.stat(follow_symlinks=False)
        except OSError:
            self.defects.append(Defect(DefectCode.UNREADABLE, path))
            return
        if stat.S_ISDIR(state.st_mode):
            self.folders.add(path)
            self._walk(Path(entry.path), path + "/")
        elif stat.S_ISREG(state.st_mode):
            self.sizes[path] = state.st_size
        else:
            self.defects.append(Defect(DefectCode.NOT_A_FILE, path))

    def chunks(self, path: str) -> Iterator[bytes]:
        """See Source."""
        try:
            with (self._root / path).open("rb", buffering=0) as file:
                while chunk := file.read(CHUNK):
                    yield chunk
        except OSError as error:
            raise UnreadableFileError(Defect(DefectCode.UNREADABLE, path)) from error


def _bag_root(path: Path) -> Path:
    """`path`, or its only folder where someone unpacked the zip into a folder of the same name."""
    if (path / "bagit.txt").exists() or not path.is_dir():
        return path
    inside = [entry for entry in path.iterdir() if entry.name not in {".DS_Store", "__MACOSX"}]
    only_folder = len(inside) == 1 and inside[0].is_dir() and not inside[0].is_symlink()
    return inside[0] if only_folder and (inside[0] / "bagit.txt").exists() else path


def clashes(paths: list[str]) -> list[Defect]:
    """Names that a system which ignores case or composition would take for one (duplicates are told apart before)."""
    seen: dict[str, str] = {}
    found: list[Defect] = []
    for path in paths:
        other = seen.setdefault(names.folded(path), path)
        if other != path:
            found.append(Defect(DefectCode.CASE_CLASH, path, {"other": other}))
    return found
