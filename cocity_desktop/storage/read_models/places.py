"""The places, as a list and as pages, and the files attached to any record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.views.registry import PlaceDetail, PlaceRow
from cocity_desktop.storage.read_models.attachments import attachments
from cocity_desktop.storage.read_models.registry import briefs
from cocity_desktop.storage.read_models.rows import Reading, by_name, row_to_dataclass

if TYPE_CHECKING:
    from cocity_desktop.domain.entity import EntityId

_PLACES = """
    SELECT pl.id, pl.name, pl.address, pl.district, pl.quarter, pl.nature, pl.strand,
        coalesce(used.processes, 0) AS processes
    FROM places pl
    LEFT JOIN (
        SELECT place_id, count(*) AS processes FROM processes WHERE alive = 1 GROUP BY place_id
    ) used ON used.place_id = pl.id
    WHERE pl.alive = 1
"""

_PLACE = """
    SELECT id, name, nature, strand, address, city, district, quarter, latitude, longitude, geometry, cadastre,
        owner, constraints, state_of_use, description
    FROM places WHERE id = :id AND alive = 1
"""

_PROCESSES_OF_PLACE = """
    SELECT id, title, state FROM processes WHERE place_id = :id AND alive = 1 ORDER BY opened_on DESC, id
"""


def places(reading: Reading) -> tuple[PlaceRow, ...]:
    """By name."""
    return tuple(sorted(reading.views(PlaceRow, _PLACES), key=lambda place: by_name(place.name)))


def place(reading: Reading, place_id: EntityId) -> PlaceDetail:
    """One place. Raises UserError(NOT_FOUND)."""
    return row_to_dataclass(
        PlaceDetail,
        reading.only("place", _PLACE, id=place_id),
        processes=briefs(reading.rows(_PROCESSES_OF_PLACE, id=place_id)),
        attachments=attachments(reading, "place_id", place_id),
    )
