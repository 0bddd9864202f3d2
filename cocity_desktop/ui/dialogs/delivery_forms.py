"""The steps of a delivery outside the house: how it left, what the counter wrote on it, why a version is put aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.deliveries import (
    DiscardDelivery,
    RecordHandOver,
    RecordReceipt,
    discard_delivery,
    record_hand_over,
    record_receipt,
)
from cocity_desktop.domain.deliveries import HandOver
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.error_messages import words_for
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, local
from cocity_desktop.ui.dialogs.form_dialog import FormDialog
from cocity_desktop.ui.record_words import capital
from cocity_desktop.ui.widgets.choice import Choice
from cocity_desktop.ui.widgets.date_fields import DateField
from cocity_desktop.ui.widgets.text_fields import TextArea, TextField

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.pacts import DeliveryDetail


class _StepDialog(FormDialog):
    """A step of one delivery, on a day that is past or today."""

    def __init__(
        self, parent: QWidget | None, services: Services, detail: DeliveryDetail, title: str, text: str = ""
    ) -> None:
        super().__init__(parent, title, text)
        self._services = services
        self._id = detail.row.id
        self.on = DateField(_("Day"), today=self.today())
        self.on.set_value(self.today())

    def today(self) -> date:
        """The day in Rome."""
        return local(self._services.clock.now()).date()

    def missing(self, name: str, code: ErrorCode = ErrorCode.REQUIRED) -> None:
        """Tell beside the field that it is needed."""
        self.form.show_error(name, words_for(UserError(code)))

    def day_is_good(self) -> bool:
        """Whether a day is there and is not to come."""
        on = self.on.value()
        if on is None:
            self.missing("on")
        elif on > self.today():
            self.missing("on", ErrorCode.DATE_IN_FUTURE)
        else:
            return True
        return False


class HandOverDialog(_StepDialog):
    """How and when the file left the house."""

    ACTS = ("record_hand_over",)

    def __init__(self, parent: QWidget | None, services: Services, detail: DeliveryDetail) -> None:
        title = _("Version {n} is handed over").format(n=detail.row.version)
        super().__init__(parent, services, detail, title)
        self.how: Choice[HandOver] = Choice(
            _("How"), [(how, capital(label_of(how))) for how in HandOver], placeholder=_("Choose how")
        )
        self.form.add_row(("how", self.how), ("on", self.on))
        self.show_form()

    def accept(self) -> None:
        if self.how.value() is None:
            self.missing("how")
        elif self.form.check() and self.day_is_good():
            super().accept()

    def work(self) -> Callable[[], Changes]:
        how, on = self.how.value(), self.on.value()
        if how is None or on is None:
            raise UserError(ErrorCode.REQUIRED, "how")
        cmd = RecordHandOver(delivery_id=self._id, how=how, on=on)
        return lambda: self._services.run(record_hand_over, cmd)


class ReceiptDialog(_StepDialog):
    """The protocol number is the Comune's: nobody else can make one."""

    ACTS = ("record_receipt",)

    def __init__(self, parent: QWidget | None, services: Services, detail: DeliveryDetail) -> None:
        text = _("Copy the number that the Comune wrote on it or sent back.")
        super().__init__(parent, services, detail, _("The Comune received it"), text)
        self.protocol = TextField(_("Protocol number"), placeholder="0412/2027", longest=100)
        self.form.add_row(("protocol", self.protocol), ("on", self.on))
        self.show_form()

    def accept(self) -> None:
        if not self.protocol.text().strip():
            self.missing("protocol", ErrorCode.REFERENCE_REQUIRED)
        elif self.form.check() and self.day_is_good():
            super().accept()

    def work(self) -> Callable[[], Changes]:
        on = self.on.value()
        if on is None:
            raise UserError(ErrorCode.REQUIRED, "on")
        cmd = RecordReceipt(delivery_id=self._id, protocol=self.protocol.text(), on=on)
        return lambda: self._services.run(record_receipt, cmd)


class DiscardDialog(FormDialog):
    """A version that never left the house is put aside; its number is not used again."""

    ACTS = ("discard_delivery",)

    def __init__(self, parent: QWidget | None, services: Services, detail: DeliveryDetail) -> None:
        title = _("Put version {n} aside").format(n=detail.row.version)
        text = _(
            "The text goes back to a draft. The file stays where it is: delete it by hand if it is in the way."
        )
        super().__init__(parent, title, text, primary=_("Put aside"))
        self._services, self._id = services, detail.row.id
        self.reason = TextArea(_("Why"), lines=3)
        self.form.add("reason", self.reason)
        self.show_form()

    def accept(self) -> None:
        if not self.reason.text().strip():
            self.form.show_error("reason", words_for(UserError(ErrorCode.REASON_REQUIRED)))
            return
        super().accept()

    def work(self) -> Callable[[], Changes]:
        cmd = DiscardDelivery(delivery_id=self._id, reason=self.reason.text())
        return lambda: self._services.run(discard_delivery, cmd)
