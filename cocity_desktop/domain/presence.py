"""Who is in the room at a moment, and how that is frozen with a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.domain.meetings import Attendance


def present_at(attendances: Iterable[Attendance], moment: datetime) -> list[Attendance]:
    """Those who had arrived by `moment` and had not left: who leaves at that very moment is gone."""
    return [
        one
        for one in attendances
        if one.arrived_at <= moment and (one.left_at is None or moment < one.left_at)
    ]


def heads(attendances: Iterable[Attendance]) -> int:
    """How many people they are; somebody named twice is one."""
    people: set[EntityId] = set()
    counted = 0
    for one in attendances:
        if one.person_id is None:
            counted += one.head_count
        else:
            people.add(one.person_id)
    return counted + len(people)


def frozen(attendances: Iterable[Attendance]) -> tuple[str, ...]:
    """One "<attendance id> <heads>" for each, by id: what `Decision.presence` keeps."""
    return tuple(f"{one.id} {one.head_count}" for one in sorted(attendances, key=lambda one: one.id))


def thawed(presence: Iterable[str]) -> tuple[tuple[EntityId, int], ...]:
    """The attendance ids and heads of a frozen presence, as they were written."""
    pairs = (line.split(" ", 1) for line in presence)
    return tuple((attendance_id, int(count)) for attendance_id, count in pairs)
