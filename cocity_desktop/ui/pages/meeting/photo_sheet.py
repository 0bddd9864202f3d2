"""A photo of the meeting, large enough to read the whiteboard, over the list: with its words, the next one, and away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from cocity_desktop.localization import _
from cocity_desktop.ui.pages.meeting.sheet import Sheet
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.theme.canvas import CENTRE, painting
from cocity_desktop.ui.theme.fonts import font
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.field import LineBox
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from cocity_desktop.application.views.work import PhotoRow

_HEIGHT, _LEAST = 340, 60


class _Picture(QWidget):
    """As large as fits, never larger than it is."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QPixmap()
        self._words = ""
        self.setMinimumHeight(px(_LEAST))
        self.setMaximumHeight(px(_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(px(480), px(_HEIGHT))

    def show_image(self, image: QImage | None, words: str) -> None:
        """`words` while there is none, or why there will be none."""
        self._picture = QPixmap() if image is None else QPixmap.fromImage(image)
        self._words = words
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        room = QRectF(self.rect())
        with painting(self) as canvas:
            canvas.box(room, "sunken")
            if self._picture.isNull():
                canvas.text(room, self._words, font(13), "muted", CENTRE)
                return
            size = self._picture.size()
            if size.width() > room.width() or size.height() > room.height():
                size = size.scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(room.center())
            canvas.painter.setRenderHint(canvas.painter.RenderHint.SmoothPixmapTransform)
            canvas.painter.drawPixmap(place, self._picture, QRectF(self._picture.rect()))


class PhotoSheet(Sheet):
    """`wanted(PhotoRow)` when its picture is needed; `described(PhotoRow, words)`.

    `remove_asked(PhotoRow)`, also by Delete; `save_asked(PhotoRow)`. `moved(PhotoRow, place)` by Ctrl and an arrow, to be
    number `place` (from 0) of its line's; `show_moved` once it is.
    """

    wanted = Signal(object)
    described = Signal(object, str)
    remove_asked = Signal(object)
    save_asked = Signal(object)
    moved = Signal(object, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Photo"))
        self._photos: tuple[PhotoRow, ...] = ()
        self._number = 0
        self.picture = _Picture()
        self.caption = doing(LineBox(_("What it shows"), height=36), "describe_photo")
        self.caption.line.setAccessibleName(_("What it shows"))
        self.caption.line.returnPressed.connect(self._describe)
        self._count = Label("", "small")
        save = Button(_("Save a copy…"), "ghost")
        save.clicked.connect(lambda: self.save_asked.emit(self.photo()))
        away = doing(Button(_("Take away"), "ghost"), "remove_photo")
        away.clicked.connect(lambda: self.remove_asked.emit(self.photo()))
        self.body.addWidget(self.picture)
        self.body.addSpacing(px(12))
        self.body.addLayout(row((self.caption, 1), self._count, save, away))

    def photo(self) -> PhotoRow:
        """The one on show. Raises IndexError before one is."""
        return self._photos[self._number]

    def show_photos(self, photos: Sequence[PhotoRow], number: int, above: QWidget) -> None:
        """Those of one line, beginning with `number`."""
        self._photos, self._number = tuple(photos), number
        self.open_above(above)
        self._show()
        self.setFocus()

    def show_image(self, photo: PhotoRow, image: QImage | None, words: str = "") -> None:
        """What was asked for by `wanted`, unless another is on show by now."""
        if self._photos and photo == self.photo():
            self.picture.show_image(image, words or photo.caption or photo.name)

    def show_moved(self, photo: PhotoRow, place: int) -> None:
        """It stands there now; it stays the one on show, if it was."""
        if photo not in self._photos:
            return
        others = [one for one in self._photos if one != photo]
        shown = self.photo()
        self._photos = (*others[:place], photo, *others[place:])
        self._number = self._photos.index(shown)
        self._tell_count()

    def _tell_count(self) -> None:
        many = len(self._photos) > 1
        words = _("{n} of {all}, with the arrows").format(n=self._number + 1, all=len(self._photos))
        self._count.setText(words if many else "")

    def _show(self) -> None:
        photo = self.photo()
        self.caption.set_text(photo.caption)
        self._tell_count()
        self.picture.show_image(None, _("one moment…"))
        self.wanted.emit(photo)

    def _describe(self) -> None:
        self.described.emit(self.photo(), self.caption.text().strip())
        self.close_sheet()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()), 0)
        if (
            step
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and not self.caption.line.hasFocus()
        ):
            place = self._number + step
            if 0 <= place < len(self._photos):
                self.moved.emit(self.photo(), place)
        elif step and not self.caption.line.hasFocus():
            self._number = (self._number + step) % len(self._photos)
            self._show()
        elif event.key() == Qt.Key.Key_Delete and not self.caption.line.hasFocus():
            self.remove_asked.emit(self.photo())
        else:
            super().keyPressEvent(event)
