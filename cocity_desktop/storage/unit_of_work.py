"""The one way to write: records are tracked, and at commit their differences become journal, rows and search index.

Everything happens in one transaction of the database, so a crash leaves either all of it or nothing.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar, cast

from cocity_desktop.application.changes import Changes
from cocity_desktop.application.views.erasing import BlottedOut
from cocity_desktop.domain.entity import Entity, EntityId, Ref
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.identifiers import is_uuid7
from cocity_desktop.domain.kinds import KINDS
from cocity_desktop.domain.record import decode, from_plain, spec_of
from cocity_desktop.domain.registry import Person
from cocity_desktop.storage import closed_minutes, erased, integrity, permits
from cocity_desktop.storage.codec import Codec, codec_of
from cocity_desktop.storage.faults import damaged, told_as_faults
from cocity_desktop.storage.journal import SqlJournal
from cocity_desktop.storage.layout import ArchiveFiles
from cocity_desktop.storage.local_values import write_draft
from cocity_desktop.storage.tracked import Tracked
from cocity_desktop.storage.writer import ChangeHeader, Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from types import TracebackType

    from cocity_desktop.application.ports import JournalReader, Operation
    from cocity_desktop.storage.erasure_traces import Known

E = TypeVar("E", bound=Entity)
_IDS_AT_ONCE: Final = 255


class SqlUnitOfWork:
    """`application.ports.UnitOfWork` on an open archive. Each `with` is one transaction; it may be entered again."""

    journal: JournalReader

    def __init__(self, writer: Writer, actor: EntityId) -> None:
        self.actor = actor
        self._writer = writer
        self._database = writer.database
        self.journal = SqlJournal(writer.database, writer.device)
        self._tracked: dict[tuple[str, EntityId], Tracked] = {}
        self._of_kind: defaultdict[str, dict[EntityId, Tracked]] = defaultdict(dict)
        self._now: datetime | None = None
        self._open = False
        self._taking_over = False
        self._drafted = False
        self._ids: list[EntityId] = []
        self._drawn = 0

    def __enter__(self) -> Self:
        self._database.acquire()
        try:
            if self._database.in_transaction:
                raise RuntimeError("a unit of work inside another transaction")
            with told_as_faults(self._database.path.parent):
                self._database.begin()
        except BaseException:
            self._database.release()
            raise
        self._now = self._writer.host.clock.now()
        self._open, self._drafted = True, False
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            with told_as_faults(self._database.path.parent):
                self._database.rollback()
        finally:
            self._tracked.clear()
            self._of_kind.clear()
            self._now, self._open, self._taking_over = None, False, False
            self._ids, self._drawn = [], 0
            self._database.release()

    def now(self) -> datetime:
        """The moment of this transaction. Raises RuntimeError outside of one."""
        if self._now is None:
            raise RuntimeError("no transaction")
        return self._now

    def new_id(self) -> EntityId:
        """A transaction that wants many draws more and more of them at once."""
        if not self._ids:
            self._drawn = min(2 * self._drawn + 1, _IDS_AT_ONCE)
            self._ids = self._writer.host.new_ids(self._drawn)[::-1]
        return self._ids.pop()

    def get(self, cls: type[E], entity_id: EntityId) -> E:
        tracked = self._tracked.get((cls.KIND, entity_id)) or self._load(cls, entity_id)
        if tracked is None or not tracked.alive:
            raise UserError(ErrorCode.NOT_FOUND, kind=cls.KIND, id=entity_id)
        return cast("E", tracked.entity)

    def find(self, cls: type[E], **equals: Any) -> list[E]:
        """Sees what this transaction did before: it asks the table, then the records tracked."""
        return self._find(cls, equals, alive=True)

    def find_removed(self, cls: type[E], **equals: Any) -> list[E]:
        return self._find(cls, equals, alive=False)

    def _find(self, cls: type[E], equals: dict[str, Any], *, alive: bool) -> list[E]:
        codec = codec_of(cls)
        wanted = {name: _stored_values(codec, name, value) for name, value in equals.items()}
        conditions = "".join(f" AND {_condition(name, values)}" for name, values in wanted.items())
        parameters = tuple(value for values in wanted.values() for value in values)
        rows = self._rows(f"{codec.select_sql} WHERE alive = {int(alive)}{conditions}", parameters)
        for row in rows:
            if (cls.KIND, row[0]) not in self._tracked:
                self._track(cls, row)
        found = [
            tracked.entity
            for tracked in self._of_kind[cls.KIND].values()
            if tracked.alive is alive and _agrees(tracked, wanted)
        ]
        return cast("list[E]", sorted(found, key=lambda entity: entity.id))

    def add(self, entity: E) -> E:
        """Raises ValueError for an id that is no UUIDv7 or is taken."""
        self._check_open()
        key = (entity.KIND, entity.id)
        if not is_uuid7(entity.id) or key in self._tracked:
            raise ValueError(f"{entity.KIND} {entity.id}")
        self._keep(Tracked(codec_of(type(entity)), entity, before=None, was_alive=False, alive=True))
        return entity

    def remove(self, entity: Entity) -> None:
        self._check_open()
        key = (entity.KIND, entity.id)
        tracked = self._tracked[key]
        if tracked.before is None:
            del self._tracked[key], self._of_kind[entity.KIND][entity.id]
        tracked.alive = False

    def put(self, cls: type[Entity], entity_id: EntityId, values: dict[str, Any]) -> None:
        """Give a record these plain values, whether it is new, known or removed; other fields keep theirs.

        It is how what another laptop wrote is taken over. Raises UserError(REQUIRED | INVALID_VALUE).
        """
        self._taking_over = True
        tracked = self._tracked.get((cls.KIND, entity_id)) or self._load(cls, entity_id)
        if tracked is None:
            self.add(from_plain(cls, entity_id, values))
            return
        tracked.alive = True
        for name, value in values.items():
            setattr(tracked.entity, name, decode(spec_of(cls, name), value))

    def restore_field(self, operation: Operation) -> None:
        """The field takes the value it had before `operation`, even on a record that was removed since."""
        self.take_up(
            operation.kind,
            operation.entity_id,
            operation.field,
            self._origin(operation.base, operation.field),
        )

    def take_up(self, kind: str, entity_id: EntityId, field: str, operation: Operation | None) -> None:
        self._check_open()
        tracked = self._tracked.get((kind, entity_id)) or self._load(KINDS[kind], entity_id)
        if tracked is None:
            raise UserError(ErrorCode.NOT_FOUND, kind=kind, id=entity_id)
        tracked.take_up(field, operation)

    def put_bytes(self, content: bytes) -> tuple[str, int]:
        self._check_open()
        digest = hashlib.sha256(content).hexdigest()
        with told_as_faults(self._database.path.parent):
            self._database.raw.execute(
                "INSERT OR IGNORE INTO blob (sha256, size, content) VALUES (?, ?, ?)",
                (digest, len(content), content),
            )
        return digest, len(content)

    def get_bytes(self, sha256: str) -> bytes:
        rows = self._rows("SELECT content FROM blob WHERE sha256 = ?", (sha256,))
        if not rows:
            raise UserError(ErrorCode.NOT_FOUND, kind="blob", id=sha256)
        content = bytes(rows[0][0])
        if hashlib.sha256(content).hexdigest() != sha256:
            raise damaged(self._database.path.parent, "contents")
        return content

    def blot_out(
        self, person_id: EntityId, number: int, also: frozenset[EntityId], known: Known | None = None
    ) -> BlottedOut:
        """See `application.ports.UnitOfWork.blot_out`. The person asked for is alive again, without a name.

        In a copy of the archive, `known` is what the archive knew.
        """
        from cocity_desktop.storage import (
            erasure_blotting,
        )  # an erasure is rare: its rules need not be loaded

        self._check_open()
        if self._tracked:
            raise RuntimeError("records were handed out before the archive was written anew")
        with told_as_faults(self._database.path.parent):
            found, left = erasure_blotting.blot_out(self._database.raw, person_id, number, also, known)
        persons = [one for one in (self._load(Person, i) for i in found) if one is not None]
        persons[0].alive = True
        return BlottedOut(tuple(cast("Person", one.entity) for one in persons), left)

    def keep_draft(self, key: str, text: str) -> None:
        self._check_open()
        with told_as_faults(self._database.path.parent):
            write_draft(self._database.raw, key, text, self.now())
        self._drafted = True

    def commit(
        self,
        label: str,
        created: EntityId | None = None,
        subject: str = "",
        reverses: tuple[str, EntityId] | None = None,
        step: Callable[[int, int], None] | None = None,
    ) -> Changes:
        """Raises UserError: INVALID_VALUE, REFERENCE_MISSING, STILL_REFERENCED, PERSON_ERASED, MINUTES_APPROVED, MINUTES_LOCKED.

        For who may not do it READ_ONLY_ROLE, COORDINATOR_ONLY, LAST_COORDINATOR. EnvironmentFault: DISK_FULL and the like.
        """
        self._check_open()
        with told_as_faults(self._database.path.parent):
            written = self._differing()
            if not written:
                if self._drafted:
                    self._database.commit()
                return Changes(None, label, created=created, subject=subject)
            self._check_permits(label, reverses, written)
            integrity.check(self._database.raw, self._tracked, written)
            erased.check(self._database.raw, written)
            if not self._taking_over:
                closed_minutes.check(self._database.raw, written)
            mode, reversed_id = reverses or ("do", None)
            header = ChangeHeader(self.new_id(), self.actor, label, subject, self.now(), mode, reversed_id)
            self._writer.write(header, written, step)
        self._open = False
        touched = frozenset(Ref(tracked.kind, tracked.entity.id) for tracked in written)
        return Changes(header.change_id, label, touched, created, subject, self._now)

    def _check_permits(
        self, label: str, reverses: tuple[str, EntityId] | None, written: list[Tracked]
    ) -> None:
        raw = self._database.raw
        permits.check_change(raw, self.actor, label, reverses[1] if reverses else None, written)
        if any(tracked.kind == "staff_member" for tracked in written):
            key_file = ArchiveFiles(self._database.path.parent).key
            permits.check_coordinators_stay(raw, self._writer.host.slots_of(key_file), written)

    def _differing(self) -> list[Tracked]:
        for tracked in self._tracked.values():
            tracked.settle()
        return [one for one in self._tracked.values() if one.alive != one.was_alive or one.row != one.before]

    def _origin(self, op_id: EntityId | None, field: str) -> Operation | None:
        """The operation that first gave the value which `op_id` stands for; None for the absence of any."""
        while op_id:
            operation = self.journal.operation(op_id, field)
            if operation.restores is None:
                return operation
            op_id = operation.restores
        return None

    def _load(self, cls: type[Entity], entity_id: EntityId) -> Tracked | None:
        rows = self._rows(f"{codec_of(cls).select_sql} WHERE id = ?", (entity_id,))
        return self._track(cls, rows[0]) if rows else None

    def _track(self, cls: type[Entity], row: tuple[Any, ...]) -> Tracked:
        entity_id, alive, *_ = row
        codec = codec_of(cls)
        tracked = Tracked(codec, codec.entity(entity_id, row[2:]), row[2:], bool(alive), bool(alive))
        self._keep(tracked)
        return tracked

    def _keep(self, tracked: Tracked) -> None:
        self._tracked[tracked.kind, tracked.entity.id] = tracked
        self._of_kind[tracked.kind][tracked.entity.id] = tracked

    def _rows(self, sql: str, parameters: Iterable[Any]) -> list[tuple[Any, ...]]:
        if self._now is None:
            raise RuntimeError("no transaction")
        with told_as_faults(self._database.path.parent):
            return cast(
                "list[tuple[Any, ...]]", self._database.raw.execute(sql, tuple(parameters)).fetchall()
            )

    def _check_open(self) -> None:
        if not self._open:
            raise RuntimeError("no transaction, or one that is already committed")


def _stored_values(codec: Codec, name: str, value: Any) -> tuple[Any, ...]:
    """What the column may hold: a list asks for any of its members."""
    members = value if isinstance(value, list) else [value]
    return tuple(members if name == "id" else (codec.column(name, member) for member in members))


def _condition(name: str, values: tuple[Any, ...]) -> str:
    if len(values) == 1:
        return f'"{name}" IS ?'
    return f'"{name}" IN ({", ".join("?" * len(values))})'


def _agrees(tracked: Tracked, wanted: dict[str, tuple[Any, ...]]) -> bool:
    """What this transaction did to the record may have taken it out of the question, or into it."""
    if not wanted:
        return True
    row = tracked.codec.row(tracked.entity)
    return all(
        (tracked.entity.id if name == "id" else row[tracked.codec.index[name]]) in values
        for name, values in wanted.items()
    )
