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

    def __init__(self, length: int) -> None:
        """For a line of so many characters: one mark for each, so that asking costs no more in a full line."""
        self._parts = bytearray(length)
        self._barred = bytearray(length)

    def is_free(self, span: Span) -> bool:
        """Whether nothing of `span` is taken or barred."""
        return self._parts.find(1, *span) < 0 and self._barred.find(1, *span) < 0

    def bar(self, span: Span) -> None:
        """Let nobody find a part in `span`."""
        _mark(self._barred, span)

    def take(self, span: Span, core: Span | None = None) -> bool:
        """Take `span` if it is free, and say whether it was. Only its `core` need be free of what is barred."""
        if self._parts.find(1, *span) >= 0 or not self.is_free(core or span):
            return False
        _mark(self._parts, span)
        return True


def _mark(marks: bytearray, span: Span) -> None:
    marks[span.start : span.end] = b"\x01" * (span.end - span.start)
