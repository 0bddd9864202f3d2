"""Use cases of importing: what a table would change (`plan_import`), and the one change that does it (`import_table`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cocity_desktop.application.columns import OUR_MARK
from cocity_desktop.application.importing import judging, planning
from cocity_desktop.application.importing.belongings import write_belongings
from cocity_desktop.application.importing.columns import check_columns, propose_columns, signature_of
from cocity_desktop.application.importing.folding import folded
from cocity_desktop.application.importing.habits import without_dittos
from cocity_desktop.application.importing.inside import join_rows, write_inside
from cocity_desktop.application.importing.known import KINDS, load
from cocity_desktop.application.importing.ports import Table, no_step
from cocity_desktop.application.importing.row_reader import RowReader
from cocity_desktop.application.importing.writing import TableWriter
from cocity_desktop.application.views.importing import ColumnMeaning, ImportPlan, RowDecision
from cocity_desktop.domain.keeping import ImportMap, ImportTarget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.importing.known import Known
    from cocity_desktop.application.importing.ports import Step
    from cocity_desktop.application.likeness import Matcher
    from cocity_desktop.application.ports import ItalianCodes, UnitOfWork
    from cocity_desktop.application.views.importing import ColumnProposal

_EVERY: Final = 500
_SHARES: Final = (1, 1, 1, 3)
"""How the work of a table is shared out: reading its cells, judging, changing records, writing them down."""
_OF_AN_EDITION: Final = re.compile(
    r"\b(\d+|copia|copy|def|definitivo|final|nuovo|new|rev|ver|v|agg|aggiornato)\b"
)
_MONTHS: Final = re.compile(
    r"\b(gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeColumns:
    """What the columns of a table seem to mean."""

    target: ImportTarget
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportTable:
    """A table to take in. `meanings` go with its headings; `decisions` are about doubtful rows, by row number."""

    target: ImportTarget
    table: Table
    meanings: tuple[ColumnMeaning, ...]
    decisions: Mapping[int, RowDecision] = field(default_factory=dict)


def proposed_columns(cmd: ProposeColumns, uow: UnitOfWork) -> tuple[ColumnProposal, ...]:
    """A meaning for each column: as it was agreed for such a table last time, else by heading and content."""
    with uow:
        known = _map_of(uow, cmd.target, cmd.table)
    return propose_columns(cmd.target, cmd.table, known.meaning if known else None)


def plan_import(
    cmd: ImportTable, uow: UnitOfWork, codes: ItalianCodes, matcher: Matcher, step: Step = no_step
) -> ImportPlan:
    """What `import_table` would do with every row, and why. Writes nothing.

    Raises UserError: IMPORT_NO_NAME, IMPORT_MEANING_TWICE, INVALID_VALUE.
    """
    check_columns(cmd.target, cmd.meanings)
    with uow:
        known, verdicts = _judged(cmd, uow, codes, matcher, step, total=2 * len(cmd.table.rows))
        return planning.plan_of(known, verdicts, cmd.table, cmd.meanings)


def import_table(
    cmd: ImportTable, uow: UnitOfWork, codes: ItalianCodes, matcher: Matcher, step: Step = no_step
) -> Changes:
    """Take the rows in: one change, one step of undo. Doubtful rows without a decision change nothing.

    `step` may raise to stop: then nothing was changed. Raises UserError as `plan_import`.
    """
    check_columns(cmd.target, cmd.meanings)
    rows = len(cmd.table.rows)
    total = rows * sum(_SHARES)
    with uow:
        known, verdicts = _judged(cmd, uow, codes, matcher, step, total)
        TableWriter(uow, known).write(verdicts, step, 2 * rows, total)
        write_belongings(uow, known, verdicts)
        if cmd.target is ImportTarget.GROUPS:
            write_inside(uow, known, verdicts)
        _remember_map(uow, cmd, known.source)

        def written(done: int, of: int) -> None:
            step(3 * rows + (total - 3 * rows) * done // max(of, 1), total)

        return uow.commit("import_table", subject=cmd.table.file_name, step=written)


def _judged(
    cmd: ImportTable, uow: UnitOfWork, codes: ItalianCodes, matcher: Matcher, step: Step, total: int
) -> tuple[Known, list[judging.Verdict]]:
    rows = cmd.table.rows
    reader = RowReader(cmd.target, cmd.table.headings, cmd.meanings, codes, guarded=cmd.table.format == "csv")
    drafts = []
    spoken = rows if OUR_MARK in cmd.table.headings else without_dittos(rows)
    for position, row in enumerate(spoken):
        drafts.append(reader.read(row))
        if position % _EVERY == 0:
            step(position, total)
    known = load(uow, cmd.target, _source(uow, cmd))
    known.headings = _headings(cmd)
    verdicts = judging.judge(known, drafts, cmd.decisions, matcher, step, len(rows), total)
    if cmd.target is ImportTarget.GROUPS:
        join_rows(known, verdicts)
    return known, verdicts


def _headings(cmd: ImportTable) -> dict[str, str]:
    """The column of each field."""
    found = {
        meaning.value: heading for heading, meaning in zip(cmd.table.headings, cmd.meanings, strict=True)
    }
    for whole, parts in (
        ("full_name", ("given_name", "family_name")),
        ("coordinates", ("latitude", "longitude")),
    ):
        if whole in found:
            found |= dict.fromkeys(parts, found[whole])
    return found


def _map_of(uow: UnitOfWork, target: ImportTarget, table: Table) -> ImportMap | None:
    found = uow.find(ImportMap, target=target, signature=signature_of(table))
    return found[-1] if found else None


def _source(uow: UnitOfWork, cmd: ImportTable) -> str:
    """Under which name the archive knows this table: that of a table with the same headings, else of the same name."""
    known = _map_of(uow, cmd.target, cmd.table)
    return known.source if known else source_of(cmd.target, cmd.table.file_name)


def source_of(target: ImportTarget, file_name: str) -> str:
    """The name of a file without what changes from edition to edition: «gruppi casa», of «Gruppi-casa 2025-03 (2).xlsx»."""
    words = folded(file_name.rpartition(".")[0] or file_name)
    plain = _MONTHS.sub(" ", _OF_AN_EDITION.sub(" ", words))
    return f"{target.value}: {' '.join(plain.split()) or words}"


def _remember_map(uow: UnitOfWork, cmd: ImportTable, source: str) -> None:
    meaning = {
        folded(heading): meaning.value
        for heading, meaning in zip(cmd.table.headings, cmd.meanings, strict=True)
    }
    known = _map_of(uow, cmd.target, cmd.table)
    if known is None:
        signature = signature_of(cmd.table)
        uow.add(
            ImportMap(id=uow.new_id(), target=cmd.target, signature=signature, source=source, meaning=meaning)
        )
    elif known.meaning != meaning:
        known.meaning = meaning


def targets() -> Sequence[ImportTarget]:
    """What `import_table` takes."""
    return tuple(KINDS)
