"""Meetings: the list, one of them live, and what earlier ones left open."""

from __future__ import annotations

from datetime import date, timedelta

from cocity_desktop.application.views.work import ExpectedRow, OpenPoint
from cocity_desktop.domain.lifecycle import CommitmentStatus, MeetingState, MinutesState
from cocity_desktop.domain.meetings import (
    AgendaItem,
    AgendaState,
    Attendance,
    Decision,
    Entry,
    EntryKind,
    EntryOutcome,
    Minutes,
    Reservation,
)
from cocity_desktop.domain.presence import people
from cocity_desktop.domain.processes import Participation
from cocity_desktop.domain.registry import Group, Membership, Partnership, Person
from tests.storage.read_models.store import NOW

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def arrive(store, meeting, **fields):
    return store.new(
        Attendance, meeting_id=meeting.id, **{"label": "x", "arrived_at": meeting.starts_at, **fields}
    )


def test_meetings_come_newest_first_with_their_counts(store, queries):
    process = store.process()
    old = store.meeting(process, NOW - DAY)
    new = store.meeting(process, NOW, venue="sala grande")
    for minutes in (5, 15):
        store.new(AgendaItem, meeting_id=new.id, title="Punto", planned_minutes=minutes)
    store.remove(store.new(AgendaItem, meeting_id=new.id, title="Tolto"))
    store.entry(new, "una")
    store.remove(store.entry(new, "tolta"))

    first, second = queries.meetings()

    assert (first.id, first.process, first.venue) == (new.id, "Giardino", "sala grande")
    assert (first.agenda_items, first.agenda_minutes, first.entries, first.people) == (2, 20, 1, 0)
    assert (second.id, second.agenda_minutes) == (old.id, 0)


def test_heads_are_counted_and_who_comes_back_is_one_head(store, queries):
    meeting = store.meeting(store.process())
    ada = store.new(Person, given_name="Ada")
    arrive(store, meeting, person_id=ada.id, left_at=NOW + MINUTE)
    arrive(store, meeting, person_id=ada.id, arrived_at=NOW + 5 * MINUTE)
    arrive(store, meeting, head_count=9)
    arrive(store, meeting, head_count=2)
    store.remove(arrive(store, meeting, head_count=40))

    assert queries.meetings()[0].people == 12
    assert len(queries.meeting(meeting.id).presences) == 4


def test_neighbours_who_came_back_are_no_others(store, queries):
    meeting = store.meeting(store.process())
    arrive(store, meeting, label="Vicini", head_count=4, left_at=NOW + MINUTE)
    arrive(store, meeting, label="Vicini", head_count=3, arrived_at=NOW + 2 * MINUTE)
    arrive(store, meeting, label="Vicini", head_count=2, arrived_at=NOW + 3 * MINUTE)
    arrive(store, meeting, label="Scuola", head_count=2)

    rows = queries.meeting(meeting.id)

    assert rows.row.people == 5 + 2
    assert people(rows.presences) == rows.row.people, "the list and the page count alike"


def test_the_agenda_in_its_order(store, queries):
    meeting = store.meeting(store.process())
    store.new(AgendaItem, meeting_id=meeting.id, title="Secondo", position=1)
    store.new(
        AgendaItem, meeting_id=meeting.id, title="Primo", position=0, state=AgendaState.DONE, ended_at=NOW
    )

    rows = queries.meeting(meeting.id).agenda

    assert [(row.title, row.state, row.ended_at, row.from_reply) for row in rows] == [
        ("Primo", AgendaState.DONE, NOW, False), ("Secondo", AgendaState.OPEN, None, False),
    ]  # fmt: skip


def test_what_was_said_comes_in_the_order_it_was_said(store, queries):
    meeting = store.meeting(store.process())
    later = store.entry(meeting, "dopo", said_at=NOW + timedelta(microseconds=1))
    first = store.entry(
        meeting, "prima", themes=("orto",), outcome=EntryOutcome.DECLINED, outcome_reason="no"
    )

    rows = queries.meeting(meeting.id).entries

    assert [row.id for row in rows] == [first.id, later.id]
    assert (rows[0].themes, rows[0].outcome, rows[0].outcome_reason) == (
        ("orto",),
        EntryOutcome.DECLINED,
        "no",
    )


def test_who_said_it_is_the_group_or_the_person_or_nobody(store, queries):
    meeting = store.meeting(store.process())
    group, ada = store.new(Group, name="Genitori"), store.new(Person, given_name="Ada", family_name="Esempio")
    store.entry(meeting, "1", group_id=group.id, person_id=ada.id)
    store.entry(meeting, "2", person_id=ada.id)
    store.entry(meeting, "3")

    assert [row.who for row in queries.meeting(meeting.id).entries] == ["Genitori", "Ada Esempio", ""]


def test_a_decision_brings_its_gradients_and_reservations(store, queries):
    meeting = store.meeting(store.process())
    group = store.new(Group, name="Genitori")
    entry = store.entry(meeting, "Si prova", entry_kind=EntryKind.DECISION)
    decision = store.new(Decision, entry_id=entry.id, in_favour=12, fine=6, with_reservation=1, present=23)
    store.new(Reservation, decision_id=decision.id, group_id=group.id, text="Da soli no")
    store.new(Reservation, decision_id=decision.id, group_id=group.id, raised_by="Ada", text="Fa freddo")
    store.remove(store.new(Reservation, decision_id=decision.id, text="tolta"))

    row = queries.meeting(meeting.id).entries[0].decision

    assert (row.id, row.in_favour, row.fine, row.with_reservation, row.present) == (decision.id, 12, 6, 1, 23)
    assert [(words.raised_by, words.text) for words in row.reservations] == [
        ("Genitori", "Da soli no"), ("Ada", "Fa freddo"),
    ]  # fmt: skip


def test_a_commitment_stands_on_the_line_it_was_promised_in(store, queries):
    process = store.process()
    meeting = store.meeting(process, title="Secondo tavolo")
    entry = store.entry(meeting, "Apre ogni sabato", entry_kind=EntryKind.COMMITMENT)
    commitment = store.commitment(process, entry_id=entry.id, recurrence="ogni sabato")
    store.entry(meeting, "altro")

    promised, other = queries.meeting(meeting.id).entries

    assert (promised.commitment.id, promised.commitment.meeting) == (commitment.id, "Secondo tavolo")
    assert (promised.decision, other.commitment) == (None, None)


def test_a_group_is_expected_until_somebody_comes_for_it(store, queries):
    process = store.process()
    names = ("Àlberi", "Genitori", "Orti", "Scuola", "Teatro e altri")
    groups = {name: store.new(Group, name=name) for name in names}
    for group in groups.values():
        store.new(Participation, process_id=process.id, group_id=group.id)
    inner, ada = store.new(Group, name="Teatro"), store.new(Person, given_name="Ada")
    store.new(Partnership, group_id=groups["Teatro e altri"].id, partner_id=inner.id)
    store.new(Membership, group_id=groups["Orti"].id, person_id=ada.id)
    store.new(Membership, group_id=groups["Scuola"].id, person_id=ada.id, until=date(2027, 2, 10))
    meeting = store.meeting(process)
    arrive(store, meeting, group_id=groups["Genitori"].id, left_at=NOW)
    arrive(store, meeting, group_id=inner.id)
    arrive(store, meeting, person_id=ada.id)

    detail = queries.meeting(meeting.id)

    assert detail.expected == (
        ExpectedRow(groups["Àlberi"].id, "Àlberi"), ExpectedRow(groups["Scuola"].id, "Scuola"),
    )  # fmt: skip
    assert [group.name for group in detail.groups] == [*names, "Teatro"]


def test_a_group_that_is_in_a_process_twice_over_is_named_once(store, queries):
    process = store.process()
    outer, inner = store.new(Group, name="Insieme"), store.new(Group, name="Orti")
    store.new(Partnership, group_id=outer.id, partner_id=inner.id, is_lead=True)
    own = store.new(Participation, process_id=process.id, group_id=inner.id)
    store.new(Participation, process_id=process.id, group_id=outer.id)

    rows = queries.meeting(store.meeting(process).id).groups

    assert [(row.name, row.is_lead) for row in rows] == [("Insieme", False), ("Orti", False)]
    assert rows[1].partnership_id == own.id


def test_earlier_meetings_leave_questions_concerns_and_points_open(store, queries):
    process = store.process()
    oldest = store.meeting(process, NOW - 20 * DAY, state=MeetingState.CLOSED)
    last = store.meeting(process, NOW - 14 * DAY, state=MeetingState.CLOSED)
    meeting = store.meeting(process)
    point = store.new(AgendaItem, meeting_id=oldest.id, title="Varie", state=AgendaState.POSTPONED)
    store.new(AgendaItem, meeting_id=oldest.id, title="Fatto", state=AgendaState.DONE)
    question = store.entry(last, "Chi tiene le chiavi?", entry_kind=EntryKind.QUESTION)
    concern = store.entry(last, "È pesante", entry_kind=EntryKind.CONCERN, said_at=last.starts_at + MINUTE)
    store.entry(last, "risolta", entry_kind=EntryKind.QUESTION, outcome=EntryOutcome.IN_PACT)
    store.entry(last, "una nota", entry_kind=EntryKind.NOTE)
    store.entry(meeting, "di oggi?", entry_kind=EntryKind.QUESTION)

    assert queries.meeting(meeting.id).left_open == (
        OpenPoint(question.id, None, "Chi tiene le chiavi?", date(2027, 1, 28)),
        OpenPoint(concern.id, None, "È pesante", date(2027, 1, 28)),
        OpenPoint(None, point.id, "Varie", date(2027, 1, 22)),
    )
    assert queries.meeting(oldest.id).left_open == ()


def test_a_point_carried_over_is_not_open_twice(store, queries):
    process = store.process()
    old = store.meeting(process, NOW - 14 * DAY, state=MeetingState.CLOSED)
    point = store.new(AgendaItem, meeting_id=old.id, title="Orto", state=AgendaState.POSTPONED)
    meeting = store.meeting(process)
    assert [row.text for row in queries.meeting(meeting.id).left_open] == ["Orto"]

    store.new(AgendaItem, meeting_id=meeting.id, title="Orto", carried_from_id=point.id)

    assert queries.meeting(meeting.id).left_open == ()


def test_meetings_of_others_or_never_held_leave_nothing_open(store, queries):
    process = store.process()
    meeting = store.meeting(process)
    for other in (
        store.meeting(store.process("Orti"), NOW - DAY, state=MeetingState.CLOSED),
        store.meeting(process, NOW - DAY, state=MeetingState.CANCELLED),
        store.meeting(process, NOW - DAY),
        store.meeting(process, NOW + DAY, state=MeetingState.CLOSED),
    ):
        store.entry(other, "Perché?", entry_kind=EntryKind.QUESTION)
        store.new(AgendaItem, meeting_id=other.id, title="Punto")

    assert queries.meeting(meeting.id).left_open == ()


def test_no_more_than_twelve_points_are_shown_those_of_the_newest_meeting(store, queries):
    process = store.process()
    meeting = store.meeting(process)
    for days in (2, 1):
        held = store.meeting(process, NOW - days * DAY, state=MeetingState.CLOSED)
        with store.unit_of_work() as uow:
            for number in range(10):
                uow.add(
                    Entry(
                        id=uow.new_id(),
                        meeting_id=held.id,
                        text=f"{days}.{number}",
                        said_at=held.starts_at,
                        entry_kind=EntryKind.QUESTION,
                    )
                )
            uow.commit("test")

    texts = [point.text for point in queries.meeting(meeting.id).left_open]

    assert texts == [*(f"1.{number}" for number in range(10)), "2.0", "2.1"]


def test_the_state_of_the_minutes(store, queries):
    meeting = store.meeting(store.process())
    assert queries.meeting(meeting.id).minutes_state is None

    store.new(Minutes, meeting_id=meeting.id, state=MinutesState.APPROVED)

    assert queries.meeting(meeting.id).minutes_state is MinutesState.APPROVED


def test_what_was_removed_is_not_in_the_meeting(store, queries):
    process = store.process()
    meeting = store.meeting(process)
    entry = store.entry(meeting, "Promessa", entry_kind=EntryKind.COMMITMENT)
    commitment = store.commitment(process, entry_id=entry.id, status=CommitmentStatus.OPEN)
    store.remove(commitment)
    assert queries.meeting(meeting.id).entries[0].commitment is None

    store.remove(entry)

    assert queries.meeting(meeting.id).entries == ()


def test_a_tie_that_was_removed_brings_no_group_into_the_room(store, queries):
    process = store.process()
    gardens, theatre, inner = (store.new(Group, name=name) for name in ("Orti", "Teatro e altri", "Teatro"))
    ada = store.new(Person, given_name="Ada")
    for group in (gardens, theatre):
        store.new(Participation, process_id=process.id, group_id=group.id)
    membership = store.new(Membership, group_id=gardens.id, person_id=ada.id)
    partnership = store.new(Partnership, group_id=theatre.id, partner_id=inner.id)
    meeting = store.meeting(process)
    arrive(store, meeting, person_id=ada.id)
    arrive(store, meeting, group_id=inner.id)
    assert queries.meeting(meeting.id).expected == ()

    store.remove(partnership)
    assert [group.name for group in queries.meeting(meeting.id).expected] == ["Teatro e altri"]
    store.remove(membership)
    assert [group.name for group in queries.meeting(meeting.id).expected] == ["Orti", "Teatro e altri"]
