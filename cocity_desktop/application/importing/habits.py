"""What people write in lists kept by hand that is no value of its own: «idem» for the cell above, a row that adds up.

Neither is ever guessed at: a ditto is a whole cell, and a total says nothing beside its word and numbers.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cocity_desktop.application.importing.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cocity_desktop.application.importing.ports import Cell, TableRow

_SIGNS: Final = frozenset(('"', "''", "“", "”", "„", "«", "»", "〃", "״", ",,", '" "', "”“", "“”"))
_WORDS: Final = frozenset(
    ("idem", "cs", "c s", "come sopra", "vedi sopra", "v sopra", "ditto", "as above", "see above")
)
_LONGEST: Final = 12
"""Characters of a ditto."""
_TOTAL: Final = re.compile(
    r"(?:totale|totali|total|tot|somma|subtotale)(?: (?:generale|parziale|complessivo|complessiva|gruppi|associazioni|enti|persone"
    r"|soci|iscritti|luoghi|righe|groups|people|places|rows))?(?: \d+)?"
)
_FIGURE: Final = re.compile(r"[\d\s.,%€+-]+")


def without_dittos(rows: Sequence[TableRow]) -> Iterator[TableRow]:
    """The rows, with what stands above for «"», «idem», «vedi sopra»; one with nothing above stays as it is written."""
    above: Sequence[Cell] = ()
    for row in rows:
        if any(map(_is_ditto, row.cells)):
            cells = tuple(
                above[i] if i < len(above) and above[i] is not None and _is_ditto(cell) else cell
                for i, cell in enumerate(row.cells)
            )
            yield replace(row, cells=cells)
            above = cells
        else:
            yield row
            above = row.cells


def _is_ditto(cell: Cell) -> bool:
    if not isinstance(cell, str) or len(cell) > _LONGEST:
        return False
    return _says_ditto(cell)


@lru_cache(maxsize=1024)
def _says_ditto(text: str) -> bool:
    return text in _SIGNS or folded(text) in _WORDS


def is_total(cells: Sequence[Cell]) -> bool:
    """Whether a row says «Totale» and numbers, nothing else."""
    if not any(isinstance(cell, str) and cell[:1] in "TtSs" and len(cell) <= 40 for cell in cells):
        return False
    texts = [cell for cell in cells if isinstance(cell, str) and not _FIGURE.fullmatch(cell)]
    return len(texts) == 1 and _TOTAL.fullmatch(folded(texts[0])) is not None
