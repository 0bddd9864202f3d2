"""«Che fine ha fatto» at the desk: read by fate, act on what is open by keyboard, go where a line went, print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from cocity_desktop.application.capture import CaptureEntry, DecisionFields, NewReservation, capture_entry
from cocity_desktop.application.meetings import ScheduleMeeting, schedule_meeting
from cocity_desktop.application.pacts import AssemblePact, PutSource, assemble_pact, put_source
from cocity_desktop.application.running import RunMeeting, run_meeting
from cocity_desktop.application.views.fates import Fate
from cocity_desktop.domain.meetings import EntryKind
from cocity_desktop.ui.pages.fates.page import FatesPage
from cocity_desktop.ui.widgets.labels import Label
from tests.ui.fakes import House, open_house, speaking
from tests.ui.pages.registry import Person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from cocity_desktop.application.views.fates import FateSheet
    from cocity_desktop.ui.operation import Lanes
    from cocity_desktop.ui.pages.fates.reason import DeclineDialog
    from tests.ui.conftest import AnsweringDoors


@pytest.fixture
def house(tmp_path: Path, lanes: Lanes) -> Iterator[House]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as made:
        yield made
        lanes.close()


@pytest.fixture
def person(house: House, themed_app: QApplication, qtbot: QtBot, doors: AnsweringDoors) -> Person:
    page = FatesPage(house.context)
    qtbot.addWidget(page)
    page.resize(1158, 684)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return Person(page, house, qtbot, doors)


@pytest.fixture
def meeting(house: House) -> str:
    """An evening with a line of each kind; the process has a pact, and one line is in it."""
    command = ScheduleMeeting(
        process_id=house.process_id, title="Primo tavolo", starts_at=house.clock.now(), venue="Sala"
    )
    meeting_id = house.run(schedule_meeting, command)
    house.services.run(run_meeting, RunMeeting(meeting_id=meeting_id))
    pact_id = _begin(house)
    said = {
        text: _say(house, meeting_id, text, kind)
        for text, kind in (
            ("Chi tiene le chiavi?", EntryKind.QUESTION),
            ("Un bar nel cortile", EntryKind.IDEA),
            ("Si apre alle nove", EntryKind.NOTE),
            ("Portiamo le panche", EntryKind.COMMITMENT),
        )
    }
    _decide(house, meeting_id)
    article = house.services.queries.pact(pact_id).document.articles[3]
    house.services.run(put_source, PutSource(article_id=article.id, entry_id=said["Si apre alle nove"]))
    return meeting_id


def _begin(house: House) -> str:
    command = AssemblePact(process_id=house.process_id, title="Patto del cortile")
    return str(house.services.run(assemble_pact, command, house.services.regulations).created)


def _say(house: House, meeting_id: str, text: str, kind: EntryKind) -> str:
    house.clock.pass_(minutes=1)
    return house.run(capture_entry, CaptureEntry(meeting_id=meeting_id, text=text, entry_kind=kind))


def _decide(house: House, meeting_id: str) -> None:
    house.clock.pass_(minutes=1)
    fields = DecisionFields(
        in_favour=7, with_reservation=1, reservations=(NewReservation(text="Mai da soli."),)
    )
    house.run(
        capture_entry,
        CaptureEntry(
            meeting_id=meeting_id, text="Si prova a marzo", entry_kind=EntryKind.DECISION, decision=fields
        ),
    )


def page_of(person: Person) -> FatesPage:
    assert isinstance(person.page, FatesPage)
    return person.page


def shown(person: Person) -> list[str]:
    rows = page_of(person).ledger.rows
    return [rows.row(place).text for place in range(rows.shown())]


def select(person: Person, text: str) -> None:
    page = page_of(person)
    found = next(row for row in sheet_of(person).rows if row.text == text)
    assert page.ledger.select(found.entry_id)


def sheet_of(person: Person) -> FateSheet:
    return person.house.services.queries.fates(page_of(person)._meeting_id)


def pane_words(person: Person) -> str:
    return " ".join(label.text() for label in page_of(person).pane.findChildren(Label))


def test_every_line_is_there_once_and_what_is_open_comes_first(person: Person, meeting: str) -> None:
    person.open(meeting)
    assert shown(person) == [
        "Chi tiene le chiavi?", "Un bar nel cortile", "Si prova a marzo", "Si apre alle nove", "Portiamo le panche",
    ]  # fmt: skip
    page = page_of(person)
    leads = [page._item(row).lead for row in page._sheet.rows] if page._sheet else []
    assert leads == ["3 ancora aperte", "3 ancora aperte", "1 nel patto", "1 impegno", "3 ancora aperte"]
    assert page.breadcrumb()[1].startswith("Primo tavolo")


def test_filters_by_fate_and_by_word(person: Person, meeting: str) -> None:
    person.open(meeting)
    page = page_of(person)
    page.fates.setCurrentIndex(page.fates.findData(Fate.CLAUSE.value))
    page._filter()
    assert shown(person) == ["Si apre alle nove"]
    page.fates.setCurrentIndex(0)
    page.filter.line.setText("bar")
    assert shown(person) == ["Un bar nel cortile"]
    page.filter.line.setText("astronave")
    assert page._stack.currentWidget() is page.nothing


def test_n_says_why_a_line_goes_no_further(person: Person, meeting: str, doors: AnsweringDoors) -> None:
    person.open(meeting)
    select(person, "Un bar nel cortile")

    def answer(dialog: DeclineDialog) -> bool:
        dialog.accept()
        assert dialog.field.error()
        dialog.field.set_text("non c’è l’acqua")
        dialog.accept()
        return True

    doors.answer = answer
    person.press(page_of(person).ledger, Qt.Key.Key_N)
    person.look()
    row = next(one for one in sheet_of(person).rows if one.text == "Un bar nel cortile")
    assert (row.fate, row.reason) == (Fate.DECLINED, "non c’è l’acqua")
    assert person.told() == "Non va avanti: «Un bar nel cortile»"
    assert "non c’è l’acqua" in pane_words(person)


def test_p_goes_to_the_pact_and_enter_to_the_article(person: Person, meeting: str, house: House) -> None:
    person.open(meeting)
    (pact,) = sheet_of(person).pacts
    select(person, "Chi tiene le chiavi?")
    person.press(page_of(person).ledger, Qt.Key.Key_P)
    select(person, "Si apre alle nove")
    person.press(page_of(person).ledger, Qt.Key.Key_Return)
    assert house.navigator.opened == [("pact", pact.id), ("pact", pact.id)]


def test_a_line_that_has_its_fate_cannot_be_declined(person: Person, meeting: str, house: House) -> None:
    person.open(meeting)
    select(person, "Portiamo le panche")
    person.press(page_of(person).ledger, Qt.Key.Key_N)
    row = next(one for one in sheet_of(person).rows if one.text == "Portiamo le panche")
    assert row.fate is Fate.COMMITMENT
    assert row.commitment is not None
    assert house.navigator.opened == [("commitments", row.commitment.id)]


def test_a_decision_is_told_with_its_reservations(person: Person, meeting: str) -> None:
    person.open(meeting)
    select(person, "Si prova a marzo")
    person.look()
    assert "Mai da soli." in pane_words(person)


def test_without_a_pact_the_way_is_to_begin_one(person: Person, house: House) -> None:
    command = ScheduleMeeting(process_id=house.process_id, title="Primo", starts_at=house.clock.now())
    meeting_id = house.run(schedule_meeting, command)
    _say(house, meeting_id, "Un bar", EntryKind.IDEA)
    person.open(meeting_id)
    person.click("Comincia un patto")
    assert house.navigator.opened == [("pacts", None)]


def test_a_meeting_without_words_has_one_next_step(person: Person, house: House) -> None:
    command = ScheduleMeeting(process_id=house.process_id, title="Primo", starts_at=house.clock.now())
    meeting_id = house.run(schedule_meeting, command)
    person.open(meeting_id)
    person.click("Torna agli incontri")
    assert house.navigator.opened == [("meetings", meeting_id)]


def test_ctrl_p_saves_the_sheet(person: Person, meeting: str, doors: AnsweringDoors, tmp_path: Path) -> None:
    doors.save_to = tmp_path / "fine.pdf"
    person.open(meeting)
    person.press(person.page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    person.qtbot.waitUntil(lambda: bool(person.house.navigator.said))
    assert (tmp_path / "fine.pdf").read_bytes().startswith(b"%PDF")
    assert person.told() == "Salvato: fine.pdf"


def test_what_changes_elsewhere_is_read_again(person: Person, meeting: str, house: House) -> None:
    person.open(meeting)
    before = len(shown(person))
    changes = house.services.run(
        capture_entry, CaptureEntry(meeting_id=meeting, text="Una cosa ancora", entry_kind=EntryKind.NOTE)
    )
    house.context.bus.changed.emit(changes)
    person.look()
    assert len(shown(person)) == before + 1
