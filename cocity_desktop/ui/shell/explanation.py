"""F1: what this page is for, in two or three sentences, over the page and out of the way again with Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtWidgets import QWidget

from cocity_desktop.localization import _
from cocity_desktop.ui.theme.canvas import painting
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import IconButton, native_key
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

_SHADOW = 18
_WIDTH = 400


def _keys() -> str:
    """Keys that work on every page."""
    keys = (
        ("Alt+1", _("go to a page, from Alt 1 to Alt 0")),
        ("Ctrl+K", _("find any record, or do something")),
        ("Ctrl+1", _("open that row at once, from Ctrl 1 to Ctrl 9, while you search")),
        ("Ctrl+N", _("new, on this page")),
        ("Ctrl+F", _("filter the list")),
        ("Ctrl+Z", _("undo")),
        ("Alt+Left", _("back to the page before")),
    )
    return "\n".join(f"{native_key(key)}  ·  {words}" for key, words in keys)


class ExplanationPanel(QWidget):
    """A card at the lower corner of its parent. It takes the focus while it is open, so that Esc closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self._before: QWidget | None = None
        self._title = Label("", "section", wrap=True)
        self._text = Label("", "body", wrap=True)
        self._keys = Label("", "small", wrap=True)
        close = IconButton("close", _("Close"), size=28)
        close.clicked.connect(self.hide)
        self._body = column(row((self._title, 1), close), 8, self._text, 12, self._keys, gap=0)
        edge = _SHADOW + 16
        self._body.setContentsMargins(px(edge), px(edge), px(edge), px(edge))
        self.setLayout(self._body)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        parent.installEventFilter(self)
        self.hide()

    def explain(self, title: str, text: str) -> None:
        """Show it, or hide it when it is open already."""
        if self.isVisible():
            self.hide()
            return
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._keys.setText(_keys())
        self.setAccessibleName(f"{title}. {text}")
        self._before = self.window().focusWidget()
        self._place()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            if self._before is not None:
                self._before.setFocus()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        body = QRectF(self.rect()).adjusted(px(_SHADOW), px(_SHADOW), -px(_SHADOW), -px(_SHADOW))
        with painting(self) as canvas:
            canvas.shadow(body)
            canvas.box(body, "surface", "line")

    def _place(self) -> None:
        room = self._room.rect()
        width = min(px(_WIDTH + 2 * _SHADOW), room.width())
        height = min(self._body.heightForWidth(width), room.height())
        left = 0 if self.isRightToLeft() else room.width() - width
        self.setGeometry(left, room.height() - height, width, height)
