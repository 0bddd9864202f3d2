"""The real pages of the PDF, beside the text: what will be printed, not a likeness of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from cocity_desktop.localization import _
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.pact.recital_strip import RecitalStrip
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import clear, column, holding
from cocity_desktop.ui.widgets.scroll import ScrollPane

if TYPE_CHECKING:
    from cocity_desktop.application.document_views import PactDocument, PageImage
    from cocity_desktop.application.services import Services

_DPI = 88


class PaperView(QWidget):
    """Shows the pages of a draft; they are made on the work lane."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._shown: PactDocument | None = None
        self._pages = column(gap=16, margins=(24, 16, 24, 24))
        self._status = Label("", "muted")
        self._hints = RecitalStrip()
        self.setLayout(column(self._hints, (ScrollPane(holding(self._pages)), 1), gap=0))
        self._pages.addWidget(self._status)

    def show_document(self, document: PactDocument) -> None:
        """Print `document` and show its pages; the same draft is not printed twice."""
        if document == self._shown:
            return
        self._shown = document
        self._hints.show_hints(document)
        self._say(_("Setting the pages…"))
        press, ratio = self._services.press, self.devicePixelRatioF()
        Operation(self, lambda: press.pages(press.pact(document, None), _DPI * ratio)).on_success(
            self._fill
        ).start("work")

    def _say(self, words: str) -> None:
        clear(self._pages)
        self._status = Label(words, "muted")
        self._pages.addWidget(self._status)

    def _fill(self, pages: tuple[PageImage, ...]) -> None:
        clear(self._pages)
        for number, page in enumerate(pages, start=1):
            image = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
            pixmap = QPixmap.fromImage(image)
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())
            label = QLabel()
            label.setPixmap(pixmap)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setAccessibleName(_("Page {n}").format(n=number))
            self._pages.addWidget(label)
