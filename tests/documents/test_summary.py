"""The page to take home: one page, six languages, nobody's name, every reservation."""

from __future__ import annotations

import io
import string
import tomllib
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from babel import Locale

from cocity_desktop.application.minutes_views import PresenceLine
from cocity_desktop.application.ports import SUMMARY_LANGUAGES
from cocity_desktop.documents.glyphs import load_glyphs
from cocity_desktop.documents.summary_pdf import open_points, presence_by_group, render_summary
from cocity_desktop.documents.summary_words import FILE, load_words
from tests.documents.meeting_samples import ARABIC, BARE, DECIDED, FULL, LOCKED, LONG, crowded, edited
from tests.documents.reading import page_texts, read_tagged, whole_text
from tests.documents.samples import EVENING

RESOURCES = Path(__file__).parents[2] / "resources"
WORDS = tomllib.loads((RESOURCES / FILE).read_text(encoding="utf-8"))
COUNTED = (
    "people", "others", "more_open", "more_commitments", "voted_in_favour", "voted_stand_aside", "voted_against",
)  # fmt: skip


def flattened(table, prefix=""):
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flattened(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


# --- Words -----------------------------------------------------------------------------------------------------


def test_there_is_a_table_for_each_language():
    assert tuple(WORDS) == SUMMARY_LANGUAGES


@pytest.mark.parametrize("language", SUMMARY_LANGUAGES)
def test_every_language_says_the_same_things_with_the_same_fields(language):
    def plain(table):
        return {key: fields(text) for key, text in flattened(table) if key.partition(".")[0] not in COUNTED}

    assert plain(WORDS[language]) == plain(WORDS["it"])
    assert [key for key, text in flattened(WORDS[language]) if not text.strip()] == []


@pytest.mark.parametrize("language", SUMMARY_LANGUAGES)
def test_every_number_has_its_form(language):
    needed = {Locale.parse(language).plural_form(n) for n in range(1000)}
    for key in COUNTED:
        forms = WORDS[language][key]
        assert needed <= set(forms), key
        assert all(fields(text) <= {"n"} for text in forms.values())
        assert "{n}" in forms["other"]


@pytest.mark.parametrize("language", SUMMARY_LANGUAGES)
def test_the_fonts_have_every_letter_of_the_words(language):
    glyphs = load_glyphs(RESOURCES / "fonts")
    assert {c for _, text in flattened(WORDS[language]) for c in glyphs.lacking(text)} == set()


def test_numbers_decide_the_form():
    assert load_words(RESOURCES, "ro").count("people", 23) == "23 de persoane"
    assert load_words(RESOURCES, "ro").count("people", 3) == "3 persoane"
    assert load_words(RESOURCES, "ar").count("people", 2) == "شخصان"
    assert load_words(RESOURCES, "it").count("others", 1) == "e un’altra persona"


def test_a_language_that_is_not_there():
    with pytest.raises(ValueError, match="de"):
        render_summary(LOCKED, "de", RESOURCES)


# --- What is on it ---------------------------------------------------------------------------------------------


def test_the_page_tells_the_evening():
    text = whole_text(render_summary(FULL, "it", RESOURCES))
    for said in (
        "giovedì 11 febbraio 2027, dalle 18:38 alle 20:22",
        "Genitori Fleming (9), Associazione volontari Arcobaleno (1)",
        "13 persone",
        "Si prova il sabato mattina, da marzo a giugno.",
        "per consenso · 18 su 23 d’accordo · 12 pieno accordo",
        "Riserva di",
        "Comune di Torino Fornisce due rastrelliere per le biciclette. scadenza 30 aprile 2027",
        "domanda Chi risponde se qualcuno si fa male di sabato?",
        "Prossimo incontro giovedì 11 marzo 2027, 18:30 Terzo tavolo · salone di via Fleming 20",
        "scrivi@casa-di-esempio.example",
        "Il verbale intero è ancora una bozza.",
    ):
        assert said in text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Thursday, 11 February 2027, from 18:38 to 20:22"),
        ("fr", "jeudi 11 février 2027, de 18:38 à 20:22"),
        ("es", "jueves, 11 de febrero de 2027, de 18:38 a 20:22"),
        ("ro", "joi, 11 februarie 2027, de la 18:38 la 20:22"),
    ],
)
def test_days_are_written_as_the_language_writes_them(language, said):
    text = whole_text(render_summary(FULL, language, RESOURCES))
    assert said in text
    assert "Si prova il sabato mattina, da marzo a giugno." in text


@pytest.mark.parametrize("language", SUMMARY_LANGUAGES)
def test_nobody_is_named_among_those_who_were_there(language):
    walk_in = PresenceLine("Dario Esempio", "", 1, EVENING, None, is_person=True)
    doc = replace(FULL, presences=(*FULL.presences, walk_in), sections=())
    text = whole_text(render_summary(doc, language, RESOURCES))
    assert "Bruno Prova" not in text
    assert "Dario" not in text
    assert "Ufficio Beni Comuni (2)" in text


def test_people_are_counted_by_group_and_those_of_no_group_together():
    lines = (
        PresenceLine("Ada", "Arcobaleno", 1, EVENING, None, is_person=True),
        PresenceLine("Arcobaleno", "", 4, EVENING, None),
        PresenceLine("Dario", "", 1, EVENING, None, is_person=True),
    )
    assert presence_by_group(replace(FULL, presences=lines)) == ({"Arcobaleno": 5}, 1)


def test_what_was_edited_in_the_minutes_is_what_the_page_says():
    doc = edited(LOCKED, f"entry {DECIDED.id}", "Si prova il sabato, ma solo fino a maggio.")
    text = whole_text(render_summary(doc, "fr", RESOURCES))
    assert "ma solo fino a maggio" in text
    assert DECIDED.decision.reservations[0].text in text


def test_what_is_settled_is_not_open():
    assert [point.kind for point in open_points(FULL)] == [
        "question",
        "concern",
        "item",
        "item",
        "item",
        "item",
    ]


@pytest.mark.parametrize("language", SUMMARY_LANGUAGES)
def test_an_empty_meeting_is_still_a_page(language):
    assert len(page_texts(render_summary(BARE, language, RESOURCES))) == 1


# --- One page --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", SUMMARY_LANGUAGES)
@pytest.mark.parametrize("many", [(1, 2, 3), (2, 8, 12), (4, 30, 60)], ids=str)
def test_it_is_one_page_and_has_every_reservation(language, many):
    doc = crowded(*many)
    texts = page_texts(render_summary(doc, language, RESOURCES))
    assert len(texts) == 1
    for number in range(many[0]):
        assert f"si sia sempre in due. ({number})" in texts[0]


def test_what_gives_way_is_counted():
    text = whole_text(render_summary(crowded(2, 3, 40), "it", RESOURCES))
    shown = text.count("e chi paga?")
    assert 0 < shown < 40
    assert f"e altre {41 - shown} annotazioni nel verbale" in text
    assert text.count("Impegno ") == 3  # commitments stay as long as open points can give way


def test_commitments_give_way_after_open_points_and_decisions_never():
    doc = crowded(9, 9, 9)
    texts = page_texts(render_summary(doc, "it", RESOURCES))
    assert len(texts) == 2
    whole = " ".join(texts)
    assert "e altri 9 impegni nel verbale" in whole
    assert all(f"si sia sempre in due. ({number})" in whole for number in range(9))


def test_no_letter_of_the_text_is_smaller_than_nine_points():
    sizes = set()
    with pikepdf.open(io.BytesIO(render_summary(crowded(4, 30, 60), "ro", RESOURCES))) as pdf:
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
            if str(operator) == "Tf":
                sizes.add(round(float(operands[1]), 2))
    assert min(sizes) >= 8.5  # the headings of columns, as everywhere
    assert {9.0} <= sizes


def test_long_names_stay_on_the_page():
    doc = replace(FULL, title=LONG * 2, venue=LONG, presences=(replace(FULL.presences[0], label=LONG),))
    assert len(page_texts(render_summary(doc, "it", RESOURCES))) == 1


# --- Languages and directions in the file ----------------------------------------------------------------------


def spoken_in(pdf):
    """(language, text read aloud) of the elements of the tree."""
    found = []

    def walk(element):
        found.append((str(element.get("/Lang", "")), str(element.get("/ActualText", ""))))
        for kid in element.get("/K", []):
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") != "/MCR":
                walk(kid)

    with pikepdf.open(io.BytesIO(pdf)) as file:
        walk(file.Root.StructTreeRoot.K)
        return str(file.Root.Lang), found


def test_each_paragraph_says_its_language_and_is_read_in_its_order():
    language, elements = spoken_in(render_summary(FULL, "ar", RESOURCES))
    assert language == "ar"
    assert ("", "ملخص الاجتماع") in elements
    assert ("", "الخميس، 11 فبراير 2027، من الساعة 18:38 إلى الساعة 20:22") in elements
    assert sum(own == "it-IT" for own, _ in elements) > 12
    assert all(not text for own, text in elements if own == "it-IT")


def test_a_document_in_its_own_language_marks_nothing():
    language, elements = spoken_in(render_summary(FULL, "it", RESOURCES))
    assert language == "it-IT"
    assert {own for own, _ in elements} == {""}


def test_a_name_in_arabic_is_read_in_order_in_an_italian_page():
    _, elements = spoken_in(render_summary(replace(FULL, venue=ARABIC), "it", RESOURCES))
    assert ARABIC in {text for _, text in elements}


def test_the_first_column_stands_at_the_right_and_is_read_first():
    tree = read_tagged(render_summary(FULL, "ar", RESOURCES)).tree
    heads = [node for node in tree.all("TH") if node.scope == "Column"]
    assert len(heads) == 3
    assert read_tagged(render_summary(FULL, "ar", RESOURCES)).parents_agree
