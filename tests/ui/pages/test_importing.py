"""The import of tables, by keyboard: file, columns, trial, import, undo; stopping it; whatever is wrong with a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from cocity_desktop.application.importing.ports import Table, TableRow
from cocity_desktop.application.views.importing import ColumnMeaning, ColumnProposal, ProposedBy, RowState
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode, UserError
from cocity_desktop.domain.keeping import ImportTarget
from cocity_desktop.domain.lifecycle import ProcessState
from cocity_desktop.error_messages import words_for
from cocity_desktop.ui.operation import Cancelled
from cocity_desktop.ui.pages.groups.page import GroupsPage
from cocity_desktop.ui.pages.importing import jobs, words
from cocity_desktop.ui.pages.importing.page import ImportingPage
from cocity_desktop.ui.pages.people.page import PeoplePage
from cocity_desktop.ui.pages.places.page import PlacesPage
from cocity_desktop.ui.pages.processes.page import ProcessesPage
from cocity_desktop.ui.widgets.roomy import list_and_side
from tests.ui.fakes import House, open_house, speaking
from tests.ui.pages.registry import Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes
    from cocity_desktop.ui.pages.base import Page
    from tests.ui.conftest import AnsweringDoors

DATA = Path(__file__).resolve().parents[2] / "data" / "register"
FIRST, SECOND = DATA / "registro-prova-2026-03-01.csv", DATA / "registro-prova-2026-04-15.csv"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def house(tmp_path: Path, lanes: Lanes) -> Iterator[House]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as made:
        yield made
        lanes.close()


@pytest.fixture
def person(house: House, qtbot: QtBot, doors: AnsweringDoors) -> Person:
    page = ImportingPage(house.context)
    qtbot.addWidget(page)
    page.resize(1158, 680)
    page.show()
    page.activateWindow()
    made = Person(page, house, qtbot, doors)
    made.open(about=ImportTarget.REGISTER.value)
    return made


def key(person: Person, key_: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    """Press a key where the focus is, and wait."""
    widget = QApplication.focusWidget()
    assert widget is not None
    person.press(widget, key_, modifier)


def go_on(person: Person) -> None:
    """The primary button of the page by its key."""
    person.qtbot.waitUntil(person.page.next.isEnabled)
    key(person, Qt.Key.Key_Return, CTRL)


def choose(person: Person, file: Path) -> None:
    """Choose a file with the keyboard, up to its columns."""
    person.doors.open_from = file
    key(person, Qt.Key.Key_O, CTRL)
    person.qtbot.waitUntil(lambda: person.house.context.lanes.idle() and person.page._running is None)


def states(person: Person) -> list[ProcessState]:
    rows = person.house.services.queries.processes()
    return sorted(one.state for one in rows if one.id != person.house.process_id)


def titles(person: Person) -> list[str]:
    table = person.page.rows.table.model
    return [table.row(position).title for position in range(table.shown())]


def test_a_register_comes_in_by_keyboard_alone(person: Person) -> None:
    page = person.page
    choose(person, FIRST)
    assert page.steps.current() == 1
    assert page.header.facts.text() == "registro-prova-2026-03-01.csv, 5 righe, 18 colonne"
    assert page.columns.notice.words().endswith("1 colonna non si legge: Foto.")
    assert page.columns.day.text() == "01.03.2026"
    go_on(person)
    assert page.steps.current() == 2
    assert page.next.text() == "Importa 5 righe"
    assert states(person) == []
    go_on(person)
    assert page.steps.current() == 3
    assert page.done.said.text() == "5 righe importate"
    assert len(states(person)) == 5
    assert QApplication.focusWidget() is page.done.go
    key(person, Qt.Key.Key_Return)
    assert person.house.navigator.opened[-1] == ("processes", None)


def test_the_import_is_undone_as_a_whole(person: Person) -> None:
    choose(person, FIRST)
    go_on(person)
    go_on(person)
    person.page.done.undo.setFocus()
    key(person, Qt.Key.Key_Return)
    assert states(person) == []
    assert person.told() == "Importazione annullata: è tutto com’era."
    assert person.page.steps.current() == 0


def test_a_newer_edition_says_what_changes_and_the_same_one_that_nothing_does(person: Person) -> None:
    page = person.page
    for file in (FIRST, SECOND, SECOND):
        choose(person, file)
        go_on(person)
        shown = {
            page.rows.table.model.row(i).number: page.rows.table.model.row(i).state
            for i in range(page.rows.table.model.shown())
        }
        if page.next.isEnabled():
            go_on(person)
            page._face(page.file)
    assert set(shown.values()) == {RowState.UNCHANGED}
    assert page.header.facts.text() == "niente da importare: è già tutto qui"
    assert not page.next.isEnabled()


def test_rows_are_filtered_by_what_they_are(person: Person) -> None:
    page = person.page
    choose(person, FIRST)
    go_on(person)
    assert titles(person)[:2] == ["Fontana di prova", "Giardino finto"]
    page.rows.states.set_value(RowState.NEW)
    assert len(titles(person)) == 3
    page.rows.filter.line.setText("letture")
    assert titles(person) == ["Letture in cortile"]


def test_a_row_in_doubt_is_decided_by_keyboard(person: Person) -> None:
    page = person.page
    choose(person, FIRST)
    go_on(person)
    assert page.rows.table.selected().title == "Fontana di prova"
    assert "«Terza?»" in page.rows._why(page.rows.table.selected())
    key(person, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.rows.pane.cards[0]
    key(person, Qt.Key.Key_2, CTRL)
    assert page.next.text() == "Importa 4 righe"
    assert page.rows._why(page.rows.table.selected()) == "Deciso: lasciata fuori"
    go_on(person)
    assert len(states(person)) == 4


def test_one_decision_serves_all_rows_like_it(person: Person, tmp_path: Path) -> None:
    table = tmp_path / "registro.csv"
    rows = [f"{n};Proposta {n};Boh" for n in range(1, 6)]
    table.write_text("\n".join(["Id;Titolo;Stato", *rows]), encoding="utf-8")
    choose(person, table)
    go_on(person)
    assert person.page.next.text() == "Importa 5 righe"
    person.page.rows.pane.cards[-1].click()
    person.click("Scegli così per tutte le altre 4 uguali")
    assert person.page.next.text() == "Importa 0 righe"
    assert person.page.header.facts.text() == "niente da importare"
    person.click("Torna indietro per 4 righe")
    assert person.page.next.text() == "Importa 4 righe"
    assert person.page.rows.pane.same.text() == "Scegli così per tutte le altre 4 uguali"


def test_the_meaning_of_a_column_is_said_and_remembered(person: Person, tmp_path: Path) -> None:
    page = person.page
    table = tmp_path / "elenco.csv"
    table.write_text("Sigla;Titolo;Stato;Boh\n1;Orto;Respinta;x\n", encoding="utf-8")
    choose(person, table)
    page.columns.table.select("Sigla")
    go_on(person)
    assert page.columns.notice.words() == words_for(UserError(ErrorCode.IMPORT_NO_REGISTER))
    page.columns.table.setFocus()
    key(person, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.columns.meaning.combo
    key(person, Qt.Key.Key_Down)
    assert page.columns.meaning.value() is ColumnMeaning.RECORD_ID
    go_on(person)
    go_on(person)
    assert states(person) == [ProcessState.REFUSED]
    page._face(page.file)
    choose(person, table)
    assert {one.proposed_by for one in page.columns.columns()} == {ProposedBy.REMEMBERED}
    assert page.columns.notice.words().startswith("Come l’ultima volta.")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", ErrorCode.TABLE_EMPTY),
        (b"%PDF-1.7", ErrorCode.TABLE_NOT_ONE),
        (b"Nome;Tel.\r\n", ErrorCode.TABLE_ONLY_HEADINGS),
        (b"\x89PNG\r\n\x1a\n\x00\x00", ErrorCode.TABLE_PICTURE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 80, None),
    ],
)
def test_what_is_wrong_with_a_file_stands_in_the_page(
    person: Person, tmp_path: Path, content: bytes, code: ErrorCode | None
) -> None:
    file = tmp_path / "foglio.xlsx"
    file.write_bytes(content)
    choose(person, file)
    assert person.page.steps.current() == 0
    assert person.page.file.fault.isVisible()
    said = person.page.file.fault.words()
    assert "foglio.xlsx" in said
    if code is not None:
        assert said == words_for(UserError(code, path="foglio.xlsx"))
    choose(person, FIRST)
    assert not person.page.file.fault.isVisible()
    assert person.page.steps.current() == 1


def test_three_hundred_columns_are_refused_in_words(person: Person, tmp_path: Path) -> None:
    file = tmp_path / "largo.csv"
    line = ";".join(str(n) for n in range(300))
    file.write_text(f"{line}\n{line}\n", encoding="utf-8")
    choose(person, file)
    assert "300" in person.page.file.fault.words()


class StopsItself:
    """A job whose import is asked to stop by the person while it runs."""

    target = ImportTarget.REGISTER
    goes_to = "processes"

    def __init__(self, page: ImportingPage) -> None:
        self._page, self._real = page, jobs.RegisterJob()

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)

    def run(self, services: object, wish: jobs.Wish, step: object) -> object:
        def stopping(done: int, total: int) -> None:
            if done == 3:
                self._page._running.cancel()
            step(done, total)

        return self._real.run(services, wish, stopping)


def test_an_import_that_is_stopped_changes_nothing(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    page = person.page
    choose(person, FIRST)
    go_on(person)
    monkeypatch.setitem(jobs.JOBS, ImportTarget.REGISTER, StopsItself(page))
    go_on(person)
    assert page.steps.current() == 2
    assert page.rows.notice.words() == "Fermato: non è cambiato niente."
    assert states(person) == []
    assert page.next.isEnabled()


def test_a_fault_of_the_disk_leaves_the_trial_as_it_was(person: Person) -> None:
    page = person.page
    choose(person, FIRST)
    go_on(person)
    person.house.tap.fault = EnvironmentFault(ErrorCode.DISK_FULL)
    go_on(person)
    assert page.steps.current() == 2
    said = page.rows.notice.words()
    assert said == f"{words_for(person.house.tap.fault)} Non è cambiato niente."
    person.house.tap.fault = None
    go_on(person)
    assert page.steps.current() == 3


def test_back_and_forth_keeps_what_was_said(person: Person) -> None:
    page = person.page
    choose(person, FIRST)
    go_on(person)
    page.back.click()
    assert page.steps.current() == 1
    page.columns.day.line.setText("99.99.2026")
    go_on(person)
    assert page.steps.current() == 1
    page.back.click()
    assert page.steps.current() == 0


def test_twenty_thousand_rows_are_a_view_not_widgets(person: Person) -> None:
    cells = [TableRow(n, (str(n), f"Proposta {n}", "Respinta")) for n in range(2, 3002)]
    table = Table("registro.csv", "csv", "", "", (), 1, ("Id", "Titolo", "Stato"), tuple(cells))
    columns = jobs.JOBS[ImportTarget.REGISTER].columns(person.house.services, table)
    person.page._show_columns(table, columns)
    go_on(person)
    assert person.page.next.text() == "Importa 3.000 righe"
    assert person.page.rows.table.model.rowCount() <= 200


def test_the_step_stops_at_once() -> None:
    from cocity_desktop.ui.operation import Progress
    from cocity_desktop.ui.pages.importing.page import _stepping

    told: list[int] = []
    progress = Progress(lambda done, _total, _words: told.append(done))
    step = _stepping(progress)
    for done in range(1000):
        step(done, 1000)
    assert len(told) == 100
    progress.stop()
    with pytest.raises(Cancelled):
        step(1000, 1000)


def test_a_register_opened_as_something_else_is_recognised(person: Person) -> None:
    person.open(about=ImportTarget.PLACES.value)
    choose(person, FIRST)
    assert person.page.columns.notice.words() == "Sembra un registro di patti."
    person.click("Leggilo come registro")
    assert person.page.file.target.value() is ImportTarget.REGISTER
    go_on(person)
    assert person.page.next.text() == "Importa 5 righe"


GROUPS = """Nome;Tipo;Circ.
Scuola Esempio;Scuola;6
Orti di prova;Associazione;12bis
Genitori Flemming;Gruppo informale;3
;Comitato;1
"""


def test_groups_come_in_and_one_that_looks_like_another_is_matched(person: Person, tmp_path: Path) -> None:
    page, queries = person.page, person.house.services.queries
    table = tmp_path / "gruppi.csv"
    table.write_text(GROUPS, encoding="utf-8")
    person.open(about=ImportTarget.GROUPS.value)
    assert (page.home(), page.breadcrumb()[0]) == ("groups", "Gruppi")
    choose(person, table)
    go_on(person)
    plans = {one.title: one for one in page._plan.rows}
    assert plans["Scuola Esempio"].state is RowState.NEW
    assert plans["Genitori Flemming"].state is RowState.DOUBTFUL
    page.rows.table.select(str(plans["Genitori Flemming"].number))
    assert page.rows.pane.cards[0].text() == "È «Genitori Fleming»"
    person.qtbot.waitUntil(page.rows.pane.cards[0].isVisible)
    page.rows.table.setFocus()
    key(person, Qt.Key.Key_1, CTRL)
    assert page.next.text() == "Importa 2 righe"
    go_on(person)
    assert sorted(one.name for one in queries.groups()) == [
        "Genitori Flemming", "Orti di prova", "Scuola Esempio",
    ]  # fmt: skip
    person.page.done.undo.click()
    person.look()
    assert sorted(one.name for one in queries.groups()) == ["Genitori Fleming", "Orti di prova"]


def test_a_row_in_doubt_shows_what_stands_in_it(person: Person, tmp_path: Path) -> None:
    table = tmp_path / "gruppi.csv"
    table.write_text(GROUPS, encoding="utf-8")
    person.open(about=ImportTarget.GROUPS.value)
    choose(person, table)
    go_on(person)
    doubtful = next(one for one in person.page._plan.rows if one.title == "Orti di prova")
    person.page.rows.table.select(str(doubtful.number))
    said = [one.text() for one in person.page.rows.pane.findChildren(QLabel)]
    assert {"Circ.", "12bis", "Circ.: «12bis» non è una circoscrizione."} <= set(said)


ALIKE = """Nome;Telefono;Circ.
Orto del vicolo;011 1000001;1
Ass. Orto del vicolo;011 1000001;2
Coro Esempio;;3
Associazione Coro Esempio;;3
Teatro Prova;;4
Teatro Prova APS;;
"""


def alike_table(person: Person, tmp_path: Path) -> None:
    table = tmp_path / "gruppi.csv"
    table.write_text(ALIKE, encoding="utf-8")
    person.open(about=ImportTarget.GROUPS.value)
    choose(person, table)
    go_on(person)


def shown_in(pane: QWidget) -> list[str]:
    return [one.text() for one in pane.findChildren(QLabel)]


def test_rows_that_look_alike_are_made_one_and_the_choice_serves_the_others(
    person: Person, tmp_path: Path
) -> None:
    page = person.page
    alike_table(person, tmp_path)
    assert [one.number for one in page._plan.of(RowState.DOUBTFUL)] == [3, 5, 7]
    assert page.rows.pane.cards[0].text() == "È la stessa della riga 2"
    assert page.next.text() == "Importa 3 righe"
    page.rows.table.setFocus()
    key(person, Qt.Key.Key_1, CTRL)
    person.qtbot.waitUntil(page.rows.pane.same.isVisible)
    key(person, Qt.Key.Key_Return, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert page.next.text() == "Importa 6 righe"
    assert {page.rows._why(one) for one in page._plan.of(RowState.DOUBTFUL)} == {
        f"Deciso: la stessa della riga {number}" for number in (2, 4, 6)
    }
    go_on(person)
    names = {one.name for one in person.house.services.queries.groups()}
    assert {"Orto del vicolo", "Coro Esempio", "Teatro Prova"} <= names
    assert not names & {"Ass. Orto del vicolo", "Associazione Coro Esempio", "Teatro Prova APS"}


def test_a_row_in_doubt_is_laid_beside_what_it_may_be(person: Person, tmp_path: Path) -> None:
    page = person.page
    alike_table(person, tmp_path)
    said = shown_in(page.rows.pane)
    assert {"Riga 2", "Nella riga", "Se è la stessa", "Orto del vicolo", "Ass. Orto del vicolo"} <= set(said)
    sides = page.rows.table.selected().sides[0]
    assert [(one.meaning.value, one.here, one.said, one.taken) for one in sides.fields] == [
        ("name", "Orto del vicolo", "Ass. Orto del vicolo", "Orto del vicolo"),
        ("district", "1", "2", "1"),
    ]


@pytest.mark.parametrize(
    ("make", "about"),
    [(GroupsPage, "groups"), (PeoplePage, "people"), (PlacesPage, "places"), (ProcessesPage, "register")],
)
def test_every_registry_page_leads_to_the_import(
    house: House, qtbot: QtBot, make: type[Page], about: str
) -> None:
    asked: list[tuple[str, dict[str, str]]] = []
    house.navigator.open_page = lambda name, _id=None, **args: asked.append((name, args))
    page = make(house.context)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page, Qt.Key.Key_I, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert asked == [("importing", {"about": about})]


def test_the_list_stands_above_its_row_where_letters_are_large_and_keeps_four_rows(qtbot: QtBot) -> None:
    table, side = QWidget(), QWidget()
    halves = list_and_side(table, table, side, 320)
    qtbot.addWidget(halves)
    halves.resize(1158, 500)
    halves.show()
    qtbot.waitUntil(lambda: table.x() < side.x() and side.width() == 320)
    halves.resize(620, 330)  # as it is at 200 %
    qtbot.waitUntil(lambda: side.y() > table.geometry().bottom())
    assert table.height() >= 4 * 40
    assert side.width() == table.width()
    halves.resize(1158, 500)
    qtbot.waitUntil(lambda: table.height() == 500 and side.width() == 320)


@pytest.mark.parametrize(
    ("left", "end"),
    [(["Circ."], "legge: Circ."), (["Foto"], "legge: Foto."), ([f"C{n}" for n in range(7)], "C5…")],
)
def test_a_sentence_that_ends_in_a_heading_has_one_full_stop(left: list[str], end: str) -> None:
    with speaking("it"):
        columns = tuple(
            ColumnProposal(
                heading=one, meaning=ColumnMeaning.IGNORE, proposed_by=ProposedBy.NOTHING, samples=()
            )
            for one in left
        )
        assert words.ignored(columns).endswith(end)
