"""The middle of a page, that alone scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QScrollBar, QWidget

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
        self._content = content
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
        self._whole: _Growth | None = None
        self._bar = self.verticalScrollBarPolicy()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def show_whole(self, whole: bool) -> None:
        """As tall as the content, and scrolled by what it stands in; or, as it begins, scrolled by itself."""
        if whole is (self._whole is not None):
            return
        bars = Qt.ScrollBarPolicy
        if self._whole is not None:
            self._content.removeEventFilter(self._whole)
        self._whole = _Growth(self) if whole else None
        self._bar = self.verticalScrollBarPolicy() if whole else self._bar
        if self._whole is not None:
            self._content.installEventFilter(self._whole)
        self.setVerticalScrollBarPolicy(bars.ScrollBarAlwaysOff if whole else self._bar)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return self._whole is not None or super().hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        layout = self._content.layout()
        if self._whole is None or layout is None:
            return super().heightForWidth(width)
        return (
            layout.totalHeightForWidth(width)
            if layout.hasHeightForWidth()
            else layout.totalSizeHint().height()
        )

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return least if self._whole is None else QSize(least.width(), self.heightForWidth(self.width()))

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Tab that comes in from outside, round from the buttons of a dialog for one: Qt only follows it within the pane."""
        if now is None or not self.isVisible() or not self._content.isAncestorOf(now):
            return
        if now.isVisible() and now.visibleRegion().isEmpty():
            self.follow_focus(now)

    def follow_focus(self, child: QWidget) -> None:
        """Scroll so that `child` is seen whole, with some air around it."""
        self.ensureWidgetVisible(child, 0, 24)


class _Growth(QObject):
    """Tells the layout around a pane that its content became taller or less tall."""

    def __init__(self, pane: ScrollPane) -> None:
        super().__init__(pane)
        self._pane = pane

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._pane.updateGeometry()
        return super().eventFilter(watched, event)
