"""Articles under the headings of the regulation: numbers follow the order, and nothing leaves that somebody needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cocity_desktop.application.articles import (
    AddArticle,
    MoveArticle,
    RenameArticle,
    add_article,
    move_article,
    remove_article,
    rename_article,
)
from cocity_desktop.application.history import undo_last
from cocity_desktop.application.pacts import AssemblePact, WriteArticle, assemble_pact, write_article
from cocity_desktop.application.removal import Remove
from cocity_desktop.application.views.pacts import ArticleState
from cocity_desktop.domain.errors import ErrorCode, UserError

if TYPE_CHECKING:
    from cocity_desktop.application.document_views import ArticleText
    from tests.application.conftest import SmallHouse


@pytest.fixture
def pact(house: SmallHouse) -> str:
    return house.run(assemble_pact, AssemblePact(process_id=house.ids["process"]), house.services.regulations)


def articles(house: SmallHouse, pact: str) -> list[ArticleText]:
    return list(house.services.queries.pact(pact).document.articles)


def added(house: SmallHouse, pact: str, title: str, under: int = 0) -> str:
    heading = articles(house, pact)[under].heading
    return house.run(add_article, AddArticle(pact_id=pact, heading=heading, title=title))


def test_a_new_article_stands_behind_its_heading_and_the_others_count_on(
    house: SmallHouse, pact: str
) -> None:
    before = articles(house, pact)
    made = added(house, pact, "Le chiavi")
    after = articles(house, pact)
    assert [article.id for article in after] == [before[0].id, made, *(a.id for a in before[1:])]
    assert [article.number for article in after] == list(range(1, len(before) + 2))
    assert after[1].heading == before[0].heading
    undo_last(house.services.new_unit_of_work())
    assert articles(house, pact) == before


def test_an_article_moves_among_those_of_its_heading_only(house: SmallHouse, pact: str) -> None:
    first = articles(house, pact)[0]
    keys, hours = added(house, pact, "Le chiavi"), added(house, pact, "Gli orari")
    house.run(move_article, MoveArticle(article_id=hours, step=-1))
    assert [a.id for a in articles(house, pact)[:3]] == [first.id, hours, keys]
    house.run(move_article, MoveArticle(article_id=hours, step=-1))
    assert [a.number for a in articles(house, pact)[:3]] == [1, 2, 3]
    for article, step in ((hours, -1), (keys, 1)):
        with pytest.raises(UserError) as refused:
            house.run(move_article, MoveArticle(article_id=article, step=step))
        assert refused.value.code is ErrorCode.ARTICLE_ORDER_FIXED
    undo_last(house.services.new_unit_of_work())
    assert [a.id for a in articles(house, pact)[:3]] == [first.id, hours, keys]


def test_a_name_is_asked_and_may_be_another(house: SmallHouse, pact: str) -> None:
    article = articles(house, pact)[0]
    house.run(rename_article, RenameArticle(article_id=article.id, title="  Che cosa si fa "))
    assert articles(house, pact)[0].title == "Che cosa si fa"
    with pytest.raises(UserError) as refused:
        house.run(rename_article, RenameArticle(article_id=article.id, title=" "))
    assert refused.value.field == "title"


def test_only_an_empty_article_that_nobody_needs_leaves(house: SmallHouse, pact: str) -> None:
    needed = articles(house, pact)[0].id
    spare = added(house, pact, "Le chiavi")
    house.run(write_article, WriteArticle(article_id=spare, text="Stanno al bar."))
    for article, why in ((needed, None), (spare, ErrorCode.ARTICLE_NOT_EMPTY)):
        if why is not None:
            with pytest.raises(UserError) as refused:
                house.run(remove_article, Remove(id=article))
            assert refused.value.code is why
    house.run(write_article, WriteArticle(article_id=spare, text=""))
    house.run(remove_article, Remove(id=spare))
    with pytest.raises(UserError) as refused:
        house.run(remove_article, Remove(id=needed))
    assert refused.value.code is ErrorCode.ARTICLE_NEEDED
    undo_last(house.services.new_unit_of_work())
    assert articles(house, pact)[1].id == spare


def test_a_heading_is_written_when_any_of_its_articles_is(house: SmallHouse, pact: str) -> None:
    queries = house.services.queries
    gaps = {gap.code for gap in queries.pact(pact).gaps}
    own = added(house, pact, "Le chiavi")
    assert {gap.code for gap in queries.pact(pact).gaps} == gaps
    heading = articles(house, pact)[1].heading
    assert f"empty_heading:{heading}" in gaps
    house.run(write_article, WriteArticle(article_id=own, text="Stanno al bar."))
    assert f"empty_heading:{heading}" not in {gap.code for gap in queries.pact(pact).gaps}
    blocking = sum(gap.blocking for gap in queries.pact(pact).gaps)
    assert [row.blocking_gaps for row in queries.pacts()] == [blocking]
    states = {status.article_id: status.state for status in queries.pact(pact).statuses}
    assert (states[articles(house, pact)[0].id], states[own]) == (ArticleState.EMPTY, ArticleState.COMPLETE)
