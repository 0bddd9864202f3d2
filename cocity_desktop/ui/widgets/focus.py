"""The halo around the control that the keyboard is on.

A border that changes width makes the page jump, so the halo is a frame of its own over the control's surroundings,
shown only when focus came by keyboard: a mouse user has just seen where the click went.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QFocusFrame, QProxyStyle, QStyle, QWidget

from cocity_desktop.ui.theme.canvas import painting
from cocity_desktop.ui.theme.tokens import RADIUS

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QPaintEvent
    from PySide6.QtWidgets import QStyleOption

HALO = 3
_BY_KEYBOARD = frozenset(
    {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}
)


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


class KeyboardFocus:
    """Mixin for painted controls: knows whether focus came by keyboard, and shows the halo then."""

    keyboard_focus = False
    _halo: Halo | None = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)  # type: ignore[misc]
        self._show_halo(event.reason() in _BY_KEYBOARD)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)  # type: ignore[misc]
        self._show_halo(False)

    def _show_halo(self, wanted: bool) -> None:
        self.keyboard_focus = wanted
        if wanted and self._halo is None:
            self._halo = Halo(self)  # type: ignore[arg-type]
        elif not wanted and self._halo is not None:
            self._halo.setWidget(None)  # type: ignore[arg-type]
            self._halo.deleteLater()
            self._halo = None
        self.update()  # type: ignore[attr-defined]
