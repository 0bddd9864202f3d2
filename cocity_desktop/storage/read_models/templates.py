"""The agenda templates of the house, and what is offered for the next agenda of a process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.agenda_offers import offers as offered
from cocity_desktop.application.views.agenda import TemplateItemRow, TemplateRow
from cocity_desktop.storage.read_models.entities import SqlEntityReader
from cocity_desktop.storage.read_models.rows import Reading, by_name, grouped, row_to_dataclass

if TYPE_CHECKING:
    from datetime import datetime

    from cocity_desktop.application.views.agenda import Offer
    from cocity_desktop.domain.entity import EntityId

_TEMPLATES = "SELECT id, name, meeting_kind, planned_minutes FROM agenda_templates WHERE alive = 1"

_ITEMS = """
    SELECT id, template_id, title, planned_minutes, wanted_outcome, parent_id IS NOT NULL AS is_sub
    FROM agenda_template_items WHERE alive = 1 ORDER BY position, id
"""


def templates(reading: Reading) -> tuple[TemplateRow, ...]:
    """The house's own, by name."""
    items = grouped(reading.rows(_ITEMS), "template_id")
    found = (
        row_to_dataclass(
            TemplateRow,
            row,
            items=tuple(row_to_dataclass(TemplateItemRow, item) for item in items.get(row["id"], ())),
            is_shipped=False,
        )
        for row in reading.rows(_TEMPLATES)
    )
    return tuple(sorted(found, key=lambda template: (by_name(template.name), template.id)))


def offers(reading: Reading, process_id: EntityId, before: datetime) -> tuple[Offer, ...]:
    """See `application.agenda_offers.offers`."""
    return offered(SqlEntityReader(reading), process_id, before)
