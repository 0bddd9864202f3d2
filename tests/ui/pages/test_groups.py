"""The page of groups: find one by what is known of it, see it whole, write it down, be told what is wrong."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from cocity_desktop.application.commitments import AddCommitment, CommitmentFields, add_commitment
from cocity_desktop.application.history import redo_last, undo_last
from cocity_desktop.application.places import PlaceFields, RegisterPlace, register_place
from cocity_desktop.application.processes import UpdateProcess, update_process
from cocity_desktop.application.registry import GroupFields, RegisterGroup, register_group
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.processes import GovernmentForm
from cocity_desktop.domain.registry import GroupKind, MemberRole
from cocity_desktop.error_messages import words_for
from cocity_desktop.ui.pages.groups.page import GroupsPage
from cocity_desktop.ui.widgets.detail_pane import DetailLine
from tests.ui.fakes import House, open_house, speaking
from tests.ui.pages.registry import Person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes
    from tests.ui.conftest import AnsweringDoors

FLEMING = "Genitori Fleming"


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


def shown(person: Person) -> list[str]:
    model = person.page.table.model
    return [model.row(i).name for i in range(model.shown())]


def lines(person: Person) -> list[str]:
    return [one.text() for one in person.page.pane.findChildren(DetailLine)]


def said(person: Person) -> list[str]:
    return [one.text() for one in person.page.pane.findChildren(QLabel)]


def type_in_filter(person: Person, words: str) -> None:
    person.page.filter.go()
    person.qtbot.keyClicks(person.page.filter.line, words)
    person.look()


def test_the_list_opens_on_its_first_group_with_the_count_in_words(person: Person) -> None:
    assert shown(person) == [FLEMING, "Orti di prova"]
    assert person.page.header.facts.text() == "2, i più recenti prima"
    assert FLEMING in said(person)


def test_a_group_is_found_by_a_person_in_it(person: Person) -> None:
    type_in_filter(person, "bruno")
    assert shown(person) == ["Orti di prova"]
    assert person.page.header.facts.text().startswith("1 di 2")


def test_a_group_is_found_by_the_place_of_its_process(person: Person) -> None:
    house = person.house
    place = house.run(register_place, RegisterPlace(fields=PlaceFields(name="Piazza Bengasi")))
    command = UpdateProcess(
        process_id=house.process_id, title="Cortile di prova", place_id=place,
        regulation_code="torino-391", form=GovernmentForm.PACT,
    )  # fmt: skip
    house.services.run(update_process, command, house.services.regulations)
    person.open()
    type_in_filter(person, "bengasi")
    assert shown(person) == [FLEMING, "Orti di prova"]


def test_a_new_group_by_keyboard_is_selected_and_can_be_undone(person: Person) -> None:
    def fill(dialog) -> None:
        dialog.name.set_text("Ciclofficina dell’Isola")
        dialog.group_kind.set_value(GroupKind.ASSOCIATION)
        dialog.district.set_value(8)
        dialog.email.set_text("ciclo@esempio.it")

    person.will(fill)
    person.press(person.page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert person.house.navigator.said[-1] == ("Nuovo gruppo: «Ciclofficina dell’Isola»", True)
    person.open()
    person.page.table.select(person.house.services.queries.groups()[0].id)
    assert "Ciclofficina dell’Isola" in shown(person)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("fiscal_code", "RSSMRA80A01L219X", ErrorCode.INVALID_FISCAL_CODE),
        ("vat_number", "12345678900", ErrorCode.INVALID_VAT_NUMBER),
        ("email", "non un indirizzo", ErrorCode.INVALID_EMAIL),
        ("name", "", ErrorCode.REQUIRED),
    ],
)
def test_what_is_refused_is_told_beside_its_field(
    person: Person, field: str, value: str, code: ErrorCode
) -> None:
    found: dict[str, str] = {}

    def fill(dialog) -> None:
        dialog.name.set_text("Gruppo di prova")
        getattr(dialog, field).set_text(value)
        person.send(dialog)
        found.update(dialog.form.errors())

    person.will(fill)
    before = shown(person)
    person.click("Nuovo gruppo")
    assert found == {field: words_for(UserError(code))}
    assert shown(person) == before


def test_the_edit_form_keeps_what_is_known_and_chooses_who_signs(person: Person) -> None:
    ada = person.house.services.queries.group(person.house.groups[FLEMING]).members[0].person_id

    def fill(dialog) -> None:
        assert dialog.name.text() == FLEMING
        dialog.representative.set_value(ada)
        dialog.proof.set_text("verbale del 14 gennaio")

    person.will(fill)
    person.press(person.page, Qt.Key.Key_F2)
    group = person.house.services.queries.group(person.house.groups[FLEMING])
    assert (group.representative, group.representation_proof) == ("Ada Esempio", "verbale del 14 gennaio")
    assert "Ada Esempio, verbale del 14 gennaio" in said(person)


def test_a_new_person_joins_and_then_gets_the_notice(person: Person) -> None:
    def join(dialog) -> None:
        dialog.person.line.setText("Carla De Modello")
        dialog.role.set_value(MemberRole.VOLUNTEER)
        dialog.duty.set_text("turni del sabato")

    person.will(join)
    person.click("Aggiungi una persona")
    assert "Carla De Modello" in lines(person)
    person.will(lambda dialog: dialog.given_on.set_value(date(2027, 2, 1)))
    person.click("Carla De Modello non ha ancora avuto l’informativa: segnala")
    members = person.house.services.queries.group(person.house.groups[FLEMING]).members
    assert {one.name: one.notice_on for one in members}["Carla De Modello"] == date(2027, 2, 1)
    assert "da dare a 1 persona" in said(person)


def test_somebody_known_is_chosen_not_made_again(person: Person) -> None:
    people = person.house.services.queries.people()
    bruno = next(one.id for one in people if one.name.startswith("Bruno"))
    person.will(lambda dialog: dialog.person.set_value(bruno))
    person.click("Aggiungi una persona")
    assert len(person.house.services.queries.people()) == len(people)
    assert "Bruno Esempio" in lines(person)


def test_the_same_person_twice_is_refused_beside_the_name(person: Person) -> None:
    found: dict[str, str] = {}

    def join(dialog) -> None:
        dialog.person.line.setText("Ada Esempio")
        person.send(dialog)
        found.update(dialog.form.errors())

    person.will(join)
    person.click("Aggiungi una persona")
    assert found == {"person_id": words_for(UserError(ErrorCode.ALREADY_A_MEMBER))}


def test_a_partner_with_the_lead(person: Person) -> None:
    def add(dialog) -> None:
        dialog.partner.set_value(person.house.groups["Orti di prova"])
        dialog.lead.setChecked(True)

    person.will(add)
    person.click("Aggiungi un gruppo a questo gruppo")
    partners = person.house.services.queries.group(person.house.groups[FLEMING]).partners
    assert [(one.name, one.is_lead) for one in partners] == [("Orti di prova", True)]


def test_a_partner_leaves(person: Person) -> None:
    person.will(lambda dialog: dialog.partner.set_value(person.house.groups["Orti di prova"]))
    person.click("Aggiungi un gruppo a questo gruppo")
    person.click("Togli Orti di prova dal gruppo")
    assert person.house.services.queries.group(person.house.groups[FLEMING]).partners == ()
    assert person.told() == f"Orti di prova non è più in «{FLEMING}»"


def test_mail_and_phone_are_replaced_and_taken_away(person: Person) -> None:
    def contacts() -> list[str]:
        group = person.house.services.queries.group(person.house.groups[FLEMING])
        return [one.value for one in group.contacts]

    def write(dialog, email: str, phone: str) -> None:
        dialog.email.set_text(email)
        dialog.phone.set_text(phone)

    for email, phone, expected in (
        ("genitori@esempio.it", "011 000000", ["genitori@esempio.it", "011 000000"]),
        ("fleming@esempio.it", "011 000000", ["fleming@esempio.it", "011 000000"]),
        ("", "011 000000", ["011 000000"]),
    ):
        person.will(lambda dialog, e=email, p=phone: write(dialog, e, p))
        person.click("Modifica")
        assert contacts() == expected


def test_the_history_tells_an_undo_and_a_redo_too(person: Person) -> None:
    services = person.house.services
    made = services.run(register_group, RegisterGroup(fields=GroupFields(name="Orti Nuovi")), services.codes)
    for go_back in (undo_last, redo_last):
        go_back(services.new_unit_of_work())
    person.open(made.created)
    told = " ".join(lines(person))
    assert "annullata l’ultima modifica" in told
    assert "rifatto quello che era stato annullato" in told


def test_a_member_leaves(person: Person) -> None:
    person.click("Togli Ada Esempio dal gruppo")
    assert person.house.services.queries.group(person.house.groups[FLEMING]).members == ()
    assert person.told() == f"Ada Esempio non è più in «{FLEMING}»"


def test_a_group_still_needed_stays_and_says_why(person: Person) -> None:
    person.click("Togli il gruppo")
    assert person.house.navigator.said[-1] == ("Non si può togliere. Lo usano ancora: 1 percorso.", False)
    assert FLEMING in shown(person)


def test_commitments_of_the_group_stand_in_it_and_lead_on(person: Person) -> None:
    fields = CommitmentFields(
        what="Cartellini per i turni", group_id=person.house.groups[FLEMING], due_on=date(2027, 2, 28)
    )
    made = person.house.run(add_commitment, AddCommitment(process_id=person.house.process_id, fields=fields))
    person.open()
    assert "Cartellini per i turni" in lines(person)
    person.click("Cartellini per i turni, entro il 28 feb")
    assert person.house.navigator.opened[-1] == ("commitments", made)


def test_a_record_asked_for_is_shown_whatever_hides_it(person: Person) -> None:
    type_in_filter(person, "bruno")
    person.open(person.house.groups[FLEMING])
    assert person.page.table.selected().name == FLEMING
    assert person.page.filter.words() == ""


def test_a_kind_filters_as_a_chip_that_can_be_taken_away(person: Person) -> None:
    kinds = person.page.filters.kinds
    kinds.activated.emit(kinds.findText("Gruppo informale"))
    person.look()
    assert person.button("Gruppo informale").isVisible()
    assert not kinds.isVisible()
    person.click("Gruppo informale")
    assert kinds.isVisible()


def test_the_keys_stay_on_the_button_that_added_somebody(person: Person) -> None:
    """The pane is filled anew; without care the keys would go to the first thing of the window."""
    add = person.button("Aggiungi una persona")
    add.setFocus()
    person.will(lambda dialog: dialog.person.line.setText("Marco Prova"))
    person.click("Aggiungi una persona")
    person.qtbot.waitUntil(
        lambda: getattr(person.page.focusWidget(), "accessibleName", str)() == "Aggiungi una persona"
    )
    assert person.page.focusWidget() is not add
    person.button("Togli Ada Esempio dal gruppo").setFocus()
    person.click("Togli Ada Esempio dal gruppo")
    assert person.page.pane.isAncestorOf(person.page.focusWidget())


def test_the_keys_stay_in_the_page_when_the_last_record_goes(person: Person) -> None:
    person.button("Modifica").setFocus()
    person.page.show_nothing()
    assert person.page.window().focusWidget() is person.page
