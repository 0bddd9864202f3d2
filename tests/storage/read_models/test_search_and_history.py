"""What is found and the page it opens on; what happened to a record."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cocity_desktop.application.views.today import HistoryRow, SearchHit
from cocity_desktop.domain.house import StaffMember, StaffRole
from cocity_desktop.domain.lifecycle import DeliveryState
from cocity_desktop.domain.meetings import (
    AgendaItem,
    Decision,
    Minutes,
    MinutesAddition,
    MinutesParagraph,
    ParagraphRole,
    Reservation,
)
from cocity_desktop.domain.pacts import Article, Attachment, Pact, PactState, RegulationTemplate, Sentence
from cocity_desktop.domain.places import Place
from cocity_desktop.domain.processes import Opinion
from cocity_desktop.domain.registry import ContactKind, ContactPoint, Group, Person
from cocity_desktop.storage.read_models.search_and_history import _HITS, excerpt
from cocity_desktop.storage.search import SEARCHABLE
from tests.storage.read_models.records import VERDICTS, answer, deliver
from tests.storage.read_models.store import NOW


def test_every_kind_that_can_be_found_has_a_page_to_open():
    assert set(_HITS) == set(SEARCHABLE)


def test_a_name_is_found_whatever_its_accents(store, queries):
    group = store.new(Group, name="Neu[nòi] – spazio al lavoro APS", address="via Alloro 64")

    assert queries.search("NEU NOI") == (
        SearchHit("group", group.id, "Neu[nòi] – spazio al lavoro APS", "via Alloro 64"),
    )


def test_where_the_words_stood_is_told(store, queries):
    place = store.new(
        Place, name="Casa", address="via Alloro 95", description="Un pavimento di legno all’aperto"
    )

    assert queries.search("legno") == (
        SearchHit("place", place.id, "Casa", "Un pavimento di legno all’aperto"),
    )
    assert queries.search("casa legno")[0].context == "Un pavimento di legno all’aperto"


def test_what_was_said_opens_its_meeting_once_for_each_line(store, queries):
    meeting = store.meeting(store.process(), title="Secondo tavolo")
    store.entry(meeting, "Il portone è pesante")
    store.entry(meeting, "Chi apre il portone?")

    hits = queries.search("portone")

    assert {(hit.kind, hit.id, hit.title) for hit in hits} == {("meeting", meeting.id, "Secondo tavolo")}
    assert sorted(hit.context for hit in hits) == ["Chi apre il portone?", "Il portone è pesante"]


@pytest.fixture
def everything(store):
    """One record of every kind that can be found, all with the same word; by the page it should open."""
    word = "glicine"
    group, person = store.new(Group, name=f"{word} g"), store.new(Person, given_name=word)
    place = store.new(Place, name=f"{word} l")
    process = store.process(f"{word} p")
    meeting = store.meeting(process, title=f"{word} i")
    entry = store.entry(meeting, f"{word} e")
    decision = store.new(Decision, entry_id=entry.id)
    template = store.new(RegulationTemplate, code="x", title="X", content={}, content_sha256="0" * 64)
    pact = store.new(
        Pact, process_id=process.id, template_id=template.id, title=f"{word} t", state=PactState.DELIVERED
    )
    article = store.new(Article, pact_id=pact.id, heading="h", number=4, title=f"{word} a")
    store.new(Sentence, article_id=article.id, text=f"{word} s")
    delivery = deliver(store, pact, file_code=word, state=DeliveryState.ANSWERED)
    answer(store, delivery, VERDICTS[:1], note=f"{word} r")
    commitment = store.commitment(process, f"{word} c")
    store.new(ContactPoint, group_id=group.id, contact_kind=ContactKind.EMAIL, value=f"{word}@example.org")
    store.new(ContactPoint, person_id=person.id, contact_kind=ContactKind.EMAIL, value=f"{word}@example.com")
    store.new(Opinion, process_id=process.id, office=f"{word} o")
    store.new(AgendaItem, meeting_id=meeting.id, title=f"{word} d")
    store.new(Reservation, decision_id=decision.id, text=f"{word} v")
    minutes = store.new(Minutes, meeting_id=meeting.id)
    store.new(MinutesParagraph, minutes_id=minutes.id, role=ParagraphRole.TEXT, text=f"{word} m")
    store.new(MinutesAddition, minutes_id=minutes.id, text=f"{word} n", added_at=NOW)
    for owner in (
        {"process_id": process.id},
        {"place_id": place.id},
        {"group_id": group.id},
        {"entry_id": entry.id},
    ):
        store.new(
            Attachment, name=f"{word} {next(iter(owner))}", media_type="image/png", sha256="a" * 64, size=1,
            added_at=NOW, **owner,
        )  # fmt: skip
    return {
        "group": (group, 3), "person": (person, 2), "place": (place, 2), "process": (process, 3),
        "meeting": (meeting, 5), "minutes": (meeting, 2), "pact": (pact, 3), "delivery": (delivery, 2), "commitment": (commitment, 1),
    }  # fmt: skip


def test_all_that_can_be_found_opens_the_page_it_lies_in(queries, everything):
    hits = queries.search("glicine", limit=100)

    for kind, (record, count) in everything.items():
        assert [hit.id for hit in hits if hit.kind == kind] == [record.id] * count, kind
    assert len(hits) == sum(count for _, count in everything.values())
    assert all("glicine" in f"{hit.title} {hit.context}" or hit.kind == "delivery" for hit in hits)


def test_no_more_than_asked_for(store, queries):
    for number in range(5):
        store.new(Group, name=f"Orti {number}")

    assert len(queries.search("orti", limit=3)) == 3


def test_what_was_removed_is_not_found(store, queries):
    group = store.new(Group, name="Genitori")
    store.remove(group)

    assert queries.search("genitori") == ()


def test_a_long_text_is_cut_around_the_word_and_between_words():
    text = " ".join([*["prima"] * 40, "portone,", *["dopo"] * 40])

    line = excerpt(text, ["portone"])

    assert "portone," in line
    assert line.startswith("… prima")
    assert line.endswith("dopo …")
    assert len(line) <= 150


@pytest.mark.parametrize(("text", "shown"), [("", ""), ("a\n b", "a b"), ("x" * 300, "x" * 140)])
def test_an_excerpt_of_odd_texts(text, shown):
    assert excerpt(text, ["zzz"]) == shown


def test_what_happened_to_a_record_the_newest_first(store, queries):
    irene = store.new(StaffMember, name="Irene", role=StaffRole.COORDINATOR)
    group = store.new(Group, name="Genitori")
    store.actor = irene.id
    store.clock.moment = NOW + timedelta(days=1)
    store.change(group, name="Genitori Fleming", themes=("orto",), registered_on=date(2027, 2, 1))
    store.remove(group)

    rows = queries.history("group", group.id)

    assert rows[0] == HistoryRow(store.clock.moment, "Irene", "test_remove", "", old=True, new=False)
    changed = {row.field: (row.old, row.new) for row in rows if row.label == "test_change"}
    assert changed["name"] == ("Genitori", "Genitori Fleming")
    assert changed["themes"][1] == ["orto"]
    assert changed["registered_on"] == (None, "2027-02-01")
    made = [row for row in rows if row.label == "test"]
    assert {row.actor for row in made} == {""}
    assert HistoryRow(NOW, "", "test", "name", old=None, new="Genitori") in made
    assert [row.at for row in rows] == sorted((row.at for row in rows), reverse=True)


def test_the_history_of_another_kind_of_record_is_not_told(store, queries):
    group = store.new(Group, name="Genitori")

    assert queries.history("person", group.id) == ()
