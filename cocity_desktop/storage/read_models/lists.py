"""Windows of the lists of people, groups and places: what is shown is read, and nothing else.

Names come in the order of the lines' numbers, which the full-text index keeps to as well (storage.lines), so that the
first hundred of any answer cost the same in a list of any length. How many lines pass is counted up to a little more
than is shown; whoever scrolls on learns more. Other orders than by name go through all lines that pass.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from cocity_desktop.application.views.lists import Facets, ListQuestion, SavedFilterRow, Window
from cocity_desktop.storage.line_texts import pieces
from cocity_desktop.storage.read_models.counted import Kept
from cocity_desktop.storage.read_models.registry import TAKES_PART
from cocity_desktop.storage.read_models.rows import Reading
from cocity_desktop.storage.search import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cocity_desktop.application.views.lists import Span
    from cocity_desktop.domain.entity import EntityId

Row = TypeVar("Row")
COUNTED_AT_LEAST: Final = 1_000
"""So many lines beyond those shown are counted when there are words."""

_MOST_VALUES: Final = 500
_ALL: Final = 1 << 40

_PLACES_OF: Final = """
    SELECT place_id AS id, count(*) AS n FROM processes WHERE alive = 1 AND place_id IS NOT NULL GROUP BY place_id
"""
_COUNTS: Final = {
    ("group", "processes"): f"SELECT group_id AS id, count(*) AS n FROM ({TAKES_PART}) GROUP BY group_id",
    ("place", "processes"): _PLACES_OF,
}
_ORDERS: Final = {
    "shape": "instr(:shapes, '|' || l.shape || '|')",
    "district": "l.district",
    "notice": "l.noticed",
    "processes": "coalesce(counted.n, 0)",
}


def window(
    reading: Reading,
    kind: str,
    question: ListQuestion,
    span: Span,
    rows_of: Callable[[Sequence[EntityId]], Sequence[Row]],
    kept: Kept | None = None,
) -> Window[Row]:
    """A part of the list of `kind`; `rows_of` reads the rows of these records, in their order."""
    asked = _Asked(reading, kind, question, kept or Kept())
    total = int(reading.tuples(f"SELECT count(*) FROM {kind}_line")[0][0])
    position = asked.position(span.around) if span.around is not None else None
    offset, limit = span.offset, span.limit
    if position is not None:
        # Whole pages, with some lines on either side of the record.
        offset = max(0, position - limit // 4) // limit * limit
        limit *= 1 if position + limit // 4 < offset + limit else 2
    ids = asked.ids(offset, limit)
    count, more = (total, False) if not question.filters() else asked.count(offset + limit)
    return Window(tuple(rows_of(ids)), offset, count, more, total, position)


@dataclass(frozen=True)
class _Asked:
    """A question to one list, as SQL."""

    reading: Reading
    kind: str
    question: ListQuestion
    kept: Kept

    def ids(self, offset: int, limit: int) -> list[EntityId]:
        """The records of a part of the answer."""
        sort = self.question.sort
        if sort == "contact":
            return self._by_contact(offset, limit)
        if (self.kind, sort) == ("group", "people"):
            return self._by_people()[offset : offset + limit]
        if sort != "name":
            return self._by_other(offset, limit)
        return self._by_name(offset, limit, self.question.descending)

    def count(self, shown: int) -> tuple[int, bool]:
        """How many lines pass, and whether there are more than were counted."""
        most = shown + COUNTED_AT_LEAST if self._match() else -1
        source = self._index() or self._source()
        where = self._where()
        sql = f"SELECT count(*) FROM (SELECT 1 FROM {source} WHERE {where} LIMIT :limit)"
        counted = int(self._rows(sql, limit=most + 1 if most >= 0 else -1)[0][0])
        return (most, True) if 0 <= most < counted else (counted, False)

    def position(self, record_id: EntityId) -> int | None:
        """Where a record stands in the answer, None when it does not pass or stands far down an answer to words."""
        found = self._rows(
            f"SELECT l.item FROM {self.kind}_line l WHERE l.entity_id = :id AND {self._reads()}", id=record_id
        )
        if not found:
            return None
        if self.question.sort == "name":
            before = self._before(found[0][0], self.question.descending)
            return before if before < self._most_before() else None
        if self.question.sort == "contact":
            return self._by_contact_before(record_id, found[0][0])
        return self.ids(0, _ALL).index(record_id)

    def _before(self, item: int, descending: bool, apart_from: Sequence[EntityId] = ()) -> int:
        """How many lines that pass stand before one."""
        sign = ">" if descending else "<"
        source, item_of = (not apart_from and self._index()) or self._source(), self._item()
        if not self.question.filters() and not apart_from:
            source = f"{self.kind}_line INDEXED BY ix_{self.kind}_line_name"
            item_of = "(sort_key, entity_id)"
            sql = (
                f"SELECT count(*) FROM {source} WHERE {item_of} {sign} "
                f"(SELECT sort_key, entity_id FROM {self.kind}_line WHERE item = :item)"
            )
        else:
            where = f"{self._where(apart_from)} AND {item_of} {sign} :item"
            sql = f"SELECT count(*) FROM (SELECT 1 FROM {source} WHERE {where} LIMIT {self._most_before()})"
        return int(self._rows(sql, item=item, apart=json.dumps(apart_from))[0][0])

    def _most_before(self) -> int:
        return COUNTED_AT_LEAST if self._match() else _ALL

    def _by_name(
        self, offset: int, limit: int, descending: bool, apart_from: Sequence[EntityId] = ()
    ) -> list[EntityId]:
        order = "DESC" if descending else "ASC"
        if not self.question.filters() and not apart_from:
            # The index of the names alone says where a window far down begins.
            by = f"sort_key {order}, entity_id {order}"
            source = f"{self.kind}_line INDEXED BY ix_{self.kind}_line_name"
            sql = f"SELECT entity_id FROM {source} ORDER BY {by} LIMIT :limit OFFSET :offset"
        elif (index := self._index()) and not apart_from:
            found = f"SELECT rowid AS item FROM {index} WHERE {self._where()} ORDER BY rowid {order} LIMIT :limit OFFSET :offset"
            sql = f"SELECT entity_id FROM ({found}) JOIN {self.kind}_line USING (item) ORDER BY item {order}"
        else:
            sql = (
                f"SELECT l.entity_id FROM {self._source()} WHERE {self._where(apart_from)} "
                f"ORDER BY {self._item()} {order} LIMIT :limit OFFSET :offset"
            )
        return [row[0] for row in self._rows(sql, limit=limit, offset=offset, apart=json.dumps(apart_from))]

    def _by_contact(self, offset: int, limit: int) -> list[EntityId]:
        """Those met at some time first, whichever the direction; the others by name."""
        if self.question.descending and not self.question.filters():
            met = self.kept.last_met.first(self.reading, offset + limit)
        else:
            met = self._met()
        first = met[offset : offset + limit]
        if len(first) == limit:
            return first
        rest = max(0, offset - len(met))
        return first + self._by_name(rest, limit - len(first), False, self.kept.last_met.all(self.reading))

    def _by_contact_before(self, record_id: EntityId, item: int) -> int:
        """How many stand before a record in that order."""
        if self.question.descending and not self.question.filters():
            place = self.kept.last_met.place(self.reading, record_id)
            if place is not None:
                return place
        met = self._met()
        if record_id in met:
            return met.index(record_id)
        return len(met) + self._before(item, False, self.kept.last_met.all(self.reading))

    def _met(self) -> list[EntityId]:
        """Those that pass among the groups met, in the order asked for."""
        ids = self.kept.last_met.all(self.reading)
        if self.question.filters():
            passing = {
                row[0]
                for row in self._rows(f"SELECT l.entity_id FROM {self._source()} WHERE {self._where()}")
            }
            ids = [one for one in ids if one in passing]
        return ids if self.question.descending else ids[::-1]

    def _by_people(self) -> list[EntityId]:
        """Groups by how many people they have now; those of one number by name, whichever the direction."""
        counts = self.kept.people.counts(self.reading)
        ids = self._by_name(0, _ALL, False)
        return sorted(ids, key=lambda one: counts.get(one, 0), reverse=self.question.descending)

    def _by_other(self, offset: int, limit: int) -> list[EntityId]:
        sort = self.question.sort
        counts = _COUNTS.get((self.kind, sort))
        join = f"LEFT JOIN ({counts}) counted ON counted.id = l.entity_id" if counts else ""
        order = _ORDERS[sort] if counts or sort not in ("people", "processes") else "0"
        direction = "DESC" if self.question.descending else "ASC"
        sql = (
            f"SELECT l.entity_id FROM {self._source()} {join} WHERE {self._where()} "
            f"ORDER BY {order} IS NULL, {order} {direction}, {self._item()} LIMIT :limit OFFSET :offset"
        )
        given = {"shapes": f"|{'|'.join(self.question.shapes)}|"}
        return [row[0] for row in self._rows(sql, limit=limit, offset=offset, **given)]

    # --- pieces of statements -------------------------------------------------------------------------------

    def _match(self) -> str:
        """What the index is asked."""
        return " AND ".join(f'"{piece}"' for piece in pieces(self.question.words))

    def _source(self) -> str:
        """The lines, or those that the index finds. Its order is kept: the lines are looked up one by one."""
        if not self._match():
            return f"{self.kind}_line l"
        words = f"{self.kind}_words"
        return f"{words} CROSS JOIN {self.kind}_line l ON l.item = {words}.rowid"

    def _index(self) -> str:
        """The index alone, where it alone can answer."""
        return f"{self.kind}_words" if self._match() and not self._facets() else ""

    def _item(self) -> str:
        return f"{self.kind}_words.rowid" if self._match() else "l.item"

    def _where(self, apart_from: Sequence[EntityId] = ()) -> str:
        parts = self._facets()
        if self._match():
            parts.append(f"{self.kind}_words MATCH :match")
        if apart_from:
            parts.append("l.entity_id NOT IN (SELECT value FROM json_each(:apart))")
        return " AND ".join(parts) or "1"

    def _reads(self) -> str:
        """The same question to a line that is read, without the index."""
        likes = [f"l.words LIKE :piece{i}" for i, _ in enumerate(pieces(self.question.words))]
        return " AND ".join(self._facets() + likes) or "1"

    def _facets(self) -> list[str]:
        question = self.question
        parts = {
            "l.shape = :shape": question.shape,
            "l.district = :district": question.district is not None,
            "l.languages <> '' AND l.languages LIKE :language": question.language,
            "l.themes <> '' AND l.themes LIKE :theme": question.theme,
            "l.noticed = 0": question.lacks_notice,
        }
        return [sql for sql, wanted in parts.items() if wanted]

    def _rows(self, sql: str, **given: Any) -> Sequence[Sequence[Any]]:
        """What people typed goes in as parameters: statements may be told in an error."""
        question = self.question
        asked: dict[str, Any] = {
            "match": self._match(),
            "shape": question.shape,
            "district": question.district,
            "language": f"%|{fold(question.language)}|%",
            "theme": f"%|{fold(question.theme)}|%",
        }
        asked |= {f"piece{i}": f"%{piece}%" for i, piece in enumerate(pieces(question.words))}
        return self.reading.connection.exec_driver_sql(sql, asked | given).all()


def all_ids(reading: Reading, kind: str, question: ListQuestion) -> list[EntityId]:
    """Every record that passes, in the order asked for: for what is done with all of them."""
    return _Asked(reading, kind, question, Kept()).ids(0, _ALL)


_VALUES: Final = """
    WITH RECURSIVE found (value, n) AS (
        SELECT min({column}), 1 FROM {kind}_line WHERE {has}
        UNION ALL
        SELECT (SELECT min({column}) FROM {kind}_line WHERE {has} AND {column} > found.value), n + 1
        FROM found WHERE found.value IS NOT NULL AND n < :most
    ) SELECT value FROM found WHERE value IS NOT NULL
"""
"""The values of an indexed column, each found from the one before, so that many lines cost no more than few."""


def facets(reading: Reading, kind: str) -> Facets:
    """What the list of `kind` can be filtered by."""

    def values(column: str, has: str) -> list[Any]:
        sql = _VALUES.format(column=column, kind=kind, has=has)
        return [row[0] for row in reading.tuples(sql, most=_MOST_VALUES)]

    def tags(column: str) -> tuple[str, ...]:
        found = {tag for value in values(column, f"{column} <> ''") for tag in value.split("|") if tag}
        return tuple(sorted(found))

    return Facets(
        tuple(values("shape", "shape <> ''")),
        tuple(values("district", "district IS NOT NULL")),
        tags("languages"),
        tags("themes"),
    )


_SAVED: Final = (
    "SELECT id, name, question FROM saved_filters WHERE alive = 1 AND page = :page ORDER BY name, id"
)


def saved_filters(reading: Reading, page: str) -> tuple[SavedFilterRow, ...]:
    """The questions kept for a page, by name."""
    return reading.views(SavedFilterRow, _SAVED, page=page)
