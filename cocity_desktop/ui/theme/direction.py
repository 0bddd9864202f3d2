"""Words of one direction inside a page of the other."""

from __future__ import annotations

_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


def isolated(words: str) -> str:
    """A name or a date that keeps its own order wherever it stands (Unicode bidi isolates)."""
    return f"{_FIRST_STRONG_ISOLATE}{words}{_POP_ISOLATE}"
