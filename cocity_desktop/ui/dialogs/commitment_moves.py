"""What became of a commitment, when there is something to say about it: the new day, the reason."""

from __future__ import annotations

from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from cocity_desktop.application.commitments import MoveCommitment, move_commitment
from cocity_desktop.domain.lifecycle import CommitmentStatus
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.form_dialog import FormDialog, required_date
from cocity_desktop.ui.widgets.date_fields import DateField
from cocity_desktop.ui.widgets.text_fields import TextField

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.work import CommitmentRow

_LATER = timedelta(days=14)

_TITLES: Mapping[CommitmentStatus, Callable[[], str]] = MappingProxyType(
    {
        CommitmentStatus.POSTPONED: lambda: _("Put off"),
        CommitmentStatus.NOT_KEPT: lambda: _("It was not kept"),
        CommitmentStatus.DROPPED: lambda: _("Drop the commitment"),
        CommitmentStatus.REOPENED: lambda: _("Take it up again"),
    }
)


class MoveDialog(FormDialog):
    """One step of a commitment: a new day where it is put off, and the reason (needed where the lifecycle asks it)."""

    ACTS = ("move_commitment",)

    def __init__(
        self,
        parent: QWidget | None,
        services: Services,
        commitment: CommitmentRow,
        target: CommitmentStatus,
        today: date,
    ) -> None:
        title = _TITLES[target]()
        super().__init__(parent, title, commitment.what, primary=title, width=440)
        self._services, self._commitment, self._target = services, commitment, target
        self.due = DateField(_("New day"), today=today)
        self.due.set_value(max(commitment.due_on or today, today) + _LATER)
        self.why = TextField(
            _("Why"), placeholder=_("It stays in the history of the commitment"), longest=200
        )
        if target is CommitmentStatus.POSTPONED:
            self.form.add("due", self.due)
        self.form.add("reason", self.why)
        self.show_form()
        self.due.line.selectAll()

    def accept(self) -> None:
        if self._target is not CommitmentStatus.POSTPONED or required_date(self.form, "due", self.due):
            super().accept()

    def work(self) -> Callable[[], Changes]:
        command = MoveCommitment(
            commitment_id=self._commitment.id,
            target=self._target,
            reason=self.why.text(),
            new_due_on=self.due.value() if self._target is CommitmentStatus.POSTPONED else None,
        )
        return lambda: self._services.run(move_commitment, command)
