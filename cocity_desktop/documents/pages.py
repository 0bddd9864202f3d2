"""Pages as pictures, for the window that shows a document before it is printed."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2

POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as raw pixels: rows from the top, 4 bytes a pixel (blue, green, red, unused), `stride` bytes a row.

    Qt takes it as it is: `QImage(picture.pixels, width, height, stride, QImage.Format_RGB32)`.
    """

    width: int
    height: int
    stride: int
    pixels: bytes


def pdf_pages(pdf: bytes, dpi: float) -> list[PagePicture]:
    """Every page of `pdf` at `dpi` dots per inch. Raises pypdfium2.PdfiumError when the bytes are not a PDF."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [_picture(document[number], dpi) for number in range(len(document))]


def pdf_page(pdf: bytes, number: int, dpi: float) -> PagePicture:
    """Page `number` (from 0) alone. Raises IndexError beyond the last page."""
    with pypdfium2.PdfDocument(pdf) as document:
        if not 0 <= number < len(document):
            raise IndexError(number)
        return _picture(document[number], dpi)


def page_count(pdf: bytes) -> int:
    """How many pages `pdf` has."""
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def _picture(page: pypdfium2.PdfPage, dpi: float) -> PagePicture:
    bitmap = page.render(scale=dpi / POINTS_PER_INCH, prefer_bgrx=True)
    try:
        return PagePicture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    finally:
        bitmap.close()
        page.close()
