"""Regulations as plain values and back, with every fault told by its place: the file and the archive share this form.

A plain value is what TOML and JSON can hold; a date may come as a date (TOML) or in ISO 8601 (JSON). Absent
fields take their default, unknown ones are refused, because a misspelt key would drop a rule in silence.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.regulation import Regulation
from cocity_desktop.domain.regulation_links import wrong_links

Plain = Any

_TOML_NAMES: Final[dict[type, str]] = {str: "string", int: "integer", bool: "boolean", date: "date"}
_LONGEST: Final = 5_000
"""Characters of one text: a rule that is longer is a file put in the wrong place."""


def regulation_to_plain(regulation: Regulation) -> dict[str, Plain]:
    """All that the regulation says, as JSON holds it; what has its default is left out."""
    return _table_of(regulation)


def regulation_from_plain(plain: dict[str, Plain]) -> Regulation:
    """A whole, consistent regulation.

    Raises UserError with `field` the place of the first fault, such as "headings[3].source.text":
    REGULATION_FIELD_MISSING, _FIELD_UNKNOWN, _FIELD_WRONG (detail `expected`), _CODE_TWICE, _LINK_BROKEN
    (detail `value`), _NOT_READ.
    """
    found: tuple[Regulation, tuple[UserError, ...]] = examine_plain(plain)
    regulation, faults = found
    if faults:
        raise faults[0]
    return regulation


def examine_plain(plain: Plain) -> tuple[Any, tuple[UserError, ...]]:
    """The regulation and every fault of it, by the place in `field`. With faults the regulation has holes: do not use it."""
    reading = _Reading()
    regulation = reading.table(Regulation, plain, "")
    faults = (*reading.faults, *(wrong_links(regulation) if regulation is not None else ()))
    return regulation, faults


def _table_of(value: object) -> dict[str, Plain]:
    found = {f.name: (getattr(value, f.name), f) for f in fields(value)}  # type: ignore[arg-type]
    return {name: _plain(item) for name, (item, f) in found.items() if item != f.default}


def _plain(value: object) -> Plain:
    if is_dataclass(value):
        return _table_of(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


class _Reading:
    """One walk through a plain value. What is wrong is noted and read as None, so that the walk goes on."""

    def __init__(self) -> None:
        self.faults: list[UserError] = []

    def table(self, cls: Any, plain: Plain, where: str) -> Any:
        if not isinstance(plain, dict):
            return self._wrong(where, "table")
        known: dict[str, Field[Any]] = {f.name: f for f in fields(cls)}
        for name in plain:
            if name not in known:
                near = get_close_matches(name, known, n=1)
                self._note(ErrorCode.REGULATION_FIELD_UNKNOWN, join(where, name), near="".join(near))
        return cls(**{name: self._field(cls, f, plain, where) for name, f in known.items()})

    def _field(self, cls: type, spec: Field[Any], plain: dict[str, Plain], where: str) -> Any:
        place = join(where, spec.name)
        if spec.name in plain:
            return self._value(_hints(cls)[spec.name], plain[spec.name], place)
        if spec.default is MISSING:
            return self._note(ErrorCode.REGULATION_FIELD_MISSING, place)
        return spec.default

    def _value(self, hint: Any, value: Plain, where: str) -> Any:
        if isinstance(hint, UnionType):
            return self._value(next(kind for kind in get_args(hint) if kind is not NoneType), value, where)
        if get_origin(hint) is tuple:
            return self._array(get_args(hint)[0], value, where)
        if isinstance(hint, type) and is_dataclass(hint):
            return self.table(hint, value, where)
        if issubclass(hint, StrEnum):
            return self._choice(hint, value, where)
        return self._scalar(hint, value, where)

    def _array(self, hint: Any, value: Plain, where: str) -> Any:
        if not isinstance(value, list):
            return self._wrong(where, "array")
        return tuple(self._value(hint, item, f"{where}[{number}]") for number, item in enumerate(value))

    def _choice(self, hint: type[StrEnum], value: Plain, where: str) -> Any:
        if not isinstance(value, str) or value not in set(hint):
            return self._wrong(where, " | ".join(hint))
        return hint(value)

    def _scalar(self, hint: type, value: Plain, where: str) -> Any:
        if hint is date and isinstance(value, str):
            value = _date(value)
        # bool is an int and datetime is a date to isinstance: neither may pass for the other here.
        if type(value) is not hint:
            return self._wrong(where, _TOML_NAMES[hint])
        if isinstance(value, str) and len(value) > _LONGEST:
            return self._wrong(where, f"at most {_LONGEST}")
        return value

    def _wrong(self, where: str, expected: str) -> Any:
        return self._note(ErrorCode.REGULATION_FIELD_WRONG, where, expected=expected)

    def _note(self, code: ErrorCode, where: str, **details: object) -> Any:
        self.faults.append(UserError(code, where, where=where, **details))
        return None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def join(where: str, name: str) -> str:
    """The place of a field within a place."""
    return f"{where}.{name}" if where else name
