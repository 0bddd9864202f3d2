"""The pact to go on writing in: DOCX and ODT read back by python-docx and odfdo say what the pages say, in real styles."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import docx
import odfdo
import pytest
from docx.oxml.ns import qn

from cocity_desktop.application.public_copy import public_copy
from cocity_desktop.application.views.exports import PeopleToHide
from cocity_desktop.documents.docx_file import pact_docx
from cocity_desktop.documents.marks import PlainMarks, Run, runs_of
from cocity_desktop.documents.odt_file import pact_odt
from cocity_desktop.documents.pact_pdf import render_pact
from tests.documents.office_reading import (
    FO,
    TEXT,
    docx_paragraphs,
    flat,
    odt_paragraphs,
    parts,
    trees,
    well_formed,
)
from tests.documents.reading import whole_text
from tests.documents.samples import EMPTY, PACT, SEALED

RESOURCES = Path(__file__).parents[2] / "resources"
STRANGE = "Țară مرحبا 花园 <b> & «Perù»\x00"
MAKERS = {"docx": (pact_docx, docx_paragraphs), "odt": (pact_odt, odt_paragraphs)}


def text_of(kind, document):
    make, read = MAKERS[kind]
    return flat(" ".join(text for _style, text in read(make(document))))


def headings(kind, document):
    make, read = MAKERS[kind]
    names = ("Heading1", "Heading_20_1", "NewPage")
    return [text for style, text in read(make(document)) if style in names]


RECITALS = [item for group in PACT.recitals for item in group.items]


@pytest.mark.parametrize("kind", MAKERS)
def test_the_recitals_are_those_of_the_document(kind):
    text = text_of(kind, PACT)
    assert [item for item in RECITALS if flat(item) not in text] == []


@pytest.mark.parametrize("kind", MAKERS)
def test_headings_are_those_of_the_pages(kind):
    assert headings(kind, PACT)[:3] == ["Le parti", "Il bene comune", "Premesse"]
    assert headings(kind, PACT)[3] == "Articolo 1. Che cosa facciamo insieme"
    assert headings(kind, PACT)[17:20] == [
        "Firme",
        "Allegato A. Che cosa si impegna a fare ogni parte",
        "Allegato B. Tempi e risorse",
    ]


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("document", [PACT, SEALED, EMPTY], ids=["draft", "sealed", "empty"])
def test_every_word_of_the_articles_and_recitals_is_there(kind, document):
    text = text_of(kind, document)
    for article in document.articles:
        for paragraph in article.paragraphs:
            assert all(flat(sentence.text) in text for sentence in paragraph)
    for party in document.parties:
        assert party.name in text
    for line in document.commitments:
        assert flat(line.what) in text
    for decision in document.decisions:
        assert all(reservation.text in text for reservation in decision.reservations)


@pytest.mark.parametrize("kind", MAKERS)
def test_what_the_pages_say_the_file_says(kind):
    """Words of the PDF's text and tables, but for running lines, labels of lists and what the picture says."""
    told = text_of(kind, PACT)
    pages = whole_text(render_pact(PACT, None, RESOURCES))
    picture = pages[pages.index("I numeri sono quelli") : pages.index("Senza un giorno")].split()
    missing = {word for word in pages.split() if word not in told} - set(picture)
    assert {word for word in missing if not re.fullmatch(r"[a-z]\)", word)} <= {"pagina", "BOZZA"}


@pytest.mark.parametrize("kind", MAKERS)
def test_strange_names_are_kept_as_they_are(kind):
    document = replace(PACT, title=STRANGE, parties=(replace(PACT.parties[0], name=STRANGE),))
    assert text_of(kind, document).count("Țară مرحبا 花园 <b> & «Perù»") >= 2
    assert well_formed(MAKERS[kind][0](document))


@pytest.mark.parametrize("kind", MAKERS)
def test_the_same_pact_gives_the_same_bytes(kind):
    make, _read = MAKERS[kind]
    assert make(PACT) == make(PACT)
    assert list(parts(make(PACT)))[1:] == sorted(list(parts(make(PACT)))[1:])


def test_docx_numbers_each_article_from_one_with_real_styles():
    file = docx.Document(io.BytesIO(pact_docx(PACT)))
    numbered = [p for p in file.paragraphs if p.style.name == "List Number"]
    lists = [p._p.pPr.numPr.numId.val for p in numbered]
    written = sum(bool(a.paragraphs) for a in PACT.articles)
    assert len(set(lists)) == written + 1 + len(PACT.recitals)  # the parties, the recitals
    starts = {
        int(num.get(qn("w:numId"))): num.find(f"{qn('w:lvlOverride')}/{qn('w:startOverride')}")
        for num in file.part.numbering_part.element.findall(qn("w:num"))
    }
    lettered = [
        one
        for one in lists
        if any(item in p.text for p in numbered if p._p.pPr.numPr.numId.val == one for item in RECITALS)
    ]
    assert sorted({int(starts[one].get(qn("w:val"))) for one in lettered}) == [
        1,
        2,
        6,
        10,
    ]  # letters go through
    assert all(starts[one].get(qn("w:val")) == "1" for one in lists if one not in lettered)
    assert file.core_properties.language == "it-IT"
    assert file.core_properties.title == PACT.title
    assert file.sections[0].header.paragraphs[0].text == (
        "BOZZA · Patto per il cortile e il giardino di via Fleming · Bozza 3, del 12 marzo 2027"
    )
    assert [p.text for p in file.paragraphs if p.style.name == "Title"] == [PACT.title]


def test_docx_tables_have_a_heading_row_and_the_budget_its_total():
    file = docx.Document(io.BytesIO(pact_docx(PACT)))
    (budget,) = [t for t in file.tables if t.cell(0, 0).text == "Parte"]
    assert [cell.text for cell in budget.rows[-1].cells] == ["In tutto", "8", "2.390,50\xa0€", "202"]
    assert budget.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    by_day = [t for t in file.tables if [c.text for c in t.rows[0].cells][:2] == ["Quando", "Parte"]]
    assert [row.cells[3].text for row in by_day[0].rows][1:] == ["2", "4", "5", "6", "1", "7"]


def test_odt_numbers_each_article_from_one_with_real_styles():
    made = pact_odt(PACT)
    file = odfdo.Document(io.BytesIO(made))
    lists = [one.get_attribute("text:style-name") for one in file.body.get_elements("//text:list")]
    written = sum(bool(a.paragraphs) for a in PACT.articles)
    assert lists.count("Decimal") == written + 1
    assert lists.count("Letters") == len(PACT.recitals)
    assert file.meta.language == "it-IT"
    assert file.meta.title == PACT.title
    styles = trees(made)["styles.xml"]
    outline = [
        level.get(f"{{{TEXT.strip('{}')}}}level") for level in styles.iter(f"{TEXT}outline-level-style")
    ]
    assert len(outline) == 10
    forms = {k: v for level in styles.iter(f"{TEXT}outline-level-style") for k, v in level.attrib.items()}
    assert not any(key.endswith("num-suffix") for key in forms)
    languages = {node.get(f"{FO}language") for node in styles.iter() if node.get(f"{FO}language")}
    assert "it" in languages
    header = "".join("".join(node.itertext()) for node in styles.iter() if node.tag.endswith("}header"))
    assert header.startswith("BOZZA · Patto per il cortile")


@pytest.mark.parametrize("kind", MAKERS)
def test_a_sealed_pact_is_no_draft(kind):
    assert b"BOZZA" not in b"".join(parts(MAKERS[kind][0](SEALED)).values())
    assert "K7QF-2M9D-0XTB-3W5H" in text_of(kind, SEALED)


@pytest.mark.parametrize("kind", MAKERS)
def test_a_public_copy_names_no_person(kind):
    hide = PeopleToHide(
        (("Ada", "Esempio"), ("Bruno", "Prova"), ("Carla", "Modello")), ("ada@example.org",), (), ()
    )
    copy = public_copy(PACT, hide)
    whole = b"".join(parts(MAKERS[kind][0](copy)).values()).decode("utf-8", "ignore")
    assert "Esempio (" not in whole
    assert "Bruno Prova" not in whole
    assert "Carla Modello" not in whole
    assert "Copia pubblica" in whole


def test_in_english_too(in_english):
    assert "Articolo" not in text_of("docx", PACT)
    assert "Article 1. Che cosa facciamo insieme" in text_of("docx", PACT)
    assert "Annex B. Timetable and budget" in text_of("odt", PACT)


def test_markup_becomes_runs():
    marks = PlainMarks()
    made = runs_of(f"{marks.bold('a & <b>')}<br/><font size='9'>{marks.text('c')}</font>{marks.raised('1')}")
    assert made == (Run("a & <b>", strong=True), Run("\n"), Run("c"), Run("1", raised=True))
