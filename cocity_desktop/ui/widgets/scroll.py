"""The middle of a page, that alone scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class QuietScrollBar(QScrollBar):
    """Keeps its 12 px always and paints nothing when there is nothing to scroll: what is beside it never shifts."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.maximum() > self.minimum():
            super().paintEvent(event)


class ScrollPane(QScrollArea):
    """Scrolls `content` down only, on the page's ground; the bar's place is reserved."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(QuietScrollBar(Qt.Orientation.Vertical))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        # Both are see-through, so that a pane inside a card shows the card.
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)

    def follow_focus(self, child: QWidget) -> None:
        """Scroll so that `child` is seen whole, with some air around it."""
        self.ensureWidgetVisible(child, 0, 24)
