"""What lies under the places on the map, and what the application needs to read it from a file.

World coordinates are those of `domain.map_view`: a square of side 1 in Web Mercator, its origin in the north-west.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from cocity_desktop.domain.entity import JsonObject
from cocity_desktop.domain.geometry import Bounds

if TYPE_CHECKING:
    from pathlib import Path


Geometry = dict[str, Any]
"""A GeoJSON geometry (RFC 7946 §3.1), as `domain.geometry.checked` leaves it."""
Step = Callable[[int, int], None]
"""Told `(done, total)` now and then while a big file is read; what it raises stops the reading."""


class GroundKind(StrEnum):
    """How a layer is drawn."""

    SHAPES = "shapes"
    PICTURES = "pictures"
    VECTOR = "vector"


class MapFault(StrEnum):
    """What is wrong with a map file."""

    NOT_JSON = "not_json"
    NOT_GEOJSON = "not_geojson"
    NOT_DATABASE = "not_database"
    HEADER = "header"
    DIRECTORY = "directory"
    COMPRESSION = "compression"
    TILE = "tile"
    CUT = "cut"


class FormKind(StrEnum):
    """What a shape of the ground is."""

    AREA = "area"
    LINE = "line"
    POINT = "point"


@dataclass(frozen=True, slots=True)
class GroundShape:
    """One thing to draw. Each part is x, y, x, y… in world coordinates; `sort` and `detail` are what its file calls its kind."""

    form: FormKind
    parts: tuple[Sequence[float], ...]
    name: str = ""
    sort: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class GroundFacts:
    """What a map file says of itself. `lowest` and `highest` are the zoom levels of its tiles."""

    name: str
    kind: GroundKind
    attribution: str = ""
    bounds: Bounds | None = None
    lowest: int = 0
    highest: int = 0


class Ground(Protocol):
    """An open layer. May be asked from any thread."""

    @property
    def facts(self) -> GroundFacts:
        """What it is."""
        ...

    def shapes(self) -> Sequence[GroundShape]:
        """All that a file of shapes holds; nothing for tiles."""
        ...

    def picture(self, zoom: int, column: int, row: int) -> bytes | None:
        """The picture of a tile (PNG, JPEG or WebP; row 0 in the north), None where there is none."""
        ...

    def tile_shapes(
        self, zoom: int, column: int, row: int, breathe: Callable[[], None] = lambda: None
    ) -> Sequence[GroundShape]:
        """What a vector tile holds. What is damaged in it is left out.

        `breathe` is called between two shapes: it may wait, so that decoding stands back for what is more urgent.
        """
        ...

    def close(self) -> None:
        """Let the file go."""
        ...


@dataclass(frozen=True, slots=True)
class PlaceFeature:
    """A feature of a GeoJSON file as a place. `geometry` is as the file has it, not checked yet."""

    key: str
    properties: dict[str, Any]
    geometry: JsonObject | None


class MapFiles(Protocol):
    """Reads map files. Every refusal is an AppError that names the file."""

    def built_in(self) -> Ground:
        """The municipal borders that come with the app."""
        ...

    def open(self, path: Path, step: Step = lambda _done, _total: None) -> Ground:
        """Any map file, told apart by its content.

        Raises EnvironmentFault(FILE_UNREADABLE) and UserError: MAP_FILE_UNKNOWN, _DAMAGED, _TOO_LARGE, _EMPTY.
        """
        ...

    def fingerprint(self, path: Path) -> str:
        """SHA-256 (hex) of the size and both ends of a file: whether it is still the one that was chosen.

        Raises EnvironmentFault(FILE_UNREADABLE).
        """
        ...

    def features(self, path: Path, step: Step = lambda _done, _total: None) -> Sequence[PlaceFeature]:
        """What a GeoJSON file holds, in its order. Raises as `open`."""
        ...
