"""What waits to be talked about again in a process: points left unfinished, answers of the Comune, open questions.

One rule for the form that offers it (a read model calls this) and for the use case that puts it on an agenda, so that
nothing is offered that stands on an agenda already, and nothing is placed twice. What stood on the agenda of a meeting
that was called off is offered again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.days import day_of
from cocity_desktop.application.views.agenda import Offer, OfferKind
from cocity_desktop.domain.deliveries import Choice, Delivery, Reply, ReplyItem, Verdict
from cocity_desktop.domain.lifecycle import MeetingState
from cocity_desktop.domain.meetings import (
    AgendaItem,
    AgendaState,
    Entry,
    EntryKind,
    EntryOutcome,
    Meeting,
)
from cocity_desktop.domain.pacts import Article, Pact

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from cocity_desktop.application.ports import EntityReader
    from cocity_desktop.domain.entity import EntityId

ANSWER_MINUTES = 10
"""Planned minutes for an article or a question to talk about again; people change it."""

TITLE_LENGTH = 300
"""Characters of a point's title; the whole words of a line stand in its background."""

_OPEN_CHOICES = (Choice.PENDING, Choice.DISCUSS)
_VERDICT_WORDS = {
    Verdict.ACCEPTED_WITH_TEXT: "accettato con un altro testo",
    Verdict.DEFERRED: "rinviato",
    Verdict.REJECTED: "respinto",
}
_ASKED = {EntryKind.QUESTION: "Domanda aperta", EntryKind.CONCERN: "Timore da sciogliere"}
_OFFERED = {EntryKind.QUESTION: OfferKind.QUESTION, EntryKind.CONCERN: OfferKind.CONCERN}


def offers(reader: EntityReader, process_id: EntityId, before: datetime) -> tuple[Offer, ...]:
    """What may be taken up at a meeting that starts at `before`: fresh things first, points before lines."""
    found = [
        *left_points(reader, process_id, before),
        *open_answers(reader, process_id),
        *open_lines(reader, process_id, before),
    ]
    return tuple(sorted(found, key=lambda offer: not offer.is_fresh))


def puts_itself(
    reader: EntityReader, process_id: EntityId, before: datetime, *, points: bool
) -> tuple[EntityId, ...]:
    """Ids of what is put on the next agenda unless somebody chooses: points of the last meeting, and answers."""
    last = [offer for offer in left_points(reader, process_id, before) if offer.is_fresh] if points else []
    return tuple(offer.id for offer in (*last, *open_answers(reader, process_id)))


# --- Points ---------------------------------------------------------------------------------------------------


def left_points(reader: EntityReader, process_id: EntityId, before: datetime) -> list[Offer]:
    """Points that closed meetings postponed, the last meeting's first; a sub-item comes along with its point."""
    held = _held(reader, process_id, before)
    left = unfinished(reader, held)
    ids = {item.id for item in left}
    by_id = {meeting.id: meeting for meeting in held}
    return [
        Offer(
            id=item.id,
            kind=OfferKind.POINT,
            title=item.title,
            planned_minutes=sum(one.planned_minutes for one in left if item.id in (one.id, one.parent_id)),
            since=_first_day(reader, item, by_id[item.meeting_id]),
            source=by_id[item.meeting_id].title,
            is_fresh=item.meeting_id == held[0].id,
        )
        for item in left
        if item.parent_id not in ids
    ]


def unfinished(reader: EntityReader, held: Sequence[Meeting]) -> list[AgendaItem]:
    """Points and sub-items that `held` meetings postponed and that stand on no later agenda, in the meetings' order."""
    order = {meeting.id: place for place, meeting in enumerate(held)}
    postponed = reader.find(AgendaItem, meeting_id=list(order), state=AgendaState.POSTPONED)
    later = reader.find(AgendaItem, carried_from_id=[item.id for item in postponed])
    taken = {item.carried_from_id for item in _standing(reader, later)}
    fresh = [item for item in postponed if item.id not in taken]
    return sorted(fresh, key=lambda item: (order[item.meeting_id], item.position, item.id))


def _held(reader: EntityReader, process_id: EntityId, before: datetime) -> list[Meeting]:
    """The closed meetings before a moment, the last one first."""
    closed = reader.find(Meeting, process_id=process_id, state=MeetingState.CLOSED)
    earlier = [meeting for meeting in closed if meeting.starts_at < before]
    return sorted(earlier, key=lambda meeting: (meeting.starts_at, meeting.id), reverse=True)


def _standing(reader: EntityReader, items: Sequence[AgendaItem]) -> list[AgendaItem]:
    """Those on the agenda of a meeting that was not called off."""
    meetings = {item.meeting_id for item in items}
    off = {
        meeting.id
        for meeting in reader.find(Meeting, id=sorted(meetings))
        if meeting.state is MeetingState.CANCELLED
    }
    return [item for item in items if item.meeting_id not in off]


def _first_day(reader: EntityReader, item: AgendaItem, meeting: Meeting) -> date:
    """The day of the first meeting that had the point, however often it was carried over since."""
    known = {item.id}
    while item.carried_from_id is not None and (earlier := reader.find(AgendaItem, id=item.carried_from_id)):
        item = earlier[0]
        if item.id in known:
            break  # an archive merged from elsewhere may say anything
        known.add(item.id)
        meeting = reader.get(Meeting, item.meeting_id)
    return day_of(meeting.starts_at)


# --- Answers of the Comune ------------------------------------------------------------------------------------


def open_answers(reader: EntityReader, process_id: EntityId) -> list[Offer]:
    """Articles that the Comune did not accept as sent and that are still to be decided."""
    return [
        _answer(reader, reply, item)
        for pact in reader.find(Pact, process_id=process_id)
        for delivery in reader.find(Delivery, pact_id=pact.id)
        for reply in reader.find(Reply, delivery_id=delivery.id)
        for item in open_items(reader, reply)
    ]


def open_items(reader: EntityReader, reply: Reply) -> list[ReplyItem]:
    """What of one answer waits to be talked about and stands on no agenda, by number of article."""
    asked = [
        item
        for item in reader.find(ReplyItem, reply_id=reply.id)
        if item.verdict is not Verdict.ACCEPTED and item.choice in _OPEN_CHOICES
    ]
    placed = reader.find(AgendaItem, reply_item_id=[item.id for item in asked])
    taken = {point.reply_item_id for point in _standing(reader, placed)}
    return sorted((item for item in asked if item.id not in taken), key=lambda item: item.article_number)


def _answer(reader: EntityReader, reply: Reply, item: ReplyItem) -> Offer:
    return Offer(
        id=item.id,
        kind=OfferKind.ANSWER,
        title=answer_title(reader, item),
        planned_minutes=ANSWER_MINUTES,
        since=reply.replied_on,
        source=reply.office,
        is_fresh=True,
    )


def answer_title(reader: EntityReader, item: ReplyItem) -> str:
    """The article and the verdict, in the language of the pact: it is content."""
    article = reader.get(Article, item.article_id)
    return f"Articolo {item.article_number}, {article.title}: {_VERDICT_WORDS[item.verdict]}"


def answer_background(reply: Reply, item: ReplyItem) -> str:
    """The history of the article in the words of the answer."""
    lines = [f"Risposta del Comune del {_day(reply.replied_on)}: {_VERDICT_WORDS[item.verdict]}."]
    if item.reason:
        lines.append(f"Motivo: {item.reason}")
    if item.text:
        lines.append(f"Testo chiesto: {item.text}")
    return "\n".join(lines)


# --- Open questions and concerns ------------------------------------------------------------------------------


def open_lines(reader: EntityReader, process_id: EntityId, before: datetime) -> list[Offer]:
    """Questions and concerns of closed meetings that nobody has answered yet, the last meeting's first."""
    held = _held(reader, process_id, before)
    on_agendas = _words_on_agendas(reader, process_id)
    return [
        Offer(
            id=entry.id,
            kind=_OFFERED[entry.entry_kind],
            title=entry.text,
            planned_minutes=ANSWER_MINUTES,
            since=day_of(meeting.starts_at),
            source=meeting.title,
            is_fresh=meeting is held[0],
        )
        for meeting, entry in _asked(reader, held)
        if on_agendas.isdisjoint((line_title(entry), line_background(entry, meeting)))
    ]


def _asked(reader: EntityReader, held: Sequence[Meeting]) -> list[tuple[Meeting, Entry]]:
    """What was asked at each of the meetings, in the order it was said."""
    order = {meeting.id: place for place, meeting in enumerate(held)}
    found = reader.find(Entry, meeting_id=list(order), entry_kind=list(_OFFERED), outcome=EntryOutcome.OPEN)
    in_order = sorted(found, key=lambda entry: (order[entry.meeting_id], entry.said_at, entry.id))
    return [(held[order[entry.meeting_id]], entry) for entry in in_order]


def _words_on_agendas(reader: EntityReader, process_id: EntityId) -> set[str]:
    """Titles and backgrounds of all points: how a line that was taken up is known again.

    A point does not name the line it was made from. Its background does, word for word, and nobody edits it; a point
    made in the room has the words as its title.
    """
    meetings = [
        meeting.id
        for meeting in reader.find(Meeting, process_id=process_id)
        if meeting.state is not MeetingState.CANCELLED
    ]
    items = reader.find(AgendaItem, meeting_id=meetings)
    return {words for item in items for words in (item.title, item.background) if words}


def line_title(entry: Entry) -> str:
    """The line as the title of a point."""
    return entry.text[:TITLE_LENGTH].strip()


def line_background(entry: Entry, meeting: Meeting) -> str:
    """Where the line was said, and its words: content, in the language people spoke."""
    said = f"{_ASKED[entry.entry_kind]} dall’incontro «{meeting.title}» del {_day(day_of(meeting.starts_at))}"
    return f"{said}: «{entry.text}»"


def _day(value: date) -> str:
    return value.strftime("%d.%m.%Y")
