"""The day inside a sentence: «data oggi», never «data il oggi»."""

from __future__ import annotations

from datetime import date

import pytest

from cocity_desktop.ui.record_words import given_on, withdrawn_on
from tests.ui.fakes import speaking

TODAY = date(2027, 2, 11)


@pytest.mark.parametrize(
    ("day", "given", "withdrawn"),
    [
        (TODAY, "data oggi", "ritirato oggi"),
        (date(2027, 2, 10), "data ieri", "ritirato ieri"),
        (date(2027, 2, 9), "data il 9 febbraio", "ritirato il 9 febbraio"),
        (date(2026, 2, 9), "data il 9 febbraio 2026", "ritirato il 9 febbraio 2026"),
    ],
)
def test_a_near_day_has_no_article(day: date, given: str, withdrawn: str) -> None:
    with speaking("it"):
        assert (given_on(day, TODAY), withdrawn_on(day, TODAY)) == (given, withdrawn)
