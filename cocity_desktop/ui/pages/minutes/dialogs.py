"""The questions of the minutes: who approved and when, who locks, why back to a draft, what to add."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.base import Dialog
from cocity_desktop.ui.widgets.date_fields import DateField
from cocity_desktop.ui.widgets.form import Form
from cocity_desktop.ui.widgets.text_fields import TextArea, TextField

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget


class ApproveDialog(Dialog):
    """By whom and on which day."""

    ACTS = ("approve_minutes",)

    def __init__(self, parent: QWidget | None, today: date) -> None:
        text = _(
            "From now on the notes of this meeting hold still. You can take the minutes back to a draft, with a reason."
        )
        super().__init__(parent, _("Approve the minutes"), text, primary=_("Approve"))
        self.who = TextField(_("Approved by"), placeholder=_("the assembly, or the names"), longest=300)
        self.when = DateField(_("On the day"), today=today)
        self.when.set_value(today)
        self.form = Form()
        self.form.add("approved_by", self.who)
        self.form.add("approved_on", self.when)
        self.set_body(self.form)
        self._today = today

    def accept(self) -> None:
        if not self.form.check():
            return
        chosen = self.when.value()
        if not self.who.text().strip():
            self.form.show_error("approved_by", words_for(UserError(ErrorCode.REQUIRED)))
        elif chosen is not None and chosen > self._today:
            self.form.show_error("approved_on", words_for(UserError(ErrorCode.DATE_IN_FUTURE)))
        else:
            super().accept()


class LockDialog(Dialog):
    """Who locks. The one question of the minutes that is asked beforehand, because nothing leads back."""

    ACTS = ("lock_minutes",)

    def __init__(self, parent: QWidget | None, suggested: str) -> None:
        text = _(
            "The PDF is made now and kept as it is, for good: nobody can change it any more, and this cannot be undone. "
            "Later you can only add notes with their date."
        )
        super().__init__(parent, _("Lock the minutes for good"), text, primary=_("Lock for good"))
        self.who = TextField(_("Locked by"), longest=300)
        self.who.set_text(suggested)
        self.form = Form()
        self.form.add("locked_by", self.who)
        self.set_body(self.form)

    def accept(self) -> None:
        if self.who.text().strip():
            super().accept()
        else:
            self.form.show_error("locked_by", words_for(UserError(ErrorCode.REQUIRED)))


class WordsDialog(Dialog):
    """One text that may not be empty: a reason, or an addition."""

    def __init__(
        self, parent: QWidget | None, title: str, text: str, label: str, primary: str, *, serif: bool = False
    ) -> None:
        super().__init__(parent, title, text, primary=primary)
        self.words = TextArea(label, lines=4, serif=serif)
        self.form = Form()
        self.form.add("text", self.words)
        self.set_body(self.form)

    def accept(self) -> None:
        if self.words.text().strip():
            super().accept()
        else:
            self.form.show_error("text", words_for(UserError(ErrorCode.REQUIRED)))
