"""The time of a meeting: points that pause, go on, get more minutes, are left for another time; typed in late."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from cocity_desktop.application.attendances import (
    CorrectAttendance,
    RecordArrival,
    RecordDeparture,
    correct_attendance,
    record_arrival,
    record_departure,
    remove_attendance,
)
from cocity_desktop.application.meetings import NewItem, ScheduleMeeting, schedule_meeting
from cocity_desktop.application.removal import Remove
from cocity_desktop.application.running import (
    CloseMeeting,
    ExtendItem,
    RunMeeting,
    StartItem,
    close_meeting,
    extend_item,
    pause_item,
    resume_item,
    run_meeting,
    skip_item,
    start_item,
)
from cocity_desktop.domain.meetings import AgendaState

if TYPE_CHECKING:
    from tests.application.conftest import SmallHouse


@pytest.fixture
def evening(house: SmallHouse) -> SmallHouse:
    command = ScheduleMeeting(
        process_id=house.ids["process"],
        title="Terzo tavolo",
        starts_at=house.clock.moment - timedelta(hours=3),
        items=(NewItem(title="Saluti"), NewItem(title="Cortile", planned_minutes=15), NewItem(title="Varie")),
        carry_over=False,
    )
    house.ids["meeting"] = house.run(schedule_meeting, command)
    return house


def detail(house: SmallHouse):
    return house.services.queries.meeting(house.ids["meeting"])


def begin(house: SmallHouse) -> list[str]:
    house.run(run_meeting, RunMeeting(meeting_id=house.ids["meeting"]))
    return [item.id for item in detail(house).agenda]


def test_a_pause_is_not_counted(evening: SmallHouse) -> None:
    first, *_rest = begin(evening)
    evening.run(pause_item, StartItem(item_id=first))
    assert detail(evening).agenda[0].paused_at is not None
    evening.clock.moment += timedelta(minutes=4)
    evening.run(resume_item, StartItem(item_id=first))
    row = detail(evening).agenda[0]
    assert row.paused_at is None
    assert 240 <= row.paused_seconds <= 250


def test_a_point_taken_up_again_goes_on_where_it_stopped(evening: SmallHouse) -> None:
    first, second, _third = begin(evening)
    evening.run(start_item, StartItem(item_id=second))
    evening.clock.moment += timedelta(minutes=10)
    evening.run(start_item, StartItem(item_id=first))
    row = detail(evening).agenda[0]
    assert row.state is AgendaState.RUNNING
    assert 600 <= row.paused_seconds <= 610


def test_ending_a_paused_point_ends_the_pause(evening: SmallHouse) -> None:
    first, second, _third = begin(evening)
    evening.run(pause_item, StartItem(item_id=first))
    evening.clock.moment += timedelta(minutes=2)
    evening.run(start_item, StartItem(item_id=second))
    row = detail(evening).agenda[0]
    assert (row.state, row.paused_at) == (AgendaState.DONE, None)
    assert 120 <= row.paused_seconds <= 130


def test_only_the_running_point_pauses(evening: SmallHouse) -> None:
    _first, second, _third = begin(evening)
    assert evening.refusal(pause_item, StartItem(item_id=second)) == ("invalid_value", "item_id")
    assert evening.refusal(resume_item, StartItem(item_id=second)) == ("invalid_value", "item_id")


def test_the_room_grants_minutes_and_takes_them_back(evening: SmallHouse) -> None:
    first, *_rest = begin(evening)
    evening.run(extend_item, ExtendItem(item_id=first, minutes=5))
    evening.run(extend_item, ExtendItem(item_id=first, minutes=5))
    evening.run(extend_item, ExtendItem(item_id=first, minutes=-5))
    assert detail(evening).agenda[0].extra_minutes == 5
    for minutes in (-6, 236):
        refused = evening.refusal(extend_item, ExtendItem(item_id=first, minutes=minutes))
        assert refused == ("invalid_value", "minutes")


def test_a_skipped_point_waits_for_the_next_meeting(evening: SmallHouse) -> None:
    first, second, third = begin(evening)
    evening.run(skip_item, StartItem(item_id=second))
    evening.run(start_item, StartItem(item_id=third))
    evening.run(close_meeting, CloseMeeting(meeting_id=evening.ids["meeting"]))
    states = {item.id: item.state for item in detail(evening).agenda}
    assert states == {first: AgendaState.DONE, second: AgendaState.POSTPONED, third: AgendaState.DONE}


def test_a_meeting_held_on_paper_keeps_its_real_times(evening: SmallHouse) -> None:
    meeting = evening.ids["meeting"]
    began = detail(evening).row.starts_at + timedelta(minutes=7)
    evening.run(run_meeting, RunMeeting(meeting_id=meeting, on_paper=True, at=began))
    _first, second, _third = [item.id for item in detail(evening).agenda]
    evening.run(start_item, StartItem(item_id=second, at=began + timedelta(minutes=10)))
    arrival = RecordArrival(meeting_id=meeting, label="Ada Esempio", arrived_at=began)
    evening.run(record_arrival, arrival)
    ended = began + timedelta(minutes=80)
    evening.run(close_meeting, CloseMeeting(meeting_id=meeting, at=ended))
    shown = detail(evening)
    assert (shown.on_paper, shown.opened_at, shown.closed_at) == (True, began, ended)
    assert shown.agenda[0].ended_at == began + timedelta(minutes=10)
    assert shown.presences[0].left_at == ended


def test_a_meeting_cannot_end_before_it_began_nor_in_the_future(evening: SmallHouse) -> None:
    meeting = evening.ids["meeting"]
    began = detail(evening).row.starts_at
    evening.run(run_meeting, RunMeeting(meeting_id=meeting, on_paper=True, at=began))
    early = CloseMeeting(meeting_id=meeting, at=began - timedelta(minutes=1))
    assert evening.refusal(close_meeting, early) == ("dates_reversed", "at")
    late = CloseMeeting(meeting_id=meeting, at=evening.clock.moment + timedelta(hours=1))
    assert evening.refusal(close_meeting, late) == ("invalid_value", "at")


def test_a_line_of_the_room_is_put_right(evening: SmallHouse) -> None:
    begin(evening)
    command = RecordArrival(meeting_id=evening.ids["meeting"], label="Passanti", head_count=3)
    arrival = evening.run(record_arrival, command)
    evening.run(record_departure, RecordDeparture(attendance_id=arrival))
    came = detail(evening).presences[0].arrived_at
    fixed = CorrectAttendance(attendance_id=arrival, head_count=4, arrived_at=came, left_at=None)
    evening.run(correct_attendance, fixed)
    (row,) = detail(evening).presences
    assert (row.head_count, row.left_at) == (4, None)
    wrong = CorrectAttendance(
        attendance_id=arrival, head_count=4, arrived_at=came, left_at=came - timedelta(minutes=1)
    )
    assert evening.refusal(correct_attendance, wrong) == ("dates_reversed", "left_at")
    evening.run(remove_attendance, Remove(id=arrival))
    assert detail(evening).presences == ()
