"""Words on the page, by the role they have: a caller says what a text is, never its size or colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from cocity_desktop.ui.theme.canvas import painting
from cocity_desktop.ui.theme.fonts import Family, font
from cocity_desktop.ui.theme.tokens import Token, colour, px

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

Role = Literal[
    "display", "title", "section", "body", "strong", "muted", "small", "label", "error", "serif", "quote", "mono"
]  # fmt: skip


class _Style(NamedTuple):
    size: int
    weight: int
    token: Token
    family: Family = "ui"
    italic: bool = False


_STYLES: dict[Role, _Style] = {
    "display": _Style(32, 600, "text"),
    "title": _Style(24, 600, "text"),
    "section": _Style(18, 600, "text"),
    "body": _Style(15, 400, "text"),
    "strong": _Style(15, 600, "text"),
    "muted": _Style(15, 400, "muted"),
    "small": _Style(13, 400, "muted"),
    "label": _Style(13, 600, "muted"),
    "error": _Style(13, 400, "danger_text"),
    "serif": _Style(16, 400, "text", "text"),
    "quote": _Style(16, 400, "text", "text", italic=True),
    "mono": _Style(13, 400, "muted", "mono"),
}


class Label(QLabel):
    """A text with a role; follows the scheme. `wrap` for more than one line, `token` where the meaning has a colour."""

    def __init__(
        self,
        text: str = "",
        role: Role = "body",
        *,
        wrap: bool = False,
        token: Token | None = None,
        select: bool = False,
    ) -> None:
        super().__init__(text)
        style = _STYLES[role]
        self._token: Token = token or style.token
        self._tinting = False
        self._editor: QWidget | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(style.size, style.weight, style.family, style.italic))
        self.setWordWrap(wrap)
        self._align()
        if select:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._tint()

    def lead_to(self, editor: QWidget) -> None:
        """Let a click on the words put the cursor in `editor`, whose name they are.

        Not a buddy of Qt's: that takes an "&" out of the words for a key of its own, and does nothing at a click.
        """
        self._editor = editor

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._editor is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
        elif self._editor.isEnabled():
            self._editor.setFocus(Qt.FocusReason.MouseFocusReason)

    def set_token(self, token: Token) -> None:
        """Another ink, where what the words say has changed."""
        self._token = token
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and not self._tinting:
            self._tint()
        elif event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        """By the direction of the page: left to itself, a QLabel aligns by the language of its words."""
        if self.alignment() & Qt.AlignmentFlag.AlignHCenter:
            return
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        vertical = Qt.AlignmentFlag.AlignTop if self.wordWrap() else Qt.AlignmentFlag.AlignVCenter
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | vertical)

    def _tint(self) -> None:
        self._tinting = True
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, colour(self._token))
        self.setPalette(palette)
        self._tinting = False


class ElidedLabel(Label):
    """One line that gives way: what does not fit ends in …, and the whole is in its tooltip."""

    def __init__(self, text: str = "", role: Role = "body", *, token: Token | None = None) -> None:
        super().__init__(text, role, token=token)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setToolTip(text)

    def set_text(self, text: str) -> None:
        self.setText(text)
        self.setToolTip(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            canvas.text(QRectF(self.rect()), self.text(), self.font(), self._token)


class Icon(QWidget):
    """A small picture beside words. Silent for screen readers: the words say it."""

    def __init__(self, name: str, size: int = 20, token: Token = "muted") -> None:
        super().__init__()
        self._name, self._size, self._token = name, size, token
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str, token: Token | None = None) -> None:
        """Another picture, and another ink if given."""
        self._name, self._token = name, token or self._token
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(self._size), px(self._size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            canvas.icon(0, 0, self._name, self._size, self._token)


class Mark(QWidget):
    """The product's mark: two overlapping rings, the shared part filled. Never the city's arms."""

    def __init__(self, size: int = 32) -> None:
        super().__init__()
        self._size = size
        self.setFixedSize(px(size), px(size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        from cocity_desktop.ui.theme.mark import draw_mark

        with painting(self) as canvas:
            draw_mark(canvas.painter, QPointF(0, 0), px(self._size))
