"""What the sentences of a pact stood on, kept while it is being written: for words that come back or come elsewhere.

A sentence cut out of one article is removed with its links as soon as that article is saved. Where its words are put in
again (another article, or the same by undo), they bring along what was known of them here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cocity_desktop.application.document_views import SentenceLine
from cocity_desktop.application.sentence_writing import CarriedSentence, source_ids
from cocity_desktop.domain.pacts import SentenceOrigin
from cocity_desktop.domain.sentences import split_paragraphs, split_sentences

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cocity_desktop.application.document_views import ArticleText


class SentenceMemory:
    """Every sentence that was shown since the pact was opened, by its words; the newest ground of each."""

    def __init__(self) -> None:
        self._known: dict[str, CarriedSentence] = {}

    def learn(self, articles: Iterable[ArticleText]) -> None:
        """Take in what stands in the pact now. Of two sentences in the same words the one with sources is kept."""
        said = {
            line.text: piece_of(line, line.text)
            for article in articles
            for paragraph in article.paragraphs
            for line in sorted(paragraph, key=lambda line: len(line.sources))
        }
        self._known.update(said)

    def recall(self, text: str, shown: Collection[str]) -> tuple[CarriedSentence, ...]:
        """What is known of the sentences of `text` that are not among those `shown` in their article, word by word."""
        new = dict.fromkeys(
            sentence
            for line in split_paragraphs(text)
            for sentence in split_sentences(line)
            if sentence not in shown
        )
        return tuple(self._known[sentence] for sentence in new if sentence in self._known)


def piece_of(line: SentenceLine, text: str) -> CarriedSentence:
    """The words `text` of a sentence, with what the whole of it stands on."""
    return CarriedSentence(
        text=text,
        sources=tuple(source_ids(source.kind, source.id) for source in line.sources),
        origin=SentenceOrigin.DRAFTING if line.sources else line.origin,
        written_by=line.written_by,
    )


def as_written(article: ArticleText, text: str) -> ArticleText:
    """The article with the words of now, saved or not; sentences that stand as they were keep what they stand on."""
    known = {line.text: line for paragraph in article.paragraphs for line in paragraph}
    paragraphs = tuple(
        tuple(known.get(words) or _new(words) for words in split_sentences(line))
        for line in split_paragraphs(text)
    )
    return replace(article, paragraphs=paragraphs)


def _new(words: str) -> SentenceLine:
    return SentenceLine("", words, SentenceOrigin.DRAFTING, "", ())
