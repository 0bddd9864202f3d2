"""Roles with a time, further contacts and languages of a group, in the window."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from cocity_desktop.application.history import undo_last
from cocity_desktop.domain.pacts import AttachmentRole
from cocity_desktop.domain.registry import ContactKind, MemberRole
from cocity_desktop.ui.pages.groups.page import GroupsPage
from cocity_desktop.ui.widgets.buttons import IconButton
from cocity_desktop.ui.widgets.detail_pane import DetailLine
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
    page = GroupsPage(house.context)
    qtbot.addWidget(page)
    page.resize(1158, 680)
    page.show()
    made = Person(page, house, qtbot, doors)
    made.open()
    return made


def detail(person: Person):
    return person.house.services.queries.group(person.page.table.selected().id)


def test_a_role_ends_on_a_day_and_is_told_below(person: Person) -> None:
    member = detail(person).members[0]
    ended = person.page.today() - timedelta(days=1)

    def fill(dialog) -> None:
        dialog.role.set_value(MemberRole.VOLUNTEER)
        dialog.since.set_value(ended - timedelta(days=30))
        dialog.until.set_value(ended)

    person.will(fill)
    person.click(f"Ruolo e periodo di {member.name}", person.page.pane)
    assert [one.name for one in detail(person).former] == [member.name]
    person.open()
    assert "Ne hanno fatto parte" in [one.text() for one in person.page.pane.findChildren(QLabel)]
    assert member.name in [one.text() for one in person.page.pane.findChildren(DetailLine)]


def test_days_that_are_reversed_are_told_beside_the_last_one(person: Person) -> None:
    told = []

    def fill(dialog) -> None:
        dialog.since.set_value(person.page.today())
        dialog.until.set_value(person.page.today() - timedelta(days=3))
        person.send(dialog)
        told.append(dialog.form.errors())

    person.will(fill)
    member = detail(person).members[0]
    person.click(f"Ruolo e periodo di {member.name}", person.page.pane)
    assert list(told[0]) == ["until"]


def test_contacts_and_languages_are_written_by_keyboard(person: Person) -> None:
    def fill(dialog) -> None:
        dialog.languages.set_text("italiano, Rumeno, ro")
        dialog.others.more.setFocus()
        person.qtbot.keyClick(dialog.others.more, Qt.Key.Key_Space)
        person.qtbot.keyClicks(dialog.focusWidget(), "orto@pec.esempio.it")

    person.will(fill)
    person.click("Modifica", person.page.pane)
    found = detail(person)
    assert found.languages == ("it", "ro")
    assert [one.value for one in found.contacts if one.contact_kind is ContactKind.PEC] == [
        "orto@pec.esempio.it"
    ]
    person.open()
    assert "italiano, rumeno" in [one.text() for one in person.page.pane.findChildren(QLabel)]


def test_an_other_contact_is_taken_away(person: Person) -> None:
    test_contacts_and_languages_are_written_by_keyboard(person)

    def take_away(dialog) -> None:
        buttons = dialog.findChildren(IconButton)
        next(one for one in buttons if one.accessibleName() == "Togli questo recapito").click()

    person.will(take_away)
    person.click("Modifica", person.page.pane)
    assert ContactKind.PEC not in [one.contact_kind for one in detail(person).contacts]


def test_the_proof_that_somebody_signs_is_kept_and_can_be_taken_away(person: Person, tmp_path: Path) -> None:
    proof = tmp_path / "verbale di nomina.txt"
    proof.write_text("scelta in assemblea", encoding="utf-8")
    person.doors.open_from = proof
    kinds = []

    def fill(dialog) -> None:
        kinds.append(dialog.role.value())

    person.will(fill)
    person.click("Allega un file", person.page.pane)
    assert kinds == [AttachmentRole.REPRESENTATION]
    assert [one.name for one in detail(person).attachments] == [proof.name]
    person.open()
    person.click(f"Togli {proof.name}", person.page.pane)
    assert detail(person).attachments == ()
    undo_last(person.house.services.new_unit_of_work())
    assert [one.name for one in detail(person).attachments] == [proof.name]
