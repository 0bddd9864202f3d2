"""A painter that thinks left to right: rectangles are mirrored for right-to-left languages in one place.

Painted widgets and delegates compute rectangles as if the page read from the left and draw through a `Canvas`, which
passes each through `visualRect`. Text keeps the logical alignment flags, that Qt flips by itself.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap, QPixmapCache

from cocity_desktop.ui.theme import fonts, icons, tokens
from cocity_desktop.ui.theme.direction import isolated
from cocity_desktop.ui.theme.tokens import RADIUS, Tone, colour, px

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QFont, QPaintDevice
    from PySide6.QtWidgets import QWidget

    from cocity_desktop.ui.theme.tokens import Token

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
# Icons that show a direction and so turn with the language; clocks and ticks do not.
_TURNING = frozenset({"right", "arrow-right", "arrow-left", "chevron-right", "chevron-left", "play", "list"})


class Canvas:
    """Drawing in design terms over an open QPainter. `bounds` is what rectangles are mirrored in."""

    def __init__(self, painter: QPainter, bounds: QRectF, rtl: bool) -> None:
        self.painter = painter
        self.bounds = bounds
        self.rtl = rtl
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)

    def place(self, rect: QRectF) -> QRectF:
        """`rect`, given left to right, where it belongs in this language."""
        if not self.rtl:
            return rect
        return QRectF(
            self.bounds.left() + self.bounds.right() - rect.right(), rect.top(), rect.width(), rect.height()
        )

    def fill(self, rect: QRectF, token: Token) -> None:
        """A plain rectangle; straight lines are rectangles one pixel thick."""
        self.painter.fillRect(self.place(rect), colour(token))

    def hline(self, left: float, right: float, y: float, token: Token = "line") -> None:
        """A line one pixel high from `left` to `right`."""
        self.fill(QRectF(left, round(y), right - left, 1), token)

    def vline(self, x: float, top: float, bottom: float, token: Token = "line") -> None:
        """A line one pixel wide from `top` to `bottom`."""
        self.fill(QRectF(round(x), top, 1, bottom - top), token)

    def box(
        self,
        rect: QRectF,
        fill: Token | QColor | None,
        edge: Token | QColor | None = None,
        radius: float = RADIUS,
        width: float = 1,
        dashed: bool = False,
    ) -> None:
        """A rounded box; the edge lies wholly inside `rect`."""
        shape = self.place(rect)
        if edge is not None:
            shape = shape.adjusted(width / 2, width / 2, -width / 2, -width / 2)
        self._pen(edge, width, dashed)
        self.painter.setBrush(QBrush(_colour(fill)) if fill is not None else Qt.BrushStyle.NoBrush)
        self.painter.drawRoundedRect(shape, radius, radius)

    def disc(
        self,
        centre: QPointF,
        radius: float,
        fill: Token | None,
        edge: Token | None = None,
        width: float = 1.5,
    ) -> None:
        """A circle; `radius` to the middle of the edge."""
        at = self.place(QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius))
        self._pen(edge, width, False)
        self.painter.setBrush(QBrush(colour(fill)) if fill is not None else Qt.BrushStyle.NoBrush)
        self.painter.drawEllipse(at)

    def left_bar(self, rect: QRectF, token: Token, thickness: float = 4, radius: float = RADIUS) -> None:
        """The bar that leads a card, clipped to its rounded corners."""
        path = QPainterPath()
        path.addRoundedRect(self.place(rect), radius, radius)
        self.painter.save()
        self.painter.setClipPath(path)
        self.fill(QRectF(rect.left(), rect.top(), thickness, rect.height()), token)
        self.painter.restore()

    def text(
        self, rect: QRectF, words: str, font: QFont, ink: Token | QColor, align: Qt.AlignmentFlag = LEFT
    ) -> float:
        """One elided line; returns how wide it came out."""
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width() + 0.5)
        self.painter.setFont(font)
        self.painter.setPen(_colour(ink))
        # In a right-to-left page «9 feb» would become «feb 9»: each piece keeps its own order.
        drawn = isolated(shown) if self.rtl else shown
        self.painter.drawText(self.place(rect), int(align | Qt.TextFlag.TextSingleLine), drawn)
        return metrics.horizontalAdvance(shown)

    def icon(
        self,
        x: float,
        y: float,
        name: str,
        size: float,
        ink: Token | QColor,
        knock: Token | QColor = "surface",
    ) -> None:
        """An icon whose top left corner is at (x, y); `size` in design pixels."""
        side = px(size)
        ratio = self.painter.device().devicePixelRatio()
        picture = icons.pixmap(name, side, _colour(ink), _colour(knock), ratio)
        at = self.place(QRectF(round(x), round(y), side, side))
        if self.rtl and name in _TURNING:
            self._mirrored(at, picture)
        else:
            self.painter.drawPixmap(at.topLeft(), picture)

    def keycap(
        self, x: float, middle: float, key: str, edge: Token | QColor = "line", ink: Token | QColor = "muted"
    ) -> float:
        """The cap of a shortcut, vertically centred on `middle`; returns its width."""
        width = keycap_width(key)
        rect = QRectF(round(x), round(middle - px(10)), width, px(20))
        self.box(rect, None, edge, 4)
        self.text(rect.adjusted(0, 0, 0, -1), key, fonts.font(13), ink, CENTRE)
        return width

    def chip(
        self,
        x: float,
        middle: float,
        words: str,
        tone: Tone = "neutral",
        icon: str | None = None,
        height: float = 24,
    ) -> float:
        """A tinted chip starting at `x`; returns its width."""
        width = chip_width(words, icon)
        rect = QRectF(round(x), round(middle - px(height) / 2), width, px(height))
        ink, ground = tokens.TONES[tone]
        self.box(rect, ground, None, 4)
        at = rect.left() + px(8)
        if icon:
            self.icon(at - px(2), rect.center().y() - px(8), icon, 16, ink, ground)
            at += px(18)
        self.text(QRectF(at, rect.top(), rect.right() - at, rect.height() - 1), words, fonts.font(13), ink)
        return width

    def shadow(self, rect: QRectF, blur: int = 16, strength: float = 0.14, drop: float = 4) -> None:
        """A soft shadow of stacked outlines: a graphics effect would blur the text above and slow typing.

        Painted once for each size and kept by Qt: what lies in a shadow may be painted again at every key.
        """
        ratio = self.painter.device().devicePixelRatio()
        size = (rect.size() + QSizeF(2 * blur, 2 * blur + drop)).toSize()
        key = f"shadow {size.width()} {size.height()} {blur} {strength} {drop} {ratio} {tokens.current()}"
        picture = QPixmap()
        if not QPixmapCache.find(key, picture):
            picture = _shadow(rect.size(), size, ratio, blur, strength, drop)
            QPixmapCache.insert(key, picture)
        at = self.place(rect).topLeft()
        self.painter.drawPixmap(at - QPointF(blur, blur), picture)

    def _pen(self, edge: Token | QColor | None, width: float, dashed: bool) -> None:
        if edge is None:
            self.painter.setPen(Qt.PenStyle.NoPen)
            return
        pen = QPen(_colour(edge), width)
        if dashed:
            pen.setDashPattern([3, 2])
        self.painter.setPen(pen)

    def _mirrored(self, at: QRectF, picture: object) -> None:
        self.painter.save()
        self.painter.translate(at.left() + at.right(), 0)
        self.painter.scale(-1, 1)
        self.painter.drawPixmap(at.topLeft(), picture)  # type: ignore[call-overload]
        self.painter.restore()


def _shadow(body: QSizeF, size: QSize, ratio: float, blur: int, strength: float, drop: float) -> QPixmap:
    """The shadow of a box of `body`, which begins at (blur, blur)."""
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    rect = QRectF(QPointF(blur, blur), body)
    painter = QPainter(picture)
    try:
        canvas = Canvas(painter, rect, rtl=False)
        for step in range(blur, 0, -1):
            veil = colour("shadow")
            veil.setAlphaF(min(1.0, _weight(strength) / blur * 2 * (1 - step / (blur + 1))))
            canvas.box(rect.adjusted(-step, -step + drop, step, step + drop), veil, None, RADIUS + step)
    finally:
        painter.end()
    return picture


def _weight(strength: float) -> float:
    """On a dark ground a shadow must be stronger to be seen."""
    return strength * 2.4 if tokens.current() == "dark" else strength


def keycap_width(key: str) -> float:
    """How wide `Canvas.keycap` will be."""
    return round(max(px(20), fonts.metrics(13).horizontalAdvance(key) + px(10)))


def chip_width(words: str, icon: str | None) -> float:
    """How wide `Canvas.chip` will be."""
    return round(
        fonts.metrics(13).horizontalAdvance(words) + px(16) + (px(20 if words else 12) if icon else 0)
    )


def _colour(value: Token | QColor) -> QColor:
    return value if isinstance(value, QColor) else colour(value)


@contextmanager
def painting(widget: QWidget) -> Iterator[Canvas]:
    """A canvas over `widget`, closed whatever happens: a painter left open makes the next paint crash."""
    device: QPaintDevice = widget
    painter = QPainter(device)
    try:
        rtl = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
        yield Canvas(painter, QRectF(widget.rect()), rtl)
    finally:
        painter.end()


@contextmanager
def cell(painter: QPainter, bounds: QRectF, rtl: bool) -> Iterator[Canvas]:
    """A canvas for a delegate: the view's painter comes back as it was."""
    painter.save()
    try:
        yield Canvas(painter, bounds, rtl)
    finally:
        painter.restore()
