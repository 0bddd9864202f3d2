"""How every read model asks: one moment, one connection, statements as readable text, rows as frozen dataclasses."""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from sqlalchemy import Connection, CursorResult, RowMapping, TextClause, bindparam, text

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.record import moment_text
from cocity_desktop.localization import ROME, local
from cocity_desktop.storage.search import fold

V = TypeVar("V")
Row = RowMapping
"""One row of an answer by the names of its columns, still as plain values (domain.record)."""

_Decoder = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """One consistent state of the archive, looked at in one moment: the connection lies inside a transaction."""

    connection: Connection
    now: datetime

    @property
    def today(self) -> date:
        """The day that Rome's calendars show."""
        return local(self.now).date()

    def rows(self, sql: str, **parameters: Any) -> Sequence[Row]:
        """All rows of an answer. A parameter that is a tuple stands for a list: `IN :ids`."""
        return self._execute(sql, parameters).mappings().all()

    def tuples(self, sql: str, **parameters: Any) -> Sequence[Sequence[Any]]:
        """All rows of an answer by position."""
        return self._execute(sql, parameters).all()

    def _execute(self, sql: str, parameters: dict[str, Any]) -> CursorResult[Any]:
        lists = frozenset(name for name, value in parameters.items() if isinstance(value, tuple))
        return self.connection.execute(_statement(sql, lists), parameters)

    def views(self, cls: type[V], sql: str, **parameters: Any) -> tuple[V, ...]:
        """All rows of an answer whose columns are the fields of `cls`."""
        return tuple(row_to_dataclass(cls, row) for row in self.rows(sql, **parameters))

    def first(self, sql: str, **parameters: Any) -> Row | None:
        """The first row, or None."""
        found = self.rows(sql, **parameters)
        return found[0] if found else None

    def only(self, kind: str, sql: str, **parameters: Any) -> Row:
        """The one row that was asked for. Raises UserError(NOT_FOUND) when there is none."""
        row = self.first(sql, **parameters)
        if row is None:
            raise UserError(ErrorCode.NOT_FOUND, None, kind=kind, id=parameters.get("id"))
        return row


@cache
def _statement(sql: str, lists: frozenset[str]) -> TextClause:
    return text(sql).bindparams(*(bindparam(name, expanding=True) for name in lists))


def row_to_dataclass(cls: type[V], row: Row, /, **known: Any) -> V:
    """A frozen view from a row. `known` are the fields that come from elsewhere or were worked out."""
    values = dict(known)
    for name, decoder in _decoders(cast("Any", cls)):
        if name not in known:
            value = row[name]
            values[name] = value if decoder is None or value is None else decoder(value)
    return cls(**values)


@cache
def _decoders(cls: Any) -> tuple[tuple[str, _Decoder | None], ...]:
    hints = get_type_hints(cls)
    return tuple((field.name, _decoder(_core(hints[field.name]))) for field in fields(cls))


def _core(hint: Any) -> Any:
    """The type without its `| None` and without its parameters."""
    if get_origin(hint) in {types.UnionType, Union}:
        hint = next(part for part in get_args(hint) if part is not types.NoneType)
    return get_origin(hint) or hint


def _decoder(kind: Any) -> _Decoder | None:
    simple: dict[Any, _Decoder] = {
        datetime: moment,
        date: date.fromisoformat,
        bool: bool,
        tuple: json_list,
        dict: json.loads,
    }
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    return simple.get(kind)


def moment(value: str) -> datetime:
    """An aware UTC moment from the form it is stored in."""
    return datetime.fromisoformat(value).astimezone(UTC)


def json_list(value: str) -> tuple[str, ...]:
    """A tuple of strings from the JSON array it is stored as."""
    return tuple(json.loads(value))


def midnight(day: date) -> str:
    """The first moment of `day` in Rome, to compare stored moments with by `<` and `>=`.

    Without the final `Z`, so that a stored moment of the same second sorts after it, with microseconds or not.
    """
    return moment_text(datetime.combine(day, time(), ROME)).removesuffix("Z")


def days_after(day: date, count: int) -> date:
    """`count` days later on the calendar."""
    return day + timedelta(days=count)


def day_of(stored: str) -> date:
    """The day in Rome of a stored moment."""
    return local(moment(stored)).date()


def by_name(name: str) -> str:
    """A key to sort names as people look them up: without accents, whatever the capitals and the signs."""
    return fold(name)


def grouped(rows: Iterable[Row], key: str) -> dict[Any, list[Row]]:
    """Rows under the value of one of their columns, in the order they came."""
    under: dict[Any, list[Row]] = {}
    for row in rows:
        under.setdefault(row[key], []).append(row)
    return under


def joined(names: Iterable[str]) -> str:
    """Names as one line, in the order they are looked up."""
    return ", ".join(sorted(names, key=by_name))
