"""The signed pact came back: what the file says of itself, before it is kept as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.signed_copies import KeepSignedCopy, keep_signed_copy
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.signatures import Sameness, SignatureVerdict
from cocity_desktop.error_messages import words_for
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, local
from cocity_desktop.signature_words import after_keeping, doubts, sameness, when, who, wholeness
from cocity_desktop.ui.dialogs.form_dialog import FormDialog, required_date
from cocity_desktop.ui.record_words import capital
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.chips import Pill
from cocity_desktop.ui.widgets.date_fields import DateField
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, holding, row
from cocity_desktop.ui.widgets.text_fields import TextField
from cocity_desktop.ui.widgets.toggles import CheckBox

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.signed_copies import SignedCopyReport
    from cocity_desktop.domain.signatures import Signature
    from cocity_desktop.ui.theme.tokens import Tone

_LOOKS: dict[SignatureVerdict, tuple[Tone, str]] = {
    SignatureVerdict.VALID: ("success", "check-circle"),
    SignatureVerdict.NOT_VERIFIABLE: ("warning", "help-circle"),
    SignatureVerdict.ALTERED: ("danger", "warning-circle"),
}


class SignedCopyDialog(FormDialog):
    """`wants_issuer` is true when the person would rather name an issuer first: then nothing was kept."""

    ACTS = ("keep_signed_copy",)

    def __init__(
        self,
        parent: QWidget | None,
        services: Services,
        pact_id: str,
        file: Path,
        content: bytes,
        report: SignedCopyReport,
    ) -> None:
        title = _("The signed pact")
        super().__init__(parent, title, file.name, primary=_("Keep it as it is"), width=640)
        self._services, self._pact_id, self._name, self._content = services, pact_id, file.name, content
        self.report = report
        self.wants_issuer = False
        self._tell()
        self.on = DateField(_("Signed on"), today=self.today())
        self.on.set_value(self._day_signed())
        self.reference = TextField(
            _("Number in the register of deeds"), placeholder=_("if there is one"), longest=100
        )
        self.paper = CheckBox(_("It is a scan of a paper signed by hand"))
        self._ask()
        self.show_form()

    def today(self) -> date:
        """The day in Rome."""
        return local(self._services.clock.now()).date()

    def can_be_kept(self) -> bool:
        """Not what was altered, nor another pact."""
        altered = self.report.file.verdict is SignatureVerdict.ALTERED
        return not altered and self.report.sameness is not Sameness.OTHER_PACT

    def accept(self) -> None:
        if not required_date(self.form, "signed_on", self.on):
            return
        if (self.on.value() or self.today()) > self.today():
            self.form.show_error("signed_on", words_for(UserError(ErrorCode.DATE_IN_FUTURE)))
            return
        super().accept()

    def work(self) -> Callable[[], Changes]:
        signed_on = self.on.value()
        if signed_on is None:
            raise UserError(ErrorCode.REQUIRED, "signed_on")
        cmd = KeepSignedCopy(
            pact_id=self._pact_id,
            name=self._name,
            content=self._content,
            signed_on=signed_on,
            on_paper=self.paper.isChecked(),
            reference=self.reference.text().strip(),
        )
        return lambda: self._services.run(keep_signed_copy, cmd, self._services.signatures)

    def _tell(self) -> None:
        for one in self.report.file.signatures:
            self.form.add_widget(_told(one))
        if not self.report.file.signatures:
            text = _("There is no electronic signature in this file.")
            self.form.add_widget(Label(text, wrap=True))
        self.form.add_widget(Label(sameness(self.report), "strong", wrap=True))

    def _ask(self) -> None:
        if not self.can_be_kept():
            self.primary.hide()
            self.secondary.setText(_("Close"))
            return
        self.form.add_row(("signed_on", self.on), ("reference", self.reference))
        if not self.report.file.signatures:
            self.form.add_widget(self.paper)
        self.form.add_widget(Label(after_keeping(self.report), "muted", wrap=True))
        if self.report.file.verdict is SignatureVerdict.NOT_VERIFIABLE:
            issuer = Button(_("I know who issued it: take a certificate in…"), "ghost")
            issuer.clicked.connect(self._want_issuer)
            self.form.add_widget(holding(row(issuer, None)))

    def _want_issuer(self) -> None:
        self.wants_issuer = True
        self.reject()

    def _day_signed(self) -> date:
        days = [
            local(one.signed_at).date() for one in self.report.file.signatures if one.signed_at is not None
        ]
        return min(max(days, default=self.today()), self.today())


def _told(signature: Signature) -> QWidget:
    """One signature: who, how it stands, when, and what is left to know."""
    tone, icon = _LOOKS[signature.verdict]
    head = row(
        (Label(who(signature), "strong", wrap=True), 1),
        Pill(capital(label_of(signature.verdict)), tone, icon),
        gap=12,
    )
    issued = _("certificate of {issuer}").format(issuer=signature.issuer) if signature.issuer else ""
    meta = " · ".join(filter(None, (when(signature), issued)))
    words = " ".join(filter(None, (wholeness(signature), doubts(signature))))
    return holding(column(head, Label(meta, "small", wrap=True), Label(words, wrap=True), gap=2))
