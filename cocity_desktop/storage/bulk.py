"""Many new rows of one table at once, without a word for what none of them has.

The driver looks long for a way to adapt each NULL it is given (PEP 246, "__conform__" and "__adapt__"), and most columns
of most rows are empty: a column that is NULL in all rows is left out, which means the same, since no column that may be
NULL has a default.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.storage.codec import Row


def insert(raw: Any, table: str, names: Sequence[str], rows: Sequence[Row]) -> None:
    """Rows of as many values as there are `names`. Raises what the driver raises."""
    columns = [
        (name, column)
        for name, column in zip(names, zip(*rows, strict=True), strict=False)
        if column[0] is not None or column.count(None) < len(column)
    ]
    if not columns:
        return
    said = ", ".join(f'"{name}"' for name, _ in columns)
    marks = ", ".join("?" * len(columns))
    raw.executemany(
        f'INSERT INTO "{table}" ({said}) VALUES ({marks})',
        zip(*(column for _, column in columns), strict=True),
    )
