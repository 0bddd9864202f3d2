"""One place as a paper: all that the house knows of it, with a small map, its photos and the processes about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cocity_desktop.application.document_views import HouseLine
from cocity_desktop.application.maps import GroundShape
from cocity_desktop.application.views.place_map import PlaceMark
from cocity_desktop.domain.lifecycle import ProcessState
from cocity_desktop.domain.pacts import AttachmentRole
from cocity_desktop.domain.places import PlaceNature, Strand


@dataclass(frozen=True, slots=True)
class PlacePhoto:
    """A picture of a place, or a plan; `content` is the file."""

    name: str
    caption: str
    role: AttachmentRole
    content: bytes


@dataclass(frozen=True, slots=True)
class PlaceProcess:
    """A process about the place."""

    title: str
    state: ProcessState


@dataclass(frozen=True, slots=True)
class PlaceSheet:
    """`mark` is None for a place that nobody has put on the map. `ground` lies under it, in world coordinates.

    `left_out` counts its attached files that are no pictures, or more than a sheet shows. `public`: a public copy, without
    people's data (`public_copy`) and without pictures: what can be seen on them, only people can tell.
    """

    house: HouseLine
    at: datetime
    language: str
    name: str
    nature: PlaceNature
    strand: Strand | None
    address: str
    city: str
    district: int | None
    quarter: str
    cadastre: str
    owner: str
    constraints: str
    state_of_use: str
    description: str
    mark: PlaceMark | None = None
    ground: tuple[GroundShape, ...] = ()
    attribution: str = ""
    photos: tuple[PlacePhoto, ...] = ()
    left_out: int = 0
    processes: tuple[PlaceProcess, ...] = ()
    public: bool = False
