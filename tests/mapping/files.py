"""Map files made by hand for tests, as their specifications say."""

from __future__ import annotations

import gzip
import json
import sqlite3
import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def png(colour: bytes = b"\x20\x80\xd0") -> bytes:
    """A picture of one pixel."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\x00" + colour)) + chunk(b"IEND", b"")
    )


PNG = png()


def number(value: int) -> bytes:
    """A varint."""
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def message(field: int, content: bytes) -> bytes:
    """A field of bytes."""
    return number(field << 3 | 2) + number(len(content)) + content


def zigzag(value: int) -> int:
    return value << 1 if value >= 0 else (-value << 1) - 1


def vector_tile(points: Sequence[tuple[int, int]], kind: int = 3, name: str = "Prato") -> bytes:
    """One layer with one feature through `points` in a tile of 4096 units."""
    geometry, last = [], (0, 0)
    for place, point in enumerate(points):
        if place < 2:
            geometry.append(9 if place == 0 else 2 | (len(points) - 1) << 3)
        geometry += [zigzag(point[0] - last[0]), zigzag(point[1] - last[1])]
        last = point
    if kind == 3:
        geometry.append(15)
    feature = (
        message(2, number(0) + number(0))
        + number(3 << 3)
        + number(kind)
        + message(4, b"".join(map(number, geometry)))
    )
    layer = (
        message(1, b"landuse")
        + message(2, feature)
        + message(3, b"name")
        + message(4, message(1, name.encode()))
        + number(5 << 3)
        + number(4096)
    )
    return message(3, layer)


def layer(name: str, features: Sequence[tuple[int, Sequence[tuple[int, int]], dict[str, str]]]) -> bytes:
    """A layer of a vector tile: features as kind (1 point, 2 line, 3 area), points in 4096 units, and what they say."""
    keys: list[str] = []
    values: list[str] = []
    body = b""
    for kind, points, said in features:
        tags = b""
        for key, value in said.items():
            for known, one in ((keys, key), (values, value)):
                if one not in known:
                    known.append(one)
                tags += number(known.index(one))
        geometry, last = [], (0, 0)
        for place, point in enumerate(points):
            if place < 2:
                geometry.append(9 if place == 0 else 2 | (len(points) - 1) << 3)
            geometry += [zigzag(point[0] - last[0]), zigzag(point[1] - last[1])]
            last = point
        if kind == 3:
            geometry.append(15)
        body += message(
            2, message(2, tags) + number(3 << 3) + number(kind) + message(4, b"".join(map(number, geometry)))
        )
    body += b"".join(message(3, key.encode()) for key in keys)
    body += b"".join(message(4, message(1, value.encode())) for value in values)
    return message(3, message(1, name.encode()) + body + number(5 << 3) + number(4096))


def mbtiles(path: Path, tiles: dict[tuple[int, int, int], bytes], **metadata: str) -> Path:
    """Tiles by zoom, column and row from the north."""
    connection = sqlite3.connect(path)
    connection.executescript(
        "CREATE TABLE metadata (name text, value text);"
        "CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob);"
    )
    connection.executemany("INSERT INTO metadata VALUES (?, ?)", metadata.items())
    rows = [(z, x, (1 << z) - 1 - y, content) for (z, x, y), content in tiles.items()]
    connection.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
    connection.commit()
    connection.close()
    return path


def directory(entries: Sequence[tuple[int, int, int, int]]) -> bytes:
    """Entries of (tile id, run length, length, offset)."""
    out = number(len(entries))
    last = 0
    for one in entries:
        out += number(one[0] - last)
        last = one[0]
    out += b"".join(number(one[1]) for one in entries)
    out += b"".join(number(one[2]) for one in entries)
    return out + b"".join(number(one[3] + 1) for one in entries)


def pmtiles(tiles: Sequence[tuple[int, bytes]], kind: int, highest: int, *, leaves: bool = False) -> bytes:
    """A whole file: tiles by id, in order, behind a root directory or behind one leaf."""
    entries, data = [], b""
    for tile, content in tiles:
        entries.append((tile, 1, len(content), len(data)))
        data += content
    below = gzip.compress(directory(entries), mtime=0) if leaves else b""
    root = gzip.compress(directory([(entries[0][0], 0, len(below), 0)] if leaves else entries), mtime=0)
    said = gzip.compress(json.dumps({"name": "Prova", "attribution": "<a>© Prova</a>"}).encode(), mtime=0)
    places = [127, len(root), 127 + len(root), len(said), 127 + len(root) + len(said), len(below)]
    places += [places[4] + len(below), len(data)]
    head = (
        b"PMTiles\x03" + struct.pack("<8Q", *places) + struct.pack("<3Q", len(tiles), len(tiles), len(tiles))
    )
    head += bytes([1, 2, 1, kind, 0, highest])
    head += struct.pack("<4i", 70_000_000, 440_000_000, 80_000_000, 460_000_000)
    head += bytes([highest]) + struct.pack("<2i", 76_000_000, 450_000_000)
    return head.ljust(127, b"\x00") + root + said + below + data
