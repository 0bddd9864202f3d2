"""The import wizard from its first step to the undo with nothing but keys: every key goes where the focus is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from cocity_desktop.application.views.importing import ColumnMeaning, RowState
from cocity_desktop.domain.keeping import ImportTarget
from cocity_desktop.ui.pages.importing.page import ImportingPage
from cocity_desktop.ui.widgets.toggles import RadioCard
from tests.ui.fakes import open_house, speaking
from tests.ui.pages.registry import Person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes
    from tests.ui.conftest import AnsweringDoors

TABLE = """Nome;Telefono;Circ.;Appunti
Orto del vicolo;011 1000001;1;sabato
Ass. Orto del vicolo;011 1000001;;
Coro Esempio;;3;
Associazione Coro Esempio;;3;lunedì
Teatro Prova;;12bis;
"""
KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def person(tmp_path: Path, lanes: Lanes, qtbot: QtBot, doors: AnsweringDoors) -> Iterator[Person]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as house:
        page = ImportingPage(house.context)
        qtbot.addWidget(page)
        page.resize(1158, 680)
        page.show()
        page.activateWindow()
        made = Person(page, house, qtbot, doors)
        made.open(about=ImportTarget.PEOPLE.value)
        yield made
        lanes.close()


def press(
    person: Person, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Each key where the focus is; then whatever comes of it."""
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None, "no key could reach the window"
        person.press(focused, key, modifier)
    person.qtbot.waitUntil(lambda: person.house.context.lanes.idle() and person.page._running is None)


def tab_to(person: Person, wanted: QWidget, backwards: bool = False) -> None:
    """As far as the tabulator goes round once."""
    for _ in range(40):
        if QApplication.focusWidget() is wanted:
            return
        press(
            person,
            KEY.Key_Backtab if backwards else KEY.Key_Tab,
            modifier=SHIFT if backwards else Qt.KeyboardModifier.NoModifier,
        )
    pytest.fail(f"the tabulator never reaches {wanted}")


def type_in(person: Person, words: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    person.qtbot.keyClicks(focused, words)
    person.look()


def seen(card: RadioCard) -> bool:
    return not card.visibleRegion().isEmpty()


def test_the_wizard_from_the_file_to_the_undo_by_keys_alone(person: Person, tmp_path: Path) -> None:
    page = person.page
    before = sorted(one.name for one in person.house.services.queries.groups())
    table = tmp_path / "elenco.csv"
    table.write_text(TABLE, encoding="utf-8")

    # 1: what it is about, and the file
    chosen = next(one for one in page.file.target.findChildren(QAbstractButton) if one.isChecked())
    tab_to(person, chosen, backwards=True)
    press(person, KEY.Key_Left)
    assert page.file.target.value() is ImportTarget.GROUPS
    person.doors.open_from = table
    press(person, KEY.Key_O, modifier=CTRL)
    assert page.steps.current() == 1

    # 2: another meaning for a column
    assert page.columns.table.selected().heading == "Appunti"
    press(person, KEY.Key_Return)
    assert QApplication.focusWidget() is page.columns.meaning.combo
    type_in(person, "Descr")
    assert page.columns.meaning.value() is ColumnMeaning.DESCRIPTION
    press(person, KEY.Key_Return, modifier=CTRL)
    assert page.steps.current() == 2

    # 3: the rows in doubt, by key from the table and by hand in the pane
    doubtful = [one.number for one in page._plan.of(RowState.DOUBTFUL)]
    assert doubtful == [3, 5, 6]
    assert page.rows.table.selected().number == 3
    press(person, KEY.Key_Return)
    card = QApplication.focusWidget()
    assert isinstance(card, RadioCard)
    person.qtbot.waitUntil(lambda: seen(card))
    press(person, KEY.Key_Space)
    assert page.rows._why(page.rows.table.selected()) == "Deciso: la stessa della riga 2"
    person.qtbot.waitUntil(page.rows.pane.same.isVisible)
    press(person, KEY.Key_Return, modifier=CTRL | SHIFT)
    assert page.rows.decisions()[5].row == 4
    person.qtbot.waitUntil(page.rows.pane.same.isVisible)
    press(person, KEY.Key_Return, modifier=CTRL | SHIFT)
    assert 5 not in page.rows.decisions()
    tab_to(person, page.rows.table.grid, backwards=True)
    press(person, KEY.Key_Down)
    person.qtbot.waitUntil(page.rows.pane.cards[1].isVisible)
    press(person, KEY.Key_2, modifier=CTRL)
    assert page.rows._why(page.rows.table.selected()) == "Deciso: una nuova"
    assert page.next.text() == "Importa 4 righe"

    # 4: the import, and its undo
    press(person, KEY.Key_Return, modifier=CTRL)
    assert page.steps.current() == 3
    names = {one.name for one in person.house.services.queries.groups()}
    assert names - set(before) == {"Orto del vicolo", "Coro Esempio", "Associazione Coro Esempio"}
    tab_to(person, page.done.undo)
    press(person, KEY.Key_Return)
    assert sorted(one.name for one in person.house.services.queries.groups()) == before
    assert page.steps.current() == 0


def test_back_to_the_columns_and_the_file_by_keys(person: Person, tmp_path: Path) -> None:
    page = person.page
    table = tmp_path / "elenco.csv"
    table.write_text("Nome e cognome;Mail\nAda Esempio;ada@example.org\n", encoding="utf-8")
    person.doors.open_from = table
    press(person, KEY.Key_O, modifier=CTRL)
    press(person, KEY.Key_Return, modifier=CTRL)
    assert page.steps.current() == 2
    back = Qt.KeyboardModifier.AltModifier | SHIFT
    press(person, KEY.Key_Left, modifier=back)
    assert page.steps.current() == 1
    assert page.columns.table.isAncestorOf(QApplication.focusWidget())
    press(person, KEY.Key_Left, modifier=back)
    assert page.steps.current() == 0
    assert QApplication.focusWidget() is page.file.place.choose


def test_another_file_from_the_trial_and_another_table_at_the_end(person: Person, tmp_path: Path) -> None:
    page = person.page
    for name, who in (("uno", "Ada Esempio"), ("due", "Bea Esempio")):
        (tmp_path / f"{name}.csv").write_text(f"Nome e cognome\n{who}\n", encoding="utf-8")
    person.doors.open_from = tmp_path / "uno.csv"
    press(person, KEY.Key_O, modifier=CTRL)
    press(person, KEY.Key_Return, modifier=CTRL)
    assert page.steps.current() == 2
    person.doors.open_from = tmp_path / "due.csv"
    press(person, KEY.Key_O, modifier=CTRL)
    assert page.steps.current() == 1
    press(person, KEY.Key_Return, modifier=CTRL)
    assert page.rows.table.selected().title == "Bea Esempio"
    assert page.rows.pane.width() == page.rows._side.width() - 2  # the card around it, without its edge
    press(person, KEY.Key_Return, modifier=CTRL)
    assert page.steps.current() == 3
    press(person, KEY.Key_I, modifier=CTRL | SHIFT)
    assert page.steps.current() == 0
