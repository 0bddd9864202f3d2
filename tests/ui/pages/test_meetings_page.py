"""The list of meetings: filter, plan with the agenda, change, call off, open again, print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from cocity_desktop.application.capture import CaptureEntry, DecisionFields, NewReservation, capture_entry
from cocity_desktop.application.meetings import NewItem, ScheduleMeeting, schedule_meeting
from cocity_desktop.application.running import CloseMeeting, RunMeeting, close_meeting, run_meeting
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.domain.keeping import ExportKind
from cocity_desktop.domain.lifecycle import MeetingState
from cocity_desktop.domain.meetings import EntryKind
from cocity_desktop.ui.pages.meetings.page import MeetingsPage
from cocity_desktop.ui.pages.meetings.printing import Sheet, suggested_name
from cocity_desktop.ui.pages.meetings.reasons import ReasonDialog
from cocity_desktop.ui.pages.meetings.said import said
from cocity_desktop.ui.pages.meetings.schedule import ScheduleDialog
from tests.ui.fakes import House, open_house, speaking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QDialog
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from cocity_desktop.application.views.work import MeetingDetail, MeetingRow
    from cocity_desktop.ui.operation import Lanes
    from tests.ui.conftest import AnsweringDoors

ITEMS = tuple(NewItem(title=title, planned_minutes=10) for title in ("Saluti", "Cortile", "Orto"))


@pytest.fixture
def house(tmp_path: Path, lanes: Lanes) -> Iterator[House]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as made:
        yield made
        lanes.close()


def planned(house: House, title: str, days: int = 0) -> str:
    house.clock.pass_(days=days)
    command = ScheduleMeeting(
        process_id=house.process_id, title=title, starts_at=house.clock.now(), venue="Sala blu", items=ITEMS
    )
    return house.run(schedule_meeting, command)


def held(house: House, title: str) -> str:
    meeting_id = planned(house, title)
    house.run(run_meeting, RunMeeting(meeting_id=meeting_id))
    house.run(capture_entry, CaptureEntry(meeting_id=meeting_id, text="Il portone è pesante."))
    house.run(close_meeting, CloseMeeting(meeting_id=meeting_id))
    return meeting_id


@pytest.fixture
def make_page(house: House, themed_app: QApplication, qtbot: QtBot) -> Callable[..., MeetingsPage]:
    def make(record_id: str | None = None) -> MeetingsPage:
        page = MeetingsPage(house.context)
        qtbot.addWidget(page)
        page.resize(1158, 684)
        page.show()
        page.open(record_id)
        settle(qtbot, house)
        return page

    return make


def settle(qtbot: QtBot, house: House) -> None:
    qtbot.waitUntil(house.context.lanes.idle)


def row(house: House, meeting_id: str) -> MeetingRow:
    return house.services.queries.meeting(meeting_id).row


def detail(page: MeetingsPage) -> MeetingDetail:
    assert page.detail is not None
    return page.detail


def test_nothing_yet_offers_the_one_next_step(make_page: Callable[..., MeetingsPage]) -> None:
    page = make_page()
    assert page.table.model.total() == 0
    assert not page.panel._body.isVisible()
    assert not page.grab().isNull()


def test_the_list_tells_counts_and_filters_by_words_and_state(
    house: House, make_page: Callable[..., MeetingsPage], qtbot: QtBot
) -> None:
    held(house, "Primo tavolo")
    planned(house, "Secondo tavolo", days=7)
    page = make_page()
    assert page.header.facts.text() == "2 incontri, i più recenti prima"
    assert [page.table.model.row(i).title for i in range(2)] == ["Secondo tavolo", "Primo tavolo"]
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(page.filter.line, "primo")
    assert page.table.model.shown() == 1
    assert page.header.facts.text() == "1 di 2, i più recenti prima"
    qtbot.keyClick(page.filter.line, Qt.Key.Key_Escape)
    page.states.setCurrentIndex(1)
    assert [page.table.model.row(i).title for i in range(page.table.model.shown())] == ["Secondo tavolo"]
    settle(qtbot, house)


def test_a_meeting_opens_selected_with_its_agenda_and_what_was_said(
    house: House, make_page: Callable[..., MeetingsPage]
) -> None:
    first = held(house, "Primo tavolo")
    planned(house, "Secondo tavolo", days=7)
    page = make_page(first)
    assert detail(page).row.id == first
    assert page.panel.agenda.rows.shown() == 3
    assert page.panel.entries.rows.item(0).title == "Il portone è pesante."
    assert page.panel.accessibleName() == "Incontro: Primo tavolo"


def test_f5_goes_to_the_room(house: House, make_page: Callable[..., MeetingsPage], qtbot: QtBot) -> None:
    meeting_id = planned(house, "Primo tavolo")
    page = make_page()
    qtbot.keyClick(page, Qt.Key.Key_F5)
    assert house.navigator.opened == [("meeting", meeting_id)]


def fill(qtbot: QtBot, house: House, dialog: QDialog) -> bool:
    """Plan a meeting with the keyboard alone."""
    assert isinstance(dialog, ScheduleDialog)
    dialog.show()
    settle(qtbot, house)
    dialog.form.process.set_value(house.process_id)
    qtbot.keyClicks(dialog.form.title.line, "Terzo tavolo")
    for title, minutes in (("Saluti", "5"), ("Orto e acqua", "20")):
        qtbot.keyClicks(dialog.agenda.title.line, title)
        dialog.agenda.minutes.line.clear()
        qtbot.keyClicks(dialog.agenda.minutes.line, minutes)
        qtbot.keyClick(dialog.agenda.minutes.line, Qt.Key.Key_Return)
    assert dialog.agenda.sum.text() == "2 punti, 25 min: restano liberi 65 minuti"
    qtbot.keyClicks(dialog.agenda.title.line, "Varie")
    qtbot.keyClick(dialog.agenda.title.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(dialog.changes))
    return True


def test_a_meeting_is_planned_from_the_keyboard(
    house: House, make_page: Callable[..., MeetingsPage], qtbot: QtBot, doors: AnsweringDoors
) -> None:
    page = make_page()
    doors.answer = lambda dialog: fill(qtbot, house, dialog)
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, house)
    made = detail(page)
    assert made.row.title == "Terzo tavolo"
    assert [(item.title, item.planned_minutes) for item in made.agenda] == [
        ("Saluti", 5),
        ("Orto e acqua", 20),
        ("Varie", 10),
    ]
    assert made.called_by == "Casa di prova"
    assert house.navigator.said == [("In calendario: «Terzo tavolo»", True)]


@pytest.fixture
def new_dialog(house: House, themed_app: QApplication, qtbot: QtBot) -> ScheduleDialog:
    dialog = ScheduleDialog(None, house.services)
    qtbot.addWidget(dialog)
    dialog.show()
    settle(qtbot, house)
    return dialog


def test_what_lacks_is_told_beside_its_field(house: House, new_dialog: ScheduleDialog, qtbot: QtBot) -> None:
    form = new_dialog.form
    new_dialog.accept()
    assert set(form.errors()) == {"process_id"}
    form.process.set_value(house.process_id)
    form.date.line.clear()
    new_dialog.accept()
    assert set(form.errors()) == {"starts_at"}
    form.date.line.setText("11.3.2027")
    new_dialog.accept()
    settle(qtbot, house)
    assert set(form.errors()) == {"title"}, "refused by the use case, told by the form"
    assert new_dialog.isVisible()


def test_points_move_change_and_leave_by_keyboard(new_dialog: ScheduleDialog, qtbot: QtBot) -> None:
    agenda = new_dialog.agenda
    for title in ("A", "B", "C"):
        qtbot.keyClicks(agenda.title.line, title)
        qtbot.keyClick(agenda.title.line, Qt.Key.Key_Return)
    agenda.list.select(agenda.lines.rows()[2].key)
    qtbot.keyClick(agenda.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [one.title for one in agenda.items()] == ["A", "C", "B"]
    qtbot.keyClick(agenda.list, Qt.Key.Key_Return)
    qtbot.keyClicks(agenda.title.line, "ccia")
    qtbot.keyClick(agenda.title.line, Qt.Key.Key_Return)
    assert [one.title for one in agenda.items()] == ["A", "Cccia", "B"]
    agenda.list.select(agenda.lines.rows()[0].key)
    qtbot.keyClick(agenda.list, Qt.Key.Key_Delete)
    assert [one.title for one in agenda.items()] == ["Cccia", "B"]


def rewrite(qtbot: QtBot, house: House, dialog: QDialog) -> bool:
    assert isinstance(dialog, ScheduleDialog)
    dialog.form.title.set_text("Primo tavolo, spostato")
    agenda = dialog.agenda
    first, second, third = (row.key for row in agenda.lines.rows())
    agenda.lines.remove(second)
    agenda.lines.move(third, -1)
    agenda.title.set_text("Nuovo")
    agenda.take()
    agenda.lines.drop(agenda.lines.rows()[-1].key, 0)
    assert first
    dialog.accept()
    qtbot.waitUntil(lambda: bool(dialog.changes))
    return True


def test_a_meeting_is_changed_with_its_agenda(
    house: House, make_page: Callable[..., MeetingsPage], qtbot: QtBot, doors: AnsweringDoors
) -> None:
    planned(house, "Primo tavolo")
    page = make_page()
    kept = {item.title: item.id for item in detail(page).agenda}
    doors.answer = lambda dialog: rewrite(qtbot, house, dialog)
    page.edit()
    settle(qtbot, house)
    assert detail(page).row.title == "Primo tavolo, spostato"
    assert [item.title for item in detail(page).agenda] == ["Nuovo", "Orto", "Saluti"]
    assert detail(page).agenda[1].id == kept["Orto"], "points are moved, not made again"


def because(words: str) -> Callable[[QDialog], bool]:
    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, ReasonDialog)
        dialog.accept()
        assert dialog.field.error(), "without a reason it does not close"
        dialog.field.set_text(words)
        return True

    return answer


def test_a_meeting_is_called_off_with_a_reason(
    house: House, make_page: Callable[..., MeetingsPage], qtbot: QtBot, doors: AnsweringDoors
) -> None:
    meeting_id = planned(house, "Primo tavolo")
    page = make_page()
    doors.answer = because("sala allagata")
    page.cancel()
    settle(qtbot, house)
    assert row(house, meeting_id).state is MeetingState.CANCELLED
    assert detail(page).step_reason == "sala allagata"
    page.remove()
    settle(qtbot, house)
    assert page.table.model.total() == 0


def test_a_closed_meeting_is_opened_again_with_a_reason(
    house: House, make_page: Callable[..., MeetingsPage], qtbot: QtBot, doors: AnsweringDoors
) -> None:
    meeting_id = held(house, "Primo tavolo")
    page = make_page()
    page.reopen()
    assert row(house, meeting_id).state is MeetingState.CLOSED, "given up"
    doors.answer = because("chiuso per sbaglio")
    qtbot.keyClick(page, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: bool(house.navigator.opened))
    assert row(house, meeting_id).state is MeetingState.RUNNING
    assert house.navigator.opened == [("meeting", meeting_id)]


@pytest.mark.parametrize("sheet", list(Sheet))
def test_a_sheet_is_written_whole_where_it_was_asked(
    house: House,
    make_page: Callable[..., MeetingsPage],
    qtbot: QtBot,
    doors: AnsweringDoors,
    tmp_path: Path,
    sheet: Sheet,
) -> None:
    held(house, "Primo tavolo")
    page = make_page()
    doors.save_to = tmp_path / "foglio.pdf"
    page.save_sheet(sheet)
    qtbot.waitUntil(page.saved.isVisible, timeout=30_000)
    assert doors.save_to.read_bytes().startswith(b"%PDF-")
    assert str(doors.save_to) in page.saved.words()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["casa", "foglio.pdf"]


def test_a_sheet_that_cannot_be_written_is_told(
    house: House, make_page: Callable[..., MeetingsPage], qtbot: QtBot, doors: AnsweringDoors, tmp_path: Path
) -> None:
    planned(house, "Primo tavolo")
    page = make_page()
    doors.save_to = tmp_path / "non-c-e" / "foglio.pdf"
    page.save_sheet(Sheet.AGENDA)
    qtbot.waitUntil(lambda: bool(house.navigator.failed), timeout=30_000)
    assert isinstance(house.navigator.failed[0], EnvironmentFault)
    assert house.navigator.failed[0].code is ErrorCode.FILE_UNWRITABLE


def test_the_suggested_name_holds_nothing_a_file_system_refuses(house: House) -> None:
    meeting_id = planned(house, 'Orto: acqua/luce "prima"')
    name = suggested_name("verbale", row(house, meeting_id))
    assert name == "2027-02-11 verbale - Orto acqua luce prima.pdf"


def test_what_was_said_brings_every_reservation(house: House) -> None:
    meeting_id = planned(house, "Primo tavolo")
    fields = DecisionFields(
        in_favour=3,
        reservations=(NewReservation(raised_by="Ada", text="in due"), NewReservation(text="non la sera")),
    )
    command = CaptureEntry(
        meeting_id=meeting_id, entry_kind=EntryKind.DECISION, text="Si prova", decision=fields
    )
    house.run(capture_entry, command)
    (entry,) = house.services.queries.meeting(meeting_id).entries
    facts = said(entry).facts
    assert "Riserva di Ada: «in due»" in facts
    assert "«non la sera»" in facts


def test_its_lists_keep_qt_s_rules(
    house: House, make_page: Callable[..., MeetingsPage], qtmodeltester: ModelTester
) -> None:
    held(house, "Primo tavolo")
    page = make_page()
    for model in (page.table.model, page.panel.agenda.rows, page.panel.entries.rows):
        qtmodeltester.check(model)


def test_the_kind_leaves_where_there_is_no_room(house: House, make_page: Callable[..., MeetingsPage]) -> None:
    planned(house, "Primo tavolo")
    page = make_page()
    kind = next(i for i, column in enumerate(page.table.model.columns) if column.key == "kind")
    assert page.table.grid.isColumnHidden(kind)
    page.resize(1700, 900)
    assert not page.table.grid.isColumnHidden(kind)


def test_reading_again_and_again_opens_no_stray_window(
    house: House, make_page: Callable[..., MeetingsPage], themed_app: QApplication, qtbot: QtBot
) -> None:
    held(house, "Primo tavolo")
    page = make_page()
    for _time in range(3):
        page.refresh()
    settle(qtbot, house)
    assert [widget for widget in themed_app.topLevelWidgets() if widget.isVisible()] == [page]


def test_the_list_to_sign_has_a_public_copy_that_is_noted(
    house: House, make_page: Callable[..., MeetingsPage], qtbot: QtBot, doors: AnsweringDoors, tmp_path: Path
) -> None:
    planned(house, "Secondo tavolo")
    page = make_page()
    doors.save_to = tmp_path / "foglio.pdf"
    page.panel.public_asked.emit()
    qtbot.waitUntil(lambda: bool(house.navigator.said), timeout=30_000)
    assert doors.save_to.read_bytes().startswith(b"%PDF-")
    assert [one.export_kind for one in house.services.outgoing.exports()] == [ExportKind.PUBLIC_COPY]
