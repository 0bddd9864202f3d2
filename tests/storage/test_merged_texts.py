"""Two laptops wrote the same article apart: what stands is what was written last, and the other text is not lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cocity_desktop.application.pacts import WriteArticle, write_article
from cocity_desktop.domain.pacts import (
    Article,
    ArticleVariant,
    Pact,
    RegulationTemplate,
    Sentence,
    VariantState,
)
from cocity_desktop.domain.processes import Process
from tests.storage.test_archive_file import MakeArchive, assert_sound, exported, house, imported, make

if TYPE_CHECKING:
    from cocity_desktop.storage.archive import Archive

__all__ = ["house", "make"]


@pytest.fixture
def laptops(house: Archive, make: MakeArchive) -> tuple[Archive, Archive, str]:
    """Two with one article that both know."""
    with house.unit_of_work("") as uow:
        process = uow.find(Process)[0]
        template = uow.add(
            RegulationTemplate(id=uow.new_id(), code="x", title="x", content={}, content_sha256="x")
        )
        pact = uow.add(Pact(id=uow.new_id(), process_id=process.id, template_id=template.id, title="Patto"))
        article = uow.add(Article(id=uow.new_id(), pact_id=pact.id, heading="h", number=1, title="Orari"))
        uow.commit("test")
    write(house, article.id, "Si apre alle otto di mattina. Si chiude alle venti.")
    left, right = make("left"), make("right")
    for laptop in (left, right):
        imported(laptop, exported(house))
    return left, right, article.id


def write(archive: Archive, article_id: str, text: str) -> None:
    write_article(WriteArticle(article_id=article_id, text=text), archive.unit_of_work(""))


def prose(archive: Archive) -> str:
    with archive.unit_of_work("") as uow:
        return " ".join(one.text for one in sorted(uow.find(Sentence), key=lambda one: one.position))


def variants(archive: Archive) -> list[ArticleVariant]:
    with archive.unit_of_work("") as uow:
        return uow.find(ArticleVariant)


def test_the_text_that_loses_is_kept_beside_the_one_that_stands(
    laptops: tuple[Archive, Archive, str],
) -> None:
    left, right, article = laptops
    write(left, article, "Si apre alle sette di mattina. Si chiude alle venti.")
    write(right, article, "Si apre alle nove di mattina. Si chiude alle venti.")
    imported(left, exported(right))
    assert prose(left) == "Si apre alle nove di mattina. Si chiude alle venti."
    (kept,) = variants(left)
    assert kept.text == "Si apre alle sette di mattina. Si chiude alle venti."
    assert (kept.article_id, kept.state, kept.by) == (article, VariantState.OPEN, "Casa di prova")
    assert kept.note
    assert_sound(left)


def test_both_laptops_keep_the_same_text_once(laptops: tuple[Archive, Archive, str]) -> None:
    left, right, article = laptops
    write(left, article, "Si apre alle sette di mattina. Si chiude alle venti.")
    write(right, article, "Si apre alle nove di mattina. Si chiude alle venti.")
    of_left, of_right = exported(left), exported(right)
    imported(left, of_right)
    imported(right, of_left)
    assert variants(left) == variants(right)
    imported(left, exported(right))
    imported(right, exported(left))
    assert exported(left) == exported(right)
    assert len(variants(left)) == 1
    before = exported(left)
    imported(left, exported(right))
    assert exported(left) == before
    assert_sound(left)
    assert_sound(right)


def test_nothing_is_kept_of_what_is_not_lost(laptops: tuple[Archive, Archive, str]) -> None:
    left, right, article = laptops
    write(left, article, "Si apre alle sette di mattina. Si chiude alle venti.")
    write(right, article, "Si apre alle otto di mattina. Si chiude alle ventidue e trenta.")
    imported(left, exported(right))
    assert prose(left) == "Si apre alle sette di mattina. Si chiude alle ventidue e trenta."
    assert variants(left) == []
    write(left, article, "Alle sei.")
    imported(right, exported(left))
    assert prose(right) == "Alle sei."
    assert variants(right) == []


def test_a_sentence_taken_out_on_one_laptop_and_written_on_the_other_is_not_lost(
    laptops: tuple[Archive, Archive, str],
) -> None:
    left, right, article = laptops
    write(left, article, "Si apre alle otto di mattina. Si chiude alle ventuno.")
    write(right, article, "Si apre alle otto di mattina.")
    imported(left, exported(right))
    assert prose(left) == "Si apre alle otto di mattina."
    assert [one.text for one in variants(left)] == ["Si apre alle otto di mattina. Si chiude alle ventuno."]
