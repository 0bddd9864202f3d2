"""The list of what was said: a model that tells small changes, heights measured once, every kind painted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from cocity_desktop.application.views.work import CommitmentRow, DecisionRow, EntryRow, ReservationRow
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.lifecycle import CommitmentStatus
from cocity_desktop.domain.meetings import DecisionMethod, EntryKind, EntryOutcome
from cocity_desktop.ui.pages.meeting.entries_model import EntriesModel
from cocity_desktop.ui.pages.meeting.entries_view import EntriesView
from cocity_desktop.ui.pages.meeting.entry_layout import Plans
from cocity_desktop.ui.pages.meeting.lines import Line, Standing
from cocity_desktop.ui.theme import tokens

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

NOW = datetime(2027, 2, 11, 17, 42, tzinfo=UTC)
LONG = (
    "Il cancello su via Fleming resta chiuso: si entra da quello pedonale, dove c’è già il campanello. " * 3
)


def line(
    number: int, kind: EntryKind = EntryKind.NOTE, text: str = "Aprire il sabato.", **more: object
) -> Line:
    said_at = NOW + timedelta(minutes=number)
    row = EntryRow(f"e{number}", None, kind, text, said_at, "", (), EntryOutcome.OPEN, "", None, None)
    return Line(replace(row, **more))  # type: ignore[arg-type]


def a_decision(*words: str) -> DecisionRow:
    rows = tuple(ReservationRow(str(i), "Genitori Fleming", text) for i, text in enumerate(words))
    return DecisionRow("d", DecisionMethod.CONSENSUS, 12, 6, 1, 4, 0, 23, rows)


def a_commitment() -> CommitmentRow:
    return CommitmentRow(
        "c", "p", "Cortile", PartyKind.GROUP, "g", "Volontari Arcobaleno", "Apre il cortile", None, "ogni sabato",
        NOW.date(), 12_000, 4, "due mazzi di chiavi e un carrello per gli attrezzi", "", CommitmentStatus.OPEN, 0, 0, "",
    )  # fmt: skip


def every_kind() -> list[Line]:
    lines = [line(i, kind) for i, kind in enumerate(EntryKind)]
    lines.append(line(10, EntryKind.NOTE, LONG, who="Genitori Fleming"))
    lines.append(line(11, EntryKind.DECISION, decision=a_decision("Si sia sempre in due.", LONG)))
    lines.append(line(12, EntryKind.COMMITMENT, commitment=a_commitment()))
    lines.append(line(13, outcome=EntryOutcome.DECLINED, outcome_reason="non tocca a noi"))
    lines.append(replace(line(14), heading="Orto e acqua"))
    lines += [replace(line(15), standing=Standing.SAVING), replace(line(16), standing=Standing.FAILED)]
    return lines


def test_the_model_keeps_qt_s_rules_through_every_change(qtmodeltester: ModelTester) -> None:
    model = EntriesModel()
    qtmodeltester.check(model)
    for lines in (every_kind(), every_kind()[:3], every_kind(), [line(99)], []):
        model.set_lines(lines)
        qtmodeltester.check(model)
        assert list(model.lines()) == lines


def test_one_more_line_is_one_row_inserted_and_nothing_measured_again(
    themed_app: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: list[Line] = []
    plan = Plans.plan

    def counting(self: Plans, one: Line, width: int) -> object:
        measured.append(one)
        return plan(self, one, width)

    view = shown(qtbot)
    lines = [line(i) for i in range(5000)]
    view.set_lines(lines)
    monkeypatch.setattr(Plans, "plan", counting)
    with qtbot.waitSignal(view.entries.rowsInserted) as blocker:
        view.set_lines([*lines, line(5000, text=LONG)])
    assert blocker.args is not None
    assert blocker.args[1:] == [5000, 5000]
    assert len(measured) < 60, "only the new row and those on show"


def heights(view: EntriesView) -> list[int]:
    return [view.rowHeight(row) for row in range(view.entries.rowCount())]


def test_of_many_lines_those_in_sight_are_measured_first_and_the_list_stays_at_its_end(
    themed_app: QApplication, qtbot: QtBot
) -> None:
    view = shown(qtbot)
    lines = [line(i, text=LONG) for i in range(300)]
    view.set_lines(lines)
    high = view.rowHeight(299)
    assert high > 36
    assert [view.rowHeight(row) for row in range(250)] == [36] * 250, "not measured yet"
    assert view.at_end()
    view.set_lines([*lines, line(300)])
    qtbot.waitUntil(lambda: heights(view) == [high] * 300 + [36])
    assert view.at_end()
    assert view.verticalScrollBar().maximum() == high * 300 + 36 - view.viewport().height()


def test_what_is_being_read_stays_where_it_is_while_lines_above_it_are_measured(
    themed_app: QApplication, qtbot: QtBot
) -> None:
    view = shown(qtbot)
    view.set_lines([line(i, text=LONG) for i in range(300)])
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() - 300)
    first = view.rowAt(0)
    where = view.rowViewportPosition(first)
    qtbot.waitUntil(lambda: len(set(heights(view))) == 1)
    assert view.rowAt(0) == first
    assert view.rowViewportPosition(first) == where


def shown(qtbot: QtBot) -> EntriesView:
    view = EntriesView()
    qtbot.addWidget(view)
    view.resize(820, 480)
    view.show()
    return view


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_is_painted_and_the_list_stays_at_its_end(
    themed_app: QApplication, qtbot: QtBot, scheme: tokens.Scheme
) -> None:
    tokens.use(scheme)
    view = shown(qtbot)
    view.set_lines(every_kind())
    assert not view.grab().isNull()
    assert view.at_end()
    high = heights(view)
    assert high[0] == 36, "a line of notes"
    assert high[7] > high[6] > high[1], "a decision with two reservations, a long note, an idea"


def test_a_narrower_column_wraps_and_reading_further_up_is_not_disturbed(
    themed_app: QApplication, qtbot: QtBot
) -> None:
    view = shown(qtbot)
    view.set_lines([line(i, text=LONG) for i in range(40)])
    qtbot.waitUntil(lambda: len(set(heights(view))) == 1)
    before = view.rowHeight(0)
    view.resize(520, 480)
    qtbot.waitUntil(lambda: view.rowHeight(0) > before)
    view.verticalScrollBar().setValue(0)
    view.set_lines([line(i, text=LONG) for i in range(41)])
    assert view.verticalScrollBar().value() == 0


def test_the_keyboard_begins_at_the_newest_line_and_reaches_both_ends(
    themed_app: QApplication, qtbot: QtBot
) -> None:
    view = shown(qtbot)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.clearFocus()
    view.set_lines([line(i) for i in range(60)])
    removed: list[Line] = []
    view.remove_asked.connect(removed.append)
    view.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert view.selectedIndexes() == [view.entries.index(59, 0)], "it shows which one"
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Home, Qt.Key.Key_Delete, Qt.Key.Key_End, Qt.Key.Key_Delete):
        qtbot.keyClick(view, key)
    assert [one.row.id for one in removed] == ["e59", "e0", "e59"]
    view.choose("e3")
    view.set_lines([line(i) for i in range(60) if i != 3])
    assert view.selectedIndexes() == [view.entries.index(3, 0)], "its line has gone: it shows where it is now"
    view.set_lines([line(i) for i in range(60) if i not in (1, 3)])
    assert view.entries.line(view.currentIndex().row()).row.id == "e4", "the line is the same, a row higher"


def test_what_one_writes_comes_into_sight_while_reading_further_up(
    themed_app: QApplication, qtbot: QtBot
) -> None:
    view = shown(qtbot)
    view.set_lines([line(i) for i in range(60)])
    view.verticalScrollBar().setValue(0)
    view.set_lines([*(line(i) for i in range(60)), replace(line(60), standing=Standing.SAVING)])
    assert view.at_end()


def test_the_line_the_keyboard_is_on_is_in_sight_when_it_comes_back(
    themed_app: QApplication, qtbot: QtBot
) -> None:
    view = shown(qtbot)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.set_lines([line(i) for i in range(60)])
    view.choose("e3")
    view.clearFocus()
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    view.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))


def test_text_twice_as_large_takes_more_room(themed_app: QApplication) -> None:
    plans = Plans()
    once = plans.plan(line(1), 800).height
    tokens.set_text_scale(2.0)
    assert plans.plan(line(1), 800).height == 2 * once


def test_the_newest_saved_line_is_the_one_that_says_it_is_on_disk(
    themed_app: QApplication, make_model: Callable[[], EntriesModel]
) -> None:
    model = make_model()
    assert model.newest_saved() == -1
    model.set_lines([line(0), line(1), replace(line(2), standing=Standing.SAVING)])
    assert model.newest_saved() == 1
    assert model.row_of("e1") == 1
    assert model.row_of("e9") is None


@pytest.fixture
def make_model() -> Callable[[], EntriesModel]:
    return EntriesModel
