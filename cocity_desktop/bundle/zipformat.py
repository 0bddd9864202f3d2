"""The zip records, byte by byte: one way to write them, shared by the writer and by the reader that checks them.

The entries are stored, not compressed: PDF and photographs are compressed already, the output of a compressor
changes with its version, and a stored byte is covered by the hashes of the manifest with no bit to spare. All
else in the file is a function of names, sizes, CRCs and one moment, so a reader can rebuild it and compare.
References are to APPNOTE.TXT 6.3.
"""

from __future__ import annotations

import struct
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
LOCAL_MAGIC, CENTRAL_MAGIC, END_MAGIC = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
STORED, DEFLATED = 0, 8
UTF8_FLAG, DESCRIPTOR_FLAG, ENCRYPTED_FLAGS = 0x0800, 0x0008, 0x2041
VERSION_NEEDED = 20
MADE_BY = 3 << 8 | 20
"""Unix, so that the permission bits below are read."""
REGULAR_0644 = 0o100644 << 16
MAX_ENTRIES, MAX_BYTES = 0xFFFE, 0xFFFFFFFE
"""What fits without zip64; one more of either would announce it."""


class Entry(NamedTuple):
    """A file as written: `name` includes the top folder, `offset` is where its local header begins."""

    name: str
    crc: int
    size: int
    offset: int


def dos_moment(moment: datetime) -> tuple[int, int]:
    """(time, date) of APPNOTE 4.4.6 in UTC, within 1980 and 2107, to two seconds."""
    at = moment.astimezone(UTC)
    if at.year < 1980:
        return 0, 1 << 5 | 1
    year = min(at.year, 2107) - 1980
    return at.hour << 11 | at.minute << 5 | at.second // 2, year << 9 | at.month << 5 | at.day


def local_header(entry: Entry, stamp: tuple[int, int]) -> bytes:
    """APPNOTE 4.3.7, without extra field."""
    name = entry.name.encode()
    fields = (VERSION_NEEDED, UTF8_FLAG, STORED, *stamp, entry.crc, entry.size, entry.size, len(name), 0)
    return LOCAL.pack(LOCAL_MAGIC, *fields) + name


def central_header(entry: Entry, stamp: tuple[int, int]) -> bytes:
    """APPNOTE 4.3.12, without extra field or comment."""
    name = entry.name.encode()
    fields = (
        MADE_BY,
        VERSION_NEEDED,
        UTF8_FLAG,
        STORED,
        *stamp,
        entry.crc,
        entry.size,
        entry.size,
        len(name),
    )
    return CENTRAL.pack(CENTRAL_MAGIC, *fields, 0, 0, 0, 0, REGULAR_0644, entry.offset) + name


def directory(entries: Iterable[Entry], stamp: tuple[int, int], offset: int) -> bytes:
    """The central directory that begins at `offset`, and the end record (APPNOTE 4.3.16)."""
    headers = [central_header(entry, stamp) for entry in entries]
    body = b"".join(headers)
    return body + END.pack(END_MAGIC, 0, 0, len(headers), len(headers), len(body), offset, 0)
