"""The points of the agenda as a list: titles wrap and are never cut, the running point tells its time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QTextLayout
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem

from cocity_desktop.domain.meetings import AgendaState
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.models.list_delegate import ListDelegate
from cocity_desktop.ui.models.list_view import RowsView
from cocity_desktop.ui.pages.meeting.timing import origin
from cocity_desktop.ui.theme.canvas import RIGHT, Canvas, cell
from cocity_desktop.ui.theme.fonts import advance, font
from cocity_desktop.ui.theme.text import Paragraph, draw_paragraph, paragraph
from cocity_desktop.ui.theme.tokens import Token, px

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent

    from cocity_desktop.application.views.work import OpenPoint
    from cocity_desktop.ui.models.list_model import ListModel
    from cocity_desktop.ui.pages.meeting.outline import Point

    Index = QModelIndex | QPersistentModelIndex

_ICONS: dict[AgendaState, tuple[str, Token]] = {
    AgendaState.DONE: ("tick", "success"),
    AgendaState.RUNNING: ("play", "primary"),
    AgendaState.OPEN: ("circle", "faint"),
    AgendaState.POSTPONED: ("arrow-right", "muted"),
}
_EDGE, _TEXT, _END, _INDENT = 16, 44, 16, 16
_GAP = 16
"""Between a title and its minutes."""


@dataclass(frozen=True, slots=True)
class PointItem:
    """A point as the delegate shows it. `number` stands before the title of a sub-item only; `divided` has some."""

    title: str
    state: AgendaState
    minutes: str = ""
    number: str = ""
    origin: str = ""
    divided: bool = False

    def sentence(self) -> str:
        """The row in words."""
        parts = (self.number, self.title, label_of(self.state), self.minutes, self.origin)
        return ", ".join(filter(None, parts))


def short(text: str, longest: int = 90) -> str:
    """A sentence that must not fill the column; the whole of it is in what a screen reader says."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _point(point: Point) -> PointItem:
    minutes = ngettext("{n} min", "{n} min", point.minutes)
    if point.extra:
        minutes = _("{n}+{extra} min").format(n=point.minutes, extra=point.extra)
    number = point.number if point.is_sub else ""
    return PointItem(point.row.title, point.state, minutes, number, origin(point.row), bool(point.subs))


class AgendaDelegate(ListDelegate):
    """Rows of variable height; asks the view what stands under the title."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(120), round(self._title(index).height + self._below(index).height) + px(20))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view: Any = self.parent()
        rect = QRectF(option.rect)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        with cell(painter, rect, rtl) as canvas:
            self._body(canvas, rect.adjusted(0, 0, 0, -px(4)), index)
            focused = view.hasFocus() and view.property("keyboard")
            if focused and option.state & QStyle.StateFlag.State_Selected:
                ring = rect.adjusted(px(8), 0, -px(8), -px(4))
                canvas.box(ring, None, "primary", 6, 2)

    def _body(self, canvas: Canvas, rect: QRectF, index: Index) -> None:
        item: PointItem = _item(index)
        running = item.state is AgendaState.RUNNING and not item.divided
        muted: Token = "on_selection" if running else "muted"
        ground: Token | None = "selection" if running else "hover" if index.row() == self.hovered else None
        if ground is not None:
            canvas.box(rect.adjusted(px(8), 0, -px(8), 0), ground)
        left = rect.left() + self._indent(index)
        icon, ink = _ICONS[item.state]
        canvas.icon(left + px(_EDGE), rect.top() + px(9), icon, 20, ink)
        top = QRectF(rect.left(), rect.top() + px(8), rect.width() - px(_END), px(22))
        canvas.text(top, item.minutes, font(13), muted, RIGHT)
        title = self._title(index)
        done = item.state in (AgendaState.DONE, AgendaState.POSTPONED)
        draw_paragraph(canvas, title, left + px(_TEXT), rect.top() + px(8), "muted" if done else "text")
        below = self._below(index)
        draw_paragraph(canvas, below, left + px(_TEXT), rect.top() + px(8) + title.height, muted)

    def _indent(self, index: Index) -> float:
        return px(_INDENT) if _item(index).number else 0

    def _title(self, index: Index) -> Paragraph:
        item: PointItem = _item(index)
        weight = 600 if item.state is AgendaState.RUNNING else 400
        words = f"{item.number}  {item.title}" if item.number else item.title
        kept = advance(item.minutes, font(13)) + px(_GAP) if item.minutes else 0.0
        return paragraph(words, font(15, weight), self._room(index) - kept, px(22))

    def _below(self, index: Index) -> Paragraph:
        """Nothing takes no room."""
        view: Any = self.parent()
        words = view.below(index.row())
        if not words:
            return Paragraph(QTextLayout(), 0, 0)
        return paragraph(words, font(13), self._room(index), px(20))

    def _room(self, index: Index) -> float:
        view: Any = self.parent()
        return float(view.viewport().width() - px(_TEXT) - px(_END) - self._indent(index))


def _item(index: Index) -> Any:
    model: Any = index.model()
    return model.item(index.row())


class OpenPoints(RowsView["OpenPoint"]):
    """What earlier meetings left open, in the same hand. `row_activated(OpenPoint)`."""

    def __init__(self) -> None:
        super().__init__(_open_point, _open_id, AgendaDelegate(), fit=True, name=_("Left open"))
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def below(self, _position: int) -> str:
        """Nothing stands under these."""
        return ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()


def _open_point(point: OpenPoint) -> PointItem:
    return PointItem(short(point.text), AgendaState.OPEN)


def _open_id(point: OpenPoint) -> str:
    return point.entry_id or point.agenda_item_id or point.text


class AgendaList(RowsView["Point"]):
    """`row_activated(Point)` by Enter or double click; the column also takes a single click.

    `ticked(Point)` by the space bar, `skipped(Point)` by Delete, `menu_asked(Point, QPoint)` by the menu key or button.
    """

    ticked = Signal(object)
    skipped = Signal(object)
    menu_asked = Signal(object, QPoint)
    rows: ListModel[Point]

    def __init__(self) -> None:
        self._words: dict[str, str] = {}
        super().__init__(_point, lambda point: point.row.id, AgendaDelegate(), fit=True, name=_("Agenda"))
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def show_agenda(self, points: Sequence[Point], words: Mapping[str, str]) -> None:
        """`words` are what stands under the titles, by id."""
        self._words = dict(words)
        self.set_rows(points)
        self._lay_out()

    def show_words(self, words: Mapping[str, str]) -> None:
        """A second later: only what says something new is painted, only what grew a line is laid out."""
        before, self._words = self._words, dict(words)
        for position in range(self.rows.rowCount()):
            item_id = self.rows.row(position).row.id
            if before.get(item_id) != self._words.get(item_id):
                self.update(self.rows.index(position, 0))
        if any(_longer(before.get(one, ""), self._words.get(one, "")) for one in self._words):
            self._lay_out()

    def below(self, position: int) -> str:
        """The words under a title."""
        return self._words.get(self.rows.row(position).row.id, "")

    def _lay_out(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = self.selected()
        if chosen is not None and event.key() == Qt.Key.Key_Space:
            self.ticked.emit(chosen)
        elif chosen is not None and event.key() == Qt.Key.Key_Delete:
            self.skipped.emit(chosen)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if index.isValid():
            below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft() + QPoint(px(_TEXT), 0))
            self.menu_asked.emit(self.rows.row(index.row()), event.globalPos() if by_mouse else below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()


def _longer(before: str, after: str) -> bool:
    """Whether the row may need another height: the words came, went, or changed by more than a figure."""
    return bool(before) != bool(after) or abs(len(before) - len(after)) > 2
