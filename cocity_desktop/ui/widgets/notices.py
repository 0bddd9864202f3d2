"""What the page tells without stopping anybody: the undo bar, and tinted notices with something to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from cocity_desktop.localization import _
from cocity_desktop.ui.theme.canvas import keycap_width, painting
from cocity_desktop.ui.theme.fonts import advance, escaped, font, strong_html
from cocity_desktop.ui.theme.tokens import Tone, ground, ink, px
from cocity_desktop.ui.widgets.buttons import IconButton
from cocity_desktop.ui.widgets.focus import KeyboardFocus
from cocity_desktop.ui.widgets.keys import native_key
from cocity_desktop.ui.widgets.labels import Icon, Label
from cocity_desktop.ui.widgets.layouts import clear, column, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

_LASTS_MS = 12_000
_ICONS: dict[Tone, str] = {
    "neutral": "info-circle", "text": "info-circle", "primary": "info-circle", "success": "check-circle",
    "warning": "warning-circle", "danger": "warning-circle",
}  # fmt: skip


class _InverseLink(KeyboardFocus, QAbstractButton):
    """A word to press on the dark bar, with the cap of its key."""

    def __init__(self, words: str, key: str) -> None:
        super().__init__()
        self.setText(words)
        self._cap = native_key(key)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(round(advance(words, font(15, 600)) + keycap_width(self._cap)) + px(20), px(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = QRectF(self.rect())
        with painting(self) as canvas:
            if self.keyboard_focus:
                canvas.box(rect, None, "inverse_link", 4, 2)
            width = canvas.text(rect.adjusted(px(4), 0, 0, -1), self.text(), font(15, 600), "inverse_link")
            canvas.keycap(px(16) + width, rect.center().y(), self._cap, "inverse_link", "inverse_link")


class UndoBar(QWidget):
    """A dark bar in the flow (it covers nothing): what was done, and «Undo». Leaves by itself; Ctrl+Z keeps working.

    The bar owns no shortcut: the window's own Ctrl+Z does the same, with or without the bar.
    """

    undo_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._message, self._icon = "", "tick"
        self.setFixedHeight(px(44))
        self._undo = _InverseLink(_("Undo"), QKeySequence(QKeySequence.StandardKey.Undo).toString())
        self._undo.clicked.connect(self._asked)
        self.setLayout(row(None, self._undo, margins=(12, 0, 16, 0)))
        self._timer = QTimer(self, singleShot=True, interval=_LASTS_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, message: str, undoable: bool = True, *, icon: str = "tick") -> None:
        """Show `message`; with «Undo» when the act can be taken back. `icon` for what was not done."""
        self._message, self._icon = message, icon
        self.setAccessibleName(message)
        self._undo.setVisible(undoable)
        self.show()
        self.update()
        self._timer.start()

    def message(self) -> str:
        return self._message

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = QRectF(self.rect())
        room = rect.adjusted(
            px(44), 0, -(self._undo.width() + px(32)) if self._undo.isVisible() else -px(16), -1
        )
        with painting(self) as canvas:
            canvas.box(rect, "text")
            canvas.icon(px(14), px(12), self._icon, 20, "page")
            canvas.text(room, self._message, font(15), "page")

    def _asked(self) -> None:
        self.hide()
        self.undo_asked.emit()


class NoticeBar(QWidget):
    """A tinted line of the page: icon, a strong sentence, the rest of it, and what can be done (buttons).

    `stacked` gives the rest, and then the buttons, lines of their own; `closable` adds a × that hides it and emits `dismissed`.
    """

    dismissed = Signal()

    def __init__(
        self,
        tone: Tone,
        strong: str,
        text: str = "",
        actions: Sequence[QWidget] = (),
        *,
        icon: str | None = None,
        closable: bool = False,
        stacked: bool = False,
    ) -> None:
        super().__init__()
        self._closable, self._stacked = closable, stacked
        self._icon = Icon(icon or _ICONS[tone], 20, ink(tone))
        self._label = Label("", "body", wrap=True)
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._actions = row(gap=8)
        side = Qt.AlignmentFlag.AlignTop if stacked else Qt.AlignmentFlag.AlignVCenter
        space = 10 if stacked else 4
        words = (self._label, 1, Qt.AlignmentFlag.AlignVCenter)
        margins = (12, space, 12, space)
        body = column(words, self._actions, gap=0) if stacked else row(words, 12, self._actions, gap=0)
        self.setLayout(row((self._icon, 0, side), 12, (body, 1), gap=0, margins=margins))
        self.setMinimumHeight(px(44))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.tell(tone, strong, text, actions, icon=icon)

    def tell(
        self,
        tone: Tone,
        strong: str,
        text: str = "",
        actions: Sequence[QWidget] = (),
        *,
        icon: str | None = None,
    ) -> None:
        """Say something else in the same place; the buttons of before are deleted."""
        self._tone = tone
        self._icon.set_icon(icon or _ICONS[tone], ink(tone))
        self.reword(strong, text)
        clear(self._actions)
        buttons = [*actions, *([self._close_button()] if self._closable else [])]
        for position, action in enumerate(buttons):
            self._actions.addSpacing(px(8) if position else 0)
            self._actions.addWidget(action, 0, Qt.AlignmentFlag.AlignVCenter)
        if self._stacked:
            self._actions.setContentsMargins(0, px(10) if buttons else 0, 0, px(2) if buttons else 0)
            self._actions.addStretch(1)
        self.update()

    def reword(self, strong: str, text: str = "") -> None:
        """Other words, with the buttons that are there: how far something has come."""
        self._words = f"{strong} {text}".strip()
        gap = "<br>" if self._stacked and text else " "
        self._label.setText(f"{strong_html(strong)}{gap}{escaped(text)}")
        self.setAccessibleName(self._words)

    def words(self) -> str:
        """The whole sentence on show."""
        return self._words

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            canvas.box(QRectF(self.rect()), ground(self._tone))

    def _close_button(self) -> IconButton:
        close = IconButton("close", _("Close"), size=28)
        close.clicked.connect(self._dismiss)
        return close

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()
