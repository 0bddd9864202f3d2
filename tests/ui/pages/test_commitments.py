"""The page of commitments: the ledger by party, moved by one key each, with its history beside it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from cocity_desktop.application.commitments import AddCommitment, CommitmentFields, add_commitment
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.lifecycle import CommitmentStatus
from cocity_desktop.error_messages import words_for
from cocity_desktop.ui.pages.commitments import words
from cocity_desktop.ui.pages.commitments.page import CommitmentsPage
from tests.ui.fakes import House, open_house, speaking
from tests.ui.pages.registry import Person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes
    from tests.ui.conftest import AnsweringDoors

LATE, SOON, CITY = "Cartellini per i turni", "Chiavi del cortile", "Due rastrelliere"


@pytest.fixture
def house(tmp_path: Path, lanes: Lanes) -> Iterator[House]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as made:
        yield made
        lanes.close()


def promise(house: House, what: str, due: date | None, **party) -> str:
    fields = CommitmentFields(what=what, due_on=due, **party)
    return house.run(add_commitment, AddCommitment(process_id=house.process_id, fields=fields))


@pytest.fixture
def made(house: House) -> dict[str, str]:
    fleming = house.groups["Genitori Fleming"]
    return {
        SOON: promise(house, SOON, date(2027, 2, 12), group_id=fleming),
        LATE: promise(house, LATE, date(2027, 1, 30), group_id=fleming),
        CITY: promise(house, CITY, None, party_kind=PartyKind.COMUNE),
    }


@pytest.fixture
def person(house: House, made: dict[str, str], qtbot: QtBot, doors: AnsweringDoors) -> Person:
    page = CommitmentsPage(house.context)
    qtbot.addWidget(page)
    page.resize(1158, 680)
    page.show()
    somebody = Person(page, house, qtbot, doors)
    somebody.open()
    return somebody


def shown(person: Person) -> list[str]:
    rows = person.page.ledger.rows
    return [rows.row(i).what for i in range(rows.shown())]


def on(person: Person, what: str):
    person.page.ledger.select(next(one.id for one in person.page._rows if one.what == what))
    person.look()
    return person.page.ledger


def status(person: Person, what: str) -> CommitmentStatus:
    rows = person.house.services.queries.commitments(open_only=False)
    return next(one.status for one in rows if one.what == what)


def said(person: Person) -> list[str]:
    return [one.text() for one in person.page.pane.findChildren(QLabel)]


def test_by_party_then_by_day_with_the_count_in_words(person: Person) -> None:
    assert shown(person) == [CITY, LATE, SOON]
    assert person.page.header.facts.text() == "3 aperti, 1 in ritardo"
    today = person.page.today()
    assert [words.due(one, today)[0] for one in person.page._rows] == [
        "senza data",
        "in ritardo di 12 giorni",
        "domani",
    ]


def test_space_keeps_the_promise_and_it_leaves_the_open_ones(person: Person) -> None:
    person.press(on(person, LATE), Qt.Key.Key_Space)
    assert status(person, LATE) is CommitmentStatus.KEPT
    assert shown(person) == [CITY, SOON]
    assert person.house.navigator.said[-1] == (f"Mantenuto: «{LATE}»", True)


def test_r_puts_off_to_a_new_day_and_three_times_are_told(person: Person) -> None:
    for day in (date(2027, 2, 20), date(2027, 2, 25), date(2027, 3, 3)):
        person.will(lambda dialog, d=day: dialog.due.set_value(d))
        person.press(on(person, LATE), Qt.Key.Key_R)
    row = next(one for one in person.page._rows if one.what == LATE)
    assert (row.due_on, row.times_postponed) == (date(2027, 3, 3), 3)
    item = words.item(row, person.page.today())
    assert item.chip is not None
    assert item.chip.words == "rinviato 3 volte"


def test_putting_off_without_a_day_is_refused_beside_the_day(person: Person) -> None:
    found: dict[str, str] = {}

    def fill(dialog) -> None:
        dialog.due.set_value(None)
        person.send(dialog)
        found.update(dialog.form.errors())

    person.will(fill)
    person.press(on(person, LATE), Qt.Key.Key_R)
    assert found == {"due": words_for(UserError(ErrorCode.REQUIRED))}
    assert status(person, LATE) is CommitmentStatus.OPEN


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_N, Qt.Key.Key_R, Qt.Key.Key_A])
def test_a_key_with_a_modifier_is_no_act_on_the_line(person: Person, key: Qt.Key) -> None:
    person.doors.answer = lambda dialog: pytest.fail(dialog.windowTitle())
    person.press(on(person, SOON), key, Qt.KeyboardModifier.AltModifier)
    assert status(person, SOON) is CommitmentStatus.OPEN


def test_n_says_it_was_not_kept(person: Person) -> None:
    person.will(lambda dialog: dialog.why.set_text("Mancavano i materiali"))
    person.press(on(person, SOON), Qt.Key.Key_N)
    assert status(person, SOON) is CommitmentStatus.NOT_KEPT


def test_a_drops_it_but_only_with_a_reason(person: Person) -> None:
    found: dict[str, str] = {}

    def without(dialog) -> None:
        person.send(dialog)
        found.update(dialog.form.errors())

    person.will(without)
    person.press(on(person, SOON), Qt.Key.Key_A)
    assert found == {"reason": words_for(UserError(ErrorCode.REASON_REQUIRED))}
    person.will(lambda dialog: dialog.why.set_text("Il portone resta aperto"))
    person.press(on(person, SOON), Qt.Key.Key_A)
    assert status(person, SOON) is CommitmentStatus.DROPPED


def test_a_closed_one_is_shown_when_asked_for_and_taken_up_again(
    person: Person, made: dict[str, str]
) -> None:
    person.press(on(person, LATE), Qt.Key.Key_Space)
    person.open(made[LATE])
    assert person.page.ledger.selected().what == LATE
    person.will(lambda dialog: dialog.why.set_text("Ne servono altri"))
    person.click("Riprendi")
    assert status(person, LATE) is CommitmentStatus.REOPENED
    assert "Ne servono altri" in said(person)


def test_a_key_on_a_closed_line_does_nothing(person: Person, made: dict[str, str]) -> None:
    person.press(on(person, LATE), Qt.Key.Key_Space)
    person.open(made[LATE])
    person.press(person.page.ledger, Qt.Key.Key_Space)
    assert status(person, LATE) is CommitmentStatus.KEPT
    assert len(person.house.navigator.said) == 1


def test_the_late_ones_alone(person: Person) -> None:
    person.open(filter="late")
    assert shown(person) == [LATE]


def test_one_party_alone(person: Person) -> None:
    parties = person.page.parties
    parties.setCurrentIndex(parties.findData("Comune di Torino"))
    parties.activated.emit(parties.currentIndex())
    assert shown(person) == [CITY]


def test_one_process_as_a_chip_that_can_be_taken_away(person: Person) -> None:
    person.open(process=person.house.process_id)
    person.click("Cortile di prova", person.page.filter)
    assert person.page._process is None
    assert len(shown(person)) == 3


def test_the_edit_form_keeps_the_party_it_does_not_touch(person: Person, made: dict[str, str]) -> None:
    def fill(dialog) -> None:
        assert dialog.party.text() == "Comune di Torino"
        dialog.recurrence.set_text("ogni primavera")
        dialog.money.set_value(120_050)
        dialog.hours.set_value(6)

    person.will(fill)
    on(person, CITY)
    person.press(person.page, Qt.Key.Key_F2)
    row = person.house.services.queries.commitment(made[CITY]).row
    assert (row.party_kind, row.party, row.money_cents, row.hours) == (
        PartyKind.COMUNE,
        "Comune di Torino",
        120_050,
        6,
    )
    assert any("6 ore di lavoro" in one for one in said(person))


def test_a_new_one_by_keyboard_for_somebody_new(person: Person) -> None:
    def fill(dialog) -> None:
        dialog.process.set_value(person.house.process_id)
        dialog.party.line.setText("Scuola Fleming")
        dialog.what.set_text("Apre il cancello")

    person.will(fill)
    person.press(person.page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    row = person.page.ledger.selected()
    assert (row.what, row.party, row.party_kind) == ("Apre il cancello", "Scuola Fleming", PartyKind.OTHER)


def test_the_headings_follow_the_chosen_process(person: Person) -> None:
    headings: list[str] = []

    def fill(dialog) -> None:
        dialog.process.set_value(person.house.process_id)
        dialog.process.chosen.emit(person.house.process_id)
        person.look()
        headings.extend(dialog.heading.combo.itemText(i) for i in range(dialog.heading.combo.count()))
        dialog.what.set_text("Pulisce le fioriere")

    person.will(fill)
    person.click("Nuovo impegno")
    assert headings[0] == "ancora da dire"
    assert len(headings) > 5


def test_the_archive_without_promises_offers_the_next_step(
    house: House, qtbot: QtBot, doors: AnsweringDoors
) -> None:
    page = CommitmentsPage(house.context)
    qtbot.addWidget(page)
    page.show()
    person = Person(page, house, qtbot, doors)
    person.open()
    assert page.empty.isVisible()
    assert not page.pane.isVisible()

    def fill(dialog) -> None:
        dialog.process.set_value(house.process_id)
        dialog.what.set_text("Apre il cancello")

    person.will(fill)
    assert not page.filter.isVisible()
    person.press(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert shown(person) == ["Apre il cancello"]
    assert page.filter.isVisible()
