"""Buttons. One primary a page; a shortcut is always in the tooltip and, where it teaches, on a key cap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPushButton, QSizePolicy

from cocity_desktop.ui.theme.canvas import Canvas, keycap_width, painting
from cocity_desktop.ui.theme.fonts import advance, font
from cocity_desktop.ui.theme.tokens import Token, colour, px
from cocity_desktop.ui.widgets.focus import KeyboardFocus
from cocity_desktop.ui.widgets.keys import native_key as native_key  # noqa: PLC0414 (given on)
from cocity_desktop.ui.widgets.keys import press_with, words_with_key
from cocity_desktop.ui.widgets.refusing import Refusing

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

Kind = Literal["primary", "secondary", "ghost", "danger"]


class _Look(NamedTuple):
    rest: Token | None
    hover: Token | None
    pressed: Token | None
    edge: Token | None
    ink: Token


_LOOKS: dict[Kind, _Look] = {
    "primary": _Look("primary", "primary_hover", "primary_press", None, "on_primary"),
    "secondary": _Look("surface", "hover", "selection", "control", "text"),
    "ghost": _Look(None, "hover", "selection", None, "primary"),
    "danger": _Look("danger", "danger_hover", "danger_press", None, "on_danger"),
}


class _Painted(Refusing, KeyboardFocus, QPushButton):
    """What every button shares: its look by state, the ring inside, the cursor."""

    kind: Kind

    def _prepare(self, kind: Kind, shortcut: str | None) -> None:
        self.kind = kind
        self.setFont(font(15, 600))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if shortcut:
            press_with(self, shortcut)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does: Qt leaves that to the buttons of dialogs."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def _colours(self) -> tuple[Token | None, Token | None, Token]:
        """Ground, edge and ink in the present state."""
        look = _LOOKS[self.kind]
        if not self.isEnabled():
            # A light one has no ground of its own: with one it would stand out more than those that can be pressed.
            return (None if self.kind == "ghost" else "sunken"), None, "muted"
        if self.isDown() or self.isChecked():
            return look.pressed, look.edge, look.ink
        return (look.hover if self.underMouse() else look.rest), look.edge, look.ink

    def _body(self, canvas: Canvas) -> tuple[Token, Token]:
        """Paint ground and ring; returns ground and ink for what stands on it."""
        ground, edge, ink = self._colours()
        body = QRectF(self.rect())
        if ground is not None or edge is not None:
            canvas.box(body, ground, edge)
        if self.keyboard_focus:
            filled = self.kind in ("primary", "danger")
            canvas.box(body, None, "text" if filled else "primary", 6, 2)
            if filled:
                canvas.box(body.adjusted(2, 2, -2, -2), None, ink, 4, 1)
        return ground or "page", ink


class Button(_Painted):
    """A button with words. `shortcut` ("Ctrl+N") works and is told in the tooltip; `show_key` puts it on a cap.

    `trailing` names a small icon after the words (a chevron that leads on). Height 36, or 28 with `compact`.
    """

    def __init__(
        self,
        words: str,
        kind: Kind = "secondary",
        *,
        icon: str | None = None,
        shortcut: str | None = None,
        show_key: bool = False,
        trailing: str | None = None,
        compact: bool = False,
    ) -> None:
        super().__init__(words)
        self._icon, self._trailing, self._compact = icon, trailing, compact
        self._cap = native_key(shortcut) if shortcut and show_key else None
        self._squeezed = 0
        self._prepare(kind, shortcut)
        if compact:
            self.setFont(font(13, 600))
        if shortcut:
            self.setToolTip(words_with_key(words, shortcut))

    def set_icon(self, icon: str | None) -> None:
        """Another picture before the words."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def squeeze(self, level: int) -> None:
        """Leave out what there is no room for: from 1 on the key cap, from 2 on a light one's words, at 3 any words.

        Words are left out only where a picture stays, and the tooltip says them.
        """
        if level != self._squeezed:
            self._squeezed = level
            if not self._shows_words(level) and not self.toolTip():
                self.setToolTip(self._words())
            self.updateGeometry()
            self.update()

    def width_at(self, level: int) -> int:
        """How wide it is with so much left out."""
        return round(self._inner_width(level)) + 2 * px(10 if self.kind == "ghost" else 16)

    def sizeHint(self) -> QSize:
        height = px(28 if self._compact else 36)
        return QSize(self.width_at(self._squeezed), max(height, round(self.fontMetrics().height()) + 4))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            ground, ink = self._body(canvas)
            self._contents(canvas, ground, ink)

    def _words(self) -> str:
        return self.text().replace("&", "")

    def _shows_words(self, level: int) -> bool:
        return not self._icon or level < (2 if self.kind == "ghost" else 3)

    def _inner_width(self, level: int) -> float:
        if not self._shows_words(level):
            return px(20)
        width = advance(self._words(), self.font())
        width += px(26) if self._icon else 0
        width += px(22) if self._trailing else 0
        return width + (keycap_width(self._cap) + px(10) if self._cap and level < 1 else 0)

    def _contents(self, canvas: Canvas, ground: Token, ink: Token) -> None:
        body = QRectF(self.rect())
        middle = body.center().y()
        x = body.left() + (body.width() - self._inner_width(self._squeezed)) / 2
        if self._icon:
            canvas.icon(x, middle - px(10), self._icon, 20, ink, ground)
            x += px(26)
        if not self._shows_words(self._squeezed):
            return
        words = self._words()
        width = advance(words, self.font())
        canvas.text(QRectF(x, body.top(), width + 2, body.height() - 1), words, self.font(), ink)
        x += width
        if self._trailing:
            canvas.icon(x + px(4), middle - px(8), self._trailing, 16, ink, ground)
            x += px(22)
        if self._cap and self._squeezed < 1:
            edge = colour(ink)
            edge.setAlphaF(0.45)
            canvas.keycap(x + px(10), middle, self._cap, edge, QColor(colour(ink)))


class IconButton(_Painted):
    """A square button with a picture only: `words` are its tooltip and its name for screen readers. 36 px, or `size`."""

    def __init__(
        self,
        icon: str,
        words: str,
        *,
        shortcut: str | None = None,
        kind: Kind = "ghost",
        size: int = 36,
        token: Token = "muted",
    ) -> None:
        super().__init__()
        self._icon, self._size, self._token, self._shortcut = icon, size, token, shortcut
        self._prepare(kind, shortcut)
        self.setAccessibleName(words)
        self.setToolTip(words_with_key(words, shortcut))

    def set_icon(self, icon: str, words: str) -> None:
        """Another picture and what it now does."""
        self._icon = icon
        self.setAccessibleName(words)
        self.setToolTip(words_with_key(words, self._shortcut))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(self._size), px(self._size))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            ground, ink = self._body(canvas)
            side = 16 if self._size < 28 else 20
            at = QRectF(self.rect()).center()
            token = ink
            if self.kind == "ghost":
                token = self._token if self.isEnabled() else "faint"
            canvas.icon(at.x() - px(side) / 2, at.y() - px(side) / 2, self._icon, side, token, ground)
