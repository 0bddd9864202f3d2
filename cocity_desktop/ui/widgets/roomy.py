"""Large text in a small window: what stands side by side goes one above the other, and what does not fit scrolls."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QBoxLayout, QVBoxLayout, QWidget

from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.cards import Separator
from cocity_desktop.ui.widgets.layouts import UNBOUND, column, holding
from cocity_desktop.ui.widgets.scroll import ScrollPane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QLayout

BESIDE = 700
"""Below this width, in design pixels, a list and what is told of its row stand one above the other."""
ROWS = 172
"""How tall a list then is at least, in design pixels: its heading and nearly four rows."""
_BESIDE_SIDE, _SIDE = 820, 260
_NARROW = 330
"""What is told is never narrower than this, in design pixels, where something stands beside it."""


def scrolling(content: QWidget) -> ScrollPane:
    """`content`, never squeezed below the height it needs; a bar is there only where it scrolls."""
    pane = ScrollPane(content)
    pane.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    return pane


class Part(NamedTuple):
    """What stands in a `Roomy`.

    `tall` is how high `of` (a list within it, else the whole part) is at least where parts stand one above the other,
    in design pixels. `takes` says that it takes the width that is left; `turned(beside)` is called when that changes.
    """

    widget: QWidget
    tall: int = 0
    of: QWidget | None = None
    takes: bool = False
    turned: Callable[[bool], object] | None = None


class _Bounds(NamedTuple):
    """The sizes a part has of itself."""

    narrowest: int
    widest: int
    least: int


class Roomy(ScrollPane):
    """Parts side by side; less than `least` design pixels wide, one above the other, `first` on top, and scrolled.

    Then whatever gets the keys is scrolled to. `lines` puts a line between parts side by side, `gap` a space; an `inner`
    one is then as tall as its parts, and scrolled by what it stands in.
    """

    def __init__(
        self,
        *parts: Part,
        least: int = BESIDE,
        gap: int = 0,
        lines: bool = False,
        first: int = 0,
        inner: bool = False,
    ) -> None:
        self._parts, self._least, self._first, self._inner = parts, least, first, inner
        self._kept: tuple[_Bounds, ...] | None = None
        content = QWidget()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(px(gap))
        self._lines = [Separator(vertical=True) for _part in parts[1:]] if lines else []
        for position, part in enumerate(parts):
            if position and lines:
                self._box.addWidget(self._lines[position - 1])
            self._box.addWidget(part.widget, int(part.takes))
        super().__init__(content)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def beside(self) -> bool:
        """Whether the parts stand side by side."""
        return self._kept is None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= px(self._least)
        if beside != self.beside():
            self._arrange(beside=beside)

    def _arrange(self, *, beside: bool) -> None:
        ways = QBoxLayout.Direction
        self._box.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        for line in self._lines:
            line.setVisible(beside)
        if beside:
            self._give_back()
        else:
            self._free()
        if self._first:
            self._move_first(beside=beside)
        if self._inner:
            self.show_whole(not beside)
        for part in self._parts:
            if part.turned is not None:
                part.turned(beside)

    def _free(self) -> None:
        """As wide as there is room, and as tall as it needs to be."""
        self._kept = tuple(
            _Bounds(
                one.widget.minimumWidth(), one.widget.maximumWidth(), (one.of or one.widget).minimumHeight()
            )
            for one in self._parts
        )
        for part in self._parts:
            part.widget.setMinimumWidth(0)
            part.widget.setMaximumWidth(UNBOUND)
            (part.of or part.widget).setMinimumHeight(px(part.tall))

    def _give_back(self) -> None:
        for part, bounds in zip(self._parts, self._kept or (), strict=True):
            part.widget.setMinimumWidth(bounds.narrowest)
            part.widget.setMaximumWidth(bounds.widest)
            (part.of or part.widget).setMinimumHeight(bounds.least)
        self._kept = None

    def _move_first(self, *, beside: bool) -> None:
        """To the top, or back to its place in the line."""
        part = self._parts[self._first]
        self._box.removeWidget(part.widget)
        place = self._first * (2 if self._lines else 1) if beside else 0
        self._box.insertWidget(place, part.widget, int(part.takes))

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Not under the mouse: what was pressed must not run away from it."""
        if new is None or self.beside() or not self.isVisible():
            return
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton and self.isAncestorOf(new):
            self.ensureWidgetVisible(new, 0, px(4))


class Columns(QWidget):
    """Two columns, `side` design pixels of the second; where that leaves too little to the first, one below the other."""

    def __init__(self, side: int, gap: int = 32) -> None:
        super().__init__()
        self._side, self._gap = side, gap
        self.wide, self.narrow = QVBoxLayout(), QVBoxLayout()
        for one in (self.wide, self.narrow):
            one.setContentsMargins(0, 0, 0, 0)
            one.setSpacing(0)
        self._aside = holding(self.narrow)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(px(gap))
        self._box.addLayout(self.wide, 1)
        self._box.addWidget(self._aside)
        self._aside.setFixedWidth(px(side))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(_NARROW), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= px(self._side + self._gap + _NARROW)
        ways = QBoxLayout.Direction
        self._box.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self._aside.setMinimumWidth(px(self._side) if beside else 0)
        self._aside.setMaximumWidth(px(self._side) if beside else UNBOUND)


class Aside(QWidget):
    """What tells of the row that is selected in a list. It says in `scrolled` what is scrolled of it."""

    scrolled: ScrollPane
    edges: Sequence[QWidget] = ()
    """Lines that part it from a list at its side."""

    def stand_beside(self, beside: bool) -> None:
        """Beside its list it scrolls by itself; below it, it is as tall as what it tells."""
        for edge in self.edges:
            edge.setVisible(beside)
        self.scrolled.show_whole(not beside)

    def outside(self) -> QWidget | None:
        """What the list and this stand in: the page."""
        parent = self.parentWidget()
        around = parent
        while around is not None and not isinstance(around, Roomy):
            around = around.parentWidget()
        return around.parentWidget() if around is not None else parent


def beside_its_list(left: QLayout, rows: QWidget, pane: Aside) -> QLayout:
    """The layout of a page: at the left its list (`rows`, within `left`), at the right what is told of the row."""
    told = Part(pane, turned=pane.stand_beside)
    return column((Roomy(Part(holding(left), ROWS, rows, takes=True), told), 1), gap=0)


def list_and_side(left: QWidget, rows: QWidget, side: QWidget, wide: int) -> Roomy:
    """A list (`rows`, within `left`) and a side of a fixed width, in design pixels, that scrolls by itself."""
    side.setFixedWidth(px(wide))
    return Roomy(Part(left, ROWS, rows, takes=True), Part(side, _SIDE), least=_BESIDE_SIDE, gap=16)
