"""The order of letters on a line: examples of UAX #9 and of what stands in our documents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocity_desktop.documents.bidi import drawing_order, visual


@pytest.mark.parametrize(
    ("line", "drawn"),
    [
        ("abc", "abc"),
        ("אבג", "גבא"),
        ("abc אבג def", "abc גבא def"),
        ("אבג abc דהו", "גבא abc והד"),
        ("alle 18:42 אב 18:42", "alle 18:42 18:42 בא"),
        ("(אב)", "(בא)"),
        ("אב (12)", "(12) בא"),
        ("אב, abc", "בא, abc"),
    ],
)
def test_in_a_line_from_the_left(line, drawn):
    assert visual(line) == drawn


@pytest.mark.parametrize(
    ("line", "drawn"),
    [
        ("אבג abc", "abc גבא"),
        ("ساعة 18:42 من 1.240,50", "1.240,50 نم 18:42 ةعاس"),
        ("18 من 23", "23 نم 18"),
        ("אב (abc) גד", "דג (abc) בא"),
        ("abc", "abc"),
        ("אב.", ".בא"),
        ("Fleming, via.", ".Fleming, via"),
    ],
)
def test_in_a_line_from_the_right(line, drawn):
    assert visual(line, from_right=True) == drawn


def test_a_mark_stays_on_its_letter():
    assert visual("בָּא") == "א" + "בָּ"


@given(st.text("abcאבגمرح 0123.,:()«»–٣", max_size=40), st.booleans())
def test_no_letter_is_lost_or_doubled(line, from_right):
    assert sorted(drawing_order(line, from_right=from_right)) == list(range(len(line)))


@given(st.text("abcdxyz 012.,:()", max_size=40))
def test_a_line_without_letters_from_the_right_stays_as_it_is(line):
    assert visual(line) == line
