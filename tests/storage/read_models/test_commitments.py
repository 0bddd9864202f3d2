"""Commitments: in what order, how late, by whom, and where they went."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cocity_desktop.domain.commitments import CommitmentStep, PartyKind
from cocity_desktop.domain.house import StaffMember
from cocity_desktop.domain.lifecycle import CommitmentStatus
from cocity_desktop.domain.pacts import Article, Pact, RegulationTemplate, Sentence, SourceLink
from cocity_desktop.domain.registry import Group
from tests.storage.read_models.store import NOW

OPEN, POSTPONED = CommitmentStatus.OPEN, CommitmentStatus.POSTPONED


def test_by_party_the_comune_first_then_by_day_those_without_one_last(store, queries):
    store.house()
    process = store.process()
    orti, alberi = store.new(Group, name="Orti"), store.new(Group, name="Àlberi")
    store.commitment(process, "orti", group_id=orti.id)
    store.commitment(process, "senza giorno", group_id=alberi.id)
    store.commitment(process, "poi", group_id=alberi.id, due_on=date(2027, 3, 2))
    store.commitment(process, "prima", group_id=alberi.id, due_on=date(2027, 3, 1))
    store.commitment(process, "del comune", party_kind=PartyKind.COMUNE)

    assert [row.what for row in queries.commitments()] == [
        "del comune",
        "prima",
        "poi",
        "senza giorno",
        "orti",
    ]


def test_only_those_still_to_be_kept_unless_all_are_asked_for(store, queries):
    process = store.process()
    for status in CommitmentStatus:
        store.commitment(process, status, status=status)

    assert {row.what for row in queries.commitments()} == {"open", "postponed", "reopened"}
    assert {row.what for row in queries.commitments(open_only=False)} == set(CommitmentStatus)


@pytest.mark.parametrize(
    ("fields", "party"),
    [
        ({"party_kind": PartyKind.COMUNE}, "Comune di Torino"),
        ({"party_kind": PartyKind.COMUNE, "party_name": "Verde pubblico"}, "Verde pubblico"),
        ({"party_kind": PartyKind.HOUSE}, "Casa di prova"),
        ({"party_kind": PartyKind.SCHOOL, "party_name": "ICS Borsellino"}, "ICS Borsellino"),
        ({"party_kind": PartyKind.CIRCOSCRIZIONE}, ""),
        ({"party_kind": PartyKind.OTHER}, ""),
    ],
)
def test_how_a_party_is_called(store, queries, fields, party):
    store.house()
    store.commitment(store.process(), **fields)

    assert queries.commitments()[0].party == party


def test_a_group_is_called_by_its_name_unless_another_was_written(store, queries):
    group = store.new(Group, name="Genitori")
    process = store.process()
    store.commitment(process, "1", group_id=group.id, due_on=date(2027, 3, 1))
    store.commitment(
        process, "2", group_id=group.id, party_name="Genitori della 3ª B", due_on=date(2027, 3, 2)
    )

    assert [row.party for row in queries.commitments()] == ["Genitori", "Genitori della 3ª B"]


@pytest.mark.parametrize(
    ("due", "status", "days"),
    [
        (date(2027, 2, 9), OPEN, 2),
        (date(2027, 2, 10), POSTPONED, 1),
        (date(2027, 2, 10), CommitmentStatus.REOPENED, 1),
        (date(2027, 2, 11), OPEN, 0),
        (date(2027, 2, 12), OPEN, 0),
        (date(2027, 2, 9), CommitmentStatus.KEPT, 0),
        (date(2027, 2, 9), CommitmentStatus.NOT_KEPT, 0),
        (None, OPEN, 0),
    ],
)
def test_days_of_delay(store, queries, due, status, days):
    store.commitment(store.process(), due_on=due, status=status)

    assert queries.commitments(open_only=False)[0].late_days == days


def test_a_commitment_is_late_from_romes_midnight_on(store, queries):
    store.commitment(store.process(), due_on=date(2027, 2, 11))
    store.clock.moment = datetime(2027, 2, 11, 22, 59, 59, tzinfo=UTC)
    assert (queries.commitments()[0].late_days, queries.sidebar().late_commitments) == (0, 0)

    store.clock.moment = datetime(2027, 2, 11, 23, 0, tzinfo=UTC)

    assert (queries.commitments()[0].late_days, queries.sidebar().late_commitments) == (1, 1)


def test_only_a_day_moved_later_counts_as_postponed(store, queries):
    commitment = store.commitment(store.process(), due_on=date(2027, 4, 1))
    for old, new in (
        (date(2027, 1, 1), date(2027, 2, 1)),
        (date(2027, 2, 1), date(2027, 1, 15)),
        (date(2027, 1, 15), date(2027, 4, 1)),
        (date(2027, 4, 1), date(2027, 4, 1)),
        (None, date(2027, 4, 1)),
    ):
        store.new(
            CommitmentStep, commitment_id=commitment.id, from_status=OPEN, to_status=POSTPONED, at=NOW,
            old_due_on=old, new_due_on=new,
        )  # fmt: skip

    assert queries.commitments()[0].times_postponed == 2


def test_the_page_of_a_commitment(store, queries):
    irene = store.new(StaffMember, name="Irene")
    process = store.process("Giardino")
    meeting = store.meeting(process, title="Secondo tavolo")
    entry = store.entry(meeting, "Il Comune fornisce due rastrelliere")
    commitment = store.commitment(process, entry_id=entry.id, hours=4, money_cents=12_000, heading="support")
    step = store.new(
        CommitmentStep, commitment_id=commitment.id, from_status=OPEN, to_status=POSTPONED, at=NOW, by_id=irene.id,
        reason="neve", new_due_on=date(2027, 3, 1),
    )  # fmt: skip

    detail = queries.commitment(commitment.id)

    assert (detail.row.meeting, detail.row.process, detail.row.hours) == ("Secondo tavolo", "Giardino", 4)
    assert (detail.entry_text, detail.meeting_id, detail.said_at) == (entry.text, meeting.id, NOW)
    assert [(line.by, line.reason, line.old_due_on, line.new_due_on) for line in detail.steps] == [
        ("Irene", "neve", None, step.new_due_on)
    ]


def test_a_commitment_made_outside_meetings(store, queries):
    commitment = store.commitment(store.process())

    detail = queries.commitment(commitment.id)

    assert (detail.entry_text, detail.meeting_id, detail.said_at, detail.row.meeting) == ("", None, None, "")
    assert (detail.steps, detail.in_articles) == ((), ())


def test_the_articles_that_come_from_it_or_from_its_words(store, queries):
    process = store.process()
    entry = store.entry(store.meeting(process), "Due rastrelliere")
    commitment = store.commitment(process, entry_id=entry.id)
    other = store.commitment(process, "altro")
    template = store.new(RegulationTemplate, code="x", title="X", content={}, content_sha256="0" * 64)
    pact = store.new(Pact, process_id=process.id, template_id=template.id, title="Patto")
    for number, source in (
        (5, {"commitment_id": commitment.id}),
        (5, {"commitment_id": commitment.id}),
        (3, {"entry_id": entry.id}),
        (7, {"commitment_id": other.id}),
    ):
        articles = [a for a in _articles(store, pact) if a.number == number]
        article = articles[0] if articles else store.new(
            Article, pact_id=pact.id, heading=str(number), number=number, title=f"Titolo {number}"
        )  # fmt: skip
        sentence = store.new(Sentence, article_id=article.id, text="…")
        store.new(SourceLink, sentence_id=sentence.id, **source)

    assert queries.commitment(commitment.id).in_articles == ("3. Titolo 3", "5. Titolo 5")


def _articles(store, pact):
    with store.unit_of_work() as uow:
        return uow.find(Article, pact_id=pact.id)


def test_a_removed_commitment_is_nowhere(store, queries):
    commitment = store.commitment(store.process(), due_on=date(2027, 1, 1))
    store.remove(commitment)

    assert queries.commitments(open_only=False) == ()
    assert queries.today().due == ()
    assert queries.sidebar().late_commitments == 0
