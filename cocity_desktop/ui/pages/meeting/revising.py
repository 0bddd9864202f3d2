"""From a line in hand to the command that saves it: a new one, or a change to one on disk, as one step of undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.capture import (
    CaptureEntry,
    DecisionFields,
    DraftsAfter,
    NewReservation,
    ReviseEntry,
)
from cocity_desktop.domain.meetings import EntryKind
from cocity_desktop.ui.pages.meeting.saying import commitment_fields, speaker

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cocity_desktop.application.views.work import DecisionRow, EntryRow
    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.ui.pages.meeting.capture_line import Typed


def capture_command(
    typed: Typed,
    meeting_id: EntityId,
    item_id: EntityId | None,
    said_at: datetime,
    headings: Mapping[int, str],
    drafts: DraftsAfter,
) -> CaptureEntry:
    """A new line with all that was understood of it."""
    who = speaker(typed.said, typed.kind)
    binding = typed.kind is EntryKind.COMMITMENT
    return CaptureEntry(
        meeting_id=meeting_id,
        agenda_item_id=item_id,
        entry_kind=typed.kind,
        text=typed.text,
        said_at=said_at,
        group_id=who.group_id,
        person_id=who.person_id,
        themes=typed.said.themes(),
        decision=typed.decision,
        commitment=commitment_fields(typed.said, typed.text, headings) if binding else None,
        drafts=drafts,
    )


def revise_command(
    typed: Typed, row: EntryRow, headings: Mapping[int, str], drafts: DraftsAfter
) -> ReviseEntry:
    """`typed` over `row`. A decision that was not touched is not written again."""
    who = speaker(typed.said, typed.kind)
    binding = typed.kind is EntryKind.COMMITMENT
    decided = typed.decision if typed.decision != decision_fields(row.decision) else None
    return ReviseEntry(
        entry_id=row.id,
        text=typed.text,
        entry_kind=typed.kind,
        group_id=row.group_id if binding and typed.kind is row.entry_kind else who.group_id,
        person_id=who.person_id,
        themes=typed.said.themes(),
        decision=decided,
        commitment=commitment_fields(typed.said, typed.text, headings) if binding else None,
        drafts=drafts,
    )


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
