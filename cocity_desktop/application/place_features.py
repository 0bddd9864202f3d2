"""Places as GeoJSON (RFC 7946): what a map of another program shows, without anything about people."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cocity_desktop.application.views.exports import PlaceOut
    from cocity_desktop.domain.entity import JsonObject

_DECIMALS = 7
"""Of a degree: a centimetre (RFC 7946 §11.2 speaks of six to seven)."""


def places_as_geojson(places: Sequence[PlaceOut]) -> JsonObject:
    """A FeatureCollection: WGS 84, longitude first (§4), outer rings anticlockwise (§3.1.6), `bbox` (§5).

    A place without a shape is its point, one without coordinates an unlocated feature (§3.2). Owner, constraints and
    typed descriptions stay out: they tell of people.
    """
    features = [_feature(place) for place in places]
    collection: JsonObject = {"type": "FeatureCollection", "features": features}
    corners = [position for feature in features for position in _positions(feature["geometry"])]
    if corners:
        collection["bbox"] = _bbox(corners)
    return collection


def _feature(place: PlaceOut) -> JsonObject:
    geometry = _geometry(place)
    feature: JsonObject = {
        "type": "Feature",
        "id": place.id,
        "geometry": geometry,
        "properties": {
            "name": place.name,
            "nature": place.nature.value,
            "strand": place.strand.value if place.strand else None,
            "address": place.address,
            "city": place.city,
            "district": place.district,
            "quarter": place.quarter,
            "cadastre": place.cadastre,
        },
    }
    corners = list(_positions(geometry))
    if len(corners) > 1:
        feature["bbox"] = _bbox(corners)
    return feature


def _geometry(place: PlaceOut) -> JsonObject | None:
    located = place.latitude is not None and place.longitude is not None
    if place.geometry and not (located and place.geometry.get("type") == "Point"):
        return _ordered(place.geometry)
    if place.latitude is None or place.longitude is None:
        return None
    return {"type": "Point", "coordinates": _position((place.longitude, place.latitude))}


def _ordered(geometry: JsonObject) -> JsonObject:
    kind = geometry.get("type")
    if kind == "GeometryCollection":
        return {"type": kind, "geometries": [_ordered(one) for one in geometry.get("geometries", [])]}
    coordinates = _rounded(geometry.get("coordinates", []))
    if kind == "Polygon":
        coordinates = _polygon(coordinates)
    elif kind == "MultiPolygon":
        coordinates = [_polygon(rings) for rings in coordinates]
    return {"type": kind, "coordinates": coordinates}


def _polygon(rings: list[Any]) -> list[Any]:
    """The outer ring anticlockwise, holes clockwise, all of them closed."""
    return [_ring(ring, outer=place == 0) for place, ring in enumerate(rings)]


def _ring(ring: list[Any], *, outer: bool) -> list[Any]:
    closed = ring if ring and ring[0] == ring[-1] else [*ring, *ring[:1]]
    return closed if (_area(closed) > 0) == outer else closed[::-1]


def _area(ring: list[Any]) -> float:
    """Twice the signed area in degrees: above 0 when it turns anticlockwise."""
    return sum(float(a[0] * b[1] - b[0] * a[1]) for a, b in itertools.pairwise(ring))


def _rounded(value: Any) -> Any:
    if isinstance(value, Sequence) and value and isinstance(value[0], int | float):
        return _position(value)
    return [_rounded(one) for one in value]


def _position(numbers: Sequence[float]) -> list[float]:
    return [round(float(number), _DECIMALS) for number in numbers]


def _positions(geometry: JsonObject | None) -> Iterator[list[float]]:
    if geometry is None:
        return
    for one in geometry.get("geometries", ()):
        yield from _positions(one)
    yield from _flat(geometry.get("coordinates", ()))


def _flat(value: Any) -> Iterator[list[float]]:
    if value and isinstance(value[0], int | float):
        yield list(value)
        return
    for one in value:
        yield from _flat(one)


def _bbox(corners: list[list[float]]) -> list[float]:
    east_west, north_south = [one[0] for one in corners], [one[1] for one in corners]
    return [min(east_west), min(north_south), max(east_west), max(north_south)]
