"""A version is a place in the journal: what comes from elsewhere is not in it, what is erased is gone, reading it is quick."""

from __future__ import annotations

from random import Random
from time import process_time
from typing import TYPE_CHECKING

from cocity_desktop.application.pact_versions import KeepVersion, keep_version
from cocity_desktop.application.pacts import WriteArticle, write_article
from cocity_desktop.domain.pacts import Article, Pact, PactVersion
from cocity_desktop.domain.registry import Person
from cocity_desktop.storage.past_pacts import PastPact, Until, read_past
from cocity_desktop.storage.read_models.rows import Reading
from tests.storage.old_journal import age
from tests.storage.read_models.records import begin_pact
from tests.storage.read_models.store import NOW, Store
from tests.storage.test_archive_file import exported, house, imported, make
from tests.storage.test_erasure import erase
from tests.storage.test_merged_texts import laptops, write

if TYPE_CHECKING:
    from pathlib import Path

    from cocity_desktop.storage.archive import Archive

__all__ = ["house", "laptops", "make"]


def kept(archive: Archive, name: str = "Prima") -> PactVersion:
    with archive.unit_of_work("") as uow:
        pact = uow.find(Pact)[0]
    version_id = keep_version(KeepVersion(pact_id=pact.id, name=name), archive.unit_of_work("")).created
    with archive.unit_of_work("") as uow:
        return uow.get(PactVersion, version_id or "")


def past(archive: Archive, version: PactVersion) -> str:
    with archive.reader() as connection:
        told = read_past(Reading(connection, NOW), version.pact_id, Until(seen=version.seen))
    return prose(told)


def prose(told: PastPact) -> str:
    return " ".join(sentence.text for article in told.states() for sentence in article.sentences)


def test_what_another_laptop_wrote_before_and_brings_after_is_not_in_a_version(
    laptops: tuple[Archive, Archive, str],
) -> None:
    left, right, article = laptops
    write(right, article, "Scritto altrove, prima. Si chiude alle venti.")
    version = kept(left)
    imported(left, exported(right))
    write(left, article, "Tutto diverso.")
    assert past(left, version) == "Si apre alle otto di mattina. Si chiude alle venti."
    assert past(left, kept(left, "Dopo")) == "Tutto diverso."


def test_a_journal_in_the_old_form_tells_the_same(laptops: tuple[Archive, Archive, str]) -> None:
    left, _, article = laptops
    version = kept(left)
    write(left, article, "Tutto diverso.")
    before = past(left, version)
    age(left)
    assert past(left, version) == before == "Si apre alle otto di mattina. Si chiude alle venti."


def test_an_erased_person_is_gone_from_old_versions_and_from_remarks(
    laptops: tuple[Archive, Archive, str],
) -> None:
    from cocity_desktop.application.article_talk import (
        AddComment,
        ProposeVariant,
        add_comment,
        propose_variant,
    )
    from cocity_desktop.domain.pacts import ArticleComment, ArticleVariant

    left, _, article = laptops
    with left.unit_of_work("") as uow:
        person = uow.add(Person(id=uow.new_id(), given_name="Nicolò", family_name="Quaxzenti"))
        uow.commit("register_person")
    write(left, article, "Le chiavi le tiene Nicolò Quaxzenti.")
    version = kept(left)
    write(left, article, "Le chiavi le tiene la scuola.")
    add_comment(AddComment(article_id=article, text="Chiedere a Quaxzenti Nicolò"), left.unit_of_work(""))
    propose_variant(
        ProposeVariant(article_id=article, text="Apre Nicolò Quaxzenti.", by="Nicolò Quaxzenti", note="x"),
        left.unit_of_work(""),
    )
    erase(left, person.id)
    assert past(left, version).startswith("Le chiavi le tiene persona cancellata n. ")
    with left.unit_of_work("") as uow:
        (comment,), (variant,) = uow.find(ArticleComment), uow.find(ArticleVariant)
    assert "Quaxzenti" not in comment.text
    assert "Quaxzenti" not in variant.text + variant.by


def test_an_old_version_is_read_in_bounded_time(tmp_path: Path) -> None:
    """A fifth of the largest pact that is thought of: 12 articles, 400 changes; the whole one is told in docs/adr/0037."""
    store = Store(tmp_path)
    store.house()
    pact = begin_pact(store, store.process())
    with store.unit_of_work() as uow:
        articles = sorted(uow.find(Article, pact_id=pact.id), key=lambda one: one.number)[:12]
    random = Random(4)
    texts = {one.id: [f"Frase {n} di partenza {random.random()}." for n in range(12)] for one in articles}
    version, then = None, ""
    for change in range(400):
        lines = texts[articles[change % 12].id]
        lines[random.randrange(12)] = f"Frase nuova {change} {random.random()}."
        store.run(write_article, WriteArticle(article_id=articles[change % 12].id, text="\n".join(lines)))
        if change == 200:
            version = store.run(keep_version, KeepVersion(pact_id=pact.id, name="Metà")).created
            then = " ".join(line for one in articles for line in texts[one.id])
    with store.unit_of_work() as uow:
        seen = uow.get(PactVersion, version).seen
    with store.database.reading() as connection:
        start = process_time()
        told = read_past(Reading(connection, NOW), pact.id, Until(seen=seen))
        spent = process_time() - start
    assert prose(told) == then
    assert spent < 0.2
    store.database.close()
