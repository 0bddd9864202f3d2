"""Stretches of a plain line, and which of them are taken already: two parts never share a character."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """From `start` up to, not including, `end`."""

    start: int
    end: int

    def meets(self, other: Span) -> bool:
        """Whether both share a character."""
        return self.start < other.end and other.start < self.end


class Taken:
    """The stretches that are spoken for, by a part or by what is no part at all (a street number, a law)."""

    __slots__ = ("_spans",)

    def __init__(self) -> None:
        self._spans: list[Span] = []

    def is_free(self, span: Span) -> bool:
        """Whether nothing of `span` is taken."""
        return not any(span.meets(other) for other in self._spans)

    def bar(self, span: Span) -> None:
        """Take `span` whatever is there already."""
        self._spans.append(span)

    def take(self, span: Span) -> bool:
        """Take `span` if it is free, and say whether it was."""
        if not self.is_free(span):
            return False
        self._spans.append(span)
        return True
