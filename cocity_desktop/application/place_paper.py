"""The map of places as a paper: which places, over which ground, seen through which window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.document_views import HouseLine
from cocity_desktop.application.views.place_map import PlaceMapSheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.maps import Ground
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.place_map import PlaceMark
    from cocity_desktop.domain.geometry import Bounds

MOST_PLACES = 1_000
"""Places that one paper numbers; it says how many more there are."""


def map_sheet(
    services: Services,
    marks: Sequence[PlaceMark],
    grounds: Sequence[Ground] = (),
    *,
    title: str = "",
    bounds: Bounds | None = None,
) -> PlaceMapSheet:
    """The places that lie in `bounds` (all when None), by name, over those of the grounds that are shapes.

    Reads the house: belongs on the database lane. Pictures in tiles are left out: the paper is drawn.
    """
    house = services.queries.house()
    inside = [one for one in marks if bounds is None or _lies_in(one, bounds)]
    shaped = [ground for ground in grounds if ground.shapes()]
    return PlaceMapSheet(
        house=HouseLine(house.id, house.name, house.address, house.city, house.email),
        title=title,
        at=services.clock.now(),
        language="it",
        marks=tuple(inside[:MOST_PLACES]),
        ground=tuple(shape for ground in shaped for shape in ground.shapes()),
        attribution="  ·  ".join(filter(None, (ground.facts.attribution for ground in shaped))),
        bounds=bounds,
        left_out=max(0, len(inside) - MOST_PLACES),
    )


def _lies_in(mark: PlaceMark, bounds: Bounds) -> bool:
    return bounds.west <= mark.longitude <= bounds.east and bounds.south <= mark.latitude <= bounds.north
