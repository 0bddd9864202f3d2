"""The form of a meeting: its fields, its agenda, what is taken up again, in one dialog; new, or to be changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from cocity_desktop.application.meetings import (
    NewItem,
    ScheduleMeeting,
    UpdateMeeting,
    schedule_meeting,
    update_meeting,
)
from cocity_desktop.application.templates import in_order_of_use
from cocity_desktop.application.views.agenda import with_numbers
from cocity_desktop.application.views.work import MeetingRow, ProcessRow
from cocity_desktop.domain.meetings import MeetingKind
from cocity_desktop.localization import _, local
from cocity_desktop.ui.dialogs.base import Dialog
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.meetings.agenda_editor import AgendaEditor
from cocity_desktop.ui.pages.meetings.meeting_form import MeetingForm
from cocity_desktop.ui.pages.meetings.offers import OffersList
from cocity_desktop.ui.pages.meetings.template_picker import TemplatePicker, items_of
from cocity_desktop.ui.pages.meetings.wide_dialog import put_halves
from cocity_desktop.ui.pages.meetings.words import language_words
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.agenda import Offer, TemplateRow
    from cocity_desktop.application.views.work import AgendaRow, MeetingDetail
    from cocity_desktop.domain.errors import AppError

USUAL_START = time(18, 0)
USUAL_LENGTH = 90
_AHEAD = timedelta(days=7)
_WIDTH, _FORM, _HEIGHT = 1120, 372, 568


class _Read(NamedTuple):
    """What a new meeting begins with."""

    processes: Sequence[ProcessRow]
    meetings: Sequence[MeetingRow]
    house: str


class ScheduleDialog(Dialog):
    """`changes` once accepted: of the one transaction that made the meeting, or changed it with its agenda."""

    ACTS = ("schedule_meeting", "update_meeting")

    def __init__(
        self,
        parent: QWidget | None,
        services: Services,
        meeting: MeetingDetail | None = None,
        process_id: str = "",
    ) -> None:
        title = _("New meeting") if meeting is None else _("Change the meeting")
        primary = _("Put it on the calendar") if meeting is None else _("Save")
        super().__init__(parent, title, primary=primary)
        self.changes: tuple[Changes, ...] = ()
        self._services, self._meeting = services, meeting
        self._meetings: Sequence[MeetingRow] = ()
        self._offers_of: str | None = None
        self._from_template: tuple[NewItem, ...] = ()
        self._template_minutes = USUAL_LENGTH
        today = local(services.clock.now()).date()
        self.form = MeetingForm(today)
        self.agenda = AgendaEditor()
        self.picker = TemplatePicker()
        self.offers = OffersList()
        self._lay_out()
        self._connect()
        if meeting is None:
            self._begin(today, process_id)
        else:
            self._fill(meeting)
        self._read_templates()

    def _lay_out(self) -> None:
        self.agenda.above.addWidget(self.picker)
        self.form.setFixedWidth(px(_FORM))
        self.agenda.below_nothing.addLayout(row(None, self.picker.suggestion, None))
        right = column((self.agenda, 1), self.offers, gap=12)
        left = column(self.form, None, gap=0)
        put_halves(self, left, right, _WIDTH, _HEIGHT)

    def _connect(self) -> None:
        form, agenda = self.form, self.agenda
        form.minutes.changed.connect(lambda: agenda.set_planned(form.minutes.value()))
        form.process.changed.connect(self._process_chosen)
        form.date.changed.connect(self._read_offers)
        form.kind.changed.connect(self._kind_chosen)
        form.language.changed.connect(self._language_chosen)
        agenda.changed.connect(self._agenda_changed)
        self.picker.picked.connect(self.take_template)
        self.offers.changed.connect(lambda: agenda.set_more(self.offers.minutes()))

    # --- filling -----------------------------------------------------------------------------------------------

    def _begin(self, today: date, process_id: str) -> None:
        form = self.form
        form.date.set_value(today + _AHEAD)
        form.time.set_value(USUAL_START)
        form.minutes.set_value(USUAL_LENGTH)
        form.kind.set_value(MeetingKind.CO_DESIGN_TABLE)
        queries = self._services.queries

        def read() -> _Read:
            return _Read(queries.processes(), queries.meetings(), queries.house().name)

        operation = Operation(self, read).on_error(form.show_fault)
        operation.on_success(lambda found: self._offer(found, process_id)).start()

    def _offer(self, found: _Read, process_id: str) -> None:
        self._meetings = found.meetings
        self.form.process.set_items([(process.id, process.title) for process in found.processes])
        if not found.processes:
            self.form.show_error("process_id", _("There is no process yet: open one first."))
        self.form.called_by.set_text(self.form.called_by.text() or found.house)
        if process_id:
            self.form.process.set_value(process_id)
            self.form.title.setFocus()
        else:
            self.form.focus_first()

    def _process_chosen(self) -> None:
        """The last meeting of the process tells where it is usually held."""
        process_id = self.form.process.value()
        held = [one for one in self._meetings if one.process_id == process_id]
        last = next((one for one in held if one.venue), None)
        if last is not None and not self.form.venue.text():
            self.form.venue.set_text(last.venue)
        self._read_offers()

    def _read_offers(self) -> None:
        """What is left of the meetings before this one; while the day cannot be read the list stays as it is."""
        process_id, starts_at = self.form.process.value(), self.form.moment()
        if process_id is None or starts_at is None:
            return
        queries = self._services.queries
        reading = Operation(self, lambda: queries.offers(process_id, starts_at))
        reading.on_success(lambda found: self._show_offers(process_id, found))
        reading.on_error(self.form.show_fault).start()

    def _show_offers(self, process_id: str, offers: Sequence[Offer]) -> None:
        self._offers_of = process_id
        self.offers.set_offers(offers, ticked=self._meeting is None)

    def _taken_up(self) -> tuple[str, ...] | None:
        """What was chosen; None when a quick hand saved before it was offered: then what puts itself there does."""
        return self.offers.chosen() if self._offers_of == self.form.process.value() else None

    def _fill(self, meeting: MeetingDetail) -> None:
        self.form.fill(meeting)
        self.agenda.set_items([as_item(item) for _number, item in with_numbers(meeting.agenda)])
        self._language_chosen()
        self._read_offers()

    # --- templates ---------------------------------------------------------------------------------------------

    def _read_templates(self) -> None:
        services = self._services

        def read() -> Sequence[TemplateRow]:
            return in_order_of_use(services.queries.templates(), services.templates.shipped())

        Operation(self, read).on_success(self._show_templates).on_error(self.form.show_fault).start()

    def _show_templates(self, templates: Sequence[TemplateRow]) -> None:
        self.picker.set_templates(templates)
        self._kind_chosen()

    def _kind_chosen(self) -> None:
        """An agenda that is a template untouched becomes the template of the new kind."""
        self.picker.set_kind(self.form.kind.value())
        one = self.picker.suggested()
        if one is not None and self._from_template and self.agenda.items() == self._from_template:
            self.take_template(one)
        self._agenda_changed()

    def take_template(self, template: TemplateRow) -> None:
        """Its points in place of those of another template, or behind what was written."""
        items = items_of(template)
        if self.agenda.items() in ((), self._from_template):
            self.agenda.set_items(items)
            self._from_template = items
        else:
            self.agenda.add_items(items)
        if self._meeting is None and self.form.minutes.value() == self._template_minutes:
            self.form.minutes.set_value(template.planned_minutes)
            self._template_minutes = template.planned_minutes
        self.agenda.title.setFocus()

    def _agenda_changed(self) -> None:
        offered = not self.agenda.items() and self.picker.suggested() is not None
        self.picker.suggestion.setVisible(offered)

    def _language_chosen(self) -> None:
        code = self.form.language.value()
        self.agenda.set_translated(language_words(code) if code else "")

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

    def _adding(self, starts_at: datetime) -> Callable[[], Changes]:
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
            items=self.agenda.items(),
            room_language=form.language.value() or "",
            take_up=self._taken_up(),
        )
        return lambda: self._services.run(schedule_meeting, command)

    def _updating(self, meeting: MeetingDetail, starts_at: datetime) -> Callable[[], Changes]:
        """The job that changes it, with its agenda."""
        form = self.form
        command = UpdateMeeting(
            meeting_id=meeting.row.id,
            title=form.title.text(),
            meeting_kind=form.kind.value() or meeting.row.meeting_kind,
            starts_at=starts_at,
            planned_minutes=form.minutes.value() or meeting.row.planned_minutes,
            venue=form.venue.text(),
            called_by=form.called_by.text(),
            room_language=form.language.value() or "",
            items=self.agenda.items(),
            removed_items=tuple(self.agenda.lines.removed),
            take_up=self.offers.chosen(),
        )
        return lambda: self._services.run(update_meeting, command)

    def _saved(self, changes: Changes) -> None:
        self.changes = (changes,)
        super().accept()

    def _refused(self, error: AppError) -> None:
        self.form.show_fault(error)


def as_item(row_: AgendaRow) -> NewItem:
    """A point on disk, as the form holds it."""
    return NewItem(
        title=row_.title,
        planned_minutes=row_.planned_minutes,
        owner=row_.owner,
        wanted_outcome=row_.wanted_outcome,
        translation=row_.translation,
        is_sub=row_.parent_id is not None,
        item_id=row_.id,
    )
