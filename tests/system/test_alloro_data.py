"""The Alloro case fits the regulation and the lifecycle before any end-to-end test runs it."""

from __future__ import annotations

from pathlib import Path

from cocity_desktop.domain.deliveries import Choice, Verdict
from cocity_desktop.domain.lifecycle import ProcessState, check_start, check_step, check_step_date
from cocity_desktop.domain.registry import GroupKind
from cocity_desktop.system.regulation_library import RegulationLibrary
from tests.data import alloro

PALERMO = RegulationLibrary(Path(__file__).parents[2] / "resources" / "regulations").get(alloro.REGULATION)
ENTRIES = {entry.key: entry for meeting in alloro.MEETINGS for entry in meeting.entries}


def test_its_fourteen_articles_are_the_headings_of_palermo():
    assert list(alloro.ARTICLES) == [heading.code for heading in PALERMO.headings]
    assert set(alloro.VERSION_2) < set(alloro.ARTICLES)


def test_its_names_keep_brackets_accents_and_dashes():
    assert alloro.GROUPS[0].name == "Neu[n\u00f2i] \u2013 spazio al lavoro APS"
    assert [group.is_lead for group in alloro.GROUPS] == [True, False, False, False]
    assert {group.kind for group in alloro.GROUPS} <= set(GroupKind)


def test_its_history_is_legal_once_it_is_met_half_way():
    state = ProcessState(alloro.START_STATE)
    check_start(state, alloro.START_REASON)
    day = alloro.OPENED_ON
    for step in alloro.HISTORY:
        check_step_date(day, step.day, alloro.STARTS_ON)
        day = step.day
        if step.state:
            check_step(state, ProcessState(step.state), step.reason, step.reference)
            state = ProcessState(step.state)
    assert state is ProcessState.PACT_DRAFT


def test_every_sentence_comes_from_a_line_that_was_said():
    sentences = [s for article in (alloro.ARTICLES | alloro.VERSION_2).values() for s in article]
    assert {source for sentence in sentences for source in sentence.sources} <= set(ENTRIES)
    later = {entry.key for entry in alloro.MEETINGS[1].entries}
    assert (
        not {source for article in alloro.ARTICLES.values() for s in article for source in s.sources} & later
    )


def test_decisions_add_up_to_the_people_present():
    for meeting in alloro.MEETINGS:
        heads = sum(count for _, count in meeting.present)
        for entry in meeting.entries:
            assert (entry.counts is not None) == (entry.kind == "decision")
            assert (entry.commitment is not None) == (entry.kind == "commitment")
            if entry.counts:
                assert sum(entry.counts[:-1]) == entry.counts[-1] == heads
                assert entry.counts[2] == len(entry.reservations)


def test_commitments_stand_under_headings_of_the_regulation():
    assert {commitment.party for commitment in alloro.COMMITMENTS} == {"group", "comune", "school"}
    assert all(PALERMO.heading(commitment.heading) for commitment in alloro.COMMITMENTS)
    spoken = [entry.commitment for entry in ENTRIES.values() if entry.commitment]
    assert all(commitment in alloro.COMMITMENTS for commitment in spoken)


def test_the_answer_uses_every_verdict_and_accepts_the_rest():
    verdicts = {answer.verdict for answer in alloro.ANSWERS} | ({"accepted"} if alloro.ACCEPTED else set())
    assert verdicts == set(Verdict)
    assert len(alloro.ACCEPTED) + len(alloro.ANSWERS) == 14
    assert {answer.choice for answer in alloro.ANSWERS} <= set(Choice)
    taken_over = {a.heading for a in alloro.ANSWERS if a.choice == Choice.ACCEPT}
    assert {answer.heading for answer in alloro.ANSWERS} == taken_over | set(alloro.VERSION_2)


def test_nobody_of_the_case_is_named():
    assert {name for group in alloro.GROUPS for name in group.person[:1]} == {"Persona"}
    assert all(group.person[1].startswith("Esempio ") for group in alloro.GROUPS)
