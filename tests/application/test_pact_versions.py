"""Versions of a pact: kept by name, read back from the journal, compared, and each difference with its cause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from cocity_desktop.application.article_talk import (
    AddComment,
    DeclineVariant,
    ProposeVariant,
    ResolveComment,
    TakeVariant,
    add_comment,
    decline_variant,
    propose_variant,
    remove_comment,
    resolve_comment,
    take_variant,
)
from cocity_desktop.application.articles import AddArticle, add_article, remove_article
from cocity_desktop.application.capture import CaptureEntry, capture_entry
from cocity_desktop.application.history import undo_last
from cocity_desktop.application.house import AddStaff, add_staff
from cocity_desktop.application.pact_overview import article_prose
from cocity_desktop.application.pact_versions import KeepVersion, keep_version, remove_version
from cocity_desktop.application.pacts import (
    AssemblePact,
    PutSource,
    WriteArticle,
    assemble_pact,
    put_source,
    write_article,
)
from cocity_desktop.application.removal import Remove
from cocity_desktop.application.views.versions import CauseKind, VersionKey, VersionKind
from cocity_desktop.domain.deliveries import Choice, Delivery, Reply, ReplyItem, Verdict
from cocity_desktop.domain.house import StaffRole
from cocity_desktop.domain.meetings import EntryKind
from cocity_desktop.domain.pact_diff import ArticleChange, SentenceChange
from cocity_desktop.domain.pacts import Article, ArticleVersion, VariantState
from cocity_desktop.domain.text_diff import new_of, old_of
from tests.application.conftest import TODAY, SmallHouse

if TYPE_CHECKING:
    from cocity_desktop.application.views.versions import PactComparison

NOW = VersionKey()


@dataclass
class Pact:
    """A house with a pact, in short words."""

    house: SmallHouse
    id: str

    @property
    def queries(self):
        return self.house.services.queries

    def article(self, place: int = 0) -> str:
        return self.queries.pact(self.id).document.articles[place].id

    def prose(self, place: int = 0) -> str:
        return article_prose(self.queries.pact(self.id).document.articles[place])

    def write(self, text: str, place: int = 0) -> None:
        self.house.run(write_article, WriteArticle(article_id=self.article(place), text=text))

    def keep(self, name: str) -> VersionKey:
        return VersionKey(
            VersionKind.NAMED, self.house.run(keep_version, KeepVersion(pact_id=self.id, name=name))
        )

    def compare(self, old: VersionKey, new: VersionKey = NOW) -> PactComparison:
        return self.queries.pact_comparison(self.id, old, new)

    def lines(self, old: VersionKey, new: VersionKey = NOW, place: int = 0):
        """What differs in an article: fate, before, after."""
        return [
            (line.change, old_of(line.pieces), new_of(line.pieces))
            for line in self.compare(old, new).articles[place].sentences
            if line.change is not SentenceChange.SAME
        ]


@pytest.fixture
def pact(house: SmallHouse) -> Pact:
    cmd = AssemblePact(process_id=house.ids["process"])
    return Pact(house, house.run(assemble_pact, cmd, house.services.regulations))


def test_a_version_is_read_back_as_it_was_whatever_was_written_since(pact: Pact) -> None:
    pact.write("Si apre alle otto. Si chiude alle venti.")
    first = pact.keep("Prima del tavolo")
    pact.write("Si apre alle nove. Ci pensa la scuola.")
    assert pact.lines(first) == [
        (SentenceChange.REWORDED, "Si apre alle otto.", "Si apre alle nove."),
        (SentenceChange.REMOVED, "Si chiude alle venti.", ""),
        (SentenceChange.ADDED, "", "Ci pensa la scuola."),
    ]
    assert pact.lines(first, first) == []
    second = pact.keep("Dopo")
    pact.write("")
    undo_last(pact.house.services.new_unit_of_work())
    assert pact.lines(first, second)[0][1:] == ("Si apre alle otto.", "Si apre alle nove.")


def test_a_comparison_says_who_wrote_what_differs_and_when(pact: Pact) -> None:
    first = pact.keep("Vuota")
    pact.write("Si apre alle otto.")
    comparison = pact.compare(first)
    (line,) = comparison.articles[0].sentences
    cause = comparison.causes[line.id]
    assert (cause.kind, cause.by) == (CauseKind.WRITTEN, "")
    assert cause.at.date() == TODAY
    assert (comparison.sentences, comparison.changed_articles) == (1, 1)


def test_a_sentence_taken_from_a_meeting_says_what_was_said_there(pact: Pact) -> None:
    house = pact.house
    said = CaptureEntry(meeting_id=house.meeting("Terzo tavolo"), text="le chiavi le tiene la scuola")
    entry = house.run(capture_entry, said)
    first = pact.keep("Prima")
    sentence = house.run(put_source, PutSource(article_id=pact.article(), entry_id=entry))
    cause = pact.compare(first).causes[sentence]
    assert cause.kind is CauseKind.SOURCE
    (source,) = cause.sources
    assert (source.kind, source.text, source.meeting) == ("entry", said.text, "Terzo tavolo")


def test_a_sentence_that_changed_its_place_is_told_as_moved(pact: Pact) -> None:
    pact.write("Uno resta qui. Due va in fondo alla pagina. Tre sta fermo.")
    first = pact.keep("Prima")
    pact.write("Uno resta qui. Tre sta fermo. Due va in fondo alla pagina.")
    assert {line[0] for line in pact.lines(first)} == {SentenceChange.LEFT, SentenceChange.MOVED}
    assert pact.compare(first).sentences == 1


def deliver(pact: Pact, text: str) -> tuple[str, str]:
    """A delivery as far as the archive knows of it: the text of each article. Returns its id and the answer's item's."""
    with pact.house.services.new_unit_of_work() as uow:
        delivery = uow.add(
            Delivery(
                id=uow.new_id(), pact_id=pact.id, version=1, file_name="p.zip", file_size=1, sealed_at=uow.now(),
                file_sha256="a", tag_manifest_sha512="b", content_code="c", file_code="d",
            )
        )  # fmt: skip
        for article in uow.find(Article, pact_id=pact.id):
            sent = text if article.number == 1 else ""
            uow.add(
                ArticleVersion(
                    id=uow.new_id(), article_id=article.id, version=1, number=article.number, title=article.title,
                    text=sent, made_at=uow.now(),
                )
            )  # fmt: skip
        reply = uow.add(
            Reply(
                id=uow.new_id(),
                delivery_id=delivery.id,
                office="Beni comuni",
                protocol="42/2027",
                replied_on=TODAY,
                received_at=uow.now(),
            )
        )
        item = uow.add(
            ReplyItem(
                id=uow.new_id(),
                reply_id=reply.id,
                article_id=pact.article(),
                article_number=1,
                verdict=Verdict.ACCEPTED_WITH_TEXT,
                text="Si apre alle dieci.",
                reason="Orario del custode",
            )
        )
        uow.commit("test")
    return delivery.id, item.id


def test_a_delivered_version_is_the_text_that_was_sent_and_the_answer_is_the_cause(pact: Pact) -> None:
    from cocity_desktop.application.replies import DecideReplyItem, decide_reply_item

    pact.write("Si apre alle otto.")
    delivery, item = deliver(pact, "Si apre alle otto.")
    sent = VersionKey(VersionKind.DELIVERED, delivery)
    pact.write("Si apre alle sette.")
    pact.house.run(decide_reply_item, DecideReplyItem(item_id=item, choice=Choice.ACCEPT))
    assert pact.lines(sent) == [(SentenceChange.REWORDED, "Si apre alle otto.", "Si apre alle dieci.")]
    (cause,) = pact.compare(sent).causes.values()
    assert cause.kind is CauseKind.CITY
    assert cause.reply is not None
    assert (cause.reply.office, cause.reply.protocol, cause.reply.reason) == (
        "Beni comuni",
        "42/2027",
        "Orario del custode",
    )


def test_a_moment_of_the_history_can_be_compared_and_the_list_says_which_there_are(pact: Pact) -> None:
    pact.write("Uno di qua.")
    pact.write("Due di là, tutto diverso.")
    kept = pact.keep("Fine")
    rows = pact.queries.pact_versions(pact.id)
    kinds = [row.key.kind for row in rows]
    assert kinds[:2] == [VersionKind.NOW, VersionKind.NAMED]
    assert (rows[1].key, rows[1].name, rows[1].by) == (kept, "Fine", "Casa di prova")
    moments = [row for row in rows if row.key.kind is VersionKind.MOMENT]
    assert [row.cause for row in moments] == [CauseKind.WRITTEN, CauseKind.WRITTEN, CauseKind.SOURCE]
    assert pact.lines(moments[1].key)[0][1] == "Uno di qua."
    assert pact.lines(moments[2].key, moments[1].key)[0][2] == "Uno di qua."


def test_two_versions_do_not_share_a_name_and_a_name_can_be_taken_away(pact: Pact) -> None:
    kept = pact.keep("Prima")
    again = KeepVersion(pact_id=pact.id, name=" prima ")
    assert pact.house.refusal(keep_version, again) == ("version_name_taken", "name")
    assert pact.house.refusal(keep_version, KeepVersion(pact_id=pact.id, name=" ")) == ("required", "name")
    pact.house.run(remove_version, Remove(id=kept.id))
    assert pact.house.refusal(remove_version, Remove(id=kept.id))[0] == "not_found"
    pact.keep("prima")


def test_articles_that_came_went_or_moved_are_told(pact: Pact) -> None:
    first = pact.keep("Prima")
    with pact.house.services.new_unit_of_work() as uow:
        articles = sorted(uow.find(Article, pact_id=pact.id), key=lambda one: one.number)
        articles[0].number, articles[1].number = 2, 1
        uow.remove(articles[2])
        uow.add(Article(id=uow.new_id(), pact_id=pact.id, heading="x", number=99, title="Nuovo"))
        uow.commit("test")
    fates = [(one.change, one.old_number, one.number) for one in pact.compare(first).articles]
    assert fates[:3] == [
        (ArticleChange.RENUMBERED, 2, 1),
        (ArticleChange.REMOVED, 3, 0),
        (ArticleChange.RENUMBERED, 1, 2),
    ]
    assert fates[-1] == (ArticleChange.ADDED, 0, 99)


def test_an_article_of_ones_own_says_who_added_it(pact: Pact) -> None:
    first = pact.keep("Prima")
    heading = pact.queries.pact(pact.id).document.articles[0].heading
    added = pact.house.run(add_article, AddArticle(pact_id=pact.id, heading=heading, title="Chiavi"))
    comparison = pact.compare(first)
    assert comparison.causes[added].kind is CauseKind.ARTICLES
    moved = [one.id for one in comparison.articles if one.change is ArticleChange.RENUMBERED]
    assert {comparison.causes[one].kind for one in moved} == {CauseKind.ARTICLES}
    note = pact.house.run(add_comment, AddComment(article_id=added, text="Quante?"))
    pact.house.run(remove_article, Remove(id=added))
    assert note not in {one.id for one in pact.queries.pact_talk(pact.id).comments}
    undo_last(pact.house.services.new_unit_of_work())
    assert note in {one.id for one in pact.queries.pact_talk(pact.id).comments}


# --- Remarks and other texts ----------------------------------------------------------------------------------


def test_a_remark_is_added_dealt_with_taken_away_and_brought_back(pact: Pact) -> None:
    house = pact.house
    comment = house.run(add_comment, AddComment(article_id=pact.article(), text="  E di notte?  "))
    (row,) = pact.queries.pact_talk(pact.id).comments
    assert (row.text, row.by, row.resolved) == ("E di notte?", "Casa di prova", False)
    house.run(resolve_comment, ResolveComment(comment_id=comment))
    assert pact.queries.pact_talk(pact.id).comments[0].resolved
    house.run(remove_comment, Remove(id=comment))
    assert pact.queries.pact_talk(pact.id).comments == ()
    undo_last(house.services.new_unit_of_work())
    assert len(pact.queries.pact_talk(pact.id).comments) == 1
    assert house.refusal(add_comment, AddComment(article_id=pact.article(), text=" "))[0] == "required"


def test_a_taken_text_keeps_the_sources_of_the_sentences_that_it_shares(pact: Pact) -> None:
    house = pact.house
    cmd = CaptureEntry(meeting_id=house.meeting(), text="Apriamo noi", entry_kind=EntryKind.IDEA)
    sentence = house.run(
        put_source, PutSource(article_id=pact.article(), entry_id=house.run(capture_entry, cmd))
    )
    variant = house.run(
        propose_variant,
        ProposeVariant(article_id=pact.article(), text="Apriamo noi. Chiude la scuola.", by="Comitato"),
    )
    assert pact.prose() == "Apriamo noi."
    gap = next(gap for gap in pact.queries.pact(pact.id).gaps if gap.check == "open_variant")
    assert (gap.blocking, gap.article_id) == (False, pact.article())
    assert gap.question == "Quale dei due testi vale per l’articolo 1?"

    before = pact.keep("Prima")
    house.run(take_variant, TakeVariant(variant_id=variant))
    assert pact.prose() == "Apriamo noi. Chiude la scuola."
    lines = pact.queries.pact(pact.id).document.articles[0].paragraphs[0]
    assert [bool(line.sources) for line in lines] == [True, False]
    assert (lines[0].id, lines[1].written_by) == (sentence, "Comitato")
    assert pact.compare(before).causes[lines[1].id].kind is CauseKind.VARIANT
    assert not [gap for gap in pact.queries.pact(pact.id).gaps if gap.check == "open_variant"]
    assert house.refusal(take_variant, TakeVariant(variant_id=variant))[0] == "variant_decided"


def test_a_text_is_declined_with_a_reason(pact: Pact) -> None:
    variant = pact.house.run(propose_variant, ProposeVariant(article_id=pact.article(), text="Altro."))
    decline = DeclineVariant(variant_id=variant, reason=" ")
    assert pact.house.refusal(decline_variant, decline) == ("reason_required", "reason")
    pact.house.run(decline_variant, DeclineVariant(variant_id=variant, reason="Non l’ha detto nessuno"))
    (row,) = pact.queries.pact_talk(pact.id).variants
    assert (row.state, row.reason) == (VariantState.DECLINED, "Non l’ha detto nessuno")


def test_neither_remarks_nor_other_texts_are_on_paper(pact: Pact) -> None:
    from cocity_desktop.application.bundle_contents import canonical_json, pact_as_json
    from cocity_desktop.application.deliveries import draft_line

    pact.house.run(add_comment, AddComment(article_id=pact.article(), text="Zampognaro, di notte?"))
    pact.house.run(propose_variant, ProposeVariant(article_id=pact.article(), text="Zampognaro."))
    pact.write("Si apre.")
    document = pact.queries.pact(pact.id).document
    content = canonical_json(pact_as_json(document, draft_line(document)))
    assert b"Si apre" in content
    assert b"Zampognaro" not in content
    assert "Zampognaro" not in repr(document)


def test_who_is_at_the_desk_stands_under_versions_and_causes(pact: Pact) -> None:
    staff = pact.house.run(add_staff, AddStaff(name="Irene", role=StaffRole.COORDINATOR))
    first = pact.keep("Prima")
    uow = pact.house.services.new_unit_of_work()
    uow.actor = staff
    write_article(WriteArticle(article_id=pact.article(), text="Scrive Irene."), uow)
    (cause,) = pact.compare(first).causes.values()
    assert cause.by == "Irene"
