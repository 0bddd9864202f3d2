"""Why a line of a meeting goes no further: asked once, kept with the line, printed on the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.base import Dialog
from cocity_desktop.ui.widgets.text_fields import TextArea

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.views.fates import FateRow


class DeclineDialog(Dialog):
    """`reason()` once accepted."""

    ACTS = ("decline_entry",)

    def __init__(self, parent: QWidget | None, line: FateRow) -> None:
        super().__init__(
            parent,
            _("It goes no further"),
            _(
                "“{words}” stays in the minutes. Whoever said it will read here why it goes no further."
            ).format(words=_shortened(line.text)),
            primary=_("It goes no further"),
        )
        self.field = TextArea(_("Why"), lines=3)
        self.set_body(self.field)
        self.field.setFocus()

    def reason(self) -> str:
        return self.field.text().strip()

    def accept(self) -> None:
        """Only with a reason: the rule is the archive's, its words are said here at once."""
        if self.reason():
            super().accept()
        else:
            self.field.set_error(_("Write the reason."))
            self.field.setFocus()


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 120 else flat[:119].rstrip() + "…"
