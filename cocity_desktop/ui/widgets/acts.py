"""What can be done here, as buttons side by side; where letters are large, one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from cocity_desktop.ui.theme.tokens import px

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_GAP = 8


class Acts(QWidget):
    """`parts` in their order, from the beginning of the line. Never wider than it is given, unless one alone is."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self._parts = parts
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(px(_GAP))
        for part in parts:
            self._box.addWidget(part)
        self._box.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def beside(self) -> bool:
        """Whether they stand side by side."""
        return self._box.direction() is QBoxLayout.Direction.LeftToRight

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        widest = max((part.sizeHint().width() for part in self._shown()), default=0)
        return QSize(min(least.width(), widest), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # one of them came, went or changed its words
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        shown = self._shown()
        needed = sum(part.sizeHint().width() for part in shown) + px(_GAP) * max(0, len(shown) - 1)
        ways = QBoxLayout.Direction
        self._box.setDirection(ways.LeftToRight if needed <= self.width() else ways.TopToBottom)

    def _shown(self) -> list[QWidget]:
        """Those that nobody hid; before the window is there all are hidden, of themselves."""
        told = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        return [part for part in self._parts if not (part.isHidden() and part.testAttribute(told))]
