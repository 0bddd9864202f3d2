"""The list that opens over a line while a name or a theme is typed. It never takes the focus.

Down and Up choose, Enter takes what was chosen and is left to the line when nothing was, Tab takes the first, Esc
puts the list away. Typing goes on in the line and filters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.theme.canvas import RIGHT, keycap_width, painting
from cocity_desktop.ui.theme.fonts import advance, font
from cocity_desktop.ui.theme.tokens import Token, px

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent, QPaintEvent
    from PySide6.QtWidgets import QLineEdit

    from cocity_desktop.ui.pages.meeting.mention import Offer

_AIR, _ROW, _PAD = 12, 34, 6
_NARROWEST, _WIDEST = 260, 460


class Offers(QWidget):
    """`taken(Offer, by Tab)`, `dismissed` by Esc. Listens to the keys of its line only while it is open."""

    taken = Signal(object, bool)
    dismissed = Signal()

    def __init__(self, edit: QLineEdit, above: QWidget | None = None) -> None:
        """It opens over `above` where that is not the line itself."""
        super().__init__()
        self._edit, self._above = edit, above or edit
        self._offers: tuple[Offer, ...] = ()
        self._chosen = -1
        self.setAccessibleName(_("Names and themes to choose from"))
        self.setMouseTracking(True)
        self.hide()

    def offers(self) -> Sequence[Offer]:
        """Those on show."""
        return self._offers if self.isVisible() else ()

    def show_offers(self, offers: Sequence[Offer], x: int) -> None:
        """Open over the line, or go on with these; `x` is where the typed word begins in the line."""
        if not offers:
            self.close_list()
            return
        if tuple(offers) != self._offers or not self.isVisible():
            self._offers, self._chosen = tuple(offers), -1
            self._tell()
        if not self.isVisible():
            self.setParent(self._edit.window())
            self._edit.installEventFilter(self)
            self.show()
            self.raise_()
        self._place(x)

    def close_list(self) -> None:
        """Put it away."""
        if self.isVisible():
            self._edit.removeEventFilter(self)
            self._edit.setAccessibleDescription("")
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.close_list()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._choose((self._chosen + (1 if key == Qt.Key.Key_Down else -1)) % len(self._offers))
        elif key == Qt.Key.Key_Tab:
            self._take(max(0, self._chosen), by_tab=True)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen >= 0:
            self._take(self._chosen)
        elif key == Qt.Key.Key_Escape:
            self.close_list()
            self.dismissed.emit()
        else:
            return False
        return True

    def _choose(self, position: int) -> None:
        self._chosen = position
        self._tell()
        self.update()

    def _take(self, position: int, *, by_tab: bool = False) -> None:
        offer = self._offers[position]
        self.close_list()
        self.taken.emit(offer, by_tab)

    def _tell(self) -> None:
        """What a screen reader says of the line meanwhile."""
        words = ngettext("{n} to choose from", "{n} to choose from", len(self._offers))
        if self._chosen >= 0:
            offer = self._offers[self._chosen]
            words = ", ".join(filter(None, (offer.words, offer.note)))
        self._edit.setAccessibleDescription(words)

    def _place(self, x: int) -> None:
        """Above the line, whose foot is the foot of the window; below it where there is room only there."""
        width = round(max(self._wanted(offer) for offer in self._offers))
        width = min(max(width, px(_NARROWEST)), px(_WIDEST)) + 2 * px(_AIR)
        height = len(self._offers) * px(_ROW) + 2 * px(_PAD) + 2 * px(_AIR)
        window = self._edit.window()
        foot = self._above.mapTo(window, QPoint(0, 0)).y()
        corner = self._edit.mapTo(window, QPoint(x, self._edit.height()))
        left = min(corner.x() - px(_AIR) - px(10), window.width() - width)
        top = foot - height + px(_AIR) - px(2)
        if top < 0:
            top = min(corner.y() - px(_AIR) + px(2), max(0, window.height() - height))
        self.setGeometry(max(0, left), top, width, height)
        self.update()

    def _wanted(self, offer: Offer) -> float:
        note = advance(offer.note, font(13)) + px(16) if offer.note else 0
        return advance(offer.words, font(15)) + note + px(52) + keycap_width(_("Tab")) + px(16)

    def _row_at(self, event: QMouseEvent) -> int:
        row = (event.position().y() - px(_AIR) - px(_PAD)) // px(_ROW)
        return int(row) if 0 <= row < len(self._offers) else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._row_at(event) >= 0:
            self._choose(self._row_at(event))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._row_at(event) >= 0:
            self._take(self._row_at(event))

    def paintEvent(self, _event: QPaintEvent) -> None:
        body = QRectF(self.rect()).adjusted(px(_AIR), px(_AIR), -px(_AIR), -px(_AIR))
        with painting(self) as canvas:
            canvas.shadow(body, 12, 0.14, 2)
            canvas.box(body, "surface", "line", 8)
            for position, offer in enumerate(self._offers):
                top = body.top() + px(_PAD) + position * px(_ROW)
                row = QRectF(body.left() + px(_PAD), top, body.width() - 2 * px(_PAD), px(_ROW))
                chosen = position == self._chosen
                ink: Token = "on_selection" if chosen else "muted"
                if chosen:
                    canvas.box(row, "selection", None, 4)
                middle = row.center().y()
                canvas.icon(
                    row.left() + px(8), middle - px(10), offer.icon, 20, "primary" if chosen else "muted"
                )
                right = row.right() - px(10)
                if position == max(0, self._chosen):
                    cap = keycap_width(_("Tab"))
                    canvas.keycap(right - cap, middle, _("Tab"), "control" if chosen else "line", ink)
                    right -= cap + px(10)
                words = QRectF(row.left() + px(36), row.top(), right - row.left() - px(36), row.height() - 1)
                width = canvas.text(words, offer.words, font(15, 600 if chosen else 400), "text")
                if offer.note:
                    canvas.text(words.adjusted(width + px(12), 0, 0, 0), offer.note, font(13), ink, RIGHT)
