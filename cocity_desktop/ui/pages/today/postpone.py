"""Put a commitment off: the new day, and why if there is something to say."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.base import Dialog
from cocity_desktop.ui.widgets.date_fields import DateField
from cocity_desktop.ui.widgets.form import Form
from cocity_desktop.ui.widgets.text_fields import TextField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.views.work import CommitmentRow

_LATER = timedelta(days=14)


class PostponeDialog(Dialog):
    """`day` and `reason` once accepted."""

    def __init__(self, parent: QWidget | None, commitment: CommitmentRow, today: date) -> None:
        super().__init__(parent, _("Put off"), commitment.what, primary=_("Put off"), width=440)
        self.due = DateField(_("New day"), today=today)
        self.due.set_value(max(commitment.due_on or today, today) + _LATER)
        self.why = TextField(
            _("Why"), placeholder=_("It stays in the history of the commitment"), longest=200
        )
        self._form = Form()
        self._form.add("due", self.due)
        self._form.add("reason", self.why)
        self.set_body(self._form)
        self.due.setFocus()
        self.due.line.selectAll()

    def day(self) -> date | None:
        return self.due.value()

    def reason(self) -> str:
        return self.why.text()

    def accept(self) -> None:
        if not self._form.check():
            return
        if self.day() is None:
            self._form.show_error("due", words_for(UserError(ErrorCode.REQUIRED)))
            return
        super().accept()
