"""How often, with what, which article, which theme."""

from __future__ import annotations

import pytest

from cocity_desktop.application.recognition import PartKind
from tests.recognition.support import of_kind

OFTEN = (
    "ogni sabato",
    "ogni sabato mattina",
    "ogni primo lunedì del mese",
    "ogni due settimane",
    "ogni 15 giorni",
    "ogni mercoledì e venerdì",
    "ogni anno a ottobre",
    "tutti i giovedì",
    "tutti i giorni feriali",
    "due volte al mese",
    "una volta ogni due mesi",
    "due mattine al mese",
    "a settimane alterne",
    "un sabato sì e uno no",
    "il martedì",
    "il lunedì e il giovedì pomeriggio",
    "di sabato",
    "dal lunedì al venerdì",
    "il primo e il terzo sabato del mese",
    "il 10 di ogni mese",
    "con cadenza mensile",
    "trimestralmente",
    "nei fine settimana",
    "every Saturday",
    "every other week",
    "twice a month",
    "on Mondays",
    "on the first Sunday of each month",
)


@pytest.mark.parametrize("said", OFTEN)
def test_how_often(said: str) -> None:
    found = of_kind(f"Si pulisce {said}", PartKind.RECURRENCE)
    assert [(part.words, part.certain) for part in found] == [(said, True)]
    assert of_kind(f"Si pulisce {said}", PartKind.DUE) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ogni  Sabato si apre", "ogni Sabato"),
        ("OGNI SABATO si apre", "ogni sabato"),
        ("Arcobaleno paga 250 euro al mese", "al mese"),
        ("Arcobaleno dà 3 ore a sett.", "a sett."),
    ],
)
def test_how_often_as_it_will_be_written(text: str, words: str) -> None:
    assert [part.words for part in of_kind(text, PartKind.RECURRENCE)] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Ogni famiglia porta una sedia",
        "Ogni volta che piove si chiude",
        "Una volta finiti i lavori si apre",
        "prima di sabato",
        "sabato prossimo",
        "il lunedì successivo",
        "lunedì 15 marzo",
    ],
)
def test_what_is_no_rhythm(text: str) -> None:
    assert of_kind(text, PartKind.RECURRENCE) == []


def test_an_adjective_is_a_guess() -> None:
    assert [part.certain for part in of_kind("una relazione trimestrale", PartKind.RECURRENCE)] == [False]


THINGS = {
    "Il Comune fornisce due rastrelliere e 4 vasi entro maggio": "due rastrelliere e 4 vasi",
    "Il Comune porta 3 metri cubi di ghiaia": "3 metri cubi di ghiaia",
    "La Casa presta una scala, un trapano e 5 martelli": "una scala, un trapano e 5 martelli",
    "La Circoscrizione compra sei panchine di legno": "sei panchine di legno",
    "Il Comune fornirà n. 4 panchine": "4 panchine",
    "I genitori portano 10 sacchi terriccio": "10 sacchi terriccio",
    "Arcobaleno distribuisce 500 copie del giornale": "500 copie del giornale",
    "The City provides two bike racks by May": "two bike racks",
}


@pytest.mark.parametrize("text", THINGS)
def test_things_with_their_quantity(text: str) -> None:
    found = of_kind(text, PartKind.MATERIALS)
    assert [(part.words, part.certain) for part in found] == [(THINGS[text], True)]


@pytest.mark.parametrize(
    "text",
    [
        "I genitori portano vernice e pennelli",
        "La Casa presta una decina di sedie",
        "Il Comune dà due chiavi a testa",
    ],
)
def test_things_without_a_sure_quantity_are_a_guess(text: str) -> None:
    assert [part.certain for part in of_kind(text, PartKind.MATERIALS)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "Il Comune manda due operai",
        "Arcobaleno organizza tre laboratori",
        "La Circoscrizione mette a disposizione una sala",
        "La scuola accompagna 25 bambini",
        "Il Comune fornisce le chiavi",
        "Partecipano 34 persone",
        "Ogni famiglia porta una sedia",
        "Il Comune ha già consegnato due rastrelliere",
        "La scuola chiede due panchine",
    ],
)
def test_what_is_no_thing_that_is_given(text: str) -> None:
    assert of_kind(text, PartKind.MATERIALS) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("va all’articolo 4 del patto", 4),
        ("Vedi art. 7: l’acqua", 7),
        ("Article 5 of the pact", 5),
        ("art. 5 comma 2 del patto", 5),
    ],
)
def test_an_article_of_the_pact(text: str, number: int) -> None:
    assert [(part.number, part.certain) for part in of_kind(text, PartKind.ARTICLE)] == [(number, True)]


@pytest.mark.parametrize(
    "text",
    [
        "art. 16 del Regolamento 391",
        "ai sensi dell’art. 5",
        "l’art. 118 della Costituzione",
        "articolo 5, comma 2, lett. a) della legge 241",
        "Legge 241/1990, art. 11",
        "art. 9 del bando",
        "12 articoli di cancelleria",
    ],
)
def test_an_article_of_something_else(text: str) -> None:
    assert of_kind(text, PartKind.ARTICLE) == []


def test_several_articles_are_a_guess() -> None:
    assert [part.certain for part in of_kind("articoli 3 e 4 del patto", PartKind.ARTICLE)] == [False]


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("chi apre? #orari", ["orari"]),
        ("#piazza-fleming e #Città", ["piazza-fleming", "Città"]),
        ("il n. #3 e il C# e a#b", []),
    ],
)
def test_themes(text: str, themes: list[str]) -> None:
    assert [part.words for part in of_kind(text, PartKind.THEME)] == themes
