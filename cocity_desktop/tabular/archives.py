"""The ZIP around XLSX and ODS: looked at before anything is unpacked, so that a bomb stays closed."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.tabular import limits

if TYPE_CHECKING:
    from pathlib import Path

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""MS-CFB §2.2: the container of .xls, and of an XLSX with a password."""
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, SyntaxError, LookupError, ValueError, TypeError, AttributeError, ArithmeticError,
    OSError, EOFError, NotImplementedError, RecursionError,
)  # fmt: skip
"""What libraries raise over a damaged part. Not `Exception`: whoever follows the reading may stop it with one."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def refuse_ole(file: Path, content: bytes) -> None:
    """Raises UserError(TABLE_LOCKED) for an XLSX with a password (MS-OFFCRYPTO §2.3), else TABLE_OLD_XLS."""
    code = ErrorCode.TABLE_LOCKED if _ENCRYPTED in content else ErrorCode.TABLE_OLD_XLS
    raise UserError(code, path=file.name)


def open_archive(file: Path, content: bytes) -> zipfile.ZipFile:
    """Raises UserError: TABLE_DAMAGED, TABLE_UNPACKS_TOO_LARGE, TABLE_LOCKED.

    What a part declares is all that `zipfile` ever unpacks of it, so the sum of the declared sizes is a bound.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = archive.infolist()
    except UNREADABLE as error:
        raise UserError(ErrorCode.TABLE_DAMAGED, path=file.name) from error
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.LARGEST_UNPACKED:
        raise UserError(ErrorCode.TABLE_UNPACKS_TOO_LARGE, path=file.name, size=unpacked // limits.MEGABYTE)
    if any(part.flag_bits & 1 for part in parts):
        raise UserError(ErrorCode.TABLE_LOCKED, path=file.name)
    return archive
