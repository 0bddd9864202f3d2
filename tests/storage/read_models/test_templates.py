"""Templates of the house, and what is offered for the next agenda, asked of a real archive."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cocity_desktop.application.views.agenda import OfferKind
from cocity_desktop.domain.deliveries import Choice, Verdict
from cocity_desktop.domain.lifecycle import MeetingState
from cocity_desktop.domain.meetings import (
    AgendaItem,
    AgendaState,
    AgendaTemplate,
    AgendaTemplateItem,
    EntryKind,
    EntryOutcome,
)
from tests.storage.read_models.records import answer, begin_pact, deliver
from tests.storage.read_models.store import NOW

WEEK = timedelta(days=7)


@pytest.fixture
def process(store):
    return store.process()


def held(store, process, weeks_ago, title="Tavolo", state=MeetingState.CLOSED):
    return store.meeting(process, NOW - weeks_ago * WEEK, state=state, title=title)


def left(store, meeting, title, **fields):
    return store.new(AgendaItem, meeting_id=meeting.id, title=title, state=AgendaState.POSTPONED, **fields)


def offered(queries, process):
    return [
        (offer.kind, offer.title, offer.since.isoformat(), offer.source, offer.is_fresh)
        for offer in queries.offers(process.id, NOW)
    ]


def test_templates_come_by_name_with_their_points_in_order(store, queries):
    late = store.new(AgendaTemplate, name="tavolo lungo", planned_minutes=120)
    store.new(AgendaTemplate, name="Álbum")
    point = store.new(AgendaTemplateItem, template_id=late.id, title="Tema", position=0)
    store.new(
        AgendaTemplateItem,
        template_id=late.id,
        title="Timori",
        position=1,
        parent_id=point.id,
        wanted_outcome="nessuno senza risposta",
        planned_minutes=15,
    )
    first, second = queries.templates()
    assert (first.name, first.items) == ("Álbum", ())
    assert (second.planned_minutes, second.is_shipped) == (120, False)
    told = [(item.title, item.planned_minutes, item.wanted_outcome, item.is_sub) for item in second.items]
    assert told == [("Tema", 10, "", False), ("Timori", 15, "nessuno senza risposta", True)]


def test_nothing_is_offered_before_the_first_meeting(queries, process):
    assert queries.offers(process.id, NOW) == ()


def test_points_of_the_last_meeting_are_fresh_and_older_ones_are_not(store, queries, process):
    left(store, held(store, process, 4, "Primo"), "Orto")
    left(store, held(store, process, 2, "Secondo"), "Chiavi")
    assert offered(queries, process) == [
        (OfferKind.POINT, "Chiavi", "2027-01-28", "Secondo", True),
        (OfferKind.POINT, "Orto", "2027-01-14", "Primo", False),
    ]


def test_a_point_carried_again_and_again_tells_its_first_day(store, queries, process):
    first = left(store, held(store, process, 4, "Primo"), "Orto")
    left(store, held(store, process, 2, "Secondo"), "Orto", carried_from_id=first.id)
    assert offered(queries, process) == [(OfferKind.POINT, "Orto", "2027-01-14", "Secondo", True)]


def test_a_point_on_the_agenda_of_a_meeting_called_off_is_offered_again(store, queries, process):
    point = left(store, held(store, process, 2), "Orto")
    planned = store.meeting(process, NOW + WEEK)
    store.new(AgendaItem, meeting_id=planned.id, title="Orto", carried_from_id=point.id)
    assert offered(queries, process) == []
    store.change(planned, state=MeetingState.CANCELLED)
    assert [row[1] for row in offered(queries, process)] == ["Orto"]


def test_a_sub_item_comes_with_its_point_and_alone_when_the_point_is_done(store, queries, process):
    meeting = held(store, process, 2)
    point = left(store, meeting, "Orto")
    sub = left(store, meeting, "Acqua", parent_id=point.id, position=1, planned_minutes=5)
    (offer,) = queries.offers(process.id, NOW)
    assert (offer.title, offer.planned_minutes) == ("Orto", 15)
    store.change(point, state=AgendaState.DONE)
    (offer,) = queries.offers(process.id, NOW)
    assert (offer.id, offer.title, offer.planned_minutes) == (sub.id, "Acqua", 5)


def test_open_questions_and_concerns_are_offered_until_they_stand_on_an_agenda(store, queries, process):
    meeting = held(store, process, 2, "Secondo")
    store.entry(meeting, "Chi tiene le chiavi?", entry_kind=EntryKind.QUESTION)
    store.entry(meeting, "Il portone è pesante", entry_kind=EntryKind.CONCERN)
    store.entry(meeting, "Una nota")
    store.entry(meeting, "E l’acqua?", entry_kind=EntryKind.QUESTION, outcome=EntryOutcome.COMMITTED)
    assert [row[:2] for row in offered(queries, process)] == [
        (OfferKind.QUESTION, "Chi tiene le chiavi?"),
        (OfferKind.CONCERN, "Il portone è pesante"),
    ]
    store.new(AgendaItem, meeting_id=store.meeting(process, NOW + WEEK).id, title="Chi tiene le chiavi?")
    assert [row[1] for row in offered(queries, process)] == ["Il portone è pesante"]


def test_open_answers_of_the_comune_are_offered_with_who_answered(store, queries, process):
    store.house()
    pact = begin_pact(store, process)
    _reply, items = answer(
        store,
        deliver(store, pact),
        (
            (Verdict.REJECTED, Choice.PENDING),
            (Verdict.ACCEPTED, Choice.ACCEPT),
            (Verdict.DEFERRED, Choice.KEEP),
        ),
        office="Beni comuni",
        replied_on=date(2027, 2, 3),
    )
    assert offered(queries, process) == [
        (OfferKind.ANSWER, "Articolo 1, Oggi 1: respinto", "2027-02-03", "Beni comuni", True)
    ]
    assert queries.offers(process.id, NOW)[0].id == items[0].id


def test_another_process_has_its_own(store, queries, process):
    left(store, held(store, process, 2), "Orto")
    assert queries.offers(store.process("Altro").id, NOW) == ()
