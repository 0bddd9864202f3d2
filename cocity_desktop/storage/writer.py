"""Writes one change: its operations in order, the rows they lead to, the search index, and the commit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.record import moment_text
from cocity_desktop.storage import search
from cocity_desktop.storage.journal import HEAD_ID, INSERT_CHANGE, INSERT_OPERATION, newest_moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cocity_desktop.domain.identifiers import HybridTime
    from cocity_desktop.storage.codec import Row
    from cocity_desktop.storage.engine import Database
    from cocity_desktop.storage.host import Host
    from cocity_desktop.storage.tracked import FieldChange, Tracked


@dataclass(frozen=True, slots=True)
class ChangeHeader:
    """A change without its moment in the hybrid clock, which is that of its last operation's successor."""

    change_id: EntityId
    actor: EntityId
    label: str
    subject: str
    at: datetime
    mode: str
    reverses: EntityId | None


class Writer:
    """The writing end of an open archive: one per archive, used under the database's lock."""

    def __init__(self, database: Database, host: Host, device: str) -> None:
        self.database = database
        self.host = host
        self.device = device
        self.last_saved_at: datetime | None = None
        self.read_clock()

    def read_clock(self) -> None:
        """Stand where the journal stands. To be called after operations came in from elsewhere."""
        self._moment: HybridTime = newest_moment(self.database, self.device)

    def write(self, header: ChangeHeader, records: Sequence[Tracked]) -> None:
        """Write and commit. After an error nothing is written and the clock stands where it stood."""
        raw = self.database.raw
        ordered = sorted(records, key=_order)
        moment = self._write_journal(raw, header, ordered)
        for record in ordered:
            _write_row(raw, record)
            _write_search(raw, record)
        search.index_when_many(raw)
        raw.execute("COMMIT")
        self._moment = moment
        self.last_saved_at = header.at

    def _write_journal(self, raw: Any, header: ChangeHeader, records: Iterable[Tracked]) -> HybridTime:
        """Returns the moment of the change."""
        moment, now = self._moment, int(header.at.timestamp() * 1000)
        rows = []
        for record in records:
            for change in record.changes():
                moment = moment.tick(now)
                rows.append(self._operation_row(raw, header.change_id, moment, change))
        moment = moment.tick(now)
        raw.execute(INSERT_CHANGE, _change_row(header, moment, rows))
        raw.executemany(INSERT_OPERATION, rows)
        return moment

    def _operation_row(self, raw: Any, change_id: str, moment: HybridTime, change: FieldChange) -> Row:
        base = None
        if not change.is_first:
            found = raw.execute(HEAD_ID, (change.entity_id, change.field)).fetchone()
            base = found[0] if found else None
        return (
            self.host.new_id(), change_id, str(moment), change.kind, change.entity_id, change.field, change.value,
            base, change.restores,
        )  # fmt: skip


def _order(record: Tracked) -> tuple[bool, str]:
    """Records by id, oldest first, so that the journal reads in the order in which things were made."""
    return (record.before is not None, record.entity.id)


def _change_row(header: ChangeHeader, moment: HybridTime, operations: Sequence[Row]) -> Row:
    ids = [operation[0] for operation in operations]
    return (
        header.change_id, str(moment), moment.device, header.actor, header.label, header.subject,
        moment_text(header.at), header.mode, header.reverses, min(ids), max(ids),
    )  # fmt: skip


def _write_row(raw: Any, record: Tracked) -> None:
    codec = record.codec
    if record.before is None:
        raw.execute(codec.insert_sql, (record.entity.id, 1, *record.row))
        return
    positions = record.changed_positions()
    names = ["alive", *(codec.specs[i].name for i in positions)]
    values = (int(record.alive), *(record.row[i] for i in positions))
    raw.execute(codec.update_sql(names), (*values, record.entity.id))


def _write_search(raw: Any, record: Tracked) -> None:
    positions = record.changed_positions()
    texts_changed = search.touches(record.kind, [record.codec.specs[i].name for i in positions])
    if record.was_alive and (texts_changed or not record.alive):
        search.forget(raw, record.kind, record.entity.id)
    if record.alive and (texts_changed or not record.was_alive):
        search.remember(raw, record.kind, record.entity.id, record.row)
