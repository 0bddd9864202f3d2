"""Finding records by their words: what is asked of the index of `search`, and in which order it answers.

Names come before texts, and among each the ones written last: FTS5 gives rows backwards without going through the
rest, so that finding as one types costs the same however long the house has been writing. A score like bm25 would
have to be worked out for every text that has the words.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from itertools import chain
from typing import TYPE_CHECKING, Final

from cocity_desktop.domain.entity import EntityId, Ref
from cocity_desktop.storage.search import INDEXED, TRIGRAM, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

_FEW: Final = 64
"""So many finds are sorted as they are; of more, each sort is asked for until enough are found."""


@dataclass(frozen=True, slots=True)
class _Find:
    """A text that was found. A higher `item` was written later."""

    item: int
    kind: str
    entity_id: EntityId
    title: str


def find(connection: Connection, query: str, limit: int = 20) -> list[Ref]:
    """Records that have all words of `query`: names that begin with it, names with a word that does, names, texts.

    Of each sort those written last come first, so that no more of the index is gone through than is shown.
    """
    words = fold(query).split()
    if not words:
        return []
    return [Ref(find.kind, find.entity_id) for find in _Question(connection, tuple(words)).best(limit)]


class _Sort(IntEnum):
    """How well a text fits, the best first."""

    BEGINS = 0
    A_WORD_BEGINS = 1
    IN_TITLE = 2
    ANYWHERE = 3


_FOUND: Final = f"""
    SELECT i.item, i.kind, i.entity_id, i.title FROM (
        SELECT * FROM (
            SELECT search.rowid AS item FROM search {{also}} WHERE search MATCH :match
            ORDER BY search.rowid DESC LIMIT :limit
        )
        UNION ALL SELECT item FROM search_item WHERE item > {INDEXED} AND {{fits}}
    ) JOIN search_item i USING (item) ORDER BY item DESC LIMIT :limit"""
_ALSO: Final = "JOIN search_item ON search_item.item = search.rowid AND {fits}"
_READ_THROUGH: Final = """
    SELECT item, kind, entity_id, title FROM (
        SELECT * FROM search_item ORDER BY item DESC LIMIT {most}
    ) search_item WHERE {fits} ORDER BY item DESC LIMIT :limit"""
_READ_AT_MOST: Final = 4_000
"""For a single letter, which has no trigram, so many of the last texts are read: one letter finds what is recent."""


class _Question:
    """Some folded words: letters and digits, so that neither LIKE nor MATCH needs escapes."""

    def __init__(self, connection: Connection, words: tuple[str, ...]) -> None:
        self._connection = connection
        self._whole = " " + " ".join(words)
        self._pieces = [_piece(word) for word in words]
        self._short = [piece for piece in self._pieces if len(piece) < TRIGRAM]
        self._terms = " AND ".join(f'"{piece}"' for piece in self._pieces if len(piece) >= TRIGRAM)

    def best(self, limit: int) -> list[_Find]:
        """Of few finds the best are known; of many, names are asked for sort by sort, and texts fill what is left."""
        many = max(limit, _FEW)
        anywhere = self._ask(_Sort.ANYWHERE, many)
        if len(anywhere) < many:
            return sorted(anywhere, key=self._sort_of)[:limit]
        # What many names begin with is answered at once; where none does, to ask for that would cost the most.
        sorts = {self._sort_of(find) for find in anywhere}
        begins = self._ask(_Sort.BEGINS, limit) if _Sort.BEGINS in sorts else None
        if begins is not None and len(begins) == limit:
            return begins
        names = self._ask(_Sort.IN_TITLE, many)
        if len(names) < many:
            return _first(limit, sorted(names, key=self._sort_of), anywhere)
        begins = self._ask(_Sort.BEGINS, limit) if begins is None else begins
        words = self._ask(_Sort.A_WORD_BEGINS, limit) if len(begins) < limit else []
        return _first(limit, begins, words, names)

    def _ask(self, sort: _Sort, limit: int) -> list[_Find]:
        """Texts of this sort, or of a better one, the latest first."""
        if not self._terms:
            return self._rows(
                _READ_THROUGH.format(fits=self._fits(min(sort, _Sort.IN_TITLE)), most=_READ_AT_MOST), limit
            )
        also = _ALSO.format(fits=self._fits(sort)) if self._short and sort >= _Sort.IN_TITLE else ""
        return self._rows(_FOUND.format(also=also, fits=self._fits(sort)), limit, self._match(sort))

    def _sort_of(self, find: _Find) -> _Sort:
        """How well something found fits."""
        if find.title.startswith(self._whole):
            return _Sort.BEGINS
        if self._whole in find.title:
            return _Sort.A_WORD_BEGINS
        return _Sort.IN_TITLE if all(piece in find.title for piece in self._pieces) else _Sort.ANYWHERE

    def _match(self, sort: _Sort) -> str:
        """What the index is asked."""
        asked = {
            _Sort.BEGINS: f'title : ^"{self._whole}"',
            _Sort.A_WORD_BEGINS: f'title : "{self._whole}"',
            _Sort.IN_TITLE: f"title : ({self._terms})",
        }
        return asked.get(sort, self._terms)

    def _fits(self, sort: _Sort) -> str:
        """The same for texts that are read."""
        if sort <= _Sort.A_WORD_BEGINS:
            return (
                "search_item.title LIKE :begins" if sort is _Sort.BEGINS else "search_item.title LIKE :word"
            )
        where = "search_item.title" + (" || search_item.body" if sort is _Sort.ANYWHERE else "")
        return " AND ".join(f"{where} LIKE :piece{number}" for number in range(len(self._pieces)))

    def _rows(self, sql: str, limit: int, match: str = "") -> list[_Find]:
        """What people typed goes in as parameters: statements may be told in an error."""
        asked = {"begins": f"{self._whole}%", "word": f"%{self._whole}%", "match": match, "limit": limit}
        asked |= {f"piece{number}": f"%{piece}%" for number, piece in enumerate(self._pieces)}
        return [_Find(*row) for row in self._connection.exec_driver_sql(sql, asked).all()]


def _first(limit: int, *finds: Sequence[_Find]) -> list[_Find]:
    """The first so many of these, each once."""
    return list(dict.fromkeys(chain(*finds)))[:limit]


def _piece(word: str) -> str:
    """Where a word may stand: anywhere, or at the beginning of a word when it is too short for a trigram."""
    return word if len(word) >= TRIGRAM else f" {word}"
