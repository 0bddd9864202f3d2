"""Shapes of places: GeoJSON geometries (RFC 7946) checked, measured and summed up. WGS 84 degrees, longitude first.

Measures are taken in the plane that touches the ellipsoid at the middle of the shape, with the ellipsoid's own radii
there: for a garden or a district the error is far below what a map shows. They are not meant for shapes of hundreds
of kilometres.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from cocity_desktop.domain.errors import ErrorCode, UserError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cocity_desktop.domain.entity import JsonObject

MOST_POSITIONS = 10_000
"""Positions that the shape of one place may have: a cadastral parcel has some dozens."""

_RADIUS = 6_378_137.0
_FLATTENING = 1 / 298.257223563
_ECCENTRICITY = _FLATTENING * (2 - _FLATTENING)
"""WGS 84 (NGA.STND.0036): metres, and the square of the first eccentricity."""

# How deep the positions of a type lie in its coordinates (RFC 7946 §3.1).
_DEPTH = {
    "Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3,
}  # fmt: skip
TYPES = tuple(_DEPTH)
Position = tuple[float, float]


class ShapeFault(StrEnum):
    """What is wrong with a geometry."""

    TYPE = "type"
    COORDINATES = "coordinates"
    RANGE = "range"
    SHORT = "short"
    OPEN = "open"
    EMPTY = "empty"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The box around something, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def joined(self, other: Bounds) -> Bounds:
        """The box around both."""
        return Bounds(
            min(self.west, other.west),
            min(self.south, other.south),
            max(self.east, other.east),
            max(self.north, other.north),
        )

    def middle(self) -> Position:
        """The middle, longitude first."""
        return (self.west + self.east) / 2, (self.south + self.north) / 2


@dataclass(frozen=True, slots=True)
class Measures:
    """Square metres of an area and metres of its outline, or metres of a line; 0 where it does not apply."""

    area: float
    length: float


def checked(geometry: object, field: str = "geometry") -> JsonObject:
    """The geometry as it will be kept: known type, positions in range, closed rings, no third coordinate.

    Raises UserError(INVALID_GEOMETRY) on `field`, a ShapeFault as `reason`.
    """
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or not isinstance(kind, str) or kind not in _DEPTH:
        raise _refused(field, ShapeFault.TYPE)
    budget = _Budget(field)
    coordinates = _checked(geometry.get("coordinates"), _DEPTH[kind], budget)
    for line in _lines(kind, coordinates):
        if len(line) < 2:
            raise _refused(field, ShapeFault.SHORT)
    for polygon in _polygons(kind, coordinates):
        if not polygon:
            raise _refused(field, ShapeFault.EMPTY)
        for ring in polygon:
            _check_ring(ring, field)
    if kind.startswith("Multi") and not coordinates:
        raise _refused(field, ShapeFault.EMPTY)
    return {"type": kind, "coordinates": coordinates}


class _Budget:
    """Counts positions, so that a hostile file cannot fill the memory."""

    def __init__(self, field: str) -> None:
        self.field = field
        self._left = MOST_POSITIONS

    def take(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise _refused(self.field, ShapeFault.LARGE, limit=MOST_POSITIONS)


def _checked(value: Any, depth: int, budget: _Budget) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise _refused(budget.field, ShapeFault.COORDINATES)
    if depth:
        return [_checked(one, depth - 1, budget) for one in value]
    budget.take()
    if not 2 <= len(value) <= 4 or any(isinstance(n, bool) or not isinstance(n, int | float) for n in value):
        raise _refused(budget.field, ShapeFault.COORDINATES)
    longitude, latitude = value[0], value[1]
    # Compared before it becomes a float: a JSON integer may be too large for one.
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise _refused(budget.field, ShapeFault.RANGE)
    return [float(longitude), float(latitude)]


def _check_ring(ring: Sequence[Sequence[float]], field: str) -> None:
    if len(ring) < 4:
        raise _refused(field, ShapeFault.SHORT)
    if ring[0] != ring[-1]:
        raise _refused(field, ShapeFault.OPEN)
    if len({tuple(one) for one in ring}) < 3:
        raise _refused(field, ShapeFault.SHORT)


def _refused(field: str, reason: ShapeFault, **details: object) -> UserError:
    return UserError(ErrorCode.INVALID_GEOMETRY, field, reason=reason, **details)


def _lines(kind: str, coordinates: Any) -> list[Any]:
    found: dict[str, list[Any]] = {"LineString": [coordinates], "MultiLineString": coordinates}
    return found.get(kind, [])


def _polygons(kind: str, coordinates: Any) -> list[Any]:
    found: dict[str, list[Any]] = {"Polygon": [coordinates], "MultiPolygon": coordinates}
    return found.get(kind, [])


# --- of a geometry that was checked -----------------------------------------------------------------------------


def positions(geometry: JsonObject) -> Iterator[Position]:
    """Every position, in the order written."""
    yield from _positions(geometry["coordinates"], _DEPTH[geometry["type"]])


def _positions(value: Any, depth: int) -> Iterator[Position]:
    if depth == 0:
        yield value[0], value[1]
        return
    for one in value:
        yield from _positions(one, depth - 1)


def outlines(geometry: JsonObject) -> tuple[bool, list[list[Any]]]:
    """Whether it is areas, and the lines that it is drawn by; none for points."""
    kind, coordinates = geometry["type"], geometry["coordinates"]
    rings = [ring for polygon in _polygons(kind, coordinates) for ring in polygon]
    return (True, rings) if rings else (False, list(_lines(kind, coordinates)))


def bounds(geometry: JsonObject) -> Bounds:
    """The box around all its positions."""
    longitudes, latitudes = zip(*positions(geometry), strict=True)
    return Bounds(min(longitudes), min(latitudes), max(longitudes), max(latitudes))


def measures(geometry: JsonObject) -> Measures:
    """See the module."""
    kind, coordinates = geometry["type"], geometry["coordinates"]
    plane = _Plane(bounds(geometry).middle()[1])
    area = length = 0.0
    for polygon in _polygons(kind, coordinates):
        outer, *holes = [[plane.at(*one) for one in ring] for ring in polygon]
        area += abs(_signed_area(outer)) - sum(abs(_signed_area(hole)) for hole in holes)
        length += _length(outer) + sum(_length(hole) for hole in holes)
    for line in _lines(kind, coordinates):
        length += _length([plane.at(*one) for one in line])
    return Measures(max(0.0, area), length)


def anchor(geometry: JsonObject) -> Position:
    """Where its sign stands: on a point, in the middle of a line, inside an area. Longitude first."""
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if polygons := _polygons(kind, coordinates):
        return _inside(max((polygon[0] for polygon in polygons), key=lambda ring: abs(_signed_area(ring))))
    if lines := _lines(kind, coordinates):
        longest = max(lines, key=_length)
        return _halfway(longest)
    return next(positions(geometry))


def metres_between(one: Position, other: Position) -> float:
    """How far two positions are apart, in the plane of the module."""
    plane = _Plane((one[1] + other[1]) / 2)
    return math.dist(plane.at(*one), plane.at(*other))


class _Plane:
    """Degrees as metres near a latitude: the radii of curvature of the ellipsoid along the meridian and across it."""

    def __init__(self, latitude: float) -> None:
        sine = math.sin(math.radians(latitude))
        bent = 1 - _ECCENTRICITY * sine * sine
        along = _RADIUS * (1 - _ECCENTRICITY) / bent**1.5
        across = _RADIUS / math.sqrt(bent) * math.cos(math.radians(latitude))
        self._north, self._east = math.radians(1) * along, math.radians(1) * across

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        return longitude * self._east, latitude * self._north


def _signed_area(ring: Sequence[Sequence[float]]) -> float:
    x0, y0 = ring[0]  # from a corner near by: the product of large numbers would eat the digits
    pairs = itertools.pairwise(ring)
    return sum((a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0) for a, b in pairs) / 2


def _length(line: Sequence[Sequence[float]]) -> float:
    return sum(math.dist(a, b) for a, b in itertools.pairwise(line))


def _halfway(line: Sequence[Sequence[float]]) -> Position:
    left = _length(line) / 2
    for a, b in itertools.pairwise(line):
        step = math.dist(a, b)
        if step >= left > 0:
            part = left / step
            return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part
        left -= step
    return line[0][0], line[0][1]


def _inside(ring: Sequence[Sequence[float]]) -> Position:
    """The centre of gravity where it lies inside, else the middle of the widest stretch at half height."""
    area = _signed_area(ring)
    if area:
        x0, y0 = ring[0]
        x = y = 0.0
        for a, b in itertools.pairwise(ring):
            cross = (a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0)
            x += (a[0] + b[0] - 2 * x0) * cross
            y += (a[1] + b[1] - 2 * y0) * cross
        centre = (x0 + x / (6 * area), y0 + y / (6 * area))
        if contains(ring, centre):
            return centre
    heights = [one[1] for one in ring]
    level = (min(heights) + max(heights)) / 2
    crossings = sorted(_crossings(ring, level))
    stretches = list(zip(crossings[::2], crossings[1::2], strict=False))
    if not stretches:
        return ring[0][0], ring[0][1]
    west, east = max(stretches, key=lambda pair: pair[1] - pair[0])
    return (west + east) / 2, level


def _crossings(ring: Sequence[Sequence[float]], level: float) -> Iterator[float]:
    for a, b in itertools.pairwise(ring):
        if (a[1] > level) != (b[1] > level):
            yield a[0] + (level - a[1]) / (b[1] - a[1]) * (b[0] - a[0])


def contains(ring: Sequence[Sequence[float]], position: Position) -> bool:
    """Whether a position lies inside a ring (even-odd)."""
    return sum(x > position[0] for x in _crossings(ring, position[1])) % 2 == 1
