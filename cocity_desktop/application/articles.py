"""Use cases of the articles themselves: one more under a heading, another name, another place, one that leaves.

The headings are the regulation's, and so is their order: an article moves among those of its own heading. Numbers
follow the order, from 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cocity_desktop.application import forms
from cocity_desktop.application.pact_document import regulation_of
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.pacts import Article, ArticleComment, ArticleVariant, Pact, Sentence

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import UnitOfWork
    from cocity_desktop.application.removal import Remove
    from cocity_desktop.domain.regulation import Regulation


@dataclass(frozen=True, slots=True, kw_only=True)
class AddArticle:
    """An article of one's own, after the last one under `heading`."""

    pact_id: EntityId
    heading: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameArticle:
    """Another title; the heading stays."""

    article_id: EntityId
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveArticle:
    """`step` places on among the articles of its heading, back when it is negative."""

    article_id: EntityId
    step: int


def add_article(cmd: AddArticle, uow: UnitOfWork) -> Changes:
    """Add an empty article. `created` is its id. Raises UserError: REQUIRED, NOT_FOUND for a heading that is none."""
    with uow:
        pact = uow.get(Pact, cmd.pact_id)
        regulation = regulation_of(uow, pact)
        regulation.heading(cmd.heading)
        articles = _in_order(uow, pact.id)
        article = Article(
            id=uow.new_id(),
            pact_id=pact.id,
            heading=cmd.heading,
            number=0,
            title=forms.required("title", cmd.title),
        )
        articles.insert(_place_for(cmd.heading, articles, regulation), uow.add(article))
        _count(articles)
        return uow.commit("add_article", created=article.id, subject=article.title)


def rename_article(cmd: RenameArticle, uow: UnitOfWork) -> Changes:
    """Give an article another title. Raises UserError(REQUIRED)."""
    with uow:
        article = uow.get(Article, cmd.article_id)
        article.title = forms.required("title", cmd.title)
        return uow.commit("rename_article", subject=article.title)


def move_article(cmd: MoveArticle, uow: UnitOfWork) -> Changes:
    """Change places among the articles of one heading. Raises UserError(ARTICLE_ORDER_FIXED) beyond them."""
    with uow:
        article = uow.get(Article, cmd.article_id)
        articles = _in_order(uow, article.pact_id)
        place = articles.index(article) + cmd.step
        if not 0 <= place < len(articles) or articles[place].heading != article.heading:
            raise UserError(ErrorCode.ARTICLE_ORDER_FIXED)
        articles.remove(article)
        articles.insert(place, article)
        _count(articles)
        return uow.commit("move_article", subject=article.title)


def remove_article(cmd: Remove, uow: UnitOfWork) -> Changes:
    """Take out an article that has no text and is not the only one of a heading that the regulation requires.

    Raises UserError: ARTICLE_NOT_EMPTY, ARTICLE_NEEDED; STILL_REFERENCED once it was delivered.
    """
    with uow:
        article = uow.get(Article, cmd.id)
        if uow.find(Sentence, article_id=article.id):
            raise UserError(ErrorCode.ARTICLE_NOT_EMPTY)
        articles = _in_order(uow, article.pact_id)
        alone = sum(other.heading == article.heading for other in articles) == 1
        regulation = regulation_of(uow, uow.get(Pact, article.pact_id))
        if alone and regulation.heading(article.heading).required:
            raise UserError(ErrorCode.ARTICLE_NEEDED)
        articles.remove(article)
        for kind in (ArticleComment, ArticleVariant):
            for one in uow.find(kind, article_id=article.id):
                uow.remove(one)
        uow.remove(article)
        _count(articles)
        return uow.commit("remove_article", subject=article.title)


def _in_order(uow: UnitOfWork, pact_id: EntityId) -> list[Article]:
    return sorted(uow.find(Article, pact_id=pact_id), key=lambda article: (article.number, article.id))


def _place_for(heading: str, articles: list[Article], regulation: Regulation) -> int:
    """Behind the last article of the heading or of those before it."""
    order = {each.code: place for place, each in enumerate(regulation.headings)}
    before = [
        place
        for place, article in enumerate(articles)
        if order.get(article.heading, len(order)) <= order[heading]
    ]
    return before[-1] + 1 if before else 0


def _count(articles: list[Article]) -> None:
    for number, article in enumerate(articles, start=1):
        if article.number != number:
            article.number = number
