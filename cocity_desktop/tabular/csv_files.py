"""Delimited text: which of `;` `,` tab `|` parts the columns is read from the file itself, whatever its quotes."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.tabular import limits
from cocity_desktop.tabular.grid import Grid, GridBuilder
from cocity_desktop.tabular.text_files import decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cocity_desktop.application.importing.ports import Step

_DELIMITERS = ";,\t|"
_SAMPLE_ROWS = 200
_EVERY = 2_000
"""Rows between two steps told."""
_DECLARED = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
"""The first line by which Excel is told the delimiter."""
_WORD_QUOTED = re.compile(r"(?:^|[;,\t|])“[^“”\n]*”(?=[;,\t|\r\n]|$)", re.MULTILINE)


def read_csv(file: Path, content: bytes, step: Step) -> Grid:
    """Raises UserError: TABLE_ENCODING, TABLE_NOT_ONE, TABLE_DAMAGED, and for a table that is too large."""
    decoded = decode(content, file.name)
    text = _plain_quotes(decoded.text)
    declared = _DECLARED.match(text)
    skipped = 1 if declared else 0
    delimiter = declared.group(1) if declared else _delimiter_of(text)
    body = text[declared.end() :] if declared else text
    try:
        quoting = csv.QUOTE_NONE if _has_a_loose_quote(body, delimiter) else csv.QUOTE_MINIMAL
        builder = GridBuilder()
        total = body.count("\n") + 1
        for number, cells in enumerate(_records(body, delimiter, quoting), start=1 + skipped):
            builder.add(number, cells)
            if number % _EVERY == 0:
                step(min(number, total), total)
    except csv.Error as error:
        raise UserError(ErrorCode.TABLE_DAMAGED, path=file.name) from error
    shown = {"\t": "tab"}.get(delimiter, delimiter)
    return Grid("", (), tuple(builder.rows), f"{shown} {decoded.encoding}")


def _records(text: str, delimiter: str, quoting: int = csv.QUOTE_MINIMAL) -> Iterator[list[str]]:
    csv.field_size_limit(limits.LONGEST_CELL)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]


def _plain_quotes(text: str) -> str:
    """A file whose cells stand in the quotes that Word makes («“a, b”») has plain ones instead."""
    if '"' in text or len(_WORD_QUOTED.findall(text)) < 2:
        return text
    return _WORD_QUOTED.sub(lambda found: found.group().replace("“", '"').replace("”", '"'), text)


def _delimiter_of(text: str) -> str:
    """The one that parts the most rows into the same number of columns."""
    return max(_DELIMITERS, key=lambda delimiter: _score(text, delimiter))


def _score(text: str, delimiter: str) -> float:
    try:
        rows = [row for row in islice(_records(text, delimiter), _SAMPLE_ROWS) if any(row)]
    except csv.Error:
        return 0.0
    if not rows:
        return 0.0
    columns, times = Counter(len(row) for row in rows).most_common(1)[0]
    return 0.0 if columns < 2 else times / len(rows) * min(columns, 40) ** 0.5


def _has_a_loose_quote(text: str, delimiter: str) -> bool:
    """Whether a quote that nobody closed would swallow rows: a cell that holds whole lines with their delimiters."""
    if '"' not in text or delimiter not in text:
        return False
    rows = list(islice(_records(text, delimiter), _SAMPLE_ROWS * 10))
    columns = Counter(len(row) for row in rows if any(row)).most_common(1)
    wanted = columns[0][0] - 1 if columns else 1
    return any(
        cell.count("\n") > 1 and cell.count(delimiter) >= max(2 * wanted, 2) for row in rows for cell in row
    )
