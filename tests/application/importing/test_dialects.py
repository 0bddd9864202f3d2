"""The same list in twelve dialects, three times each, gives one state; damaged rows give a reason each and no crash."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from cocity_desktop.application.history import undo_last
from cocity_desktop.application.importing.ports import TableRow
from cocity_desktop.application.views.importing import RowChoice, RowDecision, RowState
from cocity_desktop.domain.registry import Group
from cocity_desktop.import_words import words_for_reason
from tests.application.importing.dialects import DIALECTS, HEADINGS, groups
from tests.application.importing.support import Importing, state_of, table_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.application.importing.dialects import Dialect

SMALL, WHOLE = 60, 2_000
DAMAGED_SMALL, DAMAGED = 1_500, 10_000


def in_every_dialect(rows: list[list[Any]], new_house: Callable[[], Importing], folder: Path) -> None:
    states = {}
    for dialect in DIALECTS:
        states[dialect.name] = three_times(dialect, rows, new_house(), folder)
    first = states[DIALECTS[0].name]
    assert len(first) > 4 * len(rows)
    assert [name for name, state in states.items() if state != first] == []


def three_times(dialect: Dialect, rows: list[list[Any]], house: Importing, folder: Path) -> list[Any]:
    table = house.services.tables.read(dialect.write(folder, rows))
    assert len(table.rows) == len(rows), dialect.name
    house.take(table)
    assert len(house.records(Group)) == len(rows), dialect.name
    changes = house.changes()
    for _ in range(2):
        assert house.take(house.services.tables.read(dialect.write(folder, rows))).change_id is None
    assert house.changes() == changes
    return [line for line in state_of(house.services) if "registered_on" not in line or "group" in line]


def test_twelve_dialects_give_one_state(new_house: Callable[[], Importing], tmp_path: Path) -> None:
    assert len(DIALECTS) == 12
    in_every_dialect(groups(SMALL), new_house, tmp_path)


@pytest.mark.soak
def test_the_whole_list_in_twelve_dialects(new_house: Callable[[], Importing], tmp_path: Path) -> None:
    in_every_dialect(groups(WHOLE), new_house, tmp_path)


def test_one_dialect_after_the_other_into_one_archive(groups_house: Importing, tmp_path: Path) -> None:
    rows = groups(SMALL)
    before: list[Any] = []
    for dialect in DIALECTS:
        groups_house.take(groups_house.services.tables.read(dialect.write(tmp_path, rows)))
        state = state_of(groups_house.services)
        assert not before or state == before, dialect.name
        before = state


@pytest.fixture
def groups_house(new_house: Callable[[], Importing]) -> Importing:
    return new_house()


def damage(draw: random.Random, cells: list[Any]) -> list[Any]:
    """What happens to rows: cells swapped, cut, emptied, garbled, filled with other things."""
    cells = list(cells)
    for _ in range(draw.randint(1, 4)):
        position = draw.randrange(len(cells))
        cells[position] = draw.choice(
            (
                None, "", "–", "\x00", "\ufffd\ufffd", "Ã¨ Ã ", "=cmd|'/C calc'!A0", "@SUM(1)", "-1", 10**40, -1.5, float("inf"),
                True, "x" * 400, "y" * 25_000, "\ud800", "a" * 3, "31/02/2025", "0", "(((", "))", ";;;", "\\", "1" * 30, "\n\n",
                "Ada (", ", , ,", " e e e ", "@@@", "a@b", "☎ 011", "٣٣٣", "\u202eabc", cells[position - 1], str(cells[position])[:3],
            )
        )  # fmt: skip
    return cells


def damaged(count: int) -> Any:
    draw = random.Random(391)
    rows = [[", ".join(cell) if isinstance(cell, list) else cell for cell in row] for row in groups(count)]
    table = table_of([HEADINGS], "guasti.csv")
    lines = tuple(TableRow(number, tuple(damage(draw, row))) for number, row in enumerate(rows, start=2))
    return replace(table, rows=lines)


def each_row_has_its_reason(house: Importing, count: int) -> None:
    table = damaged(count)
    plan = house.plan(table)
    assert len(plan.rows) == count
    assert [row.number for row in plan.rows if not row.reasons] == []
    assert all(words_for_reason(reason).strip() for row in plan.rows for reason in row.reasons)
    assert (
        min(plan.count(state) for state in (RowState.NEW, RowState.DOUBTFUL, RowState.REFUSED)) > count // 100
    )
    house.take(table, {row.number: RowDecision(RowChoice.TAKE) for row in plan.of(RowState.DOUBTFUL)})
    assert {row.state for row in house.plan(table).rows} <= {
        RowState.UNCHANGED,
        RowState.DOUBTFUL,
        RowState.REFUSED,
    }


def test_damaged_rows_give_a_reason_each(groups_house: Importing) -> None:
    each_row_has_its_reason(groups_house, DAMAGED_SMALL)


@pytest.mark.soak
def test_ten_thousand_damaged_rows(groups_house: Importing) -> None:
    each_row_has_its_reason(groups_house, DAMAGED)


class Enough(Exception):
    """Somebody pressed «Annulla»."""


@pytest.mark.parametrize("share", [0.05, 0.3, 0.5, 0.75, 0.95])
def test_stopped_anywhere_it_leaves_nothing(groups_house: Importing, share: float) -> None:
    table = table_of(
        [HEADINGS, *[[", ".join(c) if isinstance(c, list) else c for c in row] for row in groups(600)]]
    )
    house, seen = groups_house, []

    def stop(done: int, total: int) -> None:
        seen.append(done / total)
        if done >= share * total:
            raise Enough

    from cocity_desktop.application.importing.tables import import_table

    before, changes = state_of(house.services), house.changes()
    with pytest.raises(Enough):
        house.services.run(
            import_table, house.command(table), house.services.codes, house.services.matcher, stop
        )
    assert seen == sorted(seen)
    assert (state_of(house.services), house.changes()) == (before, changes)


def test_a_large_table_is_taken_back_whole(groups_house: Importing) -> None:
    rows = [[", ".join(c) if isinstance(c, list) else c for c in row] for row in groups(1_200)]
    groups_house.take(table_of([HEADINGS, *rows[:100]]))
    before = state_of(groups_house.services)
    groups_house.take(table_of([HEADINGS, *rows]))
    assert len(groups_house.records(Group)) > 1_190  # some names look like others
    undo_last(groups_house.services.new_unit_of_work())
    assert state_of(groups_house.services) == before
