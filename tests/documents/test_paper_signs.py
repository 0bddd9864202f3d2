"""Numbered signs on paper: none covers another, every place has its number, a range names neighbours, nothing by chance."""

from __future__ import annotations

import itertools
import random

from hypothesis import given
from hypothesis import strategies as st

from cocity_desktop.documents.paper_signs import Box, SignPlan, plan_signs

ROOM = (757.0, 396.0)
BAR = (8.0, 8.0, 200.0, 32.0)
POINT = st.tuples(st.floats(0, ROOM[0]), st.floats(0, ROOM[1]))


def wide(words: str) -> float:
    return max(16.0, 5.0 * len(words) + 9)


def planned(points: list[tuple[float, float]]) -> SignPlan:
    return plan_signs(points, ROOM, wide, [BAR])


def meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def assert_sound(plan: SignPlan, points: list[tuple[float, float]]) -> None:
    assert sorted(plan.order) == list(range(len(points)))
    numbers = [number for sign in plan.signs for number in range(sign.first, sign.last + 1)]
    assert numbers == list(range(1, len(points) + 1))
    for sign in plan.signs:
        assert sorted(sign.points) == sorted(
            points[plan.order[n - 1]] for n in range(sign.first, sign.last + 1)
        )
    for one, other in itertools.combinations([BAR, *(sign.box for sign in plan.signs)], 2):
        assert not meet(one, other)


@given(st.lists(POINT, max_size=40))
def test_no_sign_covers_another_and_each_point_has_one_number(points: list[tuple[float, float]]) -> None:
    assert_sound(planned(points), points)


def test_two_hundred_and_thirty_crowded_places_can_all_be_read() -> None:
    dice = random.Random(391)
    points = [
        (min(ROOM[0], max(0.0, dice.gauss(380, 90))), min(ROOM[1], max(0.0, dice.gauss(200, 80))))
        for _ in range(230)
    ]
    plan = planned(points)
    assert_sound(plan, points)
    assert len(plan.signs) > 25, "gathered, not heaped"
    assert plan == planned(points)


def test_places_at_one_point_share_a_sign() -> None:
    plan = planned([(300.0, 200.0)] * 20 + [(500.0, 200.0)])
    assert [sign.words for sign in plan.signs] == ["1–20", "21"]
    assert plan.signs[0].middle == (300, 200)
    assert not plan.signs[0].aside()


def test_a_sign_without_room_stands_aside_and_is_tied_to_its_point() -> None:
    plan = planned([(300.0, 200.0), (313.0, 200.0)])
    aside = [sign for sign in plan.signs if sign.aside()]
    assert len(plan.signs) == 2
    assert [sign.aside() for sign in aside] == [((313.0, 200.0),)]


def test_numbers_run_as_a_page_is_read() -> None:
    points = [(600.0, 100.0), (100.0, 300.0), (600.0, 301.0), (100.0, 101.0)]
    assert planned(points).order == (1, 2, 3, 0)


def test_nothing_to_number() -> None:
    assert planned([]) == SignPlan((), ())


def test_a_point_at_the_rim_keeps_its_sign_inside() -> None:
    (sign,) = planned([(757.0, 396.0)]).signs
    left, bottom, right, top = sign.box
    assert left >= 0
    assert bottom >= 0
    assert right <= ROOM[0]
    assert top <= ROOM[1]
