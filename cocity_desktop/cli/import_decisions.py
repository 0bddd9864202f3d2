"""What is said on the command line about doubtful rows: one by one, as in the window, or all that are doubtful alike.

`--same 15=12`, `--is 15=ID`, `--new 15` are the window's «è la stessa della riga 12», «è questa», «è nuova». They are taken
only where the dry run offers them, so that a wrong number changes nothing; of a row that is not doubtful any more they
are passed over, so that the same command can be given again with the same table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from cocity_desktop.application.views.importing import RowChoice, RowDecision, RowState
from cocity_desktop.cli.output import IMPOSSIBLE, stop
from cocity_desktop.import_words import words_for_row
from cocity_desktop.localization import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cocity_desktop.application.views.importing import ImportPlan, RowPlan


class Doubtful(StrEnum):
    """What to do with rows whose doubt is about cells or about values changed on both sides."""

    SKIP = "skip"
    TAKE = "take"
    KEEP = "keep"


OnDoubt = Annotated[
    Doubtful,
    typer.Option(
        "--doubtful",
        help="Rows with unclear cells or changed on both sides: skip them, take the table's, keep ours.",
    ),
]
Same = Annotated[
    list[str] | None,
    typer.Option(
        "--same",
        metavar="ROW=ROW",
        help="A doubtful row is the same as that row above it. May be given again.",
    ),
]
Is = Annotated[
    list[str] | None,
    typer.Option(
        "--is", metavar="ROW=ID", help="A doubtful row is that record of the archive. May be given again."
    ),
]
New = Annotated[
    list[int] | None,
    typer.Option(
        "--new", metavar="ROW", help="A doubtful row is none of those it looks like. May be given again."
    ),
]


@dataclass(frozen=True, slots=True)
class Said:
    """What was said: of all doubtful rows, and of some by their numbers."""

    doubtful: Doubtful = Doubtful.SKIP
    rows: Mapping[int, RowDecision] | None = None

    def anything(self) -> bool:
        """Whether the trial is to be made again with it."""
        return bool(self.rows) or self.doubtful is not Doubtful.SKIP

    def decisions(self, plan: ImportPlan) -> Mapping[int, RowDecision]:
        """Of each doubtful row. Ends the command when a row is not there, or may not be what was said of it."""
        rows, found = {row.number: row for row in plan.rows}, {}
        if self.doubtful is not Doubtful.SKIP:
            for row in plan.of(RowState.DOUBTFUL):
                found[row.number] = RowDecision(RowChoice(self.doubtful.value))
        for number, decision in (self.rows or {}).items():
            if number not in rows:
                stop(IMPOSSIBLE, _("There is no row {number} in this table.").format(number=number))
            if rows[number].state is RowState.DOUBTFUL:
                _check(rows[number], decision)
                found[number] = decision
        return found


def said(doubtful: Doubtful, same: list[str] | None, is_: list[str] | None, new: list[int] | None) -> Said:
    """What the options say. Ends the command when one of them cannot be read, or two are about one row."""
    rows: dict[int, RowDecision] = {}
    for number, decision in _each(same or [], is_ or [], new or []):
        if number in rows:
            stop(IMPOSSIBLE, _("Two things are said of row {number}.").format(number=number))
        rows[number] = decision
    return Said(doubtful, rows)


def offers(row: RowPlan) -> Iterator[str]:
    """How to say of a doubtful row what it is, one line for each thing it may be."""
    if row.state is not RowState.DOUBTFUL:
        return
    for number, title in row.rows:
        yield f"--same {row.number}={number}  {words_for_row(number, title)}"
    for record_id, name in row.candidates:
        yield f"--is {row.number}={record_id}  {name}"
    if row.rows or row.candidates:
        yield f"--new {row.number}"


def _each(same: list[str], is_: list[str], new: list[int]) -> Iterator[tuple[int, RowDecision]]:
    for text in same:
        number, other = _pair(text)
        if not other.isdecimal():
            _unreadable(text)
        yield number, RowDecision(RowChoice.MATCH, row=int(other))
    for text in is_:
        number, other = _pair(text)
        yield number, RowDecision(RowChoice.MATCH, record_id=other)
    for number in new:
        yield number, RowDecision(RowChoice.CREATE)


def _pair(text: str) -> tuple[int, str]:
    number, equals, other = (part.strip() for part in text.partition("="))
    if not (equals and number.isdecimal() and other):
        _unreadable(text)
    return int(number), other


def _unreadable(text: str) -> NoReturn:
    stop(IMPOSSIBLE, _("“{text}” is not a row, an equals sign and what the row is.").format(text=text))


def _check(row: RowPlan, decision: RowDecision) -> None:
    rows, records = {number for number, _title in row.rows}, {one for one, _name in row.candidates}
    if decision.row and decision.row not in rows:
        words = _("Row {number} does not look like row {other}: that cannot be said of it.")
        stop(IMPOSSIBLE, words.format(number=row.number, other=decision.row))
    if decision.record_id and decision.record_id not in records:
        words = _("Row {number} does not look like the record {other}: that cannot be said of it.")
        stop(IMPOSSIBLE, words.format(number=row.number, other=decision.record_id))
