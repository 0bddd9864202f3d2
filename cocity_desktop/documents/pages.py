"""Pages as pictures, for the window that shows a document before it is printed.

Qt takes them as they are: `QImage(image.pixels, width, height, stride, QImage.Format_RGB32)`.
"""

from __future__ import annotations

import pypdfium2

from cocity_desktop.application.document_views import PageImage

POINTS_PER_INCH = 72


def pdf_pages(pdf: bytes, dpi: float) -> list[PageImage]:
    """Every page of `pdf` at `dpi` dots per inch. Raises pypdfium2.PdfiumError when the bytes are not a PDF."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [_picture(document[number], dpi) for number in range(len(document))]


def pdf_page(pdf: bytes, number: int, dpi: float) -> PageImage:
    """Page `number` (from 0) alone. Raises IndexError beyond the last page."""
    with pypdfium2.PdfDocument(pdf) as document:
        if not 0 <= number < len(document):
            raise IndexError(number)
        return _picture(document[number], dpi)


def page_count(pdf: bytes) -> int:
    """How many pages `pdf` has."""
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def _picture(page: pypdfium2.PdfPage, dpi: float) -> PageImage:
    bitmap = page.render(scale=dpi / POINTS_PER_INCH, prefer_bgrx=True)
    try:
        return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    finally:
        bitmap.close()
        page.close()
