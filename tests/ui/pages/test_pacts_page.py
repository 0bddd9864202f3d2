"""The list of pacts, and a pact begun from a process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from cocity_desktop.domain.pacts import PactState
from cocity_desktop.ui.pages.pacts.begin import BeginPactDialog
from cocity_desktop.ui.pages.pacts.page import PactsPage
from tests.ui.fakes import House, open_house, speaking
from tests.ui.pages.pact_house import begin_pact
from tests.ui.pages.registry import Person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.dialogs.form_dialog import FormDialog
    from cocity_desktop.ui.operation import Lanes
    from tests.ui.conftest import AnsweringDoors


@pytest.fixture
def house(tmp_path: Path, lanes: Lanes) -> Iterator[House]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as made:
        yield made
        lanes.close()


@pytest.fixture
def person(house: House, themed_app: QApplication, qtbot: QtBot, doors: AnsweringDoors) -> Person:
    page = PactsPage(house.context)
    qtbot.addWidget(page)
    page.resize(1158, 684)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return Person(page, house, qtbot, doors)


def page_of(person: Person) -> PactsPage:
    assert isinstance(person.page, PactsPage)
    return person.page


def test_without_pacts_the_page_says_where_one_begins(person: Person, house: House) -> None:
    person.open()
    person.click("Guarda i percorsi")
    assert house.navigator.opened == [("processes", None)]


def test_a_pact_begins_from_a_process_and_opens(person: Person, house: House) -> None:
    def fill(dialog: FormDialog) -> None:
        assert isinstance(dialog, BeginPactDialog)
        dialog.process.set_value(None)
        dialog.accept()
        assert dialog.form.errors().keys() == {"process_id"}
        dialog.process.set_value(house.process_id)
        dialog.title.set_text("Patto del cortile")

    person.will(fill)
    person.open(new="1")
    person.qtbot.waitUntil(lambda: bool(house.navigator.opened))
    (row,) = house.services.queries.pacts()
    assert (row.title, row.process_id, row.state) == ("Patto del cortile", house.process_id, PactState.DRAFT)
    assert house.navigator.opened == [("pact", row.id)]


def test_ctrl_n_offers_only_processes_without_a_pact(
    person: Person, house: House, tmp_path: Path, doors: AnsweringDoors
) -> None:
    begin_pact(house, tmp_path)
    person.open()
    person.press(person.page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = doors.opened
    assert isinstance(dialog, BeginPactDialog)
    assert not dialog.primary.isEnabled()


def test_enter_opens_the_text(person: Person, house: House, tmp_path: Path) -> None:
    pact = begin_pact(house, tmp_path)
    person.open(pact.pact_id)
    row = page_of(person).table.selected()
    assert row is not None
    assert (row.articles_written, row.articles, row.last_delivery) == (2, 14, None)
    page_of(person).table.row_activated.emit(row)
    assert house.navigator.opened == [("pact", pact.pact_id)]
