"""Rows of a table of processes as this app writes it: what each says, and why one is refused.

Cells are read exactly as they were written: no heading is guessed, no date is interpreted, a history comes whole or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.application import forms
from cocity_desktop.application.cells import plain
from cocity_desktop.application.columns import PROCESSES, WORDS, value_of
from cocity_desktop.application.importing import cells
from cocity_desktop.application.importing.drafts import CONTROLS
from cocity_desktop.application.importing.folding import digest, folded
from cocity_desktop.application.process_cells import groups_of_cell, history_of_cell, opinions_of_cell
from cocity_desktop.application.views.importing import (
    ColumnMeaning,
    ColumnProposal,
    ProposedBy,
    Reason,
    RowReason,
)
from cocity_desktop.domain.lifecycle import ProcessState
from cocity_desktop.domain.processes import GovernmentForm

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from cocity_desktop.application.importing.ports import Cell, Table, TableRow

_M, _R = ColumnMeaning, RowReason
MEANINGS: Final = (
    _M.IGNORE, _M.TITLE, _M.PLACE, _M.GROUPS, _M.FORM, _M.REGULATION, _M.PROCESS_STATE, _M.OPENED_ON, _M.FACILITATOR,
    _M.SUMMARY, _M.HISTORY, _M.OPINIONS, _M.RECORD_ID,
)  # fmt: skip
"""In the order in which they are offered."""
_OF_KEY: Final = {"state": _M.PROCESS_STATE}
HEADINGS: Final[Mapping[str, ColumnMeaning]] = {
    folded(column.heading): _OF_KEY.get(column.key) or ColumnMeaning(column.key) for column in PROCESSES
}
"""What the headings mean under which the app writes processes."""
_SHORT: Final = frozenset({_M.TITLE, _M.PLACE, _M.REGULATION, _M.FACILITATOR})
_SAMPLES: Final = 3
_SHOWN: Final = 80


@dataclass(slots=True)
class ProcessRow:
    """What a row says, by meaning; a column that is not in the table says nothing. `refused` are reasons to leave it out."""

    number: int
    said: dict[ColumnMeaning, Any] = field(default_factory=dict)
    refused: list[Reason] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Its name, for a person to find it by."""
        return str(self.said.get(_M.TITLE) or "")

    @property
    def key(self) -> str:
        """What tells the row from others: our code, else its title."""
        code = str(self.said.get(_M.RECORD_ID) or "")
        return digest(f"record_id:{code}" if code else f"title:{folded(self.title)}")


def propose_columns(table: Table, remembered: Mapping[str, str]) -> tuple[ColumnProposal, ...]:
    """A meaning for each heading that the app itself writes, or that was agreed for such a table."""
    return tuple(_proposed(table, at, heading, remembered) for at, heading in enumerate(table.headings))


def _proposed(table: Table, at: int, heading: str, remembered: Mapping[str, str]) -> ColumnProposal:
    last = remembered.get(folded(heading))
    by = ProposedBy.REMEMBERED if last else ProposedBy.HEADING
    meaning = ColumnMeaning(last) if last else HEADINGS.get(folded(heading), _M.IGNORE)
    texts = dict.fromkeys(text for row in table.rows if (text := _text(row.cells[at])))
    return ColumnProposal(
        heading, meaning, by if meaning is not _M.IGNORE else ProposedBy.NOTHING, tuple(texts)[:_SAMPLES]
    )


def read_rows(
    table: Table, meanings: Sequence[ColumnMeaning], regulations: Collection[str]
) -> Iterator[ProcessRow]:
    """Each row, in its order. Raises nothing: what cannot be read is a reason to refuse the row."""
    first: dict[str, int] = {}
    for row in table.rows:
        read = _read(row, table, meanings)
        _check(read, dict(zip(meanings, table.headings, strict=True)), regulations)
        before = first.setdefault(read.key, row.number)
        if before != row.number:
            read.refused.append(Reason(_R.REPEATED_ROW, other=str(before)))
        yield read


def _read(row: TableRow, table: Table, meanings: Sequence[ColumnMeaning]) -> ProcessRow:
    read = ProcessRow(row.number)
    for meaning, heading, cell in zip(meanings, table.headings, row.cells, strict=True):
        if meaning is _M.IGNORE:
            continue
        text = plain(_text(cell)) if table.format == "csv" else _text(cell)
        try:
            read.said[meaning] = _value(meaning, cell, text)
        except ValueError:
            read.refused.append(Reason(_WRONG[meaning], heading, CONTROLS.sub("", text)[:_SHOWN]))
        if len(text) > forms.SHORT and meaning in _SHORT:
            read.refused.append(Reason(_R.TOO_LONG, heading, text[:_SHOWN], other=str(forms.SHORT)))
    return read


_WRONG: Final = {
    _M.OPENED_ON: _R.DATE_UNCLEAR, _M.FORM: _R.CHOICE_UNCLEAR, _M.PROCESS_STATE: _R.CHOICE_UNCLEAR,
    _M.HISTORY: _R.HISTORY_UNCLEAR, _M.OPINIONS: _R.HISTORY_UNCLEAR,
}  # fmt: skip


def _value(meaning: ColumnMeaning, cell: Cell, text: str) -> Any:
    """Raises ValueError for what cannot be read."""
    if meaning is _M.OPENED_ON:
        return _day(cell)
    if meaning is _M.FORM:
        return _choice(GovernmentForm, text)
    if meaning is _M.PROCESS_STATE:
        return _choice(ProcessState, text)
    if meaning is _M.HISTORY:
        return history_of_cell(text)
    if meaning is _M.OPINIONS:
        return opinions_of_cell(text)
    if meaning is _M.GROUPS:
        return tuple(groups_of_cell(text))
    return text


def _choice(choices: Any, text: str) -> Any:
    if not text:
        return None
    found = value_of(choices, text)
    if found is None:
        raise ValueError(text)
    return found


def _day(cell: Cell) -> date | None:
    if cell in (None, ""):
        return None
    found = cells.day(cell)
    if found is None:
        raise ValueError(str(cell))
    return found


def _check(row: ProcessRow, headings: Mapping[ColumnMeaning, str], regulations: Collection[str]) -> None:
    """What a row must have, and what in it must agree."""
    if not folded(row.title):
        row.refused.append(Reason(_R.NO_NAME))
    code = row.said.get(_M.REGULATION)
    if code and code not in regulations:
        row.refused.append(Reason(_R.REGULATION_UNKNOWN, headings[_M.REGULATION], code))
    steps, state = row.said.get(_M.HISTORY), row.said.get(_M.PROCESS_STATE)
    told = [step.to_state for step in steps or () if step.to_state]
    if told and state and told[-1] is not state:
        row.refused.append(Reason(_R.STATE_NOT_TOLD, headings[_M.PROCESS_STATE], WORDS[state]))


def _text(cell: Cell) -> str:
    """A cell as it was written; days as ISO 8601."""
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell)
