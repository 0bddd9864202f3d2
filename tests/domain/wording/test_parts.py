"""Articles, prepositions that melt with them, days, lists, offices, and verbs."""

from __future__ import annotations

from datetime import date

import pytest

from cocity_desktop.domain.wording.articles import Form, with_article, with_preposition
from cocity_desktop.domain.wording.dates import by_day, from_day, italian_day, to_day
from cocity_desktop.domain.wording.lists import listed
from cocity_desktop.domain.wording.parties import office
from cocity_desktop.domain.wording.verb_list import IRREGULAR, REFLEXIVE, REGULAR, WITH_ISC
from cocity_desktop.domain.wording.verbs import Person, is_infinitive, verb_form, with_pronoun

M, F, MP, FP = Form(), Form(feminine=True), Form(plural=True), Form(feminine=True, plural=True)


@pytest.mark.parametrize(
    ("word", "form", "expected"),
    [
        ("Comune", M, "il Comune"), ("Sportello", M, "lo Sportello"), ("Spazio", M, "lo Spazio"), ("Zoo", M, "lo Zoo"),
        ("Gnomo", M, "lo Gnomo"), ("Psicologo", M, "lo Psicologo"), ("Orto", M, "l’Orto"), ("Ente", M, "l’Ente"),
        ("hotel", M, "l’hotel"), ("sale", M, "il sale"), ("Associazione", F, "l’Associazione"), ("Scuola", F, "la Scuola"),
        ("Città", F, "la Città"), ("Èra", F, "l’Èra"), ("Amici", MP, "gli Amici"), ("Studenti", MP, "gli Studenti"),
        ("Genitori", MP, "i Genitori"), ("Mamme", FP, "le Mamme"), ("Educatrici", FP, "le Educatrici"), ("APS", F, "l’APS"),
        ("«Insieme»", M, "l’«Insieme»"), ("ETS", M, "l’ETS"), ("SMS", M, "l’SMS"), ("CSV", M, "il CSV"), ("iato", M, "lo iato"),
    ],
)  # fmt: skip
def test_the_article_follows_the_sound(word, form, expected):
    assert with_article(word, form) == expected


@pytest.mark.parametrize(
    ("preposition", "words", "expected"),
    [
        ("di", "il Comune", "del Comune"), ("di", "l’Ufficio", "dell’Ufficio"), ("a", "lo Sportello", "allo Sportello"),
        ("da", "gli Amici", "dagli Amici"), ("in", "la scuola", "nella scuola"), ("su", "le chiavi", "sulle chiavi"),
        ("a", "i Genitori", "ai Genitori"), ("di", "Ada Esempio", "di Ada Esempio"), ("per", "il Comune", "per il Comune"),
        ("di", "illimitato", "di illimitato"),
    ],
)  # fmt: skip
def test_prepositions_melt(preposition, words, expected):
    assert with_preposition(preposition, words) == expected


def test_days():
    assert italian_day(date(2027, 3, 1)) == "1° marzo 2027"
    assert by_day(date(2027, 4, 30)) == "entro il 30 aprile 2027"
    assert by_day(date(2027, 4, 8)) == "entro l’8 aprile 2027"
    assert by_day(date(2027, 4, 1)) == "entro il 1° aprile 2027"
    assert from_day(date(2027, 3, 11)) == "dall’11 marzo 2027"
    assert to_day(date(2027, 3, 8)) == "all’8 marzo 2027"
    assert to_day(date(2027, 3, 18)) == "al 18 marzo 2027"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], ""),
        (["a"], "a"),
        (["pane", "olio"], "pane e olio"),
        (["pane", "erbe"], "pane ed erbe"),
        (["a", "b", "c"], "a, b e c"),
        (["sale e pepe", "olio"], "sale e pepe, nonché olio"),
        (["olio", "", "pane"], "olio e pane"),
    ],
)
def test_lists(parts, expected):
    assert listed(parts) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ufficio Beni Comuni", "l’Ufficio Beni Comuni"),
        ("Verde pubblico", "l’ufficio Verde pubblico"),
        ("Soprintendenza", "la Soprintendenza"),
        ("Servizio Verde pubblico", "il Servizio Verde pubblico"),
        ("La Circoscrizione 6", "la Circoscrizione 6"),
        ("", ""),
    ],
)
def test_offices(name, expected):
    assert office(name) == expected


def test_the_tables_of_verbs_hold_together():
    verbs = set(REGULAR.split())
    assert set(WITH_ISC.split()) <= verbs
    assert all(verb.endswith(("are", "ere", "ire", "rre")) for verb in (*verbs, *REFLEXIVE.split()))
    assert {len(forms) for forms in IRREGULAR.values()} == {8}


@pytest.mark.parametrize(
    ("word", "infinitive", "person"),
    [
        ("pulisce", "pulire", Person.IT), ("puliscono", "pulire", Person.THEY), ("paghiamo", "pagare", Person.WE),
        ("pagherà", "pagare", Person.IT), ("lascerà", "lasciare", Person.IT), ("avvierà", "avviare", Person.IT),
        ("apriamo", "aprire", Person.WE), ("farà", "fare", Person.IT), ("fara'", "fare", Person.IT), ("danno", "dare", Person.THEY),
        ("mantiene", "mantenere", Person.IT), ("predispongono", "predisporre", Person.THEY), ("riduciamo", "ridurre", Person.WE),
        ("raccolgono", "raccogliere", Person.THEY), ("pulendo", "pulire", Person.GERUND), ("porto", "portare", Person.I),
        ("spedisce", "spedire", Person.IT), ("guida", "guidare", Person.IT), ("terrà", "tenere", Person.IT),
    ],
)  # fmt: skip
def test_forms_go_back_to_their_verb(word, infinitive, person):
    form = verb_form(word)
    assert form is not None
    assert (form.infinitive, form.person) == (infinitive, person)


@pytest.mark.parametrize("word", ["entro", "da", "terra", "corsi", "quartiere", "dopo", "cortile", ""])
def test_other_words_are_no_verbs(word):
    assert verb_form(word) is None
    assert not is_infinitive(word)


def test_pronouns_go_behind():
    assert with_pronoun("portare", "lo") == "portarlo"
    assert with_pronoun("condurre", "la") == "condurla"
    assert is_infinitive("portarlo")
    assert is_infinitive("occuparsi")
