"""What a frame of the map shows over the ground beside its signs: shapes, names of areas, scale and north, legend."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from cocity_desktop.application.maps import FormKind
from cocity_desktop.application.place_shapes import outlines_of
from cocity_desktop.application.views.place_map import PlaceMark, PlaceStanding
from cocity_desktop.domain.map_view import MapView
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, number
from cocity_desktop.ui.map.words import look_on
from cocity_desktop.ui.theme.canvas import LEFT, RIGHT, Canvas
from cocity_desktop.ui.theme.fonts import advance, font, metrics
from cocity_desktop.ui.theme.tokens import Token, colour, px

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cocity_desktop.application.maps import Geometry
    from cocity_desktop.ui.map.draft import ShapeDraft
    from cocity_desktop.ui.map.painters import GroundLabel
    from cocity_desktop.ui.map.sign_pictures import Light
    from cocity_desktop.ui.map.words import WordPictures

LOOKS: dict[PlaceStanding, tuple[str, Token]] = {
    PlaceStanding.NONE: ("map-marker", "muted"),
    PlaceStanding.UNDER_WAY: ("path", "primary"),
    PlaceStanding.IN_FORCE: ("check", "success"),
    PlaceStanding.ENDED: ("minus", "muted"),
}
"""Icon and ink of each standing; the legend says the words."""
RADIUS = 12
_SMALLEST_SHAPE = 16.0
"""Pixels: a smaller shape lies under the sign that stands on it, and a town has hundreds of them in one window."""


class Taken:
    """The rectangles that names may not cover, in squares so that few are compared."""

    _CELL = 64

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[QRectF]] = {}

    def free(self, rect: QRectF) -> bool:
        """Whether nothing stands there."""
        return not any(
            rect.intersects(other) for cell in self._touched(rect) for other in self._cells.get(cell, ())
        )

    def take(self, rect: QRectF) -> None:
        """From now on something does."""
        for cell in self._touched(rect):
            self._cells.setdefault(cell, []).append(rect)

    def _touched(self, rect: QRectF) -> Iterable[tuple[int, int]]:
        for column in range(int(rect.left() // self._CELL), int(rect.right() // self._CELL) + 1):
            for row in range(int(rect.top() // self._CELL), int(rect.bottom() // self._CELL) + 1):
                yield column, row


def place_path(geometry: Geometry) -> QPainterPath:
    """A place's shape in world coordinates; nothing for points."""
    path = QPainterPath()
    for line in outlines_of(geometry)[1]:
        path.addPolygon(QPolygonF([QPointF(*MapView.world(*one[:2])) for one in line]))
    return path


class PlaceShape(NamedTuple):
    """A place's shape made ready: a frame goes through thousands, so it asks nothing of Qt or of the geometry again."""

    mark: PlaceMark
    path: QPainterPath
    size: float
    left: float
    top: float
    right: float
    bottom: float
    is_area: bool


def place_shape(mark: PlaceMark) -> PlaceShape | None:
    """The shape of a place that has one."""
    path = place_path(mark.geometry) if mark.geometry is not None else QPainterPath()
    if mark.geometry is None or path.isEmpty():
        return None
    box = path.boundingRect()
    size, is_area = max(box.width(), box.height()), outlines_of(mark.geometry)[0] is FormKind.AREA
    return PlaceShape(mark, path, size, box.left(), box.top(), box.right(), box.bottom(), is_area)


def draw_shapes(
    painter: QPainter, view: MapView, shapes: Sequence[PlaceShape], chosen: str | None, hidden: str | None
) -> None:
    """The shapes of the places in the window, the largest first; those that would be specks are left out."""
    left, top, right, bottom = view.window()
    least = _SMALLEST_SHAPE / view.scale
    painter.save()
    painter.translate(view.width / 2, view.height / 2)
    painter.scale(view.scale, view.scale)
    painter.translate(-view.x, -view.y)
    for one in shapes:
        if one.size < least:
            break
        if one.left > right or one.right < left or one.top > bottom or one.bottom < top:
            continue
        if one.mark.id != hidden:
            _draw_shape(painter, one, is_chosen=one.mark.id == chosen)
    painter.restore()


def _draw_shape(painter: QPainter, shape: PlaceShape, *, is_chosen: bool) -> None:
    token = "primary" if is_chosen else LOOKS[shape.mark.standing][1]
    fill = colour(token)
    fill.setAlphaF(0.32 if is_chosen else 0.18)
    painter.setBrush(fill if shape.is_area else Qt.BrushStyle.NoBrush)
    painter.setPen(cosmetic(colour(token), 3 if is_chosen else 2))
    painter.drawPath(shape.path)


def cosmetic(ink: QColor, width: float) -> QPen:
    """A pen as wide at every scale."""
    pen = QPen(ink, width)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen


def draw_ground_names(
    painter: QPainter,
    view: MapView,
    labels: Sequence[GroundLabel],
    taken: Taken,
    pictures: WordPictures,
    ratio: float,
    light: Light,
) -> None:
    """The names of areas that are wide enough for them, the widest first."""
    face, drawn = metrics(13), 0
    left, top, right, bottom = view.window()
    for label in labels:
        if label.size * view.scale < 60 or drawn > 40:
            return
        if not (left < label.x < right and top < label.y < bottom):
            continue
        width = face.horizontalAdvance(label.words) + px(4)
        if width > label.size * view.scale:
            continue
        x, y = view.place(label.x, label.y)
        rect = QRectF(x - width / 2, y - px(10), width, px(20))
        if rect.left() >= 0 and rect.right() <= view.width and taken.free(rect):
            taken.take(rect)
            look = look_on(13, 400, "muted", light(view, rect))
            pictures.put(painter, rect.center(), label.words, look, ratio)
            drawn += 1


def draw_graticule(canvas: Canvas, view: MapView) -> None:
    """Meridians and parallels at round degrees: what there is when there is no ground."""
    west, north = view.to_ground(0, 0)
    east, south = view.to_ground(view.width, view.height)
    step = next(
        (one for one in (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20) if (east - west) / one <= 8),
        45.0,
    )  # fmt: skip
    painter = canvas.painter
    painter.setPen(cosmetic(colour("line"), 1))
    for place in range(math.ceil(west / step), math.floor(east / step) + 1):
        x = view.to_screen(place * step, north)[0]
        painter.drawLine(QLineF(x, 0, x, view.height))
    for place in range(math.ceil(south / step), math.floor(north / step) + 1):
        y = view.to_screen(west, place * step)[1]
        painter.drawLine(QLineF(0, y, view.width, y))


def draw_furniture(canvas: Canvas, view: MapView, attribution: str, taken: Taken) -> None:
    """Scale and north below on the left, whose data it is below on the right."""
    metres, pixels = view.scale_bar(px(120))
    bottom, left = view.height - px(14), float(px(14))
    words = scale_words(metres)
    panel = QRectF(left - px(6), bottom - px(26), pixels + advance(words, font(13)) + px(52), px(32))
    taken.take(panel)
    ground = colour("surface")
    ground.setAlphaF(0.94)
    canvas.box(panel, ground, None, 4)
    _draw_north(canvas, QPointF(left + px(8), bottom - px(10)))
    start = left + px(24)
    canvas.box(QRectF(start, bottom - px(8), pixels, px(4)), "text", None, 0)
    canvas.box(QRectF(start + pixels / 2, bottom - px(7), pixels / 2 - 1, px(2)), "surface", None, 0)
    canvas.text(
        QRectF(start + pixels + px(8), panel.top(), px(90), panel.height()), words, font(13), "text", LEFT
    )
    if attribution:
        taken.take(_draw_attribution(canvas, view, attribution, panel.right() + px(12), ground))


def scale_words(metres: float) -> str:
    """«500 m», «2 km»."""
    if metres >= 1000:
        return _("{n} km").format(n=number(round(metres / 1000)))
    return _("{n} m").format(n=number(max(1, round(metres))))


def _draw_attribution(canvas: Canvas, view: MapView, words: str, left: float, ground: QColor) -> QRectF:
    width = min(advance(words, font(13)) + px(12), view.width - left - px(8))
    rect = QRectF(view.width - width - px(8), view.height - px(30), width, px(22))
    if width > px(60):
        canvas.box(rect, ground, None, 4)
        canvas.text(rect.adjusted(px(6), 0, -px(6), 0), words, font(13), "muted", RIGHT)
    return rect


def _draw_north(canvas: Canvas, at: QPointF) -> None:
    path = QPainterPath(QPointF(at.x(), at.y() - px(10)))
    path.lineTo(at.x() + px(5), at.y() + px(7))
    path.lineTo(at.x(), at.y() + px(3))
    path.lineTo(at.x() - px(5), at.y() + px(7))
    path.closeSubpath()
    canvas.painter.setPen(Qt.PenStyle.NoPen)
    canvas.painter.setBrush(colour("text"))
    canvas.painter.drawPath(path)


def draw_legend(canvas: Canvas, standings: Sequence[PlaceStanding], taken: Taken) -> None:
    """Icon and word of each standing that is on the map, above on the left."""
    words = [label_of(one) for one in standings]
    if not words:
        return
    width = max(advance(one, font(13)) for one in words) + px(42)
    rect = QRectF(px(8), px(8), width, px(26) * len(words) + px(8))
    taken.take(rect)
    canvas.box(rect, "surface", "line", 4)
    for place, one in enumerate(standings):
        icon, token = LOOKS[one]
        middle = rect.top() + px(17) + place * px(26)
        canvas.disc(QPointF(rect.left() + px(18), middle), px(9), "surface", token, px(1.5))
        canvas.icon(rect.left() + px(11), middle - px(7), icon, 14, token, "surface")
        line = QRectF(rect.left() + px(34), middle - px(12), width, px(23))
        canvas.text(line, words[place], font(13), "text", LEFT)


def draw_draft(canvas: Canvas, view: MapView, draft: ShapeDraft, *, crosshair: bool) -> None:
    """The shape under the hand: outline, corners to pull, middles to pull out, and the cross that keys draw with."""
    painter = canvas.painter
    points = [QPointF(*view.to_screen(*corner)) for corner in draft.corners]
    fill = colour("amber")
    fill.setAlphaF(0.2)
    painter.setPen(cosmetic(colour("amber"), 2.5))
    painter.setBrush(fill)
    if draft.form is FormKind.AREA and len(points) > 2:
        painter.drawPolygon(QPolygonF(points))
    elif draft.form is not FormKind.POINT and len(points) > 1:
        painter.drawPolyline(QPolygonF(points))
    for _place, corner in draft.middles():
        canvas.disc(QPointF(*view.to_screen(*corner)), px(4), "surface", "amber", 1.5)
    for place, point in enumerate(points):
        chosen = place == draft.chosen
        canvas.disc(point, px(8 if chosen else 6), "amber" if chosen else "surface", "amber", px(2.5))
    if crosshair:
        middle = QPointF(view.width / 2, view.height / 2)
        painter.setPen(cosmetic(colour("text"), 1.5))
        for right, down in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            painter.drawLine(
                QLineF(
                    middle.x() + right * px(5), middle.y() + down * px(5),
                    middle.x() + right * px(16), middle.y() + down * px(16),
                )
            )  # fmt: skip
