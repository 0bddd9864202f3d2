"""The ground under the places in squares of 256 pixels, painted on the work lane and kept: a frame only copies them.

Until a square is there, the one of a further zoom stands in for it, scaled.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap

from cocity_desktop.domain.map_view import TILE, MapView
from cocity_desktop.ui.map.ground_names import GroundName
from cocity_desktop.ui.map.words import GRID, light_of
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.theme import tokens
from cocity_desktop.ui.theme.tokens import colour

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.ui.map.painters import GroundPainter

Square = tuple[int, int, int]
"""Zoom in half steps, column, row."""
_REMEMBERED = 240
"""Squares kept: 60 MB on a screen of single density."""
_AT_ONCE = 8


class GroundSquares(QObject):
    """The squares of the layers in use. `arrived` when one more can be painted, `changed` when there are other layers."""

    arrived = Signal()
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.painters: Sequence[GroundPainter] = ()
        self._kept: OrderedDict[Square, QPixmap] = OrderedDict()
        self._names: dict[Square, tuple[GroundName, ...]] = {}
        self._light: dict[Square, tuple[float, ...]] = {}
        self._asked: set[Square] = set()
        self._edition = 0
        self._scheme = tokens.current()

    def use(self, painters: Sequence[GroundPainter]) -> None:
        """Other layers, the lowest first."""
        self.painters = tuple(painters)
        self._forget()
        self.changed.emit()

    def attribution(self) -> str:
        """Whose data is shown."""
        return "  ·  ".join(dict.fromkeys(one.attribution for one in self.painters if one.attribution))

    def paint(self, painter: QPainter, view: MapView, ratio: float) -> None:
        """What is there of the window, and ask for what is not."""
        if tokens.current() != self._scheme:
            self._forget()
        side = TILE / view.scale
        for square in self._seen(view):
            x, y = view.place(square[1] * side, square[2] * side)
            # Whole pixels, as all squares share them: no seams.
            target = QRectF(round(x), round(y), round(x + TILE) - round(x), round(y + TILE) - round(y))
            self._put(painter, square, target, ratio)

    def names(self, view: MapView) -> list[GroundName]:
        """What is named in the squares of the window that are there."""
        return [name for square in self._seen(view) for name in self._names.get(square, ())]

    def light(self, view: MapView, rect: QRectF) -> float | None:
        """The relative luminance of the ground under a rectangle of the window; None where no square is there yet."""
        half, side = round(view.zoom * 2), TILE / view.scale
        found = []
        for share in (0.25, 0.75):
            x, y = view.world_at(rect.left() + share * rect.width(), rect.center().y())
            column, row = math.floor(x / side), math.floor(y / side)
            light = self._light.get((half, column, row))
            if light is not None:
                across, down = int((x / side - column) * GRID), int((y / side - row) * GRID)
                found.append(light[down * GRID + across])
        return sum(found) / len(found) if found else None

    def _seen(self, view: MapView) -> list[Square]:
        if not self.painters:
            return []
        half, side = round(view.zoom * 2), TILE / view.scale
        left, top, right, bottom = view.window()
        columns = range(max(0, math.floor(left / side)), math.floor(min(right, 1 - 1e-12) / side) + 1)
        rows = range(max(0, math.floor(top / side)), math.floor(min(bottom, 1 - 1e-12) / side) + 1)
        return [(half, column, row) for column in columns for row in rows]

    def _put(self, painter: QPainter, square: Square, target: QRectF, ratio: float) -> None:
        found = self._kept.get(square)
        if found is not None:
            self._kept.move_to_end(square)
            painter.drawPixmap(target, found, QRectF(found.rect()))
            return
        self._ask(square, ratio)
        half, column, row = square
        for steps in (2, 4, 6):
            part = 1 << (steps // 2)
            further = self._kept.get((half - steps, column // part, row // part))
            if further is not None:
                size = further.width() / part
                source = QRectF(column % part * size, row % part * size, size, size)
                painter.drawPixmap(target, further, source)
                return

    def _ask(self, square: Square, ratio: float) -> None:
        if square in self._asked or len(self._asked) >= _AT_ONCE:
            return
        self._asked.add(square)
        job = partial(_made, tuple(self.painters), square, ratio)
        Operation(self, job).on_success(partial(self._keep, square, self._edition)).start("work")

    def _keep(self, square: Square, edition: int, made: _Made) -> None:
        self._asked.discard(square)
        if edition == self._edition:
            self._kept[square] = QPixmap.fromImage(made.image)
            self._names[square], self._light[square] = made.names, made.light
            while len(self._kept) > _REMEMBERED:
                gone, _picture = self._kept.popitem(last=False)
                self._names.pop(gone, None)
                self._light.pop(gone, None)
        self.arrived.emit()

    def _forget(self) -> None:
        self._edition += 1
        self._scheme = tokens.current()
        self._kept.clear()
        self._names.clear()
        self._light.clear()


class _Made(NamedTuple):
    """A square as it comes from the work lane."""

    image: QImage
    names: tuple[GroundName, ...]
    light: tuple[float, ...]


def _made(painters: Sequence[GroundPainter], square: Square, ratio: float) -> _Made:
    half, column, row = square
    side = 1 / math.exp2(half / 2)
    window = (column * side, row * side, (column + 1) * side, (row + 1) * side)
    names = tuple(name for one in painters for name in one.names(window, half / 2))
    image = painted(painters, square, ratio)
    return _Made(image, names, light_of(image))


def painted(painters: Sequence[GroundPainter], square: Square, ratio: float) -> QImage:
    """One square, on any thread."""
    half, column, row = square
    image = QImage(round(TILE * ratio), round(TILE * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(colour("sunken"))
    scale = TILE * math.exp2(half / 2)
    side = TILE / scale
    margin = 4 / scale  # lines are thicker than nothing: those just outside reach in
    window = (
        column * side - margin, row * side - margin, (column + 1) * side + margin, (row + 1) * side + margin,
    )  # fmt: skip
    painter = QPainter(image)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(ratio * scale, ratio * scale)
        painter.translate(-column * side, -row * side)
        for one in painters:
            painter.save()
            one.paint(painter, window, half / 2)
            painter.restore()
    finally:
        painter.end()
    return image
