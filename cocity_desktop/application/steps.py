"""How long work says how far it is: one step told now and then, in shares of the whole.

A step may raise to stop the work (`ui.operation.Progress.step` does when somebody asks to): nothing may be left half-done by it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

T = TypeVar("T")
Step = Callable[[int, int], None]
"""Told `done` of `total` now and then. Whoever wants to stop raises from it: nothing is left half-done."""
_EVERY = 100
"""Things between two steps told."""
WHOLE = 1_000
"""What all of a work that has several parts is counted as."""


def no_step(_done: int, _total: int) -> None:
    """For who does not follow."""


def followed(things: Sequence[T], step: Step) -> Iterator[T]:
    """The things one by one, telling how many were taken."""
    for done, thing in enumerate(things):
        if done % _EVERY == 0:
            step(done, len(things))
        yield thing


def part(step: Step, first: float, last: float) -> Step:
    """The step of a part of the work that goes from the share `first` to the share `last` of it, both from 0 to 1."""

    def told(done: int, total: int) -> None:
        share = min(done / total, 1.0) if total > 0 else 0.0
        step(round(WHOLE * (first + (last - first) * share)), WHOLE)

    return told


def pieces(content: bytes, step: Step, size: int = 65_536) -> Iterator[bytes]:
    """The content in pieces of `size` octets, telling how many went."""
    for start in range(0, len(content), size):
        step(start, len(content))
        yield content[start : start + size]
