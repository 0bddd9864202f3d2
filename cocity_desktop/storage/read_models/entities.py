"""Whole records for the parts of the application that work on entities, such as the reading of a pact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from cocity_desktop.domain.entity import Entity, EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.storage.codec import Codec, codec_of

if TYPE_CHECKING:
    from cocity_desktop.storage.read_models.rows import Reading

E = TypeVar("E", bound=Entity)


class SqlEntityReader:
    """`application.ports.EntityReader` over one reading. A record is made once, however often it is asked for."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._known: dict[tuple[str, EntityId], Entity] = {}

    def get(self, cls: type[E], entity_id: EntityId) -> E:
        """Raises UserError(NOT_FOUND) for a record that is not there or was removed."""
        known = self._known.get((cls.KIND, entity_id))
        if known is not None:
            return cast("E", known)
        found = self.find(cls, id=entity_id)
        if not found:
            raise UserError(ErrorCode.NOT_FOUND, None, kind=cls.KIND, id=entity_id)
        return found[0]

    def find(self, cls: type[E], **equals: Any) -> list[E]:
        """Living records whose fields equal these values, oldest id first; a list matches any of its members."""
        codec = codec_of(cls)
        conditions = ["alive = 1", *(_condition(name, value) for name, value in equals.items())]
        parameters = {
            name: _stored(codec, name, value) for name, value in equals.items() if value is not None
        }
        sql = f"{codec.select_sql} WHERE {' AND '.join(conditions)} ORDER BY id"
        return [self._entity(codec, cls, row[0], row[2:]) for row in self._reading.tuples(sql, **parameters)]

    def _entity(self, codec: Codec, cls: type[E], entity_id: EntityId, columns: Any) -> E:
        key = (cls.KIND, entity_id)
        if key not in self._known:
            self._known[key] = codec.entity(entity_id, columns)
        return cast("E", self._known[key])


def _condition(name: str, value: Any) -> str:
    if value is None:
        return f'"{name}" IS NULL'
    return f'"{name}" IN :{name}' if isinstance(value, list) else f'"{name}" = :{name}'


def _stored(codec: Codec, name: str, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_stored(codec, name, member) for member in value)
    return value if name == "id" else codec.column(name, value)
