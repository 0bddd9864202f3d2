"""The left side of the way in: what the product is, in one sentence and three facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from cocity_desktop.localization import _
from cocity_desktop.ui.theme.canvas import Canvas, painting
from cocity_desktop.ui.theme.tokens import colour, px
from cocity_desktop.ui.widgets.labels import Icon, Label, Mark
from cocity_desktop.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QHBoxLayout

WIDTH = 432


class BrandPanel(QWidget):
    """432 px of tint with the mark large at its foot."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(px(WIDTH))
        claim = Label(_("The notebook of those who accompany pacts"), "display", wrap=True)
        claim.setContentsMargins(0, -px(2), 0, 0)
        facts = (
            _fact("wifi", _("It works without a network, from the first minute.")),
            _fact("locked", _("Your data stay on this computer, encrypted.")),
            _fact("tick", _("When you read “Saved”, it is on the disk.")),
        )
        brand = row(Mark(48), 12, Label(_("Co-City"), "title"), None, gap=0)
        self.setLayout(column(brand, 38, claim, 24, *_spaced(facts), None, gap=0, margins=(48, 48, 48, 48)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            canvas.fill(QRectF(self.rect()), "selection")
            self._rings(canvas)

    def _rings(self, canvas: Canvas) -> None:
        """The mark's two rings, cut by the edges: they stand below the words."""
        radius = px(196)
        top = max(px(452), self.height() - px(316))
        left, right = QPainterPath(), QPainterPath()
        left.addEllipse(QPointF(px(96), top + radius), radius, radius)
        right.addEllipse(QPointF(px(276), top + radius), radius, radius)
        shared = colour("primary")
        shared.setAlphaF(0.10)
        canvas.painter.setClipRect(self.rect())
        canvas.painter.fillPath(left.intersected(right), shared)
        edge = colour("primary")
        edge.setAlphaF(0.4)
        canvas.painter.setPen(QPen(edge, 1.5))
        canvas.painter.drawPath(left)
        canvas.painter.drawPath(right)


def _fact(icon: str, words: str) -> QHBoxLayout:
    return row(2, (Icon(icon, 20, "primary"), 0), 18, (Label(words, wrap=True), 1), gap=0)


def _spaced(facts: tuple[QHBoxLayout, ...]) -> list[QHBoxLayout | int]:
    spaced: list[QHBoxLayout | int] = []
    for fact in facts:
        spaced += [fact, 20]
    return spaced
