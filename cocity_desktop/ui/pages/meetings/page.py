"""The list of meetings, with the selected one beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut

from cocity_desktop.application.meetings import CancelMeeting, cancel_meeting, remove_meeting
from cocity_desktop.application.registry import Remove
from cocity_desktop.application.running import RunMeeting, run_meeting
from cocity_desktop.domain.lifecycle import MeetingState
from cocity_desktop.localization import _, ngettext, number
from cocity_desktop.ui.dialogs.base import open_dialog
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.base import Page, PageContext
from cocity_desktop.ui.pages.meetings.detail import MeetingPanel
from cocity_desktop.ui.pages.meetings.printing import Sheet, print_sheet
from cocity_desktop.ui.pages.meetings.reasons import ReasonDialog
from cocity_desktop.ui.pages.meetings.schedule import ScheduleDialog
from cocity_desktop.ui.pages.meetings.table import meetings_table
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import EmptyState, PageHeader
from cocity_desktop.ui.widgets.choice import ComboBox
from cocity_desktop.ui.widgets.filter_bar import FilterBar
from cocity_desktop.ui.widgets.layouts import column, holding, row
from cocity_desktop.ui.widgets.notices import NoticeBar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.views.work import MeetingDetail, MeetingRow
    from cocity_desktop.domain.errors import AppError


class MeetingsPage(Page):
    """Open it on a meeting to select it; `process` among the arguments opens the form of a new one on that process."""

    NAME: ClassVar[str] = "meetings"
    KINDS: ClassVar[tuple[str, ...]] = ("meeting", "agenda_item", "attendance", "entry", "process", "minutes")

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.detail: MeetingDetail | None = None
        self._wanted: str | None = None
        self._filling = False
        self.new = Button(_("New meeting"), "primary", icon="plus", shortcut="Ctrl+N", show_key=True)
        self.header = PageHeader(_("Meetings"), "", [self.new])
        self.filter = FilterBar(_("Filter by title, process or place"))
        self.states = ComboBox(36)
        self.states.setAccessibleName(_("State"))
        self.table = meetings_table(self._nothing())
        self.saved = NoticeBar("success", "", " ", closable=True)
        self.saved.hide()
        self.panel = MeetingPanel()
        self._lay_out()
        self._connect()

    def _nothing(self) -> EmptyState:
        first = Button(_("New meeting"), "primary", icon="plus", shortcut="Ctrl+N")
        first.clicked.connect(self.schedule)
        text = _("Here you prepare the meetings of a process and find again what was said.")
        return EmptyState("calendar", _("No meetings yet"), text, first)

    def _lay_out(self) -> None:
        for words in (_("All states"), _("To come"), _("Held")):
            self.states.addItem(words)
        self.filter.add_choice(self.states)
        left = column(
            self.header, 16, self.filter, 12, (self.table, 1), 8, self.saved, gap=0, margins=(24, 16, 24, 16)
        )
        self.setLayout(row((holding(left), 1), self.panel, gap=0))

    def _connect(self) -> None:
        self.new.clicked.connect(self.schedule)
        self.filter.typed.connect(self.table.search)
        self.filter.left_downwards.connect(self.table.setFocus)
        self.states.currentIndexChanged.connect(self._filter_state)
        self.table.row_selected.connect(self._selected)
        self.table.row_activated.connect(lambda _row: self._activate())
        self.table.counted.connect(self._count)
        panel = self.panel
        panel.run_asked.connect(self.run)
        panel.edit_asked.connect(self.edit)
        panel.cancel_asked.connect(self.cancel)
        panel.reopen_asked.connect(self.reopen)
        panel.remove_asked.connect(self.remove)
        panel.print_asked.connect(self.print_sheet)
        for keys, act in (("F5", self.run), ("F2", self.edit), ("Ctrl+E", self.edit)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    # --- the page ------------------------------------------------------------------------------------------------

    def open(self, record_id: str | None = None, **arguments: str) -> None:
        self._wanted = record_id or self._wanted
        self.refresh()
        self.table.setFocus()
        if "process" in arguments:
            self.schedule(process_id=arguments["process"])

    def refresh(self) -> None:
        Operation(self, self.context.services.queries.meetings).on_success(self._show).on_error(
            self._fail
        ).start()

    def breadcrumb(self) -> tuple[str, ...]:
        return (_("Meetings"),)

    def explanation(self) -> str:
        return _(
            "Every meeting of the house, to come or held. Ctrl+N puts one on the calendar with its agenda; F5 runs the "
            "selected one; on the right are its agenda, who came, what was said, and the sheets to print."
        )

    def _show(self, rows: Sequence[MeetingRow]) -> None:
        self._filling = True
        self.table.set_rows(rows)
        for part in (self.new, self.filter, self.panel):
            part.setVisible(bool(rows))
        if self._wanted and self.table.select(self._wanted):
            self._wanted = None
        elif self.table.selected() is None and rows:
            self.table.select(rows[0].id)
        self._filling = False
        self._read_detail()

    def _selected(self, row_: MeetingRow | None) -> None:
        if self._filling:
            return
        if row_ is None or self.detail is None or self.detail.row.id != row_.id:
            self._read_detail()

    def _read_detail(self) -> None:
        chosen = self.table.selected()
        if chosen is None:
            self.detail = None
            self.panel.show_meeting(None)
            return
        queries = self.context.services.queries
        Operation(self, lambda: queries.meeting(chosen.id)).on_success(self._show_detail).on_error(
            self._fail
        ).start()

    def _show_detail(self, detail: MeetingDetail) -> None:
        chosen = self.table.selected()
        if chosen is not None and chosen.id == detail.row.id:
            self.detail = detail
            self.panel.show_meeting(detail)

    def _count(self, shown: int, total: int) -> None:
        if shown == total:
            words = ngettext(
                "{n} meeting, the most recent first", "{n} meetings, the most recent first", total
            )
        else:
            words = _("{shown} of {all}, the most recent first").format(
                shown=number(shown), all=number(total)
            )
        self.header.set_facts(words if total else "")

    def _filter_state(self, position: int) -> None:
        wanted = {
            1: (MeetingState.PLANNED, MeetingState.RUNNING),
            2: (MeetingState.CLOSED,),
        }.get(position)
        self.states.lit = wanted is not None
        self.states.update()
        self.table.where((lambda row_: row_.state in wanted) if wanted else None)

    # --- acts ------------------------------------------------------------------------------------------------------

    def _run(self, use_case: Any, command: Any, said: str) -> Operation[Changes]:
        operation = Operation(self, partial(self.context.services.run, use_case, command))
        return operation.on_success(lambda changes: self._done((changes,), said)).on_error(self._fail).start()

    def _done(self, changes: Sequence[Changes], said: str) -> None:
        for one in changes:
            self.context.bus.changed.emit(one)
        self.context.navigator.say(said, undoable=True)

    def _fail(self, error: AppError) -> None:
        self.context.navigator.fail(error)

    def schedule(self, _checked: bool = False, process_id: str = "") -> None:
        """The form of a new meeting."""
        dialog = ScheduleDialog(self, self.context.services, process_id=process_id)
        if open_dialog(dialog) and dialog.changes:
            self._wanted = dialog.changes[0].created
            self._done(
                dialog.changes, _("On the calendar: “{title}”").format(title=dialog.changes[0].subject)
            )
        dialog.deleteLater()

    def edit(self) -> None:
        """The form of the selected one."""
        if self.detail is None:
            return
        dialog = ScheduleDialog(self, self.context.services, self.detail)
        if open_dialog(dialog) and dialog.changes:
            self._done(dialog.changes, _("Changed: “{title}”").format(title=dialog.changes[0].subject))
        dialog.deleteLater()

    def run(self) -> None:
        """To the room. The live page begins a planned meeting by itself."""
        chosen = self.table.selected()
        if chosen is None:
            return
        if chosen.state in (MeetingState.PLANNED, MeetingState.RUNNING):
            self.context.navigator.open_page("meeting", chosen.id)
        elif chosen.state is MeetingState.CLOSED:
            self.reopen()

    def _activate(self) -> None:
        """Enter on a row: into the room if it is going on, else its form."""
        if self.table.selected() is not None:
            self.run()

    def reopen(self) -> None:
        """A meeting that was closed too early, with the reason."""
        reason = self._ask(
            _("Open the meeting again"),
            _("The agenda and the lines stay as they are."),
            _("Open again"),
        )
        if reason and self.detail is not None:
            meeting_id = self.detail.row.id
            command = RunMeeting(meeting_id=meeting_id, reason=reason)
            operation = self._run(run_meeting, command, _("The meeting is open again"))
            operation.on_success(lambda _changes: self.context.navigator.open_page("meeting", meeting_id))

    def cancel(self) -> None:
        """A meeting that will not be held, with the reason."""
        reason = self._ask(_("Call the meeting off"), _("It stays in the list."), _("Call it off"))
        if reason and self.detail is not None:
            command = CancelMeeting(meeting_id=self.detail.row.id, reason=reason)
            self._run(cancel_meeting, command, _("Called off: “{title}”").format(title=self.detail.row.title))

    def _ask(self, title: str, text: str, primary: str) -> str:
        dialog = ReasonDialog(self, title, text, primary)
        reason = dialog.reason() if open_dialog(dialog) else ""
        dialog.deleteLater()
        return reason

    def remove(self) -> None:
        """Take the selected one off the list."""
        if self.detail is not None:
            said = _("Taken away: “{text}”").format(text=self.detail.row.title)
            self._run(remove_meeting, Remove(id=self.detail.row.id), said)

    def print_sheet(self, sheet: Sheet) -> None:
        """One of the sheets as PDF, and where it went."""
        if self.detail is not None:
            print_sheet(self, self.context.services, sheet, self.detail.row, self._printed, self._fail)

    def _printed(self, path: Path) -> None:
        folder = Button(_("Open the folder"), "ghost")
        folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))))
        self.saved.tell("success", _("Saved"), _("in {path}").format(path=path), [folder])
        self.saved.show()


PAGE = MeetingsPage
