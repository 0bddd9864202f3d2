"""Paragraphs with an exact line step, for what is painted: cards, rows of variable height, the room's screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from cocity_desktop.ui.theme.tokens import colour

if TYPE_CHECKING:
    from cocity_desktop.ui.theme.canvas import Canvas
    from cocity_desktop.ui.theme.tokens import Token


class Paragraph(NamedTuple):
    """A laid out text: draw it with `draw_paragraph`; `width` and `height` in device-independent pixels."""

    layout: QTextLayout
    width: float
    height: float


def paragraph(words: str, font: QFont, width: float, step: float) -> Paragraph:
    """`words` wrapped at `width`, one line every `step` pixels. What was asked for lately is not laid out again."""
    return _laid_out(words, _Face(font.key(), font), width, step)


@dataclass(frozen=True, slots=True)
class _Face:
    """A font that can be looked up: a QFont is only found by being the same object."""

    key: str
    font: QFont = field(compare=False)


@lru_cache(maxsize=256)
def _laid_out(words: str, face: _Face, width: float, step: float) -> Paragraph:
    font = face.font
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setAlignment(Qt.AlignmentFlag.AlignLeft)
    layout.setTextOption(option)
    lead = (step - QFontMetricsF(font).height()) / 2
    y = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, y + lead))
        y += step
    layout.endLayout()
    return Paragraph(layout, width, y)


def draw_paragraph(canvas: Canvas, text: Paragraph, x: float, y: float, ink: Token) -> None:
    """Draw with the top left corner at (x, y), given left to right."""
    place = canvas.place(QRectF(x, y, text.width, text.height))
    canvas.painter.setPen(colour(ink))
    for number in range(text.layout.lineCount()):
        line = text.layout.lineAt(number)
        shift = text.width - line.naturalTextWidth() if canvas.rtl else 0.0
        line.draw(canvas.painter, place.topLeft() + QPointF(shift, 0))
