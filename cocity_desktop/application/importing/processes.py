"""Taking in a table of processes as this app writes it: the processes come back with their state and their history.

States come from outside here, as from a register (docs/adr/0020): they are written as they were told. Places, groups and
regulations must be here already; what is not is told row by row. A history only grows: a table never takes a step away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.application.days import day_of
from cocity_desktop.application.importing.folding import folded
from cocity_desktop.application.importing.ports import Table
from cocity_desktop.application.importing.process_judging import Judgement, Known, judge, known_of
from cocity_desktop.application.importing.process_rows import MEANINGS, propose_columns, read_rows
from cocity_desktop.application.importing.process_writing import ProcessWriter
from cocity_desktop.application.steps import followed, no_step, part
from cocity_desktop.application.views.importing import ColumnMeaning, ImportPlan, RowDecision
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.keeping import ImportMap, ImportTarget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import UnitOfWork
    from cocity_desktop.application.regulation_ports import RegulationSource
    from cocity_desktop.application.steps import Step
    from cocity_desktop.application.views.importing import ColumnProposal

MAY_REPEAT: Final = frozenset({ColumnMeaning.IGNORE})
_JUDGED: Final = 0.25
"""The share of reading and judging in the whole work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportProcesses:
    """A table of processes. `meanings` go with its headings; `decisions` are about doubtful rows, by row number."""

    table: Table
    meanings: tuple[ColumnMeaning, ...]
    decisions: Mapping[int, RowDecision] = field(default_factory=dict)


def propose_processes(table: Table, uow: UnitOfWork) -> tuple[ColumnProposal, ...]:
    """What the columns mean: as it was agreed for such a table, else by the headings that the app writes."""
    with uow:
        return propose_columns(table, _remembered(uow, table))


def plan_processes(
    cmd: ImportProcesses, uow: UnitOfWork, regulations: RegulationSource, step: Step = no_step
) -> ImportPlan:
    """What the import would do, without doing it. Raises UserError as `import_processes`."""
    _check(cmd.meanings)
    with uow:
        known = known_of(uow)
        rows = tuple(one.plan(known) for one in _judged(cmd, known, regulations, step))
        return ImportPlan(ImportTarget.PROCESSES, _SOURCE, propose_columns(cmd.table, _meanings(cmd)), rows)


def import_processes(
    cmd: ImportProcesses, uow: UnitOfWork, regulations: RegulationSource, step: Step = no_step
) -> Changes:
    """Take the rows in: one change, one step of undo. Doubtful rows without a decision change nothing.

    `step` may raise to stop: then nothing was changed. Raises UserError: IMPORT_NO_NAME, IMPORT_MEANING_TWICE, INVALID_VALUE.
    """
    _check(cmd.meanings)
    with uow:
        known = known_of(uow)
        writer = ProcessWriter(uow, known, _SOURCE, day_of(uow.now()), cmd.table.file_name)
        for judgement in _judged(cmd, known, regulations, part(step, 0, _JUDGED)):
            writer.write(judgement)
        _remember(uow, cmd)
        return uow.commit("import_processes", subject=cmd.table.file_name, step=part(step, _JUDGED, 1))


_SOURCE: Final = "processes"
"""Under which name the archive knows these tables: their rows carry codes that no two houses share."""


def _judged(cmd: ImportProcesses, known: Known, regulations: RegulationSource, step: Step) -> list[Judgement]:
    rows = tuple(read_rows(cmd.table, cmd.meanings, regulations.codes()))
    headings = {
        meaning.value: heading for meaning, heading in zip(cmd.meanings, cmd.table.headings, strict=True)
    }
    return [judge(row, known, headings, cmd.decisions.get(row.number)) for row in followed(rows, step)]


def _check(meanings: Sequence[ColumnMeaning]) -> None:
    for meaning in meanings:
        if meaning not in MEANINGS:
            raise UserError(ErrorCode.INVALID_VALUE, "columns", value=meaning.value)
        if meanings.count(meaning) > 1 and meaning not in MAY_REPEAT:
            raise UserError(ErrorCode.IMPORT_MEANING_TWICE, "columns", value=meaning)
    if ColumnMeaning.TITLE not in meanings:
        raise UserError(ErrorCode.IMPORT_NO_NAME, "columns")


def _signature(table: Table) -> str:
    return "|".join(sorted(folded(heading) for heading in table.headings))


def _kept(uow: UnitOfWork, table: Table) -> ImportMap | None:
    found = uow.find(ImportMap, target=ImportTarget.PROCESSES, signature=_signature(table))
    return found[-1] if found else None


def _remembered(uow: UnitOfWork, table: Table) -> Mapping[str, str]:
    kept = _kept(uow, table)
    return kept.meaning if kept else {}


def _meanings(cmd: ImportProcesses) -> dict[str, Any]:
    return {
        folded(heading): meaning.value
        for heading, meaning in zip(cmd.table.headings, cmd.meanings, strict=True)
    }


def _remember(uow: UnitOfWork, cmd: ImportProcesses) -> None:
    """Only what people said otherwise than the headings do."""
    meaning = _meanings(cmd)
    told = tuple(one.meaning for one in propose_columns(cmd.table, {}))
    kept = _kept(uow, cmd.table)
    if kept is not None:
        if kept.meaning != meaning:
            kept.meaning = meaning
    elif told != cmd.meanings:
        uow.add(
            ImportMap(
                id=uow.new_id(), target=ImportTarget.PROCESSES, signature=_signature(cmd.table), source=_SOURCE,
                meaning=meaning,
            )
        )  # fmt: skip
