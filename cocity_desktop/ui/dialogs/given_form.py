"""When and how something was given that somebody signed or said: a privacy notice, a consent. Asked everywhere alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.registry import NoticeChannel
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.form_dialog import FormDialog, required_date
from cocity_desktop.ui.widgets.choice import Choice
from cocity_desktop.ui.widgets.date_fields import DateField

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.services import Services
    from cocity_desktop.ui.widgets.field import Field


class GivenDialog(FormDialog):
    """A day, today at first, and a way. `kind` is asked before them, under the command's field `consent_kind`."""

    def __init__(
        self,
        parent: QWidget | None,
        services: Services,
        title: str,
        text: str,
        today: date,
        kind: Field | None = None,
    ) -> None:
        super().__init__(parent, title, text, primary=_("Record it"), width=440)
        self.services = services
        self.given_on = DateField(_("When"), today=today)
        self.given_on.set_value(today)
        self.channel = Choice(_("How"), [(way, label_of(way)) for way in NoticeChannel])
        if kind is not None:
            self.form.add("consent_kind", kind)
        self.form.add_row(("given_on", self.given_on), ("channel", self.channel))
        self.show_form()

    def accept(self) -> None:
        if required_date(self.form, "given_on", self.given_on):
            super().accept()

    def given(self) -> tuple[date, NoticeChannel]:
        """The day and the way. Raises UserError(REQUIRED) without a day."""
        day = self.given_on.value()
        if day is None:
            raise UserError(ErrorCode.REQUIRED, "given_on")
        return day, self.channel.value() or NoticeChannel.PAPER
