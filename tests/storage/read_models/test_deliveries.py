"""Deliveries and the Comune's answers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cocity_desktop.domain.deliveries import HandOver, Verdict
from cocity_desktop.domain.lifecycle import DeliveryState, MeetingState
from cocity_desktop.domain.meetings import AgendaItem
from cocity_desktop.domain.pacts import ArticleVersion, Pact, PactState, RegulationTemplate
from tests.storage.read_models.records import VERDICTS, answer, deliver
from tests.storage.read_models.store import NOW

DAY = timedelta(days=1)


@pytest.fixture
def pact(store):
    template = store.new(RegulationTemplate, code="x", title="X", content={}, content_sha256="0" * 64)
    return store.new(
        Pact,
        process_id=store.process().id,
        template_id=template.id,
        title="Cortile",
        state=PactState.DELIVERED,
    )


def test_deliveries_come_newest_first_with_what_is_still_to_decide(store, queries, pact):
    first = deliver(store, pact, 1, sealed_at=NOW - DAY, state=DeliveryState.ANSWERED)
    second = deliver(store, pact, 2)
    answer(store, first, VERDICTS)

    assert [(row.id, row.version, row.pact, row.undecided, row.replied_on) for row in queries.deliveries()] == [
        (second.id, 2, "Cortile", 0, None), (first.id, 1, "Cortile", 2, date(2027, 2, 10)),
    ]  # fmt: skip


def test_a_delivery_on_its_path(store, queries, pact):
    delivery = deliver(
        store, pact, state=DeliveryState.RECEIVED, handed_over_on=date(2027, 2, 4), handed_over_how=HandOver.STICK,
        received_on=date(2027, 2, 5), protocol="0412/2027",
    )  # fmt: skip

    detail = queries.delivery(delivery.id)

    assert (detail.row.id, detail.row.state, detail.content_code, detail.file_size) == (
        delivery.id, DeliveryState.RECEIVED, "9f3a", 1234,
    )  # fmt: skip
    assert (detail.handed_over_how, detail.received_on, detail.protocol) == (
        HandOver.STICK, date(2027, 2, 5), "0412/2027",
    )  # fmt: skip
    assert detail.reply is None


def test_an_answer_is_laid_beside_what_was_sent_and_not_what_the_article_became(store, queries, pact):
    delivery = deliver(store, pact, 2, state=DeliveryState.ANSWERED)
    _, items = answer(store, delivery, VERDICTS[:2], office="Beni comuni", note="salve")
    for version, text in ((1, "vecchio"), (2, "mandato")):
        store.new(
            ArticleVersion, article_id=items[1].article_id, version=version, number=2, title=f"Ieri {version}",
            text=text, made_at=NOW,
        )  # fmt: skip

    reply = queries.delivery(delivery.id).reply

    assert (reply.office, reply.note, reply.received_at) == ("Beni comuni", "salve", NOW)
    assert [(item.id, item.title, item.sent, item.verdict) for item in reply.items] == [
        (items[0].id, "Oggi 1", "", Verdict.ACCEPTED),
        (items[1].id, "Ieri 2", "mandato", Verdict.ACCEPTED_WITH_TEXT),
    ]


def test_an_article_says_on_whose_agenda_it_stands(store, queries, pact):
    delivery = deliver(store, pact, state=DeliveryState.ANSWERED)
    _, items = answer(store, delivery, VERDICTS)
    process_id = pact.process_id
    meetings = [
        store.new_meeting(process_id, NOW + days * DAY, title=title, state=state)
        for days, title, state in (
            (1, "Terzo tavolo", MeetingState.CLOSED),
            (8, "Quarto tavolo", MeetingState.PLANNED),
            (9, "Annullato", MeetingState.CANCELLED),
        )
    ]
    for meeting in meetings:
        store.new(AgendaItem, meeting_id=meeting.id, title="Articolo 3", reply_item_id=items[2].id)

    found = queries.delivery(delivery.id).reply.items

    assert [item.on_agenda_of for item in found] == ["", "", "Quarto tavolo", ""]
    assert [row.from_reply for row in queries.meeting(meetings[0].id).agenda] == [True]


def test_the_newest_answer_counts(store, queries, pact):
    delivery = deliver(store, pact, state=DeliveryState.ANSWERED)
    answer(store, delivery, VERDICTS)
    newest, _ = answer(store, delivery, VERDICTS[:1], replied_on=date(2027, 2, 11))

    detail = queries.delivery(delivery.id)

    assert (detail.reply.id, detail.row.undecided, detail.row.replied_on) == (newest.id, 0, date(2027, 2, 11))
    assert queries.deliveries()[0].undecided == 0


def test_a_removed_answer_and_a_removed_delivery_are_gone(store, queries, pact):
    delivery = deliver(store, pact, state=DeliveryState.ANSWERED)
    reply, items = answer(store, delivery, VERDICTS)
    store.remove(reply, *items)
    assert queries.delivery(delivery.id).reply is None
    assert queries.today().city == ()

    store.remove(delivery)

    assert queries.deliveries() == ()
