"""The journal as rows: reading it for undo and history, and the clock that orders it."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.application.ports import ChangeRecord, Operation
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.identifiers import HybridTime
from cocity_desktop.storage import erased
from cocity_desktop.storage.births import IS_BIRTH, SAYS, cell, cells, values_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.storage.codec import Row
    from cocity_desktop.storage.engine import Database

_CHANGE: Final = "c.change_id, c.hlc, c.device, c.actor, c.label, c.subject, c.at, c.mode, c.reverses"
_OPERATION: Final = "o.op_id, o.change_id, o.hlc, c.device, c.actor, o.kind, o.entity_id, o.field, o.value, o.base, o.restores"
_OPERATIONS: Final = f"SELECT {_OPERATION} FROM operation o JOIN change c USING (change_id)"
_OVERTAKEN: Final = f"""
    SELECT {_OPERATION}, l.field, l.value FROM operation o JOIN change c USING (change_id)
    JOIN operation l ON l.entity_id = o.entity_id AND l.hlc > o.hlc
        AND (l.field = o.field OR {IS_BIRTH.format("o")} OR {IS_BIRTH.format("l")})
    WHERE c.change_id = ? AND o.op_id BETWEEN c.first_op AND c.last_op ORDER BY o.hlc, l.hlc
"""

CHANGE_FIELDS: Final = tuple(field.name for field in fields(ChangeRecord))
OPERATION_FIELDS: Final = tuple(field.name for field in fields(Operation))

INSERT_CHANGE: Final = (
    "INSERT INTO change (change_id, hlc, device, actor, label, subject, at, mode, reverses, first_op, last_op)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
OPERATION_COLUMNS: Final = (
    "op_id", "change_id", "hlc", "kind", "entity_id", "field", "value", "base", "restores",
)  # fmt: skip
HEAD_ID: Final = f"SELECT o.op_id FROM operation o WHERE o.entity_id = ?1 AND {SAYS.format('o', '?2')} ORDER BY o.hlc DESC LIMIT 1"


def change_of(row: Sequence[Any]) -> ChangeRecord:
    """A row of `change` as a record."""
    change_id, hlc, device, actor, label, subject, at, mode, reverses = row
    moment = datetime.fromisoformat(at)
    return ChangeRecord(change_id, hlc, device, actor, label, subject, moment, mode, reverses)


def operation_of(row: Sequence[Any]) -> Operation:
    """A row of `operation`, with device and actor of its change, as a record."""
    op_id, change_id, hlc, device, actor, kind, entity_id, field, value, base, restores = row
    plain = json.loads(value)
    return Operation(op_id, change_id, hlc, device, actor, kind, entity_id, field, plain, base, restores)


def all_changes(raw: Any) -> Iterator[ChangeRecord]:
    """The whole journal, oldest first."""
    return (change_of(row) for row in raw.execute(f"SELECT {_CHANGE} FROM change c ORDER BY c.hlc"))


def all_operations(raw: Any) -> Iterator[Operation]:
    """The whole journal, oldest first."""
    return (operation_of(row) for row in operation_rows(raw))


def operation_rows(raw: Any) -> Iterable[Row]:
    """The same as rows in the order of OPERATION_FIELDS, the value as JSON text."""
    rows: Iterable[Row] = raw.execute(f"{_OPERATIONS} ORDER BY o.hlc")
    return rows


def newest_moment(database: Database, device: str) -> HybridTime:
    """Where this device's clock stands: at the last moment that the journal knows of, its own or another's."""
    newest = database.raw.execute("SELECT max(hlc) FROM change").fetchone()[0]
    clock = HybridTime(0, 0, device)
    return clock.witness(HybridTime.parse(newest)) if newest else clock


class SqlJournal:
    """`application.ports.JournalReader`. Use it inside the transaction whose state it should tell.

    A birth is told as the cells that it says.
    """

    def __init__(self, database: Database, device: str) -> None:
        self._database = database
        self._device = device

    def last_changes(self, limit: int) -> Sequence[ChangeRecord]:
        return self._changes("WHERE c.device = ? ORDER BY c.hlc DESC LIMIT ?", self._device, limit)

    def newest(self) -> Mapping[str, str]:
        rows = self._database.raw.execute("SELECT device, max(hlc) FROM change GROUP BY device")
        return dict(rows.fetchall())

    def change(self, change_id: EntityId) -> ChangeRecord:
        found = self._changes("WHERE c.change_id = ?", change_id)
        if not found:
            raise UserError(ErrorCode.NOT_FOUND, kind="change", id=change_id)
        return found[0]

    def operations_of(self, change_id: EntityId) -> Sequence[Operation]:
        operations = self._operations(
            "WHERE c.change_id = ? AND o.op_id BETWEEN c.first_op AND c.last_op ORDER BY o.hlc", change_id
        )
        return [one for operation in operations for one in cells(operation)]

    def overtaken(self, change_id: EntityId) -> Sequence[Operation]:
        found: dict[tuple[EntityId, str], Operation] = {}
        for row in self._database.raw.execute(_OVERTAKEN, (change_id,)):
            operation, later = operation_of(row[:-2]), values_of(*row[-2:])
            for one in cells(operation):
                if one.field in later:
                    found.setdefault((one.op_id, one.field), one)
        return list(found.values())

    def to_take_back(self, change_id: EntityId) -> Sequence[Operation]:
        operations = self._operations(
            "WHERE c.change_id = ? AND o.op_id BETWEEN c.first_op AND c.last_op AND (o.field = '' OR o.entity_id NOT IN"
            " (SELECT m.entity_id FROM operation m JOIN change d USING (change_id) WHERE d.change_id = ?"
            " AND m.op_id BETWEEN d.first_op AND d.last_op AND m.field = '' AND m.base IS NULL)) ORDER BY o.hlc",
            change_id,
            change_id,
        )
        return [cell(one, one.field) for one in operations]

    def operation(self, op_id: EntityId, field: str) -> Operation:
        found = self._operations("WHERE o.op_id = ?", op_id)
        if not found:
            raise UserError(ErrorCode.NOT_FOUND, kind="operation", id=op_id)
        return cell(found[0], field)

    def head(self, entity_id: EntityId, field: str) -> Operation | None:
        says = SAYS.format("o", "?2")
        found = self._operations(
            f"WHERE o.entity_id = ?1 AND {says} ORDER BY o.hlc DESC LIMIT 1", entity_id, field
        )
        return cell(found[0], field) if found else None

    def is_barred(self, change_id: EntityId) -> bool:
        return erased.is_barred(self._database.raw, change_id)

    def history_of(self, entity_id: EntityId) -> Sequence[tuple[ChangeRecord, Operation]]:
        rows = self._database.raw.execute(
            f"SELECT {_CHANGE}, {_OPERATION} FROM operation o JOIN change c USING (change_id)"
            " WHERE o.entity_id = ? ORDER BY o.hlc",
            (entity_id,),
        )
        return [(change_of(row[:9]), one) for row in rows for one in cells(operation_of(row[9:]))]

    def _changes(self, where: str, *parameters: Any) -> list[ChangeRecord]:
        rows = self._database.raw.execute(f"SELECT {_CHANGE} FROM change c {where}", parameters)
        return [change_of(row) for row in rows]

    def _operations(self, where: str, *parameters: Any) -> list[Operation]:
        rows = self._database.raw.execute(f"{_OPERATIONS} {where}", parameters)
        return [operation_of(row) for row in rows]
