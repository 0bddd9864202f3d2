"""Finding records by their words: what is asked of the index of `search`, and in which order it answers.

Names come before texts, and among each the ones written last: FTS5 gives rows backwards without going through the
rest, so that finding as one types costs the same however long the house has been writing. A score like bm25 would
have to be worked out for every text that has the words.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cocity_desktop.domain.entity import EntityId, Ref
from cocity_desktop.storage.search import INDEXED, TRIGRAM, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

_FEW: Final = 64
"""So many finds are sorted as they are; of more, each sort is asked for until enough are found."""


@dataclass(frozen=True, slots=True)
class _Find:
    """A text that was found, and how well it fits. A higher `item` was written later."""

    item: int
    kind: str
    entity_id: EntityId
    sort: int


class _Finds(NamedTuple):
    """The best of what was found, the latest first of each sort, and how many were found in all."""

    best: list[_Find]
    number: int


def find(connection: Connection, query: str, limit: int = 20) -> list[Ref]:
    """Records that have all words of `query`: names that begin with it, names with a word that does, names, texts.

    Of each sort those written last come first, so that no more of the index is gone through than is shown.
    """
    words = fold(query).split()
    if not words:
        return []
    return [Ref(find.kind, find.entity_id) for find in _Question(connection, tuple(words), limit).best()]


class _Sort(IntEnum):
    """How well a text fits, the best first."""

    BEGINS = 0
    A_WORD_BEGINS = 1
    IN_TITLE = 2
    ANYWHERE = 3


_FOUND: Final = f"""
    SELECT i.item, i.kind, i.entity_id, {{sort}} FROM (
        SELECT * FROM (
            SELECT search.rowid AS item FROM search {{also}} WHERE search MATCH :match
            ORDER BY search.rowid DESC LIMIT :most
        )
        UNION ALL SELECT item FROM search_item WHERE item > {INDEXED} AND {{fits}}
    ) JOIN search_item i USING (item) ORDER BY item DESC LIMIT :most"""
_ALSO: Final = "JOIN search_item ON search_item.item = search.rowid AND {fits}"
_READ_THROUGH: Final = """
    SELECT item, kind, entity_id, {sort} FROM (
        SELECT * FROM search_item ORDER BY item DESC LIMIT {most}
    ) i WHERE {fits} ORDER BY item DESC LIMIT :most"""
_BEST: Final = "SELECT *, count(*) OVER () FROM ({found}) ORDER BY 4, item DESC LIMIT :limit"
"""Sorted where they lie: to hand out sixty texts takes longer than to find them."""
_READ_AT_MOST: Final = 4_000
"""For a single letter, which has no trigram, so many of the last texts are read: one letter finds what is recent."""


class _Question:
    """Some folded words: letters and digits, so that neither LIKE nor MATCH needs escapes."""

    def __init__(self, connection: Connection, words: tuple[str, ...], limit: int) -> None:
        # Of the driver: a search asks a handful of questions that take some microseconds each.
        self._raw: Any = connection.connection.driver_connection
        self._limit = limit
        self._whole = " " + " ".join(words)
        self._pieces = [_piece(word) for word in words]
        self._short = [piece for piece in self._pieces if len(piece) < TRIGRAM]
        self._terms = " AND ".join(f'"{piece}"' for piece in self._pieces if len(piece) >= TRIGRAM)

    def best(self) -> list[_Find]:
        """Of few finds the best are known; of many, names are asked for sort by sort, and texts fill what is left."""
        limit = self._limit
        many = max(limit, _FEW)
        anywhere = self._ask(_Sort.ANYWHERE, many)
        if anywhere.number < many:
            return anywhere.best
        # What many names begin with is answered at once; where none does, to ask for that would cost the most.
        begins = self._ask(_Sort.BEGINS, limit).best if anywhere.best[0].sort == _Sort.BEGINS else None
        if begins is not None and len(begins) == limit:
            return begins
        names = self._ask(_Sort.IN_TITLE, many)
        if names.number < many:
            return _first(limit, names.best, anywhere.best)
        begins = self._ask(_Sort.BEGINS, limit).best if begins is None else begins
        words = self._ask(_Sort.A_WORD_BEGINS, limit).best if len(begins) < limit else []
        return _first(limit, begins, words, names.best)

    def _ask(self, sort: _Sort, most: int) -> _Finds:
        """Among the latest texts of this sort, or of a better one, the best."""
        if not self._terms:
            fits = self._fits(min(sort, _Sort.IN_TITLE), "i")
            return self._rows(
                _READ_THROUGH.format(fits=fits, most=_READ_AT_MOST, sort=self._sort_of("i")), most
            )
        fits = self._fits(sort, "search_item")
        also = _ALSO.format(fits=fits) if self._short and sort >= _Sort.IN_TITLE else ""
        found = _FOUND.format(also=also, fits=fits, sort=self._sort_of("i"))
        return self._rows(found, most, self._match(sort))

    def _sort_of(self, table: str) -> str:
        """How well something found fits, as SQL."""
        sorts = (_Sort.BEGINS, _Sort.A_WORD_BEGINS, _Sort.IN_TITLE)
        cases = " ".join(f"WHEN {self._fits(sort, table)} THEN {sort.value}" for sort in sorts)
        return f"CASE {cases} ELSE {_Sort.ANYWHERE.value} END"

    def _match(self, sort: _Sort) -> str:
        """What the index is asked."""
        asked = {
            _Sort.BEGINS: f'title : ^"{self._whole}"',
            _Sort.A_WORD_BEGINS: f'title : "{self._whole}"',
            _Sort.IN_TITLE: f"title : ({self._terms})",
        }
        return asked.get(sort, self._terms)

    def _fits(self, sort: _Sort, table: str) -> str:
        """The same for texts that are read."""
        if sort <= _Sort.A_WORD_BEGINS:
            return f"{table}.title LIKE :begins" if sort is _Sort.BEGINS else f"{table}.title LIKE :word"
        where = f"{table}.title" + (f" || {table}.body" if sort is _Sort.ANYWHERE else "")
        return " AND ".join(f"{where} LIKE :piece{number}" for number in range(len(self._pieces)))

    def _rows(self, sql: str, most: int, match: str = "") -> _Finds:
        """What people typed goes in as parameters: statements may be told in an error."""
        asked: dict[str, Any] = {"begins": f"{self._whole}%", "word": f"%{self._whole}%", "match": match}
        asked |= {"most": most, "limit": self._limit}
        asked |= {f"piece{number}": f"%{piece}%" for number, piece in enumerate(self._pieces)}
        rows = self._raw.execute(_BEST.format(found=sql), asked).fetchall()
        return _Finds([_Find(*row[:4]) for row in rows], rows[0][4] if rows else 0)


def _first(limit: int, *finds: Sequence[_Find]) -> list[_Find]:
    """The first so many of these, each once."""
    return list(dict.fromkeys(chain(*finds)))[:limit]


def _piece(word: str) -> str:
    """Where a word may stand: anywhere, or at the beginning of a word when it is too short for a trigram."""
    return word if len(word) >= TRIGRAM else f" {word}"
