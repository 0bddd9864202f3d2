"""What leaving the house asks of the outside: whole records to write, files to write them in, paper to print them on."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from cocity_desktop.application.steps import Step, no_step

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from cocity_desktop.application.document_views import HouseLine
    from cocity_desktop.application.views.exports import (
        Addressee,
        Card,
        ExportRow,
        GroupOut,
        OutTable,
        PeopleToHide,
        PersonOut,
        PlaceOut,
        ProcessOut,
    )
    from cocity_desktop.domain.entity import EntityId, JsonObject


class TableFormat(StrEnum):
    """The files that a table is written in; the value is the ending."""

    CSV = "csv"
    XLSX = "xlsx"
    ODS = "ods"


class LabelSheet(StrEnum):
    """A4 sheets of labels, by their columns and rows."""

    SMALL = "3x8"
    LARGE = "2x7"


class ExportSubject(StrEnum):
    """What is exported."""

    GROUPS = "groups"
    PEOPLE = "people"
    PLACES = "places"
    PROCESSES = "processes"


class ExportForm(StrEnum):
    """As what it is exported; the value is what the command line calls it."""

    CSV = "csv"
    XLSX = "xlsx"
    ODS = "ods"
    VCARD = "vcf"
    VCARD_3 = "vcf3"
    GEOJSON = "geojson"
    LABELS = "labels"
    LABELS_LARGE = "labels-2x7"
    ADDRESSES = "addresses"
    ADDRESSES_TEXT = "addresses-text"


class ExportQueries(Protocol):
    """Whole records, by name. `ids` None means all of them; ids that are not there are passed over.

    `step` is told how far the reading is; it may raise to stop it.
    """

    def groups_to_export(
        self, ids: Sequence[EntityId] | None = None, step: Step = no_step
    ) -> tuple[GroupOut, ...]:
        """By name."""
        ...

    def people_to_export(
        self, ids: Sequence[EntityId] | None = None, step: Step = no_step
    ) -> tuple[PersonOut, ...]:
        """By family name. Who was erased is not among them."""
        ...

    def places_to_export(
        self, ids: Sequence[EntityId] | None = None, step: Step = no_step
    ) -> tuple[PlaceOut, ...]:
        """By name."""
        ...

    def processes_to_export(
        self, ids: Sequence[EntityId] | None = None, step: Step = no_step
    ) -> tuple[ProcessOut, ...]:
        """By title."""
        ...

    def people_to_hide(self) -> PeopleToHide:
        """Whom a public copy must not tell of."""
        ...

    def exports(self) -> tuple[ExportRow, ...]:
        """What left the archive, the last first."""
        ...


class TableWriter(Protocol):
    """Files that other programs read. `step` is told how far the writing is; it may raise to stop it."""

    def table(self, table: OutTable, form: TableFormat, step: Step = no_step) -> bytes:
        """A table as a file. No cell is a formula, whatever it begins with.

        Raises UserError(TABLE_CELL_TOO_LONG) for XLSX, whose cells hold 32,767 characters.
        """
        ...

    def cards(self, cards: Sequence[Card], version: str, step: Step = no_step) -> bytes:
        """Contact cards: vCard "4.0" (RFC 6350) or "3.0" (RFC 2426)."""
        ...

    def geojson(self, collection: JsonObject) -> bytes:
        """A GeoJSON text (RFC 7946)."""
        ...


class MailingPress(Protocol):
    """Paper to write to people with. `step` as in `TableWriter`."""

    def labels(
        self, addressees: Sequence[Addressee], sheet: LabelSheet, made_at: datetime, step: Step = no_step
    ) -> bytes:
        """Labels for envelopes as PDF, A4. Nothing runs over the edge of its label."""
        ...

    def address_list(
        self, addressees: Sequence[Addressee], house: HouseLine, made_at: datetime, step: Step = no_step
    ) -> bytes:
        """A list to call or to write to, as PDF."""
        ...

    def address_text(self, addressees: Sequence[Addressee]) -> str:
        """The same list as plain text, to paste."""
        ...
