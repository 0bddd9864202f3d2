"""When groups were last met, the latest first: gone back through meeting by meeting, only as far as somebody asks.

A group was met when it was at a meeting, when somebody of it was, or when its process had one. What was found is kept
until something is written or the day changes, since a list asks again at each key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.storage.read_models.rows import days_after, midnight

if TYPE_CHECKING:
    from datetime import date

    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.storage.read_models.rows import Reading

_MEETINGS_AT_ONCE: Final = 16

_MET: Final = """
    WITH held AS (
        SELECT id, process_id, starts_at FROM meetings
        WHERE alive = 1 AND state <> 'cancelled' AND starts_at < :tomorrow
        ORDER BY starts_at DESC, id DESC LIMIT :limit OFFSET :offset
    ), taking AS (
        SELECT part.group_id, held.starts_at FROM held
        JOIN participations part ON part.process_id = held.process_id AND part.alive = 1
    ), there AS (
        SELECT a.group_id, a.person_id, held.starts_at FROM held
        JOIN attendances a ON a.meeting_id = held.id AND a.alive = 1
    )
    SELECT met.group_id, max(met.starts_at) AS last, l.item FROM (
        SELECT group_id, starts_at FROM there WHERE group_id IS NOT NULL
        UNION ALL
        SELECT m.group_id, there.starts_at FROM there
        JOIN memberships m ON m.person_id = there.person_id AND m.alive = 1
        UNION ALL
        SELECT group_id, starts_at FROM taking
        UNION ALL
        SELECT s.partner_id, taking.starts_at FROM taking
        JOIN partnerships s ON s.group_id = taking.group_id AND s.alive = 1
    ) met JOIN group_line l ON l.entity_id = met.group_id GROUP BY met.group_id ORDER BY last DESC, l.item
"""
_HOW_MANY: Final = "SELECT count(*) FROM meetings"


class LastMet:
    """The groups that were ever met, found as far as was needed. To be used while the connection is one's own."""

    def __init__(self) -> None:
        self._stands_for: tuple[int, date] | None = None
        self._found: dict[EntityId, None] = {}
        self._gone_through = 0
        self._is_whole = False

    def first(self, reading: Reading, count: int) -> list[EntityId]:
        """The first so many, or all when there are fewer."""
        self._begin(reading)
        while len(self._found) < count and not self._is_whole:
            self._go_back(reading)
        return list(self._found)[:count]

    def all(self, reading: Reading) -> list[EntityId]:
        """Every group that was ever met."""
        self._begin(reading)
        while not self._is_whole:
            self._go_back(reading)
        return list(self._found)

    def place(self, reading: Reading, group_id: EntityId) -> int | None:
        """Where a group stands among them, None when it was never met."""
        self._begin(reading)
        while group_id not in self._found and not self._is_whole:
            self._go_back(reading)
        return list(self._found).index(group_id) if group_id in self._found else None

    def _begin(self, reading: Reading) -> None:
        driver: Any = reading.connection.connection.driver_connection
        now = (driver.total_changes, reading.today)
        if now != self._stands_for:
            self._stands_for, self._found = now, {}
            self._gone_through, self._is_whole = 0, False

    def _go_back(self, reading: Reading) -> None:
        tomorrow = midnight(days_after(reading.today, 1))
        rows = reading.tuples(_MET, tomorrow=tomorrow, limit=_MEETINGS_AT_ONCE, offset=self._gone_through)
        for row in rows:
            self._found.setdefault(row[0])
        self._gone_through += _MEETINGS_AT_ONCE
        self._is_whole = self._gone_through >= reading.tuples(_HOW_MANY)[0][0]
