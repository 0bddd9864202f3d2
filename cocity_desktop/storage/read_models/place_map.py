"""The places as signs on a map: where each stands and how far its processes have come."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cocity_desktop.application.views.place_map import PlaceMap, PlaceMark, standing_of
from cocity_desktop.domain import geometry
from cocity_desktop.domain.errors import UserError
from cocity_desktop.domain.lifecycle import ProcessState
from cocity_desktop.domain.places import PlaceNature
from cocity_desktop.storage.read_models.rows import Reading, Row, by_name, grouped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cocity_desktop.domain.entity import JsonObject

_PLACES = """
    SELECT id, name, address, quarter, district, nature, latitude, longitude, geometry FROM places WHERE alive = 1
"""
_STATES = "SELECT DISTINCT place_id, state FROM processes WHERE alive = 1 AND place_id IS NOT NULL"


def place_map(reading: Reading) -> PlaceMap:
    """Every place that has a point or a shape."""
    states = grouped(reading.rows(_STATES), "place_id")
    rows = reading.rows(_PLACES)
    marks = [mark for row in rows if (mark := _mark(row, states.get(row["id"], ()))) is not None]
    return PlaceMap(tuple(sorted(marks, key=lambda one: (by_name(one.name), one.id))), len(rows) - len(marks))


def _mark(row: Row, states: Iterable[Row]) -> PlaceMark | None:
    shape = _shape(row["geometry"])
    if row["latitude"] is not None and row["longitude"] is not None:
        at = (row["longitude"], row["latitude"])
    elif shape is not None:
        at = geometry.anchor(shape)
    else:
        return None
    return PlaceMark(
        id=row["id"],
        name=row["name"],
        address=row["address"],
        quarter=row["quarter"],
        district=row["district"],
        nature=PlaceNature(row["nature"]),
        standing=standing_of(ProcessState(one["state"]) for one in states),
        longitude=at[0],
        latitude=at[1],
        geometry=shape,
    )


def _shape(kept: Any) -> JsonObject | None:
    """A shape kept before shapes were checked may be none."""
    if kept is None:
        return None
    try:
        return geometry.checked(json.loads(kept) if isinstance(kept, str) else kept)
    except (UserError, ValueError):
        return None
