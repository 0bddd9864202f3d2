"""Tables and an archive to take them into, for the tests of importing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cocity_desktop.application.importing.ports import Table, TableRow
from cocity_desktop.application.importing.tables import (
    ImportTable,
    ProposeColumns,
    import_table,
    plan_import,
    proposed_columns,
)
from cocity_desktop.application.services import Services
from cocity_desktop.domain.keeping import ImportTarget
from cocity_desktop.domain.record import to_plain
from cocity_desktop.domain.registry import Consent, ContactPoint, Group, Membership, Partnership, Person

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.views.importing import ImportPlan, RowDecision


def table_of(rows: list[tuple[Any, ...]], name: str = "gruppi.csv") -> Table:
    """A table as the reader gives it: the first of `rows` are its headings."""
    headings, *rest = rows
    lines = tuple(TableRow(number, tuple(cells)) for number, cells in enumerate(rest, start=2))
    return Table(name, "csv", "; utf-8", "", (), 1, tuple(headings), lines)


@dataclass
class Importing:
    """The use cases on one archive, with the columns as they are proposed."""

    services: Services
    target: ImportTarget = ImportTarget.GROUPS

    def command(self, table: Table, decisions: dict[int, RowDecision] | None = None) -> ImportTable:
        columns = self.services.run(proposed_columns, ProposeColumns(target=self.target, table=table))
        meanings = tuple(column.meaning for column in columns)
        return ImportTable(target=self.target, table=table, meanings=meanings, decisions=decisions or {})

    def plan(self, table: Table, decisions: dict[int, RowDecision] | None = None) -> ImportPlan:
        return self.services.run(
            plan_import, self.command(table, decisions), self.services.codes, self.services.matcher
        )

    def take(self, table: Table, decisions: dict[int, RowDecision] | None = None) -> Changes:
        return self.services.run(
            import_table, self.command(table, decisions), self.services.codes, self.services.matcher
        )

    def records(self, kind: type[Any]) -> list[Any]:
        with self.services.new_unit_of_work() as uow:
            return uow.find(kind)

    def changes(self) -> int:
        """How many changes the journal has."""
        with self.services.new_unit_of_work() as uow:
            return len(uow.journal.last_changes(10_000))


def state_of(services: Services) -> list[Any]:
    """All that the archive holds of groups and people, without ids: the same for the same records."""
    with services.new_unit_of_work() as uow:
        groups, people = uow.find(Group), uow.find(Person)
        names = {one.id: one.name for one in groups}
        names |= {one.id: f"{one.given_name} {one.family_name}" for one in people}
        kinds = (Group, Person, Membership, Partnership, ContactPoint, Consent)
        records = [(kind.KIND, to_plain(one)) for kind in kinds for one in uow.find(kind)]
    return sorted(
        repr((kind, sorted((field, names.get(str(value), value)) for field, value in plain.items())))
        for kind, plain in records
    )
