"""The files of what leaves the house, as the application's port sees them. Each kind loads what it needs when it is asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cocity_desktop.application.steps import Step, no_step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.export_ports import TableFormat
    from cocity_desktop.application.views.exports import Card, OutTable
    from cocity_desktop.domain.entity import JsonObject


class OutFiles:
    """Satisfies `application.export_ports.TableWriter`."""

    def table(self, table: OutTable, form: TableFormat, step: Step = no_step) -> bytes:
        """See `application.export_ports.TableWriter.table`."""
        from cocity_desktop.tabular.writing import write_table

        return write_table(table, form, step)

    def cards(self, cards: Sequence[Card], version: str, step: Step = no_step) -> bytes:
        """See `application.export_ports.TableWriter.cards`."""
        from cocity_desktop.tabular.cards import write_cards

        return write_cards(cards, version, step)

    def geojson(self, collection: JsonObject) -> bytes:
        """See `application.export_ports.TableWriter.geojson`."""
        return (json.dumps(collection, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()
