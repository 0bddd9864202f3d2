"""Regulations as plain values and back, with every fault told by its place: the file and the archive share this form.

A plain value is what TOML and JSON can hold; a date may come as a date (TOML) or in ISO 8601 (JSON). Absent
fields take their default, unknown ones are refused, because a misspelt key would drop a rule in silence.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, NoReturn, TypeVar, get_args, get_origin, get_type_hints

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.regulation import FORMAT, Basis, Regulation, Rule

T = TypeVar("T")
Plain = Any

_TOML_NAMES: Final[dict[type, str]] = {str: "string", int: "integer", bool: "boolean", date: "date"}


def regulation_to_plain(regulation: Regulation) -> dict[str, Plain]:
    """All that the regulation says, as JSON holds it; what has its default is left out."""
    return _table_of(regulation)


def regulation_from_plain(plain: dict[str, Plain]) -> Regulation:
    """A whole, consistent regulation.

    Raises UserError with `field` the place of the first fault, such as "headings[3].source.text":
    REGULATION_FIELD_MISSING, _FIELD_UNKNOWN, _FIELD_WRONG (detail `expected`), _CODE_TWICE, _LINK_BROKEN
    (detail `value`), _NOT_READ.
    """
    regulation = _read_table(Regulation, plain, "")
    if regulation.format != FORMAT:
        _refuse(ErrorCode.REGULATION_FIELD_WRONG, "format", expected=str(FORMAT))
    _check_codes(regulation)
    _check_links(regulation)
    return regulation


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


def _read_table(cls: type[T], plain: Plain, where: str) -> T:
    if not isinstance(plain, dict):
        _refuse(ErrorCode.REGULATION_FIELD_WRONG, where, expected="table")
    known: dict[str, Field[Any]] = {f.name: f for f in fields(cls)}  # type: ignore[arg-type]
    for name in plain:
        if name not in known:
            _refuse(ErrorCode.REGULATION_FIELD_UNKNOWN, _join(where, name))
    values = {name: _read_field(cls, f, plain, where) for name, f in known.items()}
    return cls(**values)


def _read_field(cls: type, spec: Field[Any], plain: dict[str, Plain], where: str) -> Any:
    place = _join(where, spec.name)
    if spec.name in plain:
        return _read(_hints(cls)[spec.name], plain[spec.name], place)
    if spec.default is MISSING:
        _refuse(ErrorCode.REGULATION_FIELD_MISSING, place)
    return spec.default


def _read(hint: Any, value: Plain, where: str) -> Any:
    if isinstance(hint, UnionType):
        return _read(next(kind for kind in get_args(hint) if kind is not NoneType), value, where)
    if get_origin(hint) is tuple:
        return _read_array(get_args(hint)[0], value, where)
    if isinstance(hint, type) and is_dataclass(hint):
        return _read_table(hint, value, where)
    if issubclass(hint, StrEnum):
        return _read_choice(hint, value, where)
    return _read_scalar(hint, value, where)


def _read_array(hint: Any, value: Plain, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        _refuse(ErrorCode.REGULATION_FIELD_WRONG, where, expected="array")
    return tuple(_read(hint, item, f"{where}[{number}]") for number, item in enumerate(value))


def _read_choice(hint: type[StrEnum], value: Plain, where: str) -> StrEnum:
    if not isinstance(value, str) or value not in set(hint):
        _refuse(ErrorCode.REGULATION_FIELD_WRONG, where, expected=" | ".join(hint))
    return hint(value)


def _read_scalar(hint: type, value: Plain, where: str) -> Any:
    if hint is date and isinstance(value, str):
        value = _read_date(value, where)
    # bool is an int and datetime is a date to isinstance: neither may pass for the other here.
    if type(value) is not hint:
        _refuse(ErrorCode.REGULATION_FIELD_WRONG, where, expected=_TOML_NAMES[hint])
    return value


def _read_date(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        _refuse(ErrorCode.REGULATION_FIELD_WRONG, where, expected="date")


def _check_codes(regulation: Regulation) -> None:
    """No two of a kind under one name."""
    for group in (
        "texts",
        "headings",
        "parties",
        "attachments",
        "deadlines",
        "recitals",
        "approvals",
        "checks",
    ):
        _check_unique(group, "code", [rule.code for rule in getattr(regulation, group)])
    _check_unique("headings", "number", [heading.number for heading in regulation.headings])
    _check_unique("forms", "form", [rule.form for rule in regulation.forms])
    _check_unique("glossary", "term", [term.term for term in regulation.glossary])


def _check_unique(group: str, name: str, values: list[str]) -> None:
    counted: Counter[str] = Counter()
    for position, value in enumerate(values):
        if counted[value]:
            _refuse(ErrorCode.REGULATION_CODE_TWICE, f"{group}[{position}].{name}", value=value)
        counted[value] += 1


def _check_links(regulation: Regulation) -> None:
    """Every source is one of the texts, every approval names headings that exist, and "verified" means read."""
    texts = {text.code for text in regulation.texts}
    for where, rule in _placed_rules(regulation):
        if rule.source.text not in texts:
            _refuse(ErrorCode.REGULATION_LINK_BROKEN, _join(where, "source.text"), value=rule.source.text)
        if rule.verified and rule.source.basis is not Basis.READ:
            _refuse(ErrorCode.REGULATION_NOT_READ, _join(where, "verified"))
    codes = {heading.code for heading in regulation.headings}
    for position, approval in enumerate(regulation.approvals):
        for code in approval.headings:
            if code not in codes:
                _refuse(ErrorCode.REGULATION_LINK_BROKEN, f"approvals[{position}].headings", value=code)


def _placed_rules(regulation: Regulation) -> list[tuple[str, Rule]]:
    placed: list[tuple[str, Rule]] = [("", regulation), ("office", regulation.office)]
    for group in fields(regulation):
        items = getattr(regulation, group.name)
        if isinstance(items, tuple):
            placed += [(f"{group.name}[{n}]", item) for n, item in enumerate(items) if isinstance(item, Rule)]
    return placed


def _join(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _refuse(code: ErrorCode, where: str, **details: object) -> NoReturn:
    raise UserError(code, where, where=where, **details)
