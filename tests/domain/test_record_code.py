"""The code of a record: from its id alone, never a word or a number, evenly spread."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocity_desktop.domain.record_code import CODED, COUNT, TAIL, as_code, record_code, tails
from cocity_desktop.storage.search import SEARCHABLE
from cocity_desktop.system.ids import IdSource

PACKAGE = Path(__file__).resolve().parents[2] / "cocity_desktop"
IDS = st.uuids(version=4).map(str)


class StandingClock:
    def now(self):
        return datetime(2027, 2, 11, tzinfo=UTC)


@given(IDS, IDS)
def test_the_end_of_an_id_says_its_code_and_nothing_else_does(one, other):
    assert record_code(one) == record_code(other[:-TAIL] + one[-TAIL:])


@given(IDS)
def test_a_code_leads_back_to_the_ids_that_have_it(one):
    code = record_code(one)
    ends = list(tails(code))
    assert one[-TAIL:] in ends
    assert {record_code(end) for end in ends} == {code}


@pytest.mark.parametrize("number", [0, 1, COUNT - 1, COUNT, 16**TAIL - 1])
def test_the_first_and_the_last_ones(number):
    end = f"{number:0{TAIL}x}"
    assert end in list(tails(record_code(end)))


@given(IDS)
def test_a_code_is_five_signs_no_word_and_no_number(one):
    code = record_code(one)
    assert len(code) == 5
    assert code[0] in "23456789"
    assert not code.isdigit()
    assert not set(code) & set("ILOU")
    assert as_code(code) == code


@given(IDS, st.data())
def test_it_is_read_however_it_is_typed(one, data):
    code = record_code(one)
    as_typed = {"0": "0Oo", "1": "1IilL"}
    typed = "".join(data.draw(st.sampled_from(as_typed.get(sign, sign + sign.lower()))) for sign in code)
    assert as_code(f" {typed} ") == code


@pytest.mark.parametrize(
    "typed",
    ["", "7", "7k2p", "7k2pmm", "lotto", "isola", "orti2", "10152", "34712", "2027", "mr567", "7ulmo", "75o10", "7k 2p", "à7k2p", "٧k2pm"],
)  # fmt: skip
def test_words_and_numbers_are_no_code(typed):
    assert as_code(typed) is None


def test_ids_of_one_millisecond_have_codes_as_if_drawn():
    """Of 20,000 drawn from 8.3 million some 24 pairs fall together; three times as many would not be drawn so."""
    codes = [record_code(one) for one in IdSource(StandingClock(), Random(7).getrandbits).many(20_000)]
    assert len(codes) - len(set(codes)) < 72
    for place in range(5):
        counts = [sum(code[place] == sign for code in codes) for sign in {code[place] for code in codes}]
        assert len(counts) == (8 if place == 0 else 32)
        assert max(counts) < 1.35 * len(codes) / len(counts)


def test_what_has_a_code_can_be_searched():
    assert set(SEARCHABLE) >= CODED


def test_no_paper_or_copy_has_the_code_of_a_person():
    """Of all that is printed or handed out only the papers of a meeting have a code, and it is the meeting's."""
    folders = ("documents", "bundle", "tabular", "mapping")
    makers = [file for folder in folders for file in (PACKAGE / folder).rglob("*.py")]
    assert len(makers) > 40
    assert [file for file in makers if "record_code" in file.read_text(encoding="utf-8")] == []
