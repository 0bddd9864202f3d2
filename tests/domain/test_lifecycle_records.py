"""The lives of commitments, deliveries, meetings and minutes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.lifecycle import (
    COMMITMENT,
    DELIVERY,
    MEETING,
    MINUTES,
    PENDING_COMMITMENTS,
    CommitmentStatus,
    DeliveryState,
    MeetingState,
    MinutesState,
    check_commitment_step,
    check_delivery_step,
    check_meeting_step,
    check_minutes_step,
)

MACHINES = [
    (COMMITMENT, CommitmentStatus.OPEN, set()),
    (DELIVERY, DeliveryState.SEALED, {DeliveryState.ANSWERED, DeliveryState.DISCARDED}),
    (MEETING, MeetingState.PLANNED, set()),
    (MINUTES, MinutesState.DRAFT, {MinutesState.LOCKED}),
]
C, D, G, M = CommitmentStatus, DeliveryState, MeetingState, MinutesState


def code_of(check, *arguments, **named):
    with pytest.raises(UserError) as refused:
        check(*arguments, **named)
    return refused.value.code


@pytest.mark.parametrize(
    ("machine", "first", "ends"), MACHINES, ids=["commitment", "delivery", "meeting", "minutes"]
)
def test_every_state_is_reached_and_only_the_ends_are_final(machine, first, ends):
    states = type(first)
    assert set(machine.steps) == set(states)
    assert all(state is first or machine.shortest_path(first, state) for state in states)
    assert {state for state in states if machine.is_final(state)} == ends


@pytest.mark.parametrize(
    ("machine", "first", "ends"), MACHINES, ids=["commitment", "delivery", "meeting", "minutes"]
)
def test_no_state_is_its_own_next_but_a_postponed_commitment(machine, first, ends):
    loops = {state for state in type(first) if state in machine.next_states(state)}
    assert loops == ({C.POSTPONED} if first is C.OPEN else set())


def test_a_commitment_is_postponed_many_times_each_with_its_new_day():
    check_commitment_step(C.OPEN, C.POSTPONED, new_due=date(2027, 3, 1))
    check_commitment_step(C.POSTPONED, C.POSTPONED, new_due=date(2027, 4, 1))
    assert code_of(check_commitment_step, C.POSTPONED, C.POSTPONED) is ErrorCode.REQUIRED


def test_dropping_and_reopening_want_a_reason_while_keeping_does_not():
    check_commitment_step(C.OPEN, C.KEPT)
    assert code_of(check_commitment_step, C.OPEN, C.DROPPED) is ErrorCode.REASON_REQUIRED
    assert code_of(check_commitment_step, C.KEPT, C.REOPENED, " ") is ErrorCode.REASON_REQUIRED
    check_commitment_step(C.KEPT, C.REOPENED, "the bench broke again")


@given(st.sampled_from(C), st.sampled_from(C))
def test_what_is_settled_is_only_reopened(source, target):
    legal = target in COMMITMENT.next_states(source)
    if source in PENDING_COMMITMENTS:
        assert legal == (target not in {C.OPEN, C.REOPENED})
    else:
        assert legal == (target is C.REOPENED)


def test_a_delivery_is_received_under_the_protocol_number_of_the_comune():
    check_delivery_step(D.SEALED, D.HANDED_OVER)
    assert code_of(check_delivery_step, D.HANDED_OVER, D.RECEIVED) is ErrorCode.REFERENCE_REQUIRED
    check_delivery_step(D.HANDED_OVER, D.RECEIVED, reference="prot. 12/2027")
    check_delivery_step(D.HANDED_OVER, D.ANSWERED)


def test_a_delivery_is_never_taken_back_once_it_left():
    assert code_of(check_delivery_step, D.SEALED, D.DISCARDED) is ErrorCode.REASON_REQUIRED
    assert code_of(check_delivery_step, D.HANDED_OVER, D.DISCARDED, "wrong plan") is ErrorCode.ILLEGAL_STEP
    assert code_of(check_delivery_step, D.SEALED, D.ANSWERED) is ErrorCode.ILLEGAL_STEP


def test_locked_minutes_never_open_again():
    check_minutes_step(M.DRAFT, M.APPROVED)
    assert code_of(check_minutes_step, M.APPROVED, M.DRAFT) is ErrorCode.REASON_REQUIRED
    for target in M:
        assert code_of(check_minutes_step, M.LOCKED, target, "a mistake") is ErrorCode.ILLEGAL_STEP


def test_a_meeting_is_reopened_with_a_reason_and_only_while_its_minutes_are_a_draft():
    check_meeting_step(G.PLANNED, G.CLOSED)
    check_meeting_step(G.CLOSED, G.RUNNING, "one more decision")
    assert code_of(check_meeting_step, G.CLOSED, G.RUNNING) is ErrorCode.REASON_REQUIRED
    for minutes in (M.APPROVED, M.LOCKED):
        found = code_of(check_meeting_step, G.CLOSED, G.RUNNING, "one more", minutes=minutes)
        assert found is ErrorCode.MINUTES_APPROVED


def test_a_meeting_called_off_says_why_and_can_be_called_again():
    assert code_of(check_meeting_step, G.PLANNED, G.CANCELLED) is ErrorCode.REASON_REQUIRED
    check_meeting_step(G.CANCELLED, G.PLANNED)
