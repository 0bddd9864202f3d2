"""One field of two records side by side: which value is kept, by key, by arrow or by pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from cocity_desktop.domain.merging import Side
from cocity_desktop.labels import label_of
from cocity_desktop.ui.theme.canvas import painting
from cocity_desktop.ui.theme.fonts import font
from cocity_desktop.ui.theme.text import draw_paragraph, paragraph
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.focus import KeyboardFocus

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from cocity_desktop.ui.theme.canvas import Canvas

LABEL = 132
_GAP, _PAD, _END = 12, 10, 32
_LONGEST = 240


class SideRow(KeyboardFocus, QWidget):
    """`chosen(side)` when another value is picked. 1 the left, 2 the right, 3 both where both can stand."""

    chosen = Signal(object)

    def __init__(self, label: str, kept: str, gone: str, side: Side, *, joins: bool) -> None:
        super().__init__()
        self._label, self._values = label, (kept[:_LONGEST], gone[:_LONGEST])
        self._side, self._joins = side, joins
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    def side(self) -> Side:
        return self._side

    def choose(self, side: Side) -> None:
        """Keep this value; both only where both can stand."""
        if side is Side.BOTH and not self._joins:
            return
        self._side = side
        self._name()
        self.chosen.emit(side)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sides = {Qt.Key.Key_1: Side.KEPT, Qt.Key.Key_2: Side.GONE, Qt.Key.Key_3: Side.BOTH,
                 Qt.Key.Key_Left: Side.KEPT, Qt.Key.Key_Right: Side.GONE}  # fmt: skip
        side = sides.get(Qt.Key(event.key()))
        if side is not None:
            self.choose(side)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        left, right, both = self._places()
        for place, side in ((left, Side.KEPT), (right, Side.GONE), (both, Side.BOTH)):
            if place.contains(at):
                self.choose(side)

    def sizeHint(self) -> QSize:
        return QSize(px(680), self.heightForWidth(px(680)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(480), self.heightForWidth(self.width() or px(680)))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = self._cell(width) - px(44)
        tallest = max(paragraph(words, font(15), room, px(22)).height for words in self._values)
        return round(tallest) + px(2 * _PAD)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            label = QRectF(0, 0, px(LABEL - 8), px(22 + 2 * _PAD))
            canvas.text(label, self._label, font(13), "muted")
            left, right, both = self._places()
            self._value(canvas, left, self._values[0], self._side in (Side.KEPT, Side.BOTH))
            self._value(canvas, right, self._values[1], self._side in (Side.GONE, Side.BOTH))
            if self._joins:
                on = self._side is Side.BOTH
                canvas.keycap(
                    both.left() + px(4),
                    left.center().y(),
                    "3",
                    "primary" if on else "control",
                    "primary" if on else "muted",
                )

    def _value(self, canvas: Canvas, place: QRectF, words: str, on: bool) -> None:
        focused = on and self.hasFocus()
        canvas.box(
            place, "selection" if on else "surface", "primary" if on else "line", 6, 2 if focused else 1
        )
        centre = QPointF(place.left() + px(18), place.top() + px(11 + _PAD))
        canvas.disc(centre, px(7), "surface", "primary" if on else "control", 2 if on else 1.5)
        if on:
            canvas.disc(centre, px(3.5), "primary")
        text = paragraph(words, font(15), place.width() - px(44), px(22))
        draw_paragraph(canvas, text, place.left() + px(34), place.top() + px(_PAD), "text" if on else "muted")

    def _cell(self, width: float) -> float:
        return (width - px(LABEL) - px(_GAP) - px(_END)) / 2

    def _places(self) -> tuple[QRectF, QRectF, QRectF]:
        cell, height = self._cell(self.width()), self.height()
        left = QRectF(px(LABEL), 0, cell, height)
        right = left.translated(cell + px(_GAP), 0)
        return left, right, QRectF(right.right(), 0, px(_END) if self._joins else 0, height)

    def _name(self) -> None:
        """A whole sentence for who listens instead of looking."""
        first, second = self._values
        self.setAccessibleName(f"{self._label}: 1 {first}; 2 {second}. {label_of(self._side)}")
