"""What people type for days, times and amounts, and what they are told when it cannot be read."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocity_desktop.ui.widgets.date_reading import Unreadable, read_date, read_time, write_date, write_time
from cocity_desktop.ui.widgets.number_reading import (
    read_hours,
    read_money,
    read_whole,
    write_hours,
    write_money,
)
from cocity_desktop.ui.widgets.text_fields import strength

TODAY = date(2027, 2, 11)


@pytest.mark.parametrize("text", ["7.3.2027", "07/03/2027", "7-3-27", "7 3", " 7.3 ", "07.03.27"])
def test_days_are_read_as_they_are_written(text: str) -> None:
    assert read_date(text, TODAY) == date(2027, 3, 7)


@pytest.mark.parametrize(
    "text", ["31.02.2027", "0.1.2027", "12.13.2027", "ieri", "7", "1.1.1066", "2027-03-07"]
)
def test_days_that_are_not_days_are_told(text: str) -> None:
    with pytest.raises(Unreadable):
        read_date(text, TODAY)


def test_the_words_say_how_long_the_month_is() -> None:
    with pytest.raises(Unreadable, match="28"):
        read_date("31.02.2027", TODAY)
    assert read_date("29.02.2028", TODAY) == date(2028, 2, 29)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_written_day_reads_back(day: date) -> None:
    assert read_date(write_date(day), TODAY) == day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18", time(18)),
        ("18:30", time(18, 30)),
        ("18.30", time(18, 30)),
        ("1830", time(18, 30)),
        ("9", time(9)),
        ("0:05", time(0, 5)),
    ],
)
def test_times_are_read(text: str, expected: time) -> None:
    assert read_time(text) == expected


@pytest.mark.parametrize("text", ["24", "18:60", "presto", "1:2:3"])
def test_times_that_are_not_times_are_told(text: str) -> None:
    with pytest.raises(Unreadable):
        read_time(text)


@given(st.times().map(lambda t: t.replace(second=0, microsecond=0)))
def test_a_written_time_reads_back(value: time) -> None:
    assert read_time(write_time(value)) == value


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1.234,50", 123450),
        ("1234,5", 123450),
        ("40 €", 4000),
        ("€ 40", 4000),
        ("0,07", 7),
        ("1.000.000", 100_000_000),
    ],
)
def test_money_is_read_in_cents(text: str, cents: int) -> None:
    assert read_money(text) == cents


@pytest.mark.parametrize("text", ["1.23", "12,345", "-4", "1,2,3", "molto", "12.34,5"])
def test_money_that_could_mean_two_things_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_money(text)


@given(st.integers(0, 10**11))
def test_written_money_reads_back(cents: int) -> None:
    assert read_money(write_money(cents)) == cents


@pytest.mark.parametrize(
    ("text", "minutes"), [("2", 120), ("2,5", 150), ("2:30", 150), ("0,25", 15), ("3 ore", 180), ("1.5", 90)]
)
def test_hours_are_read_in_minutes(text: str, minutes: int) -> None:
    assert read_hours(text) == minutes


@given(st.integers(0, 60 * 2000))
def test_written_hours_read_back(minutes: int) -> None:
    assert read_hours(write_hours(minutes)) == minutes


def test_nothing_typed_is_nothing() -> None:
    assert [read_date("", TODAY), read_time(" "), read_money(""), read_hours(""), read_whole("", 0, 9)] == [
        None
    ] * 5


@pytest.mark.parametrize("text", ["12a", "10", "-1"])
def test_whole_numbers_keep_their_bounds(text: str) -> None:
    with pytest.raises(Unreadable):
        read_whole(text, 0, 9)


def test_strength_grows_with_words_and_never_with_repetition() -> None:
    levels = [
        strength(t)
        for t in (
            "",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "breve",
            "dodici lettere",
            "quattro parole a caso",
            "con sei parole si sta sereni",
        )
    ]
    assert levels == [0, 1, 1, 2, 3, 4]
    assert all(strength("x" * n) <= 1 for n in range(50))
