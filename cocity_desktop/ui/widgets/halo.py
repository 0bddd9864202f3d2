"""The frame of three pixels around the control that the keyboard is on.

In a module of its own, loaded when somebody first moves by keyboard: PySide takes milliseconds to know QProxyStyle.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QFocusFrame, QProxyStyle, QStyle, QWidget

from cocity_desktop.ui.theme.canvas import painting
from cocity_desktop.ui.theme.tokens import RADIUS

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QStyleOption

HALO = 3


class _HaloStyle(QProxyStyle):
    """Tells QFocusFrame how far outside the control it reaches; set on the halo alone."""

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric in (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin):
            return HALO
        return super().pixelMetric(metric, option, widget)


class Halo(QFocusFrame):
    """Three pixels around a control; follows it when it moves."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._own_style = _HaloStyle()
        self._own_style.setParent(self)
        self.setStyle(self._own_style)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setWidget(widget)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            canvas.box(QRectF(self.rect()), None, "halo", RADIUS + HALO, HALO)
