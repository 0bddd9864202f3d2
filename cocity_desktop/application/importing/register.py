"""Taking in a city's public register of pacts: one process for each of its files, its place, its proponent if named.

States come from outside here: they are written as the register told them, with the day of the edition, even where no hand
could take that step (`lifecycle.check_step` binds those who act, not those who are told). See docs/adr/0020.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from cocity_desktop.application.days import day_of
from cocity_desktop.application.importing.folding import folded
from cocity_desktop.application.importing.ports import Step, Table, no_step
from cocity_desktop.application.importing.register_columns import propose
from cocity_desktop.application.importing.register_judging import Judgement, judge
from cocity_desktop.application.importing.register_known import KnownRegister, known_register, source_of
from cocity_desktop.application.importing.register_rows import key_of, read_rows
from cocity_desktop.application.importing.register_words import day_in_name
from cocity_desktop.application.importing.register_writing import RegisterWriter
from cocity_desktop.application.views.importing import ColumnMeaning, ImportPlan, RowDecision
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.keeping import ImportMap, ImportTarget
from cocity_desktop.domain.processes import Process

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import EntityReader, UnitOfWork
    from cocity_desktop.application.regulation_ports import RegulationSource
    from cocity_desktop.application.views.importing import ColumnProposal


_SHARES: Final = 4
"""How many times the work of judging a row its whole import is, writing included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRegister:
    """A register as read, and the day of that edition (None: the day in the file's name, or today).

    `meanings` gives a column's meaning by its heading, over what is proposed; `decisions` are by row number.
    """

    table: Table
    told_on: date | None = None
    city: str = "Palermo"
    regulation_code: str = "palermo-2023"
    meanings: Mapping[str, str] = field(default_factory=dict)
    decisions: Mapping[int, RowDecision] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RegisterPlan(ImportPlan):
    """A dry run of a register: also of which day it is, and the titles that it does not list any more."""

    told_on: date = date.min
    gone: tuple[str, ...] = ()


def day_of_edition(file_name: str, today: date) -> date | None:
    """The day that a file's name holds, unless it is no day or has not come yet."""
    for year, month, number in day_in_name(file_name):
        try:
            found = date(year, month, number)
        except ValueError:
            continue
        if found <= today:
            return found
    return None


def plan_register(cmd: ImportRegister, uow: UnitOfWork, step: Step = no_step) -> RegisterPlan:
    """What the import would do, without doing it. Raises UserError as `import_register`."""
    with uow:
        reading = _Reading(cmd, uow)
        rows = tuple(one.plan() for one in reading.judged(step))
        return RegisterPlan(
            ImportTarget.REGISTER, reading.source, reading.columns, rows, reading.told_on, reading.gone()
        )


def import_register(
    cmd: ImportRegister, uow: UnitOfWork, regulations: RegulationSource, step: Step = no_step
) -> Changes:
    """Take it in, in one change. The same edition again changes nothing.

    Raises UserError: NOT_FOUND on "regulation_code"; DATE_IN_FUTURE on "told_on"; IMPORT_NO_REGISTER for a table without a
    column of numbers or one of titles.
    """
    if cmd.regulation_code not in regulations.codes():
        raise UserError(ErrorCode.NOT_FOUND, "regulation_code", value=cmd.regulation_code)
    with uow:
        reading = _Reading(cmd, uow)
        writer = RegisterWriter(
            uow, reading.known, reading.source, reading.told_on, cmd.city, cmd.regulation_code
        )
        rows = len(cmd.table.rows)
        total = rows * _SHARES
        for judgement in reading.judged(lambda done, _rows: step(done, total)):
            writer.write(judgement)
        if reading.dated:
            writer.note_the_edition()
        _remember(uow, cmd, reading.source)

        def written(done: int, of: int) -> None:
            step(rows + (total - rows) * done // max(of, 1), total)

        return uow.commit("import_register", subject=cmd.table.file_name, step=written)


class _Reading:
    """One register against one archive."""

    def __init__(self, cmd: ImportRegister, uow: UnitOfWork) -> None:
        today = day_of(uow.now())
        named = cmd.told_on or day_of_edition(cmd.table.file_name, today)
        self.dated = named is not None
        self.told_on = named or today
        if self.told_on > today:
            raise UserError(ErrorCode.DATE_IN_FUTURE, "told_on", date=self.told_on)
        self.source = source_of(cmd.city)
        self.columns = columns_of(cmd, uow)
        self.known: KnownRegister = known_register(uow, self.source)
        self._cmd = cmd
        self._own = _made_by_hand(uow, self.known)

    def judged(self, step: Step) -> Sequence[Judgement]:
        """Every row, in its order."""
        meanings = [column.meaning for column in self.columns]
        total, found = len(self._cmd.table.rows), []
        for done, row in enumerate(read_rows(self._cmd.table, meanings), start=1):
            decision = self._cmd.decisions.get(row.number)
            found.append(judge(row, self.known, self._own, self.told_on, decision))
            step(done, total)
        return found

    def gone(self) -> tuple[str, ...]:
        """Titles of the processes that a newer edition does not list any more; they stay as they are."""
        if self.known.newest and self.told_on < self.known.newest:
            return ()
        at = [column.meaning for column in self.columns].index(ColumnMeaning.RECORD_ID)
        listed = {key_of(str(row.cells[at] or "")) for row in self._cmd.table.rows}
        return tuple(
            row.process.title for key, row in self.known.rows.items() if row.process and key not in listed
        )


def propose_register(table: Table, uow: UnitOfWork) -> tuple[ColumnProposal, ...]:
    """What the columns seem to mean, to be looked at before anything is planned: as last time, or by their headings."""
    with uow:
        return propose(table, _remembered(uow, table))


def columns_of(cmd: ImportRegister, reader: EntityReader | UnitOfWork) -> tuple[ColumnProposal, ...]:
    """What the columns mean. Raises UserError(IMPORT_NO_REGISTER) without numbers or titles."""
    told = {folded(heading): meaning for heading, meaning in cmd.meanings.items()}
    columns = propose(cmd.table, {**_remembered(reader, cmd.table), **told})
    found = {column.meaning for column in columns}
    if not {ColumnMeaning.RECORD_ID, ColumnMeaning.TITLE} <= found:
        raise UserError(ErrorCode.IMPORT_NO_REGISTER)
    return columns


def _remembered(reader: EntityReader | UnitOfWork, table: Table) -> Mapping[str, str]:
    kept = reader.find(ImportMap, target=ImportTarget.REGISTER, signature=_signature(table))
    return kept[-1].meaning if kept else {}


def _remember(uow: UnitOfWork, cmd: ImportRegister, source: str) -> None:
    """What people said the columns mean; what is told by the headings needs no remembering."""
    if not cmd.meanings:
        return
    signature = _signature(cmd.table)
    meaning = {folded(heading): said for heading, said in cmd.meanings.items()}
    kept = uow.find(ImportMap, target=ImportTarget.REGISTER, signature=signature)
    if kept:
        kept[-1].meaning = {**kept[-1].meaning, **meaning}
    else:
        uow.add(
            ImportMap(
                id=uow.new_id(),
                target=ImportTarget.REGISTER,
                signature=signature,
                source=source,
                meaning=meaning,
            )
        )


def _signature(table: Table) -> str:
    return "|".join(sorted(folded(heading) for heading in table.headings))


def _made_by_hand(uow: UnitOfWork, known: KnownRegister) -> dict[str, Process]:
    """The processes that no row of the register gave, by folded title."""
    given = {row.origin.record_id for row in known.rows.values()}
    return {folded(one.title): one for one in uow.find(Process) if one.id not in given}
