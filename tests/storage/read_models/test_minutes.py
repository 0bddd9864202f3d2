"""What the minutes, the agenda and the attendance sheet are made from."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.lifecycle import MinutesState
from cocity_desktop.domain.meetings import AgendaItem, Attendance, Decision, EntryKind, Minutes, Reservation
from cocity_desktop.domain.processes import Participation
from cocity_desktop.domain.registry import Group, Membership, Person
from tests.storage.read_models.store import NOW


@pytest.fixture
def meeting(store):
    store.house(address="via dell’Esempio 1", email="casa@example.org")
    return store.meeting(
        store.process("Giardino"), title="Secondo tavolo", called_by="Irene", venue="sala grande"
    )


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
