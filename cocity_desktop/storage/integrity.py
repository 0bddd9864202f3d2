"""Living records refer to living records: what foreign keys cannot say, since removed rows stay in their tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.kinds import KINDS
from cocity_desktop.domain.references import referrers
from cocity_desktop.storage.tracked import Tracked

Records = Mapping[tuple[str, EntityId], Tracked]
"""The records of a transaction by kind and id: they count as they will be, the others as they are."""


def check(raw: Any, records: Records, written: Iterable[Tracked]) -> None:
    """Raises UserError: REFERENCE_MISSING (field, kind, id, of, record) or STILL_REFERENCED (kind, by, count)."""
    referring: _Referring | None = None
    for tracked in written:
        if tracked.alive and tracked.codec.references:
            _check_references(raw, records, tracked)
        elif tracked.removed:
            referring = referring or _Referring(records)
            _check_unreferenced(raw, records, referring, tracked)


class _Referring:
    """How many living records of the transaction refer to each other one, by (kind, field, id)."""

    def __init__(self, records: Records) -> None:
        self._counts: Counter[tuple[str, str, EntityId]] = Counter()
        for record in records.values():
            if record.alive:
                for _, spec in record.codec.references:
                    target = getattr(record.entity, spec.name)
                    if target is not None:
                        self._counts[record.kind, spec.name, target] += 1

    def count(self, kind: str, name: str, target: EntityId) -> int:
        return self._counts[kind, name, target]


def _check_references(raw: Any, records: Records, tracked: Tracked) -> None:
    for spec, target in tracked.references():
        kind = spec.refers_to or ""
        if not _lives(raw, records, kind, target):
            details = {"kind": kind, "id": target, "of": tracked.kind, "record": tracked.entity.id}
            raise UserError(ErrorCode.REFERENCE_MISSING, spec.name, **details)


def _lives(raw: Any, records: Records, kind: str, entity_id: EntityId) -> bool:
    known = records.get((kind, entity_id))
    if known is not None:
        return known.alive
    table = KINDS[kind].PLURAL
    row = raw.execute(f'SELECT alive FROM "{table}" WHERE id = ?', (entity_id,)).fetchone()
    return row is not None and bool(row[0])


def _check_unreferenced(raw: Any, records: Records, referring: _Referring, tracked: Tracked) -> None:
    target = tracked.entity.id
    for cls, name in referrers(tracked.kind):
        # Rows of this transaction are counted apart: the table still shows them as they were.
        sql = f'SELECT id FROM "{cls.PLURAL}" WHERE "{name}" = ? AND alive = 1'
        count = sum((cls.KIND, row[0]) not in records for row in raw.execute(sql, (target,)))
        count += referring.count(cls.KIND, name, target)
        if count:
            raise UserError(ErrorCode.STILL_REFERENCED, kind=tracked.kind, by=cls.KIND, count=count)
