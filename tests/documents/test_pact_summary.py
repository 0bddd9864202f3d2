"""The pact in brief: one page whatever is in it, in two languages, no commitment lost without being counted."""

from __future__ import annotations

import io
import string
import tomllib
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cocity_desktop.application.ports import PLAIN_LANGUAGES
from cocity_desktop.documents.pact_summary import render_pact_summary
from cocity_desktop.documents.summary_words import PACT_FILE, load_words
from tests.documents.reading import page_texts, whole_text
from tests.documents.samples import COMMITMENTS, EMPTY, PACT, PARTIES, SEALED
from tests.documents.test_summary import fields, flattened

RESOURCES = Path(__file__).parents[2] / "resources"
WORDS = tomllib.loads((RESOURCES / PACT_FILE).read_text(encoding="utf-8"))
NAMES = "Asociația «Grădina» Țară ș, حديقة الحي 花园"


def test_both_languages_say_the_same_with_the_same_fields():
    assert tuple(WORDS) == PLAIN_LANGUAGES
    italian, english = (
        {key: fields(text) for key, text in flattened(WORDS[one]) if not key.endswith(".one")}
        for one in PLAIN_LANGUAGES
    )
    assert italian == english
    assert all(
        text.strip() and string.Formatter().parse(text) for one in WORDS for _k, text in flattened(WORDS[one])
    )


@pytest.mark.parametrize("language", PLAIN_LANGUAGES)
@pytest.mark.parametrize("document", [PACT, SEALED, EMPTY], ids=["draft", "sealed", "empty"])
def test_it_is_one_page(document, language):
    (text,) = page_texts(render_pact_summary(document, language, RESOURCES))
    assert WORDS[language]["title"] in text
    assert ("BOZZA" in text or "DRAFT" in text) is (document.delivery is None)


def test_it_says_what_a_neighbour_asks():
    text = whole_text(render_pact_summary(PACT, "it", RESOURCES))
    for said in (
        "Giardino e cortile del nido di via Fleming, via Fleming 20, Torino",
        "1 aprile 2027 – 31 marzo 2029",
        "Associazione volontari Arcobaleno",
        "Pota gli alberi del cortile",
        "entro: 30 aprile 2027",
        "2.390,50 € · 202 ore di lavoro",
        "3 riserve sono scritte nel patto, parola per parola.",
        "Questa pagina riassume. Vale il testo intero del patto.",
        "Bozza 3 (12 marzo 2027): il testo può ancora cambiare.",
    ):
        assert said in text
    assert "Ada Esempio" not in text


def test_what_does_not_fit_is_counted():
    many = replace(SEALED, title=NAMES * 40, parties=PARTIES * 20, commitments=COMMITMENTS * 40)
    many = replace(many, commitments=tuple(replace(c, what=f"{NAMES} " * 30) for c in many.commitments))
    (text,) = page_texts(render_pact_summary(many, "it", RESOURCES))
    shown = 320 - int(text.partition("e altri ")[2].partition("e altri ")[2].split()[0])
    assert f"e altri {320 - shown} impegni" in text
    assert 0 < shown < 20
    assert "e altri 7" in text  # parties


def test_numbers_decide_the_form():
    words = load_words(RESOURCES, "it", PACT_FILE, PLAIN_LANGUAGES)
    assert words.count("more_commitments", 1) == "e un altro impegno"
    assert words.count("more_commitments", 2) == "e altri 2 impegni"
    assert words.count("hours", 1) == "1 ora di lavoro"


def test_what_the_pact_says_is_marked_in_its_language():
    pdf = render_pact_summary(PACT, "en", RESOURCES)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        spoken = {
            str(one.Lang) for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/Lang" in one
        }
    assert spoken == {"en-GB", "it-IT"}
    text = whole_text(pdf)
    assert "The words of the pact are left in the language in which it was written." in text
    assert "€2,390.50" in text


def test_another_language_is_none():
    with pytest.raises(ValueError, match="fr"):
        render_pact_summary(PACT, "fr", RESOURCES)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    title=st.text(max_size=3000),
    what=st.text(min_size=1, max_size=2000),
    party=st.text(max_size=600),
    times=st.integers(1, 60),
)
def test_whatever_is_in_it_it_is_one_page(title, what, party, times):
    doc = replace(
        PACT,
        title=title,
        parties=tuple(replace(PARTIES[0], name=party) for _ in range(times)),
        commitments=tuple(
            replace(COMMITMENTS[3], what=what, party=party, recurrence=what) for _ in range(times)
        ),
        articles=(),
    )
    assert len(page_texts(render_pact_summary(doc, "it", RESOURCES))) == 1
