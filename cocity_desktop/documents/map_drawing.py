"""A map on paper, drawn as lines: the ground and its names, shapes of places, scale and north; what stands over it is the caller's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor, white

from cocity_desktop.application.maps import FormKind
from cocity_desktop.documents.glyphs import LABEL
from cocity_desktop.documents.paper_signs import Box, Covered
from cocity_desktop.documents.style import GROUND, INK, LINE, MUTED
from cocity_desktop.domain.geometry import outlines
from cocity_desktop.domain.map_view import MapView
from cocity_desktop.localization import _, number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportlab.pdfgen.canvas import Canvas

    from cocity_desktop.application.maps import GroundShape
    from cocity_desktop.domain.entity import JsonObject

_Named = tuple[float, float, float, str]
"""The middle of an area in world coordinates, its width in points, its name."""
_LONGEST_BAR = 140.0
_BESIDE_BAR = 92.0
"""Points that the arrow and the words of the scale take beside its bar."""
_TINT = HexColor(0xD7E0E9)


def furniture_box(view: MapView) -> Box:
    """What the scale and the arrow cover, in points."""
    return 8.0, 8.0, 8 + view.scale_bar(_longest_bar(view))[1] + _BESIDE_BAR, 32.0


def paint_map(
    canvas: Canvas,
    view: MapView,
    ground: Sequence[GroundShape],
    shapes: Sequence[JsonObject],
    taken: Sequence[Box],
    signs: Callable[[], None],
) -> None:
    """The window of the world in its frame; names of the ground stand clear of what is `taken`, `signs` come last."""
    canvas.saveState()
    frame = canvas.beginPath()
    frame.rect(0, 0, view.width, view.height)
    canvas.clipPath(frame, stroke=0, fill=0)
    canvas.setFillColor(GROUND)
    canvas.rect(0, 0, view.width, view.height, stroke=0, fill=1)
    named = _paint_ground(canvas, view, ground)
    for geometry in shapes:
        _paint_shape(canvas, view, geometry)
    _paint_names(canvas, view, named, Covered([furniture_box(view), *taken]))
    signs()
    canvas.restoreState()
    _paint_furniture(canvas, view)
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.75)
    canvas.rect(0, 0, view.width, view.height, stroke=1, fill=0)


def _longest_bar(view: MapView) -> float:
    return min(_LONGEST_BAR, view.width / 4)


def _paint_ground(canvas: Canvas, view: MapView, shapes: Sequence[GroundShape]) -> list[_Named]:
    """The shapes that lie in the window; gives the areas that have a name."""
    left, top, right, bottom = view.window()
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.6)
    canvas.setFillColor(white)
    named: list[_Named] = []
    for shape in shapes:
        xs, ys = (
            [x for part in shape.parts for x in part[::2]],
            [y for part in shape.parts for y in part[1::2]],
        )
        if (
            shape.form is FormKind.POINT
            or min(xs) > right
            or max(xs) < left
            or min(ys) > bottom
            or max(ys) < top
        ):
            continue
        path = canvas.beginPath()
        for part in shape.parts:
            _trace(path, view, list(zip(part[::2], part[1::2], strict=True)))
        canvas.drawPath(path, stroke=1, fill=1 if shape.form is FormKind.AREA else 0)
        if shape.name and shape.form is FormKind.AREA:
            room = (max(xs) - min(xs)) * view.scale
            named.append(((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2, room, shape.name))
    return named


def _paint_names(canvas: Canvas, view: MapView, named: Sequence[_Named], covered: Covered) -> None:
    """The names of areas that have room for them, wholly on the map and under no sign."""
    canvas.setFillColor(MUTED)
    canvas.setFont(LABEL, 8)
    for x, y, room, name in named:
        wide = canvas.stringWidth(name, LABEL, 8)
        across, down = view.place(x, y)
        up = view.height - down
        box = (across - wide / 2, up - 2, across + wide / 2, up + 7)
        inside = box[0] >= 3 and box[2] <= view.width - 3 and box[1] >= 3 and box[3] <= view.height - 3
        if wide < room and inside and covered.free(box):
            covered.take(box)
            canvas.drawCentredString(across, up, name)


def _trace(path: object, view: MapView, points: Sequence[tuple[float, float]]) -> None:
    for at, (x, y) in enumerate(points):
        across, down = view.place(x, y)
        (path.moveTo if at == 0 else path.lineTo)(across, view.height - down)  # type: ignore[attr-defined]


def _paint_shape(canvas: Canvas, view: MapView, geometry: JsonObject) -> None:
    is_area, lines = outlines(geometry)
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(1.4)
    canvas.setFillColor(_TINT)
    path = canvas.beginPath()
    for line in lines:
        _trace(path, view, [MapView.world(one[0], one[1]) for one in line])
    canvas.drawPath(path, stroke=1, fill=1 if is_area else 0)


def _paint_furniture(canvas: Canvas, view: MapView) -> None:
    """The scale bar below on the left, with the arrow that points north."""
    metres, long = view.scale_bar(_longest_bar(view))
    left, bottom, right, top = furniture_box(view)
    canvas.setFillColor(white)
    canvas.rect(left, bottom, right - left, top - bottom, stroke=0, fill=1)
    canvas.setFillColor(INK)
    arrow = canvas.beginPath()
    arrow.moveTo(20, 29)
    arrow.lineTo(25, 13)
    arrow.lineTo(20, 17)
    arrow.lineTo(15, 13)
    arrow.close()
    canvas.drawPath(arrow, stroke=0, fill=1)
    canvas.rect(34, 16, long, 4, stroke=0, fill=1)
    canvas.setFillColor(white)
    canvas.rect(34 + long / 2, 17, long / 2 - 1, 2, stroke=0, fill=1)
    canvas.setFillColor(INK)
    canvas.setFont(LABEL, 9)
    far = metres >= 1000
    words = _("{n} km") if far else _("{n} m")
    canvas.drawString(40 + long, 15, words.format(n=number(round(metres / 1000 if far else metres))))
