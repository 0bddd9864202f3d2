"""The four steps in one line: those done, the one in front, those to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from cocity_desktop.localization import _
from cocity_desktop.ui.theme.canvas import CENTRE, painting
from cocity_desktop.ui.theme.fonts import advance, font
from cocity_desktop.ui.theme.tokens import Token, px

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent


class StepLine(QWidget):
    """Numbers in discs with their names; a tick on what is done. Not pressed: the buttons of the page lead on and back."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = tuple(names)
        self.setFixedHeight(px(28))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_current(0)

    def set_current(self, position: int) -> None:
        self._current = position
        said = _("Step {n} of {total}: {name}")
        self.setAccessibleName(
            said.format(n=position + 1, total=len(self._names), name=self._names[position])
        )
        self.update()

    def current(self) -> int:
        return self._current

    def sizeHint(self) -> QSize:
        return QSize(px(400), px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        x, middle = 0.0, self.height() / 2
        with painting(self) as canvas:
            for position, name in enumerate(self._names):
                done, now = position < self._current, position == self._current
                centre = QPointF(x + px(12), middle)
                disc = QRectF(x, middle - px(12), px(24), px(24))
                if done:
                    canvas.disc(centre, px(11), "success_bg")
                    canvas.icon(x + px(4), middle - px(8), "tick", 16, "success")
                else:
                    canvas.disc(
                        centre, px(11), "primary" if now else "surface", "primary" if now else "control", 1
                    )
                    ink: Token = "on_primary" if now else "muted"
                    canvas.text(disc.adjusted(0, 0, 0, -1), str(position + 1), font(13, 600), ink, CENTRE)
                type_ = font(15, 600 if now else 400)
                width = advance(name, type_)
                room = QRectF(x + px(32), 0, width + 2, self.height() - 1)
                canvas.text(room, name, type_, "text" if now else "muted")
                x = room.right() + px(12)
                if position < len(self._names) - 1:
                    canvas.hline(x, x + px(24), middle)
                    x += px(36)
