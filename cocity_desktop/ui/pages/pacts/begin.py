"""The way a pact begins: a process that has none yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.pacts import AssemblePact, assemble_pact
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.form_dialog import FormDialog
from cocity_desktop.ui.widgets.picker import Picker
from cocity_desktop.ui.widgets.text_fields import TextField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.work import ProcessRow


class BeginPactDialog(FormDialog):
    """`processes` are those without a pact; with none the form says where to begin."""

    ACTS = ("assemble_pact",)

    def __init__(self, parent: QWidget | None, services: Services, processes: Sequence[ProcessRow]) -> None:
        text = (
            _("The promises made in its meetings go into their articles at once.")
            if processes
            else _("No process is waiting for a pact: open a new one first.")
        )
        super().__init__(parent, _("Begin a pact"), text, primary=_("Begin"))
        self._services = services
        self.process: Picker[str] = Picker(_("Process"), [(one.id, one.title) for one in processes])
        self.title = TextField(
            _("Title of the pact"), help_text=_("Empty: the title of the process."), longest=300
        )
        self.form.add("process_id", self.process)
        self.form.add("title", self.title)
        self.show_form()
        self.primary.setEnabled(bool(processes))
        if len(processes) == 1:
            self.process.set_value(processes[0].id)

    def accept(self) -> None:
        if self.process.value() is None:
            self.form.show_error("process_id", words_for(UserError(ErrorCode.REQUIRED)))
            return
        super().accept()

    def work(self) -> Callable[[], Changes]:
        cmd = AssemblePact(process_id=self.process.value() or "", title=self.title.text().strip())
        return lambda: self._services.run(assemble_pact, cmd, self._services.regulations)
