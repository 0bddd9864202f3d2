"""What a page that tells a decision asks of the rules: who stands where, out of how many, and which words are missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cocity_desktop.domain import agreement
from cocity_desktop.domain.agreement import Degree

if TYPE_CHECKING:
    from cocity_desktop.domain.agreement import Taken, TakenInWords
    from cocity_desktop.domain.meetings import DecisionMethod


@dataclass(frozen=True, slots=True)
class Standing:
    """How a room stood: counts of people by degree, in order.

    A `vote` has no gradients: its numbers are told, not how many agree. `counted` 0: nobody took the numbers.
    """

    vote: bool
    degrees: tuple[tuple[Degree, int], ...]
    counted: int
    agreeing: int
    in_the_room: int


def standing(decision: Taken) -> Standing:
    """Of a decision of any view. What was counted under another method is in `degrees` too."""
    return Standing(
        agreement.is_vote(decision.method),
        agreement.degrees(decision),
        agreement.counted(decision),
        agreement.agreeing(decision),
        agreement.in_the_room(decision),
    )


def asked(method: DecisionMethod) -> tuple[Degree, ...]:
    """The degrees that a method counts."""
    return agreement.ASKED[method]


def is_vote(method: DecisionMethod) -> bool:
    """Whether people are for or against, without gradients."""
    return agreement.is_vote(method)


def without_words(decision: TakenInWords) -> int:
    """How many were counted with a reservation whose words nobody has written."""
    return agreement.without_words(decision)
