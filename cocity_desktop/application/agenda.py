"""What is taken up on an agenda: points left unfinished, answers of the Comune, open questions and concerns.

What may be taken up is told by `agenda_offers`. A point remembers what it was carried over from or which answer put it
there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.agenda_offers import (
    ANSWER_MINUTES,
    answer_background,
    answer_title,
    line_background,
    line_title,
    offers,
    open_items,
    unfinished,
)
from cocity_desktop.application.views.agenda import OfferKind
from cocity_desktop.domain.deliveries import Reply, ReplyItem
from cocity_desktop.domain.lifecycle import MeetingState
from cocity_desktop.domain.meetings import AgendaItem, Entry, Meeting

if TYPE_CHECKING:
    from collections.abc import Collection

    from cocity_desktop.application.ports import UnitOfWork
    from cocity_desktop.application.views.agenda import Offer
    from cocity_desktop.domain.entity import EntityId


def take_up(uow: UnitOfWork, meeting: Meeting, chosen: Collection[EntityId], position: int) -> None:
    """Put what was `chosen` of the offers on `meeting`'s agenda, from `position` on.

    What is not offered any more (taken up elsewhere, decided meanwhile) is passed over: nothing is placed twice.
    """
    if not chosen:
        return
    for offer in offers(uow, meeting.process_id, meeting.starts_at):
        if offer.id in chosen:
            position = _place(uow, meeting, offer, position)


def _place(uow: UnitOfWork, meeting: Meeting, offer: Offer, position: int) -> int:
    """Returns the next free position."""
    if offer.kind is OfferKind.POINT:
        return _carry(uow, meeting, uow.get(AgendaItem, offer.id), position)
    if offer.kind is OfferKind.ANSWER:
        item = uow.get(ReplyItem, offer.id)
        return _place_answer(uow, meeting, uow.get(Reply, item.reply_id), item, position)
    entry = uow.get(Entry, offer.id)
    said_at = uow.get(Meeting, entry.meeting_id)
    uow.add(
        AgendaItem(
            id=uow.new_id(),
            meeting_id=meeting.id,
            title=line_title(entry),
            position=position,
            planned_minutes=offer.planned_minutes,
            background=line_background(entry, said_at),
        )
    )
    return position + 1


def _carry(uow: UnitOfWork, meeting: Meeting, point: AgendaItem, position: int) -> int:
    """A point, and those of its sub-items that were not finished either."""
    carried = _carried(uow, meeting, point, position, None)
    for item in unfinished(uow, [uow.get(Meeting, point.meeting_id)]):
        if item.parent_id == point.id:
            position += 1
            _carried(uow, meeting, item, position, carried.id)
    return position + 1


def _carried(
    uow: UnitOfWork, meeting: Meeting, item: AgendaItem, position: int, parent_id: EntityId | None
) -> AgendaItem:
    return uow.add(
        AgendaItem(
            id=uow.new_id(),
            meeting_id=meeting.id,
            title=item.title,
            position=position,
            planned_minutes=item.planned_minutes,
            parent_id=parent_id,
            owner=item.owner,
            wanted_outcome=item.wanted_outcome,
            background=item.background,
            translation=item.translation,
            carried_from_id=item.id,
            reply_item_id=item.reply_item_id,
        )
    )


def place_answer(uow: UnitOfWork, meeting: Meeting, reply: Reply) -> None:
    """Put the articles of one answer that were not accepted as sent at the end of `meeting`'s agenda."""
    position = max((item.position for item in uow.find(AgendaItem, meeting_id=meeting.id)), default=-1)
    for item in open_items(uow, reply):
        position = _place_answer(uow, meeting, reply, item, position + 1) - 1


def _place_answer(uow: UnitOfWork, meeting: Meeting, reply: Reply, item: ReplyItem, position: int) -> int:
    uow.add(
        AgendaItem(
            id=uow.new_id(),
            meeting_id=meeting.id,
            title=answer_title(uow, item),
            position=position,
            planned_minutes=ANSWER_MINUTES,
            background=answer_background(reply, item),
            reply_item_id=item.id,
        )
    )
    return position + 1


def next_planned(uow: UnitOfWork, process_id: EntityId) -> Meeting | None:
    """The next meeting of the process that has not begun, if one is planned."""
    planned = uow.find(Meeting, process_id=process_id, state=MeetingState.PLANNED)
    return min(planned, key=lambda meeting: meeting.starts_at, default=None)
