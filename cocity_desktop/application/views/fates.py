"""«Che fine ha fatto»: what became of every line of a meeting, so that nothing said is lost without a word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from cocity_desktop.application.document_views import CommitmentLine, DecisionLine, HouseLine
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.meetings import EntryKind, EntryOutcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.minutes_views import EntryLine


class Fate(StrEnum):
    """What became of a line. Every line has exactly one: the first of these that is true of it."""

    CLAUSE = "clause"
    COMMITMENT = "commitment"
    DECLINED = "declined"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class ClausePlace:
    """An article of a pact that has a sentence from the line."""

    pact_id: EntityId
    pact: str
    article_id: EntityId
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class FateRow:
    """A line and what became of it.

    `clauses` are filled for a CLAUSE. `commitment` is there whenever something was promised, also when it became a
    clause since. `reason` says why somebody declined it. A decision brings its reservations with it.
    """

    entry_id: EntityId
    kind: EntryKind
    text: str
    said_at: datetime
    who: str
    fate: Fate
    clauses: tuple[ClausePlace, ...]
    commitment: CommitmentLine | None
    decision: DecisionLine | None
    reason: str


@dataclass(frozen=True, slots=True)
class PactChoice:
    """A pact of the meeting's process, where an open line may still go."""

    id: EntityId
    title: str


@dataclass(frozen=True, slots=True)
class FateSheet:
    """All the lines of a meeting, in the order they were said, as they stood `at` a moment. `public`: without people's data."""

    meeting_id: EntityId
    title: str
    process_title: str
    house: HouseLine
    starts_at: datetime
    venue: str
    rows: tuple[FateRow, ...]
    pacts: tuple[PactChoice, ...]
    language: str
    at: datetime
    public: bool = False

    def of(self, fate: Fate) -> tuple[FateRow, ...]:
        """The lines with this fate."""
        return tuple(row for row in self.rows if row.fate is fate)


def fate_row(entry: EntryLine, clauses: Sequence[ClausePlace]) -> FateRow:
    """A line with its fate: by what is there now, and not by what was once written on it."""
    declined = entry.outcome is EntryOutcome.DECLINED
    return FateRow(
        entry_id=entry.id,
        kind=entry.kind,
        text=entry.text,
        said_at=entry.said_at,
        who=entry.who,
        fate=_fate(entry, clauses),
        clauses=tuple(clauses),
        commitment=entry.commitment,
        decision=entry.decision,
        reason=entry.outcome_reason if declined and not clauses else "",
    )


def _fate(entry: EntryLine, clauses: Sequence[ClausePlace]) -> Fate:
    if clauses:
        return Fate.CLAUSE
    if entry.commitment:
        return Fate.COMMITMENT
    return Fate.DECLINED if entry.outcome is EntryOutcome.DECLINED else Fate.OPEN
