"""The page of people: find somebody by what is known of them, see them whole, take them out, give them the notice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from cocity_desktop.application.people import PersonFields, RegisterPerson, register_person
from cocity_desktop.application.views.codes import code_of
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.house import StaffRole
from cocity_desktop.domain.registry import ConsentKind
from cocity_desktop.ui.pages.people.detail import PersonFile
from cocity_desktop.ui.pages.people.page import PeoplePage
from cocity_desktop.ui.widgets.detail_pane import CodeLabel, DetailLine
from tests.ui.fakes import House, at_the_desk, open_house, speaking
from tests.ui.pages.registry import Person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.dialogs.consent_form import ConsentDialog
    from cocity_desktop.ui.operation import Lanes
    from tests.ui.conftest import AnsweringDoors


@pytest.fixture
def house(tmp_path: Path, lanes: Lanes) -> Iterator[House]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as made:
        fields = PersonFields(
            given_name="Yasmín", family_name="El Modello", languages=("ar", "fr"), needs_access="scalini"
        )
        new = RegisterPerson(fields=fields, email="yasmin@esempio.it", phone="011 123456")
        made.services.run(register_person, new, made.services.codes)
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


def shown(person: Person) -> list[str]:
    model = person.page.table.model
    return [model.row(i).name for i in range(model.shown())]


def said(person: Person) -> list[str]:
    labels = [one.text() for one in person.page.pane.findChildren(QLabel)]
    return labels + [one.text() for one in person.page.pane.findChildren(DetailLine)]


def type_in_filter(person: Person, words: str) -> None:
    person.page.filter.go()
    person.qtbot.keyClicks(person.page.filter.line, words)
    person.look()


def ident(person: Person, name: str) -> str:
    return next(one.id for one in person.house.services.queries.people() if one.name == name)


def test_the_list_is_by_family_name_and_tells_its_first(person: Person) -> None:
    assert shown(person) == ["Yasmín El Modello", "Ada Esempio", "Bruno Esempio"]
    assert person.page.header.facts.text() == "3"
    told = said(person)
    assert {"Yasmín El Modello", "arabo, francese", "scalini", "yasmin@esempio.it", "011 123456"} <= set(told)


@pytest.mark.parametrize("words", ["yasmin", "modello", "yasmin@esempio"])
def test_somebody_is_found_by_name_and_by_contact(person: Person, words: str) -> None:
    type_in_filter(person, words)
    assert shown(person) == ["Yasmín El Modello"]
    assert person.page.header.facts.text() == "1 di 3"


def test_somebody_is_found_by_a_group(person: Person) -> None:
    type_in_filter(person, "fleming")
    assert shown(person) == ["Ada Esempio"]


def test_the_groups_of_a_person_lead_to_their_page(person: Person) -> None:
    person.open(ident(person, "Ada Esempio"))
    person.click("Genitori Fleming, dall’11 feb 2027")
    assert person.house.navigator.opened[-1] == ("groups", person.house.groups["Genitori Fleming"])


def test_a_record_asked_for_is_shown_whatever_hides_it(person: Person) -> None:
    type_in_filter(person, "yasmin")
    person.open(ident(person, "Bruno Esempio"))
    assert person.page.table.selected().name == "Bruno Esempio"
    assert person.page.filter.words() == ""


def test_the_notice_is_recorded_and_leaves_the_list_of_those_who_lack_it(person: Person) -> None:
    person.will(lambda dialog: dialog.given_on.set_value(date(2027, 2, 1)))
    person.click("Segna che l’informativa è stata data")
    yasmin = person.house.services.queries.person(ident(person, "Yasmín El Modello"))
    assert yasmin.notice_on == date(2027, 2, 1)
    person.open()
    assert "data il 1 febbraio" in " ".join(said(person)).replace("1º", "1")


def test_a_person_leaves_the_archive(person: Person) -> None:
    gone = ident(person, "Yasmín El Modello")
    person.click("Togli la persona")
    assert person.told() == "Tolto: «Yasmín El Modello»"
    with pytest.raises(UserError) as refused:
        person.house.services.queries.person(gone)
    assert refused.value.code is ErrorCode.NOT_FOUND


def test_a_consent_is_noted_and_taken_back_and_both_days_stay(person: Person) -> None:
    def give(dialog: ConsentDialog) -> None:
        dialog.kind.set_value(ConsentKind.NEWSLETTER)
        dialog.given_on.set_value(date(2027, 2, 1))

    person.will(give)
    person.click("Segna un consenso")
    assert person.told() == "Consenso registrato per Yasmín El Modello"
    person.will(lambda dialog: dialog.on.set_value(date(2027, 2, 3)))
    person.click("Revoca…")
    consents = person.house.services.queries.person(ident(person, "Yasmín El Modello")).consents
    assert [(one.consent_kind, one.given_on, one.withdrawn_on) for one in consents] == [
        (ConsentKind.NEWSLETTER, date(2027, 2, 1), date(2027, 2, 3))
    ]
    person.qtbot.waitUntil(lambda: not buttons(person, "Revoca…"))


def test_a_consent_is_not_taken_back_before_it_was_given(person: Person) -> None:
    person.will(lambda dialog: dialog.given_on.set_value(date(2027, 2, 1)))
    person.click("Segna un consenso")
    person.will(lambda dialog: dialog.on.set_value(date(2027, 1, 31)))
    person.click("Revoca…")
    consents = person.house.services.queries.person(ident(person, "Yasmín El Modello")).consents
    assert consents[0].withdrawn_on is None


@pytest.mark.parametrize(("role", "allowed"), [(StaffRole.COORDINATOR, True), (StaffRole.FACILITATOR, False)])
def test_to_erase_is_offered_to_whom_it_is_allowed(person: Person, role: StaffRole, allowed: bool) -> None:
    person.page.show_detail(person.page.read_detail(ident(person, "Ada Esempio")))
    at_the_desk(role)
    button = person.button("Cancella la persona…")
    assert button.isEnabled() is allowed
    assert bool(button.toolTip()) is not allowed


def buttons(person: Person, words: str) -> list[QAbstractButton]:
    return [one for one in person.page.pane.findChildren(QAbstractButton) if one.text() == words]


def test_the_sheet_of_who_was_erased_has_no_code(person: Person) -> None:
    pane, erased = person.page.pane, ident(person, "Yasmín El Modello")
    other = ident(person, "Ada Esempio")
    for record_id, number in ((other, None), (erased, 1)):
        detail = replace(person.house.services.queries.person(record_id), erased_number=number)
        pane.tell(PersonFile(detail, ()), date(2027, 2, 11))
        codes = [one.text() for one in pane.findChildren(CodeLabel)]
        assert codes == ([] if number else [code_of(other)])
