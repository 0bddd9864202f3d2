"""Chips: a state in words with its icon, or an active filter that can be taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from cocity_desktop.localization import _
from cocity_desktop.ui.theme.canvas import chip_width, painting
from cocity_desktop.ui.theme.fonts import advance, font
from cocity_desktop.ui.theme.tokens import Token, Tone, ground, ink, px
from cocity_desktop.ui.widgets.focus import KeyboardFocus

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent


class Pill(QWidget):
    """A state: icon, word and tint together, never the tint alone. 24 px high, or `height`."""

    def __init__(
        self, words: str, tone: Tone = "neutral", icon: str | None = None, *, height: int = 24
    ) -> None:
        super().__init__()
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state(words, tone, icon)

    def set_state(self, words: str, tone: Tone = "neutral", icon: str | None = None) -> None:
        self._words, self._tone, self._icon = words, tone, icon
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(chip_width(self._words, self._icon)), px(self._height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            canvas.chip(0, self.height() / 2, self._words, self._tone, self._icon, self._height)


class Chip(KeyboardFocus, QAbstractButton):
    """A part that was recognised, with × (`removed`), or a dashed guess that does nothing until chosen (`clicked`).

    Backspace and Delete remove as well. A `quiet` guess has no edge: a place that may be filled. A chip that gets less
    room than it asks for shortens its words, never its ×.
    """

    removed = Signal()

    def __init__(
        self,
        words: str,
        tone: Tone = "primary",
        icon: str | None = None,
        *,
        closable: bool = True,
        guess: bool = False,
        quiet: bool = False,
    ) -> None:
        super().__init__()
        self._quiet = quiet
        self.setText(words)
        self._tone, self._icon, self._closable, self._guess = tone, icon, closable, guess
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if closable:
            self.setToolTip(_("Take it away: {what}").format(what=words))

    def sizeHint(self) -> QSize:
        close = px(20) if self._closable else 0
        return QSize(round(chip_width(self.text(), self._icon)) + close, px(28))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._closable and event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.removed.emit()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        left_to_right = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        x = event.position().x() if left_to_right else self.width() - event.position().x()
        if self._closable and x > self.width() - px(28):
            self.setDown(False)
            if self.rect().contains(event.position().toPoint()):
                self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = QRectF(self.rect())
        with painting(self) as canvas:
            word: Token = "muted" if self._guess else ink(self._tone)
            if self._guess:
                edge: Token | None = None if self._quiet else "control"
                canvas.box(rect, "hover" if self.underMouse() else None, edge, 4, dashed=True)
            else:
                canvas.box(rect, ground(self._tone), None, 4)
            if self.keyboard_focus:
                canvas.box(rect, None, "primary", 4, 2)
            x = float(px(8))
            if self._icon:
                canvas.icon(x - px(2), rect.center().y() - px(8), self._icon, 16, word)
                x += px(18)
            room = rect.width() - x - (px(24) if self._closable else px(4))
            x += canvas.text(QRectF(x, 0, room, rect.height() - 1), self.text(), font(13), word)
            if self._closable:
                canvas.icon(x + px(6), rect.center().y() - px(7), "close", 14, word)


class FilterChip(KeyboardFocus, QAbstractButton):
    """An active filter, 36 px: tinted, bordered, with ×; pressing it (or Delete) takes the filter away."""

    removed = Signal()

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setText(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(_("Take the filter away"))
        self.clicked.connect(self.removed)

    def sizeHint(self) -> QSize:
        return QSize(round(advance(self.text(), font(15, 600))) + px(44), px(36))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.removed.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = QRectF(self.rect())
        with painting(self) as canvas:
            canvas.box(rect, "selection", "primary", 6, 2 if self.keyboard_focus else 1)
            canvas.text(rect.adjusted(px(12), 0, -px(30), -1), self.text(), font(15, 600), "primary")
            canvas.icon(rect.right() - px(26), rect.center().y() - px(8), "close", 16, "primary")
