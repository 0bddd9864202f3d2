"""The fields of a meeting: what, of which kind, when, where, who calls it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from cocity_desktop.application.meetings import ROOM_LANGUAGES
from cocity_desktop.domain.meetings import MeetingKind
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, from_local, local
from cocity_desktop.ui.pages.meetings.words import language_words
from cocity_desktop.ui.record_words import capital
from cocity_desktop.ui.widgets.choice import Choice
from cocity_desktop.ui.widgets.date_fields import DateField, TimeField
from cocity_desktop.ui.widgets.form import Form
from cocity_desktop.ui.widgets.number_fields import SpinField
from cocity_desktop.ui.widgets.text_fields import TextField

if TYPE_CHECKING:
    from datetime import date

    from cocity_desktop.application.views.work import MeetingDetail


class MeetingForm(Form):
    """Names are those of the commands, so that a refusal finds its field."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.process: Choice[str] = Choice(_("Process"), placeholder=_("Choose a process"))
        self.title = TextField(_("Title"), placeholder=_("Second table"), longest=300)
        self.kind: Choice[MeetingKind] = Choice(
            _("Kind"), [(kind, capital(label_of(kind))) for kind in MeetingKind]
        )
        self.language: Choice[str] = Choice(
            _("Second language in the room"),
            [("", _("Italian alone")), *((code, capital(language_words(code))) for code in ROOM_LANGUAGES)],
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
        self.add_row(("called_by", self.called_by), ("room_language", self.language))

    def fill(self, meeting: MeetingDetail) -> None:
        """As it is on disk; its process stays."""
        row = meeting.row
        starts = local(row.starts_at)
        self.process.set_items([(row.process_id, row.process)])
        self.process.set_value(row.process_id)
        self.process.setEnabled(False)
        self.title.set_text(row.title)
        self.kind.set_value(row.meeting_kind)
        self.language.set_value(meeting.room_language)
        self.date.set_value(starts.date())
        self.time.set_value(starts.time())
        self.minutes.set_value(row.planned_minutes)
        self.venue.set_text(row.venue)
        self.called_by.set_text(meeting.called_by)

    def moment(self) -> datetime | None:
        """Day and time as a moment; None while one of them lacks."""
        day, clock = self.date.value(), self.time.value()
        if day is None or clock is None:
            return None
        return from_local(datetime.combine(day, clock))  # naive here, aware from there on

    def starts_at(self) -> datetime | None:
        """The moment, or None with the words beside the field that lacks."""
        if self.date.value() is None:
            self.show_error("starts_at", _("Which day?"))
        elif self.time.value() is None:
            self.show_error("time", _("At what time?"))
        return self.moment()
