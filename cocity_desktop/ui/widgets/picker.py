"""One of many: a field that finds an answer by any part of it, where a closed list would be too long to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from cocity_desktop.localization import _
from cocity_desktop.ui.theme.canvas import cell
from cocity_desktop.ui.theme.fonts import font
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.field import Field, LineBox
from cocity_desktop.ui.widgets.text_fields import add_clear_button

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QMoveEvent, QPainter, QResizeEvent, QShowEvent

Value = TypeVar("Value")


class _Delegate(QStyledItemDelegate):
    """Rows of 36 px, tinted where the keyboard or the pointer is."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect = QRectF(option.rect)
        lit = bool(option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver))
        with cell(painter, rect, option.direction == Qt.LayoutDirection.RightToLeft) as canvas:
            canvas.fill(rect, "selection" if lit else "surface")
            canvas.text(rect.adjusted(px(12), 0, -px(12), -1), str(index.data() or ""), font(15), "text")

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(120), px(36))


class _Popup(QListView):
    """The list under a whole field: left to itself, Qt hangs it from the bare line inside the frame."""

    def __init__(self, box: QWidget) -> None:
        super().__init__()
        self._box = box
        self.setFrameShape(QFrame.Shape.Box)
        self.setMouseTracking(True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._hang()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hang()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._hang()

    def _hang(self) -> None:
        """As wide as the field; under it, or over it where the screen ends."""
        corner = self._box.mapToGlobal(QPoint(0, 0))
        over = self.y() < corner.y()
        top = corner.y() - self.height() - px(4) if over else corner.y() + self._box.height() + px(4)
        place = QRect(corner.x(), top, self._box.width(), self.height())
        if self.geometry() != place:
            self.setGeometry(place)


class Picker(Field, Generic[Value]):
    """Type a part of the words, choose with the arrows and Enter. `value()` is None until the words are one of the answers.

    Words must be different from one another: tell two equal names apart by what is known of them ("Orti, circ. 8").
    With `free` anything may be written: `text()` gives it, `value()` only when it is one of the answers.
    """

    chosen = Signal(object)

    def __init__(
        self,
        label: str = "",
        items: Iterable[tuple[Value, str]] = (),
        *,
        help_text: str = "",
        placeholder: str = "",
        free: bool = False,
    ) -> None:
        super().__init__(label, help_text)
        self._free = free
        self._values: dict[str, Value] = {}
        self.box = LineBox(placeholder, icon=None if free else "search")
        self.line = self.box.line
        self._words = QStringListModel(self)
        self._set_up_completer()
        self._build(self.box, self.line)
        add_clear_button(self.box)
        self.line.textChanged.connect(lambda _text: self.changed.emit())
        self.line.editingFinished.connect(self._leave)
        self.set_items(items)

    def set_items(self, items: Iterable[tuple[Value, str]]) -> None:
        """Replace the answers; what is written stays. Raises ValueError when two answers have the same words."""
        given = list(items)
        self._values = {words: value for value, words in given}
        if len(self._values) != len(given):
            raise ValueError(given)
        self._words.setStringList(list(self._values))

    def value(self) -> Value | None:
        return self._values.get(self.text())

    def set_value(self, value: Value | None) -> None:
        """Write the words of `value`; nothing for None or an unknown one."""
        self.line.setText(next((words for words, one in self._values.items() if one == value), ""))

    def text(self) -> str:
        """What is written."""
        return self.line.text().strip()

    def problem(self) -> str | None:
        if self._free or not self.text() or self.value() is not None:
            return None
        return _("Choose one from the list.")

    def _set_up_completer(self) -> None:
        completer = QCompleter(self._words, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(8)
        popup = _Popup(self.box)
        completer.setPopup(popup)
        popup.setItemDelegate(_Delegate(popup))  # after: Qt puts its own on a popup it is given
        completer.activated.connect(self._choose, Qt.ConnectionType.QueuedConnection)
        self.line.setCompleter(completer)

    def _choose(self, words: str) -> None:
        """Tell the choice once the line has its words, so that who listens may empty it.

        At each focus QLineEdit puts itself last among the completer's listeners: it would write them again.
        """
        self.chosen.emit(self._values.get(words))

    def _leave(self) -> None:
        folded = {words.casefold(): words for words in self._values}
        exact = folded.get(self.text().casefold())
        if exact is not None and exact != self.line.text():
            self.line.setText(exact)
        popup = self.line.completer().popup()
        if popup is None or not popup.isVisible():
            self.check()
