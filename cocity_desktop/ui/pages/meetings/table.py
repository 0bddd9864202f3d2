"""The columns of the list of meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.views.codes import code_of
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, number, pgettext
from cocity_desktop.ui.models.columns import Column
from cocity_desktop.ui.models.table_view import TableView
from cocity_desktop.ui.pages.meetings.words import sentence, state_icon, state_token, when
from cocity_desktop.ui.record_words import capital

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.views.work import MeetingRow


def meetings_table(empty: QWidget) -> TableView[MeetingRow]:
    """The table, the newest meeting first."""
    table: TableView[MeetingRow] = TableView(
        columns(), lambda row: row.id, sentence=sentence, empty=empty, name=_("Meetings"), found_by=found_by
    )
    table.sort_by("when", descending=True)
    return table


def found_by(row: MeetingRow) -> str:
    """Where it is held, and the code at the foot of its sheets."""
    return f"{row.venue} {code_of(row.id)}"


def columns() -> list[Column[MeetingRow]]:
    """What a row tells. Where there is no room the counts leave: they stand in the detail, and names must not be cut."""
    return [
        Column("title", _("Meeting"), lambda row: row.title, sort=lambda row: row.title.casefold()),
        Column("process", _("Process"), lambda row: row.process, 190, sort=lambda row: row.process.casefold(), token="muted", leaves=4),
        Column("kind", _("Kind"), lambda row: capital(label_of(row.meeting_kind)), 172, sort=lambda row: label_of(row.meeting_kind), token="muted", leaves=1),
        Column("when", _("When"), when, 116, sort=lambda row: row.starts_at, token="muted"),
        Column(
            "state",
            _("State"),
            lambda row: capital(label_of(row.state)),
            144,
            sort=lambda row: label_of(row.state),
            token=lambda row: state_token(row.state),
            icon=lambda row: state_icon(row.state),
        ),
        Column("people", _("People"), lambda row: number(row.people), 92, "right", sort=lambda row: row.people, sunken_zero=True, leaves=3),
        Column("entries", pgettext("column", "Notes"), lambda row: number(row.entries), 72, "right", sort=lambda row: row.entries, sunken_zero=True, leaves=2),
    ]  # fmt: skip
