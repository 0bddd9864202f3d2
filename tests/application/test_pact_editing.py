"""Random work on a pact: whatever is split, joined, moved or taken back, each sentence says where it comes from."""

from __future__ import annotations

import random
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from cocity_desktop.application.capture import CaptureEntry, capture_entry
from cocity_desktop.application.history import redo_last, undo_last
from cocity_desktop.application.pacts import (
    AssemblePact,
    PutSource,
    WriteArticle,
    assemble_pact,
    put_source,
    write_article,
)
from cocity_desktop.application.sentence_memory import SentenceMemory, piece_of
from cocity_desktop.domain.errors import UserError
from cocity_desktop.domain.pacts import Article, Sentence, SentenceOrigin, SourceLink
from cocity_desktop.domain.sentences import join_sentences, split_paragraphs, split_sentences

if TYPE_CHECKING:
    from collections.abc import Callable

    from cocity_desktop.application.document_views import ArticleText, SentenceLine
    from cocity_desktop.application.sentence_writing import CarriedSentence
    from tests.application.conftest import SmallHouse

WORDS = [
    "cortile",
    "cancello",
    "chiave",
    "orto",
    "fontana",
    "panchina",
    "muro",
    "siepe",
    "sabato",
    "mattina",
    "bambini",
    "scuola",
    "custode",
    "nido",
    "volontari",
    "festa",
    "turno",
    "acqua",
    "luce",
    "aiuole",
    "terra",
    "semi",
    "attrezzi",
    "magazzino",
    "palestra",
    "strada",
    "marciapiede",
    "albero",
    "ombra",
    "estate",
]
SAID = 12


class Desk:
    """Somebody who writes a pact of four articles, and what must hold after every act."""

    def __init__(self, house: SmallHouse, seed: int) -> None:
        self.house, self.chance = house, random.Random(seed)
        meeting = house.meeting()
        self.said = [
            house.run(capture_entry, CaptureEntry(meeting_id=meeting, text=self.sentence()))
            for _ in range(SAID)
        ]
        command = AssemblePact(process_id=house.ids["process"])
        self.pact = house.run(assemble_pact, command, house.services.regulations)
        self.memory = SentenceMemory()
        self.clipboard: tuple[str, tuple[CarriedSentence, ...]] = ("", ())
        self.before: dict[str, str] = {}
        self.undone = 0

    # --- Reading

    def articles(self) -> list[ArticleText]:
        document = self.house.services.queries.pact(self.pact).document
        self.memory.learn(document.articles)
        return list(document.articles[:4])

    def an_article(self) -> tuple[ArticleText, list[list[SentenceLine]]]:
        article = self.chance.choice(self.articles())
        return article, [list(paragraph) for paragraph in article.paragraphs]

    def sentence(self) -> str:
        return " ".join(self.chance.sample(WORDS, self.chance.randint(5, 11))).capitalize() + "."

    # --- Writing

    def write(self, article: ArticleText, text: str, *pasted: CarriedSentence) -> None:
        shown = [line.text for paragraph in article.paragraphs for line in paragraph]
        carried = (*pasted, *self.memory.recall(text, shown))
        self.before[article.id] = prose(article)
        self.house.run(write_article, WriteArticle(article_id=article.id, text=text, carried=carried))
        self.undone = 0

    def act(self) -> None:
        acts: list[Callable[[], None]] = [
            self.split, self.join, self.move, self.cut, self.paste, self.type, self.remove_words,
            self.remove_sentence, self.paste_foreign, self.put, self.undo, self.redo, self.take_back,
        ]  # fmt: skip
        self.chance.choice(acts)()

    def put(self) -> None:
        article, _ = self.an_article()
        place = self.chance.choice([None, 0, 1, 2])
        entry = self.chance.choice(self.said)
        joins = self.chance.random() < 0.5
        self.house.run(
            put_source, PutSource(article_id=article.id, entry_id=entry, paragraph=place, joins=joins)
        )
        self.undone = 0

    def split(self) -> None:
        """A full stop in the middle: both halves keep the sources."""
        article, paragraphs = self.an_article()
        lines = [line for paragraph in paragraphs for line in paragraph if len(line.text.split()) >= 6]
        if lines:
            line = self.chance.choice(lines)
            words = line.text.split()
            at = self.chance.randint(3, len(words) - 3)
            halves = (" ".join(words[:at]) + ".", " ".join(words[at:]).capitalize())
            self.write(article, prose(article).replace(line.text, " ".join(halves), 1))
            for half in halves:
                self.holds(article.id, half, line)

    def join(self) -> None:
        """Two sentences become one: it has the sources of both."""
        article, paragraphs = self.an_article()
        long = [p for p in paragraphs if len(p) >= 2]
        if long:
            paragraph = self.chance.choice(long)
            at = self.chance.randrange(len(paragraph) - 1)
            one, other = paragraph[at : at + 2]
            joined = f"{one.text.rstrip('.')}, {other.text[:1].lower()}{other.text[1:]}"
            self.write(article, prose(article).replace(f"{one.text} {other.text}", joined, 1))
            self.holds(article.id, joined, one, other)

    def move(self) -> None:
        """A paragraph to another place in its article."""
        article, _ = self.an_article()
        lines = prose(article).splitlines()
        if len(lines) >= 2:
            moved = lines.pop(self.chance.randrange(len(lines)))
            lines.insert(self.chance.randint(0, len(lines)), moved)
            before = Counter(ground(line) for paragraph in article.paragraphs for line in paragraph)
            self.write(article, "\n".join(lines))
            if any(not line.text.endswith(".") for paragraph in article.paragraphs for line in paragraph):
                return  # read again it is one with the sentence behind it, and stands on what both did
            again = next(one for one in self.articles() if one.id == article.id)
            assert Counter(ground(line) for paragraph in again.paragraphs for line in paragraph) == before

    def cut(self) -> None:
        article, paragraphs = self.an_article()
        if paragraphs:
            paragraph = self.chance.choice(paragraphs)
            line = self.chance.choice(paragraph)
            words = line.text.split()
            whole = self.chance.random() < 0.6 or len(words) < 5
            text = line.text if whole else " ".join(words[: len(words) // 2 + 1])
            self.clipboard = (text, (piece_of(line, text),))
            self.write(article, prose(article).replace(text, "", 1))

    def paste(self) -> None:
        text, carried = self.clipboard
        article, _ = self.an_article()
        if text:
            self.write(article, f"{prose(article)}\n{text}", *carried)
            self.stands_on(article.id, text.rstrip(), carried)

    def paste_foreign(self) -> None:
        article, _ = self.an_article()
        text = f"{self.sentence()} {self.sentence()}"
        self.write(article, f"{text}\n{prose(article)}")

    def type(self) -> None:
        article, _ = self.an_article()
        words = prose(article).split(" ")
        words.insert(self.chance.randint(0, len(words)), self.chance.choice([*WORDS, self.sentence()]))
        self.write(article, " ".join(words))

    def remove_words(self) -> None:
        article, _ = self.an_article()
        words = prose(article).split(" ")
        at = self.chance.randint(0, len(words))
        self.write(article, " ".join(words[:at] + words[at + self.chance.randint(1, 4) :]))

    def remove_sentence(self) -> None:
        article, paragraphs = self.an_article()
        if paragraphs:
            line = self.chance.choice(self.chance.choice(paragraphs))
            self.write(article, prose(article).replace(line.text, "", 1))

    def take_back(self) -> None:
        """Ctrl+Z in the text: the words of before come back, with what they stood on."""
        article, _ = self.an_article()
        if article.id in self.before:
            self.write(article, self.before[article.id])

    def undo(self) -> None:
        with suppress(UserError):  # nothing left to take back
            undo_last(self.house.services.new_unit_of_work())
            self.undone += 1

    def redo(self) -> None:
        if self.undone:
            redo_last(self.house.services.new_unit_of_work())
            self.undone -= 1

    # --- What must hold

    def holds(self, article_id: str, text: str, *parents: SentenceLine) -> None:
        wanted = {(s.kind, s.id) for line in parents for s in line.sources}
        assert wanted <= set().union(*self.grounds_of(article_id, text)), text

    def stands_on(self, article_id: str, text: str, carried: tuple[CarriedSentence, ...]) -> None:
        if len(split_sentences(text)) == 1 and text.endswith("."):
            wanted = {next(filter(None, source)) for one in carried for source in one.sources}
            assert wanted <= {source[1] for found in self.grounds_of(article_id, text) for source in found}

    def grounds_of(self, article_id: str, text: str) -> list[set[tuple[str, str]]]:
        article = next(one for one in self.articles() if one.id == article_id)
        return [
            {(s.kind, s.id) for s in line.sources}
            for paragraph in article.paragraphs
            for line in paragraph
            if line.text == text
        ] or [set()]

    def check(self) -> None:
        """No link dangles, and no sentence is neither sourced nor marked with who added it."""
        with self.house.services.new_unit_of_work() as uow:
            articles = {article.id for article in uow.find(Article)}
            sentences = {sentence.id: sentence for sentence in uow.find(Sentence)}
            links = uow.find(SourceLink)
        assert {link.sentence_id for link in links} <= set(sentences)
        assert {link.entry_id for link in links} <= set(self.said)
        sourced = {link.sentence_id for link in links}
        for sentence in sentences.values():
            assert sentence.article_id in articles
            assert (sentence.origin is SentenceOrigin.SOURCED) == (sentence.id in sourced), sentence
            assert sentence.id in sourced or sentence.written_by, sentence
        twice = Counter((link.sentence_id, link.entry_id) for link in links)
        assert max(twice.values(), default=1) == 1


def prose(article: ArticleText) -> str:
    return join_sentences(
        [(n, line.text) for n, paragraph in enumerate(article.paragraphs) for line in paragraph]
    )


def ground(line: SentenceLine) -> tuple[str, tuple[str, ...], str]:
    return line.text, tuple(sorted(source.id for source in line.sources)), line.written_by


def work(house: SmallHouse, seed: int, edits: int) -> None:
    desk = Desk(house, seed)
    for _ in range(6):
        desk.put()
    for _ in range(edits):
        desk.act()
        desk.check()


@pytest.mark.parametrize("seed", [1, 2])
def test_no_edit_loses_a_source_or_leaves_a_sentence_without_one(house: SmallHouse, seed: int) -> None:
    work(house, seed, 60)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10))
def test_ten_thousand_edits(house: SmallHouse, seed: int) -> None:
    """In ten houses: nothing here empties the write-ahead log, which grows by a third of a megabyte with each edit."""
    work(house, 100 + seed, 1_000)


def test_prose_of_the_test_is_that_of_the_app(house: SmallHouse) -> None:
    desk = Desk(house, 3)
    desk.put()
    article, _ = desk.an_article()
    assert split_paragraphs(prose(article)) == prose(article).splitlines()
