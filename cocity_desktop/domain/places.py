"""The urban commons: tangible, intangible or digital (Torino 391 art. 2 c. 1 a)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from cocity_desktop.domain.entity import Entity, JsonObject


class PlaceNature(StrEnum):
    """Torino 391 art. 2 c. 1 a): cose materiali, immateriali e digitali."""

    TANGIBLE = "tangible"
    INTANGIBLE = "intangible"
    DIGITAL = "digital"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a place is: WGS 84 degrees for its sign, a checked GeoJSON geometry for the room it takes."""

    latitude: float | None
    longitude: float | None
    geometry: JsonObject | None


def settled(told: Whereabouts, before: Whereabouts | None = None) -> Whereabouts:
    """What is kept of what was told, so that a point is written down once.

    Latitude and longitude are where a place is; a geometry is for lines, areas and several points. A geometry of type Point is taken for its coordinates, unless the place had the same one beside coordinates `before`
    (archives written while points were kept twice): then the coordinates are the newer word.
    """
    shape = told.geometry
    if shape is None or shape.get("type") != "Point":
        return told
    known = before is not None and before.geometry == shape
    if known and before is not None and not (before.latitude is None and told.latitude is None):
        return replace(told, geometry=None)
    longitude, latitude = shape["coordinates"][:2]
    return Whereabouts(latitude, longitude, None)


class Strand(StrEnum):
    """Co-City's ambiti (domain.md §3.2): A unused buildings, B under-used services, C public space."""

    A = "A"
    B = "B"
    C = "C"


@dataclass(kw_only=True, slots=True)
class Place(Entity):
    """A commons. Latitude and longitude are WGS 84 degrees; `geometry` is a GeoJSON geometry (RFC 7946 §3.1)."""

    KIND: ClassVar[str] = "place"
    PLURAL: ClassVar[str] = "places"

    name: str
    nature: PlaceNature = PlaceNature.TANGIBLE
    strand: Strand | None = None
    address: str = ""
    city: str = "Torino"
    district: int | None = None
    quarter: str = ""
    latitude: float | None = None
    longitude: float | None = None
    geometry: JsonObject | None = None
    cadastre: str = ""
    owner: str = ""
    constraints: str = ""
    state_of_use: str = ""
    description: str = ""
