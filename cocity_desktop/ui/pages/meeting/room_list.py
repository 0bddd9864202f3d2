"""The lines of the room as a list, and the log of who came and went: names wrap and are never cut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QListView, QStyle, QStyleOptionViewItem, QWidget

from cocity_desktop.localization import _, clock, number
from cocity_desktop.ui.models.list_delegate import ListDelegate
from cocity_desktop.ui.models.list_view import RowsView
from cocity_desktop.ui.pages.meeting.room_reading import Passage, RoomLine, spoken
from cocity_desktop.ui.theme.canvas import RIGHT, cell, painting
from cocity_desktop.ui.theme.fonts import advance, font
from cocity_desktop.ui.theme.text import Paragraph, draw_paragraph, paragraph
from cocity_desktop.ui.theme.tokens import Token, px

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent

    Index = QModelIndex | QPersistentModelIndex

_EDGE, _TEXT, _END, _GAP = 16, 44, 16, 8
_LINE, _AIR = 22, 14
_LOG_TEXT, _LOG_LINE, _LOG_AIR = 60, 20, 8


@dataclass(frozen=True, slots=True)
class Present:
    """A line as the delegate shows it: at its end how many are here, or since when they are not."""

    title: str
    end: str
    here: bool
    said: str

    def sentence(self) -> str:
        """The row in words."""
        return self.said


def as_shown(line: RoomLine) -> Present:
    """A line of the room, in words."""
    if line.here:
        said = _("{who}, {count} in the room").format(who=line.name, count=number(line.heads))
        return Present(line.name, number(line.heads), True, said)
    gone = [stay.left_at for stay in line.stays if stay.left_at is not None]
    words = (
        _("expected") if line.expected else _("left at {time}").format(time=clock(max(gone))) if gone else ""
    )
    return Present(line.name, words, False, ", ".join(filter(None, (line.name, words))))


class RoomDelegate(ListDelegate):
    """36 px for a line, more when the name wraps."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(120), round(self._name(index).height) + px(_AIR))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view: Any = self.parent()
        rect = QRectF(option.rect)
        item = _item(index)
        with cell(painter, rect, option.direction == Qt.LayoutDirection.RightToLeft) as canvas:
            inner = rect.adjusted(px(8), 0, -px(8), 0)
            if index.row() == self.hovered:
                canvas.box(inner, "hover")
            icon, ink = ("dot", "success") if item.here else ("circle", "faint")
            canvas.icon(rect.left() + px(_EDGE), rect.top() + px(8), icon, 20, ink)  # type: ignore[arg-type]
            token: Token = "text" if item.here else "muted"
            draw_paragraph(canvas, self._name(index), rect.left() + px(_TEXT), rect.top() + px(7), token)
            end = QRectF(rect.left(), rect.top() + px(7), rect.width() - px(_END), px(_LINE))
            canvas.text(end, item.end, font(15 if item.here else 13), token, RIGHT)
            if (
                view.hasFocus()
                and view.property("keyboard")
                and option.state & QStyle.StateFlag.State_Selected
            ):
                canvas.box(inner, None, "primary", 6, 2)

    def _name(self, index: Index) -> Paragraph:
        view: Any = self.parent()
        item = _item(index)
        kept = advance(item.end, font(15 if item.here else 13)) + px(_END + _GAP)
        return paragraph(item.title, font(15), view.viewport().width() - px(_TEXT) - kept, px(_LINE))


def _item(index: Index) -> Present:
    model: Any = index.model()
    shown: Present = model.item(index.row())
    return shown


class RoomList(RowsView["RoomLine"]):
    """`toggled(RoomLine)` by Enter or a click, `edit_asked` by F2 or a double click, `counted(RoomLine, int)` by + and −.

    `numbered(RoomLine, int)` by a figure on a line, `removed` by Delete, `menu_asked(RoomLine, QPoint)`.
    """

    toggled = Signal(object)
    edit_asked = Signal(object)
    counted = Signal(object, int)
    numbered = Signal(object, int)
    removed = Signal(object)
    menu_asked = Signal(object, QPoint)

    def __init__(self) -> None:
        self._pressed: RoomLine | None = None
        super().__init__(as_shown, lambda line: line.key, RoomDelegate(), fit=True, name=_("In the room"))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self._once = QTimer(self, singleShot=True)
        self._once.timeout.connect(self._clicked_once)
        self.clicked.connect(self._click)

    def line(self, key: str) -> RoomLine | None:
        """The line of a group or name, as shown now."""
        position = self.rows.position(key)
        return None if position is None else self.rows.row(position)

    # A click waits for the second one: half a second later nobody has left who was only to be corrected.

    def _click(self, index: QModelIndex) -> None:
        self._pressed = self.rows.row(index.row())
        self._once.start(QApplication.doubleClickInterval())

    def _clicked_once(self) -> None:
        if self._pressed is not None:
            self.toggled.emit(self._pressed)
            self._pressed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._once.stop()
        self._pressed = None
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.edit_asked.emit(self.rows.row(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.selected()
        figure = event.text()
        if line is None:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.toggled.emit(line)
        elif event.key() == Qt.Key.Key_F2:
            self.edit_asked.emit(line)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(line)
        elif figure in ("+", "-", "−"):
            self.counted.emit(line, 1 if figure == "+" else -1)
        elif figure.isdigit() and figure != "0" and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.numbered.emit(line, int(figure))
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


class PassageLog(QWidget):
    """When, and who: read only."""

    def __init__(self) -> None:
        super().__init__()
        self._passages: tuple[Passage, ...] = ()
        self._laid: list[Paragraph] = []

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """The newest first."""
        self._passages = tuple(passages)
        self.setAccessibleName("; ".join(spoken(one) for one in self._passages))
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        room = float(self.width() - px(_LOG_TEXT + 16))
        self._laid = [paragraph(one.words, font(13), room, px(_LOG_LINE)) for one in self._passages]
        self.setFixedHeight(round(sum(one.height + px(_LOG_AIR) for one in self._laid)))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        top = px(_LOG_AIR) / 2
        with painting(self) as canvas:
            for one, words in zip(self._passages, self._laid, strict=True):
                canvas.text(QRectF(px(16), top, px(44), px(_LOG_LINE)), clock(one.at), font(13), "muted")
                draw_paragraph(canvas, words, px(_LOG_TEXT), top, "text")
                top += words.height + px(_LOG_AIR)
