"""When each commitment of a pact falls due, and what it costs each party: worked out once for table, picture and office file.

Money is counted in euro cents and never divided. Nothing is guessed: what has no day is listed apart, and a rhythm that
its words do not name is drawn as something that goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import TYPE_CHECKING

from cocity_desktop.application.document_views import CommitmentLine
from cocity_desktop.documents.words import filled, party_words, total_words, when_words
from cocity_desktop.domain.rhythm import Rhythm, rhythm_of
from cocity_desktop.localization import _, money, ngettext, number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cocity_desktop.application.document_views import PactDocument


class Shape(Enum):
    """How a commitment lies in time."""

    DAY = auto()
    """To be done by one day."""
    PERIOD = auto()
    """From one day to another, or from a day on."""
    REPEATED = auto()
    """Again and again, in a rhythm that its words name."""
    ONGOING = auto()
    """Again and again, in words that name no rhythm."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A commitment that has a place in time. `number` is its own in the annex; `ends` is None where nobody said when."""

    number: int
    line: CommitmentLine
    shape: Shape
    starts: date
    ends: date | None
    rhythm: Rhythm | None = None


@dataclass(frozen=True, slots=True)
class PartyPlan:
    """What one party promised: `lines` with their numbers in the annex, those with a day, those without."""

    party: str
    lines: tuple[tuple[int, CommitmentLine], ...]
    timed: tuple[Timed, ...]
    undated: tuple[tuple[int, CommitmentLine], ...]

    @property
    def cents(self) -> int:
        """Money, in euro cents."""
        return sum(line.money_cents or 0 for _n, line in self.lines)

    @property
    def hours(self) -> int:
        """Hours of work."""
        return sum(line.hours or 0 for _n, line in self.lines)


@dataclass(frozen=True, slots=True)
class Timetable:
    """The plans of all parties, in the order of the annex; the pact's own term, as far as it is agreed."""

    parties: tuple[PartyPlan, ...]
    starts_on: date | None
    ends_on: date | None

    @property
    def timed(self) -> tuple[Timed, ...]:
        """All commitments that have a place in time."""
        return tuple(one for plan in self.parties for one in plan.timed)

    @property
    def undated(self) -> tuple[tuple[str, int, CommitmentLine], ...]:
        """Party, number and commitment of those without a day."""
        return tuple((plan.party, n, line) for plan in self.parties for n, line in plan.undated)

    def days(self) -> tuple[date, date]:
        """The first and the last day that anything names. Raises ValueError when nothing is timed."""
        ends = [one.ends for one in self.timed if one.ends] + ([self.ends_on] if self.ends_on else [])
        starts = [one.starts for one in self.timed] + ([self.starts_on] if self.starts_on else [])
        return min(starts), max(starts + ends)


def timetable_of(doc: PactDocument) -> Timetable:
    """The commitments of `doc` by party, numbered as the annex numbers them."""
    grouped = by_party(doc.commitments)
    plans, number_ = [], 0
    for party, lines in grouped.items():
        numbered = tuple(enumerate(lines, start=number_ + 1))
        number_ += len(lines)
        found = [(n, line, _timed(n, line, doc.starts_on, doc.ends_on)) for n, line in numbered]
        timed = tuple(one for _n, _line, one in found if one)
        undated = tuple((n, line) for n, line, one in found if one is None)
        plans.append(PartyPlan(party, numbered, timed, undated))
    return Timetable(tuple(plans), doc.starts_on, doc.ends_on)


def by_party(commitments: Iterable[CommitmentLine]) -> dict[str, list[CommitmentLine]]:
    """The commitments under the name of each party, in the order in which parties first occur."""
    grouped: dict[str, list[CommitmentLine]] = {}
    for line in commitments:
        grouped.setdefault(party_words(line), []).append(line)
    return grouped


def _timed(number_: int, line: CommitmentLine, starts_on: date | None, ends_on: date | None) -> Timed | None:
    if line.recurrence.strip():
        return _repeated(number_, line, line.starts_on or starts_on, line.due_on or ends_on)
    if line.starts_on:
        return Timed(number_, line, Shape.PERIOD, line.starts_on, _not_before(line.starts_on, line.due_on))
    return Timed(number_, line, Shape.DAY, line.due_on, line.due_on) if line.due_on else None


def _repeated(number_: int, line: CommitmentLine, starts: date | None, ends: date | None) -> Timed | None:
    """From its own first day, or the pact's; without either nobody knows where it lies."""
    if starts is None:
        return None
    rhythm = rhythm_of(line.recurrence)
    shape = Shape.REPEATED if rhythm else Shape.ONGOING
    return Timed(number_, line, shape, starts, _not_before(starts, ends), rhythm)


def _not_before(starts: date, ends: date | None) -> date | None:
    return max(starts, ends) if ends else None


# --- Budget ---------------------------------------------------------------------------------------------------


def budget_headings() -> tuple[str, str, str, str]:
    """The columns of the budget."""
    return _("Party"), _("Commitments"), _("Money"), _("Hours")


def budget_rows(timetable: Timetable) -> list[tuple[str, str, str, str]]:
    """One row for each party, «–» for nothing, and the totals as the last."""
    rows = [
        (plan.party, number(len(plan.lines)), _sum(plan.cents), _hours(plan.hours))
        for plan in timetable.parties
    ]
    count = sum(len(plan.lines) for plan in timetable.parties)
    cents = sum(plan.cents for plan in timetable.parties)
    hours = sum(plan.hours for plan in timetable.parties)
    return [*rows, (_("In all"), number(count), _sum(cents), _hours(hours))]


def has_budget(timetable: Timetable) -> bool:
    """Whether any commitment names money or hours, were it none of them."""
    lines = [line for plan in timetable.parties for _n, line in plan.lines]
    return any(line.money_cents is not None or line.hours is not None for line in lines)


def _sum(cents: int) -> str:
    return money(cents) if cents else "–"


def _hours(hours: int) -> str:
    return number(hours) if hours else "–"


# --- In words -------------------------------------------------------------------------------------------------


def in_all_words(commitments: tuple[CommitmentLine, ...]) -> str:
    """How many commitments, money and hours: one line over the annex."""
    count = ngettext("{n} commitment", "{n} commitments", len(commitments))
    total = " · ".join(part for part in (count, total_words(commitments)) if part)
    return _("In all: {total}").format(total=total)


def timed_words(timed: Timed) -> str:
    """«4, Apre il cortile ogni sabato: ogni sabato, dal 6 mar 2027»: a line of the picture, to be read aloud."""
    return _("{number}, {what}: {when}").format(
        number=timed.number, what=filled(timed.line.what, "–").rstrip(". "), when=when_words(timed.line)
    )
