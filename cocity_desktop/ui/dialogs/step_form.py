"""What is written in the history of a process: a step, an act of the Comune, an opinion asked; and who joins it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.processes import (
    AddGroup,
    RecordAct,
    RecordOpinion,
    TakeStep,
    add_group_to_process,
    record_act,
    record_opinion,
    take_step,
)
from cocity_desktop.domain.errors import AppError, ErrorCode, UserError
from cocity_desktop.domain.lifecycle import PROCESS, ProcessState
from cocity_desktop.domain.processes import OpinionKind, ProcessRole
from cocity_desktop.error_messages import words_for
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.choosing import group_picker
from cocity_desktop.ui.dialogs.form_dialog import FormDialog, required_date
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
    from cocity_desktop.application.views.lists import Window
    from cocity_desktop.application.views.registry import GroupRow
    from cocity_desktop.application.views.work import ProcessDetail


def words_for_step(error: AppError) -> str:
    """The words of a refused step, with its states as people call them."""
    if error.code is not ErrorCode.ILLEGAL_STEP:
        return words_for(error)
    told = {name: label_of(ProcessState(str(error.details[name]))) for name in ("source", "target")}
    return words_for(UserError(error.code, error.field, **told))


class _ProcessDialog(FormDialog):
    """A form about one process."""

    def __init__(
        self, parent: QWidget | None, services: Services, process: ProcessDetail, title: str, text: str
    ) -> None:
        super().__init__(parent, title, text)
        self._services, self._process = services, process

    def _day(self, label: str, today: date, *, now: bool = True) -> DateField:
        field = DateField(label, today=today)
        if now:
            field.set_value(today)
        return field


class StepDialog(_ProcessDialog):
    """A step of the process: only where it may go from here, and what that step needs to be believed."""

    ACTS = ("take_step",)

    def __init__(
        self, parent: QWidget | None, services: Services, process: ProcessDetail, today: date
    ) -> None:
        here = _("Now: {state}").format(state=label_of(process.state))
        super().__init__(parent, services, process, _("A step of the process"), here)
        following = [(state, capital(label_of(state))) for state in process.next_states]
        self.target = Choice(_("It goes to"), following)
        self.happened_on = self._day(_("On which day"), today)
        self.reason = TextField(_("Reason"))
        self.reference = TextField(_("Protocol or deed"), placeholder=_("prot. 1234 of 9 February"))
        self.description = TextArea(_("What happened"), lines=2)
        self.form.add_row(("state", self.target), ("happened_on", self.happened_on), stretches=(3, 2))
        self.form.add("reason", self.reason)
        self.form.add("reference", self.reference)
        self.form.add("description", self.description)
        self.target.changed.connect(self._follow)
        self._follow()
        self.show_form()

    def accept(self) -> None:
        if required_date(self.form, "happened_on", self.happened_on):
            super().accept()

    def work(self) -> Callable[[], Changes]:
        target, happened = self.target.value(), self.happened_on.value()
        if target is None or happened is None:
            raise ValueError("accept checked them")
        command = TakeStep(
            process_id=self._process.id,
            target=target,
            happened_on=happened,
            description=self.description.text(),
            reason=self.reason.text(),
            reference=self.reference.text(),
        )
        return lambda: self._services.run(take_step, command)

    def words_for(self, error: AppError) -> str:
        return words_for_step(error)

    def _follow(self) -> None:
        """Say beforehand what the chosen step cannot do without."""
        target = self.target.value()
        if target is None:
            return
        needed = _("This step needs it")
        self.reason.set_help(needed if PROCESS.needs_reason(self._process.state, target) else "")
        self.reference.set_help(needed if PROCESS.needs_reference(target) else "")


class ActDialog(_ProcessDialog):
    """An act that does not move the process, such as a deliberation of the district."""

    ACTS = ("record_act",)

    def __init__(
        self, parent: QWidget | None, services: Services, process: ProcessDetail, today: date
    ) -> None:
        text = _("It stays in the history and the pact can quote it. It does not move the process.")
        super().__init__(parent, services, process, _("Record an act"), text)
        self.happened_on = self._day(_("On which day"), today)
        self.reference = TextField(_("Protocol or deed"))
        self.description = TextArea(_("Which act"), lines=3)
        self.form.add_row(("happened_on", self.happened_on), ("reference", self.reference), stretches=(2, 3))
        self.form.add("description", self.description)
        self.show_form()

    def accept(self) -> None:
        if required_date(self.form, "happened_on", self.happened_on):
            super().accept()

    def work(self) -> Callable[[], Changes]:
        happened = self.happened_on.value()
        if happened is None:
            raise ValueError("accept checked it")
        command = RecordAct(
            process_id=self._process.id,
            happened_on=happened,
            description=self.description.text(),
            reference=self.reference.text(),
        )
        return lambda: self._services.run(record_act, command)


class OpinionDialog(_ProcessDialog):
    """An opinion or a supplement asked of an office."""

    ACTS = ("record_opinion",)

    def __init__(
        self, parent: QWidget | None, services: Services, process: ProcessDetail, today: date
    ) -> None:
        super().__init__(parent, services, process, _("Record an opinion"), "")
        self.kind = Choice(_("What was asked"), [(one, capital(label_of(one))) for one in OpinionKind])
        self.office = TextField(_("Which office"), placeholder=_("Soprintendenza, Green areas, Mobility"))
        self.subject = TextField(_("About what"))
        self.asked_on = self._day(_("Asked on"), today)
        self.due_on = self._day(_("Expected by"), today, now=False)
        self.received_on = self._day(_("Received on"), today, now=False)
        self.reference = TextField(_("Protocol or deed"))
        self.outcome = TextArea(_("What it says"), lines=2)
        self.form.add_row(("opinion_kind", self.kind), ("office", self.office), stretches=(2, 3))
        self.form.add("subject", self.subject)
        self.form.add_row(
            ("asked_on", self.asked_on), ("due_on", self.due_on), ("received_on", self.received_on)
        )
        self.form.add("reference", self.reference)
        self.form.add("outcome", self.outcome)
        self.show_form()
        self.office.setFocus()

    def work(self) -> Callable[[], Changes]:
        command = RecordOpinion(
            process_id=self._process.id,
            opinion_kind=self.kind.value() or OpinionKind.OPINION,
            office=self.office.text(),
            subject=self.subject.text(),
            asked_on=self.asked_on.value(),
            due_on=self.due_on.value(),
            received_on=self.received_on.value(),
            reference=self.reference.text(),
            outcome=self.outcome.text(),
        )
        return lambda: self._services.run(record_opinion, command)


class JoinDialog(_ProcessDialog):
    """A group joins the process."""

    ACTS = ("add_group_to_process",)

    def __init__(
        self, parent: QWidget | None, services: Services, process: ProcessDetail, groups: Window[GroupRow]
    ) -> None:
        super().__init__(parent, services, process, _("Add a group to the process"), process.title)
        inside = {one.group_id for one in process.groups}
        self.group = group_picker(services, groups, _("Group"), inside)
        self.role = Choice(_("Role"), [(one, capital(label_of(one))) for one in ProcessRole])
        self.form.add("group_id", self.group)
        self.form.add("role", self.role)
        self.show_form()

    def accept(self) -> None:
        if self.form.check() and self.group.value() is None:
            self.form.show_fault(UserError(ErrorCode.REQUIRED, "group_id"))
            return
        super().accept()

    def work(self) -> Callable[[], Changes]:
        command = AddGroup(
            process_id=self._process.id,
            group_id=self.group.value() or "",
            role=self.role.value() or ProcessRole.PROPOSER,
        )
        return lambda: self._services.run(add_group_to_process, command)
