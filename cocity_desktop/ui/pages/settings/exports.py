"""«Che cosa è uscito da qui»: every file with the archive's data that was written outside it, and who wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, clock, day_and_clock, local, short_day
from cocity_desktop.ui.models.columns import Column
from cocity_desktop.ui.models.table_view import TableView
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.settings.section import Section
from cocity_desktop.ui.record_words import capital
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.cards import EmptyState
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.views.exports import ExportRow
    from cocity_desktop.application.views.registry import HouseDetail
    from cocity_desktop.ui.pages.base import PageContext

_HEIGHT = 420


class ExportsSection(Section):
    """A table, the last first. Nothing here can be taken away: what has left cannot be called back."""

    WIDTH: ClassVar[int] = 860

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        why = Label(
            _(
                "Each file that was written outside the archive, and who did it. What is in the files is not kept here."
            ),
            "muted",
            wrap=True,
        )
        empty = EmptyState(
            "upload",
            _("Nothing has left yet"),
            _("Tables, contact cards, labels and public copies will be listed here as they are made."),
        )
        self.table: TableView[ExportRow] = TableView(
            _columns(), lambda one: one.id, sentence=_sentence, empty=empty, name=_("What left this house")
        )
        self.table.setMinimumHeight(px(_HEIGHT))
        self.setLayout(column(why, 16, (self.table, 1), gap=0))

    def show_house(self, house: HouseDetail) -> None:  # noqa: ARG002
        Operation(self, self.context.services.outgoing.exports).on_success(self._show).on_error(
            self.context.navigator.fail
        ).start()

    def _show(self, rows: Sequence[ExportRow]) -> None:
        self.table.set_rows(rows)


def _columns() -> list[Column[ExportRow]]:
    """Who, when and whether about people never leave the table, however narrow the window."""
    return [
        Column("file", _("File"), lambda one: one.file_name or "–", sort=lambda one: one.file_name),
        Column("what", _("What"), lambda one: capital(label_of(one.export_kind)), 184, token="muted",
               sort=lambda one: label_of(one.export_kind), leaves=1),
        Column("records", _("Records"), lambda one: str(one.records), 72, "right", sort=lambda one: one.records,
               sunken_zero=True, leaves=2),
        Column("people", _("People’s data"), lambda one: _("yes") if one.with_people else "–", 112,
               sort=lambda one: one.with_people),
        Column("by", _("Who"), lambda one: one.by or "–", 104, token="muted", sort=lambda one: one.by),
        Column("when", _("When"), _when, 160, "right", token="muted", sort=lambda one: one.made_at),
    ]  # fmt: skip


def _when(one: ExportRow) -> str:
    return f"{short_day(local(one.made_at).date())} {clock(one.made_at)}"


def _sentence(one: ExportRow) -> str:
    parts = (
        one.file_name,
        label_of(one.export_kind),
        _("people’s data") if one.with_people else "",
        one.by,
        day_and_clock(one.made_at),
    )
    return ", ".join(part for part in parts if part)
