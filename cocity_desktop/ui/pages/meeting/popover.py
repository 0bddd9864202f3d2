"""A small panel that opens beside what it is about: nothing modal, Esc puts it away, the hand goes back to the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from cocity_desktop.localization import _
from cocity_desktop.ui.theme.canvas import painting
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import IconButton
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

_AIR = 12
"""Around the panel, for its shadow."""


class Popover(QFrame):
    """`closed` when it was put away. Subclasses fill `body`; `width` in design pixels, without the shadow."""

    closed = Signal()

    def __init__(self, page: QWidget, title: str, width: int = 320) -> None:
        super().__init__(page)
        self._page, self._below = page, False
        self._title = Label(title, "strong", wrap=True)
        self._close = IconButton("close", _("Close"), size=28)
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.clicked.connect(self.put_away)
        self._error = Label("", "error", wrap=True)
        self._error.hide()
        self.body = column(gap=0)
        self.body.setSpacing(px(8))
        self._box = column(
            row((self._title, 1), self._close), 4, self.body, self._error, gap=4, margins=(28, 22, 24, 26)
        )
        self.setLayout(self._box)
        self.setFixedWidth(px(width) + 2 * px(_AIR))
        self.set_title(title)
        self.hide()

    def set_title(self, title: str) -> None:
        self._title.setText(title)
        self.setAccessibleName(title)

    def open_below(self, widget: QWidget) -> None:
        """Show it under `widget`."""
        self._below = True
        self._open(widget, widget.rect())

    def open_beside(self, widget: QWidget, rect: QRect | None = None) -> None:
        """Show it, its top on that of `rect` (in `widget`), on the side of the page where there is room."""
        self._below = False
        self._open(widget, rect or widget.rect())

    def _open(self, widget: QWidget, rect: QRect) -> None:
        self._anchor = (widget, rect)
        self.show()
        self.raise_()
        self.place()

    def place(self) -> None:
        """Its height is what it holds; it never leaves the page."""
        if not self.isVisible():
            return
        self._box.activate()
        height = self._box.totalHeightForWidth(self.width()) if self._box.hasHeightForWidth() else 0
        height = max(height, self._box.totalSizeHint().height())
        widget, rect = self._anchor
        corner = widget.mapTo(self._page, QPoint(rect.left(), rect.top()))
        if self._below:
            left = corner.x() - px(_AIR)
            if corner.x() > self._page.width() / 2:
                left = corner.x() + rect.width() - self.width() + px(_AIR)
            top = corner.y() + rect.height() - px(_AIR) + px(4)
        else:
            left, top = corner.x() + rect.width(), corner.y() - px(_AIR)
            if left + self.width() > self._page.width():
                left = corner.x() - self.width()
        top = min(top, self._page.height() - height)
        left = min(left, self._page.width() - self.width())
        self.setGeometry(max(0, left), max(0, top), self.width(), height)

    def show_error(self, words: str) -> None:
        """Under the fields, which keep what was typed."""
        self._error.setText(words)
        self._error.setVisible(bool(words))
        self.place()

    def error(self) -> str:
        return self._error.text()

    def put_away(self) -> None:
        """Hide it and give the hand back."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        body = QRectF(self.rect()).adjusted(px(_AIR), px(_AIR), -px(_AIR), -px(_AIR))
        with painting(self) as canvas:
            canvas.shadow(body, 12, 0.14, 2)
            canvas.box(body, "surface", "line", 8)
