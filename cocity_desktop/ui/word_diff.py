"""Word by word, what of our text is not in theirs, and the other way round."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

# A word (with the apostrophes inside it), a sign or a line end, each with the spaces after it.
_WORD = re.compile(r"\n|[\w’']+[^\S\n]*|[^\w\s][^\S\n]*")
_ENDS = re.compile(r"\s*\n\s*")


class Piece(NamedTuple):
    """Words that follow each other; `changed` when the other text has not got them."""

    text: str
    changed: bool


def differences(ours: str, theirs: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces; the pieces of each make up the whole text again, with one line end between paragraphs."""
    left, right = _words(ours), _words(theirs)
    matcher = SequenceMatcher(None, [w.strip() for w in left], [w.strip() for w in right], autojunk=False)
    mine: list[Piece] = []
    other: list[Piece] = []
    for kind, i, j, k, m in matcher.get_opcodes():
        changed = kind != "equal"
        if i < j:
            mine.append(Piece("".join(left[i:j]), changed))
        if k < m:
            other.append(Piece("".join(right[k:m]), changed))
    return mine, other


def _words(text: str) -> list[str]:
    return _WORD.findall(_ENDS.sub("\n", text.strip()))
