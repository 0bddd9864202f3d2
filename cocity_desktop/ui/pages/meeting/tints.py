"""Recognised words tinted and underlined where they stand in the line, under the letters that Qt itself draws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextLayout, QTextOption

from cocity_desktop.ui.theme.canvas import painting
from cocity_desktop.ui.theme.tokens import px

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLineEdit

    from cocity_desktop.ui.theme.canvas import Canvas

Mark = tuple[int, int, bool]
"""From, to, whether only guessed."""

_CURSOR_AIR = 5
"""QLineEdit's cursor rectangle begins so many pixels before the cursor (QWidgetLineControl::rectForPos)."""


class Tints:
    """The marks of one line edit. Its text is laid out again only when it has changed."""

    def __init__(self, edit: QLineEdit) -> None:
        self._edit = edit
        self._marks: tuple[Mark, ...] = ()
        self._layout: QTextLayout | None = None

    def show(self, marks: Sequence[Mark]) -> None:
        """Paint these from now on."""
        if tuple(marks) != self._marks:
            self._marks = tuple(marks)
            self._edit.update()

    def x_of(self, position: int) -> float:
        """Where a letter stands, from the left of the line edit."""
        return self._origin() + self._x(position)

    def paint(self) -> None:
        """Before the letters."""
        if not self._marks:
            return
        x0 = self._origin()
        height = self._edit.fontMetrics().height()
        top = (self._edit.height() - height) / 2
        with painting(self._edit) as canvas:
            canvas.rtl = False  # places come from the layout of the text, which knows its own direction
            for start, end, guess in self._marks:
                left, right = sorted((self._x(start), self._x(end)))
                box = QRectF(x0 + left, top - px(1), right - left, height + px(1))
                if not guess:
                    canvas.box(box, "selection", None, 2)
                self._underline(canvas, box, guess)

    def _underline(self, canvas: Canvas, box: QRectF, guess: bool) -> None:
        if not guess:
            canvas.fill(
                QRectF(box.left(), round(box.bottom() - px(1)), box.width(), max(1, px(1.5))), "primary"
            )
            return
        x, dash = box.left(), px(4)
        while x < box.right():
            width = min(dash, box.right() - x)
            canvas.fill(QRectF(x, round(box.bottom() - px(1)), width, 1), "control")
            x += dash + px(3)

    def _laid_out(self) -> QTextLayout:
        text = self._edit.text()
        if self._layout is None or self._layout.text() != text:
            layout = self._layout = QTextLayout(text, self._edit.font())
            option = QTextOption()
            option.setTextDirection(self._edit.layoutDirection())
            option.setWrapMode(QTextOption.WrapMode.NoWrap)
            layout.setTextOption(option)
            layout.beginLayout()
            layout.createLine().setPosition(QPointF(0, 0))
            layout.endLayout()
        return self._layout

    def _origin(self) -> float:
        """Where the text begins, left of the edge when it is scrolled."""
        return self._edit.cursorRect().x() + _CURSOR_AIR - round(self._x(self._edit.cursorPosition()))

    def _x(self, position: int) -> float:
        found: Any = self._laid_out().lineAt(0).cursorToX(position)  # PySide gives (x, position)
        return float(found[0])
