"""The pacts, as a list and as the composer shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.gap_points import asked_gaps
from cocity_desktop.application.pact_document import build_pact_document, regulation_of
from cocity_desktop.application.pact_overview import article_statuses, pact_gaps, source_candidates
from cocity_desktop.application.recital_hints import recital_hints
from cocity_desktop.application.views.pacts import PactDetail, PactRow
from cocity_desktop.domain.pacts import Pact
from cocity_desktop.storage.read_models.entities import SqlEntityReader
from cocity_desktop.storage.read_models.gaps import RegulationShelf, gaps_of_pacts
from cocity_desktop.storage.read_models.rows import Reading, Row, by_name, row_to_dataclass

if TYPE_CHECKING:
    from cocity_desktop.domain.entity import EntityId

_PACTS = """
    SELECT p.id, p.title, p.process_id, pr.title AS process, t.title AS regulation, p.draft, p.state,
        (SELECT count(*) FROM articles a WHERE a.pact_id = p.id AND a.alive = 1) AS articles,
        (SELECT count(*) FROM articles a WHERE a.pact_id = p.id AND a.alive = 1 AND EXISTS (
            SELECT 1 FROM sentences s WHERE s.article_id = a.id AND s.alive = 1)) AS articles_written,
        (SELECT max(d.version) FROM deliveries d
         WHERE d.pact_id = p.id AND d.alive = 1 AND d.state <> 'discarded') AS last_delivery
    FROM pacts p
    JOIN processes pr ON pr.id = p.process_id
    JOIN regulation_templates t ON t.id = p.template_id
    WHERE p.alive = 1
"""

_DRAFTS = "SELECT id, title, draft FROM pacts WHERE alive = 1 AND state = 'draft'"


def pacts(reading: Reading, shelf: RegulationShelf) -> tuple[PactRow, ...]:
    """By title."""
    rows = sorted(reading.rows(_PACTS), key=lambda row: by_name(row["title"]))
    gaps = gaps_of_pacts(reading, shelf, (row["id"] for row in rows))
    return tuple(
        row_to_dataclass(PactRow, row, blocking_gaps=sum(gap.blocking for gap in gaps[row["id"]]))
        for row in rows
    )


def drafts(reading: Reading) -> list[Row]:
    """The pacts still being written, by title."""
    return sorted(reading.rows(_DRAFTS), key=lambda row: by_name(row["title"]))


def pact(reading: Reading, pact_id: EntityId) -> PactDetail:
    """One pact with its gaps and its sources. Raises UserError(NOT_FOUND)."""
    reader = SqlEntityReader(reading)
    record = reader.get(Pact, pact_id)
    document = build_pact_document(reader, pact_id, reading.now)
    regulation = regulation_of(reader, record)
    candidates = source_candidates(reader, record.process_id, document, regulation)
    gaps = pact_gaps(reader, document, regulation)
    return PactDetail(
        document=document,
        process_id=record.process_id,
        state=record.state,
        statuses=article_statuses(reader, document, candidates),
        gaps=gaps,
        candidates=candidates,
        asked=asked_gaps(reader, record.process_id, gaps),
        recital_hints=recital_hints(document),
    )
