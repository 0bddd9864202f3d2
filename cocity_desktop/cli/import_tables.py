"""`cocity import groups|people|places|processes`: spreadsheets as people keep them, tried first, taken in as one change."""

from __future__ import annotations

import json
import sys
import tomllib
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cocity_desktop.application.importing.processes import (
    ImportProcesses,
    import_processes,
    plan_processes,
    propose_processes,
)
from cocity_desktop.application.importing.tables import (
    ImportTable,
    ProposeColumns,
    import_table,
    plan_import,
    proposed_columns,
)
from cocity_desktop.application.views.importing import ColumnMeaning, RowState
from cocity_desktop.cli.import_decisions import Doubtful, Is, New, OnDoubt, Said, Same, offers, said
from cocity_desktop.cli.import_outcome import tell_outcome
from cocity_desktop.cli.output import say
from cocity_desktop.cli.session import session_of
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode, UserError
from cocity_desktop.domain.keeping import ImportTarget
from cocity_desktop.import_words import (
    words_for_counts,
    words_for_meaning,
    words_for_reason,
    words_for_row,
    words_for_value,
)
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.importing.ports import Step, Table
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.importing import ColumnProposal, ImportPlan, RowPlan

Command = ImportTable | ImportProcesses
_DIFFS_SHOWN = 12
"""Fields of a changed row that are written out."""


Map = Annotated[
    Path | None,
    typer.Option("--map", help="JSON or TOML: the meaning of columns by heading, over what is proposed."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would change, row by row; change nothing.")]
Sheet = Annotated[
    str, typer.Option("--sheet", help="The sheet of a workbook; else the first that holds rows.")
]


def groups(
    context: typer.Context,
    file: Path,
    map_: Map = None,
    dry_run: DryRun = False,
    sheet: Sheet = "",
    doubtful: OnDoubt = Doubtful.SKIP,
    same: Same = None,
    is_: Is = None,
    new: New = None,
) -> None:
    """Take in a table of groups. The same table again changes nothing; a later edition of it updates."""
    _run(context, ImportTarget.GROUPS, file, map_, dry_run, sheet, said(doubtful, same, is_, new))


def people(
    context: typer.Context,
    file: Path,
    map_: Map = None,
    dry_run: DryRun = False,
    sheet: Sheet = "",
    doubtful: OnDoubt = Doubtful.SKIP,
    same: Same = None,
    is_: Is = None,
    new: New = None,
) -> None:
    """Take in a table of people."""
    _run(context, ImportTarget.PEOPLE, file, map_, dry_run, sheet, said(doubtful, same, is_, new))


def places(
    context: typer.Context,
    file: Path,
    map_: Map = None,
    dry_run: DryRun = False,
    sheet: Sheet = "",
    doubtful: OnDoubt = Doubtful.SKIP,
    same: Same = None,
    is_: Is = None,
    new: New = None,
) -> None:
    """Take in a table of places."""
    _run(context, ImportTarget.PLACES, file, map_, dry_run, sheet, said(doubtful, same, is_, new))


def processes(
    context: typer.Context,
    file: Path,
    map_: Map = None,
    dry_run: DryRun = False,
    sheet: Sheet = "",
    doubtful: OnDoubt = Doubtful.SKIP,
) -> None:
    """Take in processes that were exported: their state and history come back. Import places and groups first."""
    _run(context, ImportTarget.PROCESSES, file, map_, dry_run, sheet, Said(doubtful))


def add_commands(app: typer.Typer) -> None:
    """Put the commands beside the register."""
    for command in (groups, people, places, processes):
        app.command()(command)


def _run(
    context: typer.Context,
    target: ImportTarget,
    file: Path,
    map_: Path | None,
    dry_run: bool,
    sheet: str,
    about: Said,
) -> None:
    with session_of(context).opened() as services:
        with _progress(_("Reading")) as step:
            table = services.tables.read(file, sheet, step)
        columns = _proposed(services, target, table)
        meanings = _meanings(columns, map_)
        cmd = _command(target, table, meanings)
        with _progress(_("Comparing")) as step:
            plan = _planned(services, cmd, step)
            if about.anything():
                cmd = replace(cmd, decisions=about.decisions(plan))
                plan = _planned(services, cmd, step)
        changes = None if dry_run else _take_in(services, cmd)
    _tell_columns(table, columns, meanings)
    _tell_plan(plan)
    tell_outcome(plan, changes)


def _proposed(services: Services, target: ImportTarget, table: Table) -> tuple[ColumnProposal, ...]:
    if target is ImportTarget.PROCESSES:
        return services.run(propose_processes, table)
    return services.run(proposed_columns, ProposeColumns(target=target, table=table))


def _command(target: ImportTarget, table: Table, meanings: tuple[ColumnMeaning, ...]) -> Command:
    if target is ImportTarget.PROCESSES:
        return ImportProcesses(table=table, meanings=meanings)
    return ImportTable(target=target, table=table, meanings=meanings)


def _planned(services: Services, cmd: Command, step: Step) -> ImportPlan:
    if isinstance(cmd, ImportProcesses):
        return services.run(plan_processes, cmd, services.regulations, step)
    return services.run(plan_import, cmd, services.codes, services.matcher, step)


def _take_in(services: Services, cmd: Command) -> Changes:
    with _progress(_("Taking in")) as step:
        if isinstance(cmd, ImportProcesses):
            return services.run(import_processes, cmd, services.regulations, step)
        return services.run(import_table, cmd, services.codes, services.matcher, step)


def _meanings(columns: tuple[ColumnProposal, ...], map_: Path | None) -> tuple[ColumnMeaning, ...]:
    told = _read_map(map_) if map_ is not None else {}
    return tuple(told.get(column.heading.casefold(), column.meaning) for column in columns)


def _read_map(file: Path) -> Mapping[str, ColumnMeaning]:
    """Raises EnvironmentFault(FILE_UNREADABLE), UserError(IMPORT_MAP_WRONG)."""
    try:
        text = file.read_text(encoding="utf-8")
        found: Any = tomllib.loads(text) if file.suffix.casefold() == ".toml" else json.loads(text)
        pairs = {str(heading): str(meaning) for heading, meaning in found.items()}
    except (OSError, ValueError, AttributeError) as error:
        raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=str(file)) from error
    known = [meaning.value for meaning in ColumnMeaning]
    for meaning in pairs.values():
        if meaning not in known:
            raise UserError(ErrorCode.IMPORT_MAP_WRONG, path=str(file), value=meaning, known=", ".join(known))
    return {heading.casefold(): ColumnMeaning(meaning) for heading, meaning in pairs.items()}


def _tell_columns(
    table: Table, columns: tuple[ColumnProposal, ...], meanings: tuple[ColumnMeaning, ...]
) -> None:
    for column, meaning in zip(columns, meanings, strict=True):
        say(f"  {column.heading} → {words_for_meaning(meaning)}")
    sheet = f", {table.sheet}" if table.sheet else ""
    rows = ngettext("{n} row", "{n} rows", len(table.rows)).format(n=len(table.rows))
    say(f"{table.file_name}{sheet}: {rows}")


def _tell_plan(plan: ImportPlan) -> None:
    for row in plan.rows:
        if row.state in (RowState.CHANGED, RowState.DOUBTFUL, RowState.REFUSED):
            _tell_row(row)
    say(words_for_counts(plan))


def _tell_row(row: RowPlan) -> None:
    say(f"{words_for_row(row.number, row.title)}: {label_of(row.state)}")
    for reason in row.reasons:
        say(f"    {words_for_reason(reason)}")
    for offer in offers(row):
        say(f"    {offer}")
    for diff in row.diffs[:_DIFFS_SHOWN]:
        before, after = (_short(words_for_value(diff.meaning, text)) for text in (diff.before, diff.after))
        say(f"    {words_for_meaning(diff.meaning)}: {before} → {after}")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return "–" if not line else line if len(line) <= 60 else f"{line[:59]}…"


@contextmanager
def _progress(words: str) -> Iterator[Step]:
    """A bar on standard error where somebody looks at it; nothing in a script."""
    if not sys.stderr.isatty():
        yield _silent
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words, total=None)

        def step(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total or None)

        told: Callable[[int, int], None] = step
        yield told


def _silent(_done: int, _total: int) -> None:
    """Nobody looks."""
