"""The events of the sample house in the order they happened, each told to the use case it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cocity_desktop.application.inspection import Verifier
from cocity_desktop.application.services import Services
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.sample.data import SampleData, StoryClock

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes

Event = Callable[[], None]


@dataclass
class Story:
    """What the tellers share: the house's services, the ids behind the file's keys, the events still to tell."""

    services: Services
    verifier: Verifier
    data: SampleData
    clock: StoryClock
    say: Callable[[str], None]
    ids: dict[tuple[str, str], EntityId] = field(default_factory=dict)
    _events: list[tuple[datetime, int, Event]] = field(default_factory=list)

    def at(self, offset: int, clock: str, event: Event) -> None:
        """Put an event in its place. Events of the same moment keep the order in which they were put."""
        self._events.append((self.data.moment(offset, clock), len(self._events), event))

    def tell(self) -> None:
        """Let everything happen, in order."""
        for moment, _, event in sorted(self._events, key=lambda item: item[:2]):
            self.clock.move_to(moment)
            event()

    def run(self, use_case: Callable[..., Changes], cmd: Any, *ports: Any) -> Changes:
        """One use case, as a facilitator would have done it then."""
        return self.services.run(use_case, cmd, *ports)

    def know(self, kind: str, key: str, entity_id: EntityId | None) -> None:
        """Remember which record a key of the file stands for."""
        if entity_id is None:
            raise ValueError(key)
        self.ids[kind, key] = entity_id

    def id(self, kind: str, key: str) -> EntityId:
        """The record behind a key. Raises KeyError for one that was not made yet."""
        return self.ids[kind, key]

    def maybe_id(self, kind: str, table: dict[str, Any]) -> EntityId | None:
        """The record that the table names under `kind`, if it names one."""
        return self.ids[kind, table[kind]] if kind in table else None
