"""A table of legal steps and the question "may I?": every life in the house (process, commitment, delivery…) is one of these."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from cocity_desktop.domain.errors import ErrorCode, UserError

State = TypeVar("State", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class StateMachine(Generic[State]):
    """The legal steps of one kind of record, as data.

    `steps` has a key for every state. `reason_into` and `reference_into` name the states that cannot be
    entered without a reason, or without a reference (protocol number, deed); `reason_between` names single
    steps that need a reason although their target as such does not, such as a step back.
    """

    steps: Mapping[State, frozenset[State]]
    reason_into: frozenset[State] = frozenset()
    reference_into: frozenset[State] = frozenset()
    reason_between: frozenset[tuple[State, State]] = field(default_factory=frozenset)

    def next_states(self, state: State) -> frozenset[State]:
        """Where one step may lead from `state`."""
        return self.steps[state]

    def is_final(self, state: State) -> bool:
        """Whether nothing can follow `state`."""
        return not self.steps[state]

    def needs_reason(self, source: State, target: State) -> bool:
        """Whether the step is refused without a reason."""
        return target in self.reason_into or (source, target) in self.reason_between

    def needs_reference(self, target: State) -> bool:
        """Whether `target` is refused without a protocol number or a deed."""
        return target in self.reference_into

    def check_step(self, source: State, target: State, reason: str = "", reference: str = "") -> None:
        """Let a legal step pass; blank reasons and references count as missing.

        Raises UserError: ILLEGAL_STEP (details `source`, `target`), REASON_REQUIRED (field "reason"),
        REFERENCE_REQUIRED (field "reference").
        """
        if target not in self.steps[source]:
            raise UserError(ErrorCode.ILLEGAL_STEP, "state", source=source, target=target)
        if self.needs_reason(source, target) and not reason.strip():
            raise UserError(ErrorCode.REASON_REQUIRED, "reason", source=source, target=target)
        if self.needs_reference(target) and not reference.strip():
            raise UserError(ErrorCode.REFERENCE_REQUIRED, "reference", source=source, target=target)

    def shortest_path(self, source: State, target: State) -> tuple[State, ...]:
        """The fewest states to pass through, `target` last, `source` left out; empty when there is no way.

        Among paths of equal length the one whose states come first in the enumeration is taken.
        """
        reached: dict[State, tuple[State, ...]] = {source: ()}
        queue = deque([source])
        while queue:
            here = queue.popleft()
            for following in _in_order(self.steps[here]):
                if following not in reached:
                    reached[following] = (*reached[here], following)
                    queue.append(following)
        return reached.get(target, ())


def _in_order(states: frozenset[State]) -> list[State]:
    """The states as their enumeration lists them: a frozenset's own order changes from run to run."""
    order = type(next(iter(states))) if states else ()
    return [state for state in order if state in states]
