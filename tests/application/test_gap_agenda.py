"""A gap goes to the next meeting as a question, what is answered there waits beside its article, and the gap closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cocity_desktop.application.capture import CaptureEntry, capture_entry
from cocity_desktop.application.gap_agenda import AskGap, ask_gap
from cocity_desktop.application.history import undo_last
from cocity_desktop.application.meetings import CancelMeeting, cancel_meeting
from cocity_desktop.application.pacts import AssemblePact, PutSource, assemble_pact, put_source
from cocity_desktop.application.running import CloseMeeting, RunMeeting, close_meeting, run_meeting
from cocity_desktop.application.views.pacts import ArticleState
from cocity_desktop.domain.errors import ErrorCode, UserError

if TYPE_CHECKING:
    from cocity_desktop.application.views.pacts import PactDetail
    from cocity_desktop.domain.completeness import Gap
    from tests.application.conftest import SmallHouse


@pytest.fixture
def pact(house: SmallHouse) -> str:
    return house.run(assemble_pact, AssemblePact(process_id=house.ids["process"]), house.services.regulations)


def detail(house: SmallHouse, pact: str) -> PactDetail:
    return house.services.queries.pact(pact)


def empty_heading(house: SmallHouse, pact: str) -> Gap:
    return next(gap for gap in detail(house, pact).gaps if gap.check == "empty_heading")


def test_a_question_is_asked_once_and_told_as_there(house: SmallHouse, pact: str) -> None:
    gap = empty_heading(house, pact)
    with pytest.raises(UserError) as refused:
        house.run(ask_gap, AskGap(pact_id=pact, gap=gap.code))
    assert refused.value.code is ErrorCode.NO_MEETING_PLANNED
    meeting = house.meeting("Secondo", days=2, begin=False)
    point = house.run(ask_gap, AskGap(pact_id=pact, gap=gap.code))
    items = house.services.queries.meeting(meeting).agenda
    assert [(item.id, item.title) for item in items] == [(point, f"{gap.subject}: {gap.question}")]
    told = detail(house, pact).asked
    assert [(one.gap, one.meeting_id, one.is_waiting) for one in told] == [(gap.code, meeting, True)]
    with pytest.raises(UserError) as refused:
        house.run(ask_gap, AskGap(pact_id=pact, gap=gap.code))
    assert refused.value.code is ErrorCode.ALREADY_ON_AGENDA
    undo_last(house.services.new_unit_of_work())
    assert detail(house, pact).asked == ()


def test_every_gap_can_be_asked(house: SmallHouse, pact: str) -> None:
    house.meeting("Secondo", days=2, begin=False)
    gaps = detail(house, pact).gaps
    for gap in gaps:
        house.run(ask_gap, AskGap(pact_id=pact, gap=gap.code))
    assert {one.gap for one in detail(house, pact).asked} == {gap.code for gap in gaps}


def test_a_meeting_that_is_called_off_asks_nothing(house: SmallHouse, pact: str) -> None:
    gap = empty_heading(house, pact)
    meeting = house.meeting("Secondo", days=2, begin=False)
    house.run(ask_gap, AskGap(pact_id=pact, gap=gap.code))
    house.run(cancel_meeting, CancelMeeting(meeting_id=meeting, reason="Piove"))
    assert detail(house, pact).asked == ()


def test_what_was_answered_waits_for_the_article_and_closes_the_gap(house: SmallHouse, pact: str) -> None:
    gap = empty_heading(house, pact)
    meeting = house.meeting("Secondo", days=2, begin=False)
    point = house.run(ask_gap, AskGap(pact_id=pact, gap=gap.code))
    house.run(run_meeting, RunMeeting(meeting_id=meeting))
    answer = house.run(
        capture_entry,
        CaptureEntry(meeting_id=meeting, text="Si apre alle nove", agenda_item_id=point),
    )
    house.run(close_meeting, CloseMeeting(meeting_id=meeting))
    seen = detail(house, pact)
    assert [(one.gap, one.is_waiting) for one in seen.asked] == [(gap.code, False)]
    article = next(a for a in seen.document.articles if a.id == gap.article_id)
    assert [one.heading for one in seen.candidates if one.id == answer] == [article.heading]
    state = next(status for status in seen.statuses if status.article_id == article.id)
    assert (state.state, state.waiting) == (ArticleState.HAS_SOURCES, 1)
    house.run(put_source, PutSource(article_id=article.id, entry_id=answer))
    assert gap.code not in {one.code for one in detail(house, pact).gaps}
    with pytest.raises(UserError) as refused:
        house.run(ask_gap, AskGap(pact_id=pact, gap=gap.code))
    assert refused.value.code is ErrorCode.NOT_FOUND
