"""The dialog that asks for a reason: calling off, opening again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.base import Dialog
from cocity_desktop.ui.widgets.text_fields import TextField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class ReasonDialog(Dialog):
    """One line of why. `reason()` once accepted."""

    def __init__(self, parent: QWidget | None, title: str, text: str, primary: str) -> None:
        super().__init__(parent, title, text, primary=primary)
        self.field = TextField(_("Reason"), longest=300)
        self.field.submitted.connect(self.accept)
        self.set_body(self.field)
        self.field.setFocus()

    def reason(self) -> str:
        return self.field.text()

    def accept(self) -> None:
        """Only with a reason: the rule is the archive's, its words are said here at once."""
        if self.reason():
            super().accept()
        else:
            self.field.set_error(_("Write the reason."))
            self.field.setFocus()
