"""Pages as pictures: the right size, the right number, nothing but white where nothing is."""

from __future__ import annotations

import pypdfium2
import pytest

from cocity_desktop.documents.minutes_pdf import render_minutes
from cocity_desktop.documents.pages import page_count, pdf_page, pdf_pages
from tests.documents.samples import MINUTES


@pytest.fixture(scope="module")
def pdf() -> bytes:
    from pathlib import Path

    return render_minutes(MINUTES, Path(__file__).parents[2] / "resources")


def test_every_page_has_its_picture_in_four_bytes_a_pixel(pdf):
    pages = pdf_pages(pdf, 72)
    assert len(pages) == page_count(pdf) == 3
    assert {(page.width, page.height) for page in pages} == {(596, 842)}
    assert all(len(page.pixels) == page.stride * page.height for page in pages)
    assert all(page.stride == 4 * page.width for page in pages)


def test_resolution_scales_the_picture(pdf):
    assert pdf_page(pdf, 0, 144).width == pytest.approx(2 * pdf_page(pdf, 0, 72).width, abs=2)


def test_text_is_drawn_dark_on_white(pdf):
    pixels = pdf_page(pdf, 0, 72).pixels
    assert pixels[:4].startswith(b"\xff\xff\xff")
    assert min(pixels[::4]) < 0x90


def test_a_page_that_is_not_there(pdf):
    with pytest.raises(IndexError):
        pdf_page(pdf, 3, 72)


def test_bytes_that_are_no_pdf():
    with pytest.raises(pypdfium2.PdfiumError):
        pdf_pages(b"not a pdf", 72)
