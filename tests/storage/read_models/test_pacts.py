"""Pacts: the list, the composer's page, and what drafts lack, in both the same."""

from __future__ import annotations

from datetime import date

import pytest

from cocity_desktop.application.attachments import AttachFile, attach_file
from cocity_desktop.application.pacts import (
    PutSource,
    put_source,
)
from cocity_desktop.application.views.pacts import ArticleState
from cocity_desktop.application.views.today import CityTask
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.lifecycle import CommitmentStatus, DeliveryState
from cocity_desktop.domain.meetings import EntryKind
from cocity_desktop.domain.pacts import Article, AttachmentRole, PactState, Sentence
from cocity_desktop.domain.places import Place
from cocity_desktop.domain.processes import GovernmentForm, Participation, ProcessRole
from cocity_desktop.domain.registry import Consent, Group, Partnership, Person
from tests.storage.read_models.records import begin_pact, deliver

TORINO, PALERMO = "torino-391", "palermo-2023"


class Draft:
    """A pact begun by the real use case, with the groups and the place of its process."""

    def __init__(self, store, code=TORINO, title="Patto del cortile"):
        self.store = store
        self.place = store.new(Place, name="Cortile")
        self.process = store.process("Giardino", place_id=self.place.id, regulation_code=code)
        self.group = store.new(Group, name="Genitori")
        self.participation = store.new(Participation, process_id=self.process.id, group_id=self.group.id)
        self.pact = begin_pact(store, self.process, title)
        self.id = self.pact.id
        with store.unit_of_work() as uow:
            self.articles = {article.heading: article for article in uow.find(Article, pact_id=self.id)}

    def write(self, heading, text="Testo."):
        self.store.new(Sentence, article_id=self.articles[heading].id, text=text)

    def attach(self, role, **owner):
        command = AttachFile(name="file", media_type="application/pdf", content=b"%PDF", role=role, **owner)
        self.store.run(attach_file, command)


@pytest.fixture
def draft(store):
    store.house()
    return Draft(store)


def assert_same_gaps(queries, pact_id):
    """The list and the page of the day read less than the composer does, and must not say anything else."""
    gaps = queries.pact(pact_id).gaps
    blocking = tuple(gap.code for gap in gaps if gap.blocking)
    row = next(row for row in queries.pacts() if row.id == pact_id)
    task = next((task for task in queries.today().city if task.record_id == pact_id), None)

    assert row.blocking_gaps == len(blocking)
    assert (task.gaps if task else ()) == blocking
    return {gap.code for gap in gaps}


def test_a_line_of_the_list(store, queries, draft):
    heading = next(iter(draft.articles))
    draft.write(heading)
    draft.write(heading)
    for version, state in (
        (1, DeliveryState.ANSWERED),
        (2, DeliveryState.SEALED),
        (3, DeliveryState.DISCARDED),
    ):
        deliver(store, draft.pact, version, state=state)

    (row,) = queries.pacts()

    assert (row.id, row.title, row.process, row.process_id) == (
        draft.id, "Patto del cortile", "Giardino", draft.process.id,
    )  # fmt: skip
    assert row.regulation == store.regulations.get(TORINO).title
    assert (row.draft, row.state, row.last_delivery) == (1, PactState.DRAFT, 2)
    assert (row.articles, row.articles_written) == (
        len(store.regulations.get(TORINO).for_form(GovernmentForm.PACT).headings),
        1,
    )
    assert queries.process(draft.process.id).pacts[0].deliveries == 2


def test_pacts_come_by_title(store, queries):
    store.house()
    for title in ("Orti", "Àlberi", "cortile"):
        Draft(store, title=title)

    assert [row.title for row in queries.pacts()] == ["Àlberi", "cortile", "Orti"]


def test_the_page_of_the_composer(store, queries, draft):
    meeting = store.meeting(draft.process, title="Secondo tavolo")
    entry = store.entry(meeting, "aprire il sabato", entry_kind=EntryKind.IDEA, group_id=draft.group.id)
    waiting = store.commitment(draft.process, "due rastrelliere", party_kind=PartyKind.COMUNE)
    heading = store.regulations.get(TORINO).headings[0].code
    store.run(put_source, PutSource(article_id=draft.articles[heading].id, entry_id=entry.id))

    detail = queries.pact(draft.id)

    assert (detail.document.id, detail.process_id, detail.state) == (
        draft.id,
        draft.process.id,
        PactState.DRAFT,
    )
    assert detail.document.made_at == store.clock.moment
    (sentence,) = detail.document.articles[0].paragraphs[0]
    assert [(source.mark, source.meeting_title, source.who) for source in sentence.sources] == [
        (1, "Secondo tavolo", "Genitori")
    ]
    assert {row.id: row.used_marks for row in detail.candidates} == {entry.id: (1,), waiting.id: ()}
    assert detail.statuses[0].state is ArticleState.COMPLETE
    assert sum(status.waiting for status in detail.statuses) == 1


@pytest.mark.parametrize("code", [TORINO, PALERMO])
def test_a_fresh_draft_lacks_the_same_wherever_it_is_asked(store, queries, code):
    store.house()
    draft = Draft(store, code)

    assert assert_same_gaps(queries, draft.id) != set()
    (task,) = queries.today().city
    assert (task.task, task.title, task.version) == (CityTask.COMPLETE_DRAFT, "Patto del cortile", 1)


@pytest.mark.parametrize("code", [TORINO, PALERMO])
def test_every_step_towards_completeness_is_seen_by_both(store, queries, code):
    store.house()
    draft = Draft(store, code)
    regulation = store.regulations.get(code).for_form(GovernmentForm.PACT)
    seen = assert_same_gaps(queries, draft.id)

    def closes_something(step):
        nonlocal seen
        step()
        left = assert_same_gaps(queries, draft.id)
        assert left < seen, step
        seen = left

    for heading in regulation.headings:
        draft.write(
            heading.code, "Sospensione, recesso, rischi, assicurazione e polizza, art. 1341: detto tutto."
        )
        assert_same_gaps(queries, draft.id)
    seen = assert_same_gaps(queries, draft.id)
    person = store.new(Person, given_name="Ada")
    closes_something(lambda: store.change(draft.pact, starts_on=date(2027, 3, 1), ends_on=date(2029, 3, 1)))
    closes_something(lambda: store.commitment(draft.process, group_id=draft.group.id))
    closes_something(lambda: store.commitment(draft.process, party_kind=PartyKind.COMUNE))
    closes_something(
        lambda: store.change(draft.group, representative_id=person.id, representation_proof="delega")
    )
    closes_something(lambda: store.new(Consent, person_id=person.id, given_on=date(2027, 1, 1)))
    for number, rule in enumerate(rule for rule in regulation.attachments if rule.required):
        owner = {"place_id": draft.place.id} if number % 2 else {"process_id": draft.process.id}
        closes_something(lambda role=rule.role, owner=owner: draft.attach(role, **owner))

    assert seen == set()
    assert queries.today().city == ()


def test_a_draft_counts_what_its_own_process_says_and_nothing_else(store, queries, draft):
    other = Draft(store, title="Altro")
    store.commitment(other.process, group_id=draft.group.id)
    store.commitment(draft.process, group_id=draft.group.id, status=CommitmentStatus.DROPPED)
    other.attach(AttachmentRole.SITE_PLAN, place_id=other.place.id)
    for heading in other.articles:
        other.write(heading, "assicurazione")
        draft.write(heading, "Si apre alle nove.")

    mine, theirs = assert_same_gaps(queries, draft.id), assert_same_gaps(queries, other.id)

    assert f"party_without_commitment:{draft.group.id}" in mine
    assert "insurance_unsaid" in mine
    assert "insurance_unsaid" not in theirs


def test_groups_inside_a_party_promise_for_it_and_the_interested_are_no_party(store, queries, draft):
    inner, curious = store.new(Group, name="Teatro"), store.new(Group, name="Curiosi")
    partnership = store.new(Partnership, group_id=draft.group.id, partner_id=inner.id)
    store.new(Participation, process_id=draft.process.id, group_id=curious.id, role=ProcessRole.INTERESTED)
    store.commitment(draft.process, group_id=inner.id)

    codes = assert_same_gaps(queries, draft.id)

    assert not any(code.endswith((draft.group.id, curious.id)) for code in codes if "commitment" in code)
    store.remove(partnership)
    assert f"party_without_commitment:{draft.group.id}" in assert_same_gaps(queries, draft.id)


def test_what_was_removed_is_lacking_again(store, queries, draft):
    commitment = store.commitment(draft.process, group_id=draft.group.id)
    code = f"party_without_commitment:{draft.group.id}"
    assert code not in assert_same_gaps(queries, draft.id)
    store.remove(commitment)
    assert code in assert_same_gaps(queries, draft.id)

    store.remove(draft.participation)

    assert code not in assert_same_gaps(queries, draft.id)


def test_a_pact_that_was_delivered_is_no_incomplete_draft(store, queries, draft):
    store.change(draft.pact, state=PactState.DELIVERED)

    assert queries.today().city == ()


def test_a_removed_pact_is_nowhere(store, queries, draft):
    store.remove(draft.pact, *draft.articles.values())

    assert queries.pacts() == ()
    assert queries.today().city == ()
    assert queries.sidebar().pacts == 0
    assert queries.process(draft.process.id).pacts == ()
