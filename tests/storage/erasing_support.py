"""A byte search over everything an archive owns, decrypted: what an erasure is measured with."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from cocity_desktop.storage.engine import open_encrypted
from cocity_desktop.storage.search import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PAGE, _RESERVED, _SALT = 4096, 80, 16


@dataclass
class Haystack:
    """Every byte that a directory holds, by where it lies: files as they are, databases opened, zips unpacked."""

    key: bytes
    scratch: Path
    places: dict[str, bytes] = field(default_factory=dict)

    def take(self, directory: Path) -> Haystack:
        """All files below `directory`."""
        for file in sorted(directory.rglob("*")):
            if file.is_file() and self.scratch not in file.parents:
                self._file(str(file.relative_to(directory)), file)
        return self

    def _file(self, name: str, file: Path) -> None:
        self.places[name] = file.read_bytes()
        if file.suffix == ".zip":
            self._zip(name, file)
        elif file.name.endswith(".db"):
            self._database(name, file)
        elif file.name.endswith("-wal"):
            self.places[f"{name} pages"] = b"".join(frames_of(file, self.key))

    def _zip(self, name: str, file: Path) -> None:
        folder = self.scratch / hashlib.sha256(name.encode()).hexdigest()[:12]
        with zipfile.ZipFile(file) as packed:
            packed.extractall(folder)
        for inside in sorted(folder.rglob("*")):
            if inside.is_file():
                self._file(f"{name}/{inside.name}", inside)

    def _database(self, name: str, file: Path) -> None:
        """Its pages decrypted one by one, the free ones and the log too, and every value of every table."""
        self.places[f"{name} pages"] = b"".join(pages_of(file, self.key))
        raw = open_encrypted(file, self.key)
        try:
            self.places[f"{name} values"] = b"\n".join(values_of(raw))
        finally:
            raw.close()


def pages_of(file: Path, key: bytes) -> Iterator[bytes]:
    """Every page of a database, free ones too, decrypted as SQLCipher 4 wrote it: AES-256-CBC, the IV behind the data."""
    content = file.read_bytes()
    for number, start in enumerate(range(0, len(content), PAGE)):
        yield _decrypted(content[start : start + PAGE], key, skip=_SALT if number == 0 else 0)


def frames_of(log: Path, key: bytes) -> Iterator[bytes]:
    """The pages in a write-ahead log (sqlite.org/fileformat.html §4.1), whatever transaction they are of."""
    content = log.read_bytes()
    for start in range(32, len(content), 24 + PAGE):
        first = content[start : start + 4] == b"\0\0\0\1"
        yield _decrypted(content[start + 24 : start + 24 + PAGE], key, skip=_SALT if first else 0)


def _decrypted(page: bytes, key: bytes, skip: int) -> bytes:
    if len(page) < PAGE:
        return page
    vector = page[PAGE - _RESERVED : PAGE - _RESERVED + 16]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    return decryptor.update(page[skip : PAGE - _RESERVED]) + decryptor.finalize()


def values_of(raw: object) -> Iterator[bytes]:
    """All columns of all tables, FTS5's own among them, as they are."""
    names = [row[0] for row in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]  # type: ignore[attr-defined]
    for name in names:
        for row in raw.execute(f'SELECT * FROM "{name}"'):  # type: ignore[attr-defined]
            yield b"\n".join(_bytes(value) for value in row)


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def forms_of(*texts: str) -> set[bytes]:
    """The ways in which a text can lie in a file: as written, in lower and upper case, folded, in JSON, in UTF-16."""
    forms = set()
    for text in filter(None, texts):
        written = {
            text,
            text.lower(),
            text.upper(),
            fold(text),
            json.dumps(text)[1:-1],
            text.replace(" ", ""),
        }
        forms |= {one.encode() for one in written} | {one.encode("utf-16-le") for one in written}
    return forms


def found_in(haystack: Haystack, needles: Iterable[bytes]) -> list[tuple[str, bytes]]:
    """Where any of them lies."""
    return [
        (place, needle)
        for place, content in haystack.places.items()
        for needle in needles
        if needle in content
    ]
