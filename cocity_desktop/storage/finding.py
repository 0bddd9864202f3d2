"""Finding records by their words: what is asked of the index of `search`, and in which order it answers.

Names come before texts, and among each the ones written last: FTS5 gives rows backwards without going through the
rest, so that finding as one types costs the same however long the house has been writing. A score like bm25 would
have to be worked out for every text that has the words.

Texts are looked into with `instr`, never with LIKE: SQLite plans a statement anew each time a pattern is bound to a
LIKE, which takes longer than the answer.
"""

from __future__ import annotations

import json
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.domain.entity import Ref
from cocity_desktop.storage.search import INDEXED, TRIGRAM, fold

if TYPE_CHECKING:
    from sqlalchemy import Connection

_FEW: Final = 64
"""So many names are sorted as they are; of more, each sort is asked for until enough are found."""


def find(connection: Connection, query: str, limit: int = 20) -> list[Ref]:
    """Records that have all words of `query`: names that begin with it, names with a word that does, names, texts.

    Of each sort those written last come first, so that no more of the index is gone through than is shown.
    """
    words = fold(query).split()
    if not words:
        return []
    question = _Question(connection, tuple(words), limit)
    return question.records(question.best())


class _Sort(IntEnum):
    """How well a text fits, the best first."""

    BEGINS = 0
    A_WORD_BEGINS = 1
    IN_TITLE = 2
    ANYWHERE = 3


_Finds = list[tuple[int, int]]
"""Items (a higher one was written later), each with its sort; the latest first."""

_SORT: Final = "CASE instr(i.title, :whole) WHEN 0 THEN {else_} WHEN 1 THEN 0 ELSE 1 END"
_INDEX: Final = """
    SELECT search.rowid AS item FROM search {also} WHERE search MATCH :match ORDER BY search.rowid DESC LIMIT :most"""
_ALSO: Final = "JOIN search_item i ON i.item = search.rowid AND {fits}"
_FOUND: Final = "SELECT i.item, {sort} FROM ({index}) CROSS JOIN search_item i USING (item)"
_FOUND_SO: Final = "SELECT item, 0 FROM ({index})"
"""Of one sort: what it is need not be read."""
_FOUND_OR_WAITING: Final = f"""
    SELECT i.item, {{sort}} FROM (
        SELECT * FROM ({{index}}) UNION ALL SELECT item FROM search_item i WHERE item > {INDEXED} AND {{fits}}
    ) CROSS JOIN search_item i USING (item) ORDER BY i.item DESC LIMIT :most"""
_READ_AT_MOST: Final = 4_000
"""For a single letter, which has no trigram, so many of the last texts are read: one letter finds what is recent."""
_READ_THROUGH: Final = f"""
    SELECT item FROM (SELECT * FROM search_item ORDER BY item DESC LIMIT {_READ_AT_MOST}) i
    WHERE {{fits}} ORDER BY {_SORT.format(else_="2")}, item DESC LIMIT :most"""
_WAITS: Final = f"SELECT EXISTS (SELECT 1 FROM search_item WHERE item > {INDEXED})"
_RECORDS: Final = (
    "SELECT item, kind, entity_id FROM search_item WHERE item IN (SELECT value FROM json_each(?))"
)


class _Question:
    """Some folded words: letters and digits, so that MATCH needs no escapes."""

    def __init__(self, connection: Connection, words: tuple[str, ...], limit: int) -> None:
        # Of the driver: a search asks a handful of questions that take some microseconds each.
        raw: Any = connection.connection.driver_connection
        self._raw = raw
        self._limit = limit
        self._many = max(limit, _FEW)
        self._whole = " " + " ".join(words)
        self._pieces = [_piece(word) for word in words]
        self._short = any(len(piece) < TRIGRAM for piece in self._pieces)
        self._terms = " AND ".join(f'"{piece}"' for piece in self._pieces if len(piece) >= TRIGRAM)
        self._waits = bool(raw.execute(_WAITS).fetchone()[0])

    def best(self) -> list[int]:
        """The items of the best finds. Of few texts all are known; of many each sort is asked for, unless it is known."""
        if not self._terms:
            return self._read_through()
        if self._short:
            # Texts are read to see a word of two letters; what begins so the index knows alone.
            begins = _items(self._ask(_Sort.BEGINS, self._limit))
            if len(begins) == self._limit:
                return begins
        texts = self._ask(_Sort.ANYWHERE, self._many)
        if len(texts) < self._many:
            return _items(sorted(texts, key=_how))[: self._limit]
        begins = _of(_Sort.BEGINS, texts)[: self._limit]
        return begins if len(begins) == self._limit else self._sort_by_sort(texts)

    def _sort_by_sort(self, texts: _Finds) -> list[int]:
        """Of many texts, of which these are the latest."""
        names = [one for one in texts if one[1] < _Sort.ANYWHERE]
        if len(names) < len(texts):
            names = self._ask(_Sort.IN_TITLE, self._many)
        found = self._latest(_Sort.BEGINS, names)
        if len(found) < self._limit:
            found += self._latest(_Sort.A_WORD_BEGINS, names)
        return list(dict.fromkeys((*found, *_items(names), *_items(texts))))[: self._limit]

    def records(self, items: list[int]) -> list[Ref]:
        """The records of these, in their order."""
        rows = self._raw.execute(_RECORDS, (json.dumps(items),)).fetchall()
        refs = {item: Ref(kind, entity_id) for item, kind, entity_id in rows}
        return [refs[item] for item in items]

    def _latest(self, sort: _Sort, names: _Finds) -> list[int]:
        """The latest of a sort. They are known when the names are all of them, or when enough of these are of the sort."""
        known = _of(sort, names)
        if len(names) < self._many or len(known) >= self._limit:
            return known
        return _items(self._ask(sort, self._limit))

    def _ask(self, sort: _Sort, most: int) -> _Finds:
        """The latest texts of this sort, or of a better one."""
        short = self._short and sort >= _Sort.IN_TITLE
        return self._rows(_asked(sort, len(self._pieces), short, self._waits), most, self._match(sort))

    def _read_through(self) -> list[int]:
        sql = _READ_THROUGH.format(fits=_fits(_Sort.IN_TITLE, len(self._pieces)))
        return [item for (item,) in self._rows(sql, self._limit)]

    def _match(self, sort: _Sort) -> str:
        """What the index is asked."""
        if sort is _Sort.BEGINS:
            return f'title : ^"{self._whole}"'
        if sort is _Sort.A_WORD_BEGINS:
            return f'title : "{self._whole}"'
        return f"title : ({self._terms})" if sort is _Sort.IN_TITLE else self._terms

    def _rows(self, sql: str, most: int, match: str = "") -> list[Any]:
        """What people typed goes in as parameters: statements may be told in an error."""
        asked: dict[str, Any] = {"whole": self._whole, "match": match, "most": most}
        asked |= {f"piece{number}": piece for number, piece in enumerate(self._pieces)}
        return list(self._raw.execute(sql, asked).fetchall())


@cache
def _asked(sort: _Sort, pieces: int, short: bool, waits: bool) -> str:
    """The statement for texts of a sort, with so many words, some of them too `short` for the index."""
    fits = _fits(sort, pieces)
    index = _INDEX.format(also=_ALSO.format(fits=fits) if short else "")
    if not waits and sort < _Sort.IN_TITLE:
        return _FOUND_SO.format(index=index)
    in_title = _fits(_Sort.IN_TITLE, pieces)
    told = _SORT.format(else_=f"3 - ({in_title})" if sort is _Sort.ANYWHERE else "2")
    return (_FOUND_OR_WAITING if waits else _FOUND).format(index=index, fits=fits, sort=told)


def _fits(sort: _Sort, pieces: int) -> str:
    """What is asked of the index, for texts that are read. Each condition is 0 or 1."""
    if sort is _Sort.BEGINS:
        return "instr(i.title, :whole) = 1"
    if sort is _Sort.A_WORD_BEGINS:
        return "instr(i.title, :whole) > 0"
    where = "i.title" if sort is _Sort.IN_TITLE else "i.title || i.body"
    return " AND ".join(f"instr({where}, :piece{number}) > 0" for number in range(pieces))


def _how(find: tuple[int, int]) -> int:
    return find[1]


def _items(finds: _Finds) -> list[int]:
    return [item for item, _sort in finds]


def _of(sort: _Sort, finds: _Finds) -> list[int]:
    return [item for item, how in finds if how == sort]


def _piece(word: str) -> str:
    """Where a word may stand: anywhere, or at the beginning of a word when it is too short for a trigram."""
    return word if len(word) >= TRIGRAM else f" {word}"
