"""How the house's processes stand on their path, and how long each stage took those that left it."""

from __future__ import annotations

from datetime import date
from statistics import median
from typing import TYPE_CHECKING, Final

from cocity_desktop.application.views.today import StageRow
from cocity_desktop.domain.lifecycle import ProcessState, Stage, stage_of
from cocity_desktop.storage.read_models.rows import Reading, Row, grouped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cocity_desktop.domain.entity import EntityId

STALLED_DAYS: Final = 90
"""A process that has stood longer than this in one state needs somebody's attention."""

_PROCESSES = "SELECT id, state, opened_on FROM processes WHERE alive = 1 ORDER BY id"

_STEPS = """
    SELECT h.process_id, h.from_state, h.to_state, h.happened_on
    FROM history_steps h JOIN processes pr ON pr.id = h.process_id AND pr.alive = 1
    WHERE h.alive = 1 AND h.history_kind = 'state' AND h.to_state IS NOT NULL
    ORDER BY h.process_id, h.happened_on, h.id
"""

_ORDER: Final = {stage: position for position, stage in enumerate(Stage)}


class Paths:
    """All processes with the state steps of each, in the order they happened."""

    def __init__(self, reading: Reading) -> None:
        self._today = reading.today
        self._processes = reading.rows(_PROCESSES)
        self._steps: Mapping[EntityId, Sequence[Row]] = grouped(reading.rows(_STEPS), "process_id")

    def stages(self) -> tuple[StageRow, ...]:
        """One row for each stage, those standing still last in it."""
        return tuple(
            StageRow(stage, tuple(sorted(self._stalled(stage))), median_days(self._days_at(stage)))
            for stage in Stage
        )

    def walked(self) -> int:
        """How many processes are under way; those ended or put aside are not."""
        return sum(_stage(row["state"]) is not None for row in self._processes)

    def contact_to_signing(self) -> int | None:
        """Median days from opening to signature, of those that the house met at the contact and went along with."""
        return median_days(
            (signed - date.fromisoformat(process["opened_on"])).days
            for process in self._processes
            if self._met_at_the_contact(process["id"])
            and (signed := self._signed_on(process["id"])) is not None
        )

    def _stalled(self, stage: Stage) -> Iterable[bool]:
        for process in self._processes:
            if _stage(process["state"]) is stage:
                yield (self._today - self._since(process)).days > STALLED_DAYS

    def _since(self, process: Row) -> date:
        """The day it entered its state."""
        entered = [step for step in self._of(process["id"]) if step["to_state"] == process["state"]]
        return date.fromisoformat(entered[-1]["happened_on"] if entered else process["opened_on"])

    def _days_at(self, stage: Stage) -> Iterable[int]:
        """From the first step into a stage to the first one into a later stage, of the processes that made both."""
        for process in self._processes:
            entered: date | None = None
            for day, reached in self._visits(process["id"]):
                if entered is None and reached is stage:
                    entered = day
                elif entered is not None and _ORDER[reached] > _ORDER[stage]:
                    yield (day - entered).days
                    break

    def _visits(self, process_id: EntityId) -> Iterable[tuple[date, Stage]]:
        for step in self._of(process_id):
            reached = _stage(step["to_state"])
            if reached is not None:
                yield date.fromisoformat(step["happened_on"]), reached

    def _met_at_the_contact(self, process_id: EntityId) -> bool:
        """A process met half way, or known from a public register, began on a day that nobody here knows."""
        first = next(iter(self._of(process_id)), None)
        return first is not None and _stage(first["to_state"]) is Stage.CONTACT

    def _signed_on(self, process_id: EntityId) -> date | None:
        """None for a process that was signed already when the house met it."""
        for step in self._of(process_id):
            if step["to_state"] == ProcessState.SIGNED and step["from_state"] is not None:
                return date.fromisoformat(step["happened_on"])
        return None

    def _of(self, process_id: EntityId) -> Sequence[Row]:
        return self._steps.get(process_id, ())


def median_days(days: Iterable[int]) -> int | None:
    """The median in whole days, halves up; None of nothing."""
    known = list(days)
    return int(median(known) + 0.5) if known else None


def _stage(state: str) -> Stage | None:
    return stage_of(ProcessState(state))
