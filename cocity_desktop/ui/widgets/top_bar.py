"""The line above every page: where I am, what can be started here, and the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from cocity_desktop.ui.theme.canvas import painting
from cocity_desktop.ui.theme.fonts import advance, font
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.focus import KeyboardFocus
from cocity_desktop.ui.widgets.labels import Icon
from cocity_desktop.ui.widgets.layouts import clear, row
from cocity_desktop.ui.widgets.search import SEARCH_WIDTH, SearchBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QLayout

_LEAST = 110
"""The search is never narrower, in design pixels."""
_MOST_SQUEEZED = 3


class _Crumb(KeyboardFocus, QAbstractButton):
    """A step of the way here; all but the last lead back."""

    def __init__(self, words: str, last: bool) -> None:
        super().__init__()
        self.setText(words)
        self._last = last
        if last:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(advance(self.text(), font(15, 600 if self._last else 400))) + 2, px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), px(60)), px(28))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is cut is in the tooltip; screen readers say all of it."""
        super().resizeEvent(event)
        self.setToolTip(self.text() if self.width() < self.sizeHint().width() else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = QRectF(self.rect()).adjusted(0, 0, 1, -1)
        with painting(self) as canvas:
            if self.keyboard_focus:
                canvas.box(QRectF(self.rect()), None, "primary", 4, 2)
            over = self.underMouse() and not self._last
            canvas.text(
                rect,
                self.text(),
                font(15, 600 if self._last else 400),
                "text" if self._last or over else "muted",
            )


class TopBar(QWidget):
    """56 px: trail, actions of the page, search. `crumb_chosen(position)` for a step other than the last."""

    crumb_chosen = Signal(int)

    def __init__(self, search: SearchBox | None = None) -> None:
        super().__init__()
        self.setFixedHeight(px(56))
        self.search = search or SearchBox()
        self._trail = QHBoxLayout()
        self._trail.setSpacing(px(4))
        self._actions = QHBoxLayout()
        self._actions.setSpacing(px(8))
        self.setLayout(row(self._trail, None, self._actions, 16, self.search, gap=0, margins=(24, 0, 24, 0)))

    def set_trail(self, words: Sequence[str]) -> None:
        """Where I am, the page last: ["Incontri", "Giardino di via Fleming", "Secondo tavolo"]."""
        clear(self._trail)
        for position, step in enumerate(words):
            if position:
                self._trail.addWidget(Icon("right", 16, "faint"))
            crumb = _Crumb(step, position == len(words) - 1)
            if position < len(words) - 1:
                crumb.clicked.connect(lambda _checked=False, p=position: self.crumb_chosen.emit(p))
            self._trail.addWidget(crumb)

    def set_actions(self, actions: Sequence[QWidget]) -> None:
        """What the page offers up here; the widgets of the page before are deleted."""
        clear(self._actions)
        for action in actions:
            self._actions.addWidget(action)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # other steps, other actions
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """Where letters are large for the window the search is narrower, then buttons leave out what they can."""
        actions = [one for one in _widgets(self._actions) if not one.isHidden()]
        steps = _widgets(self._trail)
        least = (one.minimumSizeHint() if isinstance(one, _Crumb) else one.sizeHint() for one in steps)
        crumbs = sum(size.width() + px(4) for size in least)
        left = self.width() - px(24) * 2 - px(16) - crumbs
        level = next(
            (n for n in range(_MOST_SQUEEZED) if left - _wide(actions, n) >= px(_LEAST)), _MOST_SQUEEZED
        )
        for one in actions:
            if isinstance(one, Button):
                one.squeeze(level)
        room = left - _wide(actions, level)
        self.search.setFixedWidth(max(px(_LEAST), min(px(SEARCH_WIDTH), room)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            canvas.fill(QRectF(self.rect()), "page")
            canvas.hline(0, self.width(), self.height() - 1)


def _widgets(layout: QLayout) -> list[QWidget]:
    found = (layout.itemAt(i) for i in range(layout.count()))
    return [widget for one in found if one is not None and (widget := one.widget()) is not None]


def _wide(actions: Sequence[QWidget], level: int) -> int:
    """How wide the actions are with so much left out of them."""
    widths = (one.width_at(level) if isinstance(one, Button) else one.sizeHint().width() for one in actions)
    return sum(width + px(8) for width in widths)
