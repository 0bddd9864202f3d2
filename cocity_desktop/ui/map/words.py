"""Words on the map: each with a rim, drawn once and then copied; in the inks that can be read on the ground they stand on.

A ground of pictures is as light in the dark scheme as in the light one. So which scheme's ink and rim a name takes is
decided by contrast (WCAG 2.2, 1.4.3) with what lies under it; the scheme in use wins while its ink can be read.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from cocity_desktop.ui.theme import tokens
from cocity_desktop.ui.theme.fonts import font, metrics
from cocity_desktop.ui.theme.tokens import Scheme, Token, px

if TYPE_CHECKING:
    from PySide6.QtGui import QImage


LEAST_CONTRAST = 4.5
"""Of words on what lies under them."""
GRID = 4
"""In how many fields, across and down, the light of a square of ground is known."""
_REMEMBERED = 500
_AROUND = 12
"""Copies of the words that make their rim: from further away no step is seen between them."""


class WordLook(NamedTuple):
    """How words are set: size in design pixels, weight, ink and the scheme that ink and rim are taken from."""

    size: float
    weight: int
    ink: Token
    scheme: Scheme


class WordPictures:
    """Pictures of words. A frame makes `most` new ones; the others come with the next frames."""

    def __init__(self, most: int) -> None:
        self.unfinished = False
        self._most = self._left = most
        self._kept: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()

    def begin(self) -> None:
        """A new frame."""
        self.unfinished, self._left = False, self._most

    def put(
        self,
        painter: QPainter,
        at: QPointF,
        words: str,
        look: WordLook,
        ratio: float,
        degrees: int = 0,
        *,
        urgent: bool = False,
    ) -> None:
        """The words with their middle at `at`; nothing yet when this frame has made enough and they are not `urgent`."""
        key = (words, look, degrees, ratio, px(100))
        picture = self._kept.get(key)
        if picture is None:
            if self._left <= 0 and not urgent:
                self.unfinished = True
                return
            self._left -= 1
            picture = self._kept[key] = pictured(words, look, ratio, degrees)
            while len(self._kept) > _REMEMBERED:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        size = picture.deviceIndependentSize()
        painter.drawPixmap(
            QPointF(round(at.x() - size.width() / 2), round(at.y() - size.height() / 2)), picture
        )


def pictured(words: str, look: WordLook, ratio: float, degrees: int = 0) -> QPixmap:
    """The words in their ink, over copies of themselves in the colour of the page."""
    face, measures, margin = font(look.size, look.weight), metrics(look.size, look.weight), px(4)
    width = measures.horizontalAdvance(words)
    side = math.ceil(max(width, measures.height()) + 2 * margin)
    tall = math.ceil(measures.height() + 2 * margin) if degrees == 0 else side
    picture = QPixmap(round(side * ratio), round(tall * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    try:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.translate(side / 2, tall / 2)
        painter.rotate(degrees)
        painter.setFont(face)
        start, rim = QPointF(-width / 2, measures.capHeight() / 2), 2.0 * px(100) / 100
        painter.setPen(_ink(look.scheme, "surface"))
        for far in (rim, rim / 2):
            for step in range(_AROUND):
                turn = 2 * math.pi * step / _AROUND
                painter.drawText(start + QPointF(far * math.cos(turn), far * math.sin(turn)), words)
        painter.setPen(_ink(look.scheme, look.ink))
        painter.drawText(start, words)
    finally:
        painter.end()
    return picture


def look_on(size: float, weight: int, ink: Token, light: float | None) -> WordLook:
    """Words that can be read on ground of this relative luminance (0 to 1; None for ground that is not known).

    An ink that is too quiet for the ground in both schemes gives way to that of texts.
    """
    own = tokens.current()
    if light is None:
        return WordLook(size, weight, ink, own)
    other: Scheme = "light" if own == "dark" else "dark"
    choices: list[tuple[Token, Scheme]] = [(ink, own), (ink, other), ("text", own), ("text", other)]
    ground = round(light, 2)
    read = next((one for one in choices if _contrast(one[1], one[0], ground) >= LEAST_CONTRAST), None)
    best = read or max(choices, key=lambda one: _contrast(one[1], one[0], ground))
    return WordLook(size, weight, *best)


@lru_cache(maxsize=1024)
def _contrast(scheme: Scheme, ink: Token, light: float) -> float:
    dark, bright = sorted((tokens.luminance(tokens.TABLES[scheme][ink]), light))
    return (bright + 0.05) / (dark + 0.05)


def light_of(image: QImage) -> tuple[float, ...]:
    """The relative luminance of a picture in GRID fields across and GRID down, row by row."""
    small = image.scaled(
        GRID, GRID, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    return tuple(tokens.luminance(small.pixelColor(x, y).name()) for y in range(GRID) for x in range(GRID))


def _ink(scheme: Scheme, token: Token) -> QColor:
    return QColor(tokens.TABLES[scheme][token])
