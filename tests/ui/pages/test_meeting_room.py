"""Who is in the room: two letters, somebody new, who leaves, what was noted wrongly. By keyboard throughout."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from cocity_desktop.application.history import undo_last
from cocity_desktop.application.room import heads
from cocity_desktop.application.views.work import DecisionRow, PresentRow
from cocity_desktop.domain.meetings import DecisionMethod
from cocity_desktop.ui.pages.meeting.room_reading import Known, offered, presence_words, read_typed
from tests.ui.fakes import House, speaking
from tests.ui.pages.test_meeting_page import go, house, on_disk, page, planned, settled

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.pages.meeting.page import MeetingPage

__all__ = ["house", "page"]

RETURN, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def room(house: House, page: MeetingPage, qtbot: QtBot) -> Room:
    go(qtbot, house, page, planned(house))
    return Room(house, page, qtbot)


class Room:
    """The hand on the right column."""

    def __init__(self, house: House, page: MeetingPage, qtbot: QtBot) -> None:
        self.house, self.page, self.bot = house, page, qtbot
        self.people, self.field = page.room.people, page.room.field.line

    def type(self, words: str) -> None:
        self.bot.keyClick(self.page, Qt.Key.Key_A, ALT)
        self.field.clear()
        self.bot.keyClicks(self.field, words)
        self.bot.keyClick(self.field, RETURN)
        self.settle()

    def press(self, key: Any, line: str) -> None:
        """A key on the line of this name."""
        self.bot.keyClick(self.page, Qt.Key.Key_S, ALT)
        self.people.select(next(one.key for one in self.lines() if one.name == line))
        if isinstance(key, str):
            self.bot.keyClicks(self.people, key)
        else:
            self.bot.keyClick(self.people, key)
        self.settle()

    def settle(self) -> None:
        settled(self.bot, self.house, self.page)

    def lines(self) -> list[Any]:
        rows = self.people.rows
        return [rows.row(place) for place in range(rows.rowCount())]

    def shown(self) -> dict[str, int]:
        return {line.name: line.heads for line in self.lines()}

    def stays(self) -> Any:
        return on_disk(self.house, self.page).presences

    def undo(self) -> None:
        self.house.context.bus.changed.emit(self.house.services.run(lambda _none, uow: undo_last(uow), None))
        self.settle()


def test_two_letters_and_a_number_are_enough(room: Room) -> None:
    room.type("ge 9")
    room.type("+2 or")
    room.type("br")
    assert [(one.label, one.head_count) for one in room.stays()] == [
        ("Genitori Fleming", 9), ("Orti di prova", 2), ("Bruno Esempio", 1),
    ]  # fmt: skip
    assert room.field.hasFocus(), "the next one may follow"
    room.bot.keyClick(room.field, ESC)
    assert room.page.focusWidget() is room.page.speech.line.edit


def test_somebody_new_has_two_fields(room: Room) -> None:
    room.type("Mario Prova")
    panel = room.page.room_acts.walk_in
    assert panel.group.line.hasFocus()
    assert panel.name.text() == "Mario Prova"
    room.bot.keyClicks(panel.group.line, "orti")
    room.bot.keyClick(panel.group.line, RETURN)
    room.settle()
    (stay,) = room.stays()
    assert (stay.label, stay.group_id) == ("Mario Prova", room.house.groups["Orti di prova"])
    assert not panel.isVisible()
    assert room.page.focusWidget() is room.page.speech.line.edit


def test_somebody_new_may_come_for_nobody_or_for_a_group_that_has_no_record(room: Room) -> None:
    panel = room.page.room_acts.walk_in
    room.type("Mario Prova")
    room.bot.keyClick(panel.group.line, RETURN)
    room.settle()
    room.type("Lia Esempio")
    room.bot.keyClicks(panel.group.line, "Bocciofila")
    room.bot.keyClick(panel.group.line, RETURN)
    room.settle()
    assert [(one.label, one.group_id) for one in room.stays()] == [
        ("Mario Prova", None), ("Lia Esempio, Bocciofila", None),
    ]  # fmt: skip


def test_a_name_that_begins_like_another_can_be_new(room: Room) -> None:
    room.bot.keyClick(room.page, Qt.Key.Key_A, ALT)
    room.bot.keyClicks(room.field, "Bruno")
    room.bot.keyClick(room.field, Qt.Key.Key_Down)
    room.bot.keyClick(room.field, RETURN)
    assert room.page.room_acts.walk_in.isVisible()
    assert room.page.room_acts.walk_in.name.text() == "Bruno"


def test_nobody_is_in_the_room_twice(room: Room) -> None:
    room.type("Ada Esempio")
    room.type("Ada Esempio")
    assert room.page.room.error() == "Ada Esempio è già in sala"
    assert len(room.stays()) == 1


def test_some_leave_by_a_number_and_one_undo_brings_them_back(room: Room) -> None:
    room.type("ge 9")
    room.house.clock.pass_(minutes=20)
    room.type("-2 ge")
    assert room.shown()["Genitori Fleming"] == 7
    gone = next(one for one in room.stays() if one.left_at is not None)
    assert (gone.head_count, gone.left_at - gone.arrived_at) == (2, timedelta(minutes=20))
    room.undo()
    assert room.shown()["Genitori Fleming"] == 9
    assert len(room.stays()) == 1
    room.type("-altri")
    assert room.page.room.error() == "«altri» non è in sala"


def test_a_line_leaves_and_comes_back_as_one_and_counts_its_people_once(room: Room) -> None:
    room.type("ge 9")
    room.type("Ada Esempio")
    room.press(RETURN, "Genitori Fleming")
    assert heads(room.stays()) == 0
    room.house.clock.pass_(minutes=5)
    room.press(RETURN, "Genitori Fleming")
    assert heads(room.stays()) == 10
    detail = on_disk(room.house, room.page)
    assert len(detail.presences) == 4
    assert detail.row.people == 10
    room.undo()
    room.undo()
    assert heads(room.stays()) == 10
    assert len(room.stays()) == 2


def test_keys_on_a_line_count_one_more_one_less_and_those_expected(room: Room) -> None:
    room.press("7", "Orti di prova")
    room.press("+", "Orti di prova")
    assert room.shown()["Orti di prova"] == 8
    room.press("-", "Orti di prova")
    assert room.shown()["Orti di prova"] == 7


def test_a_line_is_put_right_in_a_small_panel(room: Room) -> None:
    room.house.clock.pass_(minutes=30)
    room.type("ge 9")
    room.press(Qt.Key.Key_F2, "Genitori Fleming")
    panel = room.page.room_acts.editor
    assert panel.heads.line.hasFocus()
    panel.more.click()
    panel.came.set_text("18.40")
    room.bot.keyClick(panel.came.line, RETURN)
    room.settle()
    (stay,) = room.stays()
    assert stay.head_count == 10
    assert stay.arrived_at.minute == 40
    assert not panel.isVisible()
    assert room.page.focusWidget() is room.page.speech.line.edit
    room.press(Qt.Key.Key_F2, "Genitori Fleming")
    panel.went.set_text("18.20")
    room.bot.keyClick(panel.went.line, RETURN)
    room.settle()
    assert panel.error(), "nobody leaves before they came"
    room.bot.keyClick(panel.went.line, ESC)
    assert room.page.focusWidget() is room.page.speech.line.edit


def test_who_was_never_there_is_taken_out(room: Room) -> None:
    room.type("Vicini 4")
    room.press(Qt.Key.Key_Delete, "Vicini")
    assert room.stays() == ()
    assert room.house.navigator.said[-1] == ("Vicini: non c’era", True)


@pytest.mark.parametrize(
    ("text", "name", "count", "leaving"),
    [
        ("+2 Arcobaleno", "Arcobaleno", 2, False),
        ("Arcobaleno +2", "Arcobaleno", 2, False),
        ("-2 Arcobaleno", "Arcobaleno", 2, True),
        ("− Ada", "Ada", 0, True),
        ("+2", "", 2, False),
        ("Circoscrizione 8", "Circoscrizione 8", 0, False),
    ],
)
def test_the_field_takes_signs_and_numbers(text: str, name: str, count: int, leaving: bool) -> None:
    read = read_typed(text, (Known("Circoscrizione 8"),))
    assert (read.name, read.count, read.leaving) == (name, count, leaving)


def test_offers_begin_with_whole_names_and_take_words_in_any_order() -> None:
    known = (Known("Orti di prova"), Known("Prova"), Known("Ada Provenza"))
    assert [one.name for one in offered("prova", known)] == ["Prova", "Orti di prova"]
    assert [one.name for one in offered("pr ad", known)] == ["Ada Provenza"]
    assert offered("", known) == []


def test_who_was_there_when_it_was_decided_is_told_in_words() -> None:
    there = (
        PresentRow("Genitori Fleming", 7),
        PresentRow("Ada Esempio", 1),
        PresentRow("Genitori Fleming", 2),
    )
    taken = DecisionRow("d", DecisionMethod.CONSENSUS, 0, 0, 0, 0, 0, 10, (), there)
    with speaking("it"):
        assert presence_words(taken) == "10 in sala: 9 Genitori Fleming, Ada Esempio"
    assert presence_words(DecisionRow("d", DecisionMethod.CONSENSUS, 0, 0, 0, 0, 0, 3, ())) == ""
