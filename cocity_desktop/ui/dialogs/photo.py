"""A photo or a plan of a record, large: looked at, saved as a copy, taken away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QSizePolicy, QWidget

from cocity_desktop.domain.pacts import AttachmentRole
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.base import Dialog, body_room
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.record_words import capital
from cocity_desktop.ui.theme.canvas import CENTRE, painting
from cocity_desktop.ui.theme.fonts import font
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.field import LineBox
from cocity_desktop.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.registry import AttachmentRow
    from cocity_desktop.domain.errors import AppError

_BELOW = 100
"""What stands under the picture, in design pixels high."""
_LONGEST = 300
"""Letters of the words under a photo."""


class _Picture(QWidget):
    """The image as large as there is room, or words in its place."""

    def __init__(self) -> None:
        super().__init__()
        self._image, self._words = QImage(), ""
        self.setMinimumSize(QSize(px(320), px(100)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(px(640), px(420))

    def show_image(self, image: QImage, words: str = "") -> None:
        self._image, self._words = image, words
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        room = QRectF(self.rect())
        with painting(self) as canvas:
            canvas.box(room, "sunken", None, 6)
            if self._image.isNull():
                canvas.text(room, self._words, font(15), "muted", CENTRE)
                return
            size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRectF(0, 0, size.width(), size.height())
            target.moveCenter(room.center())
            canvas.painter.setRenderHint(canvas.painter.RenderHint.SmoothPixmapTransform)
            canvas.painter.drawImage(target, self._image)


class PhotoDialog(Dialog):
    """`save_asked`; `remove_asked` closes it; `described(AttachmentRow, words)` when other words were written under it."""

    described = Signal(object, str)
    save_asked = Signal(object)
    remove_asked = Signal(object)

    def __init__(self, parent: QWidget | None, services: Services, photo: AttachmentRow) -> None:
        under = capital(label_of(AttachmentRole(photo.role)))
        super().__init__(parent, photo.caption or photo.name, under, primary=_("Close"), width=760)
        self.secondary.hide()
        self.photo = photo
        self._gone = False
        self.picture = _Picture()
        self.save = Button(_("Save a copy"), "ghost", icon="download")
        self.away = doing(Button(_("Take the photo away"), "ghost", icon="delete"), "remove_attachment")
        self.save.clicked.connect(lambda: self.save_asked.emit(photo))
        self.away.clicked.connect(self._remove)
        self.caption = doing(LineBox(_("What it shows"), height=36), "describe_photo")
        self.caption.line.setAccessibleName(_("What it shows"))
        self.caption.line.setMaxLength(_LONGEST)
        self.caption.set_text(photo.caption)
        self.accepted.connect(self._describe)
        acts = row(self.save, self.away, None, gap=8)
        self.picture.setFixedHeight(min(px(420), body_room(self) - px(_BELOW)))
        self.set_body(column((self.picture, 1), self.caption, acts, gap=8))
        self.picture.show_image(QImage(), _("Opening…"))
        reading = Operation(self, partial(services.read_bytes, photo.sha256))
        reading.on_success(self._develop).on_error(self._lost).start()

    def _develop(self, content: bytes) -> None:
        Operation(self, lambda: QImage.fromData(content)).on_success(self._show).start("work")

    def _show(self, image: QImage) -> None:
        self.picture.show_image(image, _("There is no picture to show: save a copy to open it elsewhere."))

    def _lost(self, _error: AppError) -> None:
        self.picture.show_image(QImage(), _("This photo cannot be read any more."))

    def _describe(self) -> None:
        words = self.caption.text().strip()
        if words != self.photo.caption and not self._gone:
            self.described.emit(self.photo, words)

    def _remove(self) -> None:
        self._gone = True
        self.remove_asked.emit(self.photo)
        self.accept()
