"""A record that a unit of work has handed out, and what became of it: the diff that is the journal."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from cocity_desktop.domain.entity import Entity, EntityId
from cocity_desktop.domain.record import FieldSpec, decode, spec_of
from cocity_desktop.storage.births import LIFE, birth_text
from cocity_desktop.storage.codec import Codec, Row, checked, plain_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cocity_desktop.application.ports import Operation


class FieldChange(NamedTuple):
    """One operation before it has an id and a moment. `value` is JSON text."""

    kind: str
    entity_id: EntityId
    field: str
    value: str
    restores: str | None
    is_first: bool


@dataclass(slots=True)
class Tracked:
    """`before` is the row as it was read, None for a new record. `row` is the row as it will be written."""

    codec: Codec
    entity: Entity
    before: Row | None
    was_alive: bool
    alive: bool
    row: Row = ()
    restored: dict[str, str] = field(default_factory=dict)
    kind: str = field(init=False)

    def __post_init__(self) -> None:
        self.kind = self.codec.cls.KIND

    @property
    def revived(self) -> bool:
        """Whether the record comes to life with this transaction, for the first time or again."""
        return self.alive and not self.was_alive

    @property
    def removed(self) -> bool:
        return self.was_alive and not self.alive

    def settle(self) -> None:
        """Take the row from the record as it is now. Raises UserError(INVALID_VALUE)."""
        self.row = self.codec.row(self.entity)

    def changed_positions(self) -> list[int]:
        """Which columns differ from those read; all of a new record. Call `settle` first."""
        if self.before is None:
            return list(range(len(self.row)))
        if self.row == self.before:
            return []
        return [i for i, value in enumerate(self.row) if value != self.before[i]]

    def changed_names(self) -> list[str]:
        """The fields of these columns."""
        return [self.codec.specs[i].name for i in self.changed_positions()]

    def changes(self) -> Iterator[FieldChange]:
        """What the journal is told. Raises UserError(INVALID_VALUE) for a value that could not be read back."""
        if self.before is None:
            yield self._change(LIFE, birth_text(self.codec.first_values(self.row)))
            return
        if self.alive != self.was_alive:
            yield self._change(LIFE, "true" if self.alive else "false")
        for position in self.changed_positions():
            spec = self.codec.specs[position]
            yield self._change(spec.name, checked(spec, plain_value(spec, self.row[position])))

    def _change(self, name: str, value: str) -> FieldChange:
        return FieldChange(
            self.kind, self.entity.id, name, value, self.restored.get(name), self.before is None
        )

    def take_up(self, name: str, origin: Operation | None) -> None:
        """Give a field the value of the cell `origin` again, or its absence: no life, or the field's default."""
        if name == LIFE:
            self.alive = origin is not None and bool(origin.value)
        else:
            spec = spec_of(self.codec.cls, name)
            value = spec.default if origin is None else origin.value
            setattr(self.entity, name, decode(spec, value))
        self.restored[name] = origin.op_id if origin is not None else ""

    def references(self) -> Iterator[tuple[FieldSpec, Any]]:
        """The references whose goal must be alive: all when the record comes to life, else the changed ones."""
        positions = range(len(self.row)) if self.revived else self.changed_positions()
        for position, spec in self.codec.references:
            value = self.row[position]
            if value is not None and position in positions:
                yield spec, value
