"""The places as signs: which stand alone, which in a cluster at a zoom, which one is met next. No painting here."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cocity_desktop.application.views.place_map import PlaceMark
from cocity_desktop.domain.geometry import Bounds
from cocity_desktop.domain.map_view import TILE, MapView

Placed = tuple[PlaceMark, float, float]
"""A place and its world coordinates."""
NEAR = 30.0
"""Pixels within which signs would cover each other."""
_BLOCK = 1024.0
"""Pixels of the squares in which signs are made: two in neighbouring squares may touch, and stay where they are."""
_MOST_BLOCKS = 4_000


@dataclass(frozen=True, slots=True)
class Sign:
    """One place, or several that would cover each other; `x`, `y` in world coordinates."""

    x: float
    y: float
    marks: tuple[PlaceMark, ...]

    @property
    def single(self) -> PlaceMark | None:
        """The place, when it is one."""
        return self.marks[0] if len(self.marks) == 1 else None

    @property
    def key(self) -> str:
        """The id of its first place."""
        return self.marks[0].id


Blocks = dict[tuple[int, int], list[Placed]]


class Ahead(NamedTuple):
    """The signs of one zoom, made before it is looked at: which place stands in which block, and the blocks in the window."""

    zoom: float
    blocks: Blocks
    made: dict[tuple[int, int], Sequence[Sign]]


class Signs:
    """All places; the signs of each zoom are kept."""

    def __init__(self, marks: Sequence[PlaceMark] = ()) -> None:
        self.marks = tuple(marks)
        self._by_id = {mark.id: mark for mark in marks}
        self._placed = [(mark, *MapView.world(mark.longitude, mark.latitude)) for mark in marks]
        self._placed_at: dict[float, Blocks] = {}
        self._made: dict[tuple[float, int, int], Sequence[Sign]] = {}

    def mark(self, record_id: str | None) -> PlaceMark | None:
        """A place by its id."""
        return self._by_id.get(record_id or "")

    def bounds(self) -> Bounds | None:
        """Around all of them."""
        if not self.marks:
            return None
        longitudes = [mark.longitude for mark in self.marks]
        latitudes = [mark.latitude for mark in self.marks]
        return Bounds(min(longitudes), min(latitudes), max(longitudes), max(latitudes))

    def seen(self, view: MapView, margin: float = 40) -> list[Sign]:
        """The signs in the window, from the top down."""
        edge = margin / view.scale
        left, top, right, bottom = view.window()
        left, top, right, bottom = left - edge, top - edge, right + edge, bottom + edge
        side = view.scale / _BLOCK
        found = [
            sign
            for column in range(int(left * side), int(right * side) + 1)
            for row in range(int(top * side), int(bottom * side) + 1)
            for sign in self._block(view.zoom, (column, row))
            if left <= sign.x <= right and top <= sign.y <= bottom
        ]
        return sorted(found, key=lambda one: (one.y, one.x, one.key))

    def of(self, record_id: str | None, zoom: float) -> Sign | None:
        """The sign in which a place stands."""
        mark = self.mark(record_id)
        if mark is None:
            return None
        side = TILE * math.exp2(zoom) / _BLOCK
        x, y = MapView.world(mark.longitude, mark.latitude)
        signs = self._block(zoom, (int(x * side), int(y * side)))
        return next((sign for sign in signs if mark in sign.marks), None)

    def ahead(self, view: MapView, breathe: Callable[[], None]) -> Ahead | None:
        """The signs of a view nobody has seen yet, for `keep`; None when they are there. Safe on any thread.

        `breathe` is called often: it may wait while the window draws.
        """
        if view.zoom in self._placed_at:
            return None
        blocks = _by_block(self._placed, view.zoom, breathe)
        left, top, right, bottom = view.window()
        side = view.scale / _BLOCK
        made = {
            block: clustered(placed, view.zoom, breathe)
            for block, placed in blocks.items()
            if int(left * side) <= block[0] <= int(right * side)
            and int(top * side) <= block[1] <= int(bottom * side)
        }
        return Ahead(view.zoom, blocks, made)

    def keep(self, ahead: Ahead) -> None:
        """Signs that were made ahead; those made meanwhile stay."""
        self._placed_at.setdefault(ahead.zoom, ahead.blocks)
        for block, signs in ahead.made.items():
            self._made.setdefault((ahead.zoom, *block), signs)

    def _block(self, zoom: float, block: tuple[int, int]) -> Sequence[Sign]:
        """The signs of one block, made when it is first seen: from near by, that is a small part of all places."""
        if zoom not in self._placed_at:
            self._placed_at[zoom] = _by_block(self._placed, zoom)
        key = (zoom, *block)
        if key not in self._made:
            if len(self._made) > _MOST_BLOCKS:
                self._made.clear()
            placed = self._placed_at[zoom].get(block)
            self._made[key] = clustered(placed, zoom) if placed else ()
        return self._made[key]


def _by_block(placed: Sequence[Placed], zoom: float, breathe: Callable[[], None] = lambda: None) -> Blocks:
    side = TILE * math.exp2(zoom) / _BLOCK
    blocks: Blocks = {}
    for one in placed:
        breathe()
        blocks.setdefault((int(one[1] * side), int(one[2] * side)), []).append(one)
    return blocks


def clustered(
    placed: Sequence[Placed], zoom: float, breathe: Callable[[], None] = lambda: None
) -> Sequence[Sign]:
    """Each place joins the first sign that it would cover.

    Each sign stands in every square of a grid that its reach touches, so that a place looks into one square only.
    This runs inside the first frame of a zoom, so it is written for speed.
    """
    reach = NEAR / (TILE * math.exp2(zoom))
    side = 1 / (2 * reach)
    grid: dict[tuple[int, int], list[tuple[float, float, list[PlaceMark]]]] = {}
    groups: list[tuple[float, float, list[PlaceMark]]] = []
    for mark, x, y in placed:
        breathe()
        for group in grid.get((int(x * side), int(y * side)), ()):
            if -reach < group[0] - x < reach and -reach < group[1] - y < reach:
                group[2].append(mark)
                break
        else:
            group = (x, y, [mark])
            groups.append(group)
            for column in range(int((x - reach) * side), int((x + reach) * side) + 1):
                for row in range(int((y - reach) * side), int((y + reach) * side) + 1):
                    grid.setdefault((column, row), []).append(group)
    return [Sign(x, y, tuple(marks)) for x, y, marks in groups]


def next_sign(signs: Sequence[Sign], current: Sign | None, *, forwards: bool) -> Sign | None:
    """The sign after or before `current` from the top down; None past the end."""
    if not signs:
        return None
    places = [one.key for one in signs]
    if current is None or current.key not in places:
        return signs[0] if forwards else signs[-1]
    at = places.index(current.key) + (1 if forwards else -1)
    return signs[at] if 0 <= at < len(signs) else None


def sign_towards(signs: Sequence[Sign], x: float, y: float, right: int, down: int) -> Sign | None:
    """The nearest sign in a direction, within the quarter of the circle around it."""

    def distance(sign: Sign) -> float | None:
        ahead = (sign.x - x) * right + (sign.y - y) * down
        aside = abs((sign.x - x) * down) + abs((sign.y - y) * right)
        return math.hypot(ahead, aside * 2) if ahead > 1e-12 and aside <= ahead else None

    reached = [(found, one.key, one) for one in signs if (found := distance(one)) is not None]
    return min(reached)[2] if reached else None
