"""Make two records one: all that refers to the one that goes refers to the one that stays, in one change of the journal.

The record that goes keeps its fields and its history, as every removed record does; taking the merge back reads
the journal (`application.unmerging`), so nothing is copied here for that purpose. References of records that were removed
move too: they may come back by an undo or by taking back another merge, and then must find somebody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.application.days import day_of
from cocity_desktop.domain.contact_forms import mail_key, phone_key
from cocity_desktop.domain.entity import Entity, EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.keeping import Distinction, ImportedRow, Merge
from cocity_desktop.domain.merging import (
    MERGEABLE,
    Side,
    at_different_times,
    chosen,
    fold,
    fold_memberships,
    may_join,
    proposed,
)
from cocity_desktop.domain.naming import fold as folded
from cocity_desktop.domain.processes import Participation
from cocity_desktop.domain.record import field_specs, to_plain
from cocity_desktop.domain.references import referrers
from cocity_desktop.domain.registry import Consent, ContactKind, ContactPoint, Membership, Partnership, Person

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import EntityReader, UnitOfWork

ERASED_FIELD: Final = "erased_number"
"""Of a person who was erased: neither merged nor parted any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeRecords:
    """`gone_id` is taken into `kept_id`, both of `kind`. `choices` by field; the others as `domain.merging.proposed`.

    `reasons` say in words why the two were taken for one.
    """

    kind: str
    kept_id: EntityId
    gone_id: EntityId
    choices: Mapping[str, Side] = field(default_factory=lambda: MappingProxyType({}))
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DistinguishRecords:
    """«Sono diversi»: the two are never proposed again."""

    kind: str
    one_id: EntityId
    other_id: EntityId


@dataclass(frozen=True, slots=True)
class _Moved:
    """A living record whose `fields` referred to `gone`."""

    record: Entity
    gone: EntityId
    fields: list[str]

    def leave(self, uow: UnitOfWork) -> None:
        """It goes with whom it belonged to, so that both come back together whatever was merged meanwhile."""
        for name in self.fields:
            setattr(self.record, name, self.gone)
        uow.remove(self.record)


def merge_records(cmd: MergeRecords, uow: UnitOfWork) -> Changes:
    """Make two records one. `created` is the merge, which can be taken back for ever.

    Raises UserError: NOT_FOUND, INVALID_VALUE (the same record twice, a kind that is not merged, a choice that a field
    does not have), MERGE_OF_ERASED.
    """
    with uow:
        kept, gone = pair(uow, cmd.kind, cmd.kept_id, cmd.gone_id)
        _join_fields(kept, gone, cmd.choices)
        moved = _move_references(uow, cmd.kind, gone.id, kept.id)
        _fold_doubles(uow, moved)
        _move_names(uow, cmd.kind, gone.id, kept.id)
        uow.remove(gone)
        merge = uow.add(
            Merge(
                id=uow.new_id(),
                record_kind=cmd.kind,
                kept_id=kept.id,
                gone_id=gone.id,
                reasons=cmd.reasons,
                merged_on=day_of(uow.now()),
            )
        )
        return uow.commit("merge_records", created=merge.id, subject=name_of(kept))


def distinguish_records(cmd: DistinguishRecords, uow: UnitOfWork) -> Changes:
    """Remember that two records that look alike are not the same. Raises UserError: NOT_FOUND, INVALID_VALUE."""
    with uow:
        one, other = pair(uow, cmd.kind, cmd.one_id, cmd.other_id)
        keep_apart(uow, cmd.kind, one.id, other.id)
        return uow.commit("distinguish_records", subject=name_of(one))


def keep_apart(uow: UnitOfWork, kind: str, one: EntityId, other: EntityId) -> None:
    """Note once that two records are two."""
    first, second = sorted((one, other))
    if not uow.find(Distinction, record_kind=kind, first_id=first, second_id=second):
        uow.add(Distinction(id=uow.new_id(), record_kind=kind, first_id=first, second_id=second))


def pair(
    reader: EntityReader | UnitOfWork, kind: str, one: EntityId, other: EntityId
) -> tuple[Entity, Entity]:
    """Two records that may be one. Raises UserError: NOT_FOUND, INVALID_VALUE, MERGE_OF_ERASED."""
    cls = MERGEABLE.get(kind)
    if cls is None or one == other:
        raise UserError(ErrorCode.INVALID_VALUE, "gone_id", kind=kind)
    both = reader.get(cls, one), reader.get(cls, other)
    if any(getattr(record, ERASED_FIELD, None) is not None for record in both):
        raise UserError(ErrorCode.MERGE_OF_ERASED, "gone_id")
    return both


def name_of(record: Entity) -> str:
    """What a group, a place or a person is called."""
    if isinstance(record, Person):
        return f"{record.given_name} {record.family_name}".strip()
    return str(getattr(record, "name", ""))


def _join_fields(kept: Entity, gone: Entity, choices: Mapping[str, Side]) -> None:
    for spec in field_specs(type(kept)):
        mine, theirs = getattr(kept, spec.name), getattr(gone, spec.name)
        side = choices.get(spec.name) or proposed(spec, mine, theirs)
        if side is Side.BOTH and not may_join(spec):
            raise UserError(ErrorCode.INVALID_VALUE, spec.name)
        setattr(kept, spec.name, chosen(side, mine, theirs))


def _move_references(uow: UnitOfWork, kind: str, gone: EntityId, kept: EntityId) -> list[_Moved]:
    """All that referred to `gone` refers to `kept`. Gives the living records that moved, each with its fields."""
    moved: dict[EntityId, _Moved] = {}
    for cls, name in referrers(kind):
        for record in uow.find_removed(cls, **{name: gone}):
            setattr(record, name, kept)
        for record in uow.find(cls, **{name: gone}):
            setattr(record, name, kept)
            moved.setdefault(record.id, _Moved(record, gone, [])).fields.append(name)
    return list(moved.values())


def _move_names(uow: UnitOfWork, kind: str, gone: EntityId, kept: EntityId) -> None:
    """Rows of tables that the record came from lead to the one that stays, so that a later edition finds it.

    Distinctions stay as they were said: whoever reads them follows the merges (`Queries.told_apart`).
    """
    for find in (uow.find, uow.find_removed):
        for row in find(ImportedRow, record_kind=kind, record_id=gone):
            row.record_id = kept


def _contact_key(one: ContactPoint) -> Hashable:
    mail = one.contact_kind in {ContactKind.EMAIL, ContactKind.PEC}
    normal = (
        mail_key(one.value) if mail else phone_key(one.value) if one.contact_kind is ContactKind.PHONE else ""
    )
    return one.person_id, one.group_id, "mail" if mail else one.contact_kind, normal or folded(one.value)


_SAME_WHEN: Final[Mapping[type[Entity], Callable[[Any], Hashable]]] = MappingProxyType(
    {
        Membership: lambda one: (one.group_id, one.person_id),
        Partnership: lambda one: (one.group_id, one.partner_id),
        Participation: lambda one: (one.process_id, one.group_id),
        ContactPoint: _contact_key,
        Consent: lambda one: tuple(to_plain(one).values()),
    }
)
"""Of which kinds two records say the same thing once they are about one, and when. Of the others each says its own."""


def _fold_doubles(uow: UnitOfWork, moved: Iterable[_Moved]) -> None:
    for one in moved:
        record = one.record
        if isinstance(record, Partnership) and record.group_id == record.partner_id:
            one.leave(uow)
            continue
        same_when = _SAME_WHEN.get(type(record))
        stays = _double_of(uow, record, same_when) if same_when is not None else None
        if stays is not None:
            _fold(uow, stays, one)


def _double_of(uow: UnitOfWork, record: Entity, same_when: Callable[[Any], Hashable]) -> Entity | None:
    """The oldest living record that says the same as this one."""
    owners = {
        spec.name: getattr(record, spec.name) for spec in field_specs(type(record)) if spec.refers_to is not None
    }  # fmt: skip
    for other in uow.find(type(record), **owners):
        if other.id == record.id or same_when(other) != same_when(record):
            continue
        if (
            isinstance(record, Membership)
            and isinstance(other, Membership)
            and at_different_times(record, other)
        ):
            continue
        return other
    return None


def _fold(uow: UnitOfWork, stays: Entity, moved: _Moved) -> None:
    leaves = moved.record
    if isinstance(stays, Membership) and isinstance(leaves, Membership):
        fold_memberships(stays, leaves)
    else:
        fold(stays, leaves)
    _move_references(uow, leaves.KIND, leaves.id, stays.id)
    moved.leave(uow)
