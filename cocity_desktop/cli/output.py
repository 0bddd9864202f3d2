"""What the command line says and with which exit code: 0 done, 1 the thing is wrong, 2 it could not be done."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from cocity_desktop.domain.errors import AppError, ErrorCode
from cocity_desktop.error_messages import words_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WRONG = 1
"""What was looked at is wrong: an invalid file, a pact that lacks something, an answer to another version, a damaged backup."""

IMPOSSIBLE = 2
"""It could not be done: no archive, wrong passphrase, no such record, disk full."""

_WRONG_THINGS = frozenset(
    {
        ErrorCode.PACT_INCOMPLETE,
        ErrorCode.REPLY_INVALID,
        ErrorCode.REPLY_OTHER_DELIVERY,
        ErrorCode.REPLY_OTHER_ARTICLES,
        ErrorCode.REPLY_OTHER_VERSION,
        ErrorCode.REPLY_ALREADY_THERE,
        ErrorCode.REPLY_NOT_NEWEST,
        ErrorCode.ARCHIVE_FILE_SYNTAX,
        ErrorCode.ARCHIVE_FILE_WRONG,
        ErrorCode.ARCHIVE_FILE_ID_TWICE,
        ErrorCode.ARCHIVE_FILE_REFERENCE,
        ErrorCode.ARCHIVE_FILE_DAMAGED,
        ErrorCode.BACKUP_DAMAGED,
    }
)


def say(text: str = "") -> None:
    """A line for the person, on standard output."""
    typer.echo(text)


def warn(text: str) -> None:
    """A line on standard error."""
    typer.echo(text, err=True)


def say_json(value: Any) -> None:
    """A value for another program, sorted and readable."""
    say(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True))


def say_table(rows: Sequence[Sequence[str]]) -> None:
    """Rows in columns two spaces apart, as wide as the widest cell; the last column runs on."""
    if not rows:
        return
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]) - 1)]
    for row in rows:
        say(
            "  ".join(
                [cell.ljust(width) for cell, width in zip(row, widths, strict=False)] + [row[-1]]
            ).rstrip()
        )


def stop(code: int, text: str = "") -> NoReturn:
    """End with words on standard error."""
    if text:
        warn(text)
    raise typer.Exit(code)


@contextmanager
def refusals_as_exit_codes() -> Iterator[None]:
    """Turn a refusal into its words and its exit code. Bugs pass through: they must be seen."""
    try:
        yield
    except AppError as error:
        field = f"{error.field}: " if error.field else ""
        stop(WRONG if error.code in _WRONG_THINGS else IMPOSSIBLE, f"{field}{words_for(error)}")


def use_utf8() -> None:
    """Write UTF-8 whatever the machine's code page, since names hold accents and dashes."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
