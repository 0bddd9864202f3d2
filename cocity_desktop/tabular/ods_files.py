"""ODS (OpenDocument 1.3 part 3 §9): the rows of `content.xml`, taken as they pass, so that memory stays small.

Repeated rows and cells are written once in the file; the millions of empty ones at the end are passed over. odfdo is
for writing: it would hold the whole tree, and its parser is not ours to bound.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.tabular.archives import UNREADABLE
from cocity_desktop.tabular.grid import Grid, GridBuilder, GridRow
from cocity_desktop.tabular.sheets import choose

if TYPE_CHECKING:
    import zipfile
    from pathlib import Path

    from cocity_desktop.application.importing.ports import Cell, Step

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_WIDEST_REPEAT = 300
"""Equal cells side by side that are written out: enough to see that there are too many columns."""
_EVERY = 1_000


def is_ods(archive: zipfile.ZipFile) -> bool:
    """Whether the archive says that it is an OpenDocument spreadsheet, or looks like one."""
    names = archive.namelist()
    return "content.xml" in names and "[Content_Types].xml" not in names


def read_ods(file: Path, archive: zipfile.ZipFile, wanted: str, step: Step) -> Grid:
    """Raises UserError: TABLE_LOCKED, TABLE_DAMAGED, TABLE_NO_SHEET, and for a table that is too large."""
    try:
        if _is_locked(archive):
            raise UserError(ErrorCode.TABLE_LOCKED, path=file.name)
        sheets, hidden = _sheets(archive, step)
    except UNREADABLE as error:
        raise UserError(ErrorCode.TABLE_DAMAGED, path=file.name) from error
    name, rows = choose(tuple(sheets), wanted, sheets.__getitem__, hidden)
    return Grid(name, tuple(sheets), tuple(rows))


def _is_locked(archive: zipfile.ZipFile) -> bool:
    manifest = "META-INF/manifest.xml"
    return manifest in archive.namelist() and b"encryption-data" in archive.read(manifest)


def _sheets(archive: zipfile.ZipFile, step: Step) -> tuple[dict[str, list[GridRow]], set[str]]:
    """The rows of every sheet, and which sheets are hidden: their style says so (`table:display`)."""
    from defusedxml.ElementTree import iterparse

    found: dict[str, list[GridRow]] = {}
    unseen: set[str | None] = set()
    hidden: set[str] = set()
    reader = _SheetReader()
    with archive.open("content.xml") as part:
        for event, element in iterparse(part, events=("start", "end")):
            if event == "start" and element.tag == f"{_TABLE}table":
                reader = _SheetReader()
            elif event == "end" and element.tag == f"{_TABLE}table-row":
                reader.take(element)
                element.clear()
                if reader.number % _EVERY == 0:
                    step(0, 0)
            elif event == "end" and element.tag == f"{_TABLE}table":
                name = element.get(f"{_TABLE}name") or str(len(found) + 1)
                found[name] = reader.builder.rows
                if element.get(f"{_TABLE}style-name") in unseen:
                    hidden.add(name)
                element.clear()
            elif event == "end" and element.tag == f"{_STYLE}style" and _is_unseen(element):
                unseen.add(element.get(f"{_STYLE}name"))
    return found, hidden


def _is_unseen(style: Any) -> bool:
    return any(one.get(f"{_TABLE}display") == "false" for one in style.iter(f"{_STYLE}table-properties"))


class _SheetReader:
    def __init__(self) -> None:
        self.builder = GridBuilder()
        self.number = 0

    def take(self, row: Any) -> None:
        times = int(row.get(f"{_TABLE}number-rows-repeated") or 1)
        cells = _cells(row)
        if any(cell is not None for cell in cells):
            for repeat in range(times):
                self.builder.add(self.number + repeat + 1, cells)
        self.number += times


def _cells(row: Any) -> list[Cell]:
    cells: list[Cell] = []
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        times = int(cell.get(f"{_TABLE}number-columns-repeated") or 1)
        value = _value(cell)
        cells.extend([value] * min(times, _WIDEST_REPEAT))
        if value is None and len(cells) > 2 * _WIDEST_REPEAT:
            break  # the empty rest of the sheet
    return cells


def _value(cell: Any) -> Cell:
    kind = cell.get(f"{_OFFICE}value-type")
    if kind in ("float", "percentage", "currency"):
        number = float(cell.get(f"{_OFFICE}value"))
        return int(number) if number.is_integer() and abs(number) < 1e15 else number
    if kind == "date":
        return _moment(cell.get(f"{_OFFICE}date-value") or "")
    if kind == "boolean":
        return bool(cell.get(f"{_OFFICE}boolean-value") == "true")
    paragraphs = [_text(child) for child in cell if child.tag == f"{_TEXT}p"]
    return "\n".join(paragraphs) or (cell.get(f"{_TABLE}formula") and _formula(cell)) or None


def _formula(cell: Any) -> str:
    """A formula without a result, as it is shown: «of:=[.A1]» is «=[.A1]»."""
    written = str(cell.get(f"{_TABLE}formula"))
    return written if written.startswith("=") else f"={written.partition('=')[2]}"


def _moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _text(element: Any) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}s":
            parts.append(" " * min(int(child.get(f"{_TEXT}c") or 1), 1_000))
        elif child.tag == f"{_TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif child.tag != f"{_OFFICE}annotation":
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
