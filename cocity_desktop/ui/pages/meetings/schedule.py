"""The form of a meeting: what, when, where, and its agenda, in one dialog; for a new one and for one to change."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from cocity_desktop.application.meetings import (
    ScheduleMeeting,
    UpdateMeeting,
    schedule_meeting,
    update_meeting,
)
from cocity_desktop.domain.lifecycle import MeetingState
from cocity_desktop.domain.meetings import AgendaState, MeetingKind
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, from_local, local, ngettext
from cocity_desktop.ui.dialogs.base import Dialog
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.meetings.agenda_changes import as_item, rewrite_agenda
from cocity_desktop.ui.pages.meetings.agenda_editor import AgendaEditor
from cocity_desktop.ui.record_words import capital
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.choice import Choice
from cocity_desktop.ui.widgets.date_fields import DateField, TimeField
from cocity_desktop.ui.widgets.form import Form
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, row
from cocity_desktop.ui.widgets.number_fields import SpinField
from cocity_desktop.ui.widgets.text_fields import TextField
from cocity_desktop.ui.widgets.toggles import CheckBox

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.work import MeetingDetail, MeetingRow, ProcessRow
    from cocity_desktop.domain.errors import AppError

USUAL_START = time(18, 0)
USUAL_LENGTH = 90
_AHEAD = timedelta(days=7)
_TOLD = 3


class MeetingForm(Form):
    """The fields on the left. Names are those of the commands, so that a refusal finds its field."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.process: Choice[str] = Choice(_("Process"), placeholder=_("Choose a process"))
        self.title = TextField(_("Title"), placeholder=_("Second table"), longest=300)
        self.kind: Choice[MeetingKind] = Choice(
            _("Kind"), [(kind, capital(label_of(kind))) for kind in MeetingKind]
        )
        self.date = DateField(_("Day"), today=today)
        self.time = TimeField(_("Time"))
        self.minutes = SpinField(_("Length"), lowest=1, highest=1440, step=15, unit=_("min"))
        self.venue = TextField(_("Where"), longest=300)
        self.called_by = TextField(_("Called by"), longest=300)
        self.add("process_id", self.process)
        self.add("title", self.title)
        self.add("meeting_kind", self.kind)
        length = ("planned_minutes", self.minutes)
        self.add_row(("starts_at", self.date), ("time", self.time), length, stretches=(5, 3, 5))
        self.add("venue", self.venue)
        self.add("called_by", self.called_by)

    def starts_at(self) -> datetime | None:
        """Day and time as a moment; None, with the words beside the field, while one of them lacks."""
        day, clock = self.date.value(), self.time.value()
        if day is None:
            self.show_error("starts_at", _("Which day?"))
        elif clock is None:
            self.show_error("time", _("At what time?"))
        else:
            return from_local(datetime.combine(day, clock))  # naive here, aware from there on
        return None


class ScheduleDialog(Dialog):
    """`changes` once accepted: of the one transaction that made the meeting, or of those that changed it."""

    def __init__(
        self,
        parent: QWidget | None,
        services: Services,
        meeting: MeetingDetail | None = None,
        process_id: str = "",
    ) -> None:
        title = _("New meeting") if meeting is None else _("Change the meeting")
        primary = _("Put it on the calendar") if meeting is None else _("Save")
        super().__init__(parent, title, primary=primary, width=920)
        self.changes: tuple[Changes, ...] = ()
        self._services, self._meeting = services, meeting
        today = local(services.clock.now()).date()
        self.form = MeetingForm(today)
        self.agenda = AgendaEditor()
        self.carry = CheckBox(_("Take up the points left from the last meeting"), checked=True)
        self._alone = Label("", "small", wrap=True)
        self._meetings: Sequence[MeetingRow] = ()
        self.form.minutes.changed.connect(lambda: self.agenda.set_planned(self.form.minutes.value()))
        self.form.process.chosen.connect(lambda _value: self._process_chosen())
        right = column((self.agenda, 1), 12, self.carry, self._alone, gap=4)
        self.form.setFixedWidth(px(396))
        self.set_body(row(self.form, 32, (right, 1), gap=0))
        if meeting is None:
            self._begin(today, process_id)
        else:
            self._fill(meeting)

    # --- filling -----------------------------------------------------------------------------------------------

    def _begin(self, today: date, process_id: str) -> None:
        form = self.form
        form.date.set_value(today + _AHEAD)
        form.time.set_value(USUAL_START)
        form.minutes.set_value(USUAL_LENGTH)
        form.kind.set_value(MeetingKind.CO_DESIGN_TABLE)
        queries = self._services.queries

        def read() -> tuple[Sequence[ProcessRow], Sequence[MeetingRow], str]:
            return queries.processes(), queries.meetings(), queries.house().name

        operation = Operation(self, read).on_error(form.show_fault)
        operation.on_success(lambda found: self._offer(*found, process_id)).start()

    def _offer(
        self, processes: Sequence[ProcessRow], meetings: Sequence[MeetingRow], house: str, process_id: str
    ) -> None:
        self._meetings = meetings
        self.form.process.set_items([(process.id, process.title) for process in processes])
        if not processes:
            self.form.show_error("process_id", _("There is no process yet: open one first."))
        self.form.called_by.set_text(self.form.called_by.text() or house)
        if process_id:
            self.form.process.set_value(process_id)
            self._process_chosen()

    def _process_chosen(self) -> None:
        """The last meeting of the process tells where it is usually held and what was left."""
        process_id = self.form.process.value()
        held = [one for one in self._meetings if one.process_id == process_id]
        last = next((one for one in held if one.venue), None)
        if last is not None and not self.form.venue.text():
            self.form.venue.set_text(last.venue)
        closed = next((one for one in held if one.state is MeetingState.CLOSED), None)
        self._alone.setText("")
        if closed is not None:
            queries, meeting_id = self._services.queries, closed.id
            Operation(self, lambda: queries.meeting(meeting_id)).on_success(self._tell_left).start()

    def _tell_left(self, last: MeetingDetail) -> None:
        left = [item.title for item in last.agenda if item.state is AgendaState.POSTPONED]
        rest = ngettext("and {n} more", "and {n} more", len(left) - _TOLD) if len(left) > _TOLD else ""
        points = "; ".join([*left[:_TOLD], *([rest] if rest else [])])
        words = _("They join by themselves: {points}.").format(points=points)
        answers = _("So do the Comune’s answers still to talk about.")
        self._alone.setText(
            f"{words} {answers}".strip() if left else _("Nothing was left from the last one.")
        )

    def _fill(self, meeting: MeetingDetail) -> None:
        form, row_ = self.form, meeting.row
        starts = local(row_.starts_at)
        form.process.set_items([(row_.process_id, row_.process)])
        form.process.set_value(row_.process_id)
        form.process.setEnabled(False)
        form.title.set_text(row_.title)
        form.kind.set_value(row_.meeting_kind)
        form.date.set_value(starts.date())
        form.time.set_value(starts.time())
        form.minutes.set_value(row_.planned_minutes)
        form.venue.set_text(row_.venue)
        form.called_by.set_text(meeting.called_by)
        self.agenda.set_items([(item.id, as_item(item)) for item in meeting.agenda])
        self.carry.hide()
        self._alone.hide()

    # --- saving ------------------------------------------------------------------------------------------------

    def accept(self) -> None:
        """Save first; close when it is on disk."""
        if self.agenda.unfinished():
            self.agenda.take()
        starts_at = self.form.starts_at() if self.form.check() else None
        if starts_at is None:
            return
        if not self.form.process.value():
            self.form.show_error("process_id", _("Choose a process"))
            return
        self.primary.setEnabled(False)
        job = self._adding(starts_at) if self._meeting is None else self._updating(self._meeting, starts_at)
        operation = Operation(self, job).on_success(self._saved).on_error(self._refused)
        operation.on_finally(lambda: self.primary.setEnabled(True)).start()

    def _adding(self, starts_at: datetime) -> Callable[[], tuple[Changes, ...]]:
        """The job that makes the meeting; what the fields hold is read now, on this thread."""
        form = self.form
        command = ScheduleMeeting(
            process_id=form.process.value() or "",
            title=form.title.text(),
            meeting_kind=form.kind.value() or MeetingKind.CO_DESIGN_TABLE,
            starts_at=starts_at,
            planned_minutes=form.minutes.value() or USUAL_LENGTH,
            venue=form.venue.text(),
            called_by=form.called_by.text(),
            items=tuple(one.item for one in self.agenda.items()),
            carry_over=self.carry.isChecked(),
        )
        return lambda: (self._services.run(schedule_meeting, command),)

    def _updating(self, meeting: MeetingDetail, starts_at: datetime) -> Callable[[], tuple[Changes, ...]]:
        """The job that changes it, with its agenda."""
        form, services, points = self.form, self._services, self.agenda.items()
        command = UpdateMeeting(
            meeting_id=meeting.row.id,
            title=form.title.text(),
            meeting_kind=form.kind.value() or meeting.row.meeting_kind,
            starts_at=starts_at,
            planned_minutes=form.minutes.value() or meeting.row.planned_minutes,
            venue=form.venue.text(),
            called_by=form.called_by.text(),
        )

        def job() -> tuple[Changes, ...]:
            first = services.run(update_meeting, command)
            return (first, *rewrite_agenda(services, meeting.row.id, meeting.agenda, points))

        return job

    def _saved(self, changes: tuple[Changes, ...]) -> None:
        self.changes = changes
        super().accept()

    def _refused(self, error: AppError) -> None:
        self.form.show_fault(error)
