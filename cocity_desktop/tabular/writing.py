"""Tables for other programs: CSV as Italian spreadsheets open it, XLSX, ODS. No cell of theirs is ever a formula.

CSV (RFC 4180 with `;`, as Excel expects it where the comma is for decimals; UTF-8 with a byte order mark, without which
it takes accents for something else) guards texts that would be run (`application.cells`). XLSX and ODS keep them as texts.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from cocity_desktop.application.cells import guarded
from cocity_desktop.application.export_ports import TableFormat
from cocity_desktop.application.steps import Step, followed, no_step
from cocity_desktop.domain.errors import ErrorCode, UserError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cocity_desktop.application.views.exports import CellValue, OutTable

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 §2.2 forbids."""
_EPOCH = (2026, 1, 1, 0, 0, 0)
"""The date of every file inside: the same table gives the same bytes."""
_LONGEST_CELL = 32_767
"""Characters that Excel takes in a cell; only a large geometry or a very long list comes near it."""


def write_table(table: OutTable, form: TableFormat, step: Step = no_step) -> bytes:
    """The table as a file of that kind."""
    return {TableFormat.CSV: _csv, TableFormat.XLSX: _xlsx, TableFormat.ODS: _ods}[form](table, step)


def _csv(table: OutTable, step: Step) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in (table.headings, *followed(table.rows, step)):
        writer.writerow([guarded(_text(value)) for value in row])
    return out.getvalue().encode("utf-8-sig", errors="replace")


def _text(value: CellValue) -> str:
    """Numbers with a point and days as ISO 8601: the same in every country's spreadsheet."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def _xlsx(table: OutTable, step: Step) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(table.title)
    sheet.freeze_panes = "A2"
    bold = Font(bold=True)

    def cell(value: CellValue) -> Any:
        shown: Any = _clean(value) if isinstance(value, str) else value
        if isinstance(shown, str) and len(shown) > _LONGEST_CELL:
            raise UserError(ErrorCode.TABLE_CELL_TOO_LONG, value=f"{shown[:40]}…")
        made = WriteOnlyCell(sheet, value=shown)
        if isinstance(value, str):
            made.data_type = "s"  # the library takes a text that begins with «=» for a formula
        return made

    heads = [cell(heading) for heading in table.headings]
    for head in heads:
        head.font = bold
    try:
        sheet.append(heads)
        for row in followed(table.rows, step):
            sheet.append([cell(value) for value in row])
    except BaseException:
        # The library keeps the rows, not encrypted, in a file of its own until it is told to take it away.
        sheet.close()
        sheet._writer.cleanup()  # noqa: SLF001 (there is no public way)
        raise
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n")


# --- ODS -------------------------------------------------------------------------------------------------------


def _ods(table: OutTable, step: Step) -> bytes:
    """ODF 1.3 part 3 §9. Written as text: the library needs some 0.2 ms for each cell, a house has a million."""
    content = "".join(_content(table, step)).encode("utf-8", errors="replace")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        _put(file, "mimetype", _MIMETYPE.encode(), zipfile.ZIP_STORED)
        _put(file, "content.xml", content)
        _put(file, "META-INF/manifest.xml", _MANIFEST.encode())
    return out.getvalue()


def _put(file: zipfile.ZipFile, name: str, content: bytes, how: int = zipfile.ZIP_DEFLATED) -> None:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type, info.create_system, info.external_attr = how, 3, 0o644 << 16
    file.writestr(info, content)


def _content(table: OutTable, step: Step) -> Iterator[str]:
    yield _HEAD
    yield f"<table:table table:name={quoteattr(table.title)}>"
    yield f'<table:table-column table:number-columns-repeated="{len(table.headings)}"/>'
    yield f"<table:table-header-rows>{_row(table.headings)}</table:table-header-rows>"
    for row in followed(table.rows, step):
        yield _row(row)
    yield "</table:table></office:spreadsheet></office:body></office:document-content>"


def _row(values: Sequence[CellValue]) -> str:
    return f"<table:table-row>{''.join(map(_cell, values))}</table:table-row>"


def _cell(value: CellValue) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, date):
        day = value.isoformat()
        return f'<table:table-cell table:style-name="day" office:value-type="date" office:date-value="{day}"><text:p>{day}</text:p></table:table-cell>'
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
    lines = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in _clean(value).split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def _spaced(line: str) -> str:
    """Spaces that follow each other, or stand at an end, are elements (ODF 1.3 part 3 §6.1.2)."""
    text = escape(line).replace("\t", "<text:tab/>")
    return re.sub(r"^ | $| {2,}", lambda found: f'<text:s text:c="{len(found[0])}"/>', text)


_MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_URN = "urn:oasis:names:tc:opendocument:xmlns"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<office:document-content xmlns:office="{_URN}:office:1.0" xmlns:table="{_URN}:table:1.0" '
    f'xmlns:text="{_URN}:text:1.0" xmlns:style="{_URN}:style:1.0" xmlns:number="{_URN}:datastyle:1.0" '
    'office:version="1.3"><office:automatic-styles>'
    '<number:date-style style:name="iso"><number:year number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="iso"/>'
    "</office:automatic-styles><office:body><office:spreadsheet>"
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<manifest:manifest xmlns:manifest="{_URN}:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{_MIMETYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
