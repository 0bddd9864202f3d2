"""Where the headings are: under the title, in one row or in two, over columns some of which are empty.

The reader knows no meanings, but the words that headings are made of help to tell them from what is under them.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from cocity_desktop.application.importing.ports import Table, TableRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.importing.ports import Cell
    from cocity_desktop.tabular.grid import Grid, GridRow

_LOOK = 30
"""Rows in which the headings are looked for."""
_LONGEST = 60
"""Characters of a heading; what is longer is a text."""
_KNOWN_WORDS = (
    "nome cognome denominazione ragione sociale nominativo gruppo associazione ente soggetto referente contatto contatti"
    " responsabile presidente rappresentante tel telefono telefoni cell cellulare mobile fax mail email e pec posta"
    " indirizzo via sede citta comune cap quartiere circoscrizione circ zona cf codice fiscale p iva partita runts data"
    " nascita note annotazioni descrizione attivita tema temi ambito ambiti lingua lingue luogo bene proprieta"
    " proprietario stato uso vincoli catasto foglio particella lat long lon latitudine longitudine coordinate tipo"
    " tipologia natura forma giuridica membri soci componenti partecipanti ruolo sito web id numero progressivo n"
    " capofila partner titolo proposta proponente avanzamento patto foto upl name surname first last given family phone"
    " mobile address city district group kind type notes members role website owner latitude longitude language languages theme themes"
    " description place"
)
_KNOWN = frozenset(_KNOWN_WORDS.split())
_BETWEEN_WORDS = "e ed o di del dello della dei degli delle d l il la lo i gli le a al in per of the and"
_BETWEEN = frozenset(_BETWEEN_WORDS.split())
"""Words that make no text more of a heading or less."""
_WORD = re.compile(r"[^\W\d_]+")


def table_of(grid: Grid, file_name: str, kind: str) -> Table:
    """The grid without what is around its rows. A grid without any row gives a table without headings."""
    start, depth = _find(grid.rows)
    rows = grid.rows[start + depth :]
    width = max((len(row.cells) for row in grid.rows[start:]), default=0)
    names = _names(grid.rows[start : start + depth], width)
    filled = [i for i in range(width) if names[i] or any(_at(row, i) is not None for row in rows)]
    return Table(
        file_name=file_name,
        format=kind,
        written=grid.written,
        sheet=grid.sheet,
        sheets=grid.sheets,
        heading_row=grid.rows[start + depth - 1].number if depth else 0,
        headings=_distinct([names[i] or f"({_letters(i)})" for i in filled]),
        rows=tuple(TableRow(row.number, tuple(_at(row, i) for i in filled)) for row in rows),
    )


def _find(rows: Sequence[GridRow]) -> tuple[int, int]:
    """Where the headings begin and how many rows they take: 0 or 1 or 2."""
    if not rows:
        return 0, 0
    width = _usual_width(rows)
    best = max(range(min(len(rows), _LOOK)), key=lambda i: (_score(rows[i], width), -i))
    if _score(rows[best], width) <= 0:
        return 0, 1
    if best > 0 and _is_upper_row(rows[best - 1], rows[best], width):
        return best - 1, 2
    if best + 1 < len(rows) and _is_upper_row(rows[best], rows[best + 1], width):
        return best, 2
    return best, 1


def _usual_width(rows: Sequence[GridRow]) -> int:
    widths = sorted(_filled(row) for row in rows[:200])
    return max(widths[len(widths) // 2], 1)


def _filled(row: GridRow) -> int:
    return sum(cell is not None for cell in row.cells)


def _score(row: GridRow, width: int) -> float:
    """How much a row looks like headings: short texts, all different, as many as columns, of words that headings have."""
    cells = [cell for cell in row.cells if cell is not None]
    texts = [cell for cell in cells if isinstance(cell, str)]
    if not cells or len(texts) < len(cells):
        return 0.0
    if any(len(text) > _LONGEST or "@" in text or not _WORD.search(text) for text in texts):
        return 0.0
    share = min(len(cells) / width, 1.0)
    if share < 0.5 and len(cells) < 2:
        return 0.0
    known = sum(map(_share_known, texts)) / len(texts)
    different = len({text.casefold() for text in texts}) / len(texts)
    return share * different * (0.2 + known)


def _is_known(text: str) -> bool:
    words = _WORD.findall(_plain(text))
    return bool(words) and any(word in _KNOWN for word in words) and len(words) <= 6


def _share_known(text: str) -> float:
    """How much of a text is words of headings: all of «Nome del gruppo», less of «Gruppo Orto Finto», which is a row."""
    words = [word for word in _WORD.findall(_plain(text)) if word not in _BETWEEN]
    if not words or not _is_known(text):
        return 0.0
    return (1 + sum(word in _KNOWN for word in words) / len(words)) / 2


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _is_upper_row(upper: GridRow, lower: GridRow, width: int) -> bool:
    """Whether `upper` stands over several columns of `lower`, both being headings: merged cells are filled once."""
    if lower.number != upper.number + 1 or _filled(upper) < 2 or _score(lower, width) <= 0:
        return False
    if not all(isinstance(cell, str) and len(cell) <= _LONGEST for cell in upper.cells if cell is not None):
        return False
    under_gaps = sum(_at(upper, i) is None and _at(lower, i) is not None for i in range(len(lower.cells)))
    known = sum(_is_known(cell) for cell in lower.cells if isinstance(cell, str))
    return under_gaps > 0 and known * 2 >= _filled(lower) and _filled(upper) + _filled(lower) > width


def _names(rows: Sequence[GridRow], width: int) -> list[str]:
    if len(rows) < 2:
        return [_one_line(_at(rows[0], i)) for i in range(width)] if rows else [""] * width
    upper, lower = rows
    names, over = [], ""
    for i in range(width):
        above, below = _one_line(_at(upper, i)), _one_line(_at(lower, i))
        over = above or (over if below else "")
        names.append(f"{over} / {below}" if over and below else over or below)
    return names


def _one_line(cell: Cell) -> str:
    return " ".join(str(cell).split()) if cell is not None else ""


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    distinct = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        distinct.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(distinct)


def _letters(position: int) -> str:
    """The name that spreadsheets give a column: A, …, Z, AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _at(row: GridRow, position: int) -> Cell:
    return row.cells[position] if position < len(row.cells) else None
