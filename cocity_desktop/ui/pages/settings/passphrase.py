"""Another passphrase for the archive: the old one, and the new one twice. Only the key is wrapped anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.base import Dialog
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.widgets.form import Form
from cocity_desktop.ui.widgets.text_fields import PassphraseField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.access import Accounts
    from cocity_desktop.domain.errors import AppError


class PassphraseDialog(Dialog):
    """Stays open until the phrase was changed or the person gives up."""

    def __init__(self, parent: QWidget, accounts: Accounts) -> None:
        text = _("Backups made before still open with the old phrase: keep it with them.")
        super().__init__(parent, _("Change the secret phrase"), text, primary=_("Change"), width=480)
        self._accounts = accounts
        self.old = PassphraseField(_("The phrase of now"))
        self.new = PassphraseField(_("The new one"), judged=True)
        self.again = PassphraseField(_("Once more"))
        self.form = Form()
        for name, field in (("old", self.old), ("passphrase", self.new), ("again", self.again)):
            self.form.add(name, field)
        self.set_body(self.form)
        PassphraseField.lead_on(self.old, self.new, self.again)
        self.form.focus_first()

    def accept(self) -> None:
        self.form.clear_errors()
        if self.new.text() != self.again.text():
            self.form.show_fault(UserError(ErrorCode.PASSPHRASES_DIFFER, "again"))
            return
        old, new = self.old.text(), self.new.text()
        self.primary.setEnabled(False)
        Operation(self, lambda: self._accounts.change_own(old, new)).on_success(
            lambda _none: self.done(int(self.DialogCode.Accepted))
        ).on_error(self._refused).on_finally(lambda: self.primary.setEnabled(True)).start()

    def _refused(self, error: AppError) -> None:
        field = "old" if error.code is ErrorCode.WRONG_PASSPHRASE else "passphrase"
        self.form.show_fault(type(error)(error.code, field, **error.details))
