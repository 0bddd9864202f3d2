"""How a `ListItem` is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cocity_desktop.ui.models.list_items import ListItem
from cocity_desktop.ui.models.list_model import ListModel
from cocity_desktop.ui.theme.canvas import RIGHT, Canvas, cell, chip_width
from cocity_desktop.ui.theme.fonts import font
from cocity_desktop.ui.theme.tokens import Token, px

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPainter

    Index = QModelIndex | QPersistentModelIndex

ONE_LINE, TWO_LINES = 36, 52
_STEP = 20


class ListDelegate(QStyledItemDelegate):
    """Rows inside a column of the page (`lines` False: rounded tint) or of a card (`lines`: parted by lines)."""

    hovered = -1

    def __init__(self, *, lines: bool = False, inset: int = 8) -> None:
        super().__init__()
        self._lines = lines
        self._inset = inset

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        item = _item(index)
        two = item is not None and (item.detail or item.date or item.trailing_below)
        return QSize(px(120), px(TWO_LINES if two else ONE_LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = _item(index)
        if item is None:
            return
        rect = QRectF(option.rect)
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        view = self.parent()
        with cell(painter, rect, option.direction == Qt.LayoutDirection.RightToLeft) as canvas:
            self._ground(canvas, rect, index, selected)
            if (
                selected
                and view is not None
                and view.property("keyboard")
                and state & QStyle.StateFlag.State_HasFocus
            ):
                canvas.box(rect.adjusted(1, 1, -1, -2), None, "primary", 6, 2)
            _Row(canvas, rect.adjusted(px(self._inset), 0, -px(self._inset), 0), item, selected).paint()

    def _ground(self, canvas: Canvas, rect: QRectF, index: Index, selected: bool) -> None:
        if self._lines and index.row():
            canvas.hline(rect.left() + px(self._inset), rect.right() - px(self._inset), rect.top())
        tint: Token | None = "selection" if selected else "hover" if index.row() == self.hovered else None
        if tint:
            canvas.box(rect.adjusted(0, 1, 0, -1), tint)


class _Row:
    """One row being painted: keeps where the words start, so that both lines share an edge."""

    def __init__(self, canvas: Canvas, area: QRectF, item: ListItem, selected: bool) -> None:
        self.canvas, self.area, self.item, self.selected = canvas, area, item, selected
        self.muted: Token = "on_selection" if selected else "muted"
        two = bool(item.detail.strip() or item.date or item.trailing_below)
        height = px(24) if two else area.height()
        self.first = QRectF(
            area.left(), area.top() + (px(4) if two else 0), area.width(), height - (0 if two else 1)
        )
        self.second = QRectF(area.left(), area.top() + px(26), area.width(), px(20))

    def paint(self) -> None:
        left = self._lead()
        right = self._trail()
        item = self.item
        ink: Token = self.muted if item.faint else "text"
        type_ = font(16, 400, "text") if item.serif else font(15, 600 if self.selected else 400)
        chip = chip_width(item.chip.words, item.chip.icon) + px(8) if item.chip else 0
        room = QRectF(left, self.first.top(), max(0.0, right - left - chip), self.first.height())
        width = self.canvas.text(room, item.title, type_, ink)
        if item.chip:
            at = left + width + px(8)
            self.canvas.chip(
                at, self.first.center().y() + 1, item.chip.words, item.chip.tone, item.chip.icon, 22
            )
        self._detail(left)

    def _lead(self) -> float:
        canvas, item, x = self.canvas, self.item, self.area.left() + px(_STEP) * self.item.indent
        if item.tick is not None:
            self._box(x, item.tick)
            return x + px(28)
        if item.number:
            width = px(32) if "." in item.number else px(20)
            room = QRectF(x, self.first.top(), width, self.first.height())
            canvas.text(room, item.number, font(13), self.muted, RIGHT)
            return x + width + px(12)
        if item.date:
            weekday, number = item.date
            canvas.text(QRectF(x, self.first.top(), px(32), px(22)), weekday, font(13), self.muted)
            canvas.text(QRectF(x, self.second.top() - px(3), px(32), px(24)), number, font(18, 600), "text")
            return x + px(44)
        if item.icon:
            canvas.icon(x, self.first.center().y() - px(10), item.icon, 20, self._ink(item.icon_token))
            return x + px(28)
        return x

    def _box(self, x: float, ticked: bool) -> None:
        """The square of a check box."""
        square = QRectF(x, self.first.center().y() - px(9), px(18), px(18))
        self.canvas.box(square, "primary" if ticked else "surface", None if ticked else "control", 4)
        if ticked:
            self.canvas.icon(square.left() + px(1), square.top() + px(1), "tick", 16, "on_primary")

    def _trail(self) -> float:
        """Paint what stands at the end of the first line; where the title must stop."""
        canvas, item, right = self.canvas, self.item, self.area.right()
        if item.trailing_icon and (item.icon_last or not item.trailing):
            canvas.icon(
                right - px(20),
                self.first.center().y() - px(10),
                item.trailing_icon,
                20,
                self._ink(item.trailing_token),
            )
            if not item.trailing:
                return right - px(28)
            end = QRectF(self.first)
            end.setRight(right - px(32))
            return end.right() - canvas.text(end, item.trailing, font(13), self.muted, RIGHT) - px(12)
        if not item.trailing:
            return right
        strong = item.trailing_token not in ("muted", "text")
        width = canvas.text(
            self.first, item.trailing, font(13, 600 if strong else 400), self._ink(item.trailing_token), RIGHT
        )
        right -= width
        if item.trailing_icon:
            canvas.icon(
                right - px(20),
                self.first.center().y() - px(8),
                item.trailing_icon,
                16,
                self._ink(item.trailing_token),
            )
            right -= px(22)
        return right - px(12)

    def _detail(self, left: float) -> None:
        canvas, item, right = self.canvas, self.item, self.area.right()
        if item.trailing_below:
            right -= canvas.text(self.second, item.trailing_below, font(13), self.muted, RIGHT) + px(12)
        if item.detail_icon:
            canvas.icon(
                left, self.second.center().y() - px(8), item.detail_icon, 16, self._ink(item.detail_token)
            )
            left += px(20)
        room = QRectF(left, self.second.top(), max(0.0, right - left), self.second.height())
        canvas.text(room, item.detail, font(13), self._ink(item.detail_token))

    def _ink(self, token: Token) -> Token:
        return self.muted if token == "muted" else token


def _item(index: Index) -> ListItem | None:
    model = index.model()
    if not isinstance(model, ListModel):
        return None
    item = model.item(index.row())
    return item if isinstance(item, ListItem) else None
