"""What MBTiles and PMTiles have in common: pictures or vector tiles by number, remembered for a while."""

from __future__ import annotations

import zlib
from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from cocity_desktop.application.maps import GroundFacts, GroundKind, GroundShape
from cocity_desktop.mapping.vector_tile import DamagedTile, read_tile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LARGEST_TILE = 8_000_000
"""Bytes of one tile, also after unpacking; real ones stay below 500 kB."""
HIGHEST = 30
_REMEMBERED = 64
PICTURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg", b"RIFF": "webp"}


def is_picture(content: bytes) -> bool:
    """By its first bytes."""
    return any(content.startswith(magic) for magic in PICTURES)


def unpacked(content: bytes, limit: int = LARGEST_TILE) -> bytes | None:
    """Gzip or zlib taken off if it is there, at most `limit` bytes; None for what is damaged or too large."""
    if content[:2] == b"\x1f\x8b":
        unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    elif content[:1] == b"\x78":
        unpacker = zlib.decompressobj()
    else:
        return content if len(content) <= limit else None
    try:
        plain = unpacker.decompress(content, limit + 1)
    except zlib.error:
        return None
    return plain if len(plain) <= limit and unpacker.eof else None


class TileGround:
    """Satisfies `application.maps.Ground` over `_read`, which gives the stored bytes of a tile or None."""

    def __init__(self, facts: GroundFacts) -> None:
        self.facts = facts
        self._lock = Lock()
        self._shapes: OrderedDict[tuple[int, int, int], tuple[GroundShape, ...]] = OrderedDict()

    def _read(self, zoom: int, column: int, row: int) -> bytes | None:
        raise NotImplementedError

    def shapes(self) -> Sequence[GroundShape]:
        """Nothing: there are only tiles."""
        return ()

    def picture(self, zoom: int, column: int, row: int) -> bytes | None:
        """See the port."""
        if self.facts.kind is not GroundKind.PICTURES or not self._has(zoom, column, row):
            return None
        content = self._read(zoom, column, row)
        return content if content is not None and is_picture(content) else None

    def tile_shapes(
        self, zoom: int, column: int, row: int, breathe: Callable[[], None] = lambda: None
    ) -> Sequence[GroundShape]:
        """See the port."""
        if self.facts.kind is not GroundKind.VECTOR or not self._has(zoom, column, row):
            return ()
        key = (zoom, column, row)
        with self._lock:
            if key in self._shapes:
                self._shapes.move_to_end(key)
                return self._shapes[key]
        made = self._decoded(key, breathe)
        with self._lock:
            self._shapes[key] = made
            while len(self._shapes) > _REMEMBERED:
                self._shapes.popitem(last=False)
        return made

    def _decoded(self, key: tuple[int, int, int], breathe: Callable[[], None]) -> tuple[GroundShape, ...]:
        content = self._read(*key)
        plain = unpacked(content) if content is not None else None
        if plain is None:
            return ()
        made = []
        try:
            for shape in read_tile(plain, *key):
                breathe()
                made.append(shape)
        except DamagedTile:
            return ()
        return tuple(made)

    def _has(self, zoom: int, column: int, row: int) -> bool:
        side = 1 << max(0, min(zoom, HIGHEST))
        return self.facts.lowest <= zoom <= self.facts.highest and 0 <= column < side and 0 <= row < side

    def close(self) -> None:
        """Let the file go."""
