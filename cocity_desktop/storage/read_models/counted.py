"""How many people each group has now, for the order by it: counted together, and kept until something is written.

The rows of a window count their own people. For an order all groups have to be counted: reading the memberships from end
to end costs a fifth of looking them up group by group, and what was counted serves each window scrolled to and each key.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.storage.read_models.met import LastMet

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.storage.read_models.rows import Reading

_PEOPLE: Final = """
    SELECT group_id, count(DISTINCT person_id) FROM memberships NOT INDEXED
    WHERE alive = 1 AND (until IS NULL OR until >= :today) GROUP BY group_id
"""


class PeopleOfGroups:
    """To be used while the connection is one's own."""

    def __init__(self) -> None:
        self._stands_for: tuple[int, date] | None = None
        self._found: Mapping[EntityId, int] = {}

    def counts(self, reading: Reading) -> Mapping[EntityId, int]:
        """By the group; a group without anybody is not among them."""
        driver: Any = reading.connection.connection.driver_connection
        now = (driver.total_changes, reading.today)
        if now != self._stands_for:
            rows = reading.tuples(_PEOPLE, today=reading.today.isoformat())
            self._stands_for, self._found = now, {row[0]: row[1] for row in rows}
        return self._found


@dataclass(frozen=True, slots=True)
class Kept:
    """What the orders of a list keep from one window to the next."""

    last_met: LastMet = field(default_factory=LastMet)
    people: PeopleOfGroups = field(default_factory=PeopleOfGroups)
