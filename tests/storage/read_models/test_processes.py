"""Processes as a list and as pages."""

from __future__ import annotations

from datetime import date, timedelta

from cocity_desktop.domain.house import StaffMember
from cocity_desktop.domain.lifecycle import CommitmentStatus, MeetingState, ProcessState, Stage
from cocity_desktop.domain.pacts import Pact, RegulationTemplate
from cocity_desktop.domain.places import Place
from cocity_desktop.domain.processes import (
    HistoryKind,
    HistoryStep,
    Opinion,
    Participation,
    ProcessRole,
)
from cocity_desktop.domain.registry import Group
from tests.storage.read_models.store import NOW


def step(store, process, day, source, target, **fields):
    return store.new(
        HistoryStep, process_id=process.id, happened_on=day, from_state=source, to_state=target, **fields
    )


def test_processes_come_by_the_day_they_entered_their_state(store, queries):
    moved = store.process("Orti", state=ProcessState.INQUIRY, opened_on=date(2026, 1, 1))
    step(store, moved, date(2027, 2, 1), ProcessState.CONTACT, ProcessState.INQUIRY)
    step(store, moved, date(2026, 3, 1), ProcessState.CONTACT, ProcessState.INQUIRY)
    store.new(HistoryStep, process_id=moved.id, history_kind=HistoryKind.ACT, happened_on=date(2027, 2, 9))
    fresh = store.process("Forno", opened_on=date(2027, 2, 5))
    same_day = store.process("Àlberi", opened_on=date(2027, 2, 5))

    assert [(row.id, row.since) for row in queries.processes()] == [
        (same_day.id, date(2027, 2, 5)), (fresh.id, date(2027, 2, 5)), (moved.id, date(2027, 2, 1)),
    ]  # fmt: skip


def test_a_line_of_the_list(store, queries):
    place = store.new(Place, name="Cortile")
    process = store.process(place_id=place.id, state=ProcessState.PACT_DRAFT)
    for name in ("Orti", "Arcobaleno"):
        store.new(Participation, process_id=process.id, group_id=store.new(Group, name=name).id)
    store.meeting(process)
    store.meeting(process, state=MeetingState.CANCELLED)
    store.commitment(process)
    store.commitment(process, status=CommitmentStatus.KEPT)

    (row,) = queries.processes()

    assert (row.place, row.groups, row.stage) == ("Cortile", "Arcobaleno, Orti", Stage.CO_DESIGN)
    assert (row.meetings, row.open_commitments) == (1, 1)


def test_the_page_of_a_process(store, queries):
    irene = store.new(StaffMember, name="Irene")
    process = store.process(state=ProcessState.INQUIRY, facilitator_id=irene.id)
    partner, proposer = store.new(Group, name="Arcobaleno"), store.new(Group, name="Genitori")
    store.new(Participation, process_id=process.id, group_id=partner.id, role=ProcessRole.PARTNER)
    store.new(Participation, process_id=process.id, group_id=proposer.id)
    later = step(
        store,
        process,
        date(2026, 10, 1),
        ProcessState.CONTACT,
        ProcessState.INQUIRY,
        by_id=irene.id,
        reason="sì",
    )
    first = step(store, process, date(2026, 9, 1), None, ProcessState.CONTACT)
    opinion = store.new(Opinion, process_id=process.id, office="Verde pubblico", asked_on=date(2026, 11, 1))
    old, new = store.meeting(process, NOW - timedelta(days=30)), store.meeting(process, NOW)

    detail = queries.process(process.id)

    assert (detail.stage, detail.facilitator, detail.place, detail.place_id) == (
        Stage.CONTACT,
        "Irene",
        "",
        None,
    )
    assert [group.name for group in detail.groups] == ["Genitori", "Arcobaleno"]
    assert [(line.id, line.by, line.from_state) for line in detail.history] == [
        (first.id, "", None), (later.id, "Irene", ProcessState.CONTACT),
    ]  # fmt: skip
    assert [row.id for row in detail.opinions] == [opinion.id]
    assert [row.id for row in detail.meetings] == [new.id, old.id]
    assert detail.next_states == (
        ProcessState.PROPOSAL_DRAFT, ProcessState.REDIRECTED, ProcessState.ARCHIVED,
    )  # fmt: skip


def test_a_process_names_its_pacts(store, queries):
    process = store.process()
    template = store.new(RegulationTemplate, code="x", title="X", content={}, content_sha256="0" * 64)
    pact = store.new(Pact, process_id=process.id, template_id=template.id, title="Patto", draft=2)

    assert [(row.id, row.draft, row.deliveries) for row in queries.process(process.id).pacts] == [
        (pact.id, 2, 0)
    ]


def test_a_removed_process_is_not_found_and_not_counted(store, queries):
    process = store.process()
    store.remove(process)

    assert queries.processes() == ()
    assert queries.sidebar().processes == 0
    assert queries.today().processes == 0
