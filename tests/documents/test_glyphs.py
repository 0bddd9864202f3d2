"""Nothing typed vanishes: what a font has comes back from the file, what none has is a box and a line in the log."""

from __future__ import annotations

import logging
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cocity_desktop.documents import bidi, rtl
from cocity_desktop.documents.archival import DocumentFacts
from cocity_desktop.documents.composer import Composer
from cocity_desktop.documents.glyphs import BOX, FALLBACK, load_glyphs
from cocity_desktop.documents.layout import Sheet, finish
from cocity_desktop.documents.structure import new_tree
from cocity_desktop.documents.style import style
from cocity_desktop.documents.tagged import tagged_paragraph, turn_lines
from tests.documents.reading import letters, whole_text

RESOURCES = Path(__file__).parents[2] / "resources"
FACTS = DocumentFacts("Prova", "Casa", "Prova", "it-IT", datetime(2027, 1, 1, tzinfo=UTC))
FOOT = "pagina 1 di 1"


@pytest.fixture
def glyphs(resources):
    return load_glyphs(resources / "fonts")


def printed(text: str) -> str:
    """What comes back from a page that holds `text` and nothing else but its foot."""
    composer = Composer(load_glyphs(RESOURCES / "fonts"))
    composer.paragraph(composer.text(text) or composer.text("–"))
    return whole_text(finish(composer, Sheet(""), FACTS, RESOURCES)).replace(FOOT, "", 1).strip()


@pytest.mark.parametrize(
    "text",
    [
        "Neu[nòi] – spazio <b> & co",
        "L’Àncora «più» città, perché? 12,50 €",
        "{braces} &amp; %s $x \\n </para> <br/>",
        "Ελληνικά, Кириллица, Հայերեն, ქართული",
        "→ ✓ ☐ № ≥ × • …",
        "e\u0301 a\u0300",
    ],
)
def test_a_text_comes_back_as_it_was_typed(text):
    # pdfium guesses spaces from gaps, and guesses wrong between two signs of another font.
    assert "".join(printed(text).split()) == "".join(unicodedata.normalize("NFC", text).split())


def test_markup_in_a_name_is_text(glyphs):
    assert glyphs.markup("<b>a & b</b>") == "&lt;b&gt;a &amp; b&lt;/b&gt;"


def test_only_what_the_font_lacks_goes_to_the_other_font(glyphs):
    assert glyphs.markup("a → b") == f'a <font name="{FALLBACK}">→</font> b'


def test_lines_are_kept_and_control_characters_become_spaces(glyphs):
    assert glyphs.markup("uno\r\ndue\ttre\x00\x1b[0m") == "uno<br/>due tre  [0m"


def test_what_no_font_has_is_a_box(glyphs):
    assert glyphs.markup("Festa 🌳 al 花园 \ue000").count(BOX) == 4


def test_boxes_are_logged_once_for_a_document_and_without_its_words(caplog):
    composer = Composer(load_glyphs(RESOURCES / "fonts"))
    for _ in range(3):
        composer.paragraph(composer.text("Festa 🌳 al 花园"))
    with caplog.at_level(logging.WARNING):
        finish(composer, Sheet(""), FACTS, RESOURCES)
    assert [record.getMessage() for record in caplog.records] == ["boxes stand for U+1F333, U+56ED, U+82B1"]


def test_a_box_that_was_typed_is_no_fault(glyphs):
    assert glyphs.lacking(BOX) == set()


def test_hidden_characters_leave_no_trace(glyphs):
    assert glyphs.markup("so\u00adft\u200b \u2068isol\u2069\ufeff") == "soft isol"


def test_arabic_words_are_joined_and_come_back_in_reading_order():
    assert printed("مرحبا بالعالم") == "مرحبا بالعالم"
    # In a mixed line pdfium turns each word back but not the run: the words are whole, their order is its guess.
    assert sorted(printed("Gruppo مرحبا بالعالم qui").split()) == ["Gruppo", "qui", "بالعالم", "مرحبا"]


def test_a_run_is_drawn_with_its_first_word_at_the_right(glyphs):
    paragraph = tagged_paragraph(new_tree(), glyphs.markup("Gruppo مرحبا בא qui"), style("body"))
    paragraph.wrap(400, 100)
    turn_lines(paragraph.blPara.lines)
    (line,) = paragraph.blPara.lines
    drawn = "".join(fragment.text for fragment in line.words)
    assert drawn == "Gruppo " + bidi.visual(rtl.shape("مرحبا בא")) + " qui"
    assert drawn.index("ב") < drawn.index("\ufee3")  # meem in its initial shape


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300))
def test_any_text_prints(text):
    printed(text)


def _comes_back() -> st.SearchStrategy[str]:
    """Characters that some font has and that are read from left to right, one by one."""
    glyphs = load_glyphs(RESOURCES / "fonts")
    codes = sorted(glyphs._everywhere | glyphs._fallback)
    plain = [
        chr(code)
        for code in codes
        if 0x20 < code <= 0xFFFF
        and not rtl.is_rtl(chr(code))
        and unicodedata.category(chr(code)) in {"Lu", "Ll", "Lo", "Nd", "Po", "Sc"}
        and unicodedata.bidirectional(chr(code)) in {"L", "EN", "ES", "ET", "CS", "ON"}
        and unicodedata.normalize("NFC", chr(code)) == chr(code)
        and not 0x2C00 > code > 0x2100  # letterlike signs that pdfium folds
    ]
    return st.text(st.sampled_from(plain) | st.just(" "), min_size=1, max_size=200)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_comes_back())
def test_every_letter_a_font_has_comes_back(text):
    assert letters(printed(text)) == letters(text)


def test_a_word_of_ten_thousand_letters_is_broken_over_lines_and_none_is_lost():
    composer = Composer(load_glyphs(RESOURCES / "fonts"))
    composer.paragraph(composer.text("abcdefghij" * 1000))
    text = whole_text(finish(composer, Sheet(""), FACTS, RESOURCES))
    assert text.count("j") == 1000


# --- From right to left ----------------------------------------------------------------------------------------


def test_letters_take_the_shape_their_neighbours_ask_for():
    assert rtl.shape("بيت") == "\ufe91\ufef4\ufe96"  # initial, medial, final
    assert rtl.shape("دار") == "\ufea9\ufe8d\ufead"  # letters that never join what follows
    assert rtl.shape("سلام").endswith("\ufefc\ufee1")  # lam-alef is one sign


def test_marks_over_letters_do_not_break_the_joins():
    assert rtl.shape("بَيت")[0] == "\ufe91"


def test_a_run_is_turned_with_its_numbers_whole_and_brackets_mirrored():
    assert bidi.visual("אב (12)") == "(12) בא"
    assert bidi.visual("בָּא") == "א" + "בָּ"
