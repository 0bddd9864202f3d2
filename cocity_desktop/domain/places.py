"""The urban commons: tangible, intangible or digital (Torino 391 art. 2 c. 1 a)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from cocity_desktop.domain.entity import Entity, JsonObject


class PlaceNature(StrEnum):
    """Torino 391 art. 2 c. 1 a): cose materiali, immateriali e digitali."""

    TANGIBLE = "tangible"
    INTANGIBLE = "intangible"
    DIGITAL = "digital"


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
