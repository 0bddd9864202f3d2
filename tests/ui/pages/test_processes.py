"""The page of processes: open one, move it along its way, write its history, tie files to it, begin its pact."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from cocity_desktop.application.places import PlaceFields, RegisterPlace, register_place
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.lifecycle import ProcessState
from cocity_desktop.domain.pacts import AttachmentRole
from cocity_desktop.error_messages import words_for
from cocity_desktop.ui.dialogs.step_form import words_for_step
from cocity_desktop.ui.pages.processes import words
from cocity_desktop.ui.pages.processes.page import ProcessesPage
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.detail_pane import DetailLine
from cocity_desktop.ui.widgets.progress import PathStations
from tests.ui.fakes import House, open_house, speaking
from tests.ui.pages.registry import Person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes
    from tests.ui.conftest import AnsweringDoors

TITLE = "Cortile di prova"


@pytest.fixture
def house(tmp_path: Path, lanes: Lanes) -> Iterator[House]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as made:
        yield made
        lanes.close()


@pytest.fixture
def person(house: House, qtbot: QtBot, doors: AnsweringDoors) -> Person:
    page = ProcessesPage(house.context)
    qtbot.addWidget(page)
    page.resize(1158, 680)
    page.show()
    made = Person(page, house, qtbot, doors)
    made.open()
    return made


def test_a_page_without_processes_still_has_its_title_and_the_ways_to_one(person: Person) -> None:
    person.page.show_rows(())
    shown = [one.text() for one in person.page.findChildren(QLabel) if one.isVisible()]
    assert shown[0] == "Percorsi"
    assert "Ancora nessun percorso" in shown
    bring = [one for one in person.page.findChildren(Button) if one.isVisible()]
    assert [one.text() for one in bring] == ["Importa…", "Nuovo percorso"]


def process(person: Person):
    return person.house.services.queries.process(person.house.process_id)


def said(person: Person) -> list[str]:
    return [one.text() for one in person.page.pane.findChildren(QLabel)]


def lines(person: Person) -> list[str]:
    return [one.text() for one in person.page.pane.findChildren(DetailLine)]


def test_the_process_is_told_with_its_way(person: Person) -> None:
    stations = person.page.pane.findChild(PathStations)
    assert stations.accessibleName() == "Contatto, 7 gen 2027"
    assert TITLE in said(person)
    assert {"Genitori Fleming", "Orti di prova"} <= set(lines(person))


def test_a_path_that_stands_still_is_said_in_amber_and_counted(person: Person) -> None:
    person.house.clock.pass_(days=100)
    person.open()
    item = words.item(person.page.list.selected(), person.page.today())
    assert (item.trailing, item.trailing_token) == ("da 135 giorni", "warning")
    assert person.page.header.facts.text() == "1, 1 fermo da più di 90 giorni"
    person.page.stages.setCurrentIndex(person.page.stages.findData("stalled"))
    person.page.stages.activated.emit(1)
    assert person.page.list.rows.shown() == 1


def test_a_step_by_keyboard_moves_the_path_and_stands_in_the_history(person: Person) -> None:
    def fill(dialog) -> None:
        assert dialog.target.value() is ProcessState.INQUIRY
        dialog.happened_on.set_value(date(2027, 1, 20))
        dialog.description.set_text("Prima telefonata")

    person.will(fill)
    person.press(person.page, Qt.Key.Key_F7)
    assert process(person).state is ProcessState.INQUIRY
    assert {"20 gen 2027", "Prima telefonata"} <= set(said(person))
    assert person.told() == f"Passo segnato: «{TITLE}»"


def test_a_step_that_needs_a_reason_says_so_before_and_after(person: Person) -> None:
    found: dict[str, str] = {}

    def fill(dialog) -> None:
        dialog.target.set_value(ProcessState.ARCHIVED)
        assert dialog.reason.below.text() == "Per questo passo serve"
        person.send(dialog)
        found.update(dialog.form.errors())

    person.will(fill)
    person.click("Segna un passo")
    assert found == {"reason": words_for(UserError(ErrorCode.REASON_REQUIRED))}
    assert process(person).state is ProcessState.CONTACT


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(2027, 1, 1), ErrorCode.DATES_REVERSED), (date(2027, 12, 1), ErrorCode.DATE_IN_FUTURE)],
)
def test_a_step_on_an_impossible_day_is_refused_beside_the_day(
    person: Person, day: date, code: ErrorCode
) -> None:
    found: dict[str, str] = {}

    def fill(dialog) -> None:
        dialog.happened_on.set_value(day)
        person.send(dialog)
        found.update(dialog.form.errors())

    person.will(fill)
    person.click("Segna un passo")
    assert found == {"happened_on": words_for(UserError(code))}


def test_an_illegal_step_is_told_in_the_words_of_the_states(house: House) -> None:
    error = UserError(
        ErrorCode.ILLEGAL_STEP, "state", source=ProcessState.CONTACT, target=ProcessState.SIGNED
    )
    told = words_for_step(error)
    assert "primo contatto" in told
    assert "contact" not in told.replace("contatto", "")


def test_a_new_process_met_half_way(person: Person) -> None:
    house = person.house
    place = house.run(register_place, RegisterPlace(fields=PlaceFields(name="Piazza Bengasi")))

    def fill(dialog) -> None:
        dialog.title.set_text("Aiuole di piazza Bengasi")
        dialog.place.set_value(place)
        for group in house.groups.values():
            dialog.group.chosen.emit(group)
        assert dialog.reason.isHidden()
        dialog.state.set_value(ProcessState.CO_DESIGN)
        assert not dialog.reason.isHidden()
        dialog.reason.set_text("Avevano già cominciato")

    person.will(fill)
    person.press(person.page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    row = next(one for one in house.services.queries.processes() if one.title.startswith("Aiuole"))
    assert (row.place, row.state) == ("Piazza Bengasi", ProcessState.CO_DESIGN)
    assert row.groups == "Genitori Fleming, Orti di prova"
    assert person.page.list.selected().title == "Aiuole di piazza Bengasi"


def test_a_process_without_a_title_is_refused_beside_the_title(person: Person) -> None:
    found: dict[str, str] = {}

    def fill(dialog) -> None:
        person.send(dialog)
        found.update(dialog.form.errors())

    person.will(fill)
    person.click("Nuovo percorso")
    assert found == {"title": words_for(UserError(ErrorCode.REQUIRED))}


def test_the_edit_form_keeps_what_it_does_not_show(person: Person) -> None:
    before = process(person)
    person.will(lambda dialog: dialog.summary.set_text("Orto e murale"))
    person.press(person.page, Qt.Key.Key_F2)
    after = process(person)
    assert (after.title, after.summary, after.form) == (before.title, "Orto e murale", before.form)
    assert len(after.groups) == 2


def test_an_act_and_an_opinion_are_recorded(person: Person) -> None:
    def act(dialog) -> None:
        dialog.description.set_text("Delibera della Circoscrizione")
        dialog.reference.set_text("mecc. 2027 001")

    def opinion(dialog) -> None:
        dialog.office.set_text("Soprintendenza")
        dialog.asked_on.set_value(date(2027, 1, 10))
        dialog.due_on.set_value(date(2027, 2, 1))

    person.will(act)
    person.click("Segna un atto")
    person.will(opinion)
    person.click("Segna un parere")
    assert {"Delibera della Circoscrizione", "mecc. 2027 001"} <= set(said(person))
    assert "Soprintendenza" in lines(person)
    assert words.opinion_state(process(person).opinions[0], date(2027, 2, 11)) == (
        "atteso entro il 1 feb 2027",
        True,
    )


def test_a_group_leaves_and_comes_back(person: Person) -> None:
    person.click("Togli Orti di prova dal percorso")
    assert [one.name for one in process(person).groups] == ["Genitori Fleming"]
    person.will(lambda dialog: dialog.group.set_value(person.house.groups["Orti di prova"]))
    person.click("Aggiungi un gruppo al percorso")
    assert len(process(person).groups) == 2


def test_a_file_is_attached_and_a_copy_is_the_same(person: Person, tmp_path: Path) -> None:
    plan = tmp_path / "planimetria cortile.pdf"
    plan.write_bytes(b"%PDF-1.7 disegno")
    person.doors.open_from = plan
    person.will(lambda dialog: dialog.role.set_value(AttachmentRole.SITE_PLAN))
    person.click("Allega un file")
    attached = process(person).attachments[0]
    assert (attached.name, attached.media_type, attached.role) == (plan.name, "application/pdf", "site_plan")
    person.doors.save_to = tmp_path / "copia.pdf"
    person.click(plan.name)
    assert (tmp_path / "copia.pdf").read_bytes() == plan.read_bytes()


def test_a_file_that_cannot_be_read_is_told_in_the_form(person: Person, tmp_path: Path) -> None:
    gone = tmp_path / "non c’è.pdf"
    person.doors.open_from = gone
    told: list[bool] = []

    def fill(dialog) -> None:
        person.send(dialog)
        told.append(dialog.form._general is not None and str(gone) in dialog.form._general.words())

    person.will(fill)
    person.click("Allega un file")
    assert told[0]
    assert process(person).attachments == ()


def test_the_pact_begins_once_and_then_opens(person: Person) -> None:
    person.click("Comincia il patto")
    pact = process(person).pacts[0].id
    assert person.house.navigator.opened[-1] == ("pact", pact)
    person.click("Apri il patto")
    assert person.house.navigator.opened[-1] == ("pact", pact)


def test_a_process_with_a_pact_stays(person: Person) -> None:
    person.click("Comincia il patto")
    person.click("Togli il percorso")
    assert person.house.navigator.said[-1] == ("Non si può togliere. Lo usano ancora: 1 patto.", False)
