"""The table over windows: every row has its place, what is scrolled past is not read, the selection is by record."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cocity_desktop.application.views.lists import ListQuestion, Span, Window
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.ui.models.columns import Column
from cocity_desktop.ui.models.window_model import PAGE, WindowModel
from cocity_desktop.ui.models.window_table import WindowTable

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes


@dataclass(frozen=True, slots=True)
class Group:
    id: str
    name: str


COLUMNS: list[Column[Group]] = [
    Column("name", "Gruppo", lambda g: g.name, sort=lambda g: g.name),
    Column("code", "Codice", lambda g: g.id, 90, "right"),
]


@dataclass
class Shelf:
    """An archive of groups that answers like the real one, and keeps what it was asked."""

    rows: list[Group]
    counted: int = 1_000
    asked: list[tuple[str, int]] = field(default_factory=list)
    gate: Event = field(default_factory=Event)
    fault: EnvironmentFault | None = None

    def __post_init__(self) -> None:
        self.gate.set()

    def read(self, question: ListQuestion, span: Span) -> Window[Group]:
        if not self.gate.wait(10):
            raise TimeoutError
        if self.fault is not None:
            raise self.fault
        found = [row for row in self.rows if question.words in row.name]
        if question.descending:
            found.reverse()
        position = next((i for i, row in enumerate(found) if row.id == span.around), None)
        offset, limit = span.offset, span.limit
        if position is not None:
            offset, limit = max(0, position - limit // 4) // limit * limit, 2 * limit
        self.asked.append((question.words, offset))
        known = min(len(found), offset + limit + self.counted)
        part = tuple(found[offset : offset + limit])
        return Window(part, offset, known, known < len(found), len(self.rows), position)


def many(count: int) -> list[Group]:
    return [Group(f"g{n}", f"Gruppo {n:05}") for n in range(count)]


class Case:
    """A table over a shelf, and how to wait for it."""

    def __init__(self, qtbot: QtBot, lanes: Lanes, shelf: Shelf) -> None:
        self.qtbot, self.lanes, self.shelf = qtbot, lanes, shelf
        self.table: WindowTable[Group] = WindowTable(
            COLUMNS, lambda g: g.id, shelf.read, sentence=lambda g: g.name, sorts={"name": "name"}, name="Gruppi"
        )  # fmt: skip
        qtbot.addWidget(self.table)
        self.table.resize(600, 400)
        self.table.show()

    def look(self) -> None:
        self.qtbot.waitUntil(self.lanes.idle)

    def ask(self, words: str = "", record_id: str | None = None) -> None:
        self.table.ask(ListQuestion(words=words), record_id)
        self.look()

    def names(self) -> list[str | None]:
        rows = (self.table.model.row(i) for i in range(self.table.model.shown()))
        return [row.name if row is not None else None for row in rows]


@pytest.fixture
def case(qtbot: QtBot, lanes: Lanes) -> Case:
    return Case(qtbot, lanes, Shelf(many(5_000)))


def test_qts_own_tester_accepts_it(qtbot: QtBot, lanes: Lanes, qtmodeltester) -> None:
    shelf = Shelf(many(350), counted=20)
    model: WindowModel[Group] = WindowModel(COLUMNS, lambda g: g.id, shelf.read, lambda g: g.name)
    qtmodeltester.check(model, force_py=True)
    for words in ("", "0001", "nothing", ""):
        model.ask(ListQuestion(words=words))
        qtbot.waitUntil(lanes.idle)
    for position in range(0, model.shown(), 50):
        model.row(position)
        qtbot.waitUntil(lanes.idle)
    assert model.shown() == 350


def test_it_opens_with_its_first_row_selected_and_all_places_there(case: Case) -> None:
    told: list[Group | None] = []
    case.table.row_selected.connect(told.append)
    counts: list[tuple[int, int, bool]] = []
    case.table.counted.connect(lambda *count: counts.append(count))
    case.shelf.counted = 10_000
    case.ask()
    assert case.table.model.rowCount() == 5_000
    assert told[-1] == Group("g0", "Gruppo 00000")
    assert counts[-1] == (5_000, 5_000, False)
    assert case.shelf.asked == [("", 0)]


def test_a_row_that_was_not_read_is_a_bar_until_it_comes(case: Case) -> None:
    case.shelf.counted = 10_000
    case.ask()
    model = case.table.model
    case.shelf.gate.clear()
    far = model.index(4_321, 0)
    case.table.grid.scrollTo(far)
    assert model.row(4_321) is None
    assert (model.data(far), bool(model.data(far, Qt.ItemDataRole.AccessibleTextRole))) == ("", True)
    assert not case.table.grid.grab().isNull()
    case.shelf.gate.set()
    case.look()
    assert model.data(far) == "Gruppo 04321"


def test_what_is_scrolled_past_is_not_read(case: Case) -> None:
    case.shelf.counted = 10_000
    case.ask()
    case.shelf.gate.clear()
    for position in range(0, 5_000, PAGE):
        case.table.model.row(position)
    case.shelf.gate.set()
    case.look()
    assert len(case.shelf.asked) <= 6
    assert case.table.model.row(4_999) is not None


def test_letters_typed_over_are_not_asked_for(case: Case) -> None:
    case.ask()
    case.shelf.gate.clear()
    for words in ("0", "00", "000", "0004", "00042"):
        case.table.ask(ListQuestion(words=words))
    case.shelf.gate.set()
    case.look()
    assert [words for words, _offset in case.shelf.asked[1:]] == ["0", "00042"]
    assert case.names() == ["Gruppo 00042"]


def test_a_record_stays_selected_by_its_id_wherever_it_goes(case: Case) -> None:
    case.ask(record_id="g2500")
    assert case.table.selected() == Group("g2500", "Gruppo 02500")
    case.shelf.rows = [replace(row, name=row.name.replace("Gruppo", "Orto")) for row in case.shelf.rows[::-1]]
    case.ask()
    assert case.table.selected() == Group("g2500", "Orto 02500")
    case.ask("0250")
    assert case.table.selected() == Group("g2500", "Orto 02500")
    case.table.sort_by("name", descending=True)
    case.look()
    assert case.table.selected() == Group("g2500", "Orto 02500")


def test_one_that_does_not_pass_any_more_gives_way_to_the_first(case: Case) -> None:
    case.ask(record_id="g2500")
    case.ask("00007")
    assert case.table.selected() == Group("g7", "Gruppo 00007")
    told: list[Group | None] = []
    case.table.row_selected.connect(told.append)
    case.ask("nothing")
    assert (case.table.selected(), told[-1]) == (None, None)


def test_the_end_key_goes_to_the_last_row_and_tells_it_when_it_has_come(case: Case) -> None:
    case.shelf.counted = 10_000
    case.ask()
    told: list[Group | None] = []
    case.table.row_selected.connect(told.append)
    case.table.setFocus()
    QTest.keyClick(case.table.grid, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    case.look()
    assert told == [Group("g4999", "Gruppo 04999")]


def test_more_rows_are_known_of_as_one_scrolls(case: Case) -> None:
    case.shelf.counted = 300
    case.ask()
    model = case.table.model
    assert (model.shown(), model.more()) == (300 + PAGE, True)
    while model.more():
        model.row(model.shown() - 1)
        case.look()
    assert model.shown() == 5_000
    model.row(4_999)
    case.look()
    assert model.row(4_999) == Group("g4999", "Gruppo 04999")


def test_rows_written_away_meanwhile_are_asked_for_again(case: Case) -> None:
    case.shelf.counted = 10_000
    case.ask()
    case.shelf.rows = case.shelf.rows[:1_200]
    case.table.model.row(1_150)
    case.look()
    assert case.table.model.shown() == 1_200


def test_a_fault_leaves_what_was_shown(case: Case) -> None:
    case.ask("0001")
    told: list[object] = []
    case.table.failed.connect(told.append)
    case.shelf.fault = EnvironmentFault(ErrorCode.DISK_FULL)
    case.ask("0002")
    assert told == [case.shelf.fault]
    assert "Gruppo 00010" in case.names()


def test_memory_does_not_grow_with_what_was_scrolled(case: Case) -> None:
    case.shelf.counted = 10_000
    case.ask()
    for position in range(0, 5_000, PAGE):
        case.table.model.row(position)
        case.look()
    kept = [
        position
        for position in range(0, 5_000, PAGE)
        if case.table.model.position(f"g{position}") is not None
    ]
    assert len(kept) <= 48


def test_the_selected_row_stays_in_sight_when_a_bar_takes_room(case: Case) -> None:
    case.ask()
    grid = case.table.grid
    last = grid.rowAt(grid.viewport().height() - 8)
    grid.selectRow(last)
    case.table.resize(600, 250)
    case.qtbot.waitUntil(lambda: grid.viewport().height() < 250)
    assert grid.viewport().rect().contains(grid.visualRect(grid.currentIndex()).center())
