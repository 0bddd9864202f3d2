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
        # See-through, so that a pane inside a card shows the card. Qt's own viewport would do, but asking for it makes
        # PySide look through every class it has for the right one: a tenth of the time to the first paint.
        self.setViewport(QWidget())
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(QuietScrollBar(Qt.Orientation.Vertical))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        content.setAutoFillBackground(False)

    def follow_focus(self, child: QWidget) -> None:
        """Scroll so that `child` is seen whole, with some air around it."""
        self.ensureWidgetVisible(child, 0, 24)
