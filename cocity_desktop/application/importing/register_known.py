"""What the archive knows of a register already: which rows came, what became of their processes here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.application.importing.folding import folded
from cocity_desktop.application.importing.register_rows import key_of
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.keeping import ImportedRow
from cocity_desktop.domain.lifecycle import ProcessState
from cocity_desktop.domain.places import Place
from cocity_desktop.domain.processes import HistoryKind, HistoryStep, Process
from cocity_desktop.domain.registry import Group

if TYPE_CHECKING:
    from cocity_desktop.application.ports import EntityReader, UnitOfWork

SOURCE: Final = "registro-{city}"


def source_of(city: str) -> str:
    """Under which name the archive knows the register of a city: «registro-palermo»."""
    return SOURCE.format(city=folded(city).replace(" ", "-"))


@dataclass(slots=True)
class KnownRow:
    """A row that came before. `process` and `place` are None once people removed them here."""

    origin: ImportedRow
    process: Process | None
    place_origin: ImportedRow | None = None
    place: Place | None = None
    last_step: date | None = None

    @property
    def values(self) -> dict[str, Any]:
        """What the register said of it last."""
        return self.origin.values

    @property
    def told_on(self) -> date:
        """The day of the edition that said so."""
        return date.fromisoformat(self.values["told_on"])

    @property
    def told_state(self) -> ProcessState:
        """The state that edition put the process in."""
        return ProcessState(self.values["state"])


@dataclass(slots=True)
class KnownRegister:
    """All of it, by key, with what later rows may share: places by identity, groups by folded name.

    `newest` is the day of the newest edition that was read.
    """

    rows: dict[str, KnownRow] = field(default_factory=dict)
    groups: dict[str, EntityId] = field(default_factory=dict)
    place_users: dict[EntityId, int] = field(default_factory=dict)
    newest: date | None = None


def known_register(reader: EntityReader | UnitOfWork, source: str) -> KnownRegister:
    """Read it, each kind of record once, whatever the number of rows."""
    origins = reader.find(ImportedRow, source=source)
    if not origins:
        return KnownRegister(groups=_groups(reader))
    processes = {one.id: one for one in reader.find(Process)}
    places = {one.id: one for one in reader.find(Place)}
    last = _last_steps(reader)
    known = KnownRegister(groups=_groups(reader))
    for origin in origins:
        if origin.record_kind == Process.KIND:
            process = processes.get(origin.record_id)
            known.rows[key_of(origin.row_key)] = KnownRow(
                origin, process, last_step=last.get(origin.record_id)
            )
    for origin in origins:
        if origin.record_kind == Place.KIND and (row := known.rows.get(key_of(origin.row_key))):
            row.place_origin, row.place = origin, places.get(origin.record_id)
            known.place_users[origin.record_id] = known.place_users.get(origin.record_id, 0) + 1
    known.newest = max((row.told_on for row in known.rows.values()), default=None)
    return known


def _last_steps(reader: EntityReader | UnitOfWork) -> dict[EntityId, date]:
    last: dict[EntityId, date] = {}
    for step in reader.find(HistoryStep, history_kind=HistoryKind.STATE):
        last[step.process_id] = max(step.happened_on, last.get(step.process_id, step.happened_on))
    return last


def _groups(reader: EntityReader | UnitOfWork) -> dict[str, EntityId]:
    """Groups by folded name; of namesakes none, since nobody can tell which is meant."""
    found: dict[str, EntityId | None] = {}
    for group in reader.find(Group):
        name = folded(group.name)
        found[name] = None if name in found else group.id
    return {name: group_id for name, group_id in found.items() if group_id}
