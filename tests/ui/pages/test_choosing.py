"""Forms of a house with more groups and places than a form is handed: what is typed is looked up and chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.places import Place
from cocity_desktop.domain.registry import Group
from cocity_desktop.ui.dialogs.choosing import MOST, read_groups
from cocity_desktop.ui.dialogs.commitment_form import CommitmentDialog
from cocity_desktop.ui.dialogs.commitment_form import read_choices as read_commitment_choices
from cocity_desktop.ui.dialogs.process_form import ProcessDialog, read_choices
from cocity_desktop.ui.dialogs.step_form import JoinDialog
from tests.ui.fakes import House, open_house, speaking

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.dialogs.form_dialog import FormDialog
    from cocity_desktop.ui.operation import Lanes
    from cocity_desktop.ui.widgets.picker import Picker

LAST = "Zattera di prova"


@pytest.fixture
def house(tmp_path: Path, lanes: Lanes) -> Iterator[House]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as made:
        with made.services.new_unit_of_work() as uow:
            for number in range(MOST + 20):
                uow.add(Group(id=uow.new_id(), name=f"Gruppo {number:03}"))
                uow.add(Place(id=uow.new_id(), name=f"Luogo {number:03}"))
            uow.add(Group(id=uow.new_id(), name=LAST))
            place = uow.add(Place(id=uow.new_id(), name="Ultimo cortile"))
            uow.commit("test")
        made.groups[LAST] = read_groups(made.services, LAST).rows[0].id
        made.groups["place"] = place.id
        yield made
        lanes.close()


def shown(qtbot: QtBot, dialog: FormDialog) -> None:
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()


def choose(qtbot: QtBot, picker: Picker, letters: str, words: str) -> None:
    """Type, and take the first answer, which is `words`, by keys alone."""
    picker.line.setFocus()
    qtbot.waitUntil(picker.line.hasFocus)
    QTest.keyClicks(picker.line, letters)
    popup = picker.line.completer().popup()
    qtbot.waitUntil(lambda: popup.isVisible() and popup.model().index(0, 0).data() == words)
    with qtbot.waitSignal(picker.chosen):
        QTest.keyClick(popup, Qt.Key.Key_Down)
        QTest.keyClick(popup, Qt.Key.Key_Return)


def test_a_group_beyond_those_handed_over_joins_a_process(qtbot: QtBot, house: House) -> None:
    known = read_groups(house.services)
    assert LAST not in {one.name for one in known.rows}
    detail = house.services.queries.process(house.process_id)
    dialog = JoinDialog(None, house.services, detail, known)
    shown(qtbot, dialog)
    choose(qtbot, dialog.group, "zatt", LAST)
    assert dialog.group.value() == house.groups[LAST]


def test_who_takes_part_already_is_not_looked_up(qtbot: QtBot, house: House) -> None:
    detail = house.services.queries.process(house.process_id)
    dialog = JoinDialog(None, house.services, detail, read_groups(house.services))
    shown(qtbot, dialog)
    QTest.keyClicks(dialog.group.line, "prova")
    qtbot.waitUntil(lambda: list(dialog.group._values) == [LAST])


def test_until_the_archive_answers_only_what_fits_is_offered(qtbot: QtBot, house: House) -> None:
    detail = house.services.queries.process(house.process_id)
    dialog = JoinDialog(None, house.services, detail, read_groups(house.services))
    shown(qtbot, dialog)
    dialog.group.line.setFocus()
    qtbot.waitUntil(dialog.group.line.hasFocus)
    QTest.keyClicks(dialog.group.line, "007")
    model = dialog.group.line.completer().completionModel()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Gruppo 007"]


def test_a_process_keeps_its_place_and_takes_groups_by_what_is_typed(qtbot: QtBot, house: House) -> None:
    detail = house.services.queries.process(house.process_id)
    choices = read_choices(house.services, house.groups["place"])
    dialog = ProcessDialog(None, house.services, choices, house.clock.now().date())
    shown(qtbot, dialog)
    dialog.place.set_value(house.groups["place"])
    assert dialog.place.value() == house.groups["place"]
    choose(qtbot, dialog.group, "di zat", LAST)
    qtbot.waitUntil(lambda: dialog.group.text() == "")
    choose(qtbot, dialog.group, "grup 219", "Gruppo 219")
    qtbot.waitUntil(lambda: dialog.group.text() == "")
    assert list(dialog._chosen.values()) == [LAST, "Gruppo 219"]
    assert detail.title


@pytest.mark.parametrize("typed", [LAST, LAST.casefold()])
def test_a_name_typed_faster_than_it_is_looked_up_is_the_group(
    qtbot: QtBot, house: House, typed: str
) -> None:
    choices = read_commitment_choices(house.services, house.process_id)
    dialog = CommitmentDialog(
        None, house.services, choices, house.clock.now().date(), process_id=house.process_id
    )
    qtbot.addWidget(dialog)
    dialog.party.line.setText(typed)
    dialog.what.set_text("Remi")
    made = dialog.work()().created
    assert made is not None
    row = house.services.queries.commitment(made).row
    assert (row.party_kind, row.group_id) == (PartyKind.GROUP, house.groups[LAST])


def test_the_comune_is_among_what_is_looked_up(qtbot: QtBot, house: House) -> None:
    choices = read_commitment_choices(house.services, house.process_id)
    dialog = CommitmentDialog(
        None, house.services, choices, house.clock.now().date(), process_id=house.process_id
    )
    shown(qtbot, dialog)
    choose(qtbot, dialog.party, "comun", "Comune")
    assert dialog.promiser().kind is PartyKind.COMUNE
