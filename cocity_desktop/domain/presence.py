"""Who is in the room at a moment, and how that is frozen with a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from cocity_desktop.domain.entity import EntityId


class Stay(Protocol):
    """One time that somebody was in the room, as record or as row of a list."""

    @property
    def id(self) -> EntityId: ...

    @property
    def person_id(self) -> EntityId | None: ...

    @property
    def group_id(self) -> EntityId | None: ...

    @property
    def label(self) -> str: ...

    @property
    def head_count(self) -> int: ...

    @property
    def arrived_at(self) -> datetime: ...

    @property
    def left_at(self) -> datetime | None: ...


S = TypeVar("S", bound=Stay)


def present_at(attendances: Iterable[S], moment: datetime) -> list[S]:
    """Those who had arrived by `moment` and had not left: who leaves at that very moment is gone."""
    return [
        one
        for one in attendances
        if one.arrived_at <= moment and (one.left_at is None or moment < one.left_at)
    ]


def heads(attendances: Iterable[Stay]) -> int:
    """How many people they are; somebody named twice is one."""
    people: set[EntityId] = set()
    counted = 0
    for one in attendances:
        if one.person_id is None:
            counted += one.head_count
        else:
            people.add(one.person_id)
    return counted + len(people)


def people(attendances: Iterable[Stay]) -> int:
    """How many came in all, whenever they were there. Who went out and came back is not somebody else.

    A person is one however often they are named; of those counted by heads, under one group or one name, it is the
    most that were there together.
    """
    stays = list(attendances)
    named = {one.person_id for one in stays if one.person_id is not None}
    most: dict[str, int] = {}
    for one in stays:
        if one.person_id is None:
            who = one.group_id or one.label
            most[who] = max(most.get(who, 0), _together(stays, one))
    return len(named) + sum(most.values())


def _together(stays: list[Stay], arriving: Stay) -> int:
    """Heads of the same group or name that are there when `arriving` comes in, with those that arrive."""
    who = arriving.group_id or arriving.label
    others = (
        one
        for one in present_at(stays, arriving.arrived_at)
        if one.person_id is None and (one.group_id or one.label) == who and one.id != arriving.id
    )
    return arriving.head_count + sum(one.head_count for one in others)


def frozen(attendances: Iterable[Stay]) -> tuple[str, ...]:
    """One "<attendance id> <heads>" for each, by id: what `Decision.presence` keeps."""
    return tuple(f"{one.id} {one.head_count}" for one in sorted(attendances, key=lambda one: one.id))


def thawed(presence: Iterable[str]) -> tuple[tuple[EntityId, int], ...]:
    """The attendance ids and heads of a frozen presence, as they were written."""
    pairs = (line.split(" ", 1) for line in presence)
    return tuple((attendance_id, int(count)) for attendance_id, count in pairs)
