"""The one question of the versions: under which name the pact as it stands is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.base import Dialog
from cocity_desktop.ui.widgets.form import Form
from cocity_desktop.ui.widgets.text_fields import TextArea, TextField

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtWidgets import QWidget


class KeepDialog(Dialog):
    """A name that no version of this pact has, and what is to be remembered of it."""

    ACTS = ("keep_version",)

    def __init__(self, parent: QWidget | None, taken: Collection[str]) -> None:
        super().__init__(
            parent,
            _("Keep this version"),
            _("The text goes on from here; this state can be read and compared at any time."),
            primary=_("Keep it"),
        )
        self._taken = {name.casefold() for name in taken}
        self.name = TextField(_("Name"), longest=300, placeholder=_("Before the third table"))
        self.note = TextArea(_("What to remember of it"), lines=2)
        self.form = Form()
        self.form.add("name", self.name)
        self.form.add("note", self.note)
        self.set_body(self.form)

    def accept(self) -> None:
        name = self.name.text().strip()
        if not name:
            self.form.show_error("name", words_for(UserError(ErrorCode.REQUIRED)))
        elif name.casefold() in self._taken:
            self.form.show_error("name", words_for(UserError(ErrorCode.VERSION_NAME_TAKEN)))
        else:
            super().accept()
