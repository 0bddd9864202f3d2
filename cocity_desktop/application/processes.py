"""Use cases of the path from contact to pact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cocity_desktop.application import forms
from cocity_desktop.application.days import day_of
from cocity_desktop.application.pact_document import regulation_of
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.lifecycle import (
    ProcessState,
    Stage,
    check_start,
    check_step,
    check_step_date,
    is_closed,
    stage_of,
)
from cocity_desktop.domain.pacts import Pact
from cocity_desktop.domain.places import Place
from cocity_desktop.domain.processes import (
    GovernmentForm,
    HistoryKind,
    HistoryStep,
    Opinion,
    OpinionKind,
    Participation,
    Process,
    ProcessRole,
)
from cocity_desktop.domain.registry import Group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import UnitOfWork
    from cocity_desktop.application.regulation_ports import RegulationSource
    from cocity_desktop.application.removal import Remove
    from cocity_desktop.application.views.work import StepRow


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenProcess:
    """A new path. One met half way starts at `state`, with the reason."""

    title: str
    place_id: EntityId | None = None
    group_ids: tuple[EntityId, ...] = ()
    regulation_code: str = "torino-391"
    form: GovernmentForm = GovernmentForm.PACT
    summary: str = ""
    opened_on: date
    state: ProcessState = ProcessState.CONTACT
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateProcess:
    """New values for a process; its state moves only by `take_step`."""

    process_id: EntityId
    title: str
    place_id: EntityId | None = None
    regulation_code: str
    form: GovernmentForm
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeStep:
    """A step to `target`: when it happened, why, and what the Comune wrote on it."""

    process_id: EntityId
    target: ProcessState
    happened_on: date
    description: str = ""
    reason: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAct:
    """An act of the history that does not move the process, such as a deliberation of the district."""

    process_id: EntityId
    happened_on: date
    description: str
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddGroup:
    """A group joins a process."""

    process_id: EntityId
    group_id: EntityId
    role: ProcessRole = ProcessRole.PROPOSER


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOpinion:
    """An opinion or a supplement asked of an office."""

    process_id: EntityId
    opinion_kind: OpinionKind = OpinionKind.OPINION
    office: str
    subject: str = ""
    asked_on: date | None = None
    due_on: date | None = None
    received_on: date | None = None
    reference: str = ""
    outcome: str = ""


def open_process(cmd: OpenProcess, uow: UnitOfWork, regulations: RegulationSource) -> Changes:
    """Join a place and groups in a new path. Raises UserError on the field that is wrong."""
    check_start(cmd.state, cmd.reason)
    _check_regulation(cmd.regulation_code, regulations)
    with uow:
        process = uow.add(
            Process(
                id=uow.new_id(),
                title=forms.required("title", cmd.title),
                place_id=uow.get(Place, cmd.place_id).id if cmd.place_id else None,
                form=cmd.form,
                regulation_code=cmd.regulation_code,
                state=cmd.state,
                summary=forms.within("summary", cmd.summary.strip(), forms.LONG),
                opened_on=cmd.opened_on,
            )
        )
        uow.add(_state_step(uow, process, None, cmd.opened_on, reason=cmd.reason))
        for group_id in dict.fromkeys(cmd.group_ids):
            _join(uow, process, group_id, ProcessRole.PROPOSER)
        return uow.commit("open_process", created=process.id, subject=process.title)


def update_process(cmd: UpdateProcess, uow: UnitOfWork, regulations: RegulationSource) -> Changes:
    """Write the form of a process. Raises UserError on the field that is wrong.

    FORM_IN_USE: its text is begun, and under its regulation the other form's document has other headings.
    """
    _check_regulation(cmd.regulation_code, regulations)
    with uow:
        process = uow.get(Process, cmd.process_id)
        process.title = forms.required("title", cmd.title)
        process.place_id = uow.get(Place, cmd.place_id).id if cmd.place_id else None
        _check_form(uow, process, cmd.form)
        process.regulation_code, process.form = cmd.regulation_code, cmd.form
        process.summary = forms.within("summary", cmd.summary.strip(), forms.LONG)
        return uow.commit("update_process", subject=process.title)


def remove_process(cmd: Remove, uow: UnitOfWork) -> Changes:
    """Take a process out with its history. Raises UserError(STILL_REFERENCED) once it has meetings or a pact."""
    with uow:
        process = uow.get(Process, cmd.id)
        for step in uow.find(HistoryStep, process_id=process.id):
            uow.remove(step)
        for participation in uow.find(Participation, process_id=process.id):
            uow.remove(participation)
        uow.remove(process)
        return uow.commit("remove_process", subject=process.title)


def take_step(cmd: TakeStep, uow: UnitOfWork) -> Changes:
    """Move a process along its lifecycle. Raises UserError as `lifecycle.check_step` and `check_step_date`."""
    with uow:
        process = uow.get(Process, cmd.process_id)
        advance(uow, process, cmd)
        return uow.commit("take_step", subject=process.title)


def advance(uow: UnitOfWork, process: Process, cmd: TakeStep) -> None:
    """The step itself, for use cases that move a process while doing something else."""
    check_step(process.state, cmd.target, cmd.reason, cmd.reference)
    dates = [
        s.happened_on for s in uow.find(HistoryStep, process_id=process.id, history_kind=HistoryKind.STATE)
    ]
    check_step_date(max(dates, default=None), cmd.happened_on, day_of(uow.now()))
    source, process.state = process.state, cmd.target
    uow.add(
        _state_step(
            uow,
            process,
            source,
            cmd.happened_on,
            cmd.description.strip(),
            cmd.reason.strip(),
            cmd.reference.strip(),
        )
    )


def record_act(cmd: RecordAct, uow: UnitOfWork) -> Changes:
    """Add a line to the history, on the day it happened."""
    with uow:
        process = uow.get(Process, cmd.process_id)
        step = uow.add(
            HistoryStep(
                id=uow.new_id(),
                process_id=process.id,
                history_kind=HistoryKind.ACT,
                happened_on=cmd.happened_on,
                by_id=uow.actor or None,
                description=forms.required("description", cmd.description, forms.LONG),
                reference=forms.within("reference", cmd.reference.strip()),
            )
        )
        return uow.commit("record_act", created=step.id, subject=process.title)


def add_group_to_process(cmd: AddGroup, uow: UnitOfWork) -> Changes:
    """A group joins; twice is refused."""
    with uow:
        process = uow.get(Process, cmd.process_id)
        participation = _join(uow, process, cmd.group_id, cmd.role)
        return uow.commit("add_group_to_process", created=participation.id, subject=process.title)


def remove_group_from_process(cmd: Remove, uow: UnitOfWork) -> Changes:
    """A group leaves (the id is the participation's)."""
    with uow:
        uow.remove(uow.get(Participation, cmd.id))
        return uow.commit("remove_group_from_process")


def record_opinion(cmd: RecordOpinion, uow: UnitOfWork) -> Changes:
    """Note an opinion or supplement asked, or received. Raises UserError on the field that is wrong."""
    forms.in_order("received_on", cmd.asked_on, cmd.received_on)
    with uow:
        opinion = uow.add(
            Opinion(
                id=uow.new_id(),
                process_id=uow.get(Process, cmd.process_id).id,
                opinion_kind=cmd.opinion_kind,
                office=forms.required("office", cmd.office),
                subject=forms.within("subject", cmd.subject.strip(), forms.LONG),
                asked_on=cmd.asked_on,
                due_on=cmd.due_on,
                received_on=cmd.received_on,
                reference=cmd.reference.strip(),
                outcome=forms.within("outcome", cmd.outcome.strip(), forms.LONG),
            )
        )
        return uow.commit("record_opinion", created=opinion.id, subject=opinion.office)


def states_to_begin_in() -> tuple[ProcessState, ...]:
    """Where a process may stand when the house first hears of it: nowhere that is already an end."""
    return tuple(state for state in ProcessState if not is_closed(state))


def stages_reached(history: Sequence[StepRow]) -> dict[Stage, date]:
    """When a process last entered each stage it has been in; `history` from its first step on."""
    entered = ((stage_of(step.to_state), step.happened_on) for step in history if step.to_state is not None)
    return {stage: on for stage, on in entered if stage is not None}


def _check_form(uow: UnitOfWork, process: Process, form: GovernmentForm) -> None:
    for pact in uow.find(Pact, process_id=process.id):
        regulation = regulation_of(uow, pact)
        if regulation.for_form(process.form).headings != regulation.for_form(form).headings:
            raise UserError(ErrorCode.FORM_IN_USE, "form")


def _check_regulation(code: str, regulations: RegulationSource) -> None:
    if code not in regulations.codes():
        raise UserError(ErrorCode.NOT_FOUND, "regulation_code", value=code)


def _join(uow: UnitOfWork, process: Process, group_id: EntityId, role: ProcessRole) -> Participation:
    group = uow.get(Group, group_id)
    if uow.find(Participation, process_id=process.id, group_id=group.id):
        raise UserError(ErrorCode.INVALID_VALUE, "group_id")
    return uow.add(Participation(id=uow.new_id(), process_id=process.id, group_id=group.id, role=role))


def _state_step(
    uow: UnitOfWork,
    process: Process,
    source: ProcessState | None,
    happened_on: date,
    description: str = "",
    reason: str = "",
    reference: str = "",
) -> HistoryStep:
    return HistoryStep(
        id=uow.new_id(),
        process_id=process.id,
        history_kind=HistoryKind.STATE,
        from_state=source,
        to_state=process.state,
        happened_on=happened_on,
        by_id=uow.actor or None,
        description=description,
        reason=reason,
        reference=reference,
    )
