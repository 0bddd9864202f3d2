"""The state that the journal alone says: of each field, the value of its latest operation.

The tables are a copy of this for fast reading. `doctor` and the tests compare the two; the archive file is checked
and merged with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.kinds import ORDER
from cocity_desktop.domain.record import Plain
from cocity_desktop.storage.births import IS_BIRTH, LIFE, values_of
from cocity_desktop.storage.codec import Codec, Row, codec_of_kind, column_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BIRTH: Final = IS_BIRTH.format("o")
_ALL: Final = f"""
    SELECT entity_id, kind, field, value, max(hlc) AS hlc FROM operation GROUP BY entity_id, field
    UNION ALL SELECT entity_id, kind, field, value, hlc FROM operation AS o WHERE {_BIRTH}
    ORDER BY entity_id, hlc
"""
"""The latest operation of each field, and every birth: one that is still the last word on its record's life comes twice.

With one max(), SQLite takes the other columns from the row that has it (sqlite.org/lang_select.html §2.5).
"""
_OF_ONE: Final = f"""
    SELECT entity_id, kind, field, value, max(hlc) AS hlc FROM operation WHERE entity_id = ?1 GROUP BY field
    UNION ALL SELECT entity_id, kind, field, value, hlc FROM operation AS o WHERE entity_id = ?1 AND {_BIRTH}
    ORDER BY hlc
"""


@dataclass(frozen=True, slots=True)
class Replayed:
    """One record as the journal tells it. `fields` are plain values of those ever written."""

    kind: str
    entity_id: EntityId
    alive: bool
    fields: dict[str, Plain]


@dataclass(frozen=True, slots=True)
class Difference:
    """Where tables and journal disagree. `field` is "" for the life of the record or for a record missing in one."""

    kind: str
    entity_id: EntityId
    field: str


def replayed(raw: Any, ids: Iterable[EntityId] | None = None) -> Iterator[Replayed]:
    """All records that the journal knows, or those with these ids, by id."""
    if ids is None:
        rows: Iterable[Row] = raw.execute(_ALL)
    else:
        rows = _winners_of(raw, ids)
    for entity_id, cells in groupby(rows, key=itemgetter(0)):
        yield _record(entity_id, list(cells))


def _winners_of(raw: Any, ids: Iterable[EntityId]) -> Iterator[Row]:
    for entity_id in sorted(ids):
        yield from raw.execute(_OF_ONE, (entity_id,))


def _record(entity_id: EntityId, cells: list[Row]) -> Replayed:
    values: dict[str, Plain] = {}
    for _, _, field, value, _ in cells:
        values |= values_of(field, value)
    alive = bool(values.pop(LIFE, False))
    return Replayed(cells[0][1], entity_id, alive, values)


def kinds_of(raw: Any, ids: Iterable[EntityId]) -> dict[EntityId, str]:
    """The kind of each of these records."""
    sql = "SELECT kind FROM operation WHERE entity_id = ? LIMIT 1"
    return {entity_id: raw.execute(sql, (entity_id,)).fetchone()[0] for entity_id in ids}


def row_of(record: Replayed) -> Row:
    """The row that the tables should have. Raises UserError(INVALID_VALUE | REQUIRED) for one that cannot be."""
    codec = codec_of_kind(record.kind)
    return codec.row(codec.entity_of_plain(record.entity_id, record.fields))


def differences(raw: Any) -> Iterator[Difference]:
    """Every disagreement between the tables and the journal, none in a sound archive."""
    seen = set()
    for record in replayed(raw):
        codec = codec_of_kind(record.kind)
        seen.add((record.kind, record.entity_id))
        stored = raw.execute(f"{codec.select_sql} WHERE id = ?", (record.entity_id,)).fetchone()
        yield from _compare(codec, record, stored)
    for cls in ORDER:
        for (entity_id,) in raw.execute(f'SELECT id FROM "{cls.PLURAL}"'):
            if (cls.KIND, entity_id) not in seen:
                yield Difference(cls.KIND, entity_id, LIFE)


def _compare(codec: Codec, record: Replayed, stored: Row | None) -> Iterator[Difference]:
    if stored is None or bool(stored[1]) != record.alive:
        yield Difference(record.kind, record.entity_id, LIFE)
        return
    for spec, value in zip(codec.specs, stored[2:], strict=True):
        wanted = record.fields.get(spec.name, spec.default)
        if column_value(spec, wanted) != value:
            yield Difference(record.kind, record.entity_id, spec.name)
