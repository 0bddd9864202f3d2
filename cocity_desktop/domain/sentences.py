"""Prose and its sentences: how an edited article keeps the sources of the sentences that survived the edit.

Paragraphs are parted by line ends, sentences by final punctuation. An edited text is matched against the old
sentences: the same words keep their identity wherever they moved, reworded ones keep it when most of the words
are still there. What is left comes from others when it shares their words: both halves of a split sentence come from
it, a joined one comes from both. Sentences brought along from another article are known by their words alone.
Everything else is new.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from cocity_desktop.domain.entity import EntityId

if TYPE_CHECKING:
    from collections.abc import Sequence

SIMILAR_ENOUGH = 0.6
"""Share of equal characters from which a reworded sentence is still the same sentence (difflib ratio)."""

PIECE = 0.75
"""Share of the words of one of two sentences that stand in the other, from which the one is a piece of the other."""

_RUN = 2
"""Words in a row that count as taken over: a single word shared by two sentences says nothing."""

_END = re.compile(r"(?<=[.!?…])[»”\"’)]*\s+(?=[«“\"(]*[A-ZÀ-Ý0-9\[])")
_WORD = re.compile(r"\w+")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«'’])(?:art|artt|c|co|lett|n|nn|prot|all|p|pp|fg|part|mapp|sig|sigg|dott|ing|arch|avv|ass|"
    r"D\.Lgs|D\.P\.R|L|Reg|es|ecc|tel|via|v|rif|circ|S|St)\.$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class OldSentence:
    """A sentence as it stands in the archive."""

    id: EntityId
    text: str


@dataclass(frozen=True, slots=True)
class PlacedSentence:
    """A sentence of the edited text. `old_id` is None when it is new; `changed` when its words differ.

    `parents` are the other sentences that words of it come from: what they stood on, this one stands on too.
    """

    paragraph: int
    position: int
    text: str
    old_id: EntityId | None
    changed: bool
    parents: tuple[EntityId, ...] = ()


def split_paragraphs(text: str) -> list[str]:
    """The paragraphs of `text`, without the empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def split_sentences(paragraph: str) -> list[str]:
    """The sentences of one paragraph; abbreviations of Italian acts (art., n., prot., D.Lgs.) do not end one."""
    sentences: list[str] = []
    start = 0
    for match in _END.finditer(paragraph):
        head = paragraph[start : match.end()].strip()
        if not _ABBREVIATION.search(head):
            sentences.append(head)
            start = match.end()
    rest = paragraph[start:].strip()
    return [*sentences, rest] if rest else sentences


def join_sentences(sentences: Sequence[tuple[int, str]]) -> str:
    """The prose of (paragraph, text) pairs given in order."""
    paragraphs: dict[int, list[str]] = {}
    for paragraph, text in sentences:
        paragraphs.setdefault(paragraph, []).append(text)
    return "\n".join(" ".join(texts) for _, texts in sorted(paragraphs.items()))


def reconcile(
    old: Sequence[OldSentence], text: str, carried: Sequence[OldSentence] = ()
) -> list[PlacedSentence]:
    """The sentences of `text`, each with the old one it continues, if any. No old sentence is continued twice.

    `carried` were brought here from elsewhere and cannot be continued, for they may still stand there: they are only
    ever parents. Ids of both are all different.
    """
    placed = [
        (paragraph, sentence)
        for paragraph, line in enumerate(split_paragraphs(text))
        for sentence in split_sentences(line)
    ]
    texts = [sentence for _, sentence in placed]
    heirs = _exact_heirs(old, texts)
    parents = _exact_parents(carried, texts, heirs)
    settled = [heir is not None or bool(parents[place]) for place, heir in enumerate(heirs)]
    _add_similar_heirs(old, texts, heirs, settled)
    _add_pieces(old, carried, texts, heirs, parents, settled)
    words = {o.id: o.text for o in old}
    return [
        PlacedSentence(
            paragraph,
            position,
            sentence,
            heirs[position],
            heirs[position] is not None and words[heirs[position] or ""] != sentence,
            tuple(parents[position]),
        )
        for position, (paragraph, sentence) in enumerate(placed)
    ]


def is_piece(one: str, other: str) -> bool:
    """Whether most of the words of either sentence stand in the other, in runs: a part of it, or made from it."""
    mine, theirs = map(_words, _promises(one, other))
    shorter = min(len(mine), len(theirs))
    if not shorter or len(set(mine) & set(theirs)) < min(len(set(mine)), len(set(theirs))) * PIECE:
        return False
    least = min(_RUN, shorter)
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= least) >= shorter * PIECE


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _exact_heirs(old: Sequence[OldSentence], texts: Sequence[str]) -> list[EntityId | None]:
    free: dict[str, list[EntityId]] = {}
    for sentence in old:
        free.setdefault(sentence.text, []).append(sentence.id)
    return [free[text].pop(0) if free.get(text) else None for text in texts]


def _exact_parents(
    carried: Sequence[OldSentence], texts: Sequence[str], heirs: Sequence[EntityId | None]
) -> list[list[EntityId]]:
    """A whole sentence brought along, put in once or more often."""
    by_text = {sentence.text: sentence.id for sentence in carried}
    return [
        [by_text[text]] if heir is None and text in by_text else []
        for text, heir in zip(texts, heirs, strict=True)
    ]


def _add_similar_heirs(
    old: Sequence[OldSentence],
    texts: Sequence[str],
    heirs: list[EntityId | None],
    settled: Sequence[bool],
) -> None:
    """The likest pairs first, so that no sentence takes the one that another continues with fewer changes."""
    taken = set(heirs)
    left = [sentence for sentence in old if sentence.id not in taken]
    pairs = [
        (likeness, place, sentence.id)
        for place, text in enumerate(texts)
        if not settled[place]
        for sentence in left
        if (likeness := _likeness(sentence.text, text)) >= SIMILAR_ENOUGH
    ]
    for _, place, old_id in sorted(pairs, key=lambda pair: (-pair[0], pair[1])):
        if heirs[place] is None and old_id not in taken:
            heirs[place] = old_id
            taken.add(old_id)


def _add_pieces(
    old: Sequence[OldSentence],
    carried: Sequence[OldSentence],
    texts: Sequence[str],
    heirs: Sequence[EntityId | None],
    parents: list[list[EntityId]],
    settled: Sequence[bool],
) -> None:
    """What was split from or joined with others: only sentences that this edit touched are asked."""
    whole = {heir for place, heir in enumerate(heirs) if settled[place]}
    whole |= {parent for found in parents for parent in found}
    touched = [sentence for sentence in (*old, *carried) if sentence.id not in whole]
    for place, text in enumerate(texts):
        if not (settled[place] and heirs[place] is not None):
            parents[place] += [
                sentence.id
                for sentence in touched
                if sentence.id != heirs[place] and is_piece(sentence.text, text)
            ]


_FRAME = re.compile(r"^.{2,200}? si impegn(?:a|ano)(?:,.*?,)? (?:a quanto segue: |ad? (?!quanto segue))")
_TERM = re.compile(r",? (?:e comunque )?entro (?:il |l’)\d[^,.]* \d{4}(?=[,.]|$)")


def _promises(one: str, other: str) -> tuple[str, str]:
    """What two sentences promise, when both do: «Il Comune di Torino si impegna a…» makes no two promises alike."""
    if _FRAME.match(one) and _FRAME.match(other):
        mine, theirs = (_TERM.sub("", _FRAME.sub("", text)) for text in (one, other))
        if mine and theirs:
            return mine, theirs
    return one, other


def _likeness(one: str, other: str) -> float:
    one, other = _promises(one, other)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < SIMILAR_ENOUGH or matcher.quick_ratio() < SIMILAR_ENOUGH:
        return 0.0
    return matcher.ratio()
