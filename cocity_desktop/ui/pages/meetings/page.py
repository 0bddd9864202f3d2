"""The list of meetings, with the selected one beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut

from cocity_desktop.application.meetings import CancelMeeting, cancel_meeting, remove_meeting
from cocity_desktop.application.removal import Remove
from cocity_desktop.application.running import RunMeeting, run_meeting
from cocity_desktop.domain.lifecycle import MeetingState
from cocity_desktop.localization import _, ngettext, number
from cocity_desktop.ui.dialogs.base import open_dialog
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.base import Page, PageContext
from cocity_desktop.ui.pages.meetings.detail import MeetingPanel
from cocity_desktop.ui.pages.meetings.invitation import InvitationDialog, open_button
from cocity_desktop.ui.pages.meetings.printing import Printing, Sheet, file_words, suggested_name, words_of
from cocity_desktop.ui.pages.meetings.reasons import ReasonDialog
from cocity_desktop.ui.pages.meetings.schedule import ScheduleDialog
from cocity_desktop.ui.pages.meetings.table import meetings_table
from cocity_desktop.ui.pages.meetings.template_form import template_of
from cocity_desktop.ui.pages.meetings.templates_dialog import TemplatesDialog
from cocity_desktop.ui.permitted import allowed, doing
from cocity_desktop.ui.public_copies import save_public_sheet
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import EmptyState, PageHeader
from cocity_desktop.ui.widgets.choice import ComboBox
from cocity_desktop.ui.widgets.filter_bar import FilterBar
from cocity_desktop.ui.widgets.layouts import column
from cocity_desktop.ui.widgets.notices import NoticeBar
from cocity_desktop.ui.widgets.roomy import beside_its_list

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.views.sheets import InvitationNotes
    from cocity_desktop.application.views.work import MeetingDetail, MeetingRow
    from cocity_desktop.domain.errors import AppError


class MeetingsPage(Page):
    """Open it on a meeting to select it; `new` among the arguments opens the form of a new one, `process` on that process."""

    NAME: ClassVar[str] = "meetings"
    KINDS: ClassVar[tuple[str, ...]] = ("meeting", "agenda_item", "attendance", "entry", "process", "minutes")

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.detail: MeetingDetail | None = None
        self._wanted: str | None = None
        self._notes: dict[str, InvitationNotes] = {}
        self._printing = Printing(self, context.services, self._fail)
        self._filling = False
        self.new = doing(
            Button(_("New meeting"), "primary", icon="plus", shortcut="Ctrl+N", show_key=True),
            "schedule_meeting",
        )
        self.templates = Button(_("Templates"), icon="list", shortcut="Ctrl+T")
        self.header = PageHeader(_("Meetings"), "", [self.templates, self.new])
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
        first = doing(Button(_("New meeting"), "primary", icon="plus", shortcut="Ctrl+N"), "schedule_meeting")
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
        self.setLayout(beside_its_list(left, self.table, self.panel))

    def _connect(self) -> None:
        self.new.clicked.connect(self.schedule)
        self.templates.clicked.connect(self.show_templates)
        self.filter.typed.connect(self.table.search)
        self.filter.left_downwards.connect(self.table.setFocus)
        self.states.currentIndexChanged.connect(self._filter_state)
        self.table.row_selected.connect(self._selected)
        self.table.row_activated.connect(lambda _row: self._activate())
        self.table.counted.connect(self._count)
        panel = self.panel
        panel.run_asked.connect(self.run)
        panel.paper_asked.connect(self.type_in)
        panel.edit_asked.connect(self.edit)
        panel.cancel_asked.connect(self.cancel)
        panel.reopen_asked.connect(self.reopen)
        panel.minutes_asked.connect(self.open_minutes)
        panel.fates_asked.connect(self.open_fates)
        panel.remove_asked.connect(self.remove)
        panel.print_asked.connect(self.print_sheet)
        panel.save_asked.connect(self.save_sheet)
        panel.public_asked.connect(self.save_public)
        panel.invite_asked.connect(self.invite)
        panel.template_asked.connect(self.keep_as_template)
        for keys, act in self._keys().items():
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _keys(self) -> dict[str, Callable[[], object]]:
        return {
            "F5": self.run,
            "Ctrl+F5": self.type_in,
            "F2": self.edit,
            "Ctrl+E": self.edit,
            "Ctrl+M": self.open_minutes,
            "Ctrl+Shift+F": self.open_fates,
            "Ctrl+I": self.invite,
            "Ctrl+P": partial(self.print_sheet, Sheet.AGENDA),
            "Ctrl+Shift+P": partial(self.print_sheet, Sheet.ATTENDANCE),
            "Ctrl+Alt+P": partial(self.print_sheet, Sheet.MINUTES),
            "Ctrl+Shift+T": self.keep_as_template,
        }

    # --- the page ------------------------------------------------------------------------------------------------

    def open(self, record_id: str | None = None, **arguments: str) -> None:
        self._wanted = record_id or self._wanted
        self.refresh()
        self.table.setFocus()
        if "process" in arguments or "new" in arguments:
            self.schedule(process_id=arguments.get("process", ""))

    def refresh(self) -> None:
        Operation(self, self.context.services.queries.meetings).on_success(self._show).on_error(
            self._fail
        ).start()

    def breadcrumb(self) -> tuple[str, ...]:
        return (_("Meetings"),)

    def explanation(self) -> str:
        return _(
            "Every meeting of the house, to come or held. Ctrl+N puts one on the calendar with its agenda, from a "
            "template if you like (Ctrl+T); F5 runs the selected one; on the right are the invitation, the sheets to "
            "print, its agenda, who came and what was said. The code at the foot of a sheet finds it in the filter."
        )

    def _show(self, rows: Sequence[MeetingRow]) -> None:
        self._filling = True
        self.table.set_rows(rows)
        for part in (self.new, self.templates, self.filter, self.panel):
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
        if chosen is None or (chosen.state is MeetingState.PLANNED and not allowed("run_meeting")):
            return
        if chosen.state in (MeetingState.PLANNED, MeetingState.RUNNING):
            self.context.navigator.open_page("meeting", chosen.id)
        elif chosen.state is MeetingState.CLOSED:
            self.reopen()

    def type_in(self) -> None:
        """A planned meeting was held on paper: its lines are typed in with their real times."""
        chosen = self.table.selected()
        if chosen is not None and chosen.state is MeetingState.PLANNED and allowed("run_meeting"):
            self.context.navigator.open_page("meeting", chosen.id, on_paper="1")

    def _activate(self) -> None:
        """Enter on a row: into the room if it is going on, else its form."""
        if self.table.selected() is not None:
            self.run()

    def open_fates(self) -> None:
        """What became of every line of the selected meeting."""
        meeting = self.detail
        if meeting is not None and meeting.entries:
            self.context.navigator.open_page("fates", meeting.row.id)

    def open_minutes(self) -> None:
        """The minutes of the selected meeting, once it has begun."""
        meeting = self.detail
        if meeting is not None and meeting.row.state in (MeetingState.RUNNING, MeetingState.CLOSED):
            self.context.navigator.open_page("minutes", meeting.row.id)

    def reopen(self) -> None:
        """A meeting that was closed too early, with the reason."""
        if not allowed("run_meeting"):
            return
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

    # --- papers ----------------------------------------------------------------------------------------------------

    def invite(self) -> None:
        """The invitation to the selected one, to copy or to keep."""
        if self.detail is None or self.detail.row.state not in (MeetingState.PLANNED, MeetingState.CANCELLED):
            return
        row_ = self.detail.row
        dialog = InvitationDialog(self, self.context.services, row_, self._notes.get(row_.id))
        open_dialog(dialog)
        self._notes[row_.id] = dialog.notes()
        dialog.deleteLater()

    def print_sheet(self, sheet: Sheet) -> None:
        """One of the sheets, to a printer."""
        if self.detail is None or not _has(self.detail.row, sheet):
            return
        said = _("Sent to the printer: {sheet}").format(sheet=words_of(sheet))
        self._printing.print(sheet, self.detail.row, lambda: self.context.navigator.say(said, undoable=False))

    def save_sheet(self, sheet: Sheet) -> None:
        """One of the sheets as PDF, and where it went."""
        if self.detail is not None:
            self._printing.save(sheet, self.detail.row, self._kept)

    def save_public(self) -> None:
        """The list to sign, without people's names."""
        if self.detail is not None:
            save_public_sheet(
                self,
                self.context,
                self.detail.row.id,
                suggested_name(file_words(Sheet.ATTENDANCE), self.detail.row),
            )

    def _kept(self, path: Path) -> None:
        folder = Button(_("Open the folder"), "ghost")
        folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))))
        self.saved.tell("success", _("Saved"), _("in {path}").format(path=path), [open_button(path), folder])
        self.saved.show()

    # --- templates -------------------------------------------------------------------------------------------------

    def show_templates(self) -> None:
        """The templates of agendas, to change them."""
        dialog = TemplatesDialog(
            self, self.context.services, lambda changes, said: self._done((changes,), said)
        )
        open_dialog(dialog)
        dialog.deleteLater()

    def keep_as_template(self) -> None:
        """The agenda of the selected one as a template of the house."""
        if self.detail is None or not self.detail.agenda:
            return
        dialog = template_of(self, self.context.services, self.detail)
        if open_dialog(dialog) and dialog.changes is not None:
            said = _("Template saved: “{name}”").format(name=dialog.changes.subject)
            self._done((dialog.changes,), said)
        dialog.deleteLater()


def _has(row_: MeetingRow, sheet: Sheet) -> bool:
    """Whether a meeting in this state has the sheet yet."""
    return sheet is not Sheet.MINUTES or row_.state in (MeetingState.RUNNING, MeetingState.CLOSED)


PAGE = MeetingsPage
