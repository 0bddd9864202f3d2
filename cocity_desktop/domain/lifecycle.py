"""The lives of the records, as tables: which step may follow which, and what a step needs to be believed.

The states of a process come from what Torino and Palermo do (the path of a proposal to a pact and the pact's
own life). No number of days stands here: deadlines are rules of a regulation (`regulation.DeadlineRule`).
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.state_machine import StateMachine

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class ProcessState(StrEnum):
    """Where a process stands, from the first contact to the end of its pact."""

    CONTACT = "contact"
    INQUIRY = "inquiry"
    PROPOSAL_DRAFT = "proposal_draft"
    PROPOSAL_FILED = "proposal_filed"
    PUBLISHED = "published"
    TECHNICAL_EVALUATION = "technical_evaluation"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    REDIRECTED = "redirected"
    REFUSED = "refused"
    ADMITTED = "admitted"
    CO_DESIGN = "co_design"
    PACT_DRAFT = "pact_draft"
    DELIVERED = "delivered"
    UNDER_APPROVAL = "under_approval"
    SCHEME_APPROVED = "scheme_approved"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    REPORTING = "reporting"
    RENEWED = "renewed"
    AMENDED = "amended"
    CONCLUDED = "concluded"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"
    ARCHIVED = "archived"


class Stage(StrEnum):
    """The six stages in which a house counts its processes."""

    CONTACT = "contact"
    PROPOSAL = "proposal"
    CO_DESIGN = "co_design"
    DRAFT_AT_CITY = "draft_at_city"
    SIGNED = "signed"
    IN_LIFE = "in_life"


_P = ProcessState
_ENDS: Final = (_P.CONCLUDED, _P.WITHDRAWN, _P.TERMINATED)

_FORWARD: Final[Mapping[ProcessState, tuple[ProcessState, ...]]] = {
    _P.CONTACT: (_P.INQUIRY,),
    # The house itself may find that a pact is the wrong instrument, before anything is filed.
    _P.INQUIRY: (_P.PROPOSAL_DRAFT, _P.REDIRECTED),
    _P.PROPOSAL_DRAFT: (_P.PROPOSAL_FILED, _P.INQUIRY),
    # Not every city publishes proposals for observations, so evaluation may follow the filing at once.
    _P.PROPOSAL_FILED: (_P.PUBLISHED, _P.TECHNICAL_EVALUATION, _P.AWAITING_SUPPLEMENT),
    _P.PUBLISHED: (_P.TECHNICAL_EVALUATION,),
    _P.TECHNICAL_EVALUATION: (_P.ADMITTED, _P.AWAITING_SUPPLEMENT, _P.REDIRECTED, _P.REFUSED),
    _P.AWAITING_SUPPLEMENT: (_P.TECHNICAL_EVALUATION,),
    # Proposers turned down are helped to write the proposal again.
    _P.REDIRECTED: (_P.PROPOSAL_DRAFT,),
    _P.REFUSED: (_P.PROPOSAL_DRAFT,),
    _P.ADMITTED: (_P.CO_DESIGN,),
    _P.CO_DESIGN: (_P.PACT_DRAFT,),
    _P.PACT_DRAFT: (_P.DELIVERED, _P.CO_DESIGN),
    # Back to the draft: the Comune answered and version n+1 begins.
    _P.DELIVERED: (_P.UNDER_APPROVAL, _P.PACT_DRAFT),
    _P.UNDER_APPROVAL: (_P.SCHEME_APPROVED, _P.PACT_DRAFT, _P.REFUSED),
    _P.SCHEME_APPROVED: (_P.SIGNED, _P.PACT_DRAFT),
    _P.SIGNED: (_P.IN_FORCE,),
    _P.IN_FORCE: (_P.REPORTING, _P.SUSPENDED, _P.RENEWED, _P.AMENDED, *_ENDS),
    _P.SUSPENDED: (_P.IN_FORCE, *_ENDS),
    _P.REPORTING: (_P.IN_FORCE, *_ENDS),
    _P.RENEWED: (_P.IN_FORCE,),
    _P.AMENDED: (_P.IN_FORCE,),
    _P.CONCLUDED: (),
    _P.WITHDRAWN: (),
    _P.TERMINATED: (),
    # A group that comes back starts again from the examination or from the proposal, because the Comune will
    # want a new one. Archiving by mistake is repaired by undo, not by a step.
    _P.ARCHIVED: (_P.INQUIRY, _P.PROPOSAL_DRAFT),
}


def _with_archiving(source: ProcessState) -> frozenset[ProcessState]:
    """The steps from `source`, and archiving, which is open at any time before an end."""
    steps = frozenset(_FORWARD[source])
    can_be_archived = bool(steps) and source is not _P.ARCHIVED
    return steps | {_P.ARCHIVED} if can_be_archived else steps


TRANSITIONS: Final[Mapping[ProcessState, frozenset[ProcessState]]] = MappingProxyType(
    {state: _with_archiving(state) for state in ProcessState}
)

PROCESS: Final = StateMachine(
    steps=TRANSITIONS,
    reason_into=frozenset(
        {
            _P.REDIRECTED,
            _P.REFUSED,
            _P.AWAITING_SUPPLEMENT,
            _P.SUSPENDED,
            _P.WITHDRAWN,
            _P.TERMINATED,
            _P.ARCHIVED,
        }
    ),
    reference_into=frozenset(
        {_P.PROPOSAL_FILED, _P.ADMITTED, _P.SCHEME_APPROVED, _P.RENEWED, _P.AMENDED, _P.TERMINATED}
    ),
    reason_between=frozenset(
        {
            (_P.PROPOSAL_DRAFT, _P.INQUIRY),
            (_P.REDIRECTED, _P.PROPOSAL_DRAFT),
            (_P.REFUSED, _P.PROPOSAL_DRAFT),
            (_P.UNDER_APPROVAL, _P.PACT_DRAFT),
            (_P.SCHEME_APPROVED, _P.PACT_DRAFT),
            (_P.ARCHIVED, _P.INQUIRY),
            (_P.ARCHIVED, _P.PROPOSAL_DRAFT),
        }
    ),
)

_STAGE_STATES: Final[Mapping[Stage, tuple[ProcessState, ...]]] = {
    Stage.CONTACT: (_P.CONTACT, _P.INQUIRY),
    Stage.PROPOSAL: (
        _P.PROPOSAL_DRAFT,
        _P.PROPOSAL_FILED,
        _P.PUBLISHED,
        _P.TECHNICAL_EVALUATION,
        _P.AWAITING_SUPPLEMENT,
    ),
    Stage.CO_DESIGN: (_P.ADMITTED, _P.CO_DESIGN, _P.PACT_DRAFT),
    Stage.DRAFT_AT_CITY: (_P.DELIVERED, _P.UNDER_APPROVAL, _P.SCHEME_APPROVED),
    Stage.SIGNED: (_P.SIGNED,),
    Stage.IN_LIFE: (_P.IN_FORCE, _P.SUSPENDED, _P.REPORTING, _P.RENEWED, _P.AMENDED),
}
_STAGE_OF: Final = {state: stage for stage, states in _STAGE_STATES.items() for state in states}


def check_step(source: ProcessState, target: ProcessState, reason: str = "", reference: str = "") -> None:
    """Let a legal step of a process pass. Raises UserError as `StateMachine.check_step` does."""
    PROCESS.check_step(source, target, reason, reference)


def check_start(state: ProcessState, reason: str = "") -> None:
    """A process begins at the contact; one met half way (it began before the house knew) begins where it stands.

    Raises UserError: ILLEGAL_STEP for a state that is already an end, REASON_REQUIRED for a start half way.
    """
    if is_closed(state):
        raise UserError(ErrorCode.ILLEGAL_STEP, "state", source=_P.CONTACT, target=state)
    if state is not _P.CONTACT and not reason.strip():
        raise UserError(ErrorCode.REASON_REQUIRED, "reason", source=_P.CONTACT, target=state)


def check_step_date(previous: date | None, happened: date, today: date) -> None:
    """A step may be recorded late, with the date on which it happened: not before the last one, not in the future.

    Raises UserError: DATES_REVERSED or DATE_IN_FUTURE, field "happened_on".
    """
    if previous is not None and happened < previous:
        raise UserError(ErrorCode.DATES_REVERSED, "happened_on", previous=previous, date=happened)
    if happened > today:
        raise UserError(ErrorCode.DATE_IN_FUTURE, "happened_on", date=happened)


def next_states(state: ProcessState) -> frozenset[ProcessState]:
    """Where one step may lead a process."""
    return PROCESS.next_states(state)


def steps_between(source: ProcessState, target: ProcessState) -> tuple[ProcessState, ...]:
    """The steps still to be recorded to stand at `target`, in order, `target` last; empty when there is no way.

    For who writes down after the fact: a jump stays refused, and this says which steps to fill in, each with
    its own date. Archiving is never a way round.
    """
    path = PROCESS.shortest_path(source, target)
    return () if _P.ARCHIVED in path[:-1] else path


def is_final(state: ProcessState) -> bool:
    """Whether nothing more can happen to a process."""
    return PROCESS.is_final(state)


def is_closed(state: ProcessState) -> bool:
    """Whether nobody is working on the process: ended, or put aside and still able to come back."""
    return state not in _STAGE_OF


def stage_of(state: ProcessState) -> Stage | None:
    """The stage in which the house counts the process; None when it is closed."""
    return _STAGE_OF.get(state)


class CommitmentStatus(StrEnum):
    """What became of a promise."""

    OPEN = "open"
    POSTPONED = "postponed"
    REOPENED = "reopened"
    KEPT = "kept"
    NOT_KEPT = "not_kept"
    DROPPED = "dropped"


_C = CommitmentStatus
PENDING_COMMITMENTS: Final = frozenset({_C.OPEN, _C.POSTPONED, _C.REOPENED})
_COMMITMENT_OUTCOMES: Final = frozenset({_C.KEPT, _C.POSTPONED, _C.NOT_KEPT, _C.DROPPED})

COMMITMENT: Final = StateMachine(
    steps=MappingProxyType(
        {
            state: _COMMITMENT_OUTCOMES if state in PENDING_COMMITMENTS else frozenset({_C.REOPENED})
            for state in _C
        }
    ),
    reason_into=frozenset({_C.DROPPED, _C.REOPENED}),
)


def check_commitment_step(
    source: CommitmentStatus, target: CommitmentStatus, reason: str = "", new_due: date | None = None
) -> None:
    """Let a legal step of a commitment pass; it may be postponed any number of times, each with its new date.

    Raises UserError as `StateMachine.check_step`, and REQUIRED (field "due") for a postponement without a date.
    """
    COMMITMENT.check_step(source, target, reason)
    if target is _C.POSTPONED and new_due is None:
        raise UserError(ErrorCode.REQUIRED, "due")


class DeliveryState(StrEnum):
    """How far a sealed version has come on its way to the Comune and back."""

    SEALED = "sealed"
    HANDED_OVER = "handed_over"
    RECEIVED = "received"
    ANSWERED = "answered"
    DISCARDED = "discarded"


_D = DeliveryState
DELIVERY: Final = StateMachine(
    steps=MappingProxyType(
        {
            # A version sealed by mistake is discarded; it never stays "to be handed over" for good.
            _D.SEALED: frozenset({_D.HANDED_OVER, _D.DISCARDED}),
            # The answer may come before anybody tells the house the protocol number.
            _D.HANDED_OVER: frozenset({_D.RECEIVED, _D.ANSWERED}),
            _D.RECEIVED: frozenset({_D.ANSWERED}),
            _D.ANSWERED: frozenset(),
            _D.DISCARDED: frozenset(),
        }
    ),
    reason_into=frozenset({_D.DISCARDED}),
    reference_into=frozenset({_D.RECEIVED}),
)


def check_delivery_step(
    source: DeliveryState, target: DeliveryState, reason: str = "", reference: str = ""
) -> None:
    """Let a legal step of a delivery pass; the reference of a receipt is the Comune's protocol number.

    Raises UserError as `StateMachine.check_step` does.
    """
    DELIVERY.check_step(source, target, reason, reference)


class MinutesState(StrEnum):
    """How firm the minutes of a meeting are."""

    DRAFT = "draft"
    APPROVED = "approved"
    LOCKED = "locked"


_M = MinutesState
MINUTES: Final = StateMachine(
    steps=MappingProxyType(
        {
            _M.DRAFT: frozenset({_M.APPROVED}),
            _M.APPROVED: frozenset({_M.LOCKED, _M.DRAFT}),
            # Nothing leads out: corrections to locked minutes are dated additions.
            _M.LOCKED: frozenset(),
        }
    ),
    reason_between=frozenset({(_M.APPROVED, _M.DRAFT)}),
)


def check_minutes_step(source: MinutesState, target: MinutesState, reason: str = "") -> None:
    """Let a legal step of the minutes pass. Raises UserError as `StateMachine.check_step` does."""
    MINUTES.check_step(source, target, reason)


class MeetingState(StrEnum):
    """Whether a meeting is still to come, going on, over, or called off."""

    PLANNED = "planned"
    RUNNING = "running"
    CLOSED = "closed"
    CANCELLED = "cancelled"


_G = MeetingState
MEETING: Final = StateMachine(
    steps=MappingProxyType(
        {
            # Straight to closed: a meeting that was held on paper and typed in afterwards.
            _G.PLANNED: frozenset({_G.RUNNING, _G.CLOSED, _G.CANCELLED}),
            _G.RUNNING: frozenset({_G.CLOSED}),
            _G.CLOSED: frozenset({_G.RUNNING}),
            _G.CANCELLED: frozenset({_G.PLANNED}),
        }
    ),
    reason_into=frozenset({_G.CANCELLED}),
    reason_between=frozenset({(_G.CLOSED, _G.RUNNING)}),
)


def check_meeting_step(
    source: MeetingState, target: MeetingState, reason: str = "", minutes: MinutesState = MinutesState.DRAFT
) -> None:
    """Let a legal step of a meeting pass; a closed one is reopened only while its minutes are a draft.

    Raises UserError as `StateMachine.check_step`, and MINUTES_APPROVED when minutes stand in the way.
    """
    MEETING.check_step(source, target, reason)
    if source is _G.CLOSED and minutes is not MinutesState.DRAFT:
        raise UserError(ErrorCode.MINUTES_APPROVED, "state", minutes=minutes)
