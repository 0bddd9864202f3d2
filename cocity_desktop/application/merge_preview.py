"""What a merge would do, read without changing anything: the two records field by field, and what would move."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from cocity_desktop.application.merging import ERASED_FIELD, name_of, pair
from cocity_desktop.application.views.merging import FieldPair, MergePreview
from cocity_desktop.domain.kinds import KINDS
from cocity_desktop.domain.merging import is_empty, may_join, proposed
from cocity_desktop.domain.record import FieldSpec, field_specs
from cocity_desktop.domain.references import referrers

if TYPE_CHECKING:
    from cocity_desktop.application.ports import EntityReader
    from cocity_desktop.domain.entity import Entity, EntityId


def preview(reader: EntityReader, kind: str, kept_id: EntityId, gone_id: EntityId) -> MergePreview:
    """Raises UserError: NOT_FOUND, INVALID_VALUE, MERGE_OF_ERASED."""
    kept, gone = pair(reader, kind, kept_id, gone_id)
    return MergePreview(
        kind=kind,
        kept_id=kept.id,
        gone_id=gone.id,
        kept_name=name_of(kept),
        gone_name=name_of(gone),
        fields=tuple(_fields(reader, kept, gone)),
        moves=tuple(sorted(_moves(reader, kind, gone.id).items())),
    )


def _fields(reader: EntityReader, kept: Entity, gone: Entity) -> list[FieldPair]:
    """Those of which at least one record says something."""
    found = []
    for spec in field_specs(type(kept)):
        mine, theirs = getattr(kept, spec.name), getattr(gone, spec.name)
        if spec.name == ERASED_FIELD or (is_empty(spec, mine) and is_empty(spec, theirs)):
            continue
        differs = mine != theirs and not is_empty(spec, mine) and not is_empty(spec, theirs)
        found.append(
            FieldPair(
                name=spec.name,
                kept=_told(reader, spec, mine),
                gone=_told(reader, spec, theirs),
                proposed=proposed(spec, mine, theirs),
                joins=may_join(spec),
                differs=differs,
            )
        )
    return found


def _told(reader: EntityReader, spec: FieldSpec, value: Any) -> object:
    if spec.refers_to is None or value is None:
        return value
    return name_of(reader.get(KINDS[spec.refers_to], value))


def _moves(reader: EntityReader, kind: str, gone: EntityId) -> Counter[str]:
    moves: Counter[str] = Counter()
    for cls, name in referrers(kind):
        moves[cls.KIND] += len(reader.find(cls, **{name: gone}))
    return +moves
