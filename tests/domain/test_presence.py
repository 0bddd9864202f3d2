"""How many are in the room, and how many came: somebody who goes out for a coffee is not two people."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cocity_desktop.domain.meetings import Attendance
from cocity_desktop.domain.presence import heads, people, present_at

START = datetime(2027, 2, 11, 17, 30, tzinfo=UTC)


def minute(number: int) -> datetime:
    return START + timedelta(minutes=number)


def stay(came: int, went: int | None = None, heads_: int = 1, **who: str) -> Attendance:
    left = None if went is None else minute(went)
    number = f"{came}-{went}-{heads_}-{sorted(who.items())}"
    return Attendance(
        id=number, meeting_id="m", arrived_at=minute(came), left_at=left, head_count=heads_, **who
    )


def test_who_leaves_at_a_moment_is_gone_at_that_moment() -> None:
    ada = stay(0, 10, person_id="ada")
    assert present_at([ada], minute(0)) == [ada]
    assert present_at([ada], minute(10)) == []


def test_a_person_who_is_noted_twice_is_one() -> None:
    stays = [
        stay(0, person_id="ada"),
        stay(1, person_id="ada", group_id="g"),
        stay(0, heads_=3, group_id="g"),
    ]
    assert heads(stays) == 4
    assert people(stays) == 4


def test_those_of_a_group_who_come_back_are_not_others() -> None:
    stays = [
        stay(0, 10, 9, group_id="g"),
        stay(12, None, 7, group_id="g"),
        stay(15, None, 3, group_id="g"),
        stay(0, 5, 2, label="Vicini"),
    ]
    assert people(stays) == 10 + 2


timed = st.tuples(st.integers(0, 30), st.integers(1, 30), st.integers(1, 9), st.sampled_from("abc")).map(
    lambda t: stay(t[0], t[0] + t[1], t[2], group_id=t[3])
)


@given(st.lists(timed, max_size=12, unique_by=lambda one: one.id))
def test_those_who_came_are_at_least_those_who_were_ever_there_together(stays: list[Attendance]) -> None:
    at_any_time = [heads(present_at(stays, minute(number))) for number in range(62)]
    assert max(at_any_time) <= people(stays) <= sum(one.head_count for one in stays)
