"""Mapbox vector tiles 2.1: the few fields of the protobuf that a quiet map needs (layers, geometry, a name, a class).

Everything is bounded; what makes no sense raises DamagedTile, and the tile stays empty.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from cocity_desktop.application.maps import FormKind, GroundShape

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_POINTS = 400_000
_MOST_FEATURES = 40_000
_FORMS = {1: FormKind.POINT, 2: FormKind.LINE, 3: FormKind.AREA}
_NAMES = (b"name:it", b"name", b"name:latin", b"name_it")
_DETAILS = (b"class", b"kind", b"pmap:kind")
"""What OpenMapTiles, Shortbread and Protomaps call the class of a street or a settlement."""
_ASKED = frozenset((*_NAMES, *_DETAILS))


class DamagedTile(Exception):
    """These bytes are no vector tile."""


def varint(content: bytes, at: int) -> tuple[int, int]:
    """An unsigned number of at most 64 bits, and where it ends. Raises DamagedTile."""
    value = shift = 0
    while True:
        if at >= len(content) or shift > 63:
            raise DamagedTile
        byte = content[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value & 0xFFFF_FFFF_FFFF_FFFF, at
        shift += 7


def fields(content: bytes) -> Iterator[tuple[int, int | bytes]]:
    """The fields of a message as (number, value). Raises DamagedTile."""
    at = 0
    while at < len(content):
        tag, at = varint(content, at)
        kind = tag & 7
        if kind == 0:
            value, at = varint(content, at)
            yield tag >> 3, value
            continue
        if kind == 2:
            size, at = varint(content, at)
        else:
            size = {1: 8, 5: 4}.get(kind, -1)
        if size < 0 or at + size > len(content):
            raise DamagedTile
        yield tag >> 3, content[at : at + size]
        at += size


def read_tile(content: bytes, zoom: int, column: int, row: int) -> Iterator[GroundShape]:
    """Everything in a tile, in world coordinates. Raises DamagedTile."""
    budget = _Budget()
    for number, value in fields(content):
        if number == 3 and isinstance(value, bytes):
            yield from _layer(value, zoom, column, row, budget)


class _Budget:
    """How much one tile may hold."""

    def __init__(self) -> None:
        self._points, self._features = _MOST_POINTS, _MOST_FEATURES

    def feature(self) -> None:
        self._features -= 1
        if self._features < 0:
            raise DamagedTile

    def point(self) -> None:
        self._points -= 1
        if self._points < 0:
            raise DamagedTile


def _layer(content: bytes, zoom: int, column: int, row: int, budget: _Budget) -> Iterator[GroundShape]:
    name, extent, features, keys, values = "", 4096, [], [], []
    for number, value in fields(content):
        if isinstance(value, int):
            extent = value if number == 5 else extent
        elif number == 1:
            name = value.decode("utf-8", "replace")[:60]
        elif number == 2:
            features.append(value)
        elif number == 3:
            keys.append(value)
        elif number == 4:
            values.append(value)
    if not 1 <= extent <= 1 << 20:
        raise DamagedTile
    frame = _Frame(zoom, column, row, extent)
    for feature in features:
        budget.feature()
        shape = _feature(feature, name, keys, values, frame, budget)
        if shape is not None:
            yield shape


class _Frame:
    """From a tile's own units to world coordinates."""

    def __init__(self, zoom: int, column: int, row: int, extent: int) -> None:
        self.side = 1.0 / (1 << zoom)
        self.left, self.top, self.step = column * self.side, row * self.side, self.side / extent

    def place(self, x: int, y: int) -> tuple[float, float]:
        return self.left + x * self.step, self.top + y * self.step


def _feature(
    content: bytes, layer: str, keys: list[bytes], values: list[bytes], frame: _Frame, budget: _Budget
) -> GroundShape | None:
    tags, geometry, kind = b"", b"", 0
    for number, value in fields(content):
        if number == 2 and isinstance(value, bytes):
            tags = value
        elif number == 3 and isinstance(value, int):
            kind = value
        elif number == 4 and isinstance(value, bytes):
            geometry = value
    if kind not in _FORMS:
        return None
    form = _FORMS[kind]
    parts = tuple(_parts(geometry, form, frame, budget))
    if not parts:
        return None
    said = _said(tags, keys, values)
    name, detail = _first(said, _NAMES), _first(said, _DETAILS)[:40]
    return GroundShape(form, parts, name, layer, detail)


def _parts(content: bytes, form: FormKind, frame: _Frame, budget: _Budget) -> Iterator[array[float]]:
    """Commands MoveTo 1, LineTo 2, ClosePath 7 with their repeats (specification §4.3)."""
    x = y = at = 0
    part = array("d")
    while at < len(content):
        command, at = varint(content, at)
        action, repeats = command & 7, command >> 3
        if action == 7:
            if len(part) >= 6:
                part.extend(part[:2])
            continue
        if action not in (1, 2):
            raise DamagedTile
        for _repeat in range(repeats):
            right, at = varint(content, at)
            down, at = varint(content, at)
            x, y = x + _signed(right), y + _signed(down)
            if abs(x) > 1 << 31 or abs(y) > 1 << 31:
                raise DamagedTile
            budget.point()
            if action == 1 and part:
                yield from _whole(part, form)
                part = array("d")
            part.extend(frame.place(x, y))
    yield from _whole(part, form)


def _whole(part: array[float], form: FormKind) -> Iterator[array[float]]:
    if len(part) >= {FormKind.POINT: 2, FormKind.LINE: 4, FormKind.AREA: 8}[form]:
        yield part


def _signed(value: int) -> int:
    return (value >> 1) ^ -(value & 1)


def _said(tags: bytes, keys: list[bytes], values: list[bytes]) -> dict[bytes, str]:
    found: dict[bytes, str] = {}
    at = 0
    while at < len(tags):
        key, at = varint(tags, at)
        value, at = varint(tags, at)
        if key < len(keys) and value < len(values) and keys[key] in _ASKED:
            found[keys[key]] = _text(values[value])
    return found


def _first(said: dict[bytes, str], keys: tuple[bytes, ...]) -> str:
    return next((said[key] for key in keys if said.get(key)), "")


def _text(content: bytes) -> str:
    for number, value in fields(content):
        if number == 1 and isinstance(value, bytes):
            return value.decode("utf-8", "replace")[:120]
    return ""
