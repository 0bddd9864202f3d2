"""The power cut: takes back from a directory what a killed process had written and never synced.

`lost_writes.c` keeps the log: before each change what stood there before, after each fsync that there was one. A disk
without power may have kept any of what was not synced and not all of it, so each sector of 512 bytes is as it was at
the last sync or as it was last written, by chance; a file that grew may have its new length without its new bytes.
Names made or removed since the last sync of their directory go back in reverse order, down to some point.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

SECTOR = 512
_HEADER = struct.Struct("=IIQqqq")


class Op(IntEnum):
    """As in `lost_writes.c`."""

    CREATE = 1
    WRITE = 2
    TRUNCATE = 3
    SYNC = 4
    DIRSYNC = 5
    UNLINK = 6
    RENAME = 7


class Loss(StrEnum):
    """How much of what was not synced is gone."""

    ALL = "all"
    SECTORS = "sectors"
    BYTES_BUT_NOT_LENGTH = "bytes_but_not_length"


@dataclass(frozen=True)
class Record:
    """One line of the log. `names` holds a path, or for names that went: path, grave, former path."""

    op: Op
    names: tuple[str, ...]
    inode: int
    offset: int
    size_before: int
    data: bytes


def read_log(log: Path) -> Iterator[Record]:
    """The records in order; one that the kill cut short is left out: what it announces was not done."""
    content = log.read_bytes() if log.exists() else b""
    at = 0
    while at + _HEADER.size <= len(content):
        op, name_bytes, inode, offset, size, data_bytes = _HEADER.unpack_from(content, at)
        at += _HEADER.size
        end = at + name_bytes + data_bytes
        if end > len(content):
            return
        names = tuple(content[at : at + name_bytes].decode().split("\n"))
        yield Record(Op(op), names, inode, offset, size, content[at + name_bytes : end])
        at = end


def cut(root: Path, log: Path, chance: random.Random) -> int:
    """Lose what was not synced below `root`. Returns how many changes were in doubt. The log is used up."""
    records = list(read_log(log))
    log.unlink(missing_ok=True)
    names = _unsynced_names(records)
    for record in reversed(names[chance.randint(0, len(names)) :]):
        _take_back(record)
    doubtful = _unsynced_bytes(records)
    loss = chance.choice(list(Loss))
    for path in [path for path in root.rglob("*") if path.is_file() and not path.name.endswith("-shm")]:
        changes = doubtful.get(path.stat().st_ino, [])
        if changes:
            path.write_bytes(_after_the_cut(path.read_bytes(), changes, loss, chance))
    for shm in root.rglob("*-shm"):
        shm.write_bytes(chance.randbytes(shm.stat().st_size))
    return len(names) + sum(map(len, doubtful.values()))


def _unsynced_names(records: list[Record]) -> list[Record]:
    waiting: list[Record] = []
    for record in records:
        if record.op is Op.DIRSYNC:
            waiting = [one for one in waiting if Path(one.names[0]).parent.stat().st_ino != record.inode]
        elif record.op in (Op.CREATE, Op.UNLINK, Op.RENAME):
            waiting.append(record)
    return waiting


def _take_back(record: Record) -> None:
    path = Path(record.names[0])
    if record.op is Op.CREATE:
        path.unlink(missing_ok=True)
        return
    grave, former = record.names[1], record.names[2]
    if former and path.exists():
        path.rename(former)
    if grave and not path.exists():
        os.link(grave, path)


def _unsynced_bytes(records: list[Record]) -> dict[int, list[Record]]:
    waiting: dict[int, list[Record]] = {}
    for record in records:
        if record.op in (Op.CREATE, Op.SYNC):
            waiting.pop(record.inode, None)
        elif record.op in (Op.WRITE, Op.TRUNCATE):
            waiting.setdefault(record.inode, []).append(record)
    return waiting


def _after_the_cut(written: bytes, changes: list[Record], loss: Loss, chance: random.Random) -> bytes:
    before = _before(written, changes)
    if loss is Loss.ALL:
        return before
    size = len(written) if loss is Loss.BYTES_BUT_NOT_LENGTH else chance.choice((len(written), len(before)))
    new_survives = 0.0 if loss is Loss.BYTES_BUT_NOT_LENGTH else chance.random()
    old, new = (content.ljust(size, b"\0") for content in (before, written))
    sectors = (new if chance.random() < new_survives else old for _ in range(0, size, SECTOR))
    return b"".join(one[at : at + SECTOR] for at, one in zip(range(0, size, SECTOR), sectors, strict=True))[
        :size
    ]


def _before(written: bytes, changes: list[Record]) -> bytes:
    """As the file was at its last sync."""
    content = bytearray(written)
    for change in reversed(changes):
        content.extend(bytes(max(change.size_before - len(content), 0)))
        content[change.offset : change.offset + len(change.data)] = change.data
        del content[change.size_before :]
    return bytes(content)
