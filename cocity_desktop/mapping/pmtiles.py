"""PMTiles version 3: one file of tiles behind a tree of directories (github.com/protomaps/PMTiles, spec v3).

Every offset and length is checked against the file before it is read, every count against a bound.
"""

from __future__ import annotations

import json
import struct
from bisect import bisect_right
from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from cocity_desktop.application.maps import GroundFacts, GroundKind, MapFault
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode, UserError
from cocity_desktop.domain.geometry import Bounds
from cocity_desktop.mapping.mbtiles import plain_words
from cocity_desktop.mapping.tiles import HIGHEST, LARGEST_TILE, TileGround, unpacked
from cocity_desktop.mapping.vector_tile import DamagedTile, varint

if TYPE_CHECKING:
    from pathlib import Path

MAGIC = b"PMTiles\x03"
_HEADER = 127
_NONE, _GZIP = 1, 2
_VECTOR, _PICTURES = 1, (2, 3, 4)
_LARGEST_DIRECTORY = 16_000_000
_MOST_ENTRIES = 1_000_000
_DEEPEST = 4
_LEAVES = 8


class _Damaged(Exception):
    """With the MapFault that says where."""

    def __init__(self, reason: MapFault) -> None:
        super().__init__(reason.value)
        self.reason = reason


class Header(NamedTuple):
    """The first 127 bytes; offsets and lengths in bytes."""

    root: tuple[int, int]
    metadata: tuple[int, int]
    leaves: tuple[int, int]
    data: tuple[int, int]
    packed_inside: int
    packed_tiles: int
    tile_kind: int
    lowest: int
    highest: int
    bounds: Bounds | None


class Directory(NamedTuple):
    """Entries in the order of their tile ids, as columns."""

    ids: list[int]
    runs: list[int]
    lengths: list[int]
    offsets: list[int]


def open_pmtiles(path: Path) -> PMTilesGround:
    """See `application.maps.MapFiles.open`."""
    try:
        file = path.open("rb")
    except OSError as fault:
        raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=str(path)) from fault
    try:
        return PMTilesGround(_File(file), path)
    except OSError as fault:
        file.close()
        raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=str(path)) from fault
    except _Damaged as damaged:
        file.close()
        raise UserError(ErrorCode.MAP_FILE_DAMAGED, path=str(path), reason=damaged.reason) from None


class _File:
    """Reads stretches that lie inside the file."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._lock = file, Lock()
        self._size = file.seek(0, 2)

    def read(self, offset: int, length: int, limit: int) -> bytes:
        if length > limit or offset + length > self._size:
            raise _Damaged(MapFault.CUT)
        with self._lock:
            self._file.seek(offset)
            content = self._file.read(length)
        if len(content) != length:
            raise _Damaged(MapFault.CUT)
        return content

    def close(self) -> None:
        with self._lock:
            self._file.close()


def read_header(content: bytes) -> Header:
    """Raises _Damaged."""
    if len(content) < _HEADER or content[:8] != MAGIC:
        raise _Damaged(MapFault.HEADER)
    offsets = struct.unpack_from("<8Q", content, 8)
    inside, tiles, kind, lowest, highest = content[97:102]
    corners = [value / 10_000_000 for value in struct.unpack_from("<4i", content, 102)]
    box = Bounds(*corners)
    fits = -180 <= box.west < box.east <= 180 and -90 <= box.south < box.north <= 90
    if inside not in (_NONE, _GZIP) or tiles not in (0, _NONE, _GZIP):
        raise _Damaged(MapFault.COMPRESSION)
    if lowest > highest or highest > HIGHEST:
        raise _Damaged(MapFault.HEADER)
    pairs = list(zip(offsets[::2], offsets[1::2], strict=True))
    root, metadata, leaves, data = pairs
    return Header(root, metadata, leaves, data, inside, tiles, kind, lowest, highest, box if fits else None)


def read_directory(content: bytes) -> Directory:
    """The columns of a directory, each number a varint. Raises _Damaged."""
    try:
        count, at = varint(content, 0)
        if count > _MOST_ENTRIES or count * 4 > len(content) - at:
            raise _Damaged(MapFault.DIRECTORY)
        columns: list[list[int]] = []
        for _column in range(4):
            values = []
            for _entry in range(count):
                value, at = varint(content, at)
                values.append(value)
            columns.append(values)
    except DamagedTile:
        raise _Damaged(MapFault.DIRECTORY) from None
    deltas, runs, lengths, places = columns
    return Directory(_summed(deltas), runs, lengths, _offsets(places, lengths))


def _summed(deltas: list[int]) -> list[int]:
    ids, last = [], 0
    for delta in deltas:
        last += delta
        ids.append(last)
    return ids


def _offsets(places: list[int], lengths: list[int]) -> list[int]:
    """0 stands for «right after the one before», else the offset plus one."""
    offsets: list[int] = []
    for place, value in enumerate(places):
        if value == 0 and place == 0:
            raise _Damaged(MapFault.DIRECTORY)
        offsets.append(offsets[-1] + lengths[place - 1] if value == 0 else value - 1)
    return offsets


def tile_id(zoom: int, column: int, row: int) -> int:
    """The number of a tile along the Hilbert curve, after all those of the levels above."""
    number = ((1 << 2 * zoom) - 1) // 3
    x, y = column, row
    for level in range(zoom - 1, -1, -1):
        side = 1 << level
        right, down = int(bool(x & side)), int(bool(y & side))
        number += side * side * ((3 * right) ^ down)
        if down == 0:
            if right == 1:
                x, y = side - 1 - (x & (side - 1)), side - 1 - (y & (side - 1))
            x, y = y, x
    return number


class PMTilesGround(TileGround):
    """Tiles through the directories; the leaves asked for last are remembered."""

    def __init__(self, file: _File, path: Path) -> None:
        self._file = file
        self._header = header = read_header(file.read(0, _HEADER, _HEADER))
        if header.tile_kind != _VECTOR and header.tile_kind not in _PICTURES:
            raise _Damaged(MapFault.TILE)
        self._root = self._directory(*header.root)
        self._remembered: OrderedDict[tuple[int, int], Directory] = OrderedDict()
        said = self._metadata()
        kind = GroundKind.VECTOR if header.tile_kind == _VECTOR else GroundKind.PICTURES
        name = str(said.get("name", "")).strip()[:120] or path.stem
        credit = plain_words(str(said.get("attribution", "")))
        super().__init__(GroundFacts(name, kind, credit, header.bounds, header.lowest, header.highest))

    def _metadata(self) -> dict[str, object]:
        try:
            plain = self._plain(*self._header.metadata)
            said = json.loads(plain)
        except (ValueError, RecursionError, _Damaged):
            return {}  # the tiles can be drawn without it
        return said if isinstance(said, dict) else {}

    def _plain(self, offset: int, length: int) -> bytes:
        content = self._file.read(offset, length, _LARGEST_DIRECTORY)
        if self._header.packed_inside == _GZIP:
            plain = unpacked(content, _LARGEST_DIRECTORY)
            if plain is None or content[:2] != b"\x1f\x8b":
                raise _Damaged(MapFault.COMPRESSION)
            return plain
        return content

    def _directory(self, offset: int, length: int) -> Directory:
        return read_directory(self._plain(offset, length))

    def _leaf(self, offset: int, length: int) -> Directory:
        key = (offset, length)
        with self._lock:
            if key in self._remembered:
                self._remembered.move_to_end(key)
                return self._remembered[key]
        made = self._directory(self._header.leaves[0] + offset, length)
        with self._lock:
            self._remembered[key] = made
            while len(self._remembered) > _LEAVES:
                self._remembered.popitem(last=False)
        return made

    def _read(self, zoom: int, column: int, row: int) -> bytes | None:
        try:
            found = self._find(tile_id(zoom, column, row))
            if found is None:
                return None
            return self._file.read(self._header.data[0] + found[0], found[1], LARGEST_TILE)
        except (_Damaged, OSError, ValueError):
            return None

    def _find(self, number: int) -> tuple[int, int] | None:
        directory = self._root
        for _level in range(_DEEPEST):
            place = bisect_right(directory.ids, number) - 1
            if place < 0:
                return None
            run, offset, length = (
                directory.runs[place],
                directory.offsets[place],
                directory.lengths[place],
            )
            if run > 0:
                return (offset, length) if number < directory.ids[place] + run else None
            directory = self._leaf(offset, length)
        return None

    def close(self) -> None:
        """Close the file."""
        self._file.close()
