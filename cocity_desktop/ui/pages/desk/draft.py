"""The answer while it is being made: what is said of each article, and what is still missing. No widget here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cocity_desktop.application.inspection import ArticleAnswer, Inspection
from cocity_desktop.domain.deliveries import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

NEEDS_REASON = frozenset({Verdict.DEFERRED, Verdict.REJECTED})


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article as it was delivered; paragraphs are parted by an empty line."""

    number: int
    title: str
    text: str


class ReplyDraft:
    """An answer to one valid delivery, by article number."""

    def __init__(self, delivery: Inspection) -> None:
        self.delivery = delivery
        self.articles = tuple(_article(article) for article in (delivery.pact or {}).get("articles", ()))
        self._said: dict[int, ArticleAnswer] = {}

    def said(self, number: int) -> ArticleAnswer | None:
        """What is said of an article so far."""
        return self._said.get(number)

    def say(self, number: int, answer: ArticleAnswer) -> None:
        self._said[number] = answer

    def accept_rest(self) -> None:
        """Accept every article of which nothing was said."""
        for article in self.articles:
            self._said.setdefault(article.number, ArticleAnswer(Verdict.ACCEPTED))

    def is_answered(self, number: int) -> bool:
        """Whether what is said of an article is whole: a text or a reason where the verdict asks for one."""
        answer = self._said.get(number)
        if answer is None:
            return False
        if answer.verdict is Verdict.ACCEPTED_WITH_TEXT:
            return bool(answer.text.strip())
        return answer.verdict not in NEEDS_REASON or bool(answer.reason.strip())

    def open_articles(self) -> tuple[ArticleText, ...]:
        """Those still to be answered."""
        return tuple(article for article in self.articles if not self.is_answered(article.number))

    def answers(self) -> Mapping[int, ArticleAnswer]:
        """All that is said, to put in an `Answer`."""
        return dict(self._said)


def _article(article: Mapping[str, Any]) -> ArticleText:
    paragraphs = (" ".join(sentence["text"] for sentence in paragraph) for paragraph in article["paragraphs"])
    return ArticleText(article["number"], article["title"], "\n\n".join(paragraphs))
