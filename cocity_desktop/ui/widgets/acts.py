"""What can be done here, as buttons side by side; where letters are large for the room, on as many lines as they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cocity_desktop.ui.theme.tokens import px

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_GAP = 8


class Acts(QWidget):
    """`parts` in their order, from the beginning of the line. Never wider than it is given, unless one alone is."""

    def __init__(self, *parts: QWidget, gap: int = _GAP) -> None:
        super().__init__()
        self._parts, self._gap = parts, px(gap)
        self._lines: list[list[QWidget]] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(px(_GAP))
        self._put([list(parts)])
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def beside(self) -> bool:
        """Whether they all stand side by side."""
        return len(self._lines) <= 1

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        widest = max((part.sizeHint().width() for part in self._shown()), default=0)
        return QSize(min(least.width(), widest), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible():
            self._arrange()

    def event(self, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Hide:  # how wide it will be is not known until it is seen again
            self._put([list(self._parts)])
        elif kind == QEvent.Type.Show or (kind == QEvent.Type.LayoutRequest and self.isVisible()):
            self._arrange()  # one of them came, went or changed its words
        return super().event(event)

    def wanted(self) -> int:
        """How wide all of them are, side by side."""
        return sum(part.sizeHint().width() + self._gap for part in self._shown()) - self._gap

    def _arrange(self) -> None:
        """Each on the line of the one before it, if there is room; what is hidden stands where it would take none."""
        lines: list[list[QWidget]] = [[]]
        left, shown = self.width(), self._shown()
        for part in self._parts:
            width = part.sizeHint().width() if part in shown else 0
            if width > left and any(one in shown for one in lines[-1]):
                lines.append([])
                left = self.width()
            lines[-1].append(part)
            left -= width + self._gap if width else 0
        if lines != self._lines:
            self._put(lines)

    def _put(self, lines: list[list[QWidget]]) -> None:
        self._lines = lines
        while (old := self._box.takeAt(0)) is not None:
            line = old.layout()
            while line is not None and line.takeAt(0) is not None:
                continue  # the buttons stay, children of this widget
        for parts in lines:
            line = QHBoxLayout()
            line.setSpacing(self._gap)
            for part in parts:
                line.addWidget(part)
            line.addStretch(1)
            self._box.addLayout(line)

    def _shown(self) -> list[QWidget]:
        """Those that nobody hid; before the window is there all are hidden, of themselves."""
        told = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        return [part for part in self._parts if not (part.isHidden() and part.testAttribute(told))]


class Ends(QWidget):
    """Two at the ends of a line; where there is no room for both, one below the other."""

    def __init__(self, one: QWidget, other: QWidget, gap: int = _GAP) -> None:
        super().__init__()
        self._both, self._gap = (one, other), px(gap)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(self._gap)
        self._box.addWidget(one)
        self._box.addStretch(1)
        self._box.addWidget(other)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(max(one.minimumSizeHint().width() for one in self._both), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = [one.wanted() if isinstance(one, Acts) else one.sizeHint().width() for one in self._both]
        ways = QBoxLayout.Direction
        beside = sum(wanted) + self._gap <= self.width()
        self._box.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
