"""Maps of places for the tests of their paper: some signs, an area and a line over the borders of the app."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from cocity_desktop.application.document_views import HouseLine
from cocity_desktop.application.views.place_map import PlaceMapSheet, PlaceMark, PlaceStanding
from cocity_desktop.domain.places import PlaceNature
from cocity_desktop.mapping.files import LocalMapFiles

RESOURCES = Path(__file__).parents[2] / "resources"
RING = [[7.68, 45.07], [7.69, 45.07], [7.69, 45.08], [7.68, 45.07]]


def mark(name: str, longitude: float, latitude: float, **more: object) -> PlaceMark:
    return PlaceMark(
        name, name, "via X 1", "Lingotto", 8, PlaceNature.TANGIBLE, PlaceStanding.IN_FORCE, longitude, latitude,
        more.get("geometry"),
    )  # type: ignore[arg-type]  # fmt: skip


def sheet(*marks: PlaceMark, **more: object) -> PlaceMapSheet:
    house = HouseLine("1", "Casa di prova", "", "", "")
    ground = LocalMapFiles(RESOURCES).built_in()
    return PlaceMapSheet(
        house, "", datetime(2027, 2, 11, 17, 30, tzinfo=UTC), "it", marks, tuple(ground.shapes()),
        ground.facts.attribution, **more,
    )  # type: ignore[arg-type]  # fmt: skip


FULL = sheet(
    mark("Cortile", 7.66, 45.03),
    mark("Prato", 7.685, 45.075, geometry={"type": "Polygon", "coordinates": [RING]}),
    mark("Argine", 7.7, 45.06, geometry={"type": "LineString", "coordinates": [[7.7, 45.06], [7.71, 45.07]]}),
)
