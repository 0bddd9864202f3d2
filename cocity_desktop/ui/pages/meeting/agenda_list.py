"""The points of the agenda as a list: titles wrap and are never cut, the running point tells its time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem

from cocity_desktop.domain.meetings import AgendaState
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.models.list_delegate import ListDelegate
from cocity_desktop.ui.models.list_view import RowsView
from cocity_desktop.ui.pages.meeting.timing import item_time, lasted
from cocity_desktop.ui.theme.canvas import RIGHT, Canvas, cell
from cocity_desktop.ui.theme.fonts import font
from cocity_desktop.ui.theme.text import Paragraph, draw_paragraph, paragraph
from cocity_desktop.ui.theme.tokens import Token, px

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PySide6.QtCore import QPersistentModelIndex
    from PySide6.QtGui import QPainter, QResizeEvent

    from cocity_desktop.application.views.work import AgendaRow, OpenPoint
    from cocity_desktop.ui.models.list_model import ListModel

    Index = QModelIndex | QPersistentModelIndex

_ICONS: dict[AgendaState, tuple[str, Token]] = {
    AgendaState.DONE: ("tick", "success"),
    AgendaState.RUNNING: ("play", "primary"),
    AgendaState.OPEN: ("circle", "faint"),
    AgendaState.POSTPONED: ("arrow-right", "muted"),
}
_EDGE, _TEXT, _END = 16, 44, 16
_ROOM = 72
"""What the minutes keep at the end of the first line."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point as the delegate shows it; `below` is its time in words."""

    title: str
    state: AgendaState
    minutes: str
    from_reply: bool

    def sentence(self) -> str:
        """The row in words."""
        asked = _("asked by the Comune’s answer") if self.from_reply else ""
        return ", ".join(filter(None, (self.title, label_of(self.state), self.minutes, asked)))


def short(text: str, longest: int = 90) -> str:
    """A sentence that must not fill the column; the whole of it is in what a screen reader says."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _point(row: AgendaRow) -> Point:
    minutes = ngettext("{n} min", "{n} min", row.planned_minutes)
    return Point(row.title, row.state, minutes, row.from_reply)


class AgendaDelegate(ListDelegate):
    """Rows of variable height; asks the view what stands under the title."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        view: Any = self.parent()
        below = px(20) if view.below(index.row()) else 0
        return QSize(px(120), round(self._title(index).height) + below + px(20))

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
        view: Any = self.parent()
        item: Point = _item(index)
        running = item.state is AgendaState.RUNNING
        muted: Token = "on_selection" if running else "muted"
        ground: Token | None = "selection" if running else "hover" if index.row() == self.hovered else None
        if ground is not None:
            canvas.box(rect.adjusted(px(8), 0, -px(8), 0), ground)
        icon, ink = _ICONS[item.state]
        canvas.icon(rect.left() + px(_EDGE), rect.top() + px(9), icon, 20, ink)
        top = QRectF(rect.left(), rect.top() + px(8), rect.width() - px(_END), px(22))
        canvas.text(top, item.minutes, font(13), muted, RIGHT)
        title = self._title(index)
        token: Token = "muted" if item.state is AgendaState.DONE else "text"
        draw_paragraph(canvas, title, rect.left() + px(_TEXT), rect.top() + px(8), token)
        below = QRectF(
            rect.left() + px(_TEXT), rect.top() + px(8) + title.height, rect.width() - px(60), px(20)
        )
        canvas.text(below, view.below(index.row()), font(13), muted)

    def _title(self, index: Index) -> Paragraph:
        view: Any = self.parent()
        item: Point = _item(index)
        weight = 600 if item.state is AgendaState.RUNNING else 400
        room = view.viewport().width() - px(_TEXT) - px(_ROOM if item.minutes else _END)
        return paragraph(item.title, font(15, weight), room, px(22))


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


def _open_point(point: OpenPoint) -> Point:
    return Point(short(point.text), AgendaState.OPEN, "", False)


def _open_id(point: OpenPoint) -> str:
    return point.entry_id or point.agenda_item_id or point.text


class AgendaList(RowsView["AgendaRow"]):
    """`row_activated(AgendaRow)` by Enter or double click; the column also takes a single click."""

    rows: ListModel[AgendaRow]

    def __init__(self) -> None:
        self._now: datetime | None = None
        super().__init__(_point, lambda row: row.id, AgendaDelegate(), fit=True, name=_("Agenda"))
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def show_agenda(self, agenda: Sequence[AgendaRow], now: datetime) -> None:
        self._now = now
        self.set_rows(agenda)
        self.scheduleDelayedItemsLayout()

    def tick(self, now: datetime) -> None:
        """A second later: only the running point has anything new to say."""
        self._now = now
        for position in range(self.rows.rowCount()):
            if self.rows.row(position).state is AgendaState.RUNNING:
                self.update(self.rows.index(position, 0))

    def below(self, position: int) -> str:
        """The words under a title."""
        row = self.rows.row(position)
        if row.state is AgendaState.RUNNING and self._now is not None:
            return item_time(row, self._now).left()
        if row.state is AgendaState.DONE:
            return lasted(row)
        if row.state is AgendaState.POSTPONED:
            return label_of(row.state)
        return _("asked by the Comune’s answer") if row.from_reply else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()
