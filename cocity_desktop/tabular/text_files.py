"""Bytes of a text file to letters: UTF-8 with or without a mark, UTF-16, what Windows wrote before, and DOS before that."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from cocity_desktop.domain.errors import ErrorCode, UserError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOK = 4_096
"""Bytes looked at to tell UTF-16 without a mark, and a file that is no text."""
_CONTROLS = frozenset(range(32)) - {9, 10, 11, 12, 13}
_MANY_CONTROLS = 0.02
"""Share of control characters beyond which a file is no text."""


_DOS_ACCENTS = re.compile(rb"(?<=[A-Za-z])[\x85\x8a\x82\x8d\x95\x97](?=[A-Za-z\s,;.\"|]|$)")
_DOS_ALONE = (b"\x8a", b"\x82")
_HIGH = re.compile(rb"[\x80-\xff]")
_NEARLY_ALL = 0.8


@dataclass(frozen=True, slots=True)
class Text:
    """The letters of a file and the encoding that they were in."""

    text: str
    encoding: str


def decode(content: bytes, name: str) -> Text:
    """Raises UserError: TABLE_ENCODING with the place of the first byte that fits nowhere, TABLE_NOT_ONE."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], encoding, name)
    head = content[:_LOOK]
    if _is_wide(head):
        return _strict(content, "utf-16-le" if not any(head[1::2][:40]) else "utf-16-be", name)
    if sum(byte in _CONTROLS for byte in head) > _MANY_CONTROLS * len(head):
        raise UserError(ErrorCode.TABLE_NOT_ONE, path=name)
    try:
        return Text(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _strict(content, "cp850" if _is_of_dos(content) else "cp1252", name)


def _is_of_dos(content: bytes) -> bool:
    """Whether a file was written by a program of before Windows: its accents are marks behind letters there.

    In code page 850 «à è é ò ù» are the bytes that Windows-1252 takes for «… Š ‚ • —». Nearly all that is no ASCII must be
    one of them behind a letter, and one of those that no Italian text of Windows has there: «ecc…» stays what it is.
    """
    found = _DOS_ACCENTS.findall(content)
    return any(one in _DOS_ALONE for one in found) and len(found) >= _NEARLY_ALL * len(_HIGH.findall(content))


def _is_wide(head: bytes) -> bool:
    """Whether every second byte is zero, as in UTF-16 of a European language."""
    start = head[:80]
    return len(start) >= 4 and (not any(start[1::2]) or not any(start[::2]))


def _strict(content: bytes, encoding: str, name: str) -> Text:
    try:
        return Text(content.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise UserError(ErrorCode.TABLE_ENCODING, path=name, place=error.start + 1) from error
