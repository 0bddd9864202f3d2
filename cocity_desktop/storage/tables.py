"""The tables of the archive, derived from the domain, so that a field is declared once.

Rows hold the plain values of `domain.record` (tuples and JSON objects as JSON text, booleans as 0 and 1): what is
read with SQL is what stands in the journal and in the archive file. See docs/adr/0010 for why there is no ORM.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import BLOB, INTEGER, REAL, TEXT, Column, ForeignKey, Index, MetaData, Table, text

from cocity_desktop.domain.kinds import KINDS, ORDER
from cocity_desktop.domain.record import FieldSpec, field_specs
from cocity_desktop.domain.record_code import CODED, TAIL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cocity_desktop.domain.entity import Entity

METADATA = MetaData()

_COLUMN_TYPES: Mapping[type, Any] = {int: INTEGER, bool: INTEGER, float: REAL}

# What pages sort and filter by, besides references, which are always indexed.
_SORTED_BY = frozenset(
    {
        ("meeting", "starts_at"), ("commitment", "due_on"), ("opinion", "due_on"), ("report", "due_on"),
        ("person", "retain_until"), ("group", "retain_until"), ("person", "erased_number"),
        ("imported_row", "source"), ("imported_row", "record_id"), ("merge", "kept_id"), ("merge", "gone_id"),
    }
)  # fmt: skip


def _column(spec: FieldSpec) -> Column[object]:
    kind = _COLUMN_TYPES.get(spec.python_type, TEXT)
    if spec.refers_to is None:
        return Column(spec.name, kind, nullable=spec.optional)
    target = KINDS[spec.refers_to].PLURAL
    # Deferred to the commit: records of one transaction may refer to each other in any order.
    key = ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")
    return Column(spec.name, kind, key, nullable=spec.optional)


def _index(table: Table, cls: type[Entity], spec: FieldSpec) -> None:
    if spec.refers_to is None and (cls.KIND, spec.name) not in _SORTED_BY:
        return
    # Absent values are left out of the index: they are the most, and nobody looks them up.
    where = text(f'"{spec.name}" IS NOT NULL') if spec.optional else None
    # With `alive` in it, the index alone counts the lines of every meeting, without reading one of them.
    also = [table.c.alive] if spec.refers_to is not None else []
    Index(f"ix_{table.name}_{spec.name}", table.c[spec.name], *also, sqlite_where=where)


def _entity_table(cls: type[Entity]) -> Table:
    specs = field_specs(cls)
    columns = [_column(spec) for spec in specs]
    alive = Column("alive", INTEGER, nullable=False, server_default=text("1"))
    table = Table(cls.PLURAL, METADATA, Column("id", TEXT, primary_key=True, nullable=False), alive, *columns)
    for spec in specs:
        _index(table, cls, spec)
    return table


TABLES: Mapping[str, Table] = MappingProxyType({cls.KIND: _entity_table(cls) for cls in ORDER})
"""The table of each kind of record. Rows of removed records stay, with `alive` 0, so that undo is an update."""


def table_of(cls: type[Entity]) -> Table:
    """The table that holds the records of `cls`."""
    return TABLES[cls.KIND]


CHANGE = Table(
    "change",
    METADATA,
    Column("change_id", TEXT, primary_key=True, nullable=False),
    Column("hlc", TEXT, nullable=False, unique=True),
    Column("device", TEXT, nullable=False),
    Column("actor", TEXT, nullable=False),
    Column("label", TEXT, nullable=False),
    Column("subject", TEXT, nullable=False),
    Column("at", TEXT, nullable=False),
    Column("mode", TEXT, nullable=False),
    Column("reverses", TEXT),
    Column("first_op", TEXT, nullable=False),
    Column("last_op", TEXT, nullable=False),
    sqlite_with_rowid=False,
)
"""One row per transaction of the journal. `hlc` is later than that of its operations.

Their ids lie between `first_op` and `last_op`, which spares each entry of a meeting one more index to keep.
"""

OPERATION = Table(
    "operation",
    METADATA,
    Column("op_id", TEXT, primary_key=True, nullable=False),
    Column(
        "change_id",
        TEXT,
        ForeignKey("change.change_id", deferrable=True, initially="DEFERRED"),
        nullable=False,
    ),
    Column("hlc", TEXT, nullable=False),
    Column("kind", TEXT, nullable=False),
    Column("entity_id", TEXT, nullable=False),
    Column("field", TEXT, nullable=False),
    Column("value", TEXT, nullable=False),
    Column("base", TEXT),
    Column("restores", TEXT),
    Index("ix_operation_head", "entity_id", "field", "hlc", unique=True),
    sqlite_with_rowid=False,
)
"""One row per field that took a value, as JSON text. Device and actor are those of its change."""

BLOB_TABLE = Table(
    "blob",
    METADATA,
    Column("sha256", TEXT, primary_key=True, nullable=False),
    Column("size", INTEGER, nullable=False),
    Column("content", BLOB, nullable=False),
)
"""The bytes of attachments, once each."""

META = Table(
    "meta",
    METADATA,
    Column("key", TEXT, primary_key=True, nullable=False),
    Column("value", TEXT, nullable=False),
    sqlite_with_rowid=False,
)
"""What belongs to this device alone: its id, the signing key. Never journaled, never exported."""

DRAFT = Table(
    "draft",
    METADATA,
    Column("key", TEXT, primary_key=True, nullable=False),
    Column("text", TEXT, nullable=False),
    Column("saved_at", TEXT, nullable=False),
    sqlite_with_rowid=False,
)
"""Text typed and not yet sent, so that a crash costs nothing. Never journaled, never exported."""

CODE_TAIL: Final = f"substr(entity_id, -{TAIL})"
"""What says the code of a record (domain.record_code)."""

IS_CODED: Final = f"kind IN {tuple(sorted(CODED))}"
"""Which texts the index of the codes holds. A question says it in the same words."""

SEARCH_ITEM = Table(
    "search_item",
    METADATA,
    Column("item", INTEGER, primary_key=True),
    Column("kind", TEXT, nullable=False),
    Column("entity_id", TEXT, nullable=False, unique=True),
    Column("title", TEXT, nullable=False),
    Column("body", TEXT, nullable=False),
    Index("ix_search_item_code", text(CODE_TAIL), sqlite_where=text(IS_CODED)),
)
"""What can be found, folded: the content of the full-text index `search` (see storage.search)."""


def _lines(kind: str) -> Table:
    name = f"{kind}_line"
    return Table(
        name,
        METADATA,
        Column("item", INTEGER, primary_key=True),
        Column("entity_id", TEXT, nullable=False, unique=True),
        Column("sort_key", TEXT, nullable=False),
        Column("initials", TEXT, nullable=False),
        Column("words", TEXT, nullable=False),
        Column("shape", TEXT, nullable=False),
        Column("district", INTEGER),
        Column("languages", TEXT, nullable=False),
        Column("themes", TEXT, nullable=False),
        Column("noticed", INTEGER, nullable=False),
        Index(f"ix_{name}_name", "sort_key", "entity_id", unique=True),
        # Numbers alone: what a window far down the list is counted off by, without reading a line.
        Index(f"ix_{name}_noticed", "noticed"),
        Index(f"ix_{name}_shape", "shape", sqlite_where=text("shape <> ''")),
        Index(f"ix_{name}_district", "district", sqlite_where=text("district IS NOT NULL")),
        Index(f"ix_{name}_languages", "languages", sqlite_where=text("languages <> ''")),
        Index(f"ix_{name}_themes", "themes", sqlite_where=text("themes <> ''")),
        Index(f"ix_{name}_initials", "initials", sqlite_where=text("initials <> ''")),
    )


LINES: Mapping[str, Table] = MappingProxyType({kind: _lines(kind) for kind in ("person", "group", "place")})
"""The lists, one line for each record, in the order of their names (see storage.lines)."""
