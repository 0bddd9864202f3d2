"""The capture line over a real archive: nothing typed is lost, whatever the disk does, and the order is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from cocity_desktop.application.history import undo_last
from cocity_desktop.application.meetings import NewItem, ScheduleMeeting, schedule_meeting
from cocity_desktop.application.running import RunMeeting, run_meeting
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.domain.meetings import EntryKind
from cocity_desktop.ui.pages.meeting.lines import Standing
from cocity_desktop.ui.pages.meeting.page import MeetingPage
from tests.ui.fakes import House, open_house, speaking

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes


@pytest.fixture
def house(tmp_path: Path, lanes: Lanes) -> Iterator[House]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as made:
        yield made
        lanes.close()


@pytest.fixture
def page(house: House, themed_app: QApplication, qtbot: QtBot) -> MeetingPage:
    items = (NewItem(title="Uso del cortile", planned_minutes=15), NewItem(title="Orto", planned_minutes=20))
    command = ScheduleMeeting(
        process_id=house.process_id, title="Secondo tavolo", starts_at=house.clock.now(), items=items
    )
    meeting_id = house.run(schedule_meeting, command)
    house.run(run_meeting, RunMeeting(meeting_id=meeting_id))
    made = MeetingPage(house.context)
    qtbot.addWidget(made)
    made.resize(1310, 684)
    made.open(meeting_id)
    made.show()
    qtbot.waitUntil(lambda: made.meeting is not None and house.context.lanes.idle())
    return made


def texts(house: House, page: MeetingPage) -> list[str]:
    """What is on disk, in order."""
    assert page.meeting is not None
    return [row.text for row in house.services.queries.meeting(page.meeting.row.id).entries]


def say(qtbot: QtBot, page: MeetingPage, words: str) -> None:
    qtbot.keyClicks(page.speech.line.edit, words)
    qtbot.keyClick(page.speech.line.edit, Qt.Key.Key_Return)


def settled(qtbot: QtBot, house: House, page: MeetingPage) -> None:
    """Everything typed is written, and the page has read it again."""
    lanes = house.context.lanes
    qtbot.waitUntil(lambda: not page.desk.queue.waiting() and not page._rest.isActive() and lanes.idle())


def test_enter_saves_and_the_text_leaves_only_when_it_is_on_disk(
    house: House, page: MeetingPage, qtbot: QtBot
) -> None:
    edit = page.speech.line.edit
    with house.tap.held():
        say(qtbot, page, "Il portone e pesante")
        assert edit.text() == "Il portone e pesante"
        assert page.speech.line.flying()
    qtbot.waitUntil(lambda: edit.text() == "")
    assert texts(house, page) == ["Il portone e pesante"]
    settled(qtbot, house, page)
    shown = page.speech.list.entries
    assert shown.newest_saved() == 0
    assert shown.line(0).standing is Standing.SAVED


def test_typing_goes_on_while_the_disk_is_slow_and_the_order_is_kept(
    house: House, page: MeetingPage, qtbot: QtBot
) -> None:
    spoken = [f"frase numero {n}" for n in range(6)]
    with house.tap.held():
        for words in spoken:
            say(qtbot, page, words)
        qtbot.keyClicks(page.speech.line.edit, "e ancora")
        lines = page.speech.list.entries.lines()
        assert [line.row.text for line in lines] == spoken, "what was typed past is seen waiting"
        assert {line.standing for line in lines} == {Standing.SAVING}
    settled(qtbot, house, page)
    assert texts(house, page) == spoken
    assert page.speech.line.edit.text() == "e ancora"
    assert {line.standing for line in page.speech.list.entries.lines()} == {Standing.SAVED}


def test_what_cannot_be_written_stays_in_the_line_with_the_reason(
    house: House, page: MeetingPage, qtbot: QtBot
) -> None:
    line = page.speech.line
    house.tap.fault = EnvironmentFault(ErrorCode.DISK_FULL)
    say(qtbot, page, "Chi tiene le chiavi?")
    qtbot.waitUntil(lambda: bool(line.error()))
    assert line.edit.text() == "Chi tiene le chiavi?"
    assert line.error().startswith("Non salvato: ")
    assert line.error().endswith("Il testo resta qui.")
    assert not page.desk.queue.waiting()
    house.tap.fault = None
    qtbot.keyClick(line.edit, Qt.Key.Key_Return)
    settled(qtbot, house, page)
    assert texts(house, page) == ["Chi tiene le chiavi?"]
    assert line.error() == ""


def test_lines_typed_past_a_failure_wait_in_order_and_enter_tries_again(
    house: House, page: MeetingPage, qtbot: QtBot
) -> None:
    line = page.speech.line
    house.tap.fault = EnvironmentFault(ErrorCode.DISK_FULL)
    with house.tap.held():
        say(qtbot, page, "prima")
        say(qtbot, page, "seconda")
        say(qtbot, page, "terza")
    qtbot.waitUntil(lambda: bool(line.error()))
    standing = [(one.row.text, one.standing) for one in page.speech.list.entries.lines()]
    assert standing == [("prima", Standing.FAILED), ("seconda", Standing.FAILED)]
    assert line.edit.text() == "terza", "the one under the hand has not been tried"
    house.tap.fault = None
    qtbot.keyClick(line.edit, Qt.Key.Key_Return)
    settled(qtbot, house, page)
    assert texts(house, page) == ["prima", "seconda", "terza"]
    assert line.edit.text() == ""
    assert line.error() == ""


def test_a_letter_and_a_space_pick_the_kind_and_backspace_gives_the_letter_back(
    page: MeetingPage, qtbot: QtBot
) -> None:
    line = page.speech.line
    qtbot.keyClicks(line.edit, "t ")
    assert (line.kind(), line.edit.text()) == (EntryKind.CONCERN, "")
    qtbot.keyClick(line.edit, Qt.Key.Key_Backspace)
    assert (line.kind(), line.edit.text()) == (EntryKind.NOTE, "t ")
    line.clear()
    qtbot.keyClicks(line.edit, "i ragazzi chiedono")
    assert (line.kind(), line.edit.text()) == (EntryKind.NOTE, "i ragazzi chiedono")


@pytest.mark.parametrize(("key", "kind"), list(zip("123456", EntryKind, strict=True)))
def test_control_and_a_figure_pick_the_kind_without_touching_the_words(
    page: MeetingPage, qtbot: QtBot, key: str, kind: EntryKind
) -> None:
    line = page.speech.line
    qtbot.keyClicks(line.edit, "Aprire il sabato")
    qtbot.keyClick(line.edit, Qt.Key(ord(key)), Qt.KeyboardModifier.ControlModifier)
    assert (line.kind(), line.edit.text()) == (kind, "Aprire il sabato")


def test_a_decision_takes_its_counts_and_the_words_of_reservations(
    house: House, page: MeetingPage, qtbot: QtBot
) -> None:
    line, sheet = page.speech.line, page.speech.reservations
    qtbot.keyClicks(line.edit, "s Si prova da marzo a giugno")
    for box, figure in zip(line.decision.counts, ("12", "6", "1", "4", ""), strict=True):
        qtbot.keyClicks(box.line, figure)
    line.decision.more.click()
    qtbot.keyClicks(sheet.who.line, "Genitori Fleming")
    qtbot.keyClicks(sheet.words.line, "Si sia sempre in due")
    bare = sheet.height()
    qtbot.keyClick(sheet.words.line, Qt.Key.Key_Return)
    assert sheet.height() > bare, "it grows with what it holds"
    qtbot.keyClick(sheet.words.line, Qt.Key.Key_Return)
    assert not sheet.isVisible()
    qtbot.keyClick(line.decision.counts[0].line, Qt.Key.Key_Return)
    settled(qtbot, house, page)
    assert page.meeting is not None
    taken = page.meeting.entries[-1].decision
    assert taken is not None
    assert (taken.in_favour, taken.fine, taken.with_reservation, taken.stand_aside, taken.against) == (
        12,
        6,
        1,
        4,
        0,
    )
    assert [(one.raised_by, one.text) for one in taken.reservations] == [
        ("Genitori Fleming", "Si sia sempre in due")
    ]
    assert line.decision.reservations() == (), "the next decision begins without them"


def test_a_commitment_is_filled_by_keyboard_alone(house: House, page: MeetingPage, qtbot: QtBot) -> None:
    line, keys = page.speech.line, Qt.Key
    named(qtbot, house, page)
    qtbot.keyClicks(line.edit, "m Apre e chiude il cortile")
    chips = line.parts
    assert [chip.text() for chip in chips.chips()] == [
        "chi", "entro", "ogni quanto", "ore", "euro", "materiali",
    ]  # fmt: skip
    qtbot.keyClick(line.edit, keys.Key_Tab)
    for typed in ("gen", "7.3", "ogni sabato", "4", "120,50", "chiavi"):
        type_here(qtbot, page, typed)
        qtbot.keyClick(page.focusWidget(), keys.Key_Tab)
    qtbot.keyClick(line.edit, keys.Key_Return)
    settled(qtbot, house, page)
    assert page.meeting is not None
    made = page.meeting.entries[-1].commitment
    assert made is not None
    assert made.group_id == house.groups["Genitori Fleming"]
    assert made.due_on is not None
    assert (made.due_on.isoformat(), made.recurrence) == ("2027-03-07", "ogni sabato")
    assert (made.hours, made.money_cents, made.materials) == (4, 12_050, "chiavi")


def type_here(qtbot: QtBot, page: MeetingPage, words: str) -> None:
    """Where the hand is: the first letter on a chip opens its field, which has the others."""
    for letter in words:
        qtbot.keyClick(page.focusWidget(), letter)


def named(qtbot: QtBot, house: House, page: MeetingPage) -> None:
    """The names that a line may use have been read."""
    qtbot.waitUntil(lambda: bool(page.speech.line.mentioning.names.all) and house.context.lanes.idle())


def test_a_day_that_cannot_be_read_is_told_and_nothing_is_saved(
    house: House, page: MeetingPage, qtbot: QtBot
) -> None:
    line = page.speech.line
    qtbot.keyClicks(line.edit, "m Fornisce due rastrelliere")
    qtbot.keyClick(line.edit, Qt.Key.Key_Tab)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Right)
    type_here(qtbot, page, "30.2")
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert line.error() == "Febbraio finisce il 28: che giorno è?"
    assert line.parts.editor.isVisible()
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
    assert line.error() == ""
    assert line.edit.text() == "Fornisce due rastrelliere"
    assert texts(house, page) == []


def test_up_brings_the_last_line_back_and_what_was_not_touched_is_kept(
    house: House, page: MeetingPage, qtbot: QtBot
) -> None:
    line = page.speech.line
    qtbot.keyClicks(line.edit, "s Si prova da marzo")
    qtbot.keyClicks(line.decision.counts[0].line, "9")
    say(qtbot, page, "")
    settled(qtbot, house, page)
    qtbot.keyClick(line.edit, Qt.Key.Key_Up)
    assert line.edit.text() == "Si prova da marzo"
    say(qtbot, page, " a giugno")
    qtbot.waitUntil(lambda: line.edit.text() == "")
    settled(qtbot, house, page)
    assert page.meeting is not None
    row = page.meeting.entries[-1]
    assert row.text == "Si prova da marzo a giugno"
    assert row.decision is not None
    assert row.decision.in_favour == 9
    assert line.kind() is EntryKind.NOTE


def test_escape_leaves_an_old_line_as_it_was_and_gives_back_what_was_being_typed(
    house: House, page: MeetingPage, qtbot: QtBot
) -> None:
    line = page.speech.line
    say(qtbot, page, "prima")
    settled(qtbot, house, page)
    qtbot.keyClicks(line.edit, "a mezza via")
    page.desk.edit(page.desk.rows()[0])
    assert line.edit.text() == "prima"
    qtbot.keyClick(line.edit, Qt.Key.Key_Escape)
    assert line.edit.text() == "a mezza via"
    assert texts(house, page) == ["prima"]


def test_a_change_that_cannot_be_written_stays_under_the_hand(
    house: House, page: MeetingPage, qtbot: QtBot
) -> None:
    line = page.speech.line
    say(qtbot, page, "prima")
    settled(qtbot, house, page)
    qtbot.keyClick(line.edit, Qt.Key.Key_Up)
    house.tap.fault = EnvironmentFault(ErrorCode.DISK_FULL)
    say(qtbot, page, " e dopo")
    qtbot.waitUntil(lambda: bool(line.error()))
    assert line.edit.text() == "prima e dopo"
    house.tap.fault = None
    qtbot.keyClick(line.edit, Qt.Key.Key_Return)
    settled(qtbot, house, page)
    assert texts(house, page) == ["prima e dopo"]


def test_undo_belongs_to_the_window_on_an_empty_line_and_to_the_words_on_a_full_one(
    house: House, page: MeetingPage, qtbot: QtBot
) -> None:
    asked = []
    shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), page)
    shortcut.activated.connect(lambda: asked.append(house.services.new_unit_of_work()))
    edit = page.speech.line.edit
    qtbot.keyClicks(edit, "parole")
    qtbot.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not asked
    assert edit.text() == ""
    qtbot.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(asked) == 1


def test_a_line_undone_leaves_the_list(house: House, page: MeetingPage, qtbot: QtBot) -> None:
    say(qtbot, page, "detta per sbaglio")
    settled(qtbot, house, page)
    assert page.speech.list.entries.rowCount() == 1
    changes = undo_last(house.services.new_unit_of_work())
    house.context.bus.changed.emit(changes)
    settled(qtbot, house, page)
    assert page.speech.list.entries.rowCount() == 0


def test_letters_typed_in_the_list_go_to_the_line(house: House, page: MeetingPage, qtbot: QtBot) -> None:
    say(qtbot, page, "prima")
    settled(qtbot, house, page)
    page.speech.list.setFocus()
    qtbot.keyClicks(page.speech.list, "s")
    assert page.speech.line.edit.text() == "s"


def test_what_was_being_typed_is_there_when_one_comes_back(
    house: House, page: MeetingPage, qtbot: QtBot
) -> None:
    assert page.meeting is not None
    first = page.meeting.row.id
    other = house.run(
        schedule_meeting,
        ScheduleMeeting(process_id=house.process_id, title="Terzo", starts_at=house.clock.now()),
    )
    qtbot.keyClicks(page.speech.line.edit, "a mezza via")
    assert page.may_leave()
    page.open(other)
    assert page.speech.line.edit.text() == ""
    page.open(first)
    qtbot.waitUntil(lambda: page.speech.line.edit.text() == "a mezza via")
    assert not page.speech.line.is_recovered(), "nothing broke: nothing is said of it"
    settled(qtbot, house, page)
