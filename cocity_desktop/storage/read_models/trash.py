"""Lines of a meeting that were taken away and can still come back.

Nothing is moved anywhere: a removed line keeps its row, and the journal says which change took its life. Undoing that
change brings it back whole, with its decision or commitment.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from cocity_desktop.application.views.work import RemovedEntryRow
from cocity_desktop.domain.record import moment_text

if TYPE_CHECKING:
    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.storage.read_models.rows import Reading

KEPT: Final = timedelta(days=366)
"""How long the trash offers a line: twelve months, and a leap day."""

# The newest operation on a record's life is the one in force; a line whose making was undone was never thrown away.
_REMOVED = """
    SELECT e.id, o.change_id, e.entry_kind, e.text, e.said_at, c.at AS removed_at, coalesce(s.name, '') AS removed_by
    FROM entries e
    JOIN operation o ON o.entity_id = e.id AND o.field = ''
        AND o.hlc = (SELECT max(life.hlc) FROM operation life WHERE life.entity_id = e.id AND life.field = '')
    JOIN change c ON c.change_id = o.change_id
    LEFT JOIN staff s ON s.id = c.actor
    WHERE e.meeting_id = :id AND e.alive = 0 AND c.label = 'remove_entry' AND c.mode <> 'undo' AND c.at >= :since
    ORDER BY c.at DESC, e.id
"""


def trash(reading: Reading, meeting_id: EntityId) -> tuple[RemovedEntryRow, ...]:
    """The lines taken away in the last twelve months, the last one first."""
    since = moment_text(reading.now - KEPT).removesuffix("Z")
    return reading.views(RemovedEntryRow, _REMOVED, id=meeting_id, since=since)
