"""Two records side by side before they become one, and the merges that can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.merging import Side


@dataclass(frozen=True, slots=True)
class FieldPair:
    """One field of both. `proposed` is what is kept unless somebody chooses; `joins` when both values can stand in it.

    The values are those of the field; of a reference, the name of the record it leads to.
    """

    name: str
    kept: object
    gone: object
    proposed: Side
    joins: bool
    differs: bool


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would do. `moves` counts by kind what would refer to the one that stays instead."""

    kind: str
    kept_id: EntityId
    gone_id: EntityId
    kept_name: str
    gone_name: str
    fields: tuple[FieldPair, ...]
    moves: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class MergeRow:
    """A merge in effect: `gone_name` was taken into `kept_name`."""

    id: EntityId
    kind: str
    kept_id: EntityId
    gone_id: EntityId
    kept_name: str
    gone_name: str
    merged_on: date
    reasons: tuple[str, ...]
