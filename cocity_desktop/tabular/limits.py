"""How much of a foreign table is read, checked before it is read: a house has thousands of rows, not millions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode, UserError

if TYPE_CHECKING:
    from pathlib import Path

MEGABYTE = 1_000_000
LARGEST_FILE = 100 * MEGABYTE
"""Bytes on disk."""
LARGEST_UNPACKED = 500 * MEGABYTE
"""Bytes that the parts of an XLSX or an ODS may take together; a bomb declares thousands of times its own size."""
MOST_ROWS = 200_000
MOST_COLUMNS = 250
LONGEST_CELL = 1_000_000
"""Characters: a cell beyond is a quote that was never closed."""


def size_of(file: Path) -> int:
    """Bytes of a file that may be read. Raises UserError(TABLE_TOO_LARGE), EnvironmentFault(FILE_UNREADABLE)."""
    try:
        size = file.stat().st_size
        if not file.is_file():
            raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=file.name)
    except OSError as error:
        raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=file.name) from error
    if size > LARGEST_FILE:
        raise UserError(
            ErrorCode.TABLE_TOO_LARGE,
            path=file.name,
            size=size // MEGABYTE,
            limit=LARGEST_FILE // MEGABYTE,
        )
    return size


def check_columns(found: int) -> None:
    """Raises UserError(TABLE_TOO_MANY_COLUMNS)."""
    if found > MOST_COLUMNS:
        raise UserError(ErrorCode.TABLE_TOO_MANY_COLUMNS, found=found, limit=MOST_COLUMNS)


def check_rows(found: int) -> None:
    """Raises UserError(TABLE_TOO_MANY_ROWS)."""
    if found > MOST_ROWS:
        raise UserError(ErrorCode.TABLE_TOO_MANY_ROWS, limit=MOST_ROWS)
