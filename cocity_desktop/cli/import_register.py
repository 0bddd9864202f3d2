"""`cocity import register`: a city's public register of pacts, again and again as it changes."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cocity_desktop.application.importing.register import ImportRegister, import_register, plan_register
from cocity_desktop.application.views.importing import ColumnMeaning, RowState
from cocity_desktop.cli.import_outcome import tell_outcome
from cocity_desktop.cli.output import say
from cocity_desktop.cli.session import session_of
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode, UserError
from cocity_desktop.import_words import words_for_counts, words_for_meaning, words_for_reason, words_for_row
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, dated, day, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cocity_desktop.application.importing.register import RegisterPlan
    from cocity_desktop.application.views.importing import RowPlan

Day = Annotated[
    datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="The day of this edition.")
]


def register(
    context: typer.Context,
    file: Path,
    map_: Annotated[
        Path | None, typer.Option("--map", help="JSON: the meaning of columns by heading.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change; change nothing.")
    ] = False,
    on: Day = None,
    city: Annotated[str, typer.Option(help="Whose register it is.")] = "Palermo",
    regulation: Annotated[str, typer.Option(help="The regulation of its pacts.")] = "palermo-2023",
) -> None:
    """Take in a public register of pacts: one process for each row. A later edition moves on what is here."""
    with session_of(context).opened() as services:
        cmd = ImportRegister(
            table=services.tables.read(file),
            told_on=on.date() if on else None,
            city=city,
            regulation_code=regulation,
            meanings=_meanings(map_) if map_ else {},
        )
        plan = services.run(plan_register, cmd)
        changes = None if dry_run else services.run(import_register, cmd, services.regulations)
    _tell(plan)
    tell_outcome(plan, changes)


def add_commands(app: typer.Typer) -> None:
    """Put the command beside the other tables."""
    app.command()(register)


def _meanings(file: Path) -> Mapping[str, str]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=str(file)) from error
    known = [meaning.value for meaning in ColumnMeaning]
    wrong = next((str(value) for value in found.values() if value not in known), None)
    if wrong is not None:
        raise UserError(ErrorCode.IMPORT_MAP_WRONG, path=str(file), value=wrong, known=", ".join(known))
    return {str(heading): str(value) for heading, value in found.items()}


def _tell(plan: RegisterPlan) -> None:
    say(dated(_("Register of {day}."), day=day(plan.told_on)))
    say(words_for_counts(plan))
    for row in plan.rows:
        if row.state is RowState.CHANGED or row.reasons:
            _tell_row(row)
    if plan.gone:
        say(ngettext("{n} is not listed any more and stays as it is:", "{n} are not listed any more and stay as they are:",
                     len(plan.gone)))  # fmt: skip
        for title in plan.gone:
            say(f"  {title}")


def _tell_row(row: RowPlan) -> None:
    say(f"{words_for_row(row.number, row.title)}: {label_of(row.state)}")
    if row.state is RowState.CHANGED:
        for diff in row.diffs:
            say(
                f"  {words_for_meaning(diff.meaning)}: {_short(diff.before) or '-'} → {_short(diff.after) or '-'}"
            )
    for reason in row.reasons:
        say(f"  {words_for_reason(reason)}")


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 80 else f"{plain[:79]}…"
