"""Doubles in the window: a quiet line, a chip on the rows, the comparison by keyboard, the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from cocity_desktop.application.history import undo_last
from cocity_desktop.application.likeness import PersonFacts, RegistryFacts
from cocity_desktop.application.people import PersonFields, RegisterPerson, register_person
from cocity_desktop.application.registry import GroupFields, RegisterGroup, register_group
from cocity_desktop.domain.merging import Side
from cocity_desktop.likeness_words import value_words
from cocity_desktop.ui.dialogs.merge_by_hand import OtherDialog, TwoDialog, named
from cocity_desktop.ui.dialogs.merge_form import MergeDialog
from cocity_desktop.ui.pages.groups.page import GroupsPage
from cocity_desktop.ui.pages.people.page import PeoplePage
from cocity_desktop.ui.shell.commands import commands, matching
from cocity_desktop.ui.widgets.detail_pane import DetailLine
from cocity_desktop.ui.widgets.labels import Label
from tests.ui.fakes import House, open_house, speaking
from tests.ui.pages.registry import Person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes
    from cocity_desktop.ui.pages.base import Page
    from tests.ui.conftest import AnsweringDoors

ALL = 5
"""Groups of the house: two that it has, and three of ours."""


@pytest.fixture
def house(tmp_path: Path, lanes: Lanes) -> Iterator[House]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as made:
        for name, address, mail in (
            ("Orti del Lingotto", "Via Esempio 1", "orti@example.org"),
            ("Ass. Orti Lingotto", "v. Esempio 1", "Orti@example.org"),
            ("Banca del tempo", "", ""),
        ):
            fields = GroupFields(name=name, address=address)
            cmd = RegisterGroup(fields=fields, email=mail)
            made.context.services.run(register_group, cmd, made.context.services.codes)
        yield made
        lanes.close()


def at(page: Page, house: House, qtbot: QtBot, doors: AnsweringDoors) -> Person:
    qtbot.addWidget(page)
    page.resize(1158, 680)
    page.show()
    person = Person(page, house, qtbot, doors)
    person.open()
    qtbot.waitUntil(lambda: bool(page.doubles.found) and house.context.lanes.idle(), timeout=10_000)
    return person


@pytest.fixture
def person(house: House, qtbot: QtBot, doors: AnsweringDoors) -> Person:
    return at(GroupsPage(house.context), house, qtbot, doors)


def names(person: Person) -> list[str]:
    return sorted(row.name for row in person.house.context.services.queries.groups())


def doubtful(person: Person) -> list[str]:
    """The names with a chip beside them."""
    queries, page = person.house.context.services.queries, person.page
    rows = queries.groups() if isinstance(page, GroupsPage) else queries.people()
    return sorted(row.name for row in rows if page.doubles.chip(row.id))


def press_in(person: Person, act) -> None:
    """Answer the comparison by its keys; `act` is given the dialog."""

    def answer(dialog) -> bool:
        if isinstance(dialog, OtherDialog | TwoDialog):
            return act(dialog)
        assert isinstance(dialog, MergeDialog)
        act(dialog)
        person.qtbot.waitUntil(lambda: person.house.context.lanes.idle() and dialog.primary.isEnabled())
        return dialog.changes is not None

    person.doors.answer = answer


def test_a_line_above_the_list_and_a_chip_on_both_rows(person: Person) -> None:
    assert person.page.doubles.bar.isVisibleTo(person.page)
    assert "Orti del Lingotto e Ass. Orti Lingotto" in person.page.doubles.notice.words()
    assert doubtful(person) == ["Ass. Orti Lingotto", "Orti del Lingotto"]


def test_what_differs_is_chosen_by_key_and_the_merge_is_told_and_undone(person: Person) -> None:
    def choose(dialog: MergeDialog) -> None:
        assert set(dialog.rows) == {"name", "address"}
        person.qtbot.keyClick(dialog.rows["name"], Qt.Key.Key_2)
        assert dialog.rows["name"].side() is Side.GONE
        person.qtbot.keyClick(dialog.rows["name"], Qt.Key.Key_3)  # a name cannot be both
        assert dialog.rows["name"].side() is Side.GONE
        assert "stessa mail" in dialog.text.text()
        dialog.primary.click()

    press_in(person, choose)
    person.click("Confronta")
    assert len(names(person)) == ALL - 1
    assert "Ass. Orti Lingotto" in names(person)
    assert "Orti del Lingotto" not in names(person)
    assert person.told().startswith("«Ass. Orti Lingotto» unito a «Orti del Lingotto»")
    person.house.context.bus.changed.emit(undo_last(person.house.context.services.new_unit_of_work()))
    person.look()
    assert len(names(person)) == ALL


def test_the_record_that_stays_is_on_show_after_the_merge(person: Person) -> None:
    ids = {row.name: row.id for row in person.house.context.services.queries.groups()}
    person.open(ids["Ass. Orti Lingotto"])
    press_in(person, lambda dialog: dialog.primary.click())
    person.click("Confronta")
    assert person.page.table.selected().id == ids["Orti del Lingotto"]


def test_the_other_record_can_be_the_one_that_stays(person: Person) -> None:
    before = {row.name: row.id for row in person.house.context.services.queries.groups()}

    def choose(dialog: MergeDialog) -> None:
        assert dialog.seen.kept_name == "Orti del Lingotto"
        dialog.swap.click()
        person.qtbot.waitUntil(lambda: dialog.seen.kept_name == "Ass. Orti Lingotto")
        person.qtbot.waitUntil(dialog.primary.isEnabled)
        dialog.primary.click()

    press_in(person, choose)
    person.click("Confronta")
    left = {row.name: row.id for row in person.house.context.services.queries.groups()}
    assert left["Ass. Orti Lingotto"] == before["Ass. Orti Lingotto"]
    assert "Orti del Lingotto" not in left
    assert person.told().startswith("«Orti del Lingotto» unito a «Ass. Orti Lingotto»")


def test_the_record_says_what_it_took_in_and_parts_from_it_again(person: Person) -> None:
    press_in(person, lambda dialog: dialog.primary.click())
    person.click("Confronta")
    kept = next(
        row.id for row in person.house.context.services.queries.groups() if row.name == "Orti del Lingotto"
    )
    person.open(kept)
    (told,) = [
        line for line in person.page.pane.findChildren(DetailLine) if "Ass. Orti" in line.accessibleName()
    ]
    assert told.accessibleName().startswith("Unito un doppione, ")
    person.click("Separa di nuovo da «Ass. Orti Lingotto»")
    assert len(names(person)) == ALL
    assert person.told() == "«Ass. Orti Lingotto» e «Orti del Lingotto» sono di nuovo due"


def test_what_is_told_apart_is_not_proposed_again_until_that_is_undone(person: Person) -> None:
    page = person.page
    person.click("Sono diversi", page.doubles.bar)
    person.qtbot.waitUntil(lambda: not page.doubles.found and person.house.context.lanes.idle())
    assert not page.doubles.bar.isVisibleTo(page)
    assert doubtful(person) == []
    page.context.bus.changed.emit(undo_last(person.house.context.services.new_unit_of_work()))
    person.qtbot.waitUntil(lambda: bool(page.doubles.found))


def test_left_for_another_time_nothing_changes(person: Person) -> None:
    person.click("Confronta")
    assert len(names(person)) == ALL
    assert isinstance(person.doors.opened[-1], MergeDialog)


def test_two_records_are_merged_by_hand(person: Person) -> None:
    time_bank = next(
        row.id for row in person.house.context.services.queries.groups() if row.name == "Banca del tempo"
    )
    person.open(time_bank)

    def choose(dialog) -> bool:
        if isinstance(dialog, OtherDialog):
            dialog.picker.line.setText("Orti del Lingotto")
            return dialog.picker.value() is not None
        dialog.primary.click()
        return True

    press_in(person, choose)
    person.click("È lo stesso di un altro…")
    assert "Orti del Lingotto" not in names(person)
    assert len(names(person)) == ALL - 1


def test_two_records_are_chosen_from_anywhere_and_merged(person: Person) -> None:
    """What Ctrl+K opens. The page was on show: its record is the first, until another is chosen."""
    page = person.page
    by_name = {row.name: row.id for row in person.house.context.services.queries.groups()}
    person.open(by_name["Banca del tempo"])
    asked: list[TwoDialog] = []

    def choose(dialog) -> bool:
        if not isinstance(dialog, TwoDialog):
            dialog.primary.click()
            return True
        asked.append(dialog)
        assert dialog.one.text() == "Banca del tempo"
        dialog.accept()
        assert dialog.other.error() == "Scegli dall’elenco."
        dialog.other.line.setText("Banca del tempo")
        dialog.accept()
        assert dialog.other.error() == "È la stessa scheda: scegline un’altra."
        dialog.other.line.setText("Orti del Lingotto")
        dialog.accept()
        return dialog.result() == TwoDialog.DialogCode.Accepted

    press_in(person, choose)
    page.open(merge="1")
    person.qtbot.waitUntil(lambda: len(names(person)) == ALL - 1, timeout=10_000)
    person.look()
    assert len(asked) == 1
    assert "Banca del tempo" in names(person)
    assert "Orti del Lingotto" not in names(person)


@pytest.mark.parametrize(
    ("words", "page"), [("unisci gru", "groups"), ("uni pers", "people"), ("unisci luo", "places")]
)
def test_ctrl_k_has_a_command_for_it(words: str, page: str) -> None:
    gone: list[tuple[str, dict[str, str]]] = []

    class Going:
        undo = redo = lock = None

        def open_page(self, name: str, record_id: str | None = None, **args: str) -> None:
            gone.append((name, args))

    with speaking("it"):
        (found,) = matching(words, commands(Going(), Going()))  # type: ignore[arg-type]
    found.run()
    assert gone == [(page, {"merge": "1"})]
    assert found.acts == ("merge_records",)


def test_people_have_it_too(house: House, qtbot: QtBot, doors: AnsweringDoors) -> None:
    services = house.context.services
    for given in ("Giuseppe", "Beppe"):
        fields = PersonFields(given_name=given, family_name="Esempiovich", languages=("fr",))
        services.run(register_person, RegisterPerson(fields=fields, phone="347 1234567"), services.codes)
    person = at(PeoplePage(house.context), house, qtbot, doors)
    assert doubtful(person) == ["Beppe Esempiovich", "Giuseppe Esempiovich"]
    said: list[str] = []
    press_in(person, lambda dialog: said.extend(one.text() for one in dialog.findChildren(Label)))
    person.click("Confronta")
    assert "francese" in said


def test_namesakes_are_told_apart_by_how_they_are_reached() -> None:
    people = (
        PersonFacts(id="a", given_name="Maria", family_name="Esempio", mails=("maria@example.org",)),
        PersonFacts(id="b", given_name="Maria", family_name="Esempio", phones=("011 1",)),
        PersonFacts(id="c", given_name="Maria", family_name="Esempio"),
        PersonFacts(id="d", given_name="Ada", family_name="Esempio", phones=("011 2",)),
    )
    facts = RegistryFacts("person", people=people)
    assert named(facts) == [
        ("d", "Ada Esempio"),
        ("a", "Maria Esempio, maria@example.org"),
        ("b", "Maria Esempio, 011 1"),
        ("c", "Maria Esempio"),
    ]


def test_languages_are_compared_by_their_names() -> None:
    with speaking("it"):
        assert value_words(("fr", "it"), "languages") == "francese, italiano"
    assert value_words(("verde", "gioco"), "themes") == "verde, gioco"
