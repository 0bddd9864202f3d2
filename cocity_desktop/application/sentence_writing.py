"""How the sentences of an article are written: what stays, what is new, and what each of them stands on.

After any of this every sentence either has sources or says who wrote it, and no link is left without its sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from cocity_desktop.domain.commitments import Commitment
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.meetings import Decision, Entry, EntryOutcome
from cocity_desktop.domain.pacts import Article, Sentence, SentenceOrigin, SourceLink
from cocity_desktop.domain.sentences import OldSentence, PlacedSentence, reconcile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cocity_desktop.application.ports import EntityReader, UnitOfWork

_CARRIED = "carried:"
"""No record has an id like this: it names a sentence brought along while its article is written."""


class NamesSource(Protocol):
    """Whatever names one source; exactly one of the three is set."""

    @property
    def entry_id(self) -> EntityId | None: ...
    @property
    def commitment_id(self) -> EntityId | None: ...
    @property
    def decision_id(self) -> EntityId | None: ...


class SourceIds(NamedTuple):
    """A source by its id."""

    entry_id: EntityId | None = None
    commitment_id: EntityId | None = None
    decision_id: EntityId | None = None


def source_ids(kind: str, source_id: EntityId) -> SourceIds:
    """The source of that kind ("entry", "commitment", "decision"), as sources are named in a pact's document."""
    return SourceIds(
        source_id if kind == "entry" else None,
        source_id if kind == "commitment" else None,
        source_id if kind == "decision" else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedSentence:
    """A sentence, or a piece of one, brought from elsewhere in the pact with what it stands on there."""

    text: str
    sources: tuple[SourceIds, ...] = ()
    origin: SentenceOrigin = SentenceOrigin.DRAFTING
    written_by: str = ""


class _Ground(NamedTuple):
    """What a sentence stands on."""

    sources: tuple[SourceIds, ...]
    origin: SentenceOrigin
    written_by: str


def rewrite(
    uow: UnitOfWork,
    article: Article,
    text: str,
    origin: SentenceOrigin,
    written_by: str,
    carried: Sequence[CarriedSentence] = (),
) -> None:
    """Bring the sentences of an article to `text`; what is new gets `origin` and `written_by`.

    What was split or joined, or `carried` here from another article, takes over what its words stood on.
    """
    old = sorted(uow.find(Sentence, article_id=article.id), key=lambda s: s.position)
    by_id = {sentence.id: sentence for sentence in old}
    brought = {f"{_CARRIED}{place}": one for place, one in enumerate(carried)}
    placed = reconcile(
        [OldSentence(s.id, s.text) for s in old],
        text,
        [OldSentence(key, one.text) for key, one in brought.items()],
    )
    grounds = _grounds(uow, old, brought)
    kept = {place.old_id for place in placed}
    for place in placed:
        inherited = [grounds[parent] for parent in place.parents]
        if place.old_id is not None:
            _move(by_id[place.old_id], place)
            _stand_on(uow, by_id[place.old_id], inherited)
        else:
            # What the Comune wrote anew is the Comune's, whatever of ours it has words from.
            inherited = inherited if origin is SentenceOrigin.DRAFTING else []
            made = _new_sentence(uow, article, place, _first(inherited, origin, written_by))
            _stand_on(uow, made, inherited)
    for sentence in old:
        if sentence.id not in kept:
            remove_sentence(uow, sentence)


def link_source(uow: UnitOfWork, sentence: Sentence, source: NamesSource) -> None:
    """Tie a sentence to its source and say so on the entry it goes back to."""
    uow.add(
        SourceLink(
            id=uow.new_id(),
            sentence_id=sentence.id,
            entry_id=source.entry_id,
            commitment_id=source.commitment_id,
            decision_id=source.decision_id,
        )
    )
    entry = entry_behind(uow, source)
    if entry is not None:
        entry.outcome = EntryOutcome.IN_PACT


def entry_behind(uow: EntityReader, source: NamesSource) -> Entry | None:
    """The line of a meeting that a source goes back to; a commitment may have none."""
    entry_id = source.entry_id
    if source.decision_id:
        entry_id = uow.get(Decision, source.decision_id).entry_id
    if source.commitment_id:
        entry_id = uow.get(Commitment, source.commitment_id).entry_id
    return uow.get(Entry, entry_id) if entry_id else None


def insert_sourced(
    uow: UnitOfWork, article: Article, text: str, paragraph: int | None = None, *, joins: bool = False
) -> Sentence:
    """A sourced sentence before `paragraph` (from 0) in one of its own; at that one's end when it `joins` it.

    Without a paragraph, or beyond the last one, it stands last in one of its own.
    """
    sentences = sorted(uow.find(Sentence, article_id=article.id), key=lambda s: (s.paragraph, s.position))
    numbers = sorted({sentence.paragraph for sentence in sentences})
    if paragraph is None or paragraph >= len(numbers):
        number, joins = (numbers[-1] + 1 if numbers else 0), False
    else:
        number = numbers[max(0, paragraph)]
    before = [s for s in sentences if s.paragraph < number or (joins and s.paragraph == number)]
    for place, sentence in enumerate(sentences[len(before) :], start=len(before) + 1):
        sentence.position, sentence.paragraph = place, sentence.paragraph + (not joins)
    for place, sentence in enumerate(before):
        sentence.position = place
    return uow.add(
        Sentence(
            id=uow.new_id(),
            article_id=article.id,
            paragraph=number,
            position=len(before),
            text=text,
            origin=SentenceOrigin.SOURCED,
        )
    )


def remove_sentence(uow: UnitOfWork, sentence: Sentence) -> None:
    """Take a sentence out with its links."""
    for link in uow.find(SourceLink, sentence_id=sentence.id):
        uow.remove(link)
        _reopen_entry(uow, link)
    uow.remove(sentence)


def _grounds(
    uow: UnitOfWork, old: Iterable[Sentence], brought: Mapping[str, CarriedSentence]
) -> dict[EntityId, _Ground]:
    """Read before anything is removed."""
    grounds = {
        s.id: _Ground(
            tuple(_ids(link) for link in uow.find(SourceLink, sentence_id=s.id)), s.origin, s.written_by
        )
        for s in old
    }
    for key, one in brought.items():
        there = tuple(source for source in one.sources if _is_there(uow, source))
        grounds[key] = _Ground(there, one.origin, one.written_by)
    return grounds


def _ids(source: NamesSource) -> SourceIds:
    return SourceIds(source.entry_id, source.commitment_id, source.decision_id)


def _is_there(uow: EntityReader, source: SourceIds) -> bool:
    """What was said may have been taken back since the words were copied."""
    if source.commitment_id:
        return bool(uow.find(Commitment, id=source.commitment_id))
    if source.decision_id:
        return bool(uow.find(Decision, id=source.decision_id))
    return bool(source.entry_id and uow.find(Entry, id=source.entry_id))


def _first(inherited: Sequence[_Ground], origin: SentenceOrigin, written_by: str) -> _Ground:
    """Who wrote a new sentence: whoever wrote the first of those it comes from, if that is known."""
    for ground in inherited:
        if ground.origin is not SentenceOrigin.SOURCED and ground.written_by:
            return ground
    return _Ground((), origin, written_by)


def _stand_on(uow: UnitOfWork, sentence: Sentence, inherited: Iterable[_Ground]) -> None:
    known = {_ids(link) for link in uow.find(SourceLink, sentence_id=sentence.id)}
    for source in dict.fromkeys(source for ground in inherited for source in ground.sources):
        if source not in known:
            link_source(uow, sentence, source)
            sentence.origin, sentence.written_by = SentenceOrigin.SOURCED, ""


def _new_sentence(uow: UnitOfWork, article: Article, place: PlacedSentence, ground: _Ground) -> Sentence:
    return uow.add(
        Sentence(
            id=uow.new_id(),
            article_id=article.id,
            paragraph=place.paragraph,
            position=place.position,
            text=place.text,
            origin=ground.origin,
            written_by=ground.written_by,
        )
    )


def _move(sentence: Sentence, place: PlacedSentence) -> None:
    sentence.paragraph, sentence.position, sentence.text = place.paragraph, place.position, place.text


def _reopen_entry(uow: UnitOfWork, link: SourceLink) -> None:
    """An entry whose last sentence left the pact is where it was before: promised, or open."""
    entry = entry_behind(uow, link)
    others = [
        other
        for other in uow.find(
            SourceLink, commitment_id=link.commitment_id, decision_id=link.decision_id, entry_id=link.entry_id
        )
        if other.id != link.id
    ]
    if entry is not None and not others and entry.outcome is EntryOutcome.IN_PACT:
        entry.outcome = EntryOutcome.COMMITTED if link.commitment_id else EntryOutcome.OPEN
