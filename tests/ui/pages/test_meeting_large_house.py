"""A meeting in a house of so many groups that those far from it are looked up when somebody types them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cocity_desktop.application.attendances import RecordArrival, record_arrival
from cocity_desktop.application.people import PersonFields, RegisterPerson, register_person
from cocity_desktop.application.registry import GroupFields, RegisterGroup, register_group
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.meetings import EntryKind
from cocity_desktop.storage.read_models import names
from cocity_desktop.ui.pages.meeting.lookup import Lookup
from tests.ui.fakes import House, open_house, speaking
from tests.ui.pages.live_meeting import Seat, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes

RETURN = Qt.Key.Key_Return


@pytest.fixture
def house(tmp_path: Path, lanes: Lanes, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """Two groups take part, a third is far away; more than one is many here."""
    monkeypatch.setattr(names, "GROUPS_AT_ONCE", 1)
    with speaking("it"), open_house(tmp_path / "casa", lanes) as made:
        far = RegisterGroup(fields=GroupFields(name="Bocciofila Vanchiglia"))
        made.groups["far"] = str(made.services.run(register_group, far, made.services.codes).created)
        yield made
        lanes.close()


@pytest.fixture
def seat(house: House, qtbot: QtBot, themed_app: QApplication) -> Iterator[Seat]:
    made = Seat(house, qtbot, running(house))
    yield made
    made.page.hide()
    made.page.may_leave()
    qtbot.waitUntil(house.context.lanes.idle)


def test_a_group_far_from_the_meeting_is_offered_when_it_is_typed(seat: Seat) -> None:
    known = {one.name for one in seat.line.mentioning.names.all}
    assert "Genitori Fleming" in known
    assert "Bocciofila Vanchiglia" not in known
    seat.type("Lo chiede @vanch")
    offers = seat.line.mentioning.list
    seat.bot.waitUntil(lambda: [one.words for one in offers.offers()] == ["Bocciofila Vanchiglia"])
    seat.press(Qt.Key.Key_Tab)
    assert seat.edit.text() == "Lo chiede @Bocciofila Vanchiglia "
    seat.settle()
    assert seat.chips() == ["Bocciofila Vanchiglia"]
    assert seat.save().group_id == seat.house.groups["far"]


def test_a_line_that_was_pasted_calls_a_group_far_away(seat: Seat) -> None:
    seat.edit.setText("@Bocciofila Vanchiglia tiene aperto")
    seat.edit.textEdited.emit(seat.edit.text())
    seat.settle()
    assert seat.save().group_id == seat.house.groups["far"]


def test_the_party_of_a_promise_may_be_a_group_far_away(seat: Seat) -> None:
    seat.line.set_kind(EntryKind.COMMITMENT)
    seat.write("Qualcuno tiene aperto il sabato")
    editor = seat.line.parts.editor
    chip = next(chip for chip in seat.line.parts.chips() if chip.slot.name == "PARTY")
    chip.setFocus()
    seat.press(RETURN, on=chip)
    seat.bot.waitUntil(editor.isVisible)
    editor.line.clear()
    seat.type("bocc")
    seat.bot.waitUntil(lambda: [one.words for one in editor.list.offers()] == ["Bocciofila Vanchiglia"])
    seat.press(Qt.Key.Key_Down, RETURN)
    seat.settle()
    made = seat.saved_commitment()
    assert (made.party_kind, made.group_id) == (PartyKind.GROUP, seat.house.groups["far"])


def test_who_comes_from_afar_is_known_from_then_on(seat: Seat) -> None:
    arrival = RecordArrival(
        meeting_id=seat.meeting_id, group_id=seat.house.groups["far"], label="Bocciofila Vanchiglia", head_count=3
    )  # fmt: skip
    seat.house.context.bus.changed.emit(seat.house.services.run(record_arrival, arrival))
    seat.bot.waitUntil(lambda: seat.line.mentioning.names.named("Bocciofila Vanchiglia") is not None)


def test_enter_waits_for_somebody_who_is_still_looked_up(seat: Seat) -> None:
    """Two letters and Enter at once, faster than any answer: nobody known is taken for a stranger."""
    fields = PersonFields(given_name="Zoe", family_name="Modello")
    seat.house.services.run(register_person, RegisterPerson(fields=fields), seat.house.services.codes)
    field = seat.page.room.field
    field.line.setFocus()
    field.line.setText("zo")
    field.line.textEdited.emit("zo")
    seat.bot.keyClick(field.line, RETURN)
    seat.bot.waitUntil(lambda: len(seat.house.services.queries.meeting(seat.meeting_id).presences) == 1)
    (stay,) = seat.house.services.queries.meeting(seat.meeting_id).presences
    assert (stay.label, stay.person_id is not None) == ("Zoe Modello", True)
    assert not seat.page.room_acts.walk_in.isVisible()


def test_the_group_of_somebody_new_may_be_far_away(seat: Seat) -> None:
    panel = seat.page.room_acts.walk_in
    panel.ask("Mario Prova", seat.page.room.field)
    panel.group.line.setText("bocc")
    panel.group.line.textEdited.emit("bocc")
    seat.bot.keyClick(panel.group.line, RETURN)
    seat.bot.waitUntil(lambda: len(seat.house.services.queries.meeting(seat.meeting_id).presences) == 1)
    (stay,) = seat.house.services.queries.meeting(seat.meeting_id).presences
    assert (stay.label, stay.group_id) == ("Mario Prova", seat.house.groups["far"])


def test_only_the_newest_words_count_and_a_refusal_is_told_once(
    lanes: Lanes, themed_app: QApplication, qtbot: QtBot
) -> None:
    asked: list[str] = []
    told: list[object] = []
    done: list[tuple[str, ...]] = []

    def find(words: str) -> list[str]:
        asked.append(words)
        if words == "no":
            raise UserError(ErrorCode.NOT_FOUND, None)
        return [words.upper()]

    parent = QWidget()
    qtbot.addWidget(parent)
    lookup: Lookup[str] = Lookup(find, told.append, parent)
    lookup.found.connect(lambda: done.append(lookup.names))
    for words in ("a", "ab", "abc"):
        lookup.ask(words)
    lookup.when_known("abc", lambda: done.append(("entered",)))
    qtbot.waitUntil(lambda: len(done) == 2)
    assert done == [("ABC",), ("entered",)]
    assert "ab" not in asked
    lookup.when_known("abcd", lambda: done.append(("never",)))
    lookup.ask("no")
    qtbot.waitUntil(lambda: len(told) == 1)
    assert done[2:] == [()]
    lookup.when_known("no", lambda: done.append(("again",)))
    assert done[3:] == [("again",)]
    lookup.ask("")
    qtbot.waitUntil(lanes.idle)
    assert lookup.names == ()
