"""The signs of the places and their names: each look is painted once and then copied, so that a frame of hundreds stays short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from cocity_desktop.application.views.place_map import PlaceStanding
from cocity_desktop.localization import number
from cocity_desktop.ui.map.picture import LOOKS, RADIUS, Taken
from cocity_desktop.ui.map.words import WordPictures, look_on
from cocity_desktop.ui.theme import tokens
from cocity_desktop.ui.theme.canvas import Canvas
from cocity_desktop.ui.theme.fonts import advance, font, metrics
from cocity_desktop.ui.theme.tokens import colour, px

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cocity_desktop.domain.map_view import MapView
    from cocity_desktop.ui.map.signs import Sign
    from cocity_desktop.ui.theme.tokens import Token

    Light = Callable[[MapView, QRectF], float | None]
    """The relative luminance of the ground under a rectangle of the window."""

_MOST_LABELS = 80
_MOST_KEPT = 400
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine)
_WIDE_SHAPE = 120
"""Design pixels of a shape from which its name stands within it."""
_SIDE = 56
"""Design pixels of the picture of a sign; a sign of many digits has a wider one."""


def holds(sign: Sign, record_id: str | None) -> bool:
    """Whether a place stands in a sign."""
    return record_id is not None and any(mark.id == record_id for mark in sign.marks)


class SignPictures:
    """The pictures of signs that were drawn, by what they show."""

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], QPixmap] = {}

    def draw(
        self,
        painter: QPainter,
        view: MapView,
        signs: Sequence[Sign],
        chosen: str | None,
        taken: Taken,
        ratio: float,
    ) -> None:
        """Every sign, the chosen one last and over the others."""
        radius = px(RADIUS)
        painter.setFont(font(13, 600))
        for sign in sorted(signs, key=lambda one: holds(one, chosen)):
            x, y = view.place(sign.x, sign.y)
            taken.take(QRectF(x - radius, y - radius, 2 * radius, 2 * radius))
            strong = holds(sign, chosen)
            digits = "" if sign.single is not None else number(len(sign.marks))
            picture = self._picture(
                sign.single.standing if sign.single is not None else digits, strong, ratio
            )
            size = picture.deviceIndependentSize()
            corner = QPointF(round(x - size.width() / 2), round(y - size.height() / 2))
            painter.drawPixmap(corner, picture)
            if digits:
                painter.setPen(colour("on_primary" if strong else "page"))
                painter.drawText(QRectF(corner, size).adjusted(0, 0, 0, -1), _MIDDLE, digits)

    def _picture(self, shown: PlaceStanding | str, chosen: bool, ratio: float) -> QPixmap:
        """A sign alone, or the disc under a number: one for all numbers as long (figures are equally wide)."""
        if not isinstance(shown, PlaceStanding):
            shown = "".join("0" if letter.isdigit() else letter for letter in shown)
        key = (shown, chosen, ratio, tokens.current(), px(100))
        if key not in self._kept:
            if len(self._kept) > _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = _made(shown, chosen, ratio)
        return self._kept[key]


def _made(shown: PlaceStanding | str, chosen: bool, ratio: float) -> QPixmap:
    digits = "" if isinstance(shown, PlaceStanding) else shown
    across = px(_SIDE) + max(0, round(advance(digits, font(13, 600))) - px(20))
    picture = QPixmap(round(across * ratio), round(across * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    try:
        canvas = Canvas(painter, QRectF(0, 0, across, across), rtl=False)
        middle = QPointF(across / 2, across / 2)
        if isinstance(shown, PlaceStanding):
            _draw_single(canvas, middle, shown, chosen)
        else:
            radius = max(px(15), advance(shown, font(13, 600)) / 2 + px(7))
            canvas.disc(middle, radius, "primary" if chosen else "text", "surface", px(2))
    finally:
        painter.end()
    return picture


def _draw_single(canvas: Canvas, at: QPointF, standing: PlaceStanding, chosen: bool) -> None:
    icon, token = LOOKS[standing]
    radius = px(RADIUS) + (px(3) if chosen else 0)
    ground: Token = "primary" if chosen else "surface"
    canvas.disc(at, radius, ground, "surface" if chosen else token, px(2))
    if chosen:
        canvas.disc(at, radius + px(2), None, "primary", px(2))
    half = px(8)
    canvas.icon(at.x() - half, at.y() - half, icon, 16, "on_primary" if chosen else token, ground)


class SignNames:
    """The names of single signs where there is room: to the right, else to the left, else not at all."""

    def __init__(self, pictures: WordPictures) -> None:
        self._pictures = pictures
        self._fitted: dict[tuple[str, int], tuple[str, float]] = {}

    def draw(
        self,
        painter: QPainter,
        view: MapView,
        signs: Sequence[Sign],
        chosen: str | None,
        taken: Taken,
        ratio: float,
        light: Light,
        shapes: Mapping[str, QRectF],
    ) -> None:
        """The chosen one first: it is always told. `shapes` are around the areas and lines of places, in world coordinates."""
        left_over = _MOST_LABELS
        for sign in sorted(signs, key=lambda one: not holds(one, chosen)):
            mark = sign.single
            if mark is None and holds(sign, chosen):
                mark = next(one for one in sign.marks if one.id == chosen)
            if mark is None or left_over <= 0:
                continue
            strong = mark.id == chosen
            words, width = self._fit(mark.name)
            core = _core(view, sign, shapes.get(mark.id), strong=strong)
            box = _room(core, width, view, taken, strong=strong)
            if box is None:
                continue
            taken.take(box)
            left_over -= 1
            ink: Token = "primary" if strong else "text"
            look = look_on(13, 600, ink, light(view, box))
            self._pictures.put(painter, box.center(), words, look, ratio, urgent=strong)

    def _fit(self, name: str) -> tuple[str, float]:
        """A name cut to the longest that may stand on the map, and how wide it is."""
        key = (name, px(100))
        if key not in self._fitted:
            if len(self._fitted) > 4 * _MOST_KEPT:
                self._fitted.clear()
            face = metrics(13, 600)
            words = face.elidedText(name, Qt.TextElideMode.ElideRight, px(200))
            self._fitted[key] = (words, face.horizontalAdvance(words))
        return self._fitted[key]


def _core(view: MapView, sign: Sign, shape: QRectF | None, *, strong: bool) -> QRectF:
    """What a name stands beside: the sign, with the shape that sticks out from under it. Wide shapes have names within them."""
    x, y = view.place(sign.x, sign.y)
    radius = px(RADIUS + (5 if strong else 0))
    core = QRectF(x - radius, y - radius, 2 * radius, 2 * radius)
    if shape is None or shape.width() * view.scale > px(_WIDE_SHAPE):
        return core
    return core.united(
        QRectF(QPointF(*view.place(shape.left(), sign.y)), QPointF(*view.place(shape.right(), sign.y)))
    )


def _room(core: QRectF, width: float, view: MapView, taken: Taken, *, strong: bool) -> QRectF | None:
    wide, gap, height = width + px(8), px(4), px(20)
    for left in (core.right() + gap, core.left() - gap - wide):
        rect = QRectF(left, core.center().y() - height / 2, wide, height)
        inside = rect.left() >= 0 and rect.right() <= view.width
        if taken.free(rect) and (inside or strong):
            return rect
    return None
