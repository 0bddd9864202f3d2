"""The published table of commitment sentences: well-formed, consistent with itself, and its page up to date."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

import pytest

from cocity_desktop.application.recognition import PartKind
from cocity_desktop.domain.commitments import PartyKind
from tools.recognition_table import (
    NAME_KINDS,
    PAGES,
    SETS,
    VALUE_OF,
    Expected,
    Name,
    Sentence,
    Table,
    page_with,
    problems,
    tables_of,
)

if TYPE_CHECKING:
    from pathlib import Path

TABLES = tables_of(SETS)
DEVELOPMENT = TABLES["development"]
LINES = [line for table in TABLES.values() for line in table.sentences]
DAYS = [(line, part) for line in LINES for part in line.parts if part.kind in {"due", "starts"}]

WEEKDAYS = {
    word: day
    for day, words in enumerate(
        (
            "lunedì lunedi lun monday",
            "martedì tuesday",
            "mercoledì",
            "giovedì",
            "venerdì ven friday",
            "sabato sab",
        )
    )
    for word in words.split()
}
ITALIAN_MONTHS = (
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"
)
ENGLISH_MONTHS = "january february march april may june july august september october november december"
MONTH_OF = {
    word: month
    for words in (ITALIAN_MONTHS, ENGLISH_MONTHS)
    for month, word in enumerate(words.split(), start=1)
}


def words_of(part: Expected) -> list[str]:
    return re.findall(r"[a-zà-ù]+|\d+", part.words.lower())


@pytest.mark.parametrize("name", TABLES)
def test_every_expectation_is_well_formed(name: str) -> None:
    assert problems(TABLES[name]) == []


def test_the_table_speaks_of_the_parts_and_parties_of_the_application() -> None:
    assert set(VALUE_OF) == set(PartKind)
    assert NAME_KINDS == {*PartyKind, "person"}


@pytest.mark.parametrize("name", TABLES)
def test_the_pages_are_up_to_date(name: str) -> None:
    page = PAGES[name].read_text(encoding="utf-8")
    assert page == page_with(name, TABLES, page)


def test_the_page_of_the_conventions_shows_no_held_out_sentence() -> None:
    one = Table(DEVELOPMENT.names, (Sentence("nobody may read this", "who", date(2027, 2, 11)),))
    page = page_with(
        "development", {"development": DEVELOPMENT, "held_out": one}, PAGES["development"].read_text("utf-8")
    )
    assert f"| sentences | {len(DEVELOPMENT.sentences)} | 1 |" in page
    assert "nobody may read this" not in page


def test_a_set_that_is_not_written_yet_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "empty.toml").touch()
    assert tables_of({"gone": tmp_path / "gone.toml", "empty": tmp_path / "empty.toml"}) == {}


def test_the_sets_are_large_enough_share_no_sentence_and_use_the_same_names() -> None:
    assert len(DEVELOPMENT.sentences) >= 400
    for held_out in (table for name, table in TABLES.items() if name == "held_out"):
        assert len(held_out.sentences) >= 100
        assert not {s.text for s in DEVELOPMENT.sentences} & {s.text for s in held_out.sentences}
        assert DEVELOPMENT.names == held_out.names


@pytest.mark.parametrize(("name", "kind"), list(product(TABLES, VALUE_OF)))
def test_no_kind_is_missing_from_a_set(name: str, kind: str) -> None:
    assert any(part.kind == kind and part.certain for line in TABLES[name].sentences for part in line.parts)


def test_words_are_whole_words_but_for_a_missing_apostrophe() -> None:
    cut = []
    for line in DEVELOPMENT.sentences:
        for part in line.parts:
            start, end = part.span(line.text)
            before, after = line.text[max(start - 1, 0) : start], line.text[end : end + 1]
            if (before.isalnum() and part.words[0].isalnum()) or (
                after.isalnum() and part.words[-1].isalnum()
            ):
                cut.append(line.text)
    assert cut == ["lamministrazione manda i tecnici entro 5 gg"]


def test_words_said_twice_say_which() -> None:
    twice = [
        (line.text, part.words)
        for line in DEVELOPMENT.sentences
        for part in line.parts
        if line.text.count(part.words) > 1
    ]
    assert [words for _, words in twice] == ["al mese"]


def test_a_named_weekday_is_the_day_expected() -> None:
    wrong = [
        line.text
        for line, part in DAYS
        for word in words_of(part)
        if part.certain
        and word in WEEKDAYS
        and part.value.weekday() != WEEKDAYS[word]
        and "pasqua" not in part.words.lower()
    ]
    assert wrong == []


def test_a_named_month_is_the_month_expected() -> None:
    wrong = [
        line.text
        for line, part in DAYS
        for word in words_of(part)
        if word in MONTH_OF and part.value.month != MONTH_OF[word]
    ]
    assert wrong == []


def test_a_numbered_day_of_a_named_month_is_the_day_expected() -> None:
    checked = []
    for line, part in DAYS:
        words = words_of(part)
        numbers = [int(word) for word in words if word.isdigit()]
        if numbers and any(word in MONTH_OF for word in words):
            day = part.value.day + ("prima" in words)  # before a day: the eve
            assert day in numbers, line.text
            checked.append(day)
    assert len(checked) >= 40


def test_days_and_weeks_in_figures_are_counted_from_the_meeting() -> None:
    unit = {"giorni": 1, "gg": 1, "settimane": 7}
    counted = 0
    for line, part in DAYS:
        if found := re.search(r"(\d+) (giorni|gg|settimane)", part.words):
            assert (part.value - line.today).days == int(found[1]) * unit[found[2]], line.text
            counted += 1
    assert counted >= 4


def test_the_end_of_a_month_is_its_last_day() -> None:
    ends = [(line, part) for line, part in DAYS if re.search(r"\b(fine|end of)\b", part.words)]
    assert len(ends) >= 8
    for line, part in ends:
        assert part.value.day == monthrange(part.value.year, part.value.month)[1], line.text


def test_a_day_without_a_year_is_the_next_one() -> None:
    """A year later only for the 29th of February, a year named, or a span of months."""
    far = [
        line.text
        for line, part in DAYS
        if (part.value - line.today).days > 366 and not re.search(r"\d{4}", part.words)
    ]
    assert far == []


def test_amounts_in_plain_figures_are_the_cents_expected() -> None:
    checked = 0
    for line in LINES:
        for part in line.parts:
            if part.kind == "money" and (
                found := re.fullmatch(r"(?:€ )?([\d.]+)(?:,(\d\d))?\s*(?:euro|€)?", part.words)
            ):
                assert part.value == int(found[1].replace(".", "")) * 100 + int(found[2] or 0), line.text
                checked += 1
    assert checked >= 20


def test_a_text_is_what_was_said() -> None:
    wrong = [
        (part.words, part.value)
        for line in LINES
        for part in line.parts
        if part.kind in {"recurrence", "materials"}
        and " ".join(part.words.split()).lower() != str(part.value).lower()
    ]
    assert wrong == []


def sentence(text: str, *parts: Expected) -> Table:
    names = (Name("Comune di Torino", "comune"), Name("Ada Esempio", "person"))
    return Table(names, (Sentence(text, "who", date(2027, 2, 11), parts=parts),))


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        (Expected("party", "Circoscrizione", "Comune di Torino"), "is not there"),
        (Expected("party", "Comune", "Ada Esempio"), "no party of the register"),
        (Expected("person", "Ada", "Comune di Torino"), "no person of the register"),
        (Expected("due", "entro marzo", "2027-03-31"), "no date"),
        (Expected("due", "entro marzo", date(2027, 1, 31)), "before the day of the meeting"),
        (Expected("money", "5 euro", 0), "no value"),
        (Expected("hours", "5", True), "no int"),
        (Expected("materials", "5", "5", occurrence=2), "is not there"),
    ],
)
def test_a_wrong_expectation_is_found(part: Expected, wrong: str) -> None:
    found = problems(sentence("Il Comune dà 5 euro ad Ada entro marzo", part))
    assert len(found) == 1
    assert wrong in found[0]


def test_parts_that_overlap_and_two_certain_ones_of_a_kind_are_found() -> None:
    first, second = Expected("money", "5 euro", 500), Expected("money", "euro", 500)
    assert [line.split(": ")[1] for line in problems(sentence("Comune 5 euro", first, second))] == [
        "parts overlap or are out of order",
        "more than one certain money",
    ]


def test_a_sentence_given_twice_is_found() -> None:
    table = sentence("Comune")
    doubled = Table(table.names, table.sentences * 2)
    assert problems(doubled) == ["twice in the set: Comune"]
