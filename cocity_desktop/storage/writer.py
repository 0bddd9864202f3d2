"""Writes one change: its operations in order, the rows they lead to, the search index, and the commit."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.identifiers import HybridTime
from cocity_desktop.domain.record import moment_text
from cocity_desktop.storage import bulk, lines, search
from cocity_desktop.storage.journal import HEAD_ID, INSERT_CHANGE, OPERATION_COLUMNS, newest_moment
from cocity_desktop.storage.line_texts import NAMED, Changed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cocity_desktop.storage.codec import Row
    from cocity_desktop.storage.engine import Database
    from cocity_desktop.storage.host import Host
    from cocity_desktop.storage.tracked import FieldChange, Tracked

_AT_ONCE: Final = 1_000
"""Operations written with one call, and records between two steps told."""
_MANY: Final = 2_000
"""Records from which a change is a large one."""
_ROOMY: Final = -256_000
"""Kibibytes, as SQLite wants them: some 60,000 pages."""
_FINISH_CHANGE: Final = "UPDATE change SET hlc = ?, first_op = ?, last_op = ? WHERE change_id = ?"


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

    def write(
        self, header: ChangeHeader, records: Sequence[Tracked], step: Callable[[int, int], None] | None = None
    ) -> None:
        """Write and commit. After an error nothing is written and the clock stands where it stood.

        `step` follows the records; what it raises is such an error.
        """
        raw = self.database.raw
        ordered = sorted(records, key=_order)
        follow = Following(step, len(ordered))
        with roomy_cache(raw, len(ordered)):
            moment = self._write_journal(raw, header, ordered, follow)
            _write_rows(raw, ordered)
            _write_search(raw, ordered, follow)
            followed = [record for record in ordered if record.kind in lines.FOLLOWED]
            if followed:
                lines.follow(raw, map(_changed, followed))
            search.index_when_many(raw)
            raw.execute("COMMIT")
        self._moment = moment
        self.last_saved_at = header.at

    def _write_journal(
        self, raw: Any, header: ChangeHeader, records: Iterable[Tracked], follow: Following
    ) -> HybridTime:
        """Returns the moment of the change."""
        moments = self._moment.texts_from(int(header.at.timestamp() * 1000))
        journal = _Operations(raw, self.host, header, self.device)
        for record in records:
            for change in record.changes():
                journal.add(change, next(moments))
            follow.passed()
        last = next(moments)
        journal.finish(last)
        return HybridTime.parse(last)


class _Operations:
    """The operations of one change on their way into the journal.

    The row of the change goes first, since an operation refers to it; of a large change it is completed at the end.
    """

    def __init__(self, raw: Any, host: Host, header: ChangeHeader, device: str) -> None:
        self._raw, self._host, self._header, self._device = raw, host, header, device
        self._waiting: list[Row] = []
        self._begun = False
        self._first = self._last = ""

    def add(self, change: FieldChange, moment: str) -> None:
        base = None if change.is_first else _head_id(self._raw, change.entity_id, change.field)
        self._waiting.append((moment, *change[:4], base, change.restores))
        if len(self._waiting) >= _AT_ONCE:
            if not self._begun:
                first = self._waiting[0][0]  # a moment that no other change has
                self._raw.execute(INSERT_CHANGE, _change_row(self._header, first, self._device, "", ""))
                self._begun = True
            self._insert(self._named())

    def finish(self, moment: str) -> None:
        """Write what waits, and of the change its moment and its first and last operation."""
        rows = self._named()
        if self._begun:
            self._insert(rows)
            ends = (moment, self._first, self._last, self._header.change_id)
            self._raw.execute(_FINISH_CHANGE, ends)
        else:
            self._raw.execute(
                INSERT_CHANGE, _change_row(self._header, moment, self._device, self._first, self._last)
            )
            self._insert(rows)

    def _named(self) -> list[Row]:
        """What waits, with an id for each."""
        change_id, ids = self._header.change_id, self._host.new_ids(len(self._waiting))
        rows = [(op_id, change_id, *waiting) for op_id, waiting in zip(ids, self._waiting, strict=True)]
        self._waiting.clear()
        if rows:
            self._first, self._last = min(self._first or ids[0], *ids, ids[0]), max(self._last, *ids, ids[0])
        return rows

    def _insert(self, rows: list[Row]) -> None:
        bulk.insert(self._raw, "operation", OPERATION_COLUMNS, rows)


class Following:
    """Tells how far a long change is, every so many records; each record passes twice."""

    def __init__(self, step: Callable[[int, int], None] | None, records: int) -> None:
        self._step = step
        self._total = 2 * records
        self._done = 0

    def passed(self) -> None:
        """One more record."""
        self._done += 1
        if self._step is not None and self._done % _AT_ONCE == 0:
            self._step(self._done, self._total)


@contextmanager
def roomy_cache(raw: Any, records: int) -> Iterator[None]:
    """A large change keeps its pages in memory until it is committed, instead of encrypting them again and again."""
    if records < _MANY:
        yield
        return
    usual = raw.execute("PRAGMA cache_size").fetchone()[0]
    raw.execute(f"PRAGMA cache_size = {_ROOMY}")
    try:
        yield
    finally:
        raw.execute(f"PRAGMA cache_size = {usual}")


def _head_id(raw: Any, entity_id: EntityId, name: str) -> EntityId | None:
    found = raw.execute(HEAD_ID, (entity_id, name)).fetchone()
    return found[0] if found else None


def _order(record: Tracked) -> tuple[bool, str]:
    """Records by id, oldest first, so that the journal reads in the order in which things were made."""
    return (record.before is not None, record.entity.id)


def _change_row(header: ChangeHeader, moment: str, device: str, first: str, last: str) -> Row:
    return (
        header.change_id, moment, device, header.actor, header.label, header.subject,
        moment_text(header.at), header.mode, header.reverses, first, last,
    )  # fmt: skip


def _write_rows(raw: Any, records: Sequence[Tracked]) -> None:
    """New rows kind by kind, then what changed: equal statements together are prepared once."""
    new: dict[str, list[Tracked]] = {}
    changed: dict[str, list[Row]] = {}
    for record in records:
        if record.before is None:
            new.setdefault(record.kind, []).append(record)
        else:
            names = ["alive", *record.changed_names()]
            values = (
                int(record.alive),
                *(record.row[i] for i in record.changed_positions()),
                record.entity.id,
            )
            changed.setdefault(record.codec.update_sql(names), []).append(values)
    for alike in new.values():
        codec = alike[0].codec
        rows = [(record.entity.id, 1, *record.row) for record in alike]
        bulk.insert(raw, codec.cls.PLURAL, codec.columns, rows)
    for sql, rows in changed.items():
        raw.executemany(sql, rows)


def _write_search(raw: Any, records: Iterable[Tracked], follow: Following) -> None:
    gone: list[EntityId] = []
    new: list[Row] = []
    for record in records:
        texts_changed = record.before is None or search.touches(record.kind, record.changed_names())
        if record.was_alive and (texts_changed or not record.alive):
            gone.append(record.entity.id)
        if record.alive and (texts_changed or not record.was_alive):
            texts = search.texts_of(record.kind, record.row)
            new += [(record.kind, record.entity.id, *texts)] if texts is not None else []
        follow.passed()
    search.forget(raw, gone)
    search.remember(raw, new)


def _changed(record: Tracked) -> Changed:
    named = [(name, record.codec.index[name]) for name, _kind in NAMED.get(record.kind, ())]
    before = record.before
    return Changed(
        record.kind,
        record.entity.id,
        {name: record.row[i] for name, i in named},
        {} if before is None else {name: before[i] for name, i in named},
        is_new=before is None,
    )
