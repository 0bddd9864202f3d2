"""Whatever is typed: nothing is raised, parts lie inside the text, in order, none over another, always the same."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cocity_desktop.application.recognition import KnownName, Part, PartKind
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.recognition.line import Line
from cocity_desktop.recognition.recognizer import LONGEST, LineRecognizer
from tests.recognition.support import NAMES, RECOGNIZER, TODAY

VALUE = {
    PartKind.PARTY: "party",
    PartKind.PERSON: "party",
    PartKind.DUE: "day",
    PartKind.STARTS: "day",
    PartKind.MONEY: "cents",
    PartKind.HOURS: "hours",
    PartKind.ARTICLE: "number",
    PartKind.RECURRENCE: "words",
    PartKind.MATERIALS: "words",
    PartKind.THEME: "words",
}
WORDS = (
    "il Comune", "dal Comune", "la Circoscrizione", "@Ada Esempio", "#orari", "entro", "il", "dal", "al", "30 aprile", "31/12/2027", "29 febbraio", "fine mese",
    "giovedì", "ogni sabato", "due volte", "al mese", "1.200,50 €", "mille euro", "€", "euro", "20 ore", "due rastrelliere", "e", ",", ".", "art. 5", "via Fleming 20",
    "non", "ha", "fornisce", "prima di", "Natale", "fra tre anni", "999999999999999", "2199", "’", "(", "dà", "da\u0300", "🙂", "שלום", "\u202e", "\x00", "ß", "İ", "½", "²",
)  # fmt: skip
lines = st.one_of(
    st.text(max_size=200),
    st.text(alphabet=st.characters(), max_size=120),  # surrogates too
    st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=12).map("".join),
)
days = st.dates(min_value=date(1950, 1, 1), max_value=date(2150, 12, 31))


@settings(max_examples=400, deadline=None)
@given(text=lines, today=days)
@example(text="entro il 29 febbraio", today=date(2096, 3, 1))
@example(text="dal 29 febbraio 2028 al 28 febbraio", today=date(2027, 3, 3))
@example(text="dal 3 al 30 giugno dal 3 al 30 giugno", today=date(2027, 3, 3))
@example(text="entro il 31", today=date(2027, 1, 31))
@example(text="fra ²  giorni e ² ore, art. ², ²€", today=date(2027, 3, 3))
def test_any_text_gives_parts_in_order_inside_it(text: str, today: date) -> None:
    found = RECOGNIZER.recognise(text, NAMES, today)
    assert found.text == text
    end = 0
    for part in found.parts:
        assert end <= part.start < part.end <= len(text)
        end = part.end
        assert_one_value(part, today)


def assert_one_value(part: Part, today: date) -> None:
    values = {"party": part.party, "day": part.day, "cents": part.cents, "hours": part.hours}
    values |= {"number": part.number, "words": part.words or None}
    assert [name for name, value in values.items() if value is not None] == [VALUE[part.kind]]
    if part.day is not None and part.certain and part.kind is PartKind.STARTS:
        assert part.day >= today or part.day.replace(day=1) <= today  # "da marzo", said in March


@settings(max_examples=100, deadline=None)
@given(text=lines)
def test_the_same_line_gives_the_same_parts(text: str) -> None:
    assert RECOGNIZER.recognise(text, NAMES, TODAY) == RECOGNIZER.recognise(text, NAMES, TODAY)


@settings(max_examples=100, deadline=None)
@given(text=lines, names=st.lists(st.text(max_size=12), max_size=4))
def test_any_names_do(text: str, names: list[str]) -> None:
    known = tuple(KnownName(name, PartyKind.GROUP, also=(name[:3],)) for name in names)
    LineRecognizer().recognise(f"{text} {' '.join(names)}", known, TODAY)


@settings(max_examples=200, deadline=None)
@given(text=lines)
def test_a_plain_line_knows_every_place_in_the_original(text: str) -> None:
    line = Line(text)
    for place in range(len(line.plain)):
        whole = line.part_of(Part(PartKind.THEME, place, place + 1))
        assert 0 <= whole.start < whole.end <= len(text)


def test_accents_typed_as_marks_of_their_own_move_nothing() -> None:
    text = "La Citta\u0300 da\u0300 500 euro"
    part = RECOGNIZER.recognise(text, (), TODAY).parts[0]
    assert (part.kind, text[part.start : part.end]) == (PartKind.MONEY, "500 euro")


LONG = (
    "1",
    "due ",
    "un ",
    "30 aprile ",
    "lunedì e ",
    "un’ora di ",
    "cento",
    "100 euro ",
    "il Comune ",
    "-",
    "(",
    "@",
    "a, ",
    "entro il 3 ",
    "2199 ",
    "12/3 ",
    "0",
    "al mese ",
    "two ",
    "@Ada Esempio ",
    "tre volte al mese ",
    "2 kg di sabbia e ",
    "Natale ",
    "300 euro e 200 ",
    "da lunedì a ",
)


@pytest.mark.parametrize("piece", LONG)
def test_no_line_makes_the_reader_slow(piece: str) -> None:
    """A thousand characters of the same: patterns that try again and again would take minutes.

    A quiet machine needs at most 20 ms (`python -m bench recognition`); the best of three leaves out what others do.
    """
    text = (piece * LONGEST)[: 2 * LONGEST]
    assert min(seconds(text) for _ in range(3)) < 0.2


def seconds(text: str) -> float:
    begin = time.perf_counter()
    RECOGNIZER.recognise(text, NAMES, TODAY)
    return time.perf_counter() - begin
