"""The form of a person: what is typed is what is kept, and nothing that was known is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from cocity_desktop.domain.registry import ContactKind
from cocity_desktop.ui.pages.people.page import PeoplePage
from tests.ui.fakes import House, open_house, speaking
from tests.ui.pages.registry import Person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes
    from tests.ui.conftest import AnsweringDoors


@pytest.fixture
def house(tmp_path: Path, lanes: Lanes) -> Iterator[House]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as made:
        yield made
        lanes.close()


@pytest.fixture
def person(house: House, qtbot: QtBot, doors: AnsweringDoors) -> Person:
    page = PeoplePage(house.context)
    qtbot.addWidget(page)
    page.resize(1158, 680)
    page.show()
    made = Person(page, house, qtbot, doors)
    made.open()
    return made


def fill_in(dialog) -> None:
    dialog.given_name.set_text("Ștefania")
    dialog.family_name.set_text("D’Àlessandro")
    dialog.phone.set_text("333 123")
    dialog.languages.set_text("rumeno, italiano")
    dialog.needs_time.set_text("non prima delle sei")
    dialog.needs_translation.set_text("qualcuno che parli rumeno")


def register(person: Person):
    person.will(fill_in)
    person.press(person.page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert person.told() == "Nuova persona: «Ștefania D’Àlessandro»"
    queries = person.house.services.queries
    (made,) = [one for one in queries.people() if one.name == "Ștefania D’Àlessandro"]
    return queries.person(made.id)


def test_a_new_person_by_keyboard(person: Person) -> None:
    made = register(person)
    assert made.languages == ("ro", "it")
    assert (made.needs_time, made.needs_translation) == ("non prima delle sei", "qualcuno che parli rumeno")
    assert [(one.contact_kind, one.value) for one in made.contacts] == [(ContactKind.PHONE, "333 123")]


def test_editing_one_thing_keeps_the_others(person: Person) -> None:
    before = register(person)
    person.open(before.id)
    person.will(lambda dialog: dialog.needs_access.set_text("senza gradini"))
    person.click("Modifica", person.page.pane)
    after = person.house.services.queries.person(before.id)
    assert after.needs_access == "senza gradini"
    assert (after.name, after.languages, after.needs_time) == (
        before.name,
        before.languages,
        before.needs_time,
    )
    assert [one.value for one in after.contacts] == ["333 123"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("given_name", ""), ("email", "non un indirizzo"), ("fiscal_code", "RSSMRA80A01L219M")],
)
def test_what_is_refused_is_told_beside_its_field(person: Person, field: str, value: str) -> None:
    told = []

    def fill(dialog) -> None:
        fill_in(dialog)
        getattr(dialog, field).set_text(value)
        person.send(dialog)
        told.append(dialog.form.errors())

    person.will(fill)
    person.press(person.page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert list(told[0]) == [field]
