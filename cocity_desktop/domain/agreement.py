"""How a room stands on a decision: which degrees its method asks for, and what the counts add up to.

One rule for every list, screen and document. A count given under another method is never dropped: it is told as long
as it is not 0. A paper left blank in a count is an abstention: there is no degree of its own for it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol

from cocity_desktop.domain.meetings import DecisionMethod

if TYPE_CHECKING:
    from collections.abc import Sized


class Degree(StrEnum):
    """Where somebody stands, from agreeing to being against. The values name the counts of a `Decision`."""

    IN_FAVOUR = "in_favour"
    FINE = "fine"
    WITH_RESERVATION = "with_reservation"
    STAND_ASIDE = "stand_aside"
    AGAINST = "against"


_VOTED: Final = (Degree.IN_FAVOUR, Degree.STAND_ASIDE, Degree.AGAINST)
ASKED: Final = {
    DecisionMethod.CONSENSUS: tuple(Degree),
    DecisionMethod.SHOW_OF_HANDS: _VOTED,
    DecisionMethod.COUNT: _VOTED,
}
"""The degrees that each method counts."""


class Taken(Protocol):
    """A decision of any view: its method, five counts of people, and how many were in the room."""

    @property
    def method(self) -> DecisionMethod: ...
    @property
    def in_favour(self) -> int: ...
    @property
    def fine(self) -> int: ...
    @property
    def with_reservation(self) -> int: ...
    @property
    def stand_aside(self) -> int: ...
    @property
    def against(self) -> int: ...
    @property
    def present(self) -> int: ...


class TakenInWords(Taken, Protocol):
    """One that brings its reservations."""

    @property
    def reservations(self) -> Sized: ...


def is_vote(method: DecisionMethod) -> bool:
    """Whether people were for or against, without gradients: then the numbers are told, not how many agree."""
    return method is not DecisionMethod.CONSENSUS


def degrees(decision: Taken) -> tuple[tuple[Degree, int], ...]:
    """Those of its method, also at 0, and those that were counted under another one, in the order of `Degree`."""
    asked = ASKED[decision.method]
    counts = ((degree, _count(decision, degree)) for degree in Degree)
    return tuple((degree, count) for degree, count in counts if degree in asked or count)


def counted(decision: Taken) -> int:
    """How many people were counted, 0 when nobody took the numbers."""
    return sum(_count(decision, degree) for degree in Degree)


def agreeing(decision: Taken) -> int:
    """How many agree, fully or well enough."""
    return _count(decision, Degree.IN_FAVOUR) + _count(decision, Degree.FINE)


def in_the_room(decision: Taken) -> int:
    """Out of how many: whoever was noted in the room, and never fewer than were counted."""
    return max(decision.present, counted(decision))


def without_words(decision: TakenInWords) -> int:
    """How many were counted with a reservation whose words nobody has written."""
    return max(0, _count(decision, Degree.WITH_RESERVATION) - len(decision.reservations))


def _count(decision: Taken, degree: Degree) -> int:
    return int(getattr(decision, degree.value))
