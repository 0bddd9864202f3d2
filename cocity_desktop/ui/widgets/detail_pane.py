"""The column beside a list that tells one record: its facts, its lines, what can be done with it.

A pane is filled anew each time its record is read (`begin`, then the pieces in order); it keeps its place while the same
record is read again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from cocity_desktop.localization import _
from cocity_desktop.ui.theme.canvas import LEFT, RIGHT, painting
from cocity_desktop.ui.theme.fonts import advance, font
from cocity_desktop.ui.theme.tokens import Token, px
from cocity_desktop.ui.widgets.acts import Acts
from cocity_desktop.ui.widgets.cards import Separator
from cocity_desktop.ui.widgets.focus import KeyboardFocus
from cocity_desktop.ui.widgets.labels import ElidedLabel, Icon, Label
from cocity_desktop.ui.widgets.layouts import clear, holding, row
from cocity_desktop.ui.widgets.refusing import Refusing
from cocity_desktop.ui.widgets.roomy import Aside, Columns
from cocity_desktop.ui.widgets.scroll import ScrollPane

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QLayout

_LABEL = 100
_LEAST = 330


class DetailLine(Refusing, KeyboardFocus, QAbstractButton):
    """One thing of a record: icon, words, and at the end what to say of it. With `go` it can be pressed.

    28 px, or 48 with `below`, a second line in small muted words.
    """

    def __init__(
        self,
        words: str,
        *,
        icon: str | None = None,
        icon_token: Token = "muted",
        trailing: str = "",
        trailing_token: Token = "muted",
        below: str = "",
        go: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self.setText(words)
        self._icon, self._icon_token = icon, icon_token
        self._trailing, self._trailing_token, self._below = trailing, trailing_token, below
        self._goes = go is not None
        self.setAccessibleName(", ".join(filter(None, (words, below, trailing))))
        self.setToolTip("\n".join(filter(None, (words, below))))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._goes else Qt.FocusPolicy.NoFocus)
        if go is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setAttribute(Qt.WidgetAttribute.WA_Hover)
            self.clicked.connect(lambda _checked=False: go())

    def sizeHint(self) -> QSize:
        return QSize(px(160), px(48 if self._below else 28))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(80), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = QRectF(self.rect())
        with painting(self) as canvas:
            if self._goes and (self.underMouse() or self.keyboard_focus):
                canvas.box(rect, "hover", "primary" if self.keyboard_focus else None, 4)
            first = QRectF(0, 0, rect.width(), px(28) - 1)
            left = float(px(28)) if self._icon else 0.0
            if self._icon:
                canvas.icon(0, first.center().y() - px(9), self._icon, 20, self._icon_token)
            room = first.adjusted(left, 0, -self._end(), 0)
            canvas.text(room, self.text(), font(15), self._ink(), LEFT)
            ending = first.adjusted(rect.width() - self._end(), 0, 0, 0)
            canvas.text(ending, self._trailing, font(13), self._trailing_token, RIGHT)
            if self._below:
                second = QRectF(left, px(24), rect.width() - left, px(20))
                canvas.text(second, self._below, font(13), "muted", LEFT)

    def _ink(self) -> Token:
        return "muted" if not self.isEnabled() else "primary" if self._lit() else "text"

    def _lit(self) -> bool:
        return self._goes and self.isEnabled() and self.underMouse()

    def _end(self) -> float:
        """The room of what stands at the end: never more than half of the line."""
        wanted = advance(self._trailing, font(13)) + px(12) if self._trailing else 0.0
        return min(wanted, self.width() / 2)


class DetailPane(Aside):
    """Scrolls by itself. `width` in design pixels, or None to take what there is. In a card it needs no `edge` of its own."""

    def __init__(self, width: int | None = 365, *, name: str = "", edge: bool = True) -> None:
        super().__init__()
        self.more: Callable[[DetailPane, str, str], None] | None = None
        self._record: str | None = None
        self._left = ""
        self._place = QVBoxLayout()
        self._place.setContentsMargins(px(24), px(20), px(12), px(24))
        self._place.setSpacing(0)
        self._at = self._place
        self.scrolled = ScrollPane(holding(self._place))
        self.edges = (Separator(vertical=True),) if edge else ()
        self.setLayout(row(*self.edges, (self.scrolled, 1), gap=0))
        self.setAccessibleName(name)
        self._wide = width
        if width is not None:  # it gives way where letters are large for the window
            self.setMinimumWidth(px(min(width, _LEAST)))
            self.setMaximumWidth(px(width))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return hint if self._wide is None else QSize(px(self._wide), hint.height())

    def setVisible(self, visible: bool) -> None:
        """A pane that goes leaves the keys in its page, not on the first thing of the window."""
        here, page = self.window().focusWidget(), self.outside()
        if not visible and page is not None and self.isAncestorOf(here):
            page.setFocus()
        super().setVisible(visible)

    def begin(self, record_id: str | None) -> None:
        """Empty the pane for a record; another record is read from its top.

        The keys stay in the pane: what had them goes, and Qt would give them to the first thing of the window.
        """
        self.scrolled.setUpdatesEnabled(False)
        here = self.window().focusWidget()
        if self.isAncestorOf(here) and here is not self.scrolled:
            self._left = _called(here)
            self.scrolled.setFocus()
        clear(self._place)
        self._at = self._place
        if record_id != self._record:
            self.scrolled.verticalScrollBar().setValue(0)
        self._record = record_id

    def write_more(self, record_id: str, name: str) -> None:
        """What another part of the app has to say of the record; nobody, nothing."""
        if self.more is not None:
            self.more(self, record_id, name)

    def finish(self) -> None:
        """Nothing more comes: what is there stands at the top."""
        self._at.addStretch(1)
        self.scrolled.setUpdatesEnabled(True)
        if self._left:
            QTimer.singleShot(0, self, self._take_up)  # a layout shows new widgets a moment later

    def _take_up(self) -> None:
        """Give the keys back to what is called as that which had them."""
        name, self._left = self._left, ""
        if self.window().focusWidget() is not self.scrolled:
            return
        for one in self.findChildren(QAbstractButton):
            if _called(one) == name and one.focusPolicy() & Qt.FocusPolicy.TabFocus:
                one.setFocus()
                return

    def follow_focus(self, child: QWidget) -> None:
        """Give `child` the focus, and scroll so that it is seen."""
        child.setFocus()
        self.scrolled.follow_focus(child)

    def add(self, piece: QWidget | QLayout, before: int = 0) -> None:
        """Any piece, with `before` design pixels above it."""
        self._at.addSpacing(px(before))
        if isinstance(piece, QWidget):
            self._at.addWidget(piece)
        else:
            self._at.addLayout(piece)

    def split(self, side: int = 300) -> tuple[QVBoxLayout, QVBoxLayout]:
        """From here on two columns, the second one `side` wide: `into` says which one is being filled."""
        columns = Columns(side)
        self._place.addWidget(columns)
        self._place.addStretch(1)
        return columns.wide, columns.narrow

    def into(self, place: QVBoxLayout) -> None:
        """The column that the next pieces go to."""
        self._at = place

    def heading(self, over: str, title: str, actions: Sequence[QWidget], code: str = "") -> None:
        """What kind of record it is and its code, its name, and the buttons."""
        self.kind_and_code(over, code)
        self.add(Label(title, "title", wrap=True, select=True), 2)
        if actions:
            self.add(Acts(*actions), 8)

    def kind_and_code(self, over: str, code: str) -> None:
        """What kind of record it is, and at the end of the line, quietly, what finds it again from any page."""
        top = Qt.AlignmentFlag.AlignTop
        pieces = [(CodeLabel(code), 0, top)] if code else []
        self.add(row((Label(over, "small", wrap=True), 1, top), *pieces, gap=8, margins=(0, 0, 8, 0)))

    def fact(self, label: str, words: str, *, icon: str | None = None, token: Token = "text") -> None:
        """A label and what there is to say; nothing at all for a fact that is not known."""
        if not words:
            return
        name = Label(label, "small", wrap=True)
        name.setFixedWidth(px(_LABEL))
        said = Label(words, "body", wrap=True, token=token, select=True)
        top = Qt.AlignmentFlag.AlignTop
        pieces = [(Icon(icon, 20, token), 0, top)] if icon else []
        self.add(row((name, 0, top), *pieces, (said, 1), gap=6, margins=(0, 0, 8, 0)), 6)

    def section(self, title: str, facts: str = "", action: QWidget | None = None) -> None:
        """A line across (not at the top of a column), then a heading with its facts in words."""
        if self._at.count():
            self.add(Separator(), 14)
        ending = [action] if action is not None else []
        head = row(Label(title, "strong"), 8, (ElidedLabel(facts, "muted"), 1), *ending, gap=8)
        self.add(head, 10)
        self._at.addSpacing(px(2))

    def line(self, line: DetailLine, *tools: QWidget) -> None:
        """A line with its small buttons after it."""
        self.add(row((line, 1), *tools, gap=4))


class CodeLabel(Label):
    """The code of a record, to be read out, copied, or typed after Ctrl+K."""

    def __init__(self, code: str = "") -> None:
        super().__init__("", "mono", select=True)
        # Top to top with the words before it, whose letters stand lower in their line.
        lower = QFontMetrics(font(13, 400)).ascent() - self.fontMetrics().ascent()
        self.setContentsMargins(0, max(0, lower), 0, 0)
        self.setToolTip(_("Its code: Ctrl+K, these five signs, Enter"))
        self.set_code(code)

    def set_code(self, code: str) -> None:
        """Show another one."""
        self.setText(code)
        self.setAccessibleName(_("Code {code}").format(code=code))


def _called(widget: QWidget) -> str:
    """What tells a button of the pane from the others."""
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or words
