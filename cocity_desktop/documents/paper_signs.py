"""The numbered signs of a printed map, laid out so that none covers another: gathered where places crowd, else moved aside.

Places nearer to each other than a sign is wide share one sign with a range of numbers («12–15»); a sign that still has no
room where it belongs stands beside it, tied to its point by a line. Numbers run as a page is read, so that a range names
neighbours. No clock and no chance: the same points give the same paper.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

HIGH = 16.0
"""The height of a sign, in points."""
GAP = 1.5
"""What is left between two signs, in points."""
_NEAREST = 12.0
"""Points within which places share a sign whatever room there is."""
_ASIDE = (13.0, 18.0, 23.0, 28.0)
"""How far from its point a sign may stand, in points; further away nobody would see that they belong together."""
_PAST_FURNITURE = (34.0, 42.0, 50.0)
"""The same for a point that lies under what furnishes the map: its sign must get past that."""
_WAYS = 16
_BAND = 32.0
"""Points of the bands in which the page is read: within one, signs are numbered from left to right."""

Point = tuple[float, float]
"""From the left and from the bottom, in points."""
Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""


@dataclass(frozen=True, slots=True)
class PaperSign:
    """A sign with the numbers `first` to `last` for what stands at `points`; `middle` is where its label stands."""

    first: int
    last: int
    points: tuple[Point, ...]
    middle: Point
    width: float

    @property
    def words(self) -> str:
        """«12», or «12–15»."""
        return words_of(self.first, self.last)

    @property
    def box(self) -> Box:
        """What its label covers."""
        return _box(self.middle, self.width)

    def aside(self) -> tuple[Point, ...]:
        """The points that its label does not cover: a line ties them to it."""
        left, bottom, right, top = self.box
        return tuple(
            dict.fromkeys((x, y) for x, y in self.points if not (left <= x <= right and bottom <= y <= top))
        )


@dataclass(frozen=True, slots=True)
class SignPlan:
    """The signs from number 1 on, and `order`: which of the points that were given has number 1, which 2, and so on."""

    signs: tuple[PaperSign, ...]
    order: tuple[int, ...]


def words_of(first: int, last: int) -> str:
    """The numbers of a sign as they are printed."""
    return str(first) if first == last else f"{first}–{last}"


def plan_signs(
    points: Sequence[Point],
    room: Point,
    measure: Callable[[str], float],
    taken: Sequence[Box] = (),
) -> SignPlan:
    """Signs for points on a map of the size `room`, beside what is `taken`; `measure` gives the width of a label.

    The more crowded the map, the wider the circle in which places share a sign: in the end all could share one.
    """
    reach = _NEAREST
    while points:
        groups = _in_reading_order(_gathered(points, reach), points)
        signs = _placed(groups, points, room, measure, taken)
        if signs is not None or len(groups) == 1:
            order = tuple(place for group in groups for place in group)
            return SignPlan(signs or (_whole(groups[0], points, room, measure),), order)
        reach *= 1.2
    return SignPlan((), ())


def _gathered(points: Sequence[Point], reach: float) -> list[list[int]]:
    """Each point joins the nearest group that begins within `reach` of it; the points are taken from the top down."""
    cells: dict[tuple[int, int], list[list[int]]] = {}
    groups: list[list[int]] = []
    for place in sorted(range(len(points)), key=lambda one: (-points[one][1], points[one][0], one)):
        here = points[place]
        column, row = math.floor(here[0] / reach), math.floor(here[1] / reach)
        around = [
            (math.dist(points[group[0]], here), group)
            for right in (-1, 0, 1)
            for up in (-1, 0, 1)
            for group in cells.get((column + right, row + up), ())
        ]
        far, found = min(around, default=(reach, None))
        if found is not None and far < reach:
            found.append(place)
        else:
            groups.append([place])
            cells.setdefault((column, row), []).append(groups[-1])
    return groups


def _in_reading_order(groups: Sequence[list[int]], points: Sequence[Point]) -> list[list[int]]:
    def read(group: list[int]) -> tuple[int, float, int]:
        x, y = _middle(group, points)
        return -math.floor(y / _BAND), x, min(group)

    # Within a sign the places stay as they were given: by name.
    return [sorted(group) for group in sorted(groups, key=read)]


def _placed(
    groups: Sequence[Sequence[int]],
    points: Sequence[Point],
    room: Point,
    measure: Callable[[str], float],
    taken: Sequence[Box],
) -> tuple[PaperSign, ...] | None:
    """Where the labels stand: on their point where that is free, else as near as can be. None when one finds no room."""
    wanted: list[tuple[int, int, Sequence[int]]] = []
    number = 0
    for group in groups:
        first, number = number + 1, number + len(group)
        wanted.append((first, number, group))
    covered = Covered(taken)
    signs: list[PaperSign] = []
    # Those that stand for many first: they may not be moved far from the crowd they name.
    for first, last, group in sorted(wanted, key=lambda one: (one[0] - one[1], one[0])):
        at, width = _middle(group, points), measure(words_of(first, last))
        middle = next(
            (spot for spot in _spots(at, width, room, taken) if covered.free(_box(spot, width))), None
        )
        if middle is None:
            return None
        covered.take(_box(middle, width))
        signs.append(PaperSign(first, last, tuple(points[one] for one in group), middle, width))
    return tuple(sorted(signs, key=lambda one: one.first))


def _whole(
    group: Sequence[int], points: Sequence[Point], room: Point, measure: Callable[[str], float]
) -> PaperSign:
    width = measure(words_of(1, len(group)))
    middle = _inside(_middle(group, points), width, room)
    return PaperSign(1, len(group), tuple(points[one] for one in group), middle, width)


def _spots(at: Point, width: float, room: Point, taken: Sequence[Box]) -> Iterator[Point]:
    """On the point, then around it, the nearest first and upwards before downwards; all inside the map."""
    home = _inside(at, width, room)
    yield home
    hidden = any(_meet(_box(home, width), box) for box in taken)
    for far in (*_ASIDE, *_PAST_FURNITURE) if hidden else _ASIDE:
        for way in range(_WAYS):
            turn = math.pi / 2 + (way + 1) // 2 * (1 if way % 2 else -1) * 2 * math.pi / _WAYS
            across = math.cos(turn) * (far + width / 2 - HIGH / 2)
            yield _inside((at[0] + across, at[1] + math.sin(turn) * far), width, room)


def _inside(middle: Point, width: float, room: Point) -> Point:
    left, low = width / 2 + GAP, HIGH / 2 + GAP
    return min(max(middle[0], left), room[0] - left), min(max(middle[1], low), room[1] - low)


def _middle(group: Sequence[int], points: Sequence[Point]) -> Point:
    return (
        sum(points[place][0] for place in group) / len(group),
        sum(points[place][1] for place in group) / len(group),
    )


def _box(middle: Point, width: float) -> Box:
    return middle[0] - width / 2, middle[1] - HIGH / 2, middle[0] + width / 2, middle[1] + HIGH / 2


class Covered:
    """What stands on the map already, in squares so that few are compared."""

    _CELL = 48.0

    def __init__(self, boxes: Sequence[Box]) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = {}
        for box in boxes:
            self.take(box)

    def free(self, box: Box) -> bool:
        """Whether nothing stands there, nor nearer than the gap."""
        wide = (box[0] - GAP, box[1] - GAP, box[2] + GAP, box[3] + GAP)
        return not any(
            _meet(wide, other) for cell in self._touched(wide) for other in self._cells.get(cell, ())
        )

    def take(self, box: Box) -> None:
        """From now on something does."""
        for cell in self._touched(box):
            self._cells.setdefault(cell, []).append(box)

    def _touched(self, box: Box) -> Iterator[tuple[int, int]]:
        for column in range(math.floor(box[0] / self._CELL), math.floor(box[2] / self._CELL) + 1):
            for row in range(math.floor(box[1] / self._CELL), math.floor(box[3] / self._CELL) + 1):
                yield column, row


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
