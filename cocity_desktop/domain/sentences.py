"""Prose and its sentences: how an edited article keeps the sources of the sentences that survived the edit.

Paragraphs are parted by line ends, sentences by final punctuation. An edited text is matched against the old
sentences: the same words keep their identity wherever they moved, reworded ones keep it when most of the words
are still there, everything else is new.
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

_END = re.compile(r"(?<=[.!?…])[»”\"’)]*\s+(?=[«“\"(]*[A-ZÀ-Ý0-9\[])")
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
    """A sentence of the edited text. `old_id` is None when it is new; `changed` when its words differ."""

    paragraph: int
    position: int
    text: str
    old_id: EntityId | None
    changed: bool


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


def reconcile(old: Sequence[OldSentence], text: str) -> list[PlacedSentence]:
    """The sentences of `text`, each with the old one it continues, if any. No old sentence is used twice."""
    placed = [
        (paragraph, sentence)
        for paragraph, line in enumerate(split_paragraphs(text))
        for sentence in split_sentences(line)
    ]
    heirs = _exact_heirs(old, [sentence for _, sentence in placed])
    _add_similar_heirs(old, [sentence for _, sentence in placed], heirs)
    words = {o.id: o.text for o in old}
    return [
        PlacedSentence(paragraph, position, sentence, heir, heir is not None and words[heir] != sentence)
        for position, ((paragraph, sentence), heir) in enumerate(zip(placed, heirs, strict=True))
    ]


def _exact_heirs(old: Sequence[OldSentence], texts: Sequence[str]) -> list[EntityId | None]:
    free: dict[str, list[EntityId]] = {}
    for sentence in old:
        free.setdefault(sentence.text, []).append(sentence.id)
    return [free[text].pop(0) if free.get(text) else None for text in texts]


def _add_similar_heirs(
    old: Sequence[OldSentence], texts: Sequence[str], heirs: list[EntityId | None]
) -> None:
    taken = set(heirs)
    left = [sentence for sentence in old if sentence.id not in taken]
    for index, text in enumerate(texts):
        if heirs[index] is None and left:
            best = max(left, key=lambda sentence: _likeness(sentence.text, text))
            if _likeness(best.text, text) >= SIMILAR_ENOUGH:
                heirs[index] = best.id
                left.remove(best)


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= SIMILAR_ENOUGH else 0.0
