"""Two states of a pact compared: articles that came, went, moved or changed their title, and in each its sentences.

A sentence is known again by its id wherever it stands, so one that moved to another article is told as moved, not as
gone and come. Pure: where the states come from, and why a sentence changed, is told elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.text_diff import Piece, PieceKind, diff, rising

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class SentenceState:
    """A sentence at some moment. `paragraph` counts from 0 within its article."""

    id: EntityId
    paragraph: int
    text: str


@dataclass(frozen=True, slots=True)
class ArticleState:
    """An article at some moment, its sentences in their order."""

    id: EntityId
    number: int
    title: str
    sentences: tuple[SentenceState, ...] = ()


class SentenceChange(StrEnum):
    """What became of a sentence. Moved ones stand twice: where they were (`LEFT`) and where they are (`MOVED`)."""

    SAME = "same"
    REWORDED = "reworded"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    LEFT = "left"


class ArticleChange(StrEnum):
    """What became of an article as a whole."""

    SAME = "same"
    CHANGED = "changed"
    RENUMBERED = "renumbered"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class SentenceDiff:
    """One line of the comparison. `other` is the number of the other article of a sentence that moved, 0 within its own.

    `paragraph` is that of the side on which the sentence stands; `pieces` put together are its texts.
    """

    id: EntityId
    change: SentenceChange
    pieces: tuple[Piece, ...]
    paragraph: int
    other: int = 0


@dataclass(frozen=True, slots=True)
class ArticleDiff:
    """An article of either state. Numbers are 0 and titles "" on the side where it is not there."""

    id: EntityId
    change: ArticleChange
    old_number: int
    number: int
    old_title: str
    title: str
    sentences: tuple[SentenceDiff, ...]

    @property
    def differs(self) -> bool:
        """Whether anything is to be told of it."""
        return self.change is not ArticleChange.SAME or self.title != self.old_title


def compare(old: Sequence[ArticleState], new: Sequence[ArticleState]) -> tuple[ArticleDiff, ...]:
    """Every article of either state in the order of the new one; one that is gone stands where it stood."""
    old = _followed(old, new)
    before, after = {one.id: one for one in old}, {one.id: one for one in new}
    left, right = _homes(old), _homes(new)
    return tuple(
        _article(before.get(article_id), after.get(article_id), left, right)
        for article_id in _order([one.id for one in old], [one.id for one in new])
    )


def _followed(old: Sequence[ArticleState], new: Sequence[ArticleState]) -> tuple[ArticleState, ...]:
    """The old state, where a sentence that is gone and stands word for word in a new one is that one: it was carried."""
    there = {sentence.id for article in new for sentence in article.sentences}
    here = {sentence.id for article in old for sentence in article.sentences}
    fresh: dict[str, list[EntityId]] = {}
    for article in new:
        for sentence in article.sentences:
            if sentence.id not in here:
                fresh.setdefault(sentence.text, []).append(sentence.id)

    def known(sentence: SentenceState) -> SentenceState:
        heirs = fresh.get(sentence.text) if sentence.id not in there else None
        return replace(sentence, id=heirs.pop(0)) if heirs else sentence

    return tuple(replace(article, sentences=tuple(map(known, article.sentences))) for article in old)


_Home = tuple[ArticleState, SentenceState]


def _homes(articles: Sequence[ArticleState]) -> dict[EntityId, _Home]:
    return {sentence.id: (article, sentence) for article in articles for sentence in article.sentences}


def _order(old: Sequence[EntityId], new: Sequence[EntityId]) -> list[EntityId]:
    """The new order, with what is gone after what stood before it."""
    known = set(new)
    behind: dict[EntityId | None, list[EntityId]] = {}
    last: EntityId | None = None
    for one in old:
        if one in known:
            last = one
        else:
            behind.setdefault(last, []).append(one)
    return [*behind.get(None, ()), *(found for one in new for found in (one, *behind.get(one, ())))]


def _article(
    old: ArticleState | None,
    new: ArticleState | None,
    left: Mapping[EntityId, _Home],
    right: Mapping[EntityId, _Home],
) -> ArticleDiff:
    here = old or new
    if here is None:
        raise ValueError("an article of neither state")
    sentences = tuple(_sentences(old, new, left, right))
    return ArticleDiff(
        id=here.id,
        change=_fate(old, new, sentences),
        old_number=old.number if old else 0,
        number=new.number if new else 0,
        old_title=old.title if old else "",
        title=new.title if new else "",
        sentences=sentences,
    )


def _fate(
    old: ArticleState | None, new: ArticleState | None, sentences: Sequence[SentenceDiff]
) -> ArticleChange:
    if old is None:
        return ArticleChange.ADDED
    if new is None:
        return ArticleChange.REMOVED
    if any(one.change is not SentenceChange.SAME for one in sentences) or old.title != new.title:
        return ArticleChange.CHANGED
    return ArticleChange.RENUMBERED if old.number != new.number else ArticleChange.SAME


def _sentences(
    old: ArticleState | None,
    new: ArticleState | None,
    left: Mapping[EntityId, _Home],
    right: Mapping[EntityId, _Home],
) -> Iterator[SentenceDiff]:
    before = old.sentences if old else ()
    after = new.sentences if new else ()
    place = {sentence.id: number for number, sentence in enumerate(before)}
    shared = [sentence for sentence in after if sentence.id in place]
    steady = {shared[index].id for index in rising([place[one.id] for one in shared])}
    waiting = 0
    come: list[SentenceDiff] = []
    for sentence in after:
        if sentence.id not in steady:
            come.append(_come(sentence, new, left))
            continue
        # Between two that are steady, what went is told before what came.
        yield from (_gone(one, old, right) for one in before[waiting : place[sentence.id]])
        yield from come
        come.clear()
        yield _steady(before[place[sentence.id]], sentence)
        waiting = place[sentence.id] + 1
    yield from (_gone(one, old, right) for one in before[waiting:])
    yield from come


def _steady(old: SentenceState, new: SentenceState) -> SentenceDiff:
    same = old.text == new.text
    change = SentenceChange.SAME if same else SentenceChange.REWORDED
    return SentenceDiff(new.id, change, diff(old.text, new.text), new.paragraph)


def _gone(
    sentence: SentenceState, article: ArticleState | None, right: Mapping[EntityId, _Home]
) -> SentenceDiff:
    pieces = (Piece(PieceKind.GONE, sentence.text),)
    if sentence.id not in right:
        return SentenceDiff(sentence.id, SentenceChange.REMOVED, pieces, sentence.paragraph)
    home, _ = right[sentence.id]
    other = home.number if article is None or home.id != article.id else 0
    return SentenceDiff(sentence.id, SentenceChange.LEFT, pieces, sentence.paragraph, other)


def _come(
    sentence: SentenceState, article: ArticleState | None, left: Mapping[EntityId, _Home]
) -> SentenceDiff:
    if sentence.id not in left:
        pieces = (Piece(PieceKind.COME, sentence.text),)
        return SentenceDiff(sentence.id, SentenceChange.ADDED, pieces, sentence.paragraph)
    home, before = left[sentence.id]
    other = home.number if article is None or home.id != article.id else 0
    return SentenceDiff(
        sentence.id, SentenceChange.MOVED, diff(before.text, sentence.text), sentence.paragraph, other
    )
