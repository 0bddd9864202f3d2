"""How often a promise falls due, out of its words; and None rather than a guess."""

from __future__ import annotations

from datetime import date

import pytest

from cocity_desktop.domain.rhythm import DAYS, Rhythm, rhythm_of

WEEK, MONTH, YEAR = DAYS["week"], DAYS["month"], DAYS["year"]


@pytest.mark.parametrize(
    ("words", "every"),
    [
        ("ogni giorno", 1),
        ("quotidianamente", 1),
        ("ogni sabato", WEEK),
        ("ogni sabato mattina, da marzo a giugno", WEEK),
        ("tutti i lunedì", WEEK),
        ("il martedì e il giovedì", WEEK / 2),
        ("dal lunedì al venerdì", WEEK / 5),
        ("due volte la settimana", WEEK / 2),
        ("due sabati al mese, a turno con l’associazione", MONTH / 2),
        ("una sera al mese", MONTH),
        ("3 volte all’anno", YEAR / 3),
        ("il primo lunedì del mese", MONTH),
        ("ogni due settimane", WEEK * 2),
        ("ogni mese", MONTH),
        ("mensile", MONTH),
        ("ogni trimestre", MONTH * 3),
        ("ogni sei mesi", MONTH * 6),
        ("Ogni anno", YEAR),
        ("every Saturday", WEEK),
        ("twice a month", MONTH / 2),
        ("every two weeks", WEEK * 2),
        ("monthly", MONTH),
    ],
)
def test_the_rhythm_of_words(words, every):
    rhythm = rhythm_of(words)
    assert rhythm is not None
    assert rhythm.every == every


@pytest.mark.parametrize(
    "words", ["", "per tutta la durata del patto", "quando serve", "se piove", "x" * 3000, "ogni", "0"]
)
def test_what_names_no_rhythm_gives_none(words):
    assert rhythm_of(words) is None


def test_a_weekday_alone_says_where_the_first_time_falls():
    rhythm = rhythm_of("ogni sabato")
    assert rhythm == Rhythm(WEEK, 5)
    assert rhythm.first_on_or_after(date(2027, 3, 1)) == 5
    assert rhythm.first_on_or_after(date(2027, 3, 6)) == 0


def test_no_times_at_all_are_not_divided_by():
    assert rhythm_of("0 volte al mese") == Rhythm(MONTH)
