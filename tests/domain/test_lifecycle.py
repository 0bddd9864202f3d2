"""The life of a process: every walk is legal, nothing gets stuck, and a refusal says what is missing."""

from __future__ import annotations

from collections import deque
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.lifecycle import (
    PROCESS,
    TRANSITIONS,
    ProcessState,
    Stage,
    check_start,
    check_step,
    check_step_date,
    is_closed,
    is_final,
    next_states,
    stage_of,
    steps_between,
)

STATES = st.sampled_from(list(ProcessState))
HAPPY_PATH = (
    "inquiry",
    "proposal_draft",
    "proposal_filed",
    "technical_evaluation",
    "admitted",
    "co_design",
    "pact_draft",
    "delivered",
    "under_approval",
    "scheme_approved",
    "signed",
    "in_force",
    "concluded",
)


def refusal(*step: object) -> ErrorCode | None:
    try:
        check_step(*step)  # type: ignore[arg-type]
    except UserError as error:
        return error.code
    return None


def reachable(start: ProcessState, without: frozenset[ProcessState] = frozenset()) -> set[ProcessState]:
    seen, queue = {start}, deque([start])
    while queue:
        for following in TRANSITIONS[queue.popleft()] - seen - without:
            seen.add(following)
            queue.append(following)
    return seen


def test_the_table_speaks_of_every_state_and_of_no_other():
    assert set(TRANSITIONS) == set(ProcessState)
    assert set().union(*TRANSITIONS.values()) <= set(ProcessState)


def test_every_state_is_reached_from_the_first_contact_even_without_the_archive():
    assert reachable(ProcessState.CONTACT) == set(ProcessState)
    archive = frozenset({ProcessState.ARCHIVED})
    assert reachable(ProcessState.CONTACT, archive) == set(ProcessState) - archive


@pytest.mark.parametrize("state", ProcessState)
def test_from_every_state_an_end_can_be_reached(state):
    assert any(is_final(end) for end in reachable(state))


def test_only_the_three_ends_of_a_pact_are_final():
    finals = {state for state in ProcessState if is_final(state)}
    assert finals == {ProcessState.CONCLUDED, ProcessState.WITHDRAWN, ProcessState.TERMINATED}


@pytest.mark.parametrize("state", ProcessState)
def test_whatever_is_not_over_can_be_archived_with_a_reason_and_only_with_one(state):
    over = is_final(state) or state is ProcessState.ARCHIVED
    assert refusal(state, ProcessState.ARCHIVED, "no answer since June") == (
        ErrorCode.ILLEGAL_STEP if over else None
    )
    if not over:
        assert refusal(state, ProcessState.ARCHIVED) is ErrorCode.REASON_REQUIRED


@given(STATES, STATES, st.text(), st.text())
def test_a_step_passes_exactly_when_the_table_has_it_and_its_words_are_there(
    source, target, reason, reference
):
    lacks_reason = PROCESS.needs_reason(source, target) and not reason.strip()
    lacks_reference = PROCESS.needs_reference(target) and not reference.strip()
    found = refusal(source, target, reason, reference)
    if target not in next_states(source):
        assert found is ErrorCode.ILLEGAL_STEP
    elif lacks_reason:
        assert found is ErrorCode.REASON_REQUIRED
    else:
        assert found is (ErrorCode.REFERENCE_REQUIRED if lacks_reference else None)


@given(st.data())
def test_any_walk_along_the_table_is_legal(data):
    state = ProcessState.CONTACT
    for _ in range(40):
        if is_final(state):
            break
        target = data.draw(st.sampled_from(sorted(next_states(state))))
        check_step(state, target, "because", "deed 1")
        state = target


@given(STATES, STATES)
def test_the_steps_to_fill_in_are_a_legal_walk_that_ends_where_asked(source, target):
    path = steps_between(source, target)
    for here, there in zip((source, *path), path, strict=False):
        check_step(here, there, "because", "deed 1")
    assert not path or path[-1] is target
    assert ProcessState.ARCHIVED not in path[:-1]


def test_the_straight_way_from_contact_to_the_end_is_the_one_people_expect():
    assert steps_between(ProcessState.CONTACT, ProcessState.CONCLUDED) == HAPPY_PATH
    assert steps_between(ProcessState.CO_DESIGN, ProcessState.SIGNED) == (
        "pact_draft",
        "delivered",
        "under_approval",
        "scheme_approved",
        "signed",
    )
    assert steps_between(ProcessState.CONCLUDED, ProcessState.CONTACT) == ()
    assert steps_between(ProcessState.CO_DESIGN, ProcessState.PROPOSAL_DRAFT) == ()


@pytest.mark.parametrize(
    ("source", "target", "code"),
    [
        ("contact", "signed", ErrorCode.ILLEGAL_STEP),
        ("concluded", "in_force", ErrorCode.ILLEGAL_STEP),
        ("proposal_draft", "proposal_filed", ErrorCode.REFERENCE_REQUIRED),
        ("technical_evaluation", "refused", ErrorCode.REASON_REQUIRED),
        ("in_force", "terminated", ErrorCode.REASON_REQUIRED),
        ("delivered", "pact_draft", None),
        ("in_force", "reporting", None),
        ("contact", "contact", ErrorCode.ILLEGAL_STEP),
    ],
)
def test_steps_named_one_by_one(source, target, code):
    assert refusal(ProcessState(source), ProcessState(target)) is code


def test_an_archived_process_starts_again_from_the_examination_with_a_reason():
    assert next_states(ProcessState.ARCHIVED) == {ProcessState.INQUIRY, ProcessState.PROPOSAL_DRAFT}
    assert refusal(ProcessState.ARCHIVED, ProcessState.INQUIRY) is ErrorCode.REASON_REQUIRED
    assert refusal(ProcessState.ARCHIVED, ProcessState.INQUIRY, "they came back") is None


@pytest.mark.parametrize("state", ProcessState)
def test_a_process_met_half_way_needs_a_reason_and_a_closed_one_does_not_begin(state):
    if state is ProcessState.CONTACT:
        check_start(state)
        return
    expected = ErrorCode.ILLEGAL_STEP if is_closed(state) else ErrorCode.REASON_REQUIRED
    with pytest.raises(UserError) as refused:
        check_start(state, "  ")
    assert refused.value.code is expected
    if not is_closed(state):
        check_start(state, "begun before we knew")


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-400, 400), st.integers(-400, 400))
def test_a_step_recorded_late_keeps_the_order_of_days_and_never_lies_ahead(previous, after, behind):
    happened, today = previous + timedelta(after), previous + timedelta(after + behind)
    if after >= 0 and behind >= 0:
        check_step_date(previous, happened, today)
        return
    with pytest.raises(UserError) as refused:
        check_step_date(previous, happened, today)
    assert refused.value.code is (ErrorCode.DATES_REVERSED if after < 0 else ErrorCode.DATE_IN_FUTURE)


def test_the_first_step_has_no_day_to_follow():
    check_step_date(None, date(2026, 1, 1), date(2026, 1, 1))


def test_each_open_state_is_counted_in_one_stage_and_the_stages_are_all_used():
    stages = {stage_of(state) for state in ProcessState if not is_closed(state)}
    assert stages == set(Stage)
    closed = {state for state in ProcessState if stage_of(state) is None}
    assert closed == {state for state in ProcessState if is_closed(state)}
    assert closed == {
        ProcessState.REDIRECTED,
        ProcessState.REFUSED,
        ProcessState.ARCHIVED,
        ProcessState.CONCLUDED,
        ProcessState.WITHDRAWN,
        ProcessState.TERMINATED,
    }


def test_stages_never_go_back_on_the_straight_way():
    order = list(Stage)
    seen = [order.index(stage) for name in HAPPY_PATH if (stage := stage_of(ProcessState(name)))]
    assert seen == sorted(seen)
