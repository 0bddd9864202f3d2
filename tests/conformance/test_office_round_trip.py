"""DOCX and ODT as LibreOffice opens them: headings, lists, tables and accents come out again as they went in."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pytest

from cocity_desktop.documents.docx_file import minutes_docx, pact_docx
from cocity_desktop.documents.odt_file import minutes_odt, pact_odt
from tests.documents.office_reading import docx_paragraphs, flat, odt_paragraphs
from tests.documents.reading import whole_text
from tests.documents.samples import MINUTES, PACT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conformance.conftest import Converter

NAMES = "Asociația «Grădina» Țărănești, «Perù» è già lì – جمعية حديقة الحي 花园"
DOCUMENT = replace(PACT, parties=(replace(PACT.parties[0], name=NAMES), *PACT.parties[1:]))
FILES = {
    "patto.docx": (lambda: pact_docx(DOCUMENT), docx_paragraphs),
    "patto.odt": (lambda: pact_odt(DOCUMENT), odt_paragraphs),
    "verbale.docx": (lambda: minutes_docx(MINUTES), docx_paragraphs),
    "verbale.odt": (lambda: minutes_odt(MINUTES), odt_paragraphs),
}


def opened(convert: Converter, folder: Path, name: str, kind: str) -> Path:
    source = folder / name
    source.write_bytes(FILES[name][0]())
    return convert(source, kind)


def words(text: str) -> str:
    return flat(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize("name", FILES)
def test_the_text_comes_out_in_the_same_order(name: str, convert: Converter, tmp_path: Path) -> None:
    made = opened(convert, tmp_path, name, "txt:Text (encoded):UTF8")
    text = words(made.read_text(encoding="utf-8-sig"))
    make, read = FILES[name]
    at = 0
    for _style, told in read(make()):
        if not words(told):
            continue
        found = text.find(words(told), at)
        assert found >= 0, told
        at = found + len(words(told))


@pytest.mark.parametrize("name", ["patto.docx", "patto.odt"])
def test_headings_lists_and_tables_stay_what_they_are(name: str, convert: Converter, tmp_path: Path) -> None:
    """What LibreOffice writes as DOCX after opening ours, beside ours as DOCX."""
    again = docx.Document(str(opened(convert, tmp_path, name, "docx")))
    ours_file = tmp_path / "ours.docx"
    ours_file.write_bytes(pact_docx(DOCUMENT))
    ours = docx.Document(str(ours_file))
    for level in (1, 2):
        assert _headings(again, level) == _headings(ours, level)
    assert [_cells(table) for table in again.tables] == [_cells(table) for table in ours.tables]
    assert _numbered(again) == _numbered(ours)
    assert len(_numbered(ours)) > 40
    assert [p.text for p in again.paragraphs if p.style.name == "Title"] == [DOCUMENT.title]
    assert _language(again) == _language(ours) == "it-IT"
    assert again.sections[0].header.paragraphs[0].text.startswith("BOZZA · ")


@pytest.mark.parametrize("name", ["patto.docx", "patto.odt"])
def test_numbers_of_articles_begin_anew(name: str, convert: Converter, tmp_path: Path) -> None:
    """The labels that LibreOffice works out, as it prints them."""
    text = whole_text(opened(convert, tmp_path, name, "pdf").read_bytes())
    assert "Premesso che b) in data 26 aprile 2026" in text  # letters go on through all groups
    for article in DOCUMENT.articles:
        if article.paragraphs:
            after = text.partition(f"Articolo {article.number}. {article.title} ")[2]
            first = article.paragraphs[0][0].text.split()[0]
            assert f" 1. {first}" in after[:260], article.number
            assert f" {len(article.paragraphs)}. " in after


def _headings(file: docx.document.Document, level: int) -> list[str]:
    return [words(p.text) for p in file.paragraphs if p.style.name == f"Heading {level}"]


def _cells(table: docx.table.Table) -> list[list[str]]:
    return [[words(cell.text) for cell in row.cells] for row in table.rows]


def _numbered(file: docx.document.Document) -> list[str]:
    return [words(p.text) for p in file.paragraphs if p.style.name == "List Number"]


def _language(file: docx.document.Document) -> str:
    (mark,) = file.styles.element.xpath("w:docDefaults//w:lang")
    return str(mark.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val"))
