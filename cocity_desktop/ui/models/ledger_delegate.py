"""How a `LedgerItem` is painted: the party once, the date always in its place, actions left of it under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cocity_desktop.ui.models.list_items import LedgerItem, RowAction
from cocity_desktop.ui.models.list_model import ListModel
from cocity_desktop.ui.permitted import why_not
from cocity_desktop.ui.theme.canvas import RIGHT, Canvas, cell, chip_width
from cocity_desktop.ui.theme.fonts import advance, font
from cocity_desktop.ui.theme.text import draw_paragraph, paragraph
from cocity_desktop.ui.theme.tokens import Token, px

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
    from PySide6.QtGui import QFont, QPainter

    Index = QModelIndex | QPersistentModelIndex

_HEIGHT = 36
_TEXT_AT = 208
_BUTTON, _STEP = 28, 32
_STEP_OF_NAMES, _SMALL_STEP = 20, 16
"""From line to line of a long name, beside several rows and beside one."""


class LedgerDelegate(QStyledItemDelegate):
    """Rows of the same party have no line between them; `actions` show on the row under the pointer or the keyboard.

    `selecting` tints the selected row: where what is selected is told beside the ledger.
    """

    hovered = -1

    def __init__(
        self, actions: Sequence[RowAction] = (), *, grouped: bool = True, selecting: bool = False
    ) -> None:
        super().__init__()
        self.actions = tuple(actions)
        self._grouped = grouped
        self._selecting = selecting

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(px(400), px(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = _item(index)
        if item is None:
            return
        rect = QRectF(option.rect)
        focused = bool(option.state & QStyle.StateFlag.State_Selected) and self._keyboard()
        lit = index.row() == self.hovered or focused
        with cell(painter, rect, option.direction == Qt.LayoutDirection.RightToLeft) as canvas:
            into = self._into(index, item)
            if into == 0 and index.row():
                canvas.hline(rect.left() + px(16), rect.right() - px(16), rect.top())
            if into == 0 and item.lead_icon:
                left, top = rect.left() + px(16), rect.center().y() - px(10)
                canvas.icon(left, top, item.lead_icon, 20, item.lead_token)
            if into is not None:
                self._lead(canvas, rect, item, into, alone=not self._goes_on(index, item))
            chosen = self._selecting and bool(option.state & QStyle.StateFlag.State_Selected)
            if lit or chosen:
                body = rect.adjusted(px(_TEXT_AT - 8), 1, -px(8), -1)
                canvas.box(body, "selection" if chosen else "hover", "primary" if focused else None, 6, 2)
            muted: Token = "on_selection" if chosen else "muted"
            right = self._trailing(canvas, rect, item, muted)
            if lit:
                right = self._buttons(canvas, rect, item)
            self._words(canvas, rect, item, right, muted)

    def action_at(self, rect: QRect, index: Index, at: QPoint, rtl: bool) -> RowAction | None:
        """The action whose button is under `at`, in the row that occupies `rect`."""
        item = _item(index)
        if item is None:
            return None
        area = QRectF(rect)
        x = area.left() + area.right() - at.x() if rtl else float(at.x())
        for position, action in enumerate(self.actions):
            if self._button(area, item, position).contains(x, at.y()):
                return action
        return None

    def _into(self, index: Index, item: LedgerItem) -> int | None:
        """How many rows of its party stand before this one: 0 for the first, None past the second."""
        if not self._grouped:
            return 0
        for back in (0, 1):
            before = _item(index.sibling(index.row() - back - 1, 0)) if index.row() > back else None
            if before is None or before.lead != item.lead:
                return back
        return None

    def _goes_on(self, index: Index, item: LedgerItem) -> bool:
        """Whether the next row is of the same party, which leaves room under the name."""
        after = _item(index.sibling(index.row() + 1, 0))
        return self._grouped and after is not None and after.lead == item.lead

    def _lead(self, canvas: Canvas, rect: QRectF, item: LedgerItem, into: int, *, alone: bool) -> None:
        """The party: a long name goes on under itself, beside the second row; of a single row, in small letters."""
        x, room = rect.left() + px(44), px(_TEXT_AT - 60)
        words = QRectF(x, rect.top(), room, rect.height() - 1)
        if advance(item.lead, font(15, 600)) <= room:
            if not into:
                canvas.text(words, item.lead, font(15, 600), "text")
            return
        single = alone and not into
        step = px(_SMALL_STEP if single else _STEP_OF_NAMES)
        name = paragraph(item.lead, font(13 if single else 15, 600), room, step)
        if name.height > (2 if single else 3) * step + 1:  # no room for all of it
            if not into:
                canvas.text(words, item.lead, font(13 if single else 15, 600), "text")
            return
        top = rect.center().y() - (name.height if single else step) / 2 - into * rect.height()
        canvas.painter.save()
        canvas.painter.setClipRect(canvas.place(rect), Qt.ClipOperation.IntersectClip)
        draw_paragraph(canvas, name, x, top, "text")
        canvas.painter.restore()

    def _trailing(self, canvas: Canvas, rect: QRectF, item: LedgerItem, muted: Token) -> float:
        """Paint the date or the way on; where the text must stop."""
        area = rect.adjusted(0, 0, -px(16), -1)
        if item.link:
            canvas.icon(area.right() - px(18), rect.center().y() - px(8), "right", 16, "primary")
            area = area.adjusted(0, 0, -px(20), 0)
            return area.right() - canvas.text(area, item.trailing, font(15, 600), "primary", RIGHT) - px(16)
        token = muted if item.trailing_token == "muted" else item.trailing_token
        width = canvas.text(area, item.trailing, _due_font(item), token, RIGHT)
        if item.trailing_icon:
            at = area.right() - width - px(24)
            canvas.icon(at, rect.center().y() - px(8), item.trailing_icon, 16, token)
            width += px(24)
        return area.right() - width - px(16)

    def _buttons(self, canvas: Canvas, rect: QRectF, item: LedgerItem) -> float:
        for position, action in enumerate(self.actions):
            body = self._button(rect, item, position)
            refused = bool(why_not(*action.acts))
            canvas.box(body, "sunken" if refused else "surface", "line" if refused else "control")
            canvas.icon(
                body.left() + px(4), body.top() + px(4), action.icon, 20, "faint" if refused else "text"
            )
        return self._button(rect, item, 0).left() - px(8)

    def _button(self, rect: QRectF, item: LedgerItem, position: int) -> QRectF:
        width = advance(item.trailing, font(15, 600) if item.link else _due_font(item))
        end = rect.right() - px(16) - width - px(32)
        left = end - (len(self.actions) - position) * px(_STEP)
        return QRectF(left, rect.center().y() - px(_BUTTON) / 2, px(_BUTTON), px(_BUTTON))

    def _words(self, canvas: Canvas, rect: QRectF, item: LedgerItem, right: float, muted: Token) -> None:
        x = rect.left() + px(_TEXT_AT)
        chip = chip_width(item.chip.words, item.chip.icon) + px(8) if item.chip else 0.0
        room = max(0.0, right - x - chip)
        x += canvas.text(QRectF(x, rect.top(), room, rect.height() - 1), item.title, font(15), "text") + px(8)
        if item.chip:
            canvas.chip(x, rect.center().y() + 0.5, item.chip.words, item.chip.tone, item.chip.icon, 20)
        elif right - x > px(40):
            canvas.text(QRectF(x, rect.top() + 1, right - x, rect.height() - 1), item.note, font(13), muted)

    def _keyboard(self) -> bool:
        view = self.parent()
        return view is not None and bool(view.property("keyboard"))


def _due_font(item: LedgerItem) -> QFont:
    return font(13, 600 if item.trailing_token != "muted" else 400)


def _item(index: Index) -> LedgerItem | None:
    model = index.model()
    if not isinstance(model, ListModel) or not index.isValid():
        return None
    item = model.item(index.row())
    return item if isinstance(item, LedgerItem) else None
