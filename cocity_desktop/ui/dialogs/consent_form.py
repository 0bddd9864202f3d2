"""A consent of a person (photos, newsletter): given on a day, and taken back on another (GDPR art. 6(1)(a) and 7(3))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.people_data import (
    RecordConsent,
    WithdrawConsent,
    record_consent,
    withdraw_consent,
)
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.registry import ConsentKind
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, dated, short_day
from cocity_desktop.ui.dialogs.form_dialog import FormDialog, required_date
from cocity_desktop.ui.dialogs.given_form import GivenDialog
from cocity_desktop.ui.record_words import capital
from cocity_desktop.ui.widgets.choice import Choice
from cocity_desktop.ui.widgets.date_fields import DateField

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.registry import ConsentRow, PersonDetail


class ConsentDialog(GivenDialog):
    """To what somebody consented, when and how. The notice is not among them: it is given, not consented to."""

    ACTS = ("record_consent",)

    def __init__(self, parent: QWidget | None, services: Services, person: PersonDetail, today: date) -> None:
        kinds = [one for one in ConsentKind if one is not ConsentKind.NOTICE]
        self.kind = Choice(_("To what"), [(one, capital(label_of(one))) for one in kinds])
        super().__init__(parent, services, _("Consent given"), person.name, today, self.kind)
        self._person = person

    def work(self) -> Callable[[], Changes]:
        day, way = self.given()
        kind = self.kind.value() or ConsentKind.PHOTOS
        command = RecordConsent(person_id=self._person.id, consent_kind=kind, given_on=day, channel=way)
        return lambda: self.services.run(record_consent, command)


class WithdrawDialog(FormDialog):
    """When a consent was taken back. What was done before that day stays lawful, so that it was given stays written."""

    ACTS = ("withdraw_consent",)

    def __init__(
        self, parent: QWidget | None, services: Services, person: PersonDetail, row: ConsentRow, today: date
    ) -> None:
        given = dated(
            _("{what}, given on {day}"), what=capital(label_of(row.consent_kind)), day=short_day(row.given_on)
        )
        super().__init__(
            parent, _("Consent taken back"), f"{person.name}  ·  {given}", primary=_("Record it"), width=440
        )
        self._services, self._row = services, row
        self.on = DateField(_("When"), today=today)
        self.on.set_value(today)
        self.form.add("on", self.on)
        self.show_form()

    def accept(self) -> None:
        if required_date(self.form, "on", self.on):
            super().accept()

    def work(self) -> Callable[[], Changes]:
        day = self.on.value()
        if day is None:
            raise UserError(ErrorCode.REQUIRED, "on")
        command = WithdrawConsent(consent_id=self._row.id, on=day)
        return lambda: self._services.run(withdraw_consent, command)
