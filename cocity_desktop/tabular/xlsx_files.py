"""XLSX by openpyxl, read only: the last result of a formula is read, a formula is never worked out.

defusedxml is installed, so openpyxl reads the parts with it: entities are refused.
"""

from __future__ import annotations

import io
import warnings
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.tabular.archives import UNREADABLE
from cocity_desktop.tabular.grid import Grid, GridBuilder, GridRow
from cocity_desktop.tabular.sheets import choose

if TYPE_CHECKING:
    import zipfile
    from pathlib import Path

    from cocity_desktop.application.importing.ports import Cell, Step

_EVERY = 500
_WIDE = 300
"""Columns asked for at most: enough to see that there are too many."""


def read_xlsx(file: Path, content: bytes, archive: zipfile.ZipFile, wanted: str, step: Step) -> Grid:
    """Raises UserError: TABLE_DAMAGED, TABLE_NO_SHEET, and for a table that is too large."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl leaves out (styles, validations) is not read here
            return _read(content, archive, wanted, step)
    except UNREADABLE as error:
        raise UserError(ErrorCode.TABLE_DAMAGED, path=file.name) from error


def _read(content: bytes, archive: zipfile.ZipFile, wanted: str, step: Step) -> Grid:
    book = _load(content, results=True)
    try:
        names = tuple(sheet.title for sheet in book.worksheets)
        hidden = {sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"}
        name, rows = choose(names, wanted, lambda name: _rows(book[name], step), hidden)
    finally:
        book.close()
    if _has_formulas(archive):
        rows = _with_formulas(content, name, rows)
    return Grid(name, names, tuple(rows))


def _load(content: bytes, *, results: bool) -> Any:
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(content), read_only=True, data_only=results, keep_links=False)


def _rows(sheet: Any, step: Step) -> list[GridRow]:
    builder = GridBuilder()
    total = sheet.max_row or 0
    sheet.reset_dimensions()  # what a file says of its size is often wrong
    for number, values in enumerate(sheet.iter_rows(values_only=True, max_col=_WIDE), start=1):
        builder.add(number, [_cell(value) for value in values])
        if number % _EVERY == 0:
            step(min(number, total), total)
    return builder.rows


def _cell(value: Any) -> Cell:
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if value is None or isinstance(value, str | int | float | bool | date):
        return value
    return str(value)


def _has_formulas(archive: zipfile.ZipFile) -> bool:
    sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
    return any(b"<f>" in archive.read(name) or b"<f " in archive.read(name) for name in sheets)


def _with_formulas(content: bytes, name: str, rows: list[GridRow]) -> list[GridRow]:
    """A formula that no program has worked out stands as its text, so that it can be told of."""
    book = _load(content, results=False)
    try:
        sheet = book[name]
        sheet.reset_dimensions()
        formulas = dict(enumerate(sheet.iter_rows(values_only=True, max_col=_WIDE), start=1))
    finally:
        book.close()
    known = {row.number: row.cells for row in rows}
    builder = GridBuilder()
    for number, written in formulas.items():
        results = known.get(number, ())
        builder.add(number, [_result(results, i, cell) for i, cell in enumerate(written)])
    return builder.rows


def _result(results: tuple[Cell, ...], position: int, written: Any) -> Cell:
    result = results[position] if position < len(results) else None
    is_formula = isinstance(written, str) and written.startswith("=")
    return written if result is None and is_formula else result
