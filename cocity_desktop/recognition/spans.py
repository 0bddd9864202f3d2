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
    """The stretches that are spoken for: by a part, or barred because they are no part at all (a street number, a law)."""

    __slots__ = ("_barred", "_parts")

    def __init__(self) -> None:
        self._parts: list[Span] = []
        self._barred: list[Span] = []

    def is_free(self, span: Span) -> bool:
        """Whether nothing of `span` is taken or barred."""
        return not any(span.meets(other) for other in (*self._parts, *self._barred))

    def bar(self, span: Span) -> None:
        """Let nobody find a part in `span`."""
        self._barred.append(span)

    def take(self, span: Span, core: Span | None = None) -> bool:
        """Take `span` if it is free, and say whether it was. Only its `core` need be free of what is barred."""
        if any(span.meets(other) for other in self._parts) or not self.is_free(core or span):
            return False
        self._parts.append(span)
        return True
