"""Checks that every form shares: what is asked for must be there, be of the right length, and add up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from cocity_desktop.domain.entity import Entity
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.registry import ContactKind

if TYPE_CHECKING:
    from datetime import date

    from cocity_desktop.application.ports import ItalianCodes

E = TypeVar("E", bound=Entity)

SHORT = 300
"""Characters of a name or a title."""

LONG = 20_000
"""Characters of a text; an article of a pact is far below it."""

_EDGES = re.compile("^[\\s\u200b\ufeff]+|[\\s\u200b\ufeff]+$")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")


def required(field: str, text: str, limit: int = SHORT) -> str:
    """`text` without outer space. Raises UserError REQUIRED or TOO_LONG on `field`."""
    text = without_edges(text)
    if not text:
        raise UserError(ErrorCode.REQUIRED, field)
    return within(field, text, limit)


def without_edges(text: str) -> str:
    """`text` without space at its ends, nor the signs that nobody sees and that are pasted along (U+200B, U+FEFF)."""
    return _EDGES.sub("", text)


def within(field: str, text: str, limit: int = SHORT) -> str:
    """`text` if it is not longer than `limit` characters. Raises UserError(TOO_LONG)."""
    if len(text) > limit:
        raise UserError(ErrorCode.TOO_LONG, field, limit=limit)
    return text


def in_order(field: str, start: date | None, end: date | None) -> None:
    """Raises UserError(DATES_REVERSED) on `field` when both are known and the end comes first."""
    if start is not None and end is not None and end < start:
        raise UserError(ErrorCode.DATES_REVERSED, field)


def italian_code(field: str, text: str, codes: ItalianCodes) -> str:
    """A codice fiscale or partita IVA in capitals, or "". Raises UserError when its check digit is wrong."""
    text = text.replace(" ", "").upper()
    if field == "vat_number" and text and not codes.vat_number(text):
        raise UserError(ErrorCode.INVALID_VAT_NUMBER, field)
    if field == "fiscal_code" and text and not codes.fiscal_code(text):
        raise UserError(ErrorCode.INVALID_FISCAL_CODE, field)
    return text


def contact_value(field: str, kind: ContactKind, text: str) -> str:
    """A contact as typed, if a mail address looks like one. Raises UserError(INVALID_EMAIL | REQUIRED)."""
    text = required(field, text)
    if kind in (ContactKind.EMAIL, ContactKind.PEC) and not _EMAIL.fullmatch(text):
        raise UserError(ErrorCode.INVALID_EMAIL, field)
    return text


def district(field: str, number: int | None) -> int | None:
    """A circoscrizione. Raises UserError(INVALID_VALUE) below 1 or above 99 (Torino has eight, Roma fifteen)."""
    if number is not None and not 1 <= number <= 99:
        raise UserError(ErrorCode.INVALID_VALUE, field)
    return number


def apply(entity: E, values: dict[str, Any]) -> E:
    """Set the fields named in `values`; the unit of work sees what differs."""
    for name, value in values.items():
        setattr(entity, name, value)
    return entity
