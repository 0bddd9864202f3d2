"""Changing a line that is already on disk: only what differs is written, and nothing that is not on show is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cocity_desktop.application.capture import (
    DecisionFields,
    NewReservation,
    RecordDecision,
    ReviseEntry,
    record_decision,
    revise_entry,
)
from cocity_desktop.application.commitments import CommitmentFields, UpdateCommitment, update_commitment
from cocity_desktop.domain.commitments import PartyKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.registry import PartnerRow
    from cocity_desktop.application.views.work import CommitmentRow, DecisionRow, EntryRow
    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.ui.pages.meeting.capture_line import Draft


def revise(
    services: Services, row: EntryRow, draft: Draft, groups: Sequence[PartnerRow]
) -> tuple[Changes, ...]:
    """Write `draft` over `row`. Runs on the database lane. Raises UserError as the use cases do."""
    done: list[Changes] = []
    if draft.text != row.text or draft.kind is not row.entry_kind:
        group_id = next((group.group_id for group in groups if group.name == row.who), None)
        command = ReviseEntry(entry_id=row.id, text=draft.text, entry_kind=draft.kind, group_id=group_id)
        done.append(services.run(revise_entry, command))
    if draft.decision is not None and draft.decision != decision_fields(row.decision):
        fields_ = replace(draft.decision, present=row.decision.present if row.decision else None)
        done.append(services.run(record_decision, RecordDecision(entry_id=row.id, fields=fields_)))
    if draft.commitment is not None:
        commitment_id = _commitment_id(row, done)
        if commitment_id is not None:
            fields = _kept(draft.commitment, row.commitment)
            command_ = UpdateCommitment(commitment_id=commitment_id, fields=fields)
            done.append(services.run(update_commitment, command_))
    return tuple(done)


def decision_fields(decision: DecisionRow | None) -> DecisionFields | None:
    """What a decision on disk looks like in the row of counts. Who was present is not counted again."""
    if decision is None:
        return None
    return DecisionFields(
        method=decision.method,
        in_favour=decision.in_favour,
        fine=decision.fine,
        with_reservation=decision.with_reservation,
        stand_aside=decision.stand_aside,
        against=decision.against,
        reservations=tuple(NewReservation(raised_by=r.raised_by, text=r.text) for r in decision.reservations),
    )


def _commitment_id(row: EntryRow, done: Sequence[Changes]) -> EntityId | None:
    """The one it had, or the one that the change of kind has just made."""
    if row.commitment is not None and not any(_touched(change) for change in done):
        return row.commitment.id
    found = [one for change in done for one in _touched(change)]
    return found[-1] if found else None


def _touched(change: Changes) -> list[EntityId]:
    return [ref.id for ref in change.touched if ref.kind == "commitment"]


def _kept(fields: CommitmentFields, before: CommitmentRow | None) -> CommitmentFields:
    """The fields of the row, and those of the record that the row has no room for."""
    if before is None:
        return fields
    same_party = fields.party_kind is before.party_kind and fields.group_id == before.group_id
    body = same_party and before.group_id is None and before.party_kind is not PartyKind.OTHER
    return replace(
        fields,
        party_name=before.party if body else fields.party_name,
        starts_on=before.starts_on,
        heading=before.heading,
    )
