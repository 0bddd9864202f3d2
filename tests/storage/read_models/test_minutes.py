"""What the minutes, the agenda and the attendance sheet are made from."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.lifecycle import MinutesState
from cocity_desktop.domain.meetings import (
    AgendaItem,
    AgendaState,
    Attendance,
    Decision,
    EntryKind,
    EntryOutcome,
    Minutes,
    MinutesAddition,
    MinutesParagraph,
    ParagraphRole,
    Reservation,
)
from cocity_desktop.domain.pacts import Article, Sentence, SourceLink
from cocity_desktop.domain.processes import Participation, Process
from cocity_desktop.domain.registry import Group, Membership, Person
from tests.storage.read_models.records import begin_pact
from tests.storage.read_models.store import NOW


@pytest.fixture
def meeting(store):
    store.house(address="via dell’Esempio 1", email="casa@example.org")
    return store.meeting(
        store.process("Giardino"), title="Secondo tavolo", called_by="Irene", venue="sala grande"
    )


def found(store, cls, **equals):
    with store.unit_of_work() as uow:
        return uow.find(cls, **equals)[0]


def test_the_head_of_the_minutes(queries, meeting):
    document = queries.minutes(meeting.id)

    assert (document.meeting_id, document.title, document.process_title) == (
        meeting.id,
        "Secondo tavolo",
        "Giardino",
    )
    assert (document.house.name, document.house.city) == ("Casa di prova", "Torino")
    assert (document.called_by, document.venue, document.starts_at) == ("Irene", "sala grande", NOW)
    assert (document.state, document.approved_by, document.language) == (MinutesState.DRAFT, "", "it")
    assert (document.sections, document.presences, document.expected) == ((), (), ())


def test_minutes_need_a_house_to_come_from(store, queries):
    meeting = store.meeting(store.process())

    with pytest.raises(UserError) as refused:
        queries.minutes(meeting.id)

    assert (refused.value.code, refused.value.details["kind"]) == (ErrorCode.NOT_FOUND, "house")


def test_lines_stand_under_the_point_they_were_said_under(store, queries, meeting):
    second = store.new(
        AgendaItem, meeting_id=meeting.id, title="Orto", position=1, owner="Ada", planned_minutes=20
    )
    first = store.new(AgendaItem, meeting_id=meeting.id, title="Cortile", position=0)
    store.entry(meeting, "dell’orto", agenda_item_id=second.id)
    store.entry(meeting, "sciolta", entry_kind=EntryKind.IDEA)
    store.entry(meeting, "del cortile", agenda_item_id=first.id)

    sections = queries.minutes(meeting.id).sections

    assert [(s.title, [line.text for line in s.entries]) for s in sections] == [
        ("Cortile", ["del cortile"]), ("Orto", ["dell’orto"]), ("", ["sciolta"]),
    ]  # fmt: skip
    assert (sections[1].owner, sections[1].planned_minutes) == ("Ada", 20)
    assert sections[2].entries[0].kind is EntryKind.IDEA


def test_decisions_and_commitments_come_with_their_line(store, queries, meeting):
    decided = store.entry(meeting, "Si prova", entry_kind=EntryKind.DECISION)
    decision = store.new(Decision, entry_id=decided.id, in_favour=18, present=23)
    store.new(Reservation, decision_id=decision.id, raised_by="Ada", text="In due")
    promised = store.entry(
        meeting, "Due rastrelliere", entry_kind=EntryKind.COMMITMENT, said_at=NOW + timedelta(minutes=1)
    )
    store.new(Minutes, meeting_id=meeting.id, state=MinutesState.LOCKED, approved_by="Assemblea")
    process_id = meeting.process_id
    commitment = store.new_commitment(
        process_id, entry_id=promised.id, party_kind=PartyKind.COMUNE, money_cents=45_000
    )

    document = queries.minutes(meeting.id)
    first, second = document.sections[0].entries

    assert (document.state, document.approved_by) == (MinutesState.LOCKED, "Assemblea")
    assert (first.id, first.decision.text, first.decision.meeting_title) == (
        decided.id,
        "Si prova",
        "Secondo tavolo",
    )
    assert (first.decision.taken_at, first.decision.in_favour, first.decision.present) == (NOW, 18, 23)
    assert [(r.raised_by, r.text) for r in first.decision.reservations] == [("Ada", "In due")]
    assert (second.commitment.id, second.commitment.party, second.commitment.money_cents) == (
        commitment.id, "Comune di Torino", 45_000,
    )  # fmt: skip


def test_who_came_is_beside_their_group_and_who_did_not_is_expected(store, queries, meeting):
    parents, school, others = (store.new(Group, name=name) for name in ("Genitori", "Scuola", "Bocciofila"))
    for group in (parents, school):
        store.new(Participation, process_id=meeting.process_id, group_id=group.id)
    ada = store.new(Person, given_name="Ada")
    for group in (others, parents):
        store.new(Membership, group_id=group.id, person_id=ada.id)
    for order, fields in enumerate(
        (
            {"label": "Ada", "person_id": ada.id},
            {"label": "Bocciofila", "group_id": others.id, "head_count": 3},
            {"label": "Luca", "group_id": others.id},
            {"label": "una vicina"},
        )
    ):
        store.new(Attendance, meeting_id=meeting.id, arrived_at=NOW + timedelta(minutes=order), **fields)

    document = queries.minutes(meeting.id)

    assert [(line.label, line.group, line.head_count) for line in document.presences] == [
        ("Ada", "Genitori", 1), ("Bocciofila", "", 3), ("Luca", "Bocciofila", 1), ("una vicina", "", 1),
    ]  # fmt: skip
    assert document.expected == ("Scuola",)


def test_sub_items_follow_their_point_with_numbers_and_times_as_they_were(store, queries, meeting):
    store.new(AgendaItem, meeting_id=meeting.id, title="Varie", position=1)
    began, ended = NOW + timedelta(minutes=4), NOW + timedelta(minutes=31)
    first = store.new(
        AgendaItem, meeting_id=meeting.id, title="Cortile", started_at=began, ended_at=ended, extra_minutes=5,
        state=AgendaState.DONE,
    )  # fmt: skip
    for place, title in enumerate(("Chiavi", "Orari")):
        store.new(AgendaItem, meeting_id=meeting.id, title=title, position=9 - place, parent_id=first.id)

    sections = queries.minutes(meeting.id).sections

    assert [(s.number, s.level, s.title) for s in sections] == [
        ("1", 0, "Cortile"), ("1.1", 1, "Orari"), ("1.2", 1, "Chiavi"), ("2", 0, "Varie"),
    ]  # fmt: skip
    assert (sections[0].id, sections[0].state) == (first.id, AgendaState.DONE)
    assert (sections[0].started_at, sections[0].ended_at, sections[0].extra_minutes) == (began, ended, 5)


def test_who_was_there_when_it_was_decided_stays_as_it_was(store, queries, meeting):
    ada = store.new(Attendance, meeting_id=meeting.id, label="Ada", arrived_at=NOW)
    others = store.new(Attendance, meeting_id=meeting.id, label="Genitori", head_count=4, arrived_at=NOW)
    decided = store.entry(meeting, "Si prova", entry_kind=EntryKind.DECISION)
    store.new(Decision, entry_id=decided.id, present=5, presence=(f"{ada.id} 1", f"{others.id} 4"))
    store.remove(others)

    decision = queries.minutes(meeting.id).sections[0].entries[0].decision

    assert [(one.label, one.heads) for one in decision.presence] == [("Ada", 1), ("Genitori", 4)]


def test_the_written_minutes_with_what_waits_and_what_was_added(store, queries, meeting):
    minutes = store.new(
        Minutes, meeting_id=meeting.id, approved_on=date(2027, 3, 4), approved_by="l’assemblea",
        step_reason="mancava un nome",
    )  # fmt: skip
    for position, fields in enumerate((
        {"role": ParagraphRole.HEADING, "source": "heading x", "generated": "1. Orto", "text": "1. Orto"},
        {"role": ParagraphRole.ENTRY, "source": "entry x", "generated": "Serve acqua.", "text": ""},
        {"role": ParagraphRole.TEXT, "text": "Aggiunta a mano."},
        {"role": ParagraphRole.ENTRY, "source": "entry y", "generated": "A", "text": "B", "proposed": "C",
         "has_proposal": True},
        {"role": ParagraphRole.ENTRY, "source": "entry z", "text": "D", "has_proposal": True},
    )):  # fmt: skip
        store.new(MinutesParagraph, minutes_id=minutes.id, position=position, **fields)
    for days, words in ((2, "seconda"), (1, "prima")):
        store.new(
            MinutesAddition,
            minutes_id=minutes.id,
            text=words,
            added_at=NOW + timedelta(days=days),
            added_by="Ada",
        )

    document = queries.minutes(meeting.id)

    assert (document.minutes_id, document.approved_on) == (minutes.id, date(2027, 3, 4))
    assert document.step_reason == "mancava un nome"
    assert [(line.text, line.edited, line.proposed) for line in document.paragraphs] == [
        ("1. Orto", False, None), ("", True, None), ("Aggiunta a mano.", True, None), ("B", True, "C"), ("D", True, ""),
    ]  # fmt: skip
    assert [line.text for line in document.standing] == ["1. Orto", "Aggiunta a mano.", "B", "D"]
    assert [(line.text, line.added_by) for line in document.additions] == [
        ("prima", "Ada"),
        ("seconda", "Ada"),
    ]


def test_minutes_that_nobody_wrote_have_no_paragraphs(queries, meeting):
    document = queries.minutes(meeting.id)

    assert (document.minutes_id, document.paragraphs, document.additions) == (None, (), ())


def test_a_line_says_which_articles_use_it_and_why_it_does_not_go_further(store, queries, meeting):
    pact = begin_pact(store, found(store, Process, id=meeting.process_id))
    said = store.entry(meeting, "Si apre alle nove", outcome=EntryOutcome.IN_PACT)
    store.entry(
        meeting,
        "Un bar",
        outcome=EntryOutcome.DECLINED,
        outcome_reason="non c’è acqua",
        said_at=NOW + timedelta(1),
    )
    article = found(store, Article, pact_id=pact.id)
    sentence = store.new(Sentence, article_id=article.id, text="Si apre alle nove.")
    store.new(SourceLink, sentence_id=sentence.id, entry_id=said.id)

    first, second = queries.minutes(meeting.id).sections[0].entries

    assert first.in_articles == (f"{article.number}. {article.title}",)
    assert (second.outcome_reason, second.in_articles) == ("non c’è acqua", ())
