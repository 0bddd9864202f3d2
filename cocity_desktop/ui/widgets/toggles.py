"""Yes or no, one of a few: check box, choice cards, the segmented control. All are Qt's own buttons, painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from cocity_desktop.ui.theme.canvas import CENTRE, Canvas, keycap_width, painting
from cocity_desktop.ui.theme.fonts import advance, font
from cocity_desktop.ui.theme.text import draw_paragraph, paragraph
from cocity_desktop.ui.theme.tokens import Token, px
from cocity_desktop.ui.widgets.focus import KeyboardFocus
from cocity_desktop.ui.widgets.keys import native_key, press_with, words_with_key
from cocity_desktop.ui.widgets.refusing import Refusing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPaintEvent

Value = TypeVar("Value")
_ONLY_ICONS = 3
"""From this level of squeezing on a segment with a picture shows nothing else."""


class CheckBox(Refusing, KeyboardFocus, QCheckBox):
    """A check box of 20 px with its words."""

    def __init__(self, words: str, checked: bool = False) -> None:
        super().__init__(words)
        self.setFont(font(15))
        self.setChecked(checked)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(advance(self.text(), self.font())) + px(34), px(28))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = QRectF(self.rect())
        square = QRectF(0, rect.center().y() - px(9), px(18), px(18))
        with painting(self) as canvas:
            self._square(canvas, square)
            ink: Token = "text" if self.isEnabled() else "muted"
            canvas.text(rect.adjusted(px(28), 0, 4, -1), self.text(), self.font(), ink)

    def _square(self, canvas: Canvas, square: QRectF) -> None:
        if not self.isEnabled():
            canvas.box(square, "sunken", "line", 4)
        elif self.isChecked():
            canvas.box(square, "primary_hover" if self.underMouse() else "primary", None, 4)
        else:
            canvas.box(square, "hover" if self.underMouse() else "surface", "control", 4)
        if self.isChecked():
            ink: Token = "on_primary" if self.isEnabled() else "muted"
            canvas.icon(square.left() + px(1), square.top() + px(1), "tick", 16, ink)


class RadioCard(Refusing, KeyboardFocus, QRadioButton):
    """A choice with its consequence in words, and the number key that picks it. Cards of one parent exclude each other."""

    def __init__(self, words: str, consequence: str = "", *, key: str | None = None) -> None:
        super().__init__(words)
        self._consequence = consequence
        self._key = key
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleDescription(consequence)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        if key:
            press_with(self, key)
            self.setToolTip(words_with_key(words, key))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        title = paragraph(self.text(), font(15, 600), self._room(width), px(22))
        below = paragraph(self._consequence, font(13), width - px(56), px(20)) if self._consequence else None
        return round(title.height + (below.height + px(4) if below else 0)) + px(26)

    def sizeHint(self) -> QSize:
        return QSize(px(220), self.heightForWidth(px(220)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(160), self.heightForWidth(max(px(160), self.width())))

    def _room(self, width: float) -> float:
        return width - px(40) - (keycap_width(self._key) + px(18) if self._key else px(12))

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = QRectF(self.rect())
        on = self.isChecked()
        with painting(self) as canvas:
            ground: Token = "selection" if on else "hover" if self.underMouse() else "surface"
            if not self.isEnabled():
                ground = "sunken"
            canvas.box(
                rect,
                ground,
                "primary" if on or self.keyboard_focus else "control",
                6,
                2 if on or self.keyboard_focus else 1,
            )
            self._dot(canvas, QPointF(px(22), px(24)))
            self._words(canvas, rect)
            if self._key:
                edge: Token = "primary" if on else "control"
                canvas.keycap(
                    rect.right() - px(12) - keycap_width(self._key),
                    px(24),
                    native_key(self._key),
                    edge,
                    "primary" if on else "muted",
                )

    def _dot(self, canvas: Canvas, centre: QPointF) -> None:
        on = self.isChecked()
        canvas.disc(centre, px(8), "surface", "primary" if on else "control", 2 if on else 1.5)
        if on:
            canvas.disc(centre, px(4), "primary")

    def _words(self, canvas: Canvas, rect: QRectF) -> None:
        ink: Token = "text" if self.isEnabled() else "muted"
        title = paragraph(self.text(), font(15, 600), self._room(rect.width()), px(22))
        draw_paragraph(canvas, title, px(40), px(12), ink)
        if self._consequence:
            below = paragraph(self._consequence, font(13), rect.width() - px(56), px(20))
            draw_paragraph(
                canvas,
                below,
                px(40),
                rect.height() - below.height - px(11),
                "on_selection" if self.isChecked() else "muted",
            )


class _Segment(KeyboardFocus, QAbstractButton):
    """One part of a segmented control."""

    def __init__(self, words: str, icon: str | None = None) -> None:
        super().__init__()
        self._icon, self._only_icon = icon, False
        self.setText(words)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(px(30))
        self.setFixedWidth(self.width_as(only_icon=False))

    def width_as(self, *, only_icon: bool) -> int:
        """How wide with its words, or with nothing but its picture if it has one."""
        if only_icon and self._icon:
            return px(36)
        return round(advance(self.text(), font(15, 600))) + px(36)

    def show_only_icon(self, on: bool) -> None:
        self._only_icon = on and self._icon is not None
        self.setFixedWidth(self.width_as(only_icon=on))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = QRectF(self.rect())
        on = self.isChecked()
        with painting(self) as canvas:
            if on:
                canvas.box(rect, "surface", "control", 4)
            elif self.underMouse():
                canvas.box(rect, "hover", None, 4)
            if self.keyboard_focus:
                canvas.box(rect, None, "primary", 4, 2)
            ink: Token = "text" if on else "muted"
            if self._icon and self._only_icon:
                at = rect.center()
                canvas.icon(at.x() - px(10), at.y() - px(10), self._icon, 20, ink)
            else:
                words = rect.adjusted(0, 0, 0, -1)
                canvas.text(words, self.text(), font(15, 600 if on else 400), ink, CENTRE)


class SegmentedControl(QWidget, Generic[Value]):
    """Two to four views of the same thing. `chosen(value)` on change; `shortcut` (on a cap at the end) goes to the next.

    `icons`, one for each, stand for the words where there is no room for these (`squeeze`); the tooltip says them.
    """

    chosen = Signal(object)

    def __init__(
        self,
        items: Iterable[tuple[Value, str]],
        name: str = "",
        *,
        shortcut: str | None = None,
        icons: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._values: list[Value] = []
        self._group = QButtonGroup(self)
        self._cap = native_key(shortcut) if shortcut else None
        self._line = QHBoxLayout(self)
        self._squeezed = -1
        self._line.setSpacing(px(2))
        for position, (value, words) in enumerate(items):
            self._add(value, words, shortcut, icons[position] if icons else None)
        self.squeeze(0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group.button(0).setChecked(True)
        self._let_in(0)
        self._group.idToggled.connect(self._toggled)
        if shortcut:
            QShortcut(QKeySequence(shortcut), self).activated.connect(self.go_on)

    def squeeze(self, level: int) -> None:
        """Leave out what there is no room for: from 1 on the key cap, at 3 words that have a picture."""
        if level == self._squeezed:
            return
        self._squeezed = level
        self._line.setContentsMargins(px(3), px(3), self._end(level), px(3))
        for segment in self._segments():
            segment.show_only_icon(level >= _ONLY_ICONS)
        self.update()

    def width_at(self, level: int) -> int:
        """How wide it is with so much left out."""
        segments = self._segments()
        widths = sum(one.width_as(only_icon=level >= _ONLY_ICONS) for one in segments)
        return widths + px(2) * (len(segments) - 1) + px(3) + self._end(level)

    def _end(self, level: int) -> int:
        return px(3) + (round(keycap_width(self._cap)) + px(16) if self._cap and level < 1 else 0)

    def _segments(self) -> list[_Segment]:
        return [one for one in self._group.buttons() if isinstance(one, _Segment)]

    def value(self) -> Value:
        return self._values[self._group.checkedId()]

    def set_value(self, value: Value) -> None:
        self._group.button(self._values.index(value)).setChecked(True)

    def go_on(self) -> None:
        """To the next view, and round."""
        self._group.button((self._group.checkedId() + 1) % len(self._values)).setChecked(True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = QRectF(self.rect())
        with painting(self) as canvas:
            canvas.box(rect, "sunken", "line")
            if self._cap and self._squeezed < 1:
                x = rect.right() - keycap_width(self._cap) - px(12)
                canvas.keycap(x, rect.center().y(), self._cap, "control")

    def _add(self, value: Value, words: str, shortcut: str | None, icon: str | None) -> None:
        segment = _Segment(words, icon)
        segment.setToolTip(words_with_key(words, shortcut))
        self._group.addButton(segment, len(self._values))
        self._values.append(value)
        self._line.addWidget(segment)

    def _let_in(self, position: int) -> None:
        """The tabulator comes to the view that is on, and not to whichever is last."""
        for other, segment in enumerate(self._group.buttons()):
            strong = other == position
            segment.setFocusPolicy(Qt.FocusPolicy.StrongFocus if strong else Qt.FocusPolicy.ClickFocus)

    def _toggled(self, position: int, on: bool) -> None:
        if on:
            self._let_in(position)
            self.chosen.emit(self._values[position])
