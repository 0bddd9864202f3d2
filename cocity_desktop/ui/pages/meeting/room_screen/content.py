"""What the room's screen says, worked out from the meeting: nothing private, and no decision without its reservations.

Only organisations are named. A person's full name inside a sentence becomes initials; a first name said alone stays,
for it names nobody to a passer-by.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from cocity_desktop.application.name_mask import NameMask
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.lifecycle import MeetingState
from cocity_desktop.domain.meetings import AgendaState
from cocity_desktop.localization import _, by_day, clock, from_day
from cocity_desktop.ui.agreement_words import agreement_words
from cocity_desktop.ui.pages.meeting.timing import ItemTime, item_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from cocity_desktop.application.views.work import AgendaRow, CommitmentRow, EntryRow, MeetingDetail


@dataclass(frozen=True, slots=True)
class ScreenDecision:
    """What was decided, how the room stood, and each reservation as (who, words); who is "" for a person."""

    text: str
    agreement: str
    reservations: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ScreenPromise:
    """Who promised what, and until when in words."""

    who: str
    what: str
    when: str


@dataclass(frozen=True, slots=True)
class ScreenContent:
    """All that is painted. `time` is None when no point runs or the meeting is typed in from paper; `over` once closed.

    Decisions and promises come the newest first; `next_minutes` 0 says that nothing is to come.
    """

    place: str
    clock: str
    title: str
    translation: str = ""
    language: str = ""
    running: bool = False
    over: bool = False
    paused: bool = False
    time: ItemTime | None = None
    next_title: str = ""
    next_minutes: int = 0
    decisions: tuple[ScreenDecision, ...] = ()
    promises: tuple[ScreenPromise, ...] = ()


def screen_content(meeting: MeetingDetail, people: Iterable[str], now: datetime) -> ScreenContent:
    """The screen of `meeting` at `now`. `people` are the full names known to the archive, of `shown_texts` at least."""
    return _content(meeting, _mask((*people, *_names_in_the_room(meeting))), now)


def shown_texts(meeting: MeetingDetail) -> frozenset[str]:
    """All that people typed and the screen shows: whoever is named in it is to become initials."""
    texts: set[str] = set()

    def noted(text: str) -> str:
        texts.add(text)
        return text

    _content(meeting, noted, meeting.row.starts_at)
    return frozenset(texts)


def _content(meeting: MeetingDetail, masked: Callable[[str], str], now: datetime) -> ScreenContent:
    running = next((item for item in meeting.agenda if item.state is AgendaState.RUNNING), None)
    following = _next(meeting.agenda, running)
    entries = tuple(reversed(meeting.entries))
    groups = {group.name for group in meeting.groups}
    return ScreenContent(
        place=masked(f"{meeting.row.process}, {meeting.row.title}"),
        clock=clock(now),
        title=masked(running.title if running else meeting.row.title),
        translation=masked(running.translation) if running and meeting.room_language else "",
        language=meeting.room_language,
        running=running is not None,
        over=meeting.row.state is MeetingState.CLOSED,
        paused=running is not None and running.paused_at is not None,
        time=item_time(running, now) if running and not meeting.on_paper else None,
        next_title=masked(following.title) if following else "",
        next_minutes=following.planned_minutes + following.extra_minutes if following else 0,
        decisions=tuple(_decision(entry, groups, masked) for entry in entries if entry.decision),
        promises=tuple(_promise(entry.text, one, masked) for entry in entries if (one := entry.commitment)),
    )


@lru_cache(maxsize=2)
def _mask(names: tuple[str, ...]) -> NameMask:
    """The same names are asked for every second, and what finds them is long in the making."""
    return NameMask(names)


def _names_in_the_room(meeting: MeetingDetail) -> list[str]:
    return [one.label for one in meeting.presences if one.group_id is None or one.person_id is not None]


def _next(agenda: Sequence[AgendaRow], running: AgendaRow | None) -> AgendaRow | None:
    after = agenda[agenda.index(running) + 1 :] if running in agenda else agenda
    return next((item for item in after if item.state is AgendaState.OPEN), None)


def _decision(entry: EntryRow, groups: set[str], masked: Callable[[str], str]) -> ScreenDecision:
    decision = entry.decision
    assert decision is not None
    reservations = tuple(
        (one.raised_by if one.raised_by in groups else "", masked(one.text)) for one in decision.reservations
    )
    return ScreenDecision(masked(entry.text), agreement_words(decision), reservations)


def _promise(text: str, commitment: CommitmentRow, masked: Callable[[str], str]) -> ScreenPromise:
    organised = commitment.group_id is not None or commitment.party_kind is not PartyKind.OTHER
    who = commitment.party if organised else _("Someone in the room")
    return ScreenPromise(who, masked(text), _when(commitment))


def _when(commitment: CommitmentRow) -> str:
    """Short, as it is said: the year is this one or the next for everybody in the room."""
    parts = [commitment.recurrence]
    if commitment.starts_on:
        parts.append(from_day(commitment.starts_on, "d MMMM"))
    if commitment.due_on:
        parts.append(by_day(commitment.due_on, "d MMMM"))
    return ", ".join(filter(None, parts))
