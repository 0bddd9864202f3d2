"""Filters of the long lists: what there is to choose, chips, and questions kept under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QMenu

from cocity_desktop.application.history import undo_last
from cocity_desktop.application.people import PersonFields, RegisterPerson, register_person
from cocity_desktop.application.registry import GroupFields, RegisterGroup, register_group
from cocity_desktop.domain.registry import GroupKind
from cocity_desktop.ui.pages.groups.page import GroupsPage
from cocity_desktop.ui.pages.people.page import PeoplePage
from tests.ui.fakes import House, open_house, speaking
from tests.ui.pages.registry import Person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes
    from cocity_desktop.ui.pages.base import Page
    from tests.ui.conftest import AnsweringDoors


@pytest.fixture
def house(tmp_path: Path, lanes: Lanes) -> Iterator[House]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as made:
        services = made.services
        fields = GroupFields(
            name="Ciclofficina", group_kind=GroupKind.APS, district=8, themes=("bici",), languages=("fr",)
        )
        services.run(register_group, RegisterGroup(fields=fields), services.codes)
        for given, languages in (("Amina", ("ar", "fr")), ("Carlo", ())):
            person = PersonFields(given_name=given, family_name="Prova", languages=languages)
            services.run(register_person, RegisterPerson(fields=person), services.codes)
        yield made
        lanes.close()


def at(page_class: type[Page], house: House, qtbot: QtBot, doors: AnsweringDoors) -> Person:
    page = page_class(house.context)
    qtbot.addWidget(page)
    page.resize(1158, 680)
    page.show()
    person = Person(page, house, qtbot, doors)
    person.open()
    return person


@pytest.fixture
def groups(house: House, qtbot: QtBot, doors: AnsweringDoors) -> Person:
    return at(GroupsPage, house, qtbot, doors)


@pytest.fixture
def people(house: House, qtbot: QtBot, doors: AnsweringDoors) -> Person:
    return at(PeoplePage, house, qtbot, doors)


def shown(person: Person) -> list[str]:
    model = person.page.table.model
    return [model.row(i).name for i in range(model.shown())]


def items(combo) -> list[str]:
    return [combo.itemText(i) for i in range(combo.count())]


def choose(person: Person, combo, words: str) -> None:
    combo.activated.emit(combo.findText(words))
    person.look()


def menu(person: Person) -> QMenu:
    page = person.page
    return page.saved_filters.menu(page.context.services.queries.saved_filters(page.NAME))


def press(person: Person, *path: str) -> None:
    """An entry of the menu of saved filters, by its words."""
    entries = menu(person)
    for words in path[:-1]:
        entries = next(one.menu() for one in entries.actions() if one.text() == words)
    next(one for one in entries.actions() if one.text() == path[-1]).trigger()
    person.look()


def test_only_what_there_is_can_be_chosen(groups: Person) -> None:
    filters = groups.page.filters
    assert items(filters.districts) == ["Circoscrizioni", "Circoscrizione 8"]
    assert items(filters.more) == ["Altri filtri", "Informativa da dare", "Lingua: francese", "Tema: bici"]


def test_filters_add_up_and_their_chips_take_them_away(groups: Person) -> None:
    choose(groups, groups.page.filters.more, "Tema: bici")
    assert shown(groups) == ["Ciclofficina"]
    choose(groups, groups.page.filters.more, "Informativa da dare")
    assert shown(groups) == []
    groups.click("Tema: bici")
    assert shown(groups) == ["Genitori Fleming", "Orti di prova"]


def test_who_lacks_the_notice_and_who_speaks_a_language(people: Person) -> None:
    choose(people, people.page.filters.more, "Lingua: arabo")
    assert shown(people) == ["Amina Prova"]
    assert people.page.header.facts.text() == "1 di 4"


def test_a_question_is_kept_asked_again_renamed_and_taken_away(people: Person) -> None:
    choose(people, people.page.filters.more, "Lingua: arabo")
    people.page.filter.line.setText("prova")
    people.look()
    people.will(lambda dialog: dialog.name.set_text("Chi parla arabo"))
    press(people, "Tieni questo filtro…")
    assert people.told() == "Filtro tenuto: «Chi parla arabo»"
    people.page.clear_filters()
    people.look()
    assert len(shown(people)) == 4

    press(people, "Chi parla arabo")
    assert (shown(people), people.page.filter.words()) == (["Amina Prova"], "prova")

    people.will(lambda dialog: dialog.name.set_text("Arabo"))
    press(people, "Rinomina", "Chi parla arabo")
    press(people, "Togli", "Arabo")
    assert people.told() == "Filtro tolto: «Arabo»"
    assert people.house.services.queries.saved_filters("people") == ()
    undo_last(people.house.services.new_unit_of_work())
    assert [one.name for one in people.house.services.queries.saved_filters("people")] == ["Arabo"]
    assert people.house.services.queries.saved_filters("groups") == ()


def test_nothing_is_kept_of_a_list_that_is_not_filtered(people: Person) -> None:
    keep = next(one for one in menu(people).actions() if one.text() == "Tieni questo filtro…")
    assert not keep.isEnabled()


def test_two_filters_have_not_one_name(people: Person) -> None:
    for name, words in (("Uno", "amina"), ("Due", "carlo")):
        people.page.filter.line.setText(words)
        people.look()
        people.will(lambda dialog, name=name: dialog.name.set_text(name))
        press(people, "Tieni questo filtro…")
    found: dict[str, str] = {}

    def fill(dialog) -> None:
        dialog.name.set_text("uno")
        people.send(dialog)
        found.update(dialog.form.errors())

    people.will(fill)
    press(people, "Rinomina", "Due")
    assert found == {"name": "C’è già un filtro con questo nome."}


def test_the_menu_opens_from_the_keyboard(people: Person) -> None:
    people.page.saved_filters.button.click()
    people.look()
    people.qtbot.waitUntil(lambda: any(one.isVisible() for one in people.page.findChildren(QMenu)))
    opened = next(one for one in people.page.findChildren(QMenu) if one.isVisible())
    opened.close()
