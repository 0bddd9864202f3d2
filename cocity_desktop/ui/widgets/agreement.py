"""How a room agreed, as a bar of patterns that survives a grey print: solid, hatched, plain, hollow, crossed.

The same drawing serves a widget and the delegate of the minutes. Its sentence is its name: the bar says nothing that
the words do not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QLineF, QRectF, QSize
from PySide6.QtGui import QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cocity_desktop.ui.theme.canvas import Canvas, painting
from cocity_desktop.ui.theme.fonts import advance, font
from cocity_desktop.ui.theme.tokens import Token, colour, px

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

Pattern = Literal["solid", "hatched", "reserved", "hollow", "against"]
_INKS: dict[Pattern, Token] = {
    "solid": "success", "hatched": "success", "reserved": "amber", "hollow": "control", "against": "danger",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class AgreementPart:
    """One answer: how many gave it, its words ("pieno accordo") and the pattern it is drawn with."""

    pattern: Pattern
    count: int
    words: str


class AgreementBar(QWidget):
    """12 px of bar and, with `legend`, the numbers in words below it (also those that are 0)."""

    def __init__(
        self, parts: Sequence[AgreementPart] = (), sentence: str = "", *, legend: bool = True
    ) -> None:
        super().__init__()
        self._legend = legend
        self.setFixedHeight(px(40 if legend else 12))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_parts(parts, sentence)

    def set_parts(self, parts: Sequence[AgreementPart], sentence: str) -> None:
        """`sentence` is what a screen reader says: "18 su 23 d’accordo, una riserva"."""
        self._parts = tuple(parts)
        self.setAccessibleName(sentence)
        self.setToolTip(sentence)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(320), self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            draw_bar(canvas, QRectF(0, 0, self.width(), px(12)), self._parts)
            if self._legend:
                draw_legend(canvas, QRectF(0, px(18), self.width(), px(20)), self._parts)


def draw_bar(canvas: Canvas, rect: QRectF, parts: Sequence[AgreementPart]) -> None:
    """The bar in `rect`: widths in proportion, 2 px between parts, parts of 0 left out."""
    shown = [part for part in parts if part.count > 0]
    total = sum(part.count for part in shown)
    if not total:
        canvas.box(rect, "track", None, 2)
        return
    room = rect.width() - 2 * (len(shown) - 1)
    x = rect.left()
    for part in shown:
        width = room * part.count / total
        draw_pattern(canvas, QRectF(x, rect.top(), width, rect.height()), part.pattern)
        x += width + 2


def draw_legend(canvas: Canvas, rect: QRectF, parts: Sequence[AgreementPart]) -> None:
    """Swatch, number and words of each part, in one line."""
    x = rect.left()
    for part in parts:
        swatch = QRectF(round(x), rect.center().y() - px(5), px(10), px(10))
        draw_pattern(canvas, swatch, part.pattern)
        x += px(16)
        number = str(part.count)
        x += canvas.text(QRectF(x, rect.top(), px(60), rect.height()), number, font(13, 600), "text") + px(4)
        room = QRectF(x, rect.top(), max(0.0, rect.right() - x), rect.height())
        canvas.text(room, part.words, font(13), "muted")
        x += advance(part.words, font(13)) + px(16)


def draw_pattern(canvas: Canvas, rect: QRectF, pattern: Pattern) -> None:
    """One patch of a pattern."""
    ink = _INKS[pattern]
    if pattern == "hollow":
        canvas.box(rect, "track", ink, 2)
    elif pattern == "hatched":
        canvas.box(rect, "success_bg", ink, 2)
        _hatch(canvas, rect, ink)
    else:
        canvas.box(rect, ink, None, 2)
        if pattern == "against":
            _hatch(canvas, rect, "surface", 6)


def _hatch(canvas: Canvas, rect: QRectF, ink: Token, step: int = 4) -> None:
    place = canvas.place(rect)
    path = QPainterPath()
    path.addRoundedRect(place, 2, 2)
    painter = canvas.painter
    painter.save()
    painter.setClipPath(path)
    painter.setPen(QPen(colour(ink), 1.2))
    x = place.left() - place.height()
    while x < place.right():
        painter.drawLine(QLineF(x, place.bottom(), x + place.height(), place.top()))
        x += step
    painter.restore()
