"""The part of the world that a map shows: Web Mercator for the eye, WGS 84 for what is kept.

The world is a square of side 1, (0, 0) its north-west corner (EPSG:3857 as tiles cut it up). Screen and paper look
through the same window.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cocity_desktop.domain.geometry import Bounds

TILE = 256
"""Pixels of the world's side at zoom 0."""
LOWEST, HIGHEST = 1.0, 20.0
FURTHEST_NORTH = 85.051128779806592
"""Degrees at which the square ends: atan(sinh(π))."""
_METRES_AROUND = 2 * math.pi * 6_378_137.0


@dataclass(frozen=True, slots=True)
class MapView:
    """`x`, `y` is the middle in world coordinates; `zoom` as tiles count it, in half steps; sizes in pixels."""

    x: float
    y: float
    zoom: float
    width: float
    height: float

    @property
    def scale(self) -> float:
        """Pixels of the world's side."""
        return TILE * math.exp2(self.zoom)

    @staticmethod
    def world(longitude: float, latitude: float) -> tuple[float, float]:
        """Degrees as world coordinates; what lies beyond the square's edge comes to the edge."""
        bound = max(-FURTHEST_NORTH, min(FURTHEST_NORTH, latitude))
        y = 0.5 - math.asinh(math.tan(math.radians(bound))) / (2 * math.pi)
        return longitude / 360 + 0.5, min(1.0, max(0.0, y))

    @staticmethod
    def degrees(x: float, y: float) -> tuple[float, float]:
        """World coordinates as longitude and latitude."""
        return (x - 0.5) * 360, math.degrees(math.atan(math.sinh((0.5 - y) * 2 * math.pi)))

    def to_screen(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Degrees as pixels from the top left corner."""
        return self.place(*self.world(longitude, latitude))

    def place(self, x: float, y: float) -> tuple[float, float]:
        """World coordinates as pixels from the top left corner."""
        return (x - self.x) * self.scale + self.width / 2, (y - self.y) * self.scale + self.height / 2

    def to_ground(self, left: float, top: float) -> tuple[float, float]:
        """Pixels as longitude and latitude."""
        return self.degrees(*self.world_at(left, top))

    def world_at(self, left: float, top: float) -> tuple[float, float]:
        """Pixels as world coordinates."""
        return self.x + (left - self.width / 2) / self.scale, self.y + (top - self.height / 2) / self.scale

    def window(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom in world coordinates."""
        return *self.world_at(0, 0), *self.world_at(self.width, self.height)

    def moved(self, right: float, down: float) -> MapView:
        """As if the hand had pulled the map by so many pixels."""
        x, y = self.x - right / self.scale, self.y - down / self.scale
        return replace(self, x=min(1.0, max(0.0, x)), y=min(1.0, max(0.0, y)))

    def zoomed(self, steps: float, left: float | None = None, top: float | None = None) -> MapView:
        """Nearer by half zoom `steps`, the ground under the pixel (or the middle) staying where it is."""
        zoom = min(HIGHEST, max(LOWEST, round(self.zoom * 2 + steps) / 2))
        at = (self.width / 2 if left is None else left, self.height / 2 if top is None else top)
        x, y = self.world_at(*at)
        nearer = replace(self, zoom=zoom)
        moved = replace(
            nearer,
            x=x - (at[0] - self.width / 2) / nearer.scale,
            y=y - (at[1] - self.height / 2) / nearer.scale,
        )
        return moved.moved(0, 0)

    def centred(self, longitude: float, latitude: float) -> MapView:
        """With a point in the middle."""
        x, y = self.world(longitude, latitude)
        return replace(self, x=x, y=y)

    def resized(self, width: float, height: float) -> MapView:
        """A window of another size on the same middle."""
        return replace(self, width=width, height=height)

    def fitted(
        self, bounds: Bounds, margin: float = 48, nearest: float = 17.0, *, exact: bool = False
    ) -> MapView:
        """The nearest half step from which `bounds` are seen whole, but no nearer than `nearest`.

        `exact` is for paper, where lines may have any scale: no half step.
        """
        left, top = self.world(bounds.west, bounds.north)
        right, bottom = self.world(bounds.east, bounds.south)
        wide, high = max(right - left, 1e-12), max(bottom - top, 1e-12)
        room = (max(16.0, self.width - 2 * margin), max(16.0, self.height - 2 * margin))
        ideal = min(math.log2(room[0] / TILE / wide), math.log2(room[1] / TILE / high))
        step = ideal if exact else math.floor(ideal * 2) / 2
        zoom = min(nearest, HIGHEST, max(LOWEST, step))
        return replace(self, x=(left + right) / 2, y=(top + bottom) / 2, zoom=zoom)

    def metres_per_pixel(self) -> float:
        """On the ground, at the middle."""
        latitude = self.degrees(self.x, self.y)[1]
        return _METRES_AROUND * math.cos(math.radians(latitude)) / self.scale

    def scale_bar(self, longest: float) -> tuple[float, float]:
        """Metres of a round number (1, 2 or 5 and noughts) and its pixels, at most `longest`."""
        metres = longest * self.metres_per_pixel()
        power = 10 ** math.floor(math.log10(metres))
        rounded = next(step * power for step in (5, 2, 1) if step * power <= metres)
        return rounded, rounded / self.metres_per_pixel()
