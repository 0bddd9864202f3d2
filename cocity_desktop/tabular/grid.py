"""A sheet as it stands in its file: rows with their numbers, before anyone has looked for headings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cocity_desktop.application.importing.ports import Cell
from cocity_desktop.tabular.limits import check_columns, check_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPACES = " \t\r\n\f\v\u00a0\u200b\ufeff"


@dataclass(frozen=True, slots=True)
class GridRow:
    """`number` as the file's own program shows it, from 1. Cells end with the last that holds something."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a sheet that hold something. `written` says how a text file was written."""

    sheet: str
    sheets: tuple[str, ...]
    rows: tuple[GridRow, ...]
    written: str = ""


class GridBuilder:
    """Takes rows one by one and refuses a table that is too large while it is being read, not after."""

    def __init__(self) -> None:
        self.rows: list[GridRow] = []

    def add(self, number: int, cells: Sequence[Cell]) -> None:
        """A row; one without content is passed over. Raises UserError: TABLE_TOO_MANY_ROWS, TABLE_TOO_MANY_COLUMNS."""
        kept = [_trimmed(cell) if isinstance(cell, str) else cell for cell in cells]
        while kept and kept[-1] is None:
            kept.pop()
        if kept:
            check_columns(len(kept))
            self.rows.append(GridRow(number, tuple(kept)))
            check_rows(len(self.rows))


def _trimmed(text: str) -> str | None:
    return text.strip(_SPACES) or None
