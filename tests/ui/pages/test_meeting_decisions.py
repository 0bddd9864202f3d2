"""Decisions by the keys alone: each method with its own fields, counting quickly, no word of a reservation lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from cocity_desktop.application.attendances import RecordArrival, record_arrival
from cocity_desktop.application.capture import CaptureEntry, DecisionFields, NewReservation, capture_entry
from cocity_desktop.application.views.work import DecisionRow, PresentRow, ReservationRow
from cocity_desktop.domain.meetings import DecisionMethod, EntryKind
from cocity_desktop.ui.agreement_words import agreement_parts, agreement_words, missing_words
from cocity_desktop.ui.pages.meeting.tally import against_the_room
from tests.ui.fakes import House, open_house, speaking
from tests.ui.pages.live_meeting import Seat, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes

HANDS = 1
"""How often the arrow goes down from consensus."""
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def house(tmp_path: Path, lanes: Lanes) -> Iterator[House]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as made:
        yield made
        lanes.close()


@pytest.fixture
def seat(house: House, themed_app: QApplication, qtbot: QtBot) -> Seat:
    """Ten people in the room: nine of a group, and Ada."""
    meeting_id = running(house)
    group = RecordArrival(meeting_id=meeting_id, group_id=house.groups["Genitori Fleming"], head_count=9)
    house.run(record_arrival, group)
    house.run(record_arrival, RecordArrival(meeting_id=meeting_id, label="Ada Esempio"))
    made = Seat(house, qtbot, meeting_id)
    made.page.activateWindow()
    qtbot.waitUntil(made.page.isActiveWindow)
    made.edit.setFocus()
    return made


def labels(seat: Seat) -> list[str]:
    """What stands beside the figures that are on show."""
    row = seat.line.decision
    return [word.text() for word in row._words if word.isVisible()]


def to_method(seat: Seat, steps: int = HANDS) -> None:
    """From the words by Tab to how it was decided."""
    seat.press(Qt.Key.Key_Tab)
    while QApplication.focusWidget() is not seat.line.decision.method:
        seat.press(Qt.Key.Key_Tab)
    for _step in range(steps):
        seat.press(Qt.Key.Key_Down)


def figure(seat: Seat, number: int, figures: str) -> None:
    """Into the field beside the `number`th degree, by Tab."""
    box = seat.line.decision.counts[number].line
    while QApplication.focusWidget() is not box:
        seat.press(Qt.Key.Key_Tab)
    seat.type(figures)


def everybody(seat: Seat) -> None:
    seat.bot.keyClick(QApplication.focusWidget() or seat.edit, Qt.Key.Key_U, ALT)


def test_each_method_has_its_own_fields(seat: Seat) -> None:
    seat.write("s Si prova")
    assert labels(seat) == ["pieno accordo", "va bene", "riserva", "astenuti", "contrari"]
    to_method(seat)
    assert labels(seat) == ["a favore", "astenuti", "contrari"]
    seat.press(Qt.Key.Key_Down)
    assert labels(seat) == ["a favore", "astenuti", "contrari"], "a count asks the same"


def test_a_vote_is_taken_by_the_keys_alone_and_told_as_a_vote(seat: Seat) -> None:
    seat.write("s Si prova")
    to_method(seat)
    for number, figures in ((0, "7"), (3, "1"), (4, "2")):
        figure(seat, number, figures)
    row = seat.save()
    assert row.decision is not None
    assert row.decision.method is DecisionMethod.SHOW_OF_HANDS
    assert agreement_words(row.decision) == "7 a favore, 2 contrari, 1 astenuto"
    assert seat.page.speech.list.entries.line(0).tail() == "7 a favore, 2 contrari, 1 astenuto"


def test_figures_of_another_method_stay_in_sight_and_on_disk(seat: Seat) -> None:
    seat.write("s Si prova")
    for number, figures in ((0, "5"), (1, "3"), (2, "1")):
        figure(seat, number, figures)
    seat.line.decision.method.setFocus()
    seat.press(Qt.Key.Key_Down)
    assert labels(seat) == ["a favore", "va bene", "con riserva", "astenuti", "contrari"]
    seat.edit.setFocus()
    row = seat.save()
    assert row.decision is not None
    assert (row.decision.in_favour, row.decision.fine, row.decision.with_reservation) == (5, 3, 1)
    assert agreement_words(row.decision) == "5 a favore, nessun contrario, 3 va bene, 1 con riserva"


def test_everybody_is_one_key_and_the_hand_stays_in_the_words(seat: Seat) -> None:
    seat.write("s Si prova")
    everybody(seat)
    assert QApplication.focusWidget() is seat.edit
    assert seat.line.decision.counts[0].text() == "10"
    assert seat.line.decision.tally.sum.text() == ""
    row = seat.save()
    assert row.decision is not None
    assert agreement_words(row.decision) == "10 su 10 d’accordo"


def test_all_the_others_are_whoever_is_not_counted_yet(seat: Seat) -> None:
    seat.write("s Si prova")
    to_method(seat)
    figure(seat, 4, "3")
    tally = seat.line.decision.tally
    assert tally.everybody.text() == "tutti gli altri"
    assert tally.sum.text() == "ne mancano 7"
    everybody(seat)
    assert seat.line.decision.counts[0].text() == "7"
    figure(seat, 3, "2")
    assert tally.sum.text() == "2 più dei presenti"
    assert seat.line.decision.counts[3].line.accessibleDescription() == "2 più dei presenti"


def test_the_key_does_nothing_where_no_decision_is_written(seat: Seat) -> None:
    seat.write("Una nota")
    everybody(seat)
    assert seat.line.decision.counts[0].text() == ""
    assert not seat.line.decision.tally.isVisible()


def test_an_old_decision_is_compared_with_the_room_of_then(seat: Seat, house: House) -> None:
    seat.write("s Si prova")
    everybody(seat)
    seat.save()
    house.run(record_arrival, RecordArrival(meeting_id=seat.meeting_id, label="Orto", head_count=20))
    seat.page.refresh()
    seat.settle()
    assert seat.line.decision.room().heads == 30
    seat.press(Qt.Key.Key_Up)
    assert seat.line.decision.room().heads == 10
    assert seat.line.decision.tally.sum.text() == ""
    seat.press(Qt.Key.Key_Escape)
    assert seat.line.decision.room().heads == 30


@pytest.mark.parametrize(
    ("counted", "heads", "words"),
    [
        (0, 10, ""), (10, 0, ""), (10, 10, ""), (9, 10, "ne manca 1"), (7, 10, "ne mancano 3"),
        (13, 10, "3 più dei presenti"), (11, 10, "1 più dei presenti"),
    ],
)  # fmt: skip
def test_the_sum_is_told_against_the_room(counted: int, heads: int, words: str) -> None:
    with speaking("it"):
        assert against_the_room(counted, heads) == words


# --- Reservations ---------------------------------------------------------------------------------------------


def test_a_reservation_names_who_is_in_the_room_by_its_first_letters(seat: Seat) -> None:
    seat.write("s Si prova")
    figure(seat, 2, "1")
    more, sheet = seat.line.decision.more, seat.page.speech.reservations
    assert more.text() == "1 senza parole"
    assert more.accessibleName() == "1 riserva senza parole: scrivila"
    while QApplication.focusWidget() is not more:
        seat.press(Qt.Key.Key_Tab)
    seat.press(Qt.Key.Key_Space)
    assert sheet.room.text() == "10 in sala: 9 Genitori Fleming, Ada Esempio"
    seat.type("e")
    offered = [(one.words, one.note) for one in sheet._list_of_names.offers()]
    assert offered == [("Ada Esempio", "in sala")]
    seat.press(Qt.Key.Key_Tab)
    assert sheet.who.text() == "Ada Esempio"
    assert QApplication.focusWidget() is sheet.words.line
    seat.type("Mai da soli")
    seat.press(Qt.Key.Key_Return)
    seat.press(Qt.Key.Key_Escape)
    assert more.text() == "1 riserva"
    row = seat.save()
    assert row.decision is not None
    assert [(one.raised_by, one.text) for one in row.decision.reservations] == [
        ("Ada Esempio", "Mai da soli")
    ]


def test_a_reservation_to_a_vote_does_not_count_anybody_twice(seat: Seat) -> None:
    seat.write("s Si prova")
    to_method(seat)
    everybody(seat)
    seat.line.decision.set_reservations([NewReservation(raised_by="Ada Esempio", text="Mai da soli")])
    seat.edit.setFocus()
    row = seat.save()
    assert row.decision is not None
    assert (row.decision.in_favour, row.decision.with_reservation) == (10, 0)
    assert len(row.decision.reservations) == 1
    assert agreement_words(row.decision) == "10 a favore, nessun contrario"


def mute(house: House, seat: Seat, text: str) -> None:
    """A decision with a counted reservation that has no words."""
    fields = DecisionFields(in_favour=9, with_reservation=1)
    command = CaptureEntry(
        meeting_id=seat.meeting_id, text=text, entry_kind=EntryKind.DECISION, decision=fields
    )
    house.run(capture_entry, command)


def test_the_chip_and_a_key_lead_to_the_words_that_are_missing(seat: Seat, house: House) -> None:
    mute(house, seat, "Si prova")
    seat.page.refresh()
    seat.settle()
    view, sheet = seat.page.speech.list, seat.page.speech.reservations
    line = view.entries.line(0)
    assert "1 riserva senza parole: scrivila" in line.sentence()
    place = view._plans.plan(line, view.viewport().width()).missing
    assert place is not None
    corner = view.visualRect(view.entries.index(0, 0)).topLeft()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=corner + place.center().toPoint())
    assert sheet.isVisible()
    seat.press(Qt.Key.Key_Escape)
    seat.press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    view.setFocus()
    view.choose(line.row.id)
    seat.bot.keyClick(view, Qt.Key.Key_R, CTRL)
    assert sheet.isVisible()
    sheet.words.line.setFocus()
    seat.type("Mai da soli")
    seat.press(Qt.Key.Key_Return)
    seat.press(Qt.Key.Key_Escape)
    seat.press(Qt.Key.Key_Return, on=seat.edit)
    seat.settle()
    after = view.entries.line(0)
    assert after.row.decision is not None
    assert [one.text for one in after.row.decision.reservations] == ["Mai da soli"]
    assert missing_words(after.row.decision) == ""


def test_closing_names_the_decisions_whose_reservations_have_no_words_and_goes_on(
    seat: Seat, house: House
) -> None:
    long = "Il cancello su via Fleming resta chiuso anche di sabato mattina"
    mute(house, seat, "Si prova")
    mute(house, seat, long)
    seat.page.refresh()
    seat.settle()
    seat.bot.keyClick(seat.edit, Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    seat.bot.waitUntil(lambda: ("minutes", seat.meeting_id) in house.navigator.opened)
    said, _undoable = house.navigator.said[-1]
    assert said == (
        "L’incontro è chiuso. 2 decisioni hanno riserve senza parole: «Si prova», "
        "«Il cancello su via Fleming resta chiuso…»"
    )


# --- Nothing is lost ------------------------------------------------------------------------------------------


def test_a_decision_that_was_typed_as_a_note_after_all_keeps_its_reservations(seat: Seat) -> None:
    seat.write("s Si prova")
    seat.line.decision.set_reservations([NewReservation(raised_by="Ada Esempio", text="Mai da soli")])
    seat.bot.keyClick(seat.edit, Qt.Key.Key_1, CTRL)
    row = seat.save()
    assert (row.entry_kind, row.text) == (EntryKind.NOTE, "Si prova. Riserva di Ada Esempio: «Mai da soli».")
    assert seat.line.decision.reservations() == (), "the next line begins without them"


def test_a_decision_on_disk_that_becomes_a_note_keeps_its_reservations(seat: Seat, house: House) -> None:
    fields = DecisionFields(in_favour=9, reservations=(NewReservation(text="Mai da soli"),))
    command = CaptureEntry(
        meeting_id=seat.meeting_id, text="Si prova", entry_kind=EntryKind.DECISION, decision=fields
    )
    house.run(capture_entry, command)
    seat.page.refresh()
    seat.settle()
    seat.press(Qt.Key.Key_Up)
    seat.bot.keyClick(seat.edit, Qt.Key.Key_1, CTRL)
    row = seat.save()
    assert (row.entry_kind, row.text) == (EntryKind.NOTE, "Si prova. Riserva: «Mai da soli».")


# --- In words -------------------------------------------------------------------------------------------------


def a_decision(method: DecisionMethod, *counts: int, words: int = 0) -> DecisionRow:
    rows = tuple(ReservationRow(str(n), "", "Mai") for n in range(words))
    return DecisionRow("d", method, *counts, 23, rows, (PresentRow("Genitori", 22), PresentRow("Ada", 1)))


def test_the_bar_has_the_degrees_of_the_method_and_no_count_is_hidden() -> None:
    with speaking("it"):
        vote = a_decision(DecisionMethod.COUNT, 18, 0, 0, 2, 3)
        assert [part.words for part in agreement_parts(vote)] == ["a favore", "astenuti", "contrari"]
        kept = a_decision(DecisionMethod.COUNT, 12, 6, 1, 4, 0)
        assert [part.count for part in agreement_parts(kept)] == [12, 6, 1, 4, 0]
        part = a_decision(DecisionMethod.CONSENSUS, 10, 4, 0, 0, 0)
        assert agreement_words(part) == "14 su 23 d’accordo", "out of the room, not of those counted"


def test_who_was_there_is_said_and_shown_on_the_decision(seat: Seat) -> None:
    seat.write("s Si prova")
    everybody(seat)
    seat.save()
    view = seat.page.speech.list
    words = "10 in sala: 9 Genitori Fleming, Ada Esempio"
    index = view.entries.index(0, 0)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == words
    assert words in index.data(Qt.ItemDataRole.AccessibleTextRole)
    seat.press(Qt.Key.Key_Up)
    seat.page.speech.open_reservations()
    shown = [label.text() for label in seat.page.speech.reservations.findChildren(QLabel)]
    assert words in shown
