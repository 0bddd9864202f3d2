"""What every record of the archive shares: an id, a kind, and fields that can be told one by one.

The journal writes a change field by field, so an entity is a flat dataclass: scalars, tuples of strings and
JSON objects, never another entity. What belongs together is joined by ids, declared with `ref`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

EntityId = str
"""A UUIDv7 in its canonical text form (RFC 9562 §5.7): sorts by the time it was made."""

JsonObject = dict[str, Any]
"""A JSON object kept as it came, such as a GeoJSON geometry (RFC 7946)."""


@dataclass(kw_only=True, slots=True)
class Entity:
    """One record. Two entities are the same record when kind and id agree, whatever their fields say."""

    KIND: ClassVar[str] = ""
    PLURAL: ClassVar[str] = ""

    id: EntityId


def ref(kind: str) -> dict[str, str]:
    """Field metadata: this field holds the id of a record of `kind`, which must be alive as long as we are."""
    return {"ref": kind}


class Ref(NamedTuple):
    """The name of a record anywhere in the app: its kind and its id."""

    kind: str
    id: EntityId
