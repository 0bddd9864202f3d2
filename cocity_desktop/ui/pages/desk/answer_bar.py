"""Whose answer it is: the office, its protocol, the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cocity_desktop.application.inspection import Answer
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.localization import _
from cocity_desktop.ui.widgets.date_fields import DateField
from cocity_desktop.ui.widgets.form import Form
from cocity_desktop.ui.widgets.layouts import column
from cocity_desktop.ui.widgets.text_fields import TextField

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cocity_desktop.application.inspection import ArticleAnswer


class AnswerBar(QWidget):
    """One line of fields above the articles."""

    submitted = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self.office = TextField(_("Office"), longest=120)
        self.protocol = TextField(_("Protocol"), longest=80)
        self.replied_on = DateField(_("Day of the answer"), today=today)
        self.note = TextField(_("A word to the house"), longest=400)
        self.replied_on.set_value(today)
        self.form = Form()
        self.form.add_row(
            ("office", self.office),
            ("protocol", self.protocol),
            ("replied_on", self.replied_on),
            ("note", self.note),
            stretches=(3, 2, 2, 4),
        )
        self.setLayout(column(self.form))

    def clear(self, today: date) -> None:
        """For another delivery: the office stays, it is the same desk."""
        self.protocol.set_text("")
        self.note.set_text("")
        self.replied_on.set_value(today)

    def answer(self, articles: Mapping[int, ArticleAnswer]) -> Answer | None:
        """The whole answer, or None when a field is missing and says so."""
        day = self.replied_on.value()
        if not self.form.check():
            return None
        for name, value in (("office", self.office.text()), ("replied_on", day)):
            if not value:
                self.form.show_fault(UserError(ErrorCode.REQUIRED, name))
                return None
        if day is None:
            return None
        return Answer(
            office=self.office.text(),
            protocol=self.protocol.text(),
            note=self.note.text(),
            replied_on=day,
            articles=dict(articles),
        )
