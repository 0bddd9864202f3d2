"""The product's mark as a drawing, for the sidebar, the first run and the room's screen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from cocity_desktop.ui.theme.tokens import colour


def draw_mark(painter: QPainter, corner: QPointF, side: float) -> None:
    """Two rings that share a part, in a square of `side` whose top left is `corner`."""
    radius = side * 0.32
    left = corner + QPointF(side * 0.36, side / 2)
    right = corner + QPointF(side * 0.64, side / 2)
    one, other = QPainterPath(), QPainterPath()
    one.addEllipse(left, radius, radius)
    other.addEllipse(right, radius, radius)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("primary"))
    painter.drawPath(one.intersected(other))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour("primary"), side * 0.075))
    painter.drawEllipse(left, radius, radius)
    painter.drawEllipse(right, radius, radius)
