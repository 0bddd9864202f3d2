"""Labels never run over their edge, whatever the name; address lists say it all."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from reportlab.lib.units import mm

from cocity_desktop.application.document_views import HouseLine
from cocity_desktop.application.export_ports import LabelSheet
from cocity_desktop.application.views.exports import Addressee
from cocity_desktop.documents.labels_pdf import GEOMETRIES
from cocity_desktop.documents.mailing import PaperMailing
from tests.documents.reading import page_texts, read_tagged, whole_text

if TYPE_CHECKING:
    from pathlib import Path

AT = datetime(2027, 2, 11, 17, 30, tzinfo=UTC)
HOUSE = HouseLine("h", "Casa di prova", "via Esempio 8", "Torino", "")
SHORT = Addressee(
    "Ada Esempio", "Orto dei vicini", "via Esempio 8, 10100 Torino", ("011 123",), ("ada@example.org",)
)
LONG = Addressee(
    "Associazione " + "di promozione sociale " * 12, "presso " + "Precipitevolissimevolmente" * 6, "via " + "Lunga " * 45, (), ()
)  # fmt: skip
PAGE_HEIGHT = 297 * mm


def boxes(pdf: bytes) -> list[tuple[int, float, float, float, float]]:
    """(page, left, bottom, right, top) of each piece of text, in points."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document):
            text = page.get_textpage()
            found += [(number, *text.get_rect(place)) for place in range(text.count_rects())]
    return found


@pytest.mark.parametrize("sheet", LabelSheet)
@pytest.mark.parametrize("one", [SHORT, LONG], ids=["short", "long"])
def test_nothing_runs_over_its_label(resources: Path, sheet: LabelSheet, one: Addressee) -> None:
    shape = GEOMETRIES[sheet]
    found = list(boxes(PaperMailing(resources).labels([one] * 30, sheet, AT)))
    assert len(found) >= 30
    for _page, left, bottom, right, top in found:
        column = int((left - shape.left) // shape.across)
        row = int((PAGE_HEIGHT - shape.top - (top + bottom) / 2) // shape.down)
        edge_left, edge_top = shape.left + column * shape.across, PAGE_HEIGHT - shape.top - row * shape.down
        assert edge_left <= left
        assert right <= edge_left + shape.width
        assert edge_top - shape.height <= bottom
        assert top <= edge_top


@pytest.mark.parametrize(("sheet", "pages"), [(LabelSheet.SMALL, 2), (LabelSheet.LARGE, 3)])
def test_as_many_sheets_as_it_takes(resources: Path, sheet: LabelSheet, pages: int) -> None:
    texts = page_texts(PaperMailing(resources).labels([SHORT] * 30, sheet, AT))
    assert len(texts) == pages
    assert sum(text.count("Ada Esempio") for text in texts) == 30


def test_labels_are_a_tagged_archival_file(resources: Path) -> None:
    pdf = PaperMailing(resources).labels([SHORT, LONG], LabelSheet.SMALL, AT)
    assert len(read_tagged(pdf).tree.all("P")) == 2
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert "/OutputIntents" in file.Root
    assert pdf == PaperMailing(resources).labels([SHORT, LONG], LabelSheet.SMALL, AT)


def test_nobody_is_an_empty_sheet(resources: Path) -> None:
    assert page_texts(PaperMailing(resources).labels([], LabelSheet.SMALL, AT)) == [""]


def test_an_address_list_says_it_all(resources: Path) -> None:
    press = PaperMailing(resources)
    text = whole_text(press.address_list([SHORT, LONG], HOUSE, AT))
    for words in (
        "Ada Esempio",
        "Orto dei vicini",
        "via Esempio 8, 10100 Torino",
        "011 123",
        "ada@example.org",
        "2 voci",
    ):
        assert words in text
    assert "In questo elenco non c’è nessuno." in whole_text(press.address_list([], HOUSE, AT))
    assert press.address_text([SHORT]).splitlines()[0] == "Ada Esempio"
