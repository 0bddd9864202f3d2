"""Pages of a paper given to a printer: what the sheets of a meeting and the map have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtPrintSupport import QPrinter

    from cocity_desktop.application.document_views import PageImage

PRINT_DPI = 300
"""Dots per inch of the pages given to a printer: an A4 page is 35 MB meanwhile."""


def paint_pages(printer: QPrinter, pages: Sequence[PageImage]) -> None:
    """Each page over the whole sheet, as many of them as the person asked for."""
    printer.setFullPage(True)
    first, last = printer.fromPage() or 1, printer.toPage() or len(pages)
    painter = QPainter(printer)
    try:
        for place, page in enumerate(pages[first - 1 : last]):
            if place:
                printer.newPage()
            paint_page(printer, painter, page)
    finally:
        painter.end()


def paint_page(printer: QPrinter, painter: QPainter, page: PageImage) -> None:
    """One page over the whole sheet that the printer is at."""
    target = QRectF(printer.paperRect(printer.Unit.DevicePixel))
    picture = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
    painter.drawImage(target, picture)
