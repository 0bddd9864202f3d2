"""The live meeting beside the capture line: agenda, room, what becomes of a line, the end."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from cocity_desktop.application.capture import CaptureEntry, capture_entry
from cocity_desktop.application.meetings import NewItem, ScheduleMeeting, schedule_meeting
from cocity_desktop.application.room import heads
from cocity_desktop.application.running import CloseMeeting, RunMeeting, close_meeting, run_meeting
from cocity_desktop.domain.lifecycle import MeetingState
from cocity_desktop.domain.meetings import AgendaState, EntryKind, EntryOutcome
from cocity_desktop.ui.pages.meeting.page import MeetingPage
from tests.ui.fakes import House, open_house, speaking

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from cocity_desktop.application.views.work import MeetingDetail
    from cocity_desktop.ui.operation import Lanes

ITEMS = (NewItem(title="Uso del cortile", planned_minutes=15), NewItem(title="Orto", planned_minutes=20))


@pytest.fixture
def house(tmp_path: Path, lanes: Lanes) -> Iterator[House]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as made:
        yield made
        lanes.close()


def planned(house: House, title: str = "Secondo tavolo", items: tuple[NewItem, ...] = ITEMS) -> str:
    command = ScheduleMeeting(
        process_id=house.process_id, title=title, starts_at=house.clock.now(), items=items
    )
    return house.run(schedule_meeting, command)


@pytest.fixture
def page(house: House, themed_app: QApplication, qtbot: QtBot) -> Iterator[MeetingPage]:
    """Shown; at the end what is unsent is kept, as when the window closes, before the house is."""
    made = MeetingPage(house.context)
    qtbot.addWidget(made)
    made.resize(1310, 684)
    made.show()
    yield made
    made.hide()
    made.may_leave()
    qtbot.waitUntil(house.context.lanes.idle)


def go(qtbot: QtBot, house: House, page: MeetingPage, meeting_id: str) -> None:
    page.open(meeting_id)
    settled(qtbot, house, page)


def settled(qtbot: QtBot, house: House, page: MeetingPage) -> None:
    qtbot.waitUntil(lambda: not page._rest.isActive() and house.context.lanes.idle())


def on_disk(house: House, page: MeetingPage) -> MeetingDetail:
    assert page.meeting is not None
    return house.services.queries.meeting(page.meeting.row.id)


def test_a_planned_meeting_begins_by_being_opened_and_can_be_taken_back(
    house: House, page: MeetingPage, qtbot: QtBot
) -> None:
    go(qtbot, house, page, planned(house))
    detail = on_disk(house, page)
    assert detail.row.state is MeetingState.RUNNING
    assert detail.agenda[0].state is AgendaState.RUNNING
    assert house.navigator.said == [("L’incontro è cominciato", True)]
    assert page.breadcrumb() == ("Incontri", "Cortile di prova", "Secondo tavolo")
    assert house.navigator.retitled == 1
    assert page.speech.header.accessibleName().startswith("Uso del cortile, punto 1 di 2")
    assert page.accessibleName() == "Incontro: Secondo tavolo"


def test_a_closed_meeting_is_shown_among_the_others_instead(
    house: House, page: MeetingPage, qtbot: QtBot
) -> None:
    meeting_id = planned(house)
    house.run(run_meeting, RunMeeting(meeting_id=meeting_id))
    house.run(close_meeting, CloseMeeting(meeting_id=meeting_id))
    go(qtbot, house, page, meeting_id)
    assert house.navigator.opened == [("meetings", meeting_id)]


def test_a_point_starts_by_enter_or_by_a_click_and_the_one_before_is_done(
    house: House, page: MeetingPage, qtbot: QtBot
) -> None:
    go(qtbot, house, page, planned(house))
    points = page.agenda.list
    points.setFocus()
    qtbot.keyClick(points, Qt.Key.Key_Down)
    qtbot.keyClick(points, Qt.Key.Key_Return)
    settled(qtbot, house, page)
    assert [item.state for item in on_disk(house, page).agenda] == [AgendaState.DONE, AgendaState.RUNNING]
    where = points.visualRect(points.rows.index(0, 0)).center()
    qtbot.mouseClick(points.viewport(), Qt.MouseButton.LeftButton, pos=where)
    settled(qtbot, house, page)
    assert [item.state for item in on_disk(house, page).agenda] == [AgendaState.RUNNING, AgendaState.DONE]
    qtbot.keyClick(page, Qt.Key.Key_F6)
    settled(qtbot, house, page)
    assert on_disk(house, page).agenda[0].state is AgendaState.RUNNING, "nothing is left to go on to"


def test_f6_goes_on_to_the_next_point(house: House, page: MeetingPage, qtbot: QtBot) -> None:
    go(qtbot, house, page, planned(house))
    qtbot.keyClick(page, Qt.Key.Key_F6)
    settled(qtbot, house, page)
    assert [item.state for item in on_disk(house, page).agenda] == [AgendaState.DONE, AgendaState.RUNNING]
    assert house.navigator.said[-1] == ("Adesso: «Orto»", True)


def test_the_time_of_the_point_follows_the_clock(house: House, page: MeetingPage, qtbot: QtBot) -> None:
    go(qtbot, house, page, planned(house))
    house.clock.pass_(minutes=13)
    page._on_tick()
    time = page.speech.header.time()
    assert time is not None
    assert (time.figure(), time.token) == ("13:00", "amber")
    assert page.agenda.list.below(0) == "restano 2:00"


def test_a_point_is_added_in_place(house: House, page: MeetingPage, qtbot: QtBot) -> None:
    go(qtbot, house, page, planned(house))
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    line = page.agenda.adder.box.line
    qtbot.keyClicks(line, "Varie 5 min")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settled(qtbot, house, page)
    last = on_disk(house, page).agenda[-1]
    assert (last.title, last.planned_minutes) == ("Varie", 5)
    assert not page.agenda.adder.box.isVisible()


def test_what_was_left_open_is_taken_up_as_a_point(house: House, page: MeetingPage, qtbot: QtBot) -> None:
    first = planned(house, "Primo tavolo")
    house.run(run_meeting, RunMeeting(meeting_id=first))
    question = CaptureEntry(meeting_id=first, entry_kind=EntryKind.QUESTION, text="Chi tiene le chiavi?")
    house.run(capture_entry, question)
    house.run(close_meeting, CloseMeeting(meeting_id=first))
    house.clock.pass_(days=14)
    go(qtbot, house, page, planned(house))
    assert [point.text for point in page.agenda.open_points.rows._rows.shown] == ["Chi tiene le chiavi?"]
    page.agenda.open_points.setFocus()
    qtbot.keyClick(page.agenda.open_points, Qt.Key.Key_Return)
    settled(qtbot, house, page)
    assert on_disk(house, page).agenda[-1].title == "Chi tiene le chiavi?"
    assert page.agenda.open_points.rows.shown() == 0, "it stands above now"


def arrive(qtbot: QtBot, house: House, page: MeetingPage, typed: str) -> None:
    line = page.room.field.line
    qtbot.keyClicks(line, typed)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settled(qtbot, house, page)
    assert line.text() == ""


def test_people_arrive_by_name_and_number_and_leave_by_a_click(
    house: House, page: MeetingPage, qtbot: QtBot
) -> None:
    go(qtbot, house, page, planned(house))
    qtbot.keyClick(page, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    assert page.room.field.line.hasFocus()
    for typed in ("Genitori Fleming 9", "Bruno Esempio", "Vicini 4"):
        arrive(qtbot, house, page, typed)
    presences = on_disk(house, page).presences
    assert heads(presences) == 14
    assert presences[0].group_id == house.groups["Genitori Fleming"]
    assert presences[1].person_id is not None
    shown = [(line.name, line.heads) for line in page.room.people.rows._rows.shown]
    assert shown == [("Genitori Fleming", 9), ("Vicini", 4), ("Orti di prova", 1)]
    where = page.room.people.visualRect(page.room.people.rows.index(0, 0)).center()
    house.clock.pass_(minutes=30)
    with qtbot.waitSignal(page.room.people.toggled):
        qtbot.mouseClick(page.room.people.viewport(), Qt.MouseButton.LeftButton, pos=where)
    settled(qtbot, house, page)
    left = on_disk(house, page).presences[0]
    assert left.left_at == left.arrived_at + timedelta(minutes=30)
    assert heads(on_disk(house, page).presences) == 5
    assert house.navigator.said[-1] == ("Genitori Fleming: via", True)
    assert page.focusWidget() is page.speech.line.edit, "the hand goes back to the line"


def test_who_left_comes_back_with_as_many(house: House, page: MeetingPage, qtbot: QtBot) -> None:
    go(qtbot, house, page, planned(house))
    arrive(qtbot, house, page, "Vicini 4")
    for _time in range(2):
        house.clock.pass_(minutes=5)
        line = next(one for one in page.room.people.rows._rows.shown if one.name == "Vicini")
        page.room.people.toggled.emit(line)
        settled(qtbot, house, page)
    assert heads(on_disk(house, page).presences) == 4
    assert len(on_disk(house, page).presences) == 2


def test_an_expected_group_is_offered_to_the_field(house: House, page: MeetingPage, qtbot: QtBot) -> None:
    go(qtbot, house, page, planned(house))
    people = page.room.people
    where = people.visualRect(people.rows.index(0, 0)).center()
    with qtbot.waitSignal(people.toggled):
        qtbot.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert page.room.field.text() == "Genitori Fleming "
    arrive(qtbot, house, page, "7")
    assert heads(on_disk(house, page).presences) == 7


def with_a_line(qtbot: QtBot, house: House, page: MeetingPage) -> None:
    go(qtbot, house, page, planned(house))
    qtbot.keyClicks(page.speech.line.edit, "Una fontana nuova")
    qtbot.keyClick(page.speech.line.edit, Qt.Key.Key_Return)
    settled(qtbot, house, page)


def test_a_line_is_declined_only_with_a_reason(house: House, page: MeetingPage, qtbot: QtBot) -> None:
    with_a_line(qtbot, house, page)
    page.speech.ask_decline(on_disk(house, page).entries[0])
    sheet = page.speech.decline
    qtbot.keyClick(sheet.words.line, Qt.Key.Key_Return)
    qtbot.waitUntil(sheet.error.isVisible)
    qtbot.keyClicks(sheet.words.line, "tocca alla SMAT")
    qtbot.keyClick(sheet.words.line, Qt.Key.Key_Return)
    settled(qtbot, house, page)
    row = on_disk(house, page).entries[0]
    assert (row.outcome, row.outcome_reason) == (EntryOutcome.DECLINED, "tocca alla SMAT")
    assert not sheet.isVisible()
    assert not house.navigator.failed, "the reason is asked for beside its field"


def test_delete_takes_a_line_away_and_says_that_it_can_be_undone(
    house: House, page: MeetingPage, qtbot: QtBot
) -> None:
    with_a_line(qtbot, house, page)
    page.speech.list.setFocus()
    page.speech.list.selectRow(0)
    qtbot.keyClick(page.speech.list, Qt.Key.Key_Delete)
    settled(qtbot, house, page)
    assert on_disk(house, page).entries == ()
    assert page.speech.list.entries.rowCount() == 0
    assert house.navigator.said[-1] == ("Tolto: «Una fontana nuova»", True)


def test_a_line_not_saved_holds_the_meeting_open(house: House, page: MeetingPage, qtbot: QtBot) -> None:
    go(qtbot, house, page, planned(house))
    qtbot.keyClicks(page.speech.line.edit, "a mezza via")
    *_others, button = page.top_actions()
    qtbot.addWidget(button)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.speech.line.error()
    assert on_disk(house, page).row.state is MeetingState.RUNNING
    page.speech.line.clear()
    qtbot.keyClick(page, Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: bool(house.navigator.opened))
    detail = on_disk(house, page)
    assert detail.row.state is MeetingState.CLOSED
    assert house.navigator.opened[0] == ("minutes", detail.row.id)


def test_its_lists_keep_qt_s_rules(
    house: House, page: MeetingPage, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    with_a_line(qtbot, house, page)
    for model in (
        page.agenda.list.rows,
        page.agenda.open_points.rows,
        page.room.people.rows,
        page.speech.list.entries,
    ):
        qtmodeltester.check(model)


@pytest.mark.parametrize("width", [1310, 1864])
def test_the_middle_takes_the_room_there_is(
    house: House, page: MeetingPage, qtbot: QtBot, width: int
) -> None:
    with_a_line(qtbot, house, page)
    page.resize(width, 684)
    assert page.agenda.width() == 256
    assert page.room.width() == 232
    assert page.speech.width() == width - 256 - 232 - 2
    assert not page.grab().isNull()
