"""How the journal keeps a new record: one operation for its life and all its first values (docs/adr/0027).

Such a *birth* is an operation under the field of life whose value is an object: the first value of each field by name, the
life itself under "". It means what one operation for each of them would, all at its moment and with its id; journals
written before have those instead, and both are read for ever. Outside of the storage nobody meets a birth: the journal
is told in *cells*, one field of one record each.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cocity_desktop.application.ports import Operation

LIFE: Final = ""
"""The field under which the journal writes whether a record is alive."""

IS_BIRTH: Final = "({0}.field = '' AND {0}.value GLOB '{{*')"
"""The same question in SQL, of the table called `{0}`."""
SAYS: Final = "({0}.field = {1} OR ({0}.field = '' AND {0}.value GLOB '{{*' AND json_type({0}.value, '$.\"' || {1} || '\"') IS NOT NULL))"
"""Whether an operation of the table `{0}` says something of the field `{1}`, both SQL."""


def birth_text(first_values: Iterable[tuple[str, str]]) -> str:
    """The value of a birth as JSON text in its one written form, from names in their order and JSON texts."""
    fields = "".join(f',"{name}":{value}' for name, value in first_values)
    return f'{{"":true{fields}}}'


def is_birth(field: str, value: object) -> bool:
    """Whether an operation is a birth. `value` is plain or JSON text."""
    if field != LIFE:
        return False
    return value.startswith("{") if isinstance(value, str) else isinstance(value, dict)


def values_of(field: str, value: str) -> dict[str, Any]:
    """What an operation says, by field, as plain values. `value` is JSON text."""
    plain = json.loads(value)
    return plain if is_birth(field, plain) else {field: plain}


def cells(operation: Operation) -> Iterator[Operation]:
    """What an operation says, field by field; the life first."""
    if not is_birth(operation.field, operation.value):
        yield operation
        return
    for name, value in operation.value.items():
        yield replace(operation, field=name, value=value)


def cell(operation: Operation, field: str) -> Operation:
    """What an operation says of one field. Raises KeyError when it says nothing of it."""
    if not is_birth(operation.field, operation.value):
        return operation
    return replace(operation, field=field, value=operation.value[field])
