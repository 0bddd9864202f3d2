"""Shapes as the hand draws them, corner by corner, and as GeoJSON keeps them (RFC 7946). Longitude first."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from cocity_desktop.application.maps import FormKind
from cocity_desktop.domain.geometry import outlines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.maps import Geometry

Corner = tuple[float, float]
"""Longitude and latitude in degrees."""


def shape_of(form: FormKind, corners: Sequence[Corner]) -> Geometry:
    """A geometry through these corners; the outline of an area closed and counter-clockwise (RFC 7946 §3.1.6)."""
    positions = [list(one) for one in corners]
    if form is FormKind.POINT:
        return {"type": "Point", "coordinates": positions[0]}
    if form is FormKind.LINE:
        return {"type": "LineString", "coordinates": positions}
    if _clockwise(corners):
        positions.reverse()
    return {"type": "Polygon", "coordinates": [[*positions, positions[0]]]}


def corners_of(geometry: Geometry) -> tuple[FormKind, tuple[Corner, ...]] | None:
    """What `shape_of` was given; None for a shape of several parts or with holes."""
    kind: str = geometry["type"]
    coordinates: Any = geometry["coordinates"]
    if kind == "Point":
        return FormKind.POINT, (_corner(coordinates),)
    if kind == "LineString":
        return FormKind.LINE, tuple(map(_corner, coordinates))
    if kind == "Polygon" and len(coordinates) == 1:
        return FormKind.AREA, tuple(map(_corner, coordinates[0][:-1]))
    return None


def outlines_of(geometry: Geometry) -> tuple[FormKind, list[list[Any]]]:
    """The lines to draw a shape by, and whether they enclose areas; none for points."""
    is_area, lines = outlines(geometry)
    return (FormKind.AREA if is_area else FormKind.LINE if lines else FormKind.POINT), lines


def _corner(position: Any) -> Corner:
    return float(position[0]), float(position[1])


def _clockwise(corners: Sequence[Corner]) -> bool:
    return sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in pairwise((*corners, corners[0]))) > 0
