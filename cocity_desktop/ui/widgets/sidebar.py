"""The way around: 208 px of words, folded to 56 of icons for tasks that need the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from cocity_desktop.localization import _
from cocity_desktop.ui.theme.canvas import RIGHT, Canvas, painting
from cocity_desktop.ui.theme.fonts import font
from cocity_desktop.ui.theme.mark import draw_mark
from cocity_desktop.ui.theme.tokens import Token, Tone, ink, px
from cocity_desktop.ui.widgets.cards import Separator
from cocity_desktop.ui.widgets.focus import KeyboardFocus
from cocity_desktop.ui.widgets.keys import press_with, words_with_key

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

WIDE, FOLDED = 208, 56
_HIGH, _LOW = 36, 21
"""Heights of a place in design pixels: as it should be, and where letters are large in a low window."""


class SideItem(KeyboardFocus, QAbstractButton):
    """A place to go, with what is there in a word or a number; folded, a dot only when something needs me."""

    def __init__(self, words: str, icon: str, shortcut: str | None = None) -> None:
        super().__init__()
        self.setText(words)
        self._icon = icon
        self._fact, self._tone = "", "neutral"
        self._shortcut = shortcut
        self.folded = False
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setToolTip(words_with_key(words, shortcut))
        self.setAccessibleName(words)
        if shortcut:
            press_with(self, shortcut)

    def set_fact(self, fact: str, tone: Tone = "neutral") -> None:
        """The trailing word or number; a tone other than neutral says that it needs me."""
        self._fact, self._tone = fact, tone
        self.setAccessibleName(f"{self.text()}, {fact}" if fact else self.text())
        self.update()

    def fact(self) -> str:
        return self._fact

    def sizeHint(self) -> QSize:
        return QSize(px(FOLDED), px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, px(_LOW))

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = QRectF(self.rect())
        on = self.isChecked()
        with painting(self) as canvas:
            if on or self.underMouse():
                canvas.box(rect, "selection" if on else "hover")
            if self.keyboard_focus:
                canvas.box(rect, None, "primary", 6, 2)
            canvas.icon(px(10), (rect.height() - px(20)) / 2, self._icon, 20, "primary" if on else "muted")
            if self.folded:
                self._dot(canvas, on)
            else:
                self._words(canvas, rect, on)

    def _dot(self, canvas: Canvas, on: bool) -> None:
        if self._fact and self._tone != "neutral":
            canvas.disc(
                QPointF(px(29), max(px(5), self.height() / 2 - px(10))),
                px(4),
                self._ink(),
                "selection" if on else "page",
                1.5,
            )

    def _words(self, canvas: Canvas, rect: QRectF, on: bool) -> None:
        strong = self._tone != "neutral"
        fact = QRectF(rect.right() - px(90), 0, px(80), rect.height() - 1)
        width = canvas.text(fact, self._fact, font(13, 600 if strong else 400), self._ink(), RIGHT)
        words = QRectF(px(42), 0, rect.width() - px(56) - width, rect.height() - 1)
        canvas.text(words, self.text(), font(15, 600 if on else 400), "primary" if on else "text")

    def _ink(self) -> Token:
        return ink(self._tone)  # type: ignore[arg-type]


class _Brand(QWidget):
    """The mark, the product's name and the house's."""

    def __init__(self, product: str, house: str) -> None:
        super().__init__()
        self.product, self.house, self.folded = product, house, False
        self.setFixedHeight(px(56))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            corner = canvas.place(QRectF(px(6), px(12), px(32), px(32))).topLeft()
            draw_mark(canvas.painter, corner, px(32))
            if not self.folded:
                room = self.width() - px(50)
                canvas.text(QRectF(px(46), px(10), room, px(20)), self.product, font(15, 600), "text")
                canvas.text(QRectF(px(46), px(28), room, px(18)), self.house, font(13), "muted")


class SideBar(QWidget):
    """Places by name; `chosen(name)` when one is picked by mouse, Enter, Space or shortcut. Arrow keys move inside.

    side.add("groups", _("Groups"), "group", shortcut="Ctrl+2"); side.add_separator(); side.set_current("groups")
    """

    chosen = Signal(str)
    folded_changed = Signal(bool)

    def __init__(self, product: str, house: str = "") -> None:
        super().__init__()
        self._items: dict[str, SideItem] = {}
        self._group = QButtonGroup(self)
        self._brand = _Brand(product, house)
        self._fold = SideItem(_("Fold"), "fold")
        self._fold.setCheckable(False)
        self._fold.clicked.connect(lambda: self.set_folded(not self.folded()))
        self._places = QVBoxLayout()
        self._places.setSpacing(0)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(8), 0, px(8), px(8))
        box.setSpacing(0)
        box.addWidget(self._brand)
        box.addSpacing(px(8))
        box.addLayout(self._places)
        box.addStretch(1)
        box.addWidget(self._fold)
        self.setFixedWidth(px(WIDE))

    def add(self, name: str, words: str, icon: str, *, shortcut: str | None = None) -> SideItem:
        item = SideItem(words, icon, shortcut)
        item.clicked.connect(lambda: self._picked(name))
        self._items[name] = item
        self._group.addButton(item)
        self._places.addWidget(item)
        return item

    def add_separator(self) -> None:
        self._places.addSpacing(px(12))
        self._places.addWidget(Separator())
        self._places.addSpacing(px(12))

    def item(self, name: str) -> SideItem:
        return self._items[name]

    def set_current(self, name: str | None) -> None:
        """Mark where the person is; None (or a page that has no place here) marks nothing."""
        self._group.setExclusive(False)
        for key, item in self._items.items():
            item.setChecked(key == name)
        self._group.setExclusive(True)

    def set_house(self, house: str) -> None:
        self._brand.house = house
        self._brand.update()

    def folded(self) -> bool:
        return self._brand.folded

    def set_folded(self, folded: bool) -> None:
        """To 56 px and back; tasks fold it by themselves."""
        if folded == self.folded():
            return
        self.setFixedWidth(px(FOLDED if folded else WIDE))
        self._fold.setText(_("Unfold") if folded else _("Fold"))
        self._fold.setToolTip(self._fold.text())
        parts: list[SideItem | _Brand] = [*self._items.values(), self._fold, self._brand]
        for part in parts:
            part.folded = folded
            part.update()
        self.folded_changed.emit(folded)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            canvas.fill(QRectF(self.rect()), "page")
            canvas.vline(self.width() - 1, 0, self.height())

    def _picked(self, name: str) -> None:
        self.set_current(name)
        self.chosen.emit(name)
