"""Small pictures of photos, made once each, off the main thread.

The list paints an empty frame until the picture is there: reading and scaling never hold a key.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from cocity_desktop.ui.operation import Operation

if TYPE_CHECKING:
    from collections.abc import Callable

    from cocity_desktop.domain.errors import AppError

SMALL = QSize(192, 144)
"""Pixels of the picture itself: sharp where the list shows it at half, on screens of twice the density."""

_MOST = 400


class PhotoShelf(QObject):
    """Pictures by the SHA-256 of their bytes. `arrived` when one more can be painted."""

    arrived = Signal()

    def __init__(self, read_bytes: Callable[[str], bytes], parent: QObject) -> None:
        super().__init__(parent)
        self._read_bytes = read_bytes
        self._pictures: dict[str, QPixmap] = {}
        self._asked: set[str] = set()

    def picture(self, sha256: str) -> QPixmap | None:
        """What can be painted now; None while it is on its way, a null picture for one that cannot be read."""
        found = self._pictures.get(sha256)
        if found is None and sha256 not in self._asked:
            self._asked.add(sha256)
            Operation(self, partial(self._read_bytes, sha256)).on_success(
                partial(self._develop, sha256)
            ).on_error(partial(self._lost, sha256)).start()
        return found

    def _develop(self, sha256: str, content: bytes) -> None:
        Operation(self, partial(shrunk, content, SMALL)).on_success(partial(self._keep, sha256)).start("work")

    def _keep(self, sha256: str, image: QImage) -> None:
        if len(self._pictures) >= _MOST:
            self._pictures.clear()
            self._asked.clear()
        self._pictures[sha256] = QPixmap.fromImage(image)
        self.arrived.emit()

    def _lost(self, sha256: str, _error: AppError) -> None:
        """The frame stays empty; opening the photo tells why."""
        self._keep(sha256, QImage())


def shrunk(content: bytes, room: QSize) -> QImage:
    """The picture filling `room` and cut to it, from its middle; a null image for bytes that are no picture."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    whole = reader.size()
    if not whole.isValid():
        return QImage()
    filling = whole.scaled(room, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    reader.setScaledSize(filling)
    image = reader.read()
    corner = (filling.width() - room.width()) // 2, (filling.height() - room.height()) // 2
    return image.copy(*corner, room.width(), room.height())
