"""Large text in a small window: what does not fit scrolls, and a bar is there only then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.layouts import UNBOUND
from cocity_desktop.ui.widgets.scroll import ScrollPane

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_BESIDE = 820
"""Below this width, in design pixels, a list and what is told of its row stand one above the other."""
_ROWS, _SIDE = 220, 260
"""Heights then, in design pixels: the heading and four rows; what is told of one."""


def scrolling(content: QWidget) -> ScrollPane:
    """`content`, never squeezed below the height it needs."""
    pane = ScrollPane(content)
    pane.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    return pane


class ListAndSide(ScrollPane):
    """A list and, beside it, what is told of its row; where letters are large, one above the other, and scrolled.

    `table` is the list itself, within `rows`; `wide` is the width of the side, in design pixels.
    """

    def __init__(self, rows: QWidget, side: QWidget, table: QWidget, wide: int) -> None:
        self._table, self._side, self._wide = table, side, wide
        inner = QWidget()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(px(16))
        self._box.addWidget(rows, 1)
        self._box.addWidget(side)
        super().__init__(inner)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._arrange(beside=True)

    def beside(self) -> bool:
        """Whether the two stand side by side."""
        return self._box.direction() is QBoxLayout.Direction.LeftToRight

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= px(_BESIDE)
        if beside != self.beside():
            self._arrange(beside=beside)

    def _arrange(self, *, beside: bool) -> None:
        ways = QBoxLayout.Direction
        self._box.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self._table.setMinimumHeight(0 if beside else px(_ROWS))
        self._side.setMinimumHeight(0 if beside else px(_SIDE))
        self._side.setMinimumWidth(px(self._wide) if beside else 0)
        self._side.setMaximumWidth(px(self._wide) if beside else UNBOUND)
