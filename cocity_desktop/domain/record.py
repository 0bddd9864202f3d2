"""Entities as plain values and back: the one form that tables, journal and archive file are written in.

A plain value is what JSON can hold. Dates are ISO 8601 (`2027-04-30`), moments are UTC with microseconds only
when there are any (`2027-04-30T16:42:07Z`), enums are their value, tuples are lists.
"""

from __future__ import annotations

import types
from dataclasses import MISSING, dataclass, fields
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from cocity_desktop.domain.entity import Entity
from cocity_desktop.domain.errors import ErrorCode, UserError

E = TypeVar("E", bound=Entity)
Plain = Any
"""None, bool, int, float, str, or lists and dicts of these."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """What is known of one field of an entity: its Python type, whether it may be absent, whom it refers to."""

    name: str
    python_type: type
    optional: bool
    refers_to: str | None
    default: Plain
    required: bool


def field_specs(cls: type[Entity]) -> tuple[FieldSpec, ...]:
    """The fields of `cls` without its id, in the order they are declared."""
    if cls.KIND not in _SPECS:
        _SPECS[cls.KIND] = _read_specs(cls)
    return _SPECS[cls.KIND]


# Filled once per kind: reading annotations is slow, and a kind's fields never change while running.
_SPECS: dict[str, tuple[FieldSpec, ...]] = {}


def _read_specs(cls: type[Entity]) -> tuple[FieldSpec, ...]:
    hints = get_type_hints(cls)
    return tuple(
        _spec(f.name, hints[f.name], f.metadata.get("ref"), f.default) for f in fields(cls) if f.name != "id"
    )


def _spec(name: str, hint: Any, refers_to: str | None, default: Any) -> FieldSpec:
    optional = get_origin(hint) in (types.UnionType, Union)
    core = next(a for a in get_args(hint) if a is not types.NoneType) if optional else hint
    python_type = get_origin(core) or core
    required = default is MISSING
    plain_default = None if required else encode(default)
    return FieldSpec(name, python_type, optional, refers_to, plain_default, required)


def spec_of(cls: type[Entity], name: str) -> FieldSpec:
    """Raises KeyError for a field that `cls` does not have."""
    for spec in field_specs(cls):
        if spec.name == name:
            return spec
    raise KeyError(name)


def encode(value: Any) -> Plain:
    """A field's value as a plain one. Raises ValueError for a moment without its zone."""
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return list(value)
    return value


def moment_text(value: datetime) -> str:
    """An aware moment in UTC, as RFC 3339 §5.6 with a `Z`."""
    if value.tzinfo is None:
        raise ValueError("naive datetime")
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def decode(spec: FieldSpec, value: Plain) -> Any:
    """The Python value of a plain one. Raises UserError(INVALID_VALUE) when it does not fit the field."""
    if value is None and spec.optional:
        return None
    try:
        return _decode(spec.python_type, value)
    except (ValueError, TypeError) as error:
        raise UserError(ErrorCode.INVALID_VALUE, spec.name, value=repr(value)[:80]) from error


def _decode(kind: type, value: Plain) -> Any:
    if kind is datetime:
        return _moment(value)
    if kind is date:
        return date.fromisoformat(value)
    if issubclass(kind, StrEnum):
        return kind(value)
    if kind is tuple:
        return tuple(_checked(str, item) for item in _checked(list, value))
    if kind is float:
        return float(_checked((int, float), value))
    return _checked(kind, value)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment.astimezone(UTC)


def _checked(kind: Any, value: Any) -> Any:
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise TypeError(type(value).__name__)
    return value


def to_plain(entity: Entity) -> dict[str, Plain]:
    """All fields without the id, as plain values."""
    return {spec.name: encode(getattr(entity, spec.name)) for spec in field_specs(type(entity))}


def from_plain(cls: type[E], entity_id: str, values: dict[str, Plain]) -> E:
    """An entity from plain values; absent fields take their default.

    Raises UserError(INVALID_VALUE) for a value that does not fit, UserError(REQUIRED) for a missing one.
    """
    known: dict[str, Any] = {"id": entity_id}
    for spec in field_specs(cls):
        if spec.name in values:
            known[spec.name] = decode(spec, values[spec.name])
        elif spec.required and not spec.optional:
            raise UserError(ErrorCode.REQUIRED, spec.name)
        elif spec.required:
            known[spec.name] = None
    return cls(**known)
