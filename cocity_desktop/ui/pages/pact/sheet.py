"""The sheet beside the text: how the article that is being written will be printed, a moment after the last key.

Only this article is set, from the words as they stand now, saved or not: the whole pact would take seconds, and its pages
are shown on request (`paper`). One sheet is made at a time, off the main thread; keys that come meanwhile make the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from cocity_desktop.application.sentence_memory import as_written
from cocity_desktop.localization import _
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import clear, column, holding, row
from cocity_desktop.ui.widgets.scroll import ScrollPane

if TYPE_CHECKING:
    from collections.abc import Callable

    from cocity_desktop.application.document_views import ArticleText, PactDocument, PageImage
    from cocity_desktop.application.services import Services

AFTER = 120
"""Milliseconds without a key after which the sheet is made: shorter than people notice, longer than from key to key."""
WIDTH = 420
_A4_INCHES = 8.27
_SIDE = 0.11
"""Share of a sheet's width at each side that is left out: white margin, which would only make the words smaller."""


class SheetPane(QWidget):
    """Emits `shown()` when the newest words are on the sheet. `now()` gives the words as they stand in the editor."""

    shown = Signal()

    def __init__(self, services: Services, now: Callable[[], str]) -> None:
        super().__init__()
        self._services, self._now = services, now
        self._document: PactDocument | None = None
        self._article: ArticleText | None = None
        self._made: ArticleText | None = None
        self._busy = False
        self._timer = QTimer(self, singleShot=True, interval=AFTER)
        self._timer.timeout.connect(self._make)
        self._pages = column(gap=12, margins=(12, 0, 12, 12))
        head = row((Label(_("On paper"), "section"), 1), Label(_("this article"), "small"), gap=8)
        self.setLayout(column(head, 12, (ScrollPane(holding(self._pages)), 1), gap=0, margins=(16, 16, 8, 8)))

    def show_article(self, document: PactDocument, article: ArticleText) -> None:
        """Another article, or the same read anew."""
        self._document, self._article = document, article
        self._later(0)

    def type_on(self) -> None:
        """The words changed: the sheet follows when the hand rests."""
        self._later(AFTER)

    def is_newest(self) -> bool:
        """Whether what stands in the editor stands on the sheet."""
        return self._made is not None and self._made == self._written()

    def _later(self, milliseconds: int) -> None:
        if self.isVisible():
            self._timer.start(milliseconds)

    def _make(self) -> None:
        article, document = self._written(), self._document
        if article is None or document is None or article == self._made:
            return
        if self._busy:
            return  # what comes of it asks again
        self._busy = True
        press, dots = (
            self._services.press,
            px(WIDTH - 52) / (_A4_INCHES * (1 - 2 * _SIDE)) * self.devicePixelRatioF(),
        )

        def done(pages: tuple[PageImage, ...]) -> None:
            self._busy, self._made = False, article
            self._fill(pages)
            if self.is_newest():
                self.shown.emit()
            else:
                self._later(0)

        Operation(self, lambda: press.pages(press.article(document, article), dots)).on_success(done).start(
            "work"
        )

    def _written(self) -> ArticleText | None:
        """The article with the words of now; sentences that stand as they were keep their marks."""
        if self._article is None:
            return None
        return as_written(self._article, self._now())

    def _fill(self, pages: tuple[PageImage, ...]) -> None:
        clear(self._pages)
        for number, page in enumerate(pages, start=1):
            image = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
            side = round(page.width * _SIDE)
            pixmap = QPixmap.fromImage(image.copy(side, 0, page.width - 2 * side, page.height))
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())
            label = QLabel()
            label.setPixmap(pixmap)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setAccessibleName(_("Page {n}").format(n=number))
            self._pages.addWidget(label)
        self._pages.addStretch(1)
