"""Use cases of commitments: who promised what, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from cocity_desktop.application import forms
from cocity_desktop.domain.commitments import Commitment, CommitmentStep, PartyKind
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.lifecycle import CommitmentStatus, check_commitment_step
from cocity_desktop.domain.processes import Process
from cocity_desktop.domain.registry import Group

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentFields:
    """What the form of a commitment holds: `money_cents` in euro cents, `hours` of work."""

    what: str
    party_kind: PartyKind | None = None
    group_id: EntityId | None = None
    party_name: str = ""
    due_on: date | None = None
    recurrence: str = ""
    starts_on: date | None = None
    money_cents: int | None = None
    hours: int | None = None
    materials: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddCommitment:
    """A commitment that was not made in a meeting."""

    process_id: EntityId
    fields: CommitmentFields
    agreed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateCommitment:
    """New values for a commitment; its status moves only by `move_commitment`."""

    commitment_id: EntityId
    fields: CommitmentFields


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveCommitment:
    """A commitment was kept, postponed to `new_due_on`, not kept, dropped or taken up again."""

    commitment_id: EntityId
    target: CommitmentStatus
    reason: str = ""
    new_due_on: date | None = None


def add_commitment(cmd: AddCommitment, uow: UnitOfWork) -> Changes:
    """Add a commitment to a process. Raises UserError on the field that is wrong."""
    with uow:
        process = uow.get(Process, cmd.process_id)
        commitment = new_commitment(uow, process.id, cmd.fields, agreed_on=cmd.agreed_on)
        return uow.commit("add_commitment", created=commitment.id, subject=commitment.what)


def update_commitment(cmd: UpdateCommitment, uow: UnitOfWork) -> Changes:
    """Write the form of a commitment. Raises UserError on the field that is wrong."""
    with uow:
        commitment = fill_commitment(uow, uow.get(Commitment, cmd.commitment_id), cmd.fields)
        return uow.commit("update_commitment", subject=commitment.what)


def move_commitment(cmd: MoveCommitment, uow: UnitOfWork) -> Changes:
    """Record what became of a commitment. Raises UserError as `lifecycle.check_commitment_step`."""
    with uow:
        commitment = uow.get(Commitment, cmd.commitment_id)
        check_commitment_step(commitment.status, cmd.target, cmd.reason, cmd.new_due_on)
        uow.add(
            CommitmentStep(
                id=uow.new_id(),
                commitment_id=commitment.id,
                from_status=commitment.status,
                to_status=cmd.target,
                at=uow.now(),
                by_id=uow.actor or None,
                reason=cmd.reason.strip(),
                old_due_on=commitment.due_on,
                new_due_on=cmd.new_due_on or commitment.due_on,
            )
        )
        commitment.status = cmd.target
        commitment.due_on = cmd.new_due_on or commitment.due_on
        return uow.commit("move_commitment", subject=commitment.what)


def new_commitment(
    uow: UnitOfWork,
    process_id: EntityId,
    fields: CommitmentFields,
    *,
    entry_id: EntityId | None = None,
    agreed_on: date | None = None,
) -> Commitment:
    """A commitment in the transaction of another use case."""
    return uow.add(
        Commitment(
            id=uow.new_id(),
            process_id=process_id,
            entry_id=entry_id,
            agreed_on=agreed_on,
            **_values(uow, fields),
        )
    )


def fill_commitment(uow: UnitOfWork, commitment: Commitment, fields: CommitmentFields) -> Commitment:
    """New values for a commitment in the transaction of another use case. Raises UserError on the wrong field."""
    return forms.apply(commitment, _values(uow, fields))


def _values(uow: UnitOfWork, fields: CommitmentFields) -> dict[str, Any]:
    forms.in_order("due_on", fields.starts_on, fields.due_on)
    for name, value in (("money_cents", fields.money_cents), ("hours", fields.hours)):
        if value is not None and value < 0:
            raise UserError(ErrorCode.INVALID_VALUE, name)
    return {
        "what": forms.required("what", fields.what, forms.LONG),
        "party_kind": _party_kind(fields),
        "group_id": uow.get(Group, fields.group_id).id if fields.group_id else None,
        "party_name": forms.within("party_name", fields.party_name.strip()),
        "due_on": fields.due_on,
        "recurrence": forms.within("recurrence", fields.recurrence.strip()),
        "starts_on": fields.starts_on,
        "money_cents": fields.money_cents,
        "hours": fields.hours,
        "materials": forms.within("materials", fields.materials.strip()),
        "heading": fields.heading,
    }


def _party_kind(fields: CommitmentFields) -> PartyKind:
    """Said, or a group when one is named, or still nobody in particular."""
    if fields.party_kind is not None:
        return fields.party_kind
    return PartyKind.GROUP if fields.group_id else PartyKind.OTHER
