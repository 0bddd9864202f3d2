"""How a room stands: each method has its degrees, and no count is ever dropped."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocity_desktop.domain.agreement import (
    ASKED,
    Degree,
    agreeing,
    counted,
    degrees,
    in_the_room,
    without_words,
)
from cocity_desktop.domain.meetings import Decision, DecisionMethod

GRADIENTS = DecisionMethod.CONSENSUS
VOTES = [method for method in DecisionMethod if method is not GRADIENTS]
COUNTS = st.tuples(*[st.integers(0, 60)] * 5)


@dataclass(frozen=True)
class Counted:
    method: DecisionMethod
    in_favour: int = 0
    fine: int = 0
    with_reservation: int = 0
    stand_aside: int = 0
    against: int = 0
    present: int = 0
    reservations: tuple[str, ...] = ()


def test_the_degrees_are_the_counts_of_a_decision() -> None:
    decision = Decision(id="d", entry_id="e")
    assert all(getattr(decision, degree) == 0 for degree in Degree)
    assert set(ASKED) == set(DecisionMethod)


def test_consensus_asks_for_gradients_and_a_vote_for_three_answers() -> None:
    assert [degree for degree, _ in degrees(Counted(GRADIENTS))] == list(Degree)
    for method in VOTES:
        asked = [degree for degree, _ in degrees(Counted(method))]
        assert asked == [Degree.IN_FAVOUR, Degree.STAND_ASIDE, Degree.AGAINST]


@given(st.sampled_from(DecisionMethod), COUNTS, st.integers(0, 400))
def test_nothing_that_was_counted_is_left_out_whatever_the_method(
    method: DecisionMethod, counts: tuple[int, ...], present: int
) -> None:
    decision = Counted(method, *counts, present)
    told = dict(degrees(decision))
    assert sum(told.values()) == sum(counts) == counted(decision)
    assert {degree for degree, count in zip(Degree, counts, strict=True) if count} <= set(told)
    assert set(told) - set(ASKED[method]) <= {degree for degree, count in told.items() if count}
    assert in_the_room(decision) == max(present, sum(counts))


def test_who_finds_it_fine_agrees() -> None:
    assert agreeing(Counted(GRADIENTS, 12, 6, 1, 4, 0)) == 18


@pytest.mark.parametrize(
    ("people", "words", "missing"), [(0, 0, 0), (2, 0, 2), (2, 1, 1), (1, 1, 0), (0, 2, 0)]
)
@pytest.mark.parametrize("method", DecisionMethod)
def test_a_counted_reservation_wants_words(
    method: DecisionMethod, people: int, words: int, missing: int
) -> None:
    decision = Counted(method, with_reservation=people, reservations=("parole",) * words)
    assert without_words(decision) == missing
