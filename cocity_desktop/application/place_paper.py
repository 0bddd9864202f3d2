"""Places on paper: the map (which places, over which ground, seen through which window) and the sheet of one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cocity_desktop.application.attachments import PICTURES
from cocity_desktop.application.document_views import HouseLine
from cocity_desktop.application.places import mark_of
from cocity_desktop.application.views.place_map import PlaceMapSheet
from cocity_desktop.application.views.place_sheet import PlacePhoto, PlaceProcess, PlaceSheet
from cocity_desktop.domain.pacts import AttachmentRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.maps import Ground
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.place_map import PlaceMark
    from cocity_desktop.application.views.registry import AttachmentRow, PlaceDetail
    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.domain.geometry import Bounds

MOST_PLACES = 1_000
"""Places that one paper numbers; it says how many more there are."""

MOST_PHOTOS = 12
"""Pictures on the sheet of one place; it says how many files more it has."""


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
    inside = [one for one in marks if bounds is None or _lies_in(one, bounds)]
    shaped = [ground for ground in grounds if ground.shapes()]
    return PlaceMapSheet(
        house=_house(services),
        title=title,
        at=services.clock.now(),
        language="it",
        marks=tuple(inside[:MOST_PLACES]),
        ground=tuple(shape for ground in shaped for shape in ground.shapes()),
        attribution=_attribution(shaped),
        bounds=bounds,
        left_out=max(0, len(inside) - MOST_PLACES),
    )


def _lies_in(mark: PlaceMark, bounds: Bounds) -> bool:
    return bounds.west <= mark.longitude <= bounds.east and bounds.south <= mark.latitude <= bounds.north


def place_sheet(services: Services, place_id: EntityId, grounds: Sequence[Ground] = ()) -> PlaceSheet:
    """One place with its pictures. Belongs on the database lane. Raises UserError(NOT_FOUND)."""
    place = services.queries.place(place_id)
    shaped = [ground for ground in grounds if ground.shapes()]
    pictures = [one for one in place.attachments if _is_picture(one)][:MOST_PHOTOS]
    return PlaceSheet(
        house=_house(services),
        at=services.clock.now(),
        language="it",
        mark=mark_of(place),
        ground=tuple(shape for ground in shaped for shape in ground.shapes()),
        attribution=_attribution(shaped),
        photos=tuple(
            PlacePhoto(one.name, one.caption, AttachmentRole(one.role), services.read_bytes(one.sha256))
            for one in pictures
        ),
        left_out=len(place.attachments) - len(pictures),
        processes=tuple(PlaceProcess(one.title, one.state) for one in place.processes),
        **_told(place),
    )


def _told(place: PlaceDetail) -> dict[str, Any]:
    """The fields that a sheet takes over as they are."""
    names = (
        "name", "nature", "strand", "address", "city", "district", "quarter", "cadastre", "owner", "constraints",
        "state_of_use", "description",
    )  # fmt: skip
    return {name: getattr(place, name) for name in names}


def _is_picture(one: AttachmentRow) -> bool:
    return one.role in PICTURES and one.media_type.startswith("image/") and "svg" not in one.media_type


def _house(services: Services) -> HouseLine:
    house = services.queries.house()
    return HouseLine(house.id, house.name, house.address, house.city, house.email)


def _attribution(grounds: Sequence[Ground]) -> str:
    return "  ·  ".join(filter(None, (ground.facts.attribution for ground in grounds)))
