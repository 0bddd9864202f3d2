"""Which sheet of a workbook is meant: the one named, or the first in sight that holds something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.domain.errors import ErrorCode, UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from cocity_desktop.tabular.grid import GridRow


def choose(
    names: Sequence[str],
    wanted: str,
    rows_of: Callable[[str], list[GridRow]],
    hidden: Collection[str] = (),
) -> tuple[str, list[GridRow]]:
    """The name of the sheet and its rows. One of the `hidden` is read when it is named, or when no other holds anything.

    Raises UserError(TABLE_NO_SHEET).
    """
    if wanted:
        found = next((name for name in names if name.casefold() == wanted.casefold()), None)
        if found is None:
            raise UserError(ErrorCode.TABLE_NO_SHEET, asked=wanted, known=", ".join(names))
        return found, rows_of(found)
    for name in sorted(names, key=lambda name: name in hidden):
        rows = rows_of(name)
        if len(rows) > 1:  # a sheet with a title alone is a cover
            return name, rows
    return (names[0], rows_of(names[0])) if names else ("", [])
