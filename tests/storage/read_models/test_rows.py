"""Days in Rome, stored moments, names in order, rows as views."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

import pytest

from cocity_desktop.storage.read_models.rows import (
    by_name,
    day_of,
    joined,
    midnight,
    moment,
    row_to_dataclass,
)


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Everything:
    name: str
    day: date | None
    at: datetime
    colour: Colour
    flag: bool
    themes: tuple[str, ...]
    shape: dict[str, object] | None
    extra: int


PLAIN = {
    "name": "Neu[nòi] – spazio",
    "day": "2027-04-30",
    "at": "2027-04-30T16:42:07Z",
    "colour": "red",
    "flag": 1,
    "themes": '["orto","acqua"]',
    "shape": '{"type":"Point"}',
}


def test_a_row_becomes_a_view_with_the_types_its_fields_declare():
    view = row_to_dataclass(Everything, PLAIN, extra=3)

    assert view == Everything(
        name="Neu[nòi] – spazio",
        day=date(2027, 4, 30),
        at=datetime(2027, 4, 30, 16, 42, 7, tzinfo=UTC),
        colour=Colour.RED,
        flag=True,
        themes=("orto", "acqua"),
        shape={"type": "Point"},
        extra=3,
    )
    assert view.flag is True


def test_what_is_absent_stays_absent():
    view = row_to_dataclass(Everything, PLAIN | {"day": None, "shape": None}, extra=0)

    assert (view.day, view.shape) == (None, None)


def test_a_value_that_the_view_cannot_hold_is_an_error_and_not_a_guess():
    with pytest.raises(ValueError, match="green"):
        row_to_dataclass(Everything, PLAIN | {"colour": "green"}, extra=0)


@pytest.mark.parametrize(
    ("day", "stored"),
    [
        (date(2027, 2, 11), "2027-02-10T23:00:00"),
        (date(2027, 3, 28), "2027-03-27T23:00:00"),  # clocks go forward in the night
        (date(2027, 3, 29), "2027-03-28T22:00:00"),
        (date(2027, 10, 31), "2027-10-30T22:00:00"),  # clocks go back in the night
        (date(2027, 11, 1), "2027-10-31T23:00:00"),
    ],
)
def test_a_day_begins_when_romes_clocks_strike_midnight(day, stored):
    assert midnight(day) == stored


def test_moments_of_the_first_second_belong_to_the_day_with_and_without_microseconds():
    edge = midnight(date(2027, 2, 11))

    assert edge <= "2027-02-10T23:00:00Z"
    assert edge <= "2027-02-10T23:00:00.000001Z"
    assert edge > "2027-02-10T22:59:59.999999Z"


def test_the_day_of_a_moment_is_that_of_romes_calendars():
    assert day_of("2027-02-10T22:59:59Z") == date(2027, 2, 10)
    assert day_of("2027-02-10T23:00:00Z") == date(2027, 2, 11)
    assert day_of("2027-06-10T22:00:00Z") == date(2027, 6, 11)


def test_a_stored_moment_is_read_as_utc():
    assert moment("2027-04-30T16:42:07.250000Z") == datetime(2027, 4, 30, 16, 42, 7, 250_000, tzinfo=UTC)


def test_names_are_sorted_as_people_look_them_up():
    names = ["Zona", "Èco", "eco-orto", "Àrea", "area verde", "dell’Arco"]

    assert sorted(names, key=by_name) == ["Àrea", "area verde", "dell’Arco", "Èco", "eco-orto", "Zona"]
    assert joined(["Orti", "àlberi"]) == "àlberi, Orti"
