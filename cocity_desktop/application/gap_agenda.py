"""The use case that asks the next meeting what a pact lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cocity_desktop.application.agenda import next_planned
from cocity_desktop.application.agenda_offers import ANSWER_MINUTES
from cocity_desktop.application.gap_points import asked_gaps, point_title
from cocity_desktop.application.pact_document import build_pact_document, regulation_of
from cocity_desktop.application.pact_overview import pact_gaps
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.meetings import AgendaItem
from cocity_desktop.domain.pacts import Pact

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class AskGap:
    """Put the question of a gap, by its code, on the agenda of the next meeting."""

    pact_id: EntityId
    gap: str


def ask_gap(cmd: AskGap, uow: UnitOfWork) -> Changes:
    """Put a gap's question at the end of the next agenda. `created` is the point.

    Raises UserError: NOT_FOUND when it lacks no more, NO_MEETING_PLANNED, ALREADY_ON_AGENDA.
    """
    with uow:
        pact = uow.get(Pact, cmd.pact_id)
        document = build_pact_document(uow, pact.id, uow.now())
        gaps = pact_gaps(uow, document, regulation_of(uow, pact))
        gap = next((gap for gap in gaps if gap.code == cmd.gap), None)
        if gap is None:
            raise UserError(ErrorCode.NOT_FOUND, kind="gap", id=cmd.gap)
        if any(asked.is_waiting for asked in asked_gaps(uow, pact.process_id, [gap])):
            raise UserError(ErrorCode.ALREADY_ON_AGENDA)
        meeting = next_planned(uow, pact.process_id)
        if meeting is None:
            raise UserError(ErrorCode.NO_MEETING_PLANNED)
        last = max((item.position for item in uow.find(AgendaItem, meeting_id=meeting.id)), default=-1)
        point = uow.add(
            AgendaItem(
                id=uow.new_id(),
                meeting_id=meeting.id,
                title=point_title(gap.subject, gap.question),
                position=last + 1,
                planned_minutes=ANSWER_MINUTES,
                background=f"Manca al patto «{pact.title}» prima della consegna.",
            )
        )
        return uow.commit("ask_gap", created=point.id, subject=point.title)
