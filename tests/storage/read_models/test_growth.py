"""What must not grow with the years: how many statements a question takes, and how much of a table it goes through."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event

from cocity_desktop.domain.commitments import Commitment
from cocity_desktop.domain.meetings import AgendaItem, Attendance, Decision, EntryKind, Reservation
from tests.storage.read_models.store import NOW


@contextmanager
def statements(store):
    """What is sent in the block, with its parameters."""
    sent = []

    def note(_connection, _cursor, sql, parameters, *_):
        sent.append((sql, parameters))

    event.listen(store.database.connection, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(store.database.connection, "before_cursor_execute", note)


def hold(store, process, day, lines):
    """A meeting with a decision, its reservation and a commitment for each of its lines."""
    meeting = store.meeting(process, NOW - timedelta(days=day))
    for number in range(lines):
        store.new(AgendaItem, meeting_id=meeting.id, title=f"Il cortile {number}")
        store.new(Attendance, meeting_id=meeting.id, label=f"Gruppo {number}", arrived_at=meeting.starts_at)
        entry = store.entry(meeting, f"Nel cortile {number}", entry_kind=EntryKind.DECISION)
        decision = store.new(Decision, entry_id=entry.id)
        store.new(Reservation, decision_id=decision.id, text=f"Ma il cortile {number}")
        store.new(Commitment, process_id=process.id, entry_id=entry.id, what=f"Aprire il cortile {number}")
    return meeting


QUESTIONS = {
    "meeting": lambda queries, meeting: queries.meeting(meeting.id),
    "meetings": lambda queries, _meeting: queries.meetings(),
    "commitments": lambda queries, _meeting: queries.commitments(open_only=False),
    "search": lambda queries, _meeting: queries.search("cortile"),
    "search of two letters": lambda queries, _meeting: queries.search("co"),
    "today": lambda queries, _meeting: queries.today(),
    "sidebar": lambda queries, _meeting: queries.sidebar(),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_more_lines_take_no_more_statements(store, queries, question):
    process = store.process()
    meeting = hold(store, process, 0, 1)
    counts = []
    for day in (1, 2):
        hold(store, process, day, 60)
        with statements(store) as sent:
            QUESTIONS[question](queries, meeting)
        counts.append(len(sent))
    assert counts[0] == counts[1]


def test_the_list_of_meetings_counts_lines_without_reading_them(store, queries):
    hold(store, store.process(), 0, 3)
    with statements(store) as sent:
        queries.meetings()
    plans = [
        row[3]
        for sql, parameters in sent
        for row in store.database.raw.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)
    ]
    lines = [step for step in plans if "ix_entries_meeting_id" in step]
    assert lines
    assert all("COVERING INDEX" in step for step in lines), lines
