"""What importing asks of the outside: a table, read from a file as people keep it.

The reader knows formats and layouts, not what columns mean: that is worked out from here on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from cocity_desktop.application.steps import Step, no_step

if TYPE_CHECKING:
    from pathlib import Path

Cell = str | int | float | bool | date | datetime | None
"""What stands in a cell. A text is as it was written but for outer space; an empty one is None. Formulas are their
last result, never worked out here; one without a result is its text, which begins with «=»."""

__all__ = ["Cell", "Step", "Table", "TableReader", "TableRow", "no_step"]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: `number` as the file's own program shows it, from 1; as many cells as there are headings."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet without what is around its rows: titles above, empty rows and columns.

    No heading is there twice and none is empty: «Tel.», «Tel. (2)», «(column C)». A heading in two rows, the upper one
    over several columns, is «Referente / Tel.». `format` is "csv", "xlsx" or "ods"; `written` says how a CSV was
    written («; cp1252»).
    """

    file_name: str
    format: str
    written: str
    sheet: str
    sheets: tuple[str, ...]
    heading_row: int
    headings: tuple[str, ...]
    rows: tuple[TableRow, ...]


class TableReader(Protocol):
    """Reads the tables of others."""

    def read(self, file: Path, sheet: str = "", step: Step = no_step) -> Table:
        """The table of a file; of several sheets the one named, or the first that holds something.

        Raises UserError: TABLE_TOO_LARGE, TABLE_TOO_MANY_ROWS, TABLE_TOO_MANY_COLUMNS, TABLE_UNPACKS_TOO_LARGE,
        TABLE_EMPTY, TABLE_ONLY_HEADINGS, TABLE_ENCODING, TABLE_NOT_ONE, TABLE_PICTURE, TABLE_LOCKED, TABLE_OLD_XLS, TABLE_DAMAGED, TABLE_NO_SHEET;
        EnvironmentFault(FILE_UNREADABLE).
        """
        ...
