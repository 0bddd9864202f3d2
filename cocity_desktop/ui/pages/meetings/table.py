"""The columns of the list of meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, number, pgettext
from cocity_desktop.ui.models.columns import Column
from cocity_desktop.ui.models.table_view import TableView
from cocity_desktop.ui.pages.meetings.words import sentence, state_icon, state_token, when
from cocity_desktop.ui.theme.tokens import px

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.views.work import MeetingRow

KIND = "kind"
_ALL = 900
"""The width at which every column has its room."""


def meetings_table(empty: QWidget) -> TableView[MeetingRow]:
    """The table, the newest meeting first."""
    table: TableView[MeetingRow] = TableView(
        columns(), lambda row: row.id, sentence=sentence, empty=empty, name=_("Meetings")
    )
    table.sort_by("when", descending=True)
    return table


def columns() -> list[Column[MeetingRow]]:
    """What a row tells: when, what, on which process, of which kind, how it stands, who and how much."""
    return [
        Column("title", _("Meeting"), lambda row: row.title, sort=lambda row: row.title.casefold()),
        Column("process", _("Process"), lambda row: row.process, 124, sort=lambda row: row.process.casefold(), token="muted"),
        Column(KIND, _("Kind"), lambda row: label_of(row.meeting_kind), 156, sort=lambda row: label_of(row.meeting_kind), token="muted"),
        Column("when", _("When"), when, 116, sort=lambda row: row.starts_at, token="muted"),
        Column(
            "state",
            _("State"),
            lambda row: label_of(row.state),
            144,
            sort=lambda row: label_of(row.state),
            token=lambda row: state_token(row.state),
            icon=lambda row: state_icon(row.state),
        ),
        Column("people", _("People"), lambda row: number(row.people), 74, "right", sort=lambda row: row.people, sunken_zero=True),
        Column("entries", pgettext("column", "Notes"), lambda row: number(row.entries), 62, "right", sort=lambda row: row.entries, sunken_zero=True),
    ]  # fmt: skip


def fit_columns(table: TableView[MeetingRow], width: int) -> None:
    """`width` is what the table is about to have. Where there is no room for all, the kind leaves first: it stands in the detail."""
    position = next(i for i, column in enumerate(table.model.columns) if column.key == KIND)
    table.grid.setColumnHidden(position, width < px(_ALL))
