"""Who was in the room when a decision was taken, against a model of thirty lines, on random evenings."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cocity_desktop.application.attendances import (
    CorrectAttendance,
    LeaveTogether,
    RecordArrival,
    RecordDeparture,
    ReturnTogether,
    correct_attendance,
    leave_together,
    record_arrival,
    record_departure,
    remove_attendance,
    return_together,
)
from cocity_desktop.application.capture import CaptureEntry, capture_entry
from cocity_desktop.application.history import undo_last
from cocity_desktop.application.registry import AddMember, NewMember, add_member
from cocity_desktop.application.removal import Remove
from cocity_desktop.domain.meetings import EntryKind
from cocity_desktop.domain.presence import heads, people, present_at

if TYPE_CHECKING:
    from tests.application.conftest import SmallHouse

EVENING = datetime(2027, 2, 11, 18, 0, tzinfo=UTC)
NAMED = ("Ada", "Bruno", "Carla")


class Model:
    """The room as somebody with a pencil would keep it: one line for each stay, one note for each decision."""

    def __init__(self) -> None:
        self.stays: list[dict[str, Any]] = []
        self.decisions: list[tuple[Counter[tuple[str, int]], int]] = []

    def arrive(self, who: str, count: int, at: int) -> None:
        self.stays.append({"who": who, "heads": count, "came": at, "went": None})

    def leave(self, line: int, count: int | None, at: int) -> None:
        stay = self.stays[line]
        if count is not None and count < stay["heads"]:
            stay["heads"] -= count
            self.stays.append({**stay, "heads": count, "went": at})
        else:
            stay["went"] = at

    def here(self, at: int) -> list[dict[str, Any]]:
        return [s for s in self.stays if s["came"] <= at and (s["went"] is None or at < s["went"])]

    def count(self, at: int) -> int:
        groups = sum(s["heads"] for s in self.here(at) if s["who"] not in NAMED)
        return groups + len({s["who"] for s in self.here(at) if s["who"] in NAMED})

    def decide(self, at: int) -> None:
        here = Counter((s["who"], s["heads"]) for s in self.here(at))
        self.decisions.append((here, self.count(at)))


class Evening:
    """The same evening through the use cases, on the archive."""

    def __init__(self, house: SmallHouse, ids: dict[str, str]) -> None:
        self.house, self.ids = house, ids
        self.meeting = house.meeting(days=0, begin=True)
        self.model, self.before = Model(), list[tuple[Model, list[str]]]()
        self.lines: list[str] = []
        self.minute = 0

    def at(self) -> datetime:
        return EVENING + timedelta(minutes=self.minute)

    def act(self, use_case: Any, command: Any) -> str:
        return self.house.run(use_case, command)

    def remember(self) -> None:
        self.before.append((deepcopy(self.model), list(self.lines)))

    def new_lines(self) -> None:
        rows = self.house.services.queries.meeting(self.meeting).presences
        self.lines += sorted(row.id for row in rows if row.id not in self.lines)

    # Each step takes whatever three numbers chance gives; a step that has nothing to do does nothing.

    def pass_time(self, a: int, _b: int, _c: int) -> None:
        self.minute += a % 4

    def arrive(self, a: int, b: int, _c: int) -> None:
        who = (*NAMED, "Orto dei vicini", "Passanti")[a % 5]
        count = 1 if who in NAMED else b % 9 + 1
        self.remember()
        command = RecordArrival(
            meeting_id=self.meeting,
            person_id=self.ids.get(who) if who in NAMED else None,
            group_id=self.ids.get(who) if who not in NAMED else None,
            label=who,
            head_count=count,
            arrived_at=self.at(),
        )
        self.lines.append(self.act(record_arrival, command))
        self.model.arrive(who, count, self.minute)

    def leave(self, a: int, b: int, c: int) -> None:
        open_ = [n for n, stay in enumerate(self.model.stays) if stay["went"] is None]
        if not open_:
            return
        line = open_[a % len(open_)]
        count = b % self.model.stays[line]["heads"] + 1 if c % 2 else None
        self.remember()
        command = RecordDeparture(attendance_id=self.lines[line], left_at=self.at(), heads=count)
        self.act(record_departure, command)
        self.model.leave(line, count, self.minute)
        self.new_lines()

    def leave_all(self, _a: int, _b: int, _c: int) -> None:
        open_ = [n for n, stay in enumerate(self.model.stays) if stay["went"] is None]
        if not open_:
            return
        self.remember()
        ids = tuple(self.lines[line] for line in open_)
        self.act(leave_together, LeaveTogether(attendance_ids=ids, left_at=self.at()))
        for line in open_:
            self.model.leave(line, None, self.minute)

    def come_back(self, a: int, _b: int, _c: int) -> None:
        gone = [n for n, stay in enumerate(self.model.stays) if stay["went"] is not None]
        if not gone:
            return
        line = gone[a % len(gone)]
        self.remember()
        command = ReturnTogether(attendance_ids=(self.lines[line],), arrived_at=self.at())
        self.act(return_together, command)
        self.model.arrive(self.model.stays[line]["who"], self.model.stays[line]["heads"], self.minute)
        self.new_lines()

    def correct(self, a: int, b: int, c: int) -> None:
        if not self.model.stays:
            return
        line = a % len(self.model.stays)
        stay = self.model.stays[line]
        count = stay["heads"] if stay["who"] in NAMED else b % 9 + 1
        came = c % (self.minute + 1)
        went = None if b % 3 == 0 else came + (a + c) % (self.minute - came + 1)
        if (count, came, went) == (stay["heads"], stay["came"], stay["went"]):
            return  # what changes nothing is no act: there is nothing of it to undo
        self.remember()
        command = CorrectAttendance(
            attendance_id=self.lines[line],
            head_count=count,
            arrived_at=EVENING + timedelta(minutes=came),
            left_at=None if went is None else EVENING + timedelta(minutes=went),
        )
        self.act(correct_attendance, command)
        stay.update(heads=count, came=came, went=went)

    def never_there(self, a: int, _b: int, _c: int) -> None:
        if not self.model.stays:
            return
        line = a % len(self.model.stays)
        self.remember()
        self.act(remove_attendance, Remove(id=self.lines.pop(line)))
        del self.model.stays[line]

    def decide(self, _a: int, _b: int, _c: int) -> None:
        self.remember()
        command = CaptureEntry(
            meeting_id=self.meeting, entry_kind=EntryKind.DECISION, text="Si fa.", said_at=self.at()
        )
        self.act(capture_entry, command)
        self.model.decide(self.minute)

    def undo(self, _a: int, _b: int, _c: int) -> None:
        if not self.before:
            return
        self.act(lambda _command, uow: undo_last(uow), None)
        self.model, self.lines = self.before.pop()

    def check(self) -> None:
        detail = self.house.services.queries.meeting(self.meeting)
        decisions = [entry.decision for entry in detail.entries if entry.decision is not None]
        found = [(Counter((p.label, p.heads) for p in one.presence), one.present) for one in decisions]
        assert found == self.model.decisions
        assert heads(present_at(detail.presences, self.at())) == self.model.count(self.minute)
        assert detail.row.people == people(detail.presences)
        assert detail.row.people >= self.model.count(self.minute)


STEPS = (
    "arrive", "arrive", "leave", "leave_all", "come_back", "correct", "never_there", "decide", "decide", "undo",
    "pass_time", "pass_time",
)  # fmt: skip
numbers = st.integers(0, 200)
steps = st.lists(st.tuples(st.sampled_from(STEPS), numbers, numbers, numbers), min_size=5, max_size=25)


@pytest.fixture
def ids(house: SmallHouse) -> dict[str, str]:
    """The people of the group, by their first name, and the group."""
    for name in NAMED:
        member = NewMember(given_name=name, family_name="Esempio")
        house.run(add_member, AddMember(group_id=house.ids["group"], member=member))
    members = house.services.queries.group(house.ids["group"]).members
    found = {member.name.split()[0]: member.person_id for member in members}
    return {**found, "Orto dei vicini": house.ids["group"]}


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # one archive, one evening each
@given(taken=steps)
def test_presence_at_decisions_is_that_of_the_model(
    house: SmallHouse, ids: dict[str, str], taken: list[tuple[str, int, int, int]]
) -> None:
    house.clock.moment = EVENING + timedelta(hours=4)
    evening = Evening(house, ids)
    for name, a, b, c in taken:
        getattr(evening, name)(a, b, c)
    evening.check()
