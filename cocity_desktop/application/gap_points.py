"""What a pact lacks, as points of agendas: which were put there, and which article waits for what was answered.

A point knows its gap by the words of the question: the same words lead back to the article that waits for the answer,
months later and on every laptop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.agenda_offers import TITLE_LENGTH
from cocity_desktop.application.views.pacts import AskedGap
from cocity_desktop.domain.lifecycle import MeetingState
from cocity_desktop.domain.meetings import AgendaItem, Meeting
from cocity_desktop.domain.regulation import CheckCode, Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cocity_desktop.application.ports import EntityReader
    from cocity_desktop.domain.completeness import Gap
    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.domain.regulation import Regulation

_WAITING = (MeetingState.PLANNED, MeetingState.RUNNING)
_ABOUT = {
    CheckCode.NO_WAY_OUT: (Fact.SUSPENSION, Fact.WITHDRAWAL, Fact.EARLY_END),
    CheckCode.SUSPENSION_UNSAID: (Fact.SUSPENSION,),
    CheckCode.WITHDRAWAL_UNSAID: (Fact.WITHDRAWAL,),
    CheckCode.RISK_UNSAID: (Fact.RISK, Fact.SAFETY),
    CheckCode.INSURANCE_UNSAID: (Fact.INSURANCE, Fact.DAMAGE),
}
"""Controls that are answered in an article, and what that article is about."""


def asked_gaps(reader: EntityReader, process_id: EntityId, gaps: Iterable[Gap]) -> tuple[AskedGap, ...]:
    """Which gaps stand on an agenda of the process, each with the newest meeting that has it."""
    by_title = {point_title(gap.subject, gap.question): gap.code for gap in gaps}
    meetings = {
        meeting.id: meeting
        for meeting in reader.find(Meeting, process_id=process_id)
        if meeting.state is not MeetingState.CANCELLED
    }
    points = [item for item in reader.find(AgendaItem, meeting_id=list(meetings)) if item.title in by_title]
    points.sort(key=lambda item: meetings[item.meeting_id].starts_at)
    newest = {by_title[item.title]: meetings[item.meeting_id] for item in points}
    return tuple(
        AskedGap(code, meeting.id, meeting.title, meeting.starts_at, meeting.state in _WAITING)
        for code, meeting in newest.items()
    )


def headings_asked(
    reader: EntityReader, meetings: Iterable[EntityId], regulation: Regulation
) -> Mapping[EntityId, str]:
    """The heading that each point of these meetings asked about, by the point's id."""
    about = {point_title(heading.title, heading.question): heading.code for heading in regulation.headings}
    for check in regulation.checks:
        headings = [
            heading for fact in _ABOUT.get(check.code, ()) for heading in regulation.headings_about(fact)
        ]
        if headings:
            about.setdefault(point_title("", check.question), headings[0].code)
        if check.code is CheckCode.BLANK_LEFT:
            about |= {point_title(h.title, check.question): h.code for h in regulation.headings}
    return {
        item.id: about[item.title]
        for item in reader.find(AgendaItem, meeting_id=list(meetings))
        if item.title in about
    }


def point_title(subject: str, question: str) -> str:
    """A gap as a point of an agenda: whom or what it is about, then what is asked."""
    words = f"{subject}: {question}" if subject else question
    return words if len(words) <= TITLE_LENGTH else f"{words[: TITLE_LENGTH - 1].rstrip()}…"
