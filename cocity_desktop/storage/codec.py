"""Records as rows of their table and back, with all that can be worked out once per kind worked out once.

A row here is the tuple of a record's columns without `id` and `alive`. It is also the snapshot that the unit of
work compares: JSON is text in it, so a list changed in place is seen.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any

from cocity_desktop.domain.entity import Entity
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.kinds import KINDS
from cocity_desktop.domain.record import FieldSpec, Plain, decode, encode, field_specs, from_plain

Row = tuple[Any, ...]
_INTEGER_LIMIT = 2**63
_NEVER = object()
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def json_text(value: Plain) -> str:
    """Plain values as the journal and the tables write them: keys sorted, no spaces, no escapes.

    Raises ValueError for what is not JSON (NaN, infinities).
    """
    if type(value) is dict and all(type(each) is str for each in value.values()):
        # What an import remembers of a row, by the tens of thousands.
        fields = ",".join(
            f"{encode_basestring(name)}:{encode_basestring(value[name])}" for name in sorted(value)
        )
        return f"{{{fields}}}"
    return _ENCODER.encode(value)


def column_value(spec: FieldSpec, plain: Plain) -> Any:
    """A plain value as it stands in its column."""
    if plain is None:
        return None
    if spec.python_type in {tuple, dict}:
        return json_text(plain)
    if spec.python_type is float:
        return float(plain)
    return int(plain) if spec.python_type is bool else plain


def plain_value(spec: FieldSpec, column: Any) -> Plain:
    """What stands in a column as a plain value."""
    if column is None:
        return None
    if spec.python_type in {tuple, dict}:
        return json.loads(column)
    return bool(column) if spec.python_type is bool else column


def checked(spec: FieldSpec, plain: Plain) -> str:
    """The JSON text of a field's value, once it is sure that it can be stored and read back.

    Raises UserError(INVALID_VALUE) on the field: wrong type, lone surrogates, zero characters (storage.engine
    says why), integers beyond 64 bits, NaN.
    """
    if type(plain) is str and spec.python_type is str:
        return _checked_text(spec, plain)
    decode(spec, plain)
    try:
        written = json_text(plain)
        written.encode()
    except (ValueError, TypeError) as error:
        raise UserError(ErrorCode.INVALID_VALUE, spec.name, value=ascii(plain)[:80]) from error
    texts = plain if isinstance(plain, list) else [plain]
    if any(isinstance(text, str) and "\0" in text for text in texts):
        raise UserError(ErrorCode.INVALID_VALUE, spec.name, value=ascii(plain)[:80])
    if isinstance(plain, int) and not -_INTEGER_LIMIT <= plain < _INTEGER_LIMIT:
        raise UserError(ErrorCode.INVALID_VALUE, spec.name, value=str(plain)[:80])
    return written


def _checked_text(spec: FieldSpec, text: str) -> str:
    """The same for a text, of which nearly all fields are."""
    if "\0" in text or not (text.isascii() or _is_whole(text)):
        raise UserError(ErrorCode.INVALID_VALUE, spec.name, value=ascii(text)[:80])
    return encode_basestring(text)


def _checked_column(spec: FieldSpec, column: Any) -> str:
    """The same for what stands in a column, where an object is JSON text in its one written form already."""
    if type(column) is str:
        if spec.python_type is str:
            return _checked_text(spec, column)
        if spec.python_type is dict and column.startswith("{") and (column.isascii() or _is_whole(column)):
            return column
    return checked(spec, plain_value(spec, column))


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _encoder(spec: FieldSpec) -> Callable[[Any], Any] | None:
    """What turns an attribute into its column, None when they are the same."""
    if spec.python_type in {str, int}:
        return None
    if spec.python_type is tuple:
        return lambda value: column_value(spec, encode(value)) if value != () else "[]"
    if issubclass(spec.python_type, StrEnum):
        return lambda value: None if value is None else str.__str__(value)
    if spec.python_type is dict:
        return lambda value: None if value is None else json_text(value)
    if spec.python_type not in {float, bool}:
        return encode
    return lambda value: column_value(spec, encode(value))


def _decoder(spec: FieldSpec) -> Callable[[Any], Any] | None:
    """What turns a column that is not NULL into its attribute, None when they are the same."""
    kind = spec.python_type
    if kind in {str, int}:
        return None
    if issubclass(kind, StrEnum):
        return {member.value: member for member in kind}.__getitem__
    if kind is tuple:
        return lambda column: () if column == "[]" else decode(spec, json.loads(column))
    if kind is float:
        return float
    return lambda column: decode(spec, plain_value(spec, column))


def _written(spec: FieldSpec) -> Mapping[Any, str]:
    """The JSON text of each column that needs no checking: the values of an enumeration."""
    if not issubclass(spec.python_type, StrEnum):
        return {}
    return {member.value: json_text(member.value) for member in spec.python_type}


def _absent(spec: FieldSpec) -> Any:
    """What stands in the column of a field that has its default; what never does for one that must be given."""
    return _NEVER if spec.required else column_value(spec, spec.default)


@dataclass(frozen=True, slots=True)
class Codec:
    """One kind: how its records are read and written. The SQL names every column, so their order is ours."""

    cls: type[Entity]
    specs: tuple[FieldSpec, ...]
    index: Mapping[str, int]
    references: tuple[tuple[int, FieldSpec], ...]
    select_sql: str
    columns: tuple[str, ...]
    insert_sql: str
    _values: Callable[[Entity], Row]
    _encoders: tuple[tuple[int, Callable[[Any], Any]], ...]
    _by_name: tuple[tuple[int, FieldSpec, Any, Mapping[Any, str]], ...]
    _decoders: tuple[tuple[int, Callable[[Any], Any]], ...]

    def row(self, entity: Entity) -> Row:
        """The columns of a record. Raises UserError(INVALID_VALUE) for a value that has no plain form."""
        values = list(self._values(entity))
        for position, encoder in self._encoders:
            try:
                values[position] = encoder(values[position])
            except (ValueError, TypeError) as error:
                raise UserError(ErrorCode.INVALID_VALUE, self.specs[position].name) from error
        return tuple(values)

    def first_values(self, row: Row) -> Iterator[tuple[str, str]]:
        """Name and JSON text of each field that is not its default, in the order of the names. Raises as `checked`."""
        for position, spec, absent, written in self._by_name:
            column = row[position]
            if column != absent:
                yield spec.name, written.get(column) or _checked_column(spec, column)

    def plain(self, row: Sequence[Any]) -> dict[str, Plain]:
        """A row as plain values by field."""
        return {spec.name: plain_value(spec, row[i]) for i, spec in enumerate(self.specs)}

    def entity(self, entity_id: str, row: Sequence[Any]) -> Entity:
        """The record of a row. Raises UserError(INVALID_VALUE) on the field for a row that we did not write."""
        values = list(row)
        try:
            for position, decoder in self._decoders:
                if (column := values[position]) is not None:
                    values[position] = decoder(column)
        except (ValueError, TypeError, KeyError):
            return from_plain(self.cls, entity_id, self.plain(row))  # which says where
        return self.cls(id=entity_id, **dict(zip(self.index, values, strict=True)))

    def entity_of_plain(self, entity_id: str, values: dict[str, Plain]) -> Entity:
        """Raises UserError(INVALID_VALUE | REQUIRED) on the field."""
        return from_plain(self.cls, entity_id, values)

    def column(self, name: str, value: Any) -> Any:
        """An attribute's value as it stands in the column of `name`. Raises KeyError for an unknown field."""
        return column_value(self.specs[self.index[name]], encode(value))

    def update_sql(self, names: Sequence[str]) -> str:
        """Parameters: the columns in the order of `names`, then the id."""
        assignments = ", ".join(f'"{name}" = ?' for name in names)
        return f'UPDATE "{self.cls.PLURAL}" SET {assignments} WHERE id = ?'


def codec_of(cls: type[Entity]) -> Codec:
    """The codec of a class of records."""
    return codec_of_kind(cls.KIND)


@cache
def codec_of_kind(kind: str) -> Codec:
    """Raises KeyError for a kind that there is not."""
    cls = KINDS[kind]
    specs = field_specs(cls)
    names = [spec.name for spec in specs]
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" * (len(names) + 2))
    getter = attrgetter(*names)
    encoders = ((i, _encoder(spec)) for i, spec in enumerate(specs))
    decoders = ((i, _decoder(spec)) for i, spec in enumerate(specs))
    return Codec(
        cls=cls,
        specs=specs,
        index={name: i for i, name in enumerate(names)},
        references=tuple((i, spec) for i, spec in enumerate(specs) if spec.refers_to is not None),
        select_sql=f'SELECT id, alive, {columns} FROM "{cls.PLURAL}"',
        columns=("id", "alive", *names),
        insert_sql=f'INSERT INTO "{cls.PLURAL}" (id, alive, {columns}) VALUES ({marks})',
        _values=getter if len(names) > 1 else lambda entity: (getter(entity),),
        _encoders=tuple((i, encoder) for i, encoder in encoders if encoder is not None),
        _decoders=tuple((i, decoder) for i, decoder in decoders if decoder is not None),
        _by_name=tuple(
            sorted(
                ((i, spec, _absent(spec), _written(spec)) for i, spec in enumerate(specs)),
                key=lambda one: one[1].name,
            )
        ),
    )
