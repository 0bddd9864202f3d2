"""Erasing a person from the window, writing their data out, and the review of records in the settings."""

from __future__ import annotations

import json
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from cocity_desktop.application.people import PersonFields, RegisterPerson, register_person
from cocity_desktop.ui.dialogs.erase_person import EraseDialog, Whom
from cocity_desktop.ui.pages.people import privacy_acts
from cocity_desktop.ui.pages.people.page import PeoplePage
from cocity_desktop.ui.pages.settings.personal_data import PersonalDataSection
from tests.ui.fakes import House, open_house, speaking
from tests.ui.pages.registry import Person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes
    from tests.ui.conftest import AnsweringDoors

NAME = "Yasmín El Modello"


@pytest.fixture
def house(tmp_path: Path, lanes: Lanes) -> Iterator[House]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as made:
        fields = PersonFields(given_name="Yasmín", family_name="El Modello")
        new = RegisterPerson(fields=fields, email="yasmin@esempio.it")
        made.services.run(register_person, new, made.services.codes)
        yield made
        lanes.close()


@pytest.fixture
def person_id(house: House) -> str:
    return next(one.id for one in house.services.queries.people() if one.name == NAME)


@pytest.fixture
def dialog(house: House, person_id: str, qtbot: QtBot) -> EraseDialog:
    made = EraseDialog(None, house.services, house.services.erasures.preview(person_id))
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_name_must_be_typed(dialog: EraseDialog, house: House, person_id: str) -> None:
    dialog.name.set_text("Yasmin")
    dialog.primary.click()
    assert "esattamente" in (dialog.name.error() or "")
    assert dialog.done_ is None
    assert house.services.queries.person(person_id).name == NAME


def test_it_says_what_was_done_and_what_is_left(
    dialog: EraseDialog, house: House, person_id: str, qtbot: QtBot
) -> None:
    dialog.name.set_text(f" {NAME} ")
    with qtbot.waitSignal(dialog.accepted, timeout=20_000):
        dialog.primary.click()
        qtbot.waitUntil(lambda: dialog.done_ is not None, timeout=20_000)
        assert NAME not in dialog.headline.text() + dialog.windowTitle()
        dialog.primary.click()
    assert house.services.queries.person(person_id).name == "persona cancellata n. 1"
    assert any("altrove" in line for line in dialog.done_.left)


class Slow:
    """Erasures whose look around goes on when the test says so, one kind of record after the other."""

    def __init__(self, erasures: Any) -> None:
        self._erasures = erasures
        self.begun, self.go = Event(), Event()
        self.steps: list[int] = []

    def preview(self, person_id: str, step: Any) -> Any:
        def held(done: int, total: int, words: str) -> None:
            self.begun.set()
            self.go.wait(20)
            step(done, total, words)
            self.steps.append(done)

        return self._erasures.preview(person_id, held)


class _With:
    def __init__(self, erasures: Slow) -> None:
        self.erasures = erasures


@pytest.fixture
def slow(house: House) -> Iterator[Slow]:
    made = Slow(house.services.erasures)
    yield made
    made.go.set()


def test_at_the_end_no_empty_room_stands_above_the_button(dialog: EraseDialog, qtbot: QtBot) -> None:
    dialog.show()
    before = dialog.height()
    dialog.name.set_text(NAME)
    dialog.accept()
    qtbot.waitUntil(lambda: dialog.done_ is not None, timeout=20_000)
    qtbot.waitUntil(lambda: dialog.height() < before - 100)
    assert dialog.primary.geometry().bottom() < dialog.height()


def test_it_opens_at_once_and_erases_nothing_before_it_looked(
    house: House, slow: Slow, person_id: str, qtbot: QtBot
) -> None:
    dialog = EraseDialog(None, _With(slow), Whom(person_id, NAME))  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.show()
    assert slow.begun.wait(20)
    assert "Cerco dove" in dialog.step.text()
    dialog.name.set_text(NAME)
    qtbot.keyClick(dialog.name.line, Qt.Key.Key_Return)
    assert not dialog.primary.isEnabled()
    slow.go.set()
    qtbot.waitUntil(dialog.primary.isEnabled)
    assert not dialog.step.text()
    assert dialog.done_ is None
    assert slow.steps == list(range(len(slow.steps)))
    assert len(slow.steps) > 20


def test_giving_up_stops_the_look_around(house: House, slow: Slow, person_id: str, qtbot: QtBot) -> None:
    dialog = EraseDialog(None, _With(slow), Whom(person_id, NAME))  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.show()
    assert slow.begun.wait(20)
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    slow.go.set()
    qtbot.waitUntil(house.context.lanes.idle)
    assert slow.steps == []


def test_enter_after_the_name_answers(dialog: EraseDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog.name.line, Qt.Key.Key_Return)
    assert "esattamente" in (dialog.name.error() or "")
    dialog.name.set_text(NAME)
    qtbot.keyClick(dialog.name.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.done_ is not None, timeout=20_000)
    assert dialog.primary.kind == "primary"


def test_giving_up_leaves_everything(dialog: EraseDialog, house: House, person_id: str, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert house.services.queries.person(person_id).name == NAME


def test_the_page_writes_the_data_in_a_folder(
    house: House, qtbot: QtBot, doors: AnsweringDoors, tmp_path: Path, person_id: str
) -> None:
    page = PeoplePage(house.context)
    qtbot.addWidget(page)
    page.show()
    Person(page, house, qtbot, doors).open()
    doors.open_from = tmp_path
    privacy_acts.export_data(page, house.services.queries.person(person_id))
    qtbot.waitUntil(lambda: bool(house.navigator.said), timeout=20_000)
    (written,) = tmp_path.glob("*.json")
    assert json.loads(written.read_text(encoding="utf-8"))["person"]["given_name"] == "Yasmín"
    assert len(list(tmp_path.glob("*.pdf"))) == 1
    assert house.services.people_data.about(person_id).content["exports"]


def test_records_are_ticked_and_kept(house: House, qtbot: QtBot, person_id: str) -> None:
    section = PersonalDataSection(house.context)
    qtbot.addWidget(section)
    section.show()
    section.show_house(house.services.queries.house())
    qtbot.waitUntil(lambda: section.review.model().rowCount() > 0)
    assert not section.keep.isEnabled()
    section.review.select(person_id)
    section.review.setFocus()
    qtbot.keyClick(section.review, Qt.Key.Key_Space)
    assert section.keep.isEnabled()
    assert section.erase.isEnabled()
    section.untold.select(person_id)
    assert section.give.isEnabled()  # the same person, the same tick
