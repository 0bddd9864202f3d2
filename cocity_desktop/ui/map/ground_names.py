"""The names in vector tiles: found for each square of ground on the work lane, placed in a frame so that none covers another.

A small set on purpose: settlements and streets, the weightier first. What a frame may cost is bounded by counts: so many
for a square, so many looked at, so many drawn; each is drawn once and then copied.
"""

from __future__ import annotations

import itertools
import math
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF

from cocity_desktop.application.maps import FormKind
from cocity_desktop.domain.map_view import TILE
from cocity_desktop.ui.map.words import WordLook, WordPictures, look_on
from cocity_desktop.ui.theme.fonts import metrics
from cocity_desktop.ui.theme.tokens import px

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from PySide6.QtGui import QPainter

    from cocity_desktop.application.maps import GroundShape
    from cocity_desktop.domain.map_view import MapView
    from cocity_desktop.ui.map.picture import Taken
    from cocity_desktop.ui.map.sign_pictures import Light
    from cocity_desktop.ui.theme.tokens import Token

    Window = tuple[float, float, float, float]

MOST_IN_A_SQUARE = 14
MOST_LOOKED_AT = 220
MOST_DRAWN = 60
MOST_MADE = 5
"""Pictures of names made for one frame; the others come with the next frames."""
LONGEST = 40
"""Letters of a name; a longer one is left out."""
STREETS_FROM = 12.0
"""The zoom from which streets have names."""
_APART = 260.0
"""Pixels within which one name is not said twice."""
_LEAST = 36.0
"""Pixels of a straight piece of street that a name could stand on."""
_STRAIGHT = math.radians(14)

# In the order of their weight; a class that is not here counts as the last of its kind.
_PLACES = ("city", "town", "village", "suburb", "borough", "locality", "quarter", "neighbourhood", "hamlet")
_STREETS = (
    "motorway",
    "trunk",
    "primary",
    "highway",
    "major_road",
    "secondary",
    "tertiary",
    "medium_road",
    "minor",
)
_PLACE, _STREET = 0, 20


class GroundName(NamedTuple):
    """A name: where (world coordinates), how weighty (0 first), and for a street its slope (radians) and straight length."""

    rank: int
    words: str
    x: float
    y: float
    slope: float = 0.0
    length: float = 0.0

    @property
    def is_street(self) -> bool:
        """Whether it follows a line."""
        return self.rank >= _STREET


# --- finding them, off the main thread -------------------------------------------------------------------------


def names_in(shapes: Iterable[GroundShape], window: Window, zoom: float) -> tuple[GroundName, ...]:
    """The weightiest names that stand inside a window of the world (left, top, right, bottom)."""
    scale = TILE * math.exp2(zoom)
    found: dict[str, GroundName] = {}
    for shape in shapes:
        if not shape.name or len(shape.name) > LONGEST:
            continue
        for name in _names(shape, window, scale, zoom):
            known = found.get(name.words)
            if known is None or _weight(name) < _weight(known):
                found[name.words] = name
    return tuple(sorted(found.values(), key=_weight)[:MOST_IN_A_SQUARE])


def _weight(name: GroundName) -> tuple[int, float, str, float, float]:
    """The weightier first; of equals the western one, so that the same names are seen in every run."""
    return name.rank, -name.length, name.words, name.x, name.y


def _names(shape: GroundShape, window: Window, scale: float, zoom: float) -> Iterator[GroundName]:
    sort = shape.sort.casefold()
    if shape.form is FormKind.POINT and "place" in sort:
        rank = _PLACE + _order(shape.detail, _PLACES)
        for part in shape.parts:
            if _inside(part[0], part[1], window):
                yield GroundName(rank, shape.name, part[0], part[1])
    elif (
        shape.form is FormKind.LINE
        and zoom >= STREETS_FROM
        and any(word in sort for word in ("transport", "road", "street"))
    ):
        rank = _STREET + _order(shape.detail, _STREETS)
        for part in shape.parts:
            best = max(_straight(part, window), key=lambda one: one[3], default=None)
            if best is not None and best[3] * scale >= _LEAST:
                yield GroundName(rank, shape.name, best[0], best[1], best[2], best[3])


def _order(detail: str, known: Sequence[str]) -> int:
    return known.index(detail) if detail in known else len(known)


def _inside(x: float, y: float, window: Window) -> bool:
    return window[0] <= x < window[2] and window[1] <= y < window[3]


def _straight(part: Sequence[float], window: Window) -> Iterator[tuple[float, float, float, float]]:
    """Pieces of a line that hardly bend and whose middle is in the window: x, y, slope, length."""
    start, heading = 0, None
    points = len(part) // 2
    for place in range(1, points):
        step = math.atan2(part[2 * place + 1] - part[2 * place - 1], part[2 * place] - part[2 * place - 2])
        if heading is not None and abs(_turn(step, heading)) > _STRAIGHT:
            yield from _piece(part, start, place - 1, window)
            start, heading = place - 1, step
        elif heading is None:
            heading = step
    if points > 1:
        yield from _piece(part, start, points - 1, window)


def _piece(
    part: Sequence[float], start: int, end: int, window: Window
) -> Iterator[tuple[float, float, float, float]]:
    left, top, right, bottom = part[2 * start], part[2 * start + 1], part[2 * end], part[2 * end + 1]
    x, y = (left + right) / 2, (top + bottom) / 2
    if _inside(x, y, window):
        slope = _upright(math.atan2(bottom - top, right - left))
        yield x, y, slope, math.hypot(right - left, bottom - top)


def _turn(one: float, other: float) -> float:
    return (one - other + math.pi) % (2 * math.pi) - math.pi


def _upright(slope: float) -> float:
    """The same line, read from the left."""
    if slope > math.pi / 2:
        return slope - math.pi
    return slope + math.pi if slope <= -math.pi / 2 else slope


# --- showing them --------------------------------------------------------------------------------------------------


class NamePictures:
    """The names of a frame, placed by weight so that none covers another."""

    def __init__(self) -> None:
        self._pictures = WordPictures(MOST_MADE)

    @property
    def unfinished(self) -> bool:
        """Whether the last frame left names for the next one."""
        return self._pictures.unfinished

    def draw(
        self,
        painter: QPainter,
        view: MapView,
        names: Iterable[GroundName],
        taken: Taken,
        ratio: float,
        light: Light = lambda _view, _rect: None,
    ) -> int:
        """The names of what is in the window where nothing stands yet; how many they are.

        A name whose picture is still to be made keeps its room, so that nothing jumps when it comes.
        """
        drawn = 0
        self._pictures.begin()
        said: dict[str, list[QPointF]] = {}
        for name in itertools.islice(sorted(set(names), key=_weight), MOST_LOOKED_AT):
            if drawn == MOST_DRAWN:
                break
            at = QPointF(*view.place(name.x, name.y))
            if any((at - other).manhattanLength() < _APART for other in said.get(name.words, ())):
                continue
            box = _box(name, at, view)
            if box is not None and taken.free(box):
                taken.take(box)
                said.setdefault(name.words, []).append(at)
                degrees = round(math.degrees(name.slope))
                look = _look(name, light(view, box))
                self._pictures.put(painter, at, name.words, look, ratio, degrees)
                drawn += 1
        return drawn


def _box(name: GroundName, at: QPointF, view: MapView) -> QRectF | None:
    """What it would cover; None where it does not fit on its street or into the window."""
    width, height = _width(name.words, *_face(name), px(100)), px(16)
    if name.is_street and name.length * view.scale < width + px(8):
        return None
    across = abs(math.cos(name.slope)) * width + abs(math.sin(name.slope)) * height
    down = abs(math.sin(name.slope)) * width + abs(math.cos(name.slope)) * height
    box = QRectF(at.x() - across / 2, at.y() - down / 2, across, down)
    inside = (
        box.left() >= 2
        and box.top() >= 2
        and box.right() <= view.width - 2
        and box.bottom() <= view.height - 2
    )
    return box.adjusted(-px(3), -px(2), px(3), px(2)) if inside else None


@lru_cache(maxsize=2048)
def _width(words: str, size: float, weight: int, _scale: int) -> float:
    return metrics(size, weight).horizontalAdvance(words)


def _face(name: GroundName) -> tuple[float, int]:
    return (13, 400) if name.is_street else (15 if name.rank < 2 else 13, 600)


def _look(name: GroundName, light: float | None) -> WordLook:
    ink: Token = "text" if name.rank < 3 else "muted"
    return look_on(*_face(name), ink, light)
