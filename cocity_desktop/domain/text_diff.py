"""Word by word, what makes one text another: pieces that stay, that go and that come.

Texts are cut into words with the space after them, so that pieces put together again are the texts. Between words that
both texts have once (the anchors of a «patience» comparison) only short gaps are compared by difflib, whose worst case
is cubic; a long gap without anchors is told as gone and come. So the work grows with the texts, not with their square.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_TOKEN: Final = re.compile(r"[\w’']+\s*|[^\w’']\s*")
"""A word with the apostrophes inside it, or another sign; the space after it belongs to it."""
_SMALL: Final = 4_096
"""Words of one side times those of the other, up to which a gap is compared word with word."""
_DEEPEST: Final = 8
"""Anchors are looked for inside gaps between anchors so many times."""
_LONELY: Final = 3
"""Letters: a word so short that stays alone between two that change is read as changed too."""


class PieceKind(StrEnum):
    """What becomes of the words of a piece."""

    STAYS = "stays"
    GONE = "gone"
    COME = "come"


class Piece(NamedTuple):
    """Words that follow each other and have one fate."""

    kind: PieceKind
    text: str


class DiffMismatchError(ValueError):
    """A comparison is applied to a text that it was not made of."""


def diff(old: str, new: str) -> tuple[Piece, ...]:
    """What makes `old` the text `new`: no piece is empty, and what goes stands before what comes in its place."""
    if old == new:
        return (Piece(PieceKind.STAYS, old),) if old else ()
    left, right = _tokens(old), _tokens(new)
    pieces = [
        piece
        for kept, i, j, k, m in _runs(left, right)
        for piece in (
            (Piece(PieceKind.STAYS, "".join(left[i:j])),)
            if kept
            else (Piece(PieceKind.GONE, "".join(left[i:j])), Piece(PieceKind.COME, "".join(right[k:m])))
        )
        if piece.text
    ]
    return tuple(_joined(_without_lonely(list(_joined(pieces)))))


def apply(pieces: Sequence[Piece], old: str) -> str:
    """The new text. Raises DiffMismatchError when the pieces were made of another old one."""
    if old_of(pieces) != old:
        raise DiffMismatchError
    return new_of(pieces)


def old_of(pieces: Sequence[Piece]) -> str:
    """The text before."""
    return "".join(piece.text for piece in pieces if piece.kind is not PieceKind.COME)


def new_of(pieces: Sequence[Piece]) -> str:
    """The text after."""
    return "".join(piece.text for piece in pieces if piece.kind is not PieceKind.GONE)


_Run = tuple[bool, int, int, int, int]
"""Whether the words stay, and the slices of both sides."""


def _tokens(text: str) -> list[str]:
    start = len(text) - len(text.lstrip())
    tokens = _TOKEN.findall(text, start)
    return [text[:start], *tokens] if start else tokens


def _runs(left: list[str], right: list[str]) -> Iterator[_Run]:
    yield from _between(left, right, 0, len(left), 0, len(right), _DEEPEST)


def _between(left: list[str], right: list[str], i: int, j: int, k: int, m: int, depth: int) -> Iterator[_Run]:
    """Compare two slices: what they begin and end with alike, then what lies between."""
    head = 0
    while i + head < j and k + head < m and left[i + head] == right[k + head]:
        head += 1
    tail = 0
    while i + head < j - tail and k + head < m - tail and left[j - tail - 1] == right[m - tail - 1]:
        tail += 1
    if head:
        yield True, i, i + head, k, k + head
    yield from _middle(left, right, i + head, j - tail, k + head, m - tail, depth)
    if tail:
        yield True, j - tail, j, m - tail, m


def _middle(left: list[str], right: list[str], i: int, j: int, k: int, m: int, depth: int) -> Iterator[_Run]:
    if i == j or k == m:
        if i < j or k < m:
            yield False, i, j, k, m
    elif (j - i) * (m - k) <= _SMALL:
        matcher = SequenceMatcher(None, left[i:j], right[k:m], autojunk=False)
        for kind, a, b, c, d in matcher.get_opcodes():
            yield kind == "equal", i + a, i + b, k + c, k + d
    elif depth and (anchors := _anchors(left, right, i, j, k, m)):
        kept = 0  # words before i and k that stay and are not told yet
        for a, c in anchors:
            if a != i or c != k:
                if kept:
                    yield True, i - kept, i, k - kept, k
                    kept = 0
                yield from _between(left, right, i, a, k, c, depth - 1)
                i, k = a, c
            i, k, kept = i + 1, k + 1, kept + 1
        if kept:
            yield True, i - kept, i, k - kept, k
        yield from _between(left, right, i, j, k, m, depth - 1)
    else:
        yield False, i, j, k, m


def _anchors(left: list[str], right: list[str], i: int, j: int, k: int, m: int) -> list[tuple[int, int]]:
    """Places of words that stand once on each side, the longest run of them in one order on both."""
    here, there = Counter(left[i:j]), Counter(right[k:m])
    once = {word for word, count in here.items() if count == 1 and there.get(word) == 1}
    if not once:
        return []
    place = {word: c for c in range(k, m) if (word := right[c]) in once}
    pairs = [(a, place[left[a]]) for a in range(i, j) if left[a] in once]
    return [pairs[index] for index in rising([c for _, c in pairs])]


def rising(numbers: Sequence[int]) -> list[int]:
    """The places of a longest run of different numbers that rise, in n log n (Fredman 1975, as patience sorting)."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(at[length - 1] if length else -1)
        if length == len(ends):
            ends.append(number)
            at.append(place)
        else:
            ends[length], at[length] = number, place
    found: list[int] = []
    place = at[-1] if at else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]


def _without_lonely(pieces: list[Piece]) -> Iterator[Piece]:
    """A short word that stays alone between words that change is easier to read as changed with them."""
    last = len(pieces) - 1
    for place, piece in enumerate(pieces):
        alone = 0 < place < last and piece.kind is PieceKind.STAYS and len(piece.text.strip()) <= _LONELY
        if alone and "\n" not in piece.text:
            yield Piece(PieceKind.GONE, piece.text)
            yield Piece(PieceKind.COME, piece.text)
        else:
            yield piece


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """What follows each other with one fate is one piece; between words that stay, what goes stands first."""
    gone: list[str] = []
    come: list[str] = []
    stays: list[str] = []
    for kind, text in pieces:
        if kind is PieceKind.STAYS:
            yield from _changed(gone, come)
            stays.append(text)
        else:
            if stays:
                yield Piece(PieceKind.STAYS, "".join(stays))
                stays.clear()
            (gone if kind is PieceKind.GONE else come).append(text)
    yield from _changed(gone, come)
    if stays:
        yield Piece(PieceKind.STAYS, "".join(stays))


def _changed(gone: list[str], come: list[str]) -> Iterator[Piece]:
    for kind, texts in ((PieceKind.GONE, gone), (PieceKind.COME, come)):
        if texts:
            yield Piece(kind, "".join(texts))
            texts.clear()
