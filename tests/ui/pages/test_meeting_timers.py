"""The time of a live meeting by key and button: pause, extra minutes, skip, tick; what each point to come waits for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from cocity_desktop.application.history import undo_last
from cocity_desktop.application.meetings import NewItem
from cocity_desktop.application.views.work import AgendaRow
from cocity_desktop.domain.meetings import AgendaState
from cocity_desktop.ui.pages.meeting.outline import coming, outlined, planned_minutes, to_begin
from cocity_desktop.ui.pages.meeting.timing import course, item_time, point_time
from tests.ui.fakes import House, speaking
from tests.ui.pages.test_meeting_page import go, house, on_disk, page, planned, settled

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.pages.meeting.page import MeetingPage

__all__ = ["house", "page"]

NOW = datetime(2027, 2, 11, 18, 0, tzinfo=UTC)
SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
DIVIDED = (
    NewItem(title="Saluti", planned_minutes=5),
    NewItem(title="Cortile", planned_minutes=99),
    NewItem(title="Chi apre", planned_minutes=10, is_sub=True),
    NewItem(title="Orari", planned_minutes=15, is_sub=True),
    NewItem(title="Varie", planned_minutes=10),
)


def row(name: str, minutes: int = 10, state: AgendaState = AgendaState.OPEN, **fields: object) -> AgendaRow:
    plain = AgendaRow(name, name, ord(name[0]), minutes, "", "", "", state, None, None, False)
    return replace(plain, **fields)  # type: ignore[arg-type]


def test_pauses_are_not_counted_and_granted_minutes_are() -> None:
    began = NOW - timedelta(minutes=12)
    running = row("a", 10, AgendaState.RUNNING, started_at=began, paused_seconds=120, extra_minutes=5)
    time = item_time(running, NOW)
    assert (time.elapsed, time.planned, time.extra, time.paused) == (600, 900, 5, False)
    still = replace(running, paused_at=NOW - timedelta(minutes=2))
    assert item_time(still, NOW).elapsed == 480
    assert item_time(still, NOW).paused
    with speaking("it"):
        assert item_time(still, NOW).note() == "in pausa, +5 concessi"


def test_a_point_with_sub_items_stands_where_they_stand_and_takes_their_time() -> None:
    agenda = (
        row("a", 99),
        row("b", 10, AgendaState.DONE, parent_id="a", started_at=NOW - timedelta(minutes=8), ended_at=NOW),
        row("c", 15, parent_id="a"),
        row("d", 20),
    )
    parent, first, second, last = outlined(agenda)
    assert [point.number for point in (parent, first, second, last)] == ["1", "1.1", "1.2", "2"]
    assert (parent.state, parent.minutes) == (AgendaState.OPEN, 25)
    assert point_time(parent, NOW).elapsed == 480
    assert planned_minutes(agenda) == 45
    assert [one.id for one in coming(agenda)] == ["c", "d"]
    begun = to_begin(agenda, "a")
    assert begun is not None
    assert begun.id == "c", "pointing at a divided point begins what waits in it"


def test_each_point_to_come_begins_when_those_before_have_had_their_time() -> None:
    began = NOW - timedelta(minutes=4)
    agenda = (
        row("a", 20),
        row("b", 10, AgendaState.RUNNING, started_at=began, extra_minutes=5),
        row("c", 30, AgendaState.POSTPONED),
        row("d", 10),
    )
    foreseen = course(agenda, NOW)
    assert foreseen.begins == {"d": NOW + timedelta(minutes=11), "a": NOW + timedelta(minutes=21)}
    assert foreseen.ends == NOW + timedelta(minutes=41), "what was passed over is taken up at the end"


def test_f7_stops_the_time_and_lets_it_go_on(house: House, page: MeetingPage, qtbot: QtBot) -> None:
    go(qtbot, house, page, planned(house))
    house.clock.pass_(minutes=3)
    qtbot.keyClick(page, Qt.Key.Key_F7)
    settled(qtbot, house, page)
    house.clock.pass_(minutes=4)
    page._on_tick()
    time = page.speech.header.time()
    assert time is not None
    assert (time.figure(), time.note()) == ("03:00", "in pausa")
    assert page.agenda.list.below(0) == "restano 12:00, in pausa"
    page.speech.header.pause.click()
    settled(qtbot, house, page)
    assert on_disk(house, page).agenda[0].paused_seconds == 240
    assert page.focusWidget() is page.speech.line.edit


def test_f8_grants_five_minutes_and_one_undo_takes_them_back(
    house: House, page: MeetingPage, qtbot: QtBot
) -> None:
    go(qtbot, house, page, planned(house))
    qtbot.keyClick(page, Qt.Key.Key_F8)
    settled(qtbot, house, page)
    assert on_disk(house, page).agenda[0].extra_minutes == 5
    assert house.navigator.said[-1] == ("5 minuti in più, d’accordo con la sala", True)
    time = page.speech.header.time()
    assert time is not None
    assert (time.words(), time.note()) == ("di 20 min", "+5 concessi")
    house.services.run(lambda _none, uow: undo_last(uow), None)
    assert on_disk(house, page).agenda[0].extra_minutes == 0


@pytest.mark.parametrize(("typed", "extra"), [("12", 12), ("+7", 7), ("", 0), ("molti", 0), ("-5", 0)])
def test_other_minutes_are_asked_for(
    house: House, page: MeetingPage, qtbot: QtBot, typed: str, extra: int
) -> None:
    go(qtbot, house, page, planned(house))
    qtbot.keyClick(page, Qt.Key.Key_F8, SHIFT)
    panel = page.agenda_acts.minutes
    assert panel.field.line.hasFocus()
    panel.field.line.clear()
    qtbot.keyClicks(panel.field.line, typed)
    qtbot.keyClick(panel.field.line, Qt.Key.Key_Return)
    settled(qtbot, house, page)
    assert on_disk(house, page).agenda[0].extra_minutes == extra
    assert panel.isVisible() == (not extra)
    if not extra:
        assert panel.error() or house.navigator.failed
        qtbot.keyClick(panel.field.line, Qt.Key.Key_Escape)
    assert page.focusWidget() is page.speech.line.edit


def test_a_point_is_skipped_or_ticked_off_by_key(house: House, page: MeetingPage, qtbot: QtBot) -> None:
    go(qtbot, house, page, planned(house))
    qtbot.keyClick(page, Qt.Key.Key_F6, SHIFT)
    settled(qtbot, house, page)
    assert [item.state for item in on_disk(house, page).agenda] == [AgendaState.POSTPONED, AgendaState.OPEN]
    assert page.agenda.list.below(0) == "lasciato per un’altra volta"
    qtbot.keyClick(page, Qt.Key.Key_F6)
    settled(qtbot, house, page)
    qtbot.keyClick(page, Qt.Key.Key_F6, CTRL)
    settled(qtbot, house, page)
    assert [item.state for item in on_disk(house, page).agenda] == [AgendaState.POSTPONED, AgendaState.DONE]


def test_sub_items_run_one_after_the_other_and_a_divided_point_is_skipped_as_one(
    house: House, page: MeetingPage, qtbot: QtBot
) -> None:
    go(qtbot, house, page, planned(house, items=DIVIDED))
    qtbot.keyClick(page, Qt.Key.Key_F6)
    settled(qtbot, house, page)
    states = [item.state for item in on_disk(house, page).agenda]
    assert states[1:3] == [AgendaState.OPEN, AgendaState.RUNNING]
    assert page.speech.header.accessibleName().startswith("Chi apre, punto 2.1 di 3")
    qtbot.keyClick(page, Qt.Key.Key_O, ALT)
    qtbot.keyClick(page.agenda.list, Qt.Key.Key_Up)
    qtbot.keyClick(page.agenda.list, Qt.Key.Key_Delete)
    settled(qtbot, house, page)
    assert {item.state for item in on_disk(house, page).agenda[2:4]} == {AgendaState.POSTPONED}
    house.services.run(lambda _none, uow: undo_last(uow), None)
    assert on_disk(house, page).agenda[2].state is AgendaState.RUNNING, "one undo brings both back"


def test_a_sub_item_is_added_under_the_point_being_talked_about(
    house: House, page: MeetingPage, qtbot: QtBot
) -> None:
    go(qtbot, house, page, planned(house))
    qtbot.keyClick(page, Qt.Key.Key_P, ALT)
    qtbot.keyClicks(page.agenda.adder.box.line, "> Chi apre 5 min")
    qtbot.keyClick(page.agenda.adder.box.line, Qt.Key.Key_Return)
    settled(qtbot, house, page)
    agenda = on_disk(house, page).agenda
    assert [(item.title, item.parent_id) for item in agenda if item.parent_id] == [("Chi apre", agenda[0].id)]


def test_what_is_typed_at_once_belongs_to_the_point_turned_to(
    house: House, page: MeetingPage, qtbot: QtBot
) -> None:
    go(qtbot, house, page, planned(house))
    with house.tap.held():
        qtbot.keyClick(page, Qt.Key.Key_F6)
        qtbot.keyClicks(page.speech.line.edit, "Serve acqua")
        qtbot.keyClick(page.speech.line.edit, Qt.Key.Key_Return)
    settled(qtbot, house, page)
    detail = on_disk(house, page)
    assert detail.entries[0].agenda_item_id == detail.agenda[1].id
