"""What the four steps ask of the application, the same for every kind of table. All of it runs on the database lane."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Protocol

from cocity_desktop.application.importing import process_rows
from cocity_desktop.application.importing import processes as exported
from cocity_desktop.application.importing.catalogue import MEANINGS as TABLE_MEANINGS
from cocity_desktop.application.importing.catalogue import REPEATABLE
from cocity_desktop.application.importing.ports import Table
from cocity_desktop.application.importing.register import (
    ImportRegister,
    day_of_edition,
    import_register,
    plan_register,
    propose_register,
)
from cocity_desktop.application.importing.register_columns import MAY_REPEAT, MEANINGS
from cocity_desktop.application.importing.register_columns import propose as propose_by_headings
from cocity_desktop.application.importing.tables import (
    ImportTable,
    ProposeColumns,
    import_table,
    plan_import,
    proposed_columns,
)
from cocity_desktop.application.views.importing import (
    ColumnMeaning,
    ColumnProposal,
    RowChoice,
    RowDecision,
    RowReason,
    RowState,
)
from cocity_desktop.domain.keeping import ImportTarget

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.importing.ports import Step
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.importing import (
        ImportPlan,
        RowPlan,
    )


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be imported: the table, what its columns mean, what was decided about rows, the day of a register."""

    table: Table
    columns: tuple[ColumnProposal, ...]
    told_on: date | None = None
    decisions: Mapping[int, RowDecision] = field(default_factory=dict)


class Job(Protocol):
    """One kind of table."""

    target: ImportTarget
    goes_to: str
    """The page that shows what came in."""
    acts: tuple[str, ...]
    """The label of the change that it makes (`ui.permitted`)."""

    def offered(self) -> tuple[ColumnMeaning, ...]:
        """What a column may mean, in the order in which it is offered."""
        ...

    def may_repeat(self) -> frozenset[ColumnMeaning]:
        """What several columns may mean together."""
        ...

    def columns(self, services: Services, table: Table) -> tuple[ColumnProposal, ...]:
        """What they seem to mean."""
        ...

    def plan(self, services: Services, wish: Wish, step: Step) -> ImportPlan:
        """The dry run."""
        ...

    def run(self, services: Services, wish: Wish, step: Step) -> Changes:
        """The import."""
        ...


class RegisterJob:
    """A city's register of pacts."""

    target = ImportTarget.REGISTER
    goes_to = "processes"
    acts: tuple[str, ...] = ("import_register",)

    def offered(self) -> tuple[ColumnMeaning, ...]:
        return MEANINGS

    def may_repeat(self) -> frozenset[ColumnMeaning]:
        return MAY_REPEAT

    def columns(self, services: Services, table: Table) -> tuple[ColumnProposal, ...]:
        return services.run(propose_register, table)

    def plan(self, services: Services, wish: Wish, step: Step) -> ImportPlan:
        return services.run(plan_register, _register(wish), step)

    def run(self, services: Services, wish: Wish, step: Step) -> Changes:
        return services.run(import_register, _register(wish), services.regulations, step)


def _register(wish: Wish) -> ImportRegister:
    meanings = {one.heading: one.meaning.value for one in wish.columns}
    return ImportRegister(table=wish.table, told_on=wish.told_on, meanings=meanings, decisions=wish.decisions)


class ProcessesJob:
    """Processes that this app exported."""

    target = ImportTarget.PROCESSES
    goes_to = "processes"
    acts: tuple[str, ...] = ("import_processes",)

    def offered(self) -> tuple[ColumnMeaning, ...]:
        return process_rows.MEANINGS

    def may_repeat(self) -> frozenset[ColumnMeaning]:
        return exported.MAY_REPEAT

    def columns(self, services: Services, table: Table) -> tuple[ColumnProposal, ...]:
        return services.run(exported.propose_processes, table)

    def plan(self, services: Services, wish: Wish, step: Step) -> ImportPlan:
        return services.run(exported.plan_processes, _processes(wish), services.regulations, step)

    def run(self, services: Services, wish: Wish, step: Step) -> Changes:
        return services.run(exported.import_processes, _processes(wish), services.regulations, step)


def _processes(wish: Wish) -> exported.ImportProcesses:
    meanings = tuple(one.meaning for one in wish.columns)
    return exported.ImportProcesses(table=wish.table, meanings=meanings, decisions=wish.decisions)


class TableJob:
    """Groups, people or places, as people keep them in spreadsheets."""

    acts: tuple[str, ...] = ("import_table",)

    def __init__(self, target: ImportTarget) -> None:
        self.target = target
        self.goes_to = target.value

    def offered(self) -> tuple[ColumnMeaning, ...]:
        return TABLE_MEANINGS[self.target]

    def may_repeat(self) -> frozenset[ColumnMeaning]:
        return REPEATABLE

    def columns(self, services: Services, table: Table) -> tuple[ColumnProposal, ...]:
        return services.run(proposed_columns, ProposeColumns(target=self.target, table=table))

    def plan(self, services: Services, wish: Wish, step: Step) -> ImportPlan:
        return services.run(plan_import, self._table(wish), services.codes, services.matcher, step)

    def run(self, services: Services, wish: Wish, step: Step) -> Changes:
        return services.run(import_table, self._table(wish), services.codes, services.matcher, step)

    def _table(self, wish: Wish) -> ImportTable:
        meanings = tuple(one.meaning for one in wish.columns)
        return ImportTable(target=self.target, table=wish.table, meanings=meanings, decisions=wish.decisions)


JOBS: dict[ImportTarget, Job] = {
    **{one: TableJob(one) for one in (ImportTarget.GROUPS, ImportTarget.PEOPLE, ImportTarget.PLACES)},
    ImportTarget.PROCESSES: ProcessesJob(),
    ImportTarget.REGISTER: RegisterJob(),
}

_KNOWS_A_REGISTER = frozenset(
    {ColumnMeaning.RECORD_ID, ColumnMeaning.TITLE, ColumnMeaning.PROCESS_STATE, ColumnMeaning.GROUP_KIND}
)


def looks_like_a_register(table: Table) -> bool:
    """Whether a table has what registers of pacts have: numbers, titles, states, proponents."""
    return {one.meaning for one in propose_by_headings(table)} >= _KNOWS_A_REGISTER


def day_told(table: Table, today: date) -> date:
    """The day of an edition as its file's name says it, else today."""
    return day_of_edition(table.file_name, today) or today


_EITHER = frozenset(
    {
        RowReason.CHANGED_ON_BOTH_SIDES, RowReason.MOVED_HERE, RowReason.LATER_HERE, RowReason.STEPS_ON_BOTH_SIDES,
    }
)  # fmt: skip
_ANEW = frozenset({RowReason.REMOVED_HERE, RowReason.OLDER_EDITION})


def choices_of(row: RowPlan) -> tuple[RowChoice, ...]:
    """What may be decided about a doubtful row, beside leaving it out; nothing about others."""
    if row.state is not RowState.DOUBTFUL:
        return ()
    codes = {reason.code for reason in row.reasons}
    if row.candidates or row.rows:
        return (RowChoice.MATCH, RowChoice.CREATE, RowChoice.SKIP)
    if RowReason.REPEATED_ROW in codes:
        return (RowChoice.CREATE, RowChoice.SKIP)
    if codes & _EITHER:
        return (RowChoice.TAKE, RowChoice.KEEP, RowChoice.SKIP)
    if codes & _ANEW:
        return (RowChoice.CREATE, RowChoice.SKIP)
    return (RowChoice.TAKE, RowChoice.SKIP)


def spreading(row: RowPlan, decision: RowDecision, other: RowPlan) -> RowDecision | None:
    """The same choice for another row in doubt for the same reason: «it is that one» means what each looks like most."""
    if decision.choice is not RowChoice.MATCH:
        return decision if decision.choice in choices_of(other) else None
    if decision.record_id:
        first = row.candidates and row.candidates[0][0] == decision.record_id
        return RowDecision(RowChoice.MATCH, other.candidates[0][0]) if first and other.candidates else None
    first = bool(row.rows) and row.rows[0][0] == decision.row
    return RowDecision(RowChoice.MATCH, row=other.rows[0][0]) if first and other.rows else None


def comes_in(row: RowPlan, decision: RowDecision | None) -> bool:
    """Whether an import would write anything of a row, as it is decided now."""
    if row.state in (RowState.NEW, RowState.CHANGED):
        return True
    if row.state is not RowState.DOUBTFUL:
        return False
    return decision.choice is not RowChoice.SKIP if decision is not None else row.comes_in
