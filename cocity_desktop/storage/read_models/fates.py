"""What became of every line of a meeting: which articles of which pacts use it, or why it goes no further."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.views.fates import ClausePlace, FateSheet, PactChoice, fate_row
from cocity_desktop.storage.read_models.minutes import minutes
from cocity_desktop.storage.read_models.rows import Reading, grouped, row_to_dataclass

if TYPE_CHECKING:
    from cocity_desktop.domain.entity import EntityId

# A line is used by a sentence of its own, of its decision, or of what was promised in it.
_CLAUSES = """
    WITH here AS (SELECT id FROM entries WHERE meeting_id = :id AND alive = 1),
    used AS (
        SELECT l.sentence_id, l.entry_id FROM source_links l
        WHERE l.alive = 1 AND l.entry_id IN (SELECT id FROM here)
        UNION
        SELECT l.sentence_id, d.entry_id FROM source_links l
        JOIN decisions d ON d.id = l.decision_id AND d.alive = 1 AND d.entry_id IN (SELECT id FROM here)
        WHERE l.alive = 1
        UNION
        SELECT l.sentence_id, c.entry_id FROM source_links l
        JOIN commitments c ON c.id = l.commitment_id AND c.alive = 1 AND c.entry_id IN (SELECT id FROM here)
        WHERE l.alive = 1
    )
    SELECT DISTINCT used.entry_id, p.id AS pact_id, p.title AS pact, a.id AS article_id, a.number, a.title
    FROM used
    JOIN sentences s ON s.id = used.sentence_id AND s.alive = 1
    JOIN articles a ON a.id = s.article_id AND a.alive = 1
    JOIN pacts p ON p.id = a.pact_id AND p.alive = 1
    ORDER BY p.id, a.number, a.id
"""

_PACTS = """
    SELECT p.id, p.title FROM pacts p
    JOIN meetings m ON m.process_id = p.process_id AND m.id = :id
    WHERE p.alive = 1 ORDER BY p.id
"""


def fates(reading: Reading, meeting_id: EntityId) -> FateSheet:
    """Every line once, in the order it was said. Raises UserError(NOT_FOUND) as `minutes` does."""
    document = minutes(reading, meeting_id)
    used = grouped(reading.rows(_CLAUSES, id=meeting_id), "entry_id")
    said = sorted(
        (entry for section in document.sections for entry in section.entries),
        key=lambda entry: (entry.said_at, entry.id),
    )
    return FateSheet(
        meeting_id=document.meeting_id,
        title=document.title,
        process_title=document.process_title,
        house=document.house,
        starts_at=document.starts_at,
        venue=document.venue,
        rows=tuple(
            fate_row(entry, [row_to_dataclass(ClausePlace, row) for row in used.get(entry.id, ())])
            for entry in said
        ),
        pacts=reading.views(PactChoice, _PACTS, id=meeting_id),
        language=document.language,
        at=reading.now,
    )
