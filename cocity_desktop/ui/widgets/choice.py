"""One of several: the closed list (a real QComboBox, painted)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from cocity_desktop.ui.theme.canvas import cell, painting
from cocity_desktop.ui.theme.fonts import advance, font
from cocity_desktop.ui.theme.tokens import Token, colour, px
from cocity_desktop.ui.widgets.field import Field
from cocity_desktop.ui.widgets.focus import KeyboardFocus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent

Value = TypeVar("Value")


class _ItemDelegate(QStyledItemDelegate):
    """Rows of the open list: 36 px, tint under the pointer, a tick on the chosen one."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect = QRectF(option.rect)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        lit = bool(option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver))
        combo = self.parent()
        chosen = isinstance(combo, QComboBox) and index.row() == combo.currentIndex()
        with cell(painter, rect, rtl) as canvas:
            canvas.fill(rect, "selection" if lit else "surface")
            words = rect.adjusted(px(12), 0, -px(36), -1)
            canvas.text(words, str(index.data() or ""), font(15, 600 if chosen else 400), "text")
            if chosen:
                canvas.icon(rect.right() - px(28), rect.center().y() - px(8), "tick", 16, "primary")

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(round(advance(str(index.data() or ""), font(15, 600))) + px(52), px(36))


class ComboBox(KeyboardFocus, QComboBox):
    """The painted combo on its own, for filter rows (36 px, `lit` when it filters) and inside `Choice` (40 px)."""

    def __init__(self, height: int = 40) -> None:
        super().__init__()
        self._wrong = False
        self.lit = False
        # Without this the popup of Fusion covers the box and grows arrows instead of a scroll bar.
        self.setStyleSheet("QComboBox { combobox-popup: 0; }")
        self.setFont(font(15))
        self.setFixedHeight(px(height))
        self.setMaxVisibleItems(10)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        view = QListView()
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setMouseTracking(True)
        self.setView(view)
        self.setItemDelegate(_ItemDelegate(self))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def set_wrong(self, wrong: bool) -> None:
        self._wrong = wrong
        self.update()

    def sizeHint(self) -> QSize:
        widest = max((advance(self.itemText(i), font(15, 600)) for i in range(self.count())), default=80.0)
        return QSize(round(max(widest, advance(self.placeholderText(), font(15)))) + px(48), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(px(96), self.height())

    def showPopup(self) -> None:
        super().showPopup()
        container = self.view().window()
        palette = container.palette()
        # Fusion darkens the ground by 1.4 for the outline of a popup: nothing would be left of it in the dark.
        palette.setColor(QPalette.ColorRole.Window, colour("control").lighter(140))
        container.setPalette(palette)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel over a closed list scrolls the page; it must not change an answer unseen."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = QRectF(self.rect())
        with painting(self) as canvas:
            if not self.isEnabled():
                canvas.box(rect, "sunken", "line")
            else:
                thick = self.hasFocus() or self._wrong
                canvas.box(rect, self._ground(), self._edge(), 6, 2 if thick else 1)
            empty = self.currentIndex() < 0
            words = self.placeholderText() if empty else self.currentText()
            ink: Token = "primary" if self.lit else "muted" if empty or not self.isEnabled() else "text"
            area = rect.adjusted(px(12), 0, -px(34), -1)
            canvas.text(area, words, font(15, 600 if self.lit else 400), ink)
            canvas.icon(
                rect.right() - px(27),
                rect.center().y() - px(8),
                "down",
                16,
                "primary" if self.lit else "muted",
            )

    def _ground(self) -> Token:
        return "selection" if self.lit else "hover" if self.underMouse() else "surface"

    def _edge(self) -> Token:
        return "danger" if self._wrong else "primary" if self.hasFocus() or self.lit else "control"


class Choice(Field, Generic[Value]):
    """A labelled closed list of (value, words). `value()` is None until something is chosen, when `placeholder` is given."""

    chosen = Signal(object)

    def __init__(
        self,
        label: str = "",
        items: Iterable[tuple[Value, str]] = (),
        *,
        help_text: str = "",
        placeholder: str = "",
    ) -> None:
        super().__init__(label, help_text)
        self.combo = ComboBox()
        self._placeholder = placeholder
        self.combo.setPlaceholderText(placeholder)
        self._values: list[Value] = []
        self._build(self.combo, self.combo)
        self.set_items(items)
        self.combo.currentIndexChanged.connect(lambda _i: self.changed.emit())
        self.combo.activated.connect(lambda _i: self.chosen.emit(self.value()))

    def set_items(self, items: Iterable[tuple[Value, str]]) -> None:
        """Replace the answers; the present one is kept if it is still among them."""
        before = self.value()
        self.combo.blockSignals(True)
        self.combo.clear()
        self._values = []
        for value, words in items:
            self._values.append(value)
            self.combo.addItem(words)
        self.combo.setCurrentIndex(-1 if self._placeholder or not self._values else 0)
        self.combo.blockSignals(False)
        if before is not None and before in self._values:
            self.set_value(before)
        self.combo.updateGeometry()

    def value(self) -> Value | None:
        index = self.combo.currentIndex()
        return self._values[index] if 0 <= index < len(self._values) else None

    def set_value(self, value: Value | None) -> None:
        """Choose `value`; None or an unknown value leaves nothing chosen."""
        self.combo.setCurrentIndex(
            self._values.index(value) if value is not None and value in self._values else -1
        )

    def set_error(self, words: str | None) -> None:
        super().set_error(words)
        self.combo.set_wrong(words is not None)
