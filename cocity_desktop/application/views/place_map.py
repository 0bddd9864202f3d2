"""The places as signs on a map."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from cocity_desktop.application.document_views import HouseLine
from cocity_desktop.application.maps import GroundShape
from cocity_desktop.domain.entity import EntityId, JsonObject
from cocity_desktop.domain.geometry import Bounds
from cocity_desktop.domain.lifecycle import ProcessState, stage_of
from cocity_desktop.domain.places import PlaceNature

if TYPE_CHECKING:
    from collections.abc import Iterable


class PlaceStanding(StrEnum):
    """How far what is done for a place has come: the furthest of its processes counts."""

    NONE = "none"
    UNDER_WAY = "under_way"
    IN_FORCE = "in_force"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """A place that can be drawn.

    The sign stands at `longitude`, `latitude` (WGS 84 degrees): those of the place or, when it has none, inside its shape. `geometry` is a checked GeoJSON geometry.
    """

    id: EntityId
    name: str
    address: str
    quarter: str
    district: int | None
    nature: PlaceNature
    standing: PlaceStanding
    longitude: float
    latitude: float
    geometry: JsonObject | None


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """All of them by name, and how many more places nobody has put on the map yet."""

    marks: tuple[PlaceMark, ...]
    unplaced: int


_IN_FORCE = frozenset(
    {
        ProcessState.SIGNED,
        ProcessState.IN_FORCE,
        ProcessState.SUSPENDED,
        ProcessState.REPORTING,
        ProcessState.RENEWED,
    }
)


def standing_of(states: Iterable[ProcessState]) -> PlaceStanding:
    """The furthest of a place's processes: in force, then under way, then ended."""
    known = set(states)
    if known & _IN_FORCE:
        return PlaceStanding.IN_FORCE
    if any(stage_of(state) is not None for state in known):
        return PlaceStanding.UNDER_WAY
    return PlaceStanding.ENDED if known else PlaceStanding.NONE


@dataclass(frozen=True, slots=True)
class PlaceMapSheet:
    """The map of places as a paper. `ground` lies under the `marks`, in world coordinates; `left_out` more have no room."""

    house: HouseLine
    title: str
    at: datetime
    language: str
    marks: tuple[PlaceMark, ...]
    ground: tuple[GroundShape, ...] = ()
    attribution: str = ""
    bounds: Bounds | None = None
    left_out: int = 0
