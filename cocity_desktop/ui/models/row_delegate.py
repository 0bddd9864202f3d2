"""How a row of a table is painted: 40 px, the selection told by tint, bar and weight at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from cocity_desktop.ui.models.table_model import TableModel
from cocity_desktop.ui.models.window_model import WindowModel
from cocity_desktop.ui.theme.canvas import RIGHT, Canvas, cell, chip_width
from cocity_desktop.ui.theme.fonts import advance, font
from cocity_desktop.ui.theme.tokens import Token, px

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPainter

    from cocity_desktop.ui.models.columns import Chip, Column

    Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT = 40


class RowDelegate(QStyledItemDelegate):
    """Paints every cell of a `TableModel`; `hovered` is the row under the pointer, kept by the view."""

    hovered = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(px(80), px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, TableModel | WindowModel):
            return
        view: Any = self.parent()
        rect = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        with cell(painter, rect, rtl) as canvas:
            self._ground(canvas, rect, index, selected)
            column = model.columns[index.column()]
            row = model.row(index.row())
            if row is None:
                _on_its_way(canvas, rect, index, column)
            else:
                self._cell(canvas, rect, column, row, selected, _ends(index, model))
            if isinstance(view, QTableView) and _keyboard_here(view, index):
                _ring(canvas, rect, index.column(), model.columnCount())

    def _ground(self, canvas: Canvas, rect: QRectF, index: Index, selected: bool) -> None:
        if selected:
            canvas.fill(rect, "selection")
            if index.column() == 0:
                canvas.fill(QRectF(rect.left(), rect.top(), 3, rect.height()), "primary")
        elif index.row() == self.hovered:
            canvas.fill(rect, "hover")
        canvas.hline(rect.left(), rect.right(), rect.bottom() - 1)

    def _cell(
        self,
        canvas: Canvas,
        rect: QRectF,
        column: Column[Any],
        row: Any,
        selected: bool,
        ends: tuple[bool, bool],
    ) -> None:
        first, last = ends
        area = rect.adjusted(px(16 if first else 12), 0, -px(16 if last else 12), -1)
        chip = column.chip(row) if column.chip else None
        words, ink = _words(column, row, selected)
        icon = column.icon(row) if column.icon else None
        family = "mono" if column.mono else "ui"
        type_ = font(13 if column.mono else 15, 600 if column.strong or (selected and first) else 400, family)  # type: ignore[arg-type]
        if column.align == "right":
            _right(canvas, area, words, type_, ink, icon, chip)
        else:
            _left(canvas, area, words, type_, ink, icon, chip)


def _words(column: Column[Any], row: Any, selected: bool) -> tuple[str, Token]:
    words, ink = column.text(row), column.ink(row)
    if column.sunken_zero and words == "0":
        words, ink = "–", "muted"
    return words, ("on_selection" if selected and ink == "muted" else ink)


def _left(
    canvas: Canvas, area: QRectF, words: str, type_: Any, ink: Token, icon: str | None, chip: Chip | None
) -> None:
    x = area.left()
    if icon:
        canvas.icon(x, area.center().y() - px(10), icon, 20, ink)
        x += px(28)
    said = _chip_words(chip, area.right() - x - advance(words, type_) - px(10)) if chip and words else ""
    if chip and not words:
        said = chip.words
    reserved = chip_width(said, chip.icon) + px(10) if chip and words else 0.0
    x += canvas.text(QRectF(x, area.top(), area.right() - x - reserved, area.height()), words, type_, ink)
    if chip:
        canvas.chip(x + (px(10) if words else 0), area.center().y() + 0.5, said, chip.tone, chip.icon, 22)


def _chip_words(chip: Chip, room: float) -> str:
    """The words of a chip, none when they would cut the name beside them: the icon says it then."""
    return chip.words if not chip.icon or chip_width(chip.words, chip.icon) <= room else ""


def _right(
    canvas: Canvas, area: QRectF, words: str, type_: Any, ink: Token, icon: str | None, chip: Chip | None
) -> None:
    if chip:
        canvas.chip(
            area.right() - chip_width(chip.words, chip.icon),
            area.center().y() + 0.5,
            chip.words,
            chip.tone,
            chip.icon,
            22,
        )
        return
    width = canvas.text(area, words, type_, ink, RIGHT)
    if icon:
        canvas.icon(area.right() - width - px(22), area.center().y() - px(8), icon, 16, ink)


def _on_its_way(canvas: Canvas, rect: QRectF, index: Index, column: Column[Any]) -> None:
    """A bar where words will be: the row keeps its height, so that nothing jumps when it comes."""
    room = rect.width() - px(32)
    share = 0.35 + 0.1 * ((index.row() * 7 + len(column.key)) % 5)
    width = max(px(16), room * share)
    x = (
        rect.right() - px(16) - width
        if column.align == "right"
        else rect.left() + px(12 if index.column() else 16)
    )
    canvas.box(QRectF(x, rect.center().y() - px(5), width, px(10)), "track", None, 5)


def _ends(index: Index, model: TableModel[Any] | WindowModel[Any]) -> tuple[bool, bool]:
    return index.column() == 0, index.column() == model.columnCount() - 1


def _keyboard_here(view: QTableView, index: Index) -> bool:
    by_keyboard = bool(view.property("keyboard"))
    return by_keyboard and view.hasFocus() and view.currentIndex().row() == index.row()


def _ring(canvas: Canvas, rect: QRectF, column: int, columns: int) -> None:
    """The part of the row's ring that falls in this cell: the painter clips the rest."""
    painter = canvas.painter
    painter.setClipRect(rect)
    left = 1.0 if column == 0 else -20.0
    right = -1.0 if column == columns - 1 else 20.0
    place = canvas.place(rect)
    if canvas.rtl:
        left, right = -right, -left
        place = rect
        canvas.rtl = False
    canvas.box(place.adjusted(left, 1, right, -2), None, "primary", 4, 2)
