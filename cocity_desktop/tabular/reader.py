"""The reader behind `application.importing.ports.TableReader`: what a file is, is told by its bytes, not by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.importing.ports import Table, no_step
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode, UserError
from cocity_desktop.tabular import archives, csv_files, headings, limits, ods_files, xlsx_files

if TYPE_CHECKING:
    from pathlib import Path

    from cocity_desktop.application.importing.ports import Step
    from cocity_desktop.tabular.grid import Grid

_NOT_TABLES = (
    b"%PDF",
    b"<!DOC",
    b"<!doc",
    b"<html",
    b"<HTML",
    b"{\\rtf",
    b"\x1f\x8b",
)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*", b"BM")
_HEIC = b"ftyp"
"""Stands at the fifth byte of what telephones write."""


class TabularReader:
    """CSV, XLSX and ODS."""

    def read(self, file: Path, sheet: str = "", step: Step = no_step) -> Table:
        """See `application.importing.ports.TableReader.read`."""
        if limits.size_of(file) == 0:
            raise UserError(ErrorCode.TABLE_EMPTY, path=file.name)
        try:
            content = file.read_bytes()
        except OSError as error:
            raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=file.name) from error
        kind, grid = _grid(file, content, sheet, step)
        table = headings.table_of(grid, file.name, kind)
        if not table.rows:
            code = ErrorCode.TABLE_ONLY_HEADINGS if table.headings else ErrorCode.TABLE_EMPTY
            raise UserError(code, path=file.name)
        return table


def _grid(file: Path, content: bytes, sheet: str, step: Step) -> tuple[str, Grid]:
    if content.startswith(archives.OLE):
        archives.refuse_ole(file, content)
    if _is_picture(content):
        raise UserError(ErrorCode.TABLE_PICTURE, path=file.name)
    if content.startswith(_NOT_TABLES):
        raise UserError(ErrorCode.TABLE_NOT_ONE, path=file.name)
    if not content.startswith(archives.ZIP):
        return "csv", csv_files.read_csv(file, content, step)
    with archives.open_archive(file, content) as archive:
        if ods_files.is_ods(archive):
            return "ods", ods_files.read_ods(file, archive, sheet, step)
        if any(name.startswith("xl/") for name in archive.namelist()):
            return "xlsx", xlsx_files.read_xlsx(file, content, archive, sheet, step)
    raise UserError(ErrorCode.TABLE_NOT_ONE, path=file.name)


def _is_picture(content: bytes) -> bool:
    """By its first bytes; text may begin with the letters of some, but has no zero byte so soon."""
    head = content[:64]
    return (head.startswith(_PICTURES) or head[4:8] == _HEIC) and (
        b"\x00" in head or head[:3] == b"\xff\xd8\xff"
    )
