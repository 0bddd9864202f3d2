"""What puts itself on an agenda: points left unfinished, and articles that the Comune did not accept as sent.

Both are placed once: a point remembers what it was carried over from or which answer put it there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.domain.deliveries import Choice, Delivery, Reply, ReplyItem, Verdict
from cocity_desktop.domain.lifecycle import MeetingState
from cocity_desktop.domain.meetings import AgendaItem, AgendaState, Meeting
from cocity_desktop.domain.pacts import Article, Pact

if TYPE_CHECKING:
    from datetime import date

    from cocity_desktop.application.ports import UnitOfWork
    from cocity_desktop.domain.entity import EntityId

ANSWER_MINUTES = 10
"""Planned minutes for an article to talk about again; people change it."""

_VERDICT_WORDS = {
    Verdict.ACCEPTED_WITH_TEXT: "accettato con un altro testo",
    Verdict.DEFERRED: "rinviato",
    Verdict.REJECTED: "respinto",
}


def carry_over(uow: UnitOfWork, meeting: Meeting, position: int) -> int:
    """Put the points that the last closed meeting of the same process postponed on `meeting`'s agenda.

    Returns the next free position.
    """
    for item in _unfinished(uow, meeting):
        uow.add(
            AgendaItem(
                id=uow.new_id(),
                meeting_id=meeting.id,
                title=item.title,
                position=position,
                planned_minutes=item.planned_minutes,
                owner=item.owner,
                wanted_outcome=item.wanted_outcome,
                background=item.background,
                carried_from_id=item.id,
                reply_item_id=item.reply_item_id,
            )
        )
        position += 1
    return position


def _unfinished(uow: UnitOfWork, meeting: Meeting) -> list[AgendaItem]:
    earlier = [
        other
        for other in uow.find(Meeting, process_id=meeting.process_id, state=MeetingState.CLOSED)
        if other.starts_at < meeting.starts_at
    ]
    if not earlier:
        return []
    last = max(earlier, key=lambda other: other.starts_at)
    postponed = uow.find(AgendaItem, meeting_id=last.id, state=AgendaState.POSTPONED)
    fresh = [item for item in postponed if not uow.find(AgendaItem, carried_from_id=item.id)]
    return sorted(fresh, key=lambda item: item.position)


def place_open_answers(uow: UnitOfWork, meeting: Meeting) -> None:
    """Put every article still to be talked about on `meeting`'s agenda, unless it stands on one already."""
    for pact in uow.find(Pact, process_id=meeting.process_id):
        for delivery in uow.find(Delivery, pact_id=pact.id):
            for reply in uow.find(Reply, delivery_id=delivery.id):
                place_answer(uow, meeting, reply)


def place_answer(uow: UnitOfWork, meeting: Meeting, reply: Reply) -> None:
    """Put the articles of one answer that were not accepted as sent on `meeting`'s agenda."""
    for item in sorted(uow.find(ReplyItem, reply_id=reply.id), key=lambda item: item.article_number):
        open_choice = item.choice in (Choice.PENDING, Choice.DISCUSS)
        if (
            item.verdict is not Verdict.ACCEPTED
            and open_choice
            and not uow.find(AgendaItem, reply_item_id=item.id)
        ):
            _place_item(uow, meeting, reply, item)


def _place_item(uow: UnitOfWork, meeting: Meeting, reply: Reply, item: ReplyItem) -> None:
    article = uow.get(Article, item.article_id)
    items = uow.find(AgendaItem, meeting_id=meeting.id)
    uow.add(
        AgendaItem(
            id=uow.new_id(),
            meeting_id=meeting.id,
            title=f"Articolo {item.article_number}, {article.title}: {_VERDICT_WORDS[item.verdict]}",
            position=max((other.position for other in items), default=-1) + 1,
            planned_minutes=ANSWER_MINUTES,
            background=_background(reply, item),
            reply_item_id=item.id,
        )
    )


def _background(reply: Reply, item: ReplyItem) -> str:
    """The history of the article in the words of the answer: it is content, in the language of the pact."""
    lines = [f"Risposta del Comune del {_day(reply.replied_on)}: {_VERDICT_WORDS[item.verdict]}."]
    if item.reason:
        lines.append(f"Motivo: {item.reason}")
    if item.text:
        lines.append(f"Testo chiesto: {item.text}")
    return "\n".join(lines)


def _day(value: date) -> str:
    return value.strftime("%d.%m.%Y")


def next_planned(uow: UnitOfWork, process_id: EntityId) -> Meeting | None:
    """The next meeting of the process that has not begun, if one is planned."""
    planned = uow.find(Meeting, process_id=process_id, state=MeetingState.PLANNED)
    return min(planned, key=lambda meeting: meeting.starts_at, default=None)
