"""Sums and hours: what is sure, what leaves a doubt, what is no amount at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocity_desktop.application.recognition import PartKind
from cocity_desktop.recognition import numerals
from tests.recognition.support import of_kind

SURE = {
    "500 euro": 500_00,
    "€ 1.200,50": 1200_50,
    "1.200 €": 1200_00,
    "500€": 500_00,
    "EUR 300": 300_00,
    "0,50 euro": 50,
    "12.50 euro": 12_50,
    "10.000,00 €": 10_000_00,
    "€1,200.50": 1200_50,
    "1,200 euros": 1200_00,
    "mille euro": 1000_00,
    "mille e duecento euro": 1200_00,
    "duemilacinquecento euro": 2500_00,
    "two hundred and fifty euros": 250_00,
    "3 mila euro": 3000_00,
    "1,5 milioni di euro": 1_500_000_00,
    "1 milione e 200 mila euro": 1_200_000_00,
    "cinque euro e venti": 5_20,
    "50 centesimi": 50,
    "fino a 400 euro": 400_00,
    "almeno 400 euro": 400_00,
    "i 200 euro": 200_00,
    "500 euro e 20 sedie": 500_00,
}


@pytest.mark.parametrize("said", SURE)
def test_a_sum_that_can_be_read_in_one_way(said: str) -> None:
    found = of_kind(f"Il Comune dà {said}", PartKind.MONEY)
    assert [(part.cents, part.certain) for part in found] == [(SURE[said], True)]


DOUBTS = (
    "circa 600 euro",
    "un migliaio di euro",
    "20 euro a testa",
    "20 euro a bambino",
    "200 euro + IVA",
    "1,200 euro",
    "2 mila e cinquecento euro",
    "tre contributi di 100 euro",
    "la metà dei 900 euro",
    "300 euro o 400 euro",
    "forse 300 euro",
    "5k",
    "300 euro per la vernice e 150 euro per i pennelli",
    "200 euro e altri 100 euro",
)


@pytest.mark.parametrize("said", DOUBTS)
def test_a_doubt_makes_a_guess(said: str) -> None:
    found = of_kind(f"Il Comune dà {said}", PartKind.MONEY)
    assert found
    assert not any(part.certain for part in found)


@pytest.mark.parametrize(
    "text",
    [
        "Restano 120 euro dal mercatino",
        "Chi rompe paga 20 euro",
        "Servono 800 euro",
        "Il costo è di 300 euro",
    ],
)
def test_a_sum_that_nobody_promises_is_a_guess(text: str) -> None:
    assert [part.certain for part in of_kind(text, PartKind.MONEY)] == [False]


NO_SUM = (
    "La vernice costa 40 euro al barattolo",
    "Il biglietto è di 5 euro",
    "Il Comune mette tra 300 e 500 euro",
    "Il Comune mette 300-500 euro",
    "L’anno scorso il Comune ha speso 3.000 euro",
    "Nel 2025 la Circoscrizione aveva dato 200 euro",
    "Il Comune non può dare i 500 euro chiesti",
    "Il Comune non stanzia i 2.000 euro previsti",
    "La scuola chiede 200 euro al Comune",
    "I 200 euro raccolti alla festa sono in cassa",
)


@pytest.mark.parametrize("text", NO_SUM)
def test_what_is_no_promise_of_money(text: str) -> None:
    assert of_kind(text, PartKind.MONEY) == []


@given(st.integers(1, 9_999_999_99))
def test_every_sum_in_italian_figures_is_read_to_the_cent(cents: int) -> None:
    figures = f"{cents // 100:,}".replace(",", ".") + f",{cents % 100:02}"
    found = of_kind(f"Il Comune dà {figures} euro", PartKind.MONEY)
    assert [(part.cents, part.certain) for part in found] == [(cents, True)]


UNITS = [
    "zero",
    "uno",
    "due",
    "tre",
    "quattro",
    "cinque",
    "sei",
    "sette",
    "otto",
    "nove",
    "dieci",
    "undici",
    "dodici",
    "tredici",
    "quattordici",
    "quindici",
    "sedici",
    "diciassette",
    "diciotto",
    "diciannove",
]
TENS = [".", ".", "venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"]


def in_words(number: int) -> str:
    """Italian number words up to 999,999, written by the rules of the grammar and not by the reader's."""
    if number < 20:
        return UNITS[number] if number else ""
    if number < 100:
        ten = TENS[number // 10]
        return (ten[:-1] if number % 10 in (1, 8) else ten) + in_words(number % 10)
    if number < 1000:
        return ("" if number < 200 else UNITS[number // 100]) + "cento" + in_words(number % 100)
    thousands = "mille" if number < 2000 else in_words(number // 1000) + "mila"
    return thousands + in_words(number % 1000)


@given(st.integers(1, 999_999))
def test_every_number_in_italian_words_is_read(number: int) -> None:
    assert numerals.whole(in_words(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("two hundred and ten", 210),
        ("twenty-five", 25),
        ("a thousand", 1000),
        ("three thousand five hundred", 3500),
    ],
)
def test_numbers_in_english_words(text: str, number: int) -> None:
    assert numerals.whole(text) == number


@pytest.mark.parametrize("text", ["unduetre", "milacinque", "seisei", "casa", ""])
def test_what_only_looks_like_a_number(text: str) -> None:
    assert numerals.whole(text) is None


HOURS = {
    "4 ore al mese": (4, True),
    "30 ore di lavoro": (30, True),
    "un’ora": (1, True),
    "un ora": (1, True),
    "2h": (2, True),
    "almeno 12 ore": (12, True),
    "venticinque ore": (25, True),
    "una ventina di ore": (20, False),
    "circa 10 ore": (10, False),
    "tre ore a testa": (3, False),
    "four hours a month": (4, True),
}


@pytest.mark.parametrize("said", HOURS)
def test_hours_of_work(said: str) -> None:
    found = of_kind(f"Arcobaleno dà {said}", PartKind.HOURS)
    assert [(part.hours, part.certain) for part in found] == [HOURS[said]]


@pytest.mark.parametrize(
    "text",
    [
        "alle ore 18",
        "entro 48 ore",
        "ogni due ore",
        "con 48 ore di preavviso",
        "tre ore e mezza",
        "aperto 3 ore",
        "24 ore su 24",
        "dalle 9 alle 13",
    ],
)
def test_what_is_no_work(text: str) -> None:
    assert of_kind(text, PartKind.HOURS) == []
