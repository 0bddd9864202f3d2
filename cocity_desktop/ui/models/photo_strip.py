"""Photos and plans of a record in a row of small pictures: one list view, painted, never a widget for each.

They are moved by dragging, or with Ctrl and the arrows; the first one leads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QStyle, QStyledItemDelegate

from cocity_desktop.domain.pacts import AttachmentRole
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _
from cocity_desktop.ui.theme.canvas import CENTRE, cell, painting
from cocity_desktop.ui.theme.fonts import font
from cocity_desktop.ui.theme.tokens import px

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from cocity_desktop.application.views.registry import AttachmentRow
    from cocity_desktop.ui.models.photo_shelf import PhotoShelf

    Index = QModelIndex | QPersistentModelIndex

_ROOM = (96, 72)
_WORDS = 20
"""Design pixels of the line under a picture."""
_ROW = Qt.ItemDataRole.UserRole


class _Model(QAbstractListModel):
    """The rows as they came."""

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self.photos: tuple[AttachmentRow, ...] = ()

    def rowCount(self, parent: Index | None = None) -> int:
        del parent
        return len(self.photos)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        photo = self.photos[index.row()]
        if role == _ROW:
            return photo
        if role in (
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.DisplayRole,
        ):
            words = f"{photo.caption or photo.name}, {label_of(AttachmentRole(photo.role))}"
            if role == Qt.ItemDataRole.AccessibleTextRole and len(self.photos) > 1:
                place = _("{n} of {all}").format(n=index.row() + 1, all=len(self.photos))
                return f"{words}, {place}"
            return words
        return None

    def become(self, photos: Sequence[AttachmentRow]) -> None:
        self.beginResetModel()
        self.photos = tuple(photos)
        self.endResetModel()


class _Delegate(QStyledItemDelegate):
    """A picture cut to its frame; a plan says so on it."""

    def __init__(self, shelf: PhotoShelf, parent: QListView) -> None:
        super().__init__(parent)
        self._shelf, self._view = shelf, parent
        self.under = 0  # pixels for the words under the pictures; none while none has any

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(px(_ROOM[0] + 8), px(_ROOM[1] + 8) + self.under)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        photo: AttachmentRow = index.data(_ROW)
        bounds = QRectF(option.rect)
        frame = QRectF(bounds.left() + px(3), bounds.top() + px(3), px(_ROOM[0]), px(_ROOM[1]))
        picture = self._shelf.picture(photo.sha256)
        with cell(painter, bounds, rtl=False) as canvas:
            canvas.box(frame, "sunken", "line", 4)
            if picture is not None and not picture.isNull():
                painter.drawPixmap(frame.adjusted(1, 1, -1, -1), picture, QRectF(picture.rect()))
            elif picture is not None:
                canvas.icon(frame.center().x() - px(10), frame.center().y() - px(10), "file", 20, "muted")
            if photo.role == AttachmentRole.SITE_PLAN:
                band = QRectF(frame.left(), frame.bottom() - px(20), frame.width(), px(20))
                canvas.box(band, "surface", None, 0)
                canvas.text(band, label_of(AttachmentRole.SITE_PLAN), font(13), "text", CENTRE)
            if self.under:
                line = QRectF(frame.left(), frame.bottom() + px(1), frame.width(), self.under)
                canvas.text(line, photo.caption, font(13), "muted")
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            if chosen and self._view.hasFocus():
                canvas.box(frame.adjusted(-2, -2, 2, 2), None, "primary", 6, 2)


_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class PhotoStrip(QListView):
    """`opened(AttachmentRow)` by Enter or a click, `removed(AttachmentRow)` by Delete.

    `moved(AttachmentRow, place)`: dragged, or with Ctrl and an arrow, to be number `place` (from 0); whoever listens
    shows the new order. Esc while dragging gives up.
    """

    opened = Signal(object)
    removed = Signal(object)
    moved = Signal(object, int)

    def __init__(self, shelf: PhotoShelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Model(self)
        self.setModel(self._rows)
        self._delegate = _Delegate(shelf, self)
        self._pressed: QPoint | None = None
        self._dragged: AttachmentRow | None = None
        self._before = -1
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("Photos and plans"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        shelf.arrived.connect(self.viewport().update)
        self.clicked.connect(lambda index: self.opened.emit(index.data(_ROW)))

    def show_photos(self, photos: Sequence[AttachmentRow], width: int) -> None:
        """Other photos, in rows as wide as `width` pixels."""
        self._delegate.under = px(_WORDS) if any(one.caption for one in photos) else 0
        self._rows.become(photos)
        in_a_row = max(1, width // px(_ROOM[0] + 8))
        rows = -(-len(photos) // in_a_row)
        self.setFixedHeight(rows * (px(_ROOM[1] + 8) + self._delegate.under) + 2)

    def photos(self) -> tuple[AttachmentRow, ...]:
        """What it shows."""
        return self._rows.photos

    def hold(self, photo_id: str) -> bool:
        """Take the keys, with this photo under them; False when it is not here."""
        place = next((n for n, one in enumerate(self._rows.photos) if one.id == photo_id), None)
        if place is None:
            return False
        self.setCurrentIndex(self._rows.index(place))
        self.setFocus()
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        at = event.position().toPoint()
        if event.button() is Qt.MouseButton.LeftButton and self.indexAt(at).isValid():
            self._pressed = at

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        if (
            self._dragged is None
            and (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        ):
            self._dragged = self.indexAt(self._pressed).data(_ROW)
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragged is not None:
            self._aim(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, before = self._dragged, self._before
        self._give_up()
        if dragged is None:
            super().mouseReleaseEvent(event)
        elif before >= 0:
            self._move(dragged, before - (before > self._rows.photos.index(dragged)))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._dragged is not None and self._before >= 0:
            edge = self._edge(self._before)
            with painting(self.viewport()) as canvas:
                canvas.fill(edge, "primary")

    def _aim(self, at: QPoint) -> None:
        """The gap nearest to the pointer."""
        gaps = range(len(self._rows.photos) + 1)
        self._before = min(gaps, key=lambda gap: (self._edge(gap).center() - at).manhattanLength())
        self.viewport().update()

    def _edge(self, gap: int) -> QRectF:
        """Where a photo let go before number `gap` would stand: a line left of it, or right of the last one."""
        last = gap == len(self._rows.photos)
        cell_ = QRectF(self.visualRect(self._rows.index(gap - 1 if last else gap)))
        left = cell_.right() - px(3) if last else cell_.left()
        return QRectF(left, cell_.top() + px(3), px(2), px(_ROOM[1]))

    def _move(self, photo: AttachmentRow, place: int) -> None:
        if 0 <= place < len(self._rows.photos) and self._rows.photos[place] != photo:
            self.moved.emit(photo, place)

    def _give_up(self) -> None:
        self._pressed, self._dragged, self._before = None, None, -1
        self.viewport().unsetCursor()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Escape and self._dragged is not None:
            self._give_up()
        elif (
            index.isValid()
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and event.key() in _STEPS
        ):
            self._move(index.data(_ROW), index.row() + _STEPS[Qt.Key(event.key())])
        elif index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(index.data(_ROW))
        elif index.isValid() and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(index.data(_ROW))
        else:
            super().keyPressEvent(event)
