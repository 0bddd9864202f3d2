"""Take a merge back, months later, after edits, in any order with other merges. The journal is asked; nothing was copied.

For every field that the merge wrote, the value in effect is read from all that the field ever was, the oldest first. What an
undo or a redo took up again cuts the row back to there. Values that were written by a merge which is taken back, or by the
taking back of one, do not count; of the others the last one is the field's. So an edit made after the merge stays where
it was made, a later merge that stands stays, and when that one is taken back too the field falls to what it was at first.

A reference that a merge moved says something else: that *if* it led to the record that went, it leads to the one that stayed.
With an earlier merge taken back, a later one therefore has nothing to move, and the reference is its own record's again.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cocity_desktop.application.changes import Changes
from cocity_desktop.application.history import LIFE, MERGE, UNMERGE
from cocity_desktop.application.merging import ERASED_FIELD, keep_apart, name_of
from cocity_desktop.application.ports import ChangeRecord, Operation
from cocity_desktop.domain.entity import Entity, EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.keeping import ImportedRow, Merge
from cocity_desktop.domain.kinds import KINDS
from cocity_desktop.domain.merging import MERGEABLE
from cocity_desktop.domain.record import field_specs, spec_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cocity_desktop.application.ports import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmerge:
    """Which merge to take back."""

    merge_id: EntityId


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What could not come back, since what it belongs to was removed meanwhile. `field` is "" for a whole record."""

    kind: str
    entity_id: EntityId
    field: str = LIFE


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmerged(Changes):
    """What was changed, what could not come back, and how many values a later change or merge keeps where they are."""

    left_out: tuple[LeftOut, ...] = ()
    kept_later: int = 0


@dataclass(frozen=True, slots=True)
class _Value:
    """A value that a field had, on top of the one before it."""

    change: ChangeRecord
    operation: Operation
    below: _Value | None


Plan = dict[tuple[str, EntityId], dict[str, "Operation | None"]]
"""By record and field, the operation whose value is in effect without the merge."""


def unmerge(cmd: Unmerge, uow: UnitOfWork) -> Unmerged:
    """Part two records that were made one; `created` is the one that comes back.

    Raises UserError: NOT_FOUND for a merge that is not in effect, MERGE_OF_ERASED.
    """
    with uow:
        merge = uow.get(Merge, cmd.merge_id)
        gone = _gone(uow, merge)
        work = _Parting(uow, merge)
        plan = work.plan()
        left_out = _leave_out(uow, plan, gone.id)
        for (kind, entity_id), fields in plan.items():
            for name, operation in fields.items():
                uow.take_up(kind, entity_id, name, operation)
        uow.remove(merge)
        # Who parts two says that they are two: or they would be asked about again at once.
        keep_apart(uow, merge.record_kind, merge.kept_id, merge.gone_id)
        done = uow.commit("unmerge", created=gone.id, subject=name_of(gone))
        return Unmerged(
            change_id=done.change_id,
            label=done.label,
            touched=done.touched,
            created=done.created,
            subject=done.subject,
            saved_at=done.saved_at,
            left_out=tuple(left_out),
            kept_later=work.kept_later,
        )


def _gone(uow: UnitOfWork, merge: Merge) -> Entity:
    cls = MERGEABLE[merge.record_kind]
    ends = [merge.kept_id, merge.gone_id]
    both = {one.id: one for find in (uow.find, uow.find_removed) for one in find(cls, id=ends)}
    if any(getattr(one, ERASED_FIELD, None) is not None for one in both.values()):
        raise UserError(ErrorCode.MERGE_OF_ERASED)
    return both[merge.gone_id]


class _Parting:
    """The journal's answers to what stands without one merge, asked once each."""

    def __init__(self, uow: UnitOfWork, merge: Merge) -> None:
        self._uow, self._merge = uow, merge
        self._merges: dict[EntityId, Merge | None] = {}
        self.kept_later = 0

    def plan(self) -> Plan:
        """Of every field that the merge wrote, the value in effect where it is another than now."""
        journal = self._uow.journal
        made_by = next(op.change_id for _, op in journal.history_of(self._merge.id) if op.base is None)
        written: dict[tuple[str, EntityId], set[str]] = defaultdict(set)
        for operation in journal.operations_of(made_by):
            if operation.entity_id != self._merge.id:
                written[operation.kind, operation.entity_id].add(operation.field)
        return {key: self._fields_of(*key, names) for key, names in written.items()}

    def _fields_of(self, kind: str, entity_id: EntityId, names: set[str]) -> dict[str, Operation | None]:
        stories: dict[str, list[tuple[ChangeRecord, Operation]]] = {name: [] for name in names}
        for change, operation in self._uow.journal.history_of(entity_id):
            if operation.field in stories:
                stories[operation.field].append((change, operation))
        planned: dict[str, Operation | None] = {}
        for name, story in stories.items():
            top = stack(story)
            found = self._in_effect(kind, top)
            if top is not None and found is top.operation:
                self.kept_later += 1
            else:
                planned[name] = found
        return planned

    def _in_effect(self, kind: str, top: _Value | None) -> Operation | None:
        values = []
        while top is not None:
            values.append(top)
            top = top.below
        found: Operation | None = None
        for one in reversed(values):
            merge = self._merge_of(one.change) if one.change.label == MERGE else None
            if one.change.label == UNMERGE or (one.change.label == MERGE and merge is None):
                continue
            if merge is not None and _is_moved(kind, one.operation, merge):
                led_here = found is not None and found.value == merge.gone_id
                found = one.operation if led_here else found
            else:
                found = one.operation
        return found

    def _merge_of(self, change: ChangeRecord) -> Merge | None:
        """The merge that a change made, if it stands without the one that is taken back."""
        key = change.change_id
        if key not in self._merges:
            made = [op.entity_id for op in self._uow.journal.operations_of(key) if op.kind == Merge.KIND]
            standing = self._uow.find(Merge, id=made)
            self._merges[key] = next((one for one in standing if one.id != self._merge.id), None)
        return self._merges[key]


def _is_moved(kind: str, operation: Operation, merge: Merge) -> bool:
    """Whether a merge wrote this because it moved a reference, and not because somebody chose the value."""
    if operation.entity_id == merge.kept_id or operation.field == LIFE:
        return False
    if kind == ImportedRow.KIND:
        return operation.field == "record_id"
    return spec_of(KINDS[kind], operation.field).refers_to == merge.record_kind


def stack(story: Iterable[tuple[ChangeRecord, Operation]]) -> _Value | None:
    """The values of one field on top of each other, without those that an undo took away."""
    seen: dict[str, _Value | None] = {"": None}
    top: _Value | None = None
    for change, operation in story:
        if operation.restores is not None and change.label != UNMERGE:
            top = seen.get(operation.restores, top)
        else:
            top = _Value(change, operation, top)
        seen[operation.op_id] = top
    return top


def _leave_out(uow: UnitOfWork, plan: Plan, gone_id: EntityId) -> list[LeftOut]:
    """Take out of the plan what would refer to a record that is no longer there."""
    left: list[LeftOut] = []
    living = _Living(uow, plan)
    while True:
        found = [one for key in list(living.to_check()) if (one := living.check(key, gone_id)) is not None]
        left += found
        if not found:
            return left


class _Living:
    """Which records will be there once the plan is carried out."""

    def __init__(self, uow: UnitOfWork, plan: Plan) -> None:
        self._uow, self._plan = uow, plan
        self._now: dict[tuple[str, EntityId], bool] = {}
        self._records = {key: self._read(*key) for key in plan}

    def _read(self, kind: str, entity_id: EntityId) -> Entity:
        cls = KINDS[kind]
        alive = self._uow.find(cls, id=entity_id)
        self._now[kind, entity_id] = bool(alive)
        return (alive or self._uow.find_removed(cls, id=entity_id))[0]

    def to_check(self) -> Iterable[tuple[str, EntityId]]:
        return (key for key in self._plan if self.will_be(*key))

    def will_be(self, kind: str, entity_id: EntityId) -> bool:
        fields = self._plan.get((kind, entity_id), {})
        if LIFE in fields:
            life = fields[LIFE]
            return life is not None and bool(life.value)
        if (kind, entity_id) not in self._now:
            self._now[kind, entity_id] = bool(self._uow.find(KINDS[kind], id=entity_id))
        return self._now[kind, entity_id]

    def check(self, key: tuple[str, EntityId], gone_id: EntityId) -> LeftOut | None:
        """What of a record cannot be as planned. A living one stays as it is; one that would come back stays away.

        Where the reference may be absent, a record comes back without it; the record that was merged always does.
        """
        fields, record = self._plan[key], self._records[key]
        coming = not self._now[key]
        goals = self._goals(record, fields)
        for spec, goal in goals.items():
            planned = spec in fields
            if goal is None or not (planned or coming) or self.will_be(self._kind_of(record, spec), goal):
                continue
            if not coming:
                del fields[spec]
                return LeftOut(*key, spec)
            others = [name for name, other in goals.items() if name != spec and other is not None]
            optional = self._optional(record, spec) and (others or record.id == gone_id)
            if not optional:
                del self._plan[key]
                return LeftOut(*key)
            fields[spec] = None
            return LeftOut(*key, spec)
        return None

    @staticmethod
    def _kind_of(record: Entity, name: str) -> str:
        return next(spec.refers_to or "" for spec in field_specs(type(record)) if spec.name == name)

    @staticmethod
    def _optional(record: Entity, name: str) -> bool:
        return next(spec.optional for spec in field_specs(type(record)) if spec.name == name)

    @staticmethod
    def _goals(record: Entity, fields: Mapping[str, Operation | None]) -> dict[str, EntityId | None]:
        """What its references will be, by field. The plain value of a reference is its id."""
        goals: dict[str, EntityId | None] = {}
        for name in (spec.name for spec in field_specs(type(record)) if spec.refers_to is not None):
            operation = fields.get(name)
            planned = operation.value if operation is not None else None
            goals[name] = planned if name in fields else getattr(record, name)
        return goals
