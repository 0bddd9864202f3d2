"""What became of every line: nothing said in a meeting is missing from the page, and nothing is on it twice."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cocity_desktop.application.capture import CaptureEntry, DeclineEntry, capture_entry, decline_entry
from cocity_desktop.application.pacts import PutSource, put_source
from cocity_desktop.application.views.fates import Fate
from cocity_desktop.domain.errors import AppError, ErrorCode
from cocity_desktop.domain.meetings import Decision, Entry, EntryKind, Reservation
from cocity_desktop.domain.pacts import Article, Sentence, SourceLink
from cocity_desktop.domain.processes import Process
from tests.storage.read_models.records import begin_pact
from tests.storage.read_models.store import NOW, Store


@pytest.fixture
def meeting(store):
    store.house()
    return store.meeting(store.process(), title="Secondo tavolo")


def found(store, cls, **equals):
    with store.unit_of_work() as uow:
        return uow.find(cls, **equals)


def articles(store, meeting):
    process = found(store, Process, id=meeting.process_id)[0]
    return found(store, Article, pact_id=begin_pact(store, process).id)


def say(store, meeting, text, kind=EntryKind.NOTE, minute=0):
    command = CaptureEntry(
        meeting_id=meeting.id, text=text, entry_kind=kind, said_at=NOW + timedelta(minutes=minute)
    )
    return store.run(capture_entry, command).created


def test_each_line_has_the_one_fate_that_is_true_of_it(store, queries, meeting):
    article = articles(store, meeting)[0]  # before: a pact begins with what was promised until then
    clause = say(store, meeting, "Si apre alle nove")
    promise = say(store, meeting, "Portiamo le panche", EntryKind.COMMITMENT, 1)
    bar = say(store, meeting, "Un bar", EntryKind.IDEA, 2)
    say(store, meeting, "Chi paga?", EntryKind.QUESTION, 3)
    store.run(put_source, PutSource(article_id=article.id, entry_id=clause))
    store.run(decline_entry, DeclineEntry(entry_id=bar, reason="non c’è acqua"))

    sheet = queries.fates(meeting.id)

    assert [row.fate for row in sheet.rows] == [Fate.CLAUSE, Fate.COMMITMENT, Fate.DECLINED, Fate.OPEN]
    assert [(c.pact, c.number, c.article_id) for c in sheet.rows[0].clauses] == [
        (sheet.pacts[0].title, article.number, article.id)
    ]
    assert (sheet.rows[1].entry_id, sheet.rows[1].commitment.what) == (promise, "Portiamo le panche")
    assert sheet.rows[2].reason == "non c’è acqua"
    assert [row.text for row in sheet.of(Fate.OPEN)] == ["Chi paga?"]


def test_what_was_promised_or_decided_in_a_line_takes_it_into_the_pact(store, queries, meeting):
    promise = say(store, meeting, "Portiamo le panche", EntryKind.COMMITMENT)
    decided = say(store, meeting, "Si prova a marzo", EntryKind.DECISION, 1)
    article = articles(store, meeting)[0]
    decision = found(store, Decision, entry_id=decided)[0]
    store.new(Reservation, decision_id=decision.id, raised_by="Ada", text="Mai da soli.")
    store.run(put_source, PutSource(article_id=article.id, decision_id=decision.id))
    commitment = queries.fates(meeting.id).rows[0].commitment
    store.run(put_source, PutSource(article_id=article.id, commitment_id=commitment.id))

    rows = queries.fates(meeting.id).rows

    assert [(row.entry_id, row.fate) for row in rows] == [(promise, Fate.CLAUSE), (decided, Fate.CLAUSE)]
    assert rows[0].commitment == commitment
    assert [words.text for words in rows[1].decision.reservations] == ["Mai da soli."]


def test_a_sentence_taken_out_of_the_pact_makes_its_line_open_again(store, queries, meeting):
    said = say(store, meeting, "Si apre alle nove")
    article = articles(store, meeting)[0]
    store.run(put_source, PutSource(article_id=article.id, entry_id=said))
    (link,) = found(store, SourceLink, entry_id=said)
    (sentence,) = found(store, Sentence, id=link.sentence_id)
    store.remove(link, sentence)

    assert [row.fate for row in queries.fates(meeting.id).rows] == [Fate.OPEN]


def test_a_promise_that_was_declined_is_still_a_promise_and_says_why(store, queries, meeting):
    promise = say(store, meeting, "Portiamo le panche", EntryKind.COMMITMENT)
    store.run(decline_entry, DeclineEntry(entry_id=promise, reason="resta fuori dal patto"))

    (row,) = queries.fates(meeting.id).rows

    assert (row.fate, row.reason) == (Fate.COMMITMENT, "resta fuori dal patto")


def test_a_meeting_that_is_not_there(store, queries):
    store.house()
    with pytest.raises(AppError) as refused:
        queries.fates("nessuno")
    assert refused.value.code is ErrorCode.NOT_FOUND


ACTS = st.lists(
    st.tuples(st.sampled_from(["say", "decline", "use", "unuse", "remove"]), st.integers(0, 7),
              st.sampled_from(list(EntryKind))),
    max_size=14,
)  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ACTS)
def test_whatever_is_done_the_rows_are_the_lines_of_the_meeting(acts):
    with TemporaryDirectory() as directory:
        store = Store(Path(directory))
        try:
            _do(store, acts)
        finally:
            store.database.close()


def _do(store, acts):
    store.house()
    process = store.process()
    meeting, other = store.meeting(process), store.meeting(process, NOW + timedelta(days=7))
    say(store, other, "Un altro incontro")
    article = articles(store, meeting)[0]
    for minute, (act, place, kind) in enumerate(acts):
        lines = found(store, Entry, meeting_id=meeting.id)
        if act == "say":
            say(store, meeting, f"Riga {minute}", kind, minute)
        elif lines:
            _act_on(store, lines[place % len(lines)], act, article)
        _check(store, meeting)


def _act_on(store, entry, act, article):
    links = found(store, SourceLink, entry_id=entry.id)
    if act == "decline":
        store.run(decline_entry, DeclineEntry(entry_id=entry.id, reason="no"))
    elif act == "use":
        store.run(put_source, PutSource(article_id=article.id, entry_id=entry.id))
    elif act == "unuse" and links:
        store.remove(links[0])
    elif act == "remove" and not links and entry.entry_kind is EntryKind.NOTE:
        store.remove(entry)


def _check(store, meeting):
    sheet = store.queries.fates(meeting.id)
    lines = {entry.id for entry in found(store, Entry, meeting_id=meeting.id)}
    assert Counter(row.entry_id for row in sheet.rows) == Counter(lines)
    assert Counter(row.entry_id for fate in Fate for row in sheet.of(fate)) == Counter(lines)
    for row in sheet.rows:
        linked = bool(found(store, SourceLink, entry_id=row.entry_id))
        assert (row.fate is Fate.CLAUSE) == linked == bool(row.clauses)
        assert row.fate is not Fate.COMMITMENT or row.commitment is not None
