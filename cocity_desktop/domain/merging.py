"""How two records become one, field by field: what is kept when they differ, what is filled in, what is joined.

Nothing here decides that two records are the same: people do, and they may choose another value for every field.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.domain.places import Place
from cocity_desktop.domain.record import FieldSpec, encode, field_specs
from cocity_desktop.domain.registry import Group, MemberRole, Membership, Person

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cocity_desktop.domain.entity import Entity

MERGEABLE: Final[Mapping[str, type[Entity]]] = MappingProxyType(
    {cls.KIND: cls for cls in (Group, Person, Place)}
)
"""The kinds of which two records may be one."""

_PROSE: Final = frozenset(
    ("description", "note", "needs", "needs_time", "needs_access", "needs_translation", "constraints", "state_of_use")
)  # fmt: skip
"""Texts that may stand one behind the other: neither is a value that the other would contradict."""

_STRONGEST_FIRST: Final = (
    MemberRole.REPRESENTATIVE,
    MemberRole.CONTACT,
    MemberRole.MEMBER,
    MemberRole.VOLUNTEER,
)


class Side(StrEnum):
    """Which value of a field is kept when two records become one; BOTH only for texts and lists."""

    KEPT = "kept"
    GONE = "gone"
    BOTH = "both"


def is_empty(spec: FieldSpec, value: Any) -> bool:
    """Whether a value says nothing: absent, or a choice that nobody made."""
    if isinstance(value, StrEnum):
        return bool(encode(value) == spec.default)
    return value in (None, "", (), {})


def may_join(spec: FieldSpec) -> bool:
    """Whether both values can be kept in one field."""
    return spec.python_type is tuple or spec.name in _PROSE


def proposed(spec: FieldSpec, kept: Any, gone: Any) -> Side:
    """What is kept unless somebody chooses: what says something, of lists and texts everything, else the kept one's."""
    if kept == gone or is_empty(spec, gone):
        return Side.KEPT
    if is_empty(spec, kept):
        return Side.GONE
    return Side.BOTH if may_join(spec) and joined(kept, gone) != kept else Side.KEPT


def chosen(side: Side, kept: Any, gone: Any) -> Any:
    """The value of a field after the merge."""
    if side is Side.BOTH:
        return joined(kept, gone)
    return gone if side is Side.GONE else kept


def joined(kept: Any, gone: Any) -> Any:
    """Both values: a list with what only the other has behind it, a text with the other below it."""
    if isinstance(kept, tuple):
        return (*kept, *(item for item in gone if item not in kept))
    if gone in kept:
        return kept
    return gone if kept in gone else f"{kept}\n{gone}"


def fold(stays: Entity, leaves: Entity) -> None:
    """Put what a double says into the record that stays. References are not looked at: they are the same by now."""
    for spec in field_specs(type(stays)):
        mine, theirs = getattr(stays, spec.name), getattr(leaves, spec.name)
        if spec.refers_to is not None:
            continue
        if spec.python_type is bool:
            setattr(stays, spec.name, mine or theirs)
        elif is_empty(spec, mine):
            setattr(stays, spec.name, theirs)


def fold_memberships(stays: Membership, leaves: Membership) -> None:
    """As `fold`; the time in the group is that of both, the role the one that binds more."""
    since = [day for day in (stays.since, leaves.since) if day is not None]
    until = None if stays.until is None or leaves.until is None else max(stays.until, leaves.until)
    role = min(stays.role, leaves.role, key=_STRONGEST_FIRST.index)
    fold(stays, leaves)
    stays.since, stays.until, stays.role = min(since, default=None), until, role


def at_different_times(one: Membership, other: Membership) -> bool:
    """Whether a person left a group before coming back: two memberships, no double."""
    return _ends_before(one, other) or _ends_before(other, one)


def _ends_before(one: Membership, other: Membership) -> bool:
    return one.until is not None and other.since is not None and one.until < other.since
