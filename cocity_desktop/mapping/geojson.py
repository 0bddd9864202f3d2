"""GeoJSON (RFC 7946) as shapes of the ground, and as places to be taken in.

A big file is decoded one feature at a time: the decoder holds the interpreter's lock for as long as it runs, and the
window must go on moving meanwhile.
"""

from __future__ import annotations

import json
import re
from array import array
from typing import TYPE_CHECKING, Any

from cocity_desktop.application.maps import (
    FormKind,
    GroundFacts,
    GroundKind,
    GroundShape,
    MapFault,
    PlaceFeature,
    Step,
)
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode, UserError
from cocity_desktop.domain.geometry import Bounds
from cocity_desktop.domain.map_view import MapView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

LARGEST = 256_000_000
"""Bytes of a GeoJSON file that is looked into at all."""
MOST_POSITIONS = 3_000_000
"""Positions of a whole file: some 50 MB in memory."""
_DEEPEST = 16
"""How deep collections of geometries may lie in one another."""
_SMALL = 2_000_000
_NAMES = ("name", "nome", "NAME", "NOME", "denominazione", "DENOM", "den", "label", "title")
_START = re.compile(r'"features"\s*:\s*\[')
_FORMS = {
    "Point": (FormKind.POINT, 0), "MultiPoint": (FormKind.POINT, 1), "LineString": (FormKind.LINE, 1),
    "MultiLineString": (FormKind.LINE, 2), "Polygon": (FormKind.AREA, 2), "MultiPolygon": (FormKind.AREA, 3),
}  # fmt: skip


class GeoJsonGround:
    """Satisfies `application.maps.Ground`: everything is in memory."""

    def __init__(self, facts: GroundFacts, shapes: tuple[GroundShape, ...]) -> None:
        self.facts = facts
        self._shapes = shapes

    def shapes(self) -> Sequence[GroundShape]:
        """See the port."""
        return self._shapes

    def picture(self, zoom: int, column: int, row: int) -> bytes | None:
        """None: there are no tiles."""
        del zoom, column, row
        return None

    def tile_shapes(
        self, zoom: int, column: int, row: int, breathe: Callable[[], None] = lambda: None
    ) -> Sequence[GroundShape]:
        """Nothing: there are no tiles."""
        del zoom, column, row, breathe
        return ()

    def close(self) -> None:
        """Nothing is open."""


def open_geojson(path: Path, step: Step) -> GeoJsonGround:
    """See `application.maps.MapFiles.open`. A geometry that makes no sense is left out."""
    text = _text(path)
    reader = _Shapes(path)
    for feature in _features(text, path, step):
        reader.take(feature)
    if not reader.shapes:
        raise UserError(ErrorCode.MAP_FILE_EMPTY, path=str(path))
    facts = GroundFacts(path.stem, GroundKind.SHAPES, _attribution(text), reader.bounds())
    return GeoJsonGround(facts, tuple(reader.shapes))


def read_features(path: Path, step: Step) -> tuple[PlaceFeature, ...]:
    """See `application.maps.MapFiles.features`."""
    return tuple(_as_place(feature) for feature in _features(_text(path), path, step))


def _as_place(feature: dict[str, Any]) -> PlaceFeature:
    properties = feature.get("properties")
    known = {str(key): value for key, value in properties.items()} if isinstance(properties, dict) else {}
    key = feature.get("id", known.get("id", ""))
    geometry = feature.get("geometry")
    return PlaceFeature(
        str(key) if isinstance(key, str | int | float) and not isinstance(key, bool) else "",
        known,
        geometry if isinstance(geometry, dict) else None,
    )


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise UserError(ErrorCode.MAP_FILE_TOO_LARGE, path=str(path))
        content = path.read_bytes()
    except OSError as fault:
        raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=str(path)) from fault
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _damaged(path, MapFault.NOT_JSON) from None


def _features(text: str, path: Path, step: Step) -> Iterator[dict[str, Any]]:
    """Every feature; a bare feature or geometry counts as one."""
    if len(text) > _SMALL and (start := _START.search(text)) is not None:
        yield from _one_by_one(text, start.end(), path, step)
        return
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise _damaged(path, MapFault.NOT_JSON) from None
    if not isinstance(document, dict):
        raise _damaged(path, MapFault.NOT_GEOJSON)
    kind, features = str(document.get("type")), document.get("features")
    if kind == "FeatureCollection" and isinstance(features, list):
        yield from (one for one in features if isinstance(one, dict))
    elif kind == "Feature":
        yield document
    elif kind in _FORMS or kind == "GeometryCollection":
        yield {"type": "Feature", "geometry": document, "properties": {}}
    else:
        raise _damaged(path, MapFault.NOT_GEOJSON)


def _one_by_one(text: str, at: int, path: Path, step: Step) -> Iterator[dict[str, Any]]:
    decoder, space, number = json.JSONDecoder(), re.compile(r"[\s,]*"), 0
    while True:
        blank = space.match(text, at)
        at = blank.end() if blank is not None else at
        if at >= len(text):
            raise _damaged(path, MapFault.CUT)
        if text[at] == "]":
            return
        try:
            one, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            raise _damaged(path, MapFault.NOT_JSON) from None
        number += 1
        if number % 64 == 0:
            step(at, len(text))
        if isinstance(one, dict):
            yield one


def _attribution(text: str) -> str:
    """What the file's own top level says of its origin, if it says so before its features."""
    found = re.search(r'"attribution"\s*:\s*("(?:[^"\\]|\\.){0,400}")', text[:4000])
    try:
        return str(json.loads(found[1])) if found else ""
    except ValueError:
        return ""


class _Shapes:
    """Features as shapes, with a bound on how much there may be."""

    def __init__(self, path: Path) -> None:
        self.shapes: list[GroundShape] = []
        self._path = path
        self._left = MOST_POSITIONS
        self._box = [180.0, 90.0, -180.0, -90.0]

    def take(self, feature: dict[str, Any]) -> None:
        """One feature."""
        properties = feature.get("properties")
        name = _name(properties) if isinstance(properties, dict) else ""
        self._geometry(feature.get("geometry"), name, 0)

    def bounds(self) -> Bounds:
        """Around all of it."""
        return Bounds(*self._box)

    def _geometry(self, geometry: Any, name: str, depth: int) -> None:
        if not isinstance(geometry, dict) or depth > _DEEPEST:
            return
        kind = str(geometry.get("type"))
        if kind == "GeometryCollection" and isinstance(geometry.get("geometries"), list):
            for one in geometry["geometries"]:
                self._geometry(one, name, depth + 1)
        elif kind in _FORMS:
            form, levels = _FORMS[kind]
            parts = tuple(self._parts(geometry.get("coordinates"), form, levels))
            if parts:
                self.shapes.append(GroundShape(form, parts, name))

    def _parts(self, value: Any, form: FormKind, levels: int) -> Iterator[array[float]]:
        if not isinstance(value, list):
            return
        if levels > 1:
            for one in value:
                yield from self._parts(one, form, levels - 1)
            return
        line = self._line([value] if levels == 0 else value)
        if form is FormKind.POINT:
            for place in range(0, len(line), 2):
                yield line[place : place + 2]
        elif len(line) >= (8 if form is FormKind.AREA else 4):
            yield line

    def _line(self, positions: list[Any]) -> array[float]:
        self._left -= len(positions)
        if self._left < 0:
            raise UserError(ErrorCode.MAP_FILE_TOO_LARGE, path=str(self._path))
        line, box = array("d"), self._box
        for one in positions:
            if not isinstance(one, list) or len(one) < 2:
                continue
            longitude, latitude = one[0], one[1]
            if not (_in_range(longitude, 180) and _in_range(latitude, 90)):
                continue
            box[0], box[1] = min(box[0], longitude), min(box[1], latitude)
            box[2], box[3] = max(box[2], longitude), max(box[3], latitude)
            line.extend(MapView.world(longitude, latitude))
        return line


def _in_range(value: Any, limit: int) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and -limit <= value <= limit


def _name(properties: dict[str, Any]) -> str:
    for key in _NAMES:
        if isinstance(properties.get(key), str) and properties[key].strip():
            return str(properties[key]).strip()[:120]
    return ""


def _damaged(path: Path, reason: MapFault) -> UserError:
    return UserError(ErrorCode.MAP_FILE_DAMAGED, path=str(path), reason=reason)
