"""The time of a meeting, in seconds and in words. Pure: the page asks twice a second, the tests whenever they like."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.meetings import AgendaState
from cocity_desktop.localization import _, clock, ngettext, pgettext
from cocity_desktop.ui.pages.meeting.outline import coming, outlined, running

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.views.work import AgendaRow, MeetingDetail
    from cocity_desktop.ui.pages.meeting.outline import Point
    from cocity_desktop.ui.theme.tokens import Token

CARE_FROM = 0.8
"""The share of the planned time after which the bar turns amber: its last fifth (mock-up 02)."""


@dataclass(frozen=True, slots=True)
class ItemTime:
    """How long a point has been talked about. Seconds; `planned` is never 0 and holds the `extra` minutes granted."""

    elapsed: int
    planned: int
    extra: int = 0
    paused: bool = False

    @property
    def share(self) -> float:
        return self.elapsed / self.planned

    @property
    def token(self) -> Token:
        """The ink of the bar: it turns amber, it never rings."""
        return "amber" if self.share >= CARE_FROM else "primary"

    def figure(self) -> str:
        """07:12, and 1:07:12 after an hour."""
        return _figure(self.elapsed, "02d")

    def words(self) -> str:
        """What stands beside the figure: what was planned, or by how much it is over."""
        over = (self.elapsed - self.planned) // 60
        if over >= 1:
            return ngettext("over by {n} min", "over by {n} min", over)
        return ngettext("of {n} min", "of {n} min", self.planned // 60)

    def note(self) -> str:
        """What else is to be said of it: that it stands still, and what the room granted."""
        granted = ngettext("+{n} granted", "+{n} granted", self.extra) if self.extra else ""
        return ", ".join(filter(None, (_("paused") if self.paused else "", granted)))

    def left(self) -> str:
        """For the agenda: what remains, or by how much it is over."""
        words = self.words()
        if self.elapsed <= self.planned:
            words = _("{time} left").format(time=_figure(self.planned - self.elapsed, "d"))
        return ", ".join(filter(None, (words, _("paused") if self.paused else "")))


def item_time(item: AgendaRow, now: datetime) -> ItemTime:
    """The time of a point: pauses do not count, its end does when it is over."""
    end = item.ended_at or item.paused_at or now
    elapsed = (end - item.started_at).total_seconds() - item.paused_seconds if item.started_at else 0
    planned = max(1, item.planned_minutes + item.extra_minutes) * 60
    paused = item.paused_at is not None and item.state is AgendaState.RUNNING
    return ItemTime(max(0, round(elapsed)), planned, item.extra_minutes, paused)


def point_time(point: Point, now: datetime) -> ItemTime:
    """Of a point with sub-items, theirs together."""
    times = [item_time(row, now) for row in point.subs or (point.row,)]
    return ItemTime(
        sum(one.elapsed for one in times),
        sum(one.planned for one in times),
        sum(one.extra for one in times),
        any(one.paused for one in times),
    )


def lasted(point: Point) -> str:
    """In words, lasted 7 min: for a point that is done and was timed."""
    rows = point.subs or (point.row,)
    seconds = [item_time(row, row.ended_at).elapsed for row in rows if row.started_at and row.ended_at]
    if not seconds:
        return ""
    minutes = round(sum(seconds) / 60)
    return ngettext("lasted {n} min", "lasted {n} min", minutes)


@dataclass(frozen=True, slots=True)
class Course:
    """How the evening goes on if everyone keeps their time: when each point to come begins, when all is done."""

    begins: dict[EntityId, datetime]
    ends: datetime


def course(agenda: Sequence[AgendaRow], now: datetime) -> Course:
    """From now: what the running point has left, then each one to come. A point begins with its first sub-item."""
    at, begins = now, dict[str, datetime]()
    current = running(agenda)
    if current is not None:
        time = item_time(current, now)
        at += timedelta(seconds=max(0, time.planned - time.elapsed))
    for row in coming(agenda):
        begins[row.id] = at
        if row.parent_id is not None:
            begins.setdefault(row.parent_id, at)
        at += timedelta(seconds=item_time(row, at).planned)
    return Course(begins, at)


def expected_end(agenda: Sequence[AgendaRow], now: datetime) -> datetime:
    """When the meeting ends if every point from here on keeps its time."""
    return course(agenda, now).ends


def agenda_words(agenda: Sequence[AgendaRow], now: datetime) -> dict[EntityId, str]:
    """What stands under each title: what is left, how long it took, about when it will begin."""
    begins = course(agenda, now).begins
    return {point.row.id: _below(point, begins.get(point.row.id), now) for point in outlined(agenda)}


def _below(point: Point, begins: datetime | None, now: datetime) -> str:
    if point.state is AgendaState.RUNNING:
        return "" if point.subs else item_time(point.row, now).left()
    if point.state is AgendaState.DONE:
        return lasted(point)
    if point.state is AgendaState.POSTPONED:
        return _("left for another time")
    when = _("about {time}").format(time=clock(begins)) if begins and not point.subs else ""
    return ", ".join(filter(None, (when, origin(point.row))))


def paper_words(agenda: Sequence[AgendaRow]) -> dict[EntityId, str]:
    """The same for a meeting typed in from paper: the times that were written, and no clock."""
    return {point.row.id: _times(point) for point in outlined(agenda)}


def _times(point: Point) -> str:
    if point.state is AgendaState.POSTPONED:
        return _("left for another time")
    rows = [row for row in point.subs or (point.row,) if row.started_at is not None]
    if not rows:
        return origin(point.row)
    start = clock(min(row.started_at for row in rows if row.started_at is not None))
    if point.state is not AgendaState.DONE:
        return _("from {time}").format(time=start)
    ends = [row.ended_at for row in rows if row.ended_at is not None]
    return (
        pgettext("hours", "from {start} to {end}").format(start=start, end=clock(max(ends)))
        if ends
        else start
    )


def origin(row: AgendaRow) -> str:
    """Why a point is on the agenda, when nobody of the house put it there tonight."""
    if row.from_reply:
        return _("asked by the Comune’s answer")
    return _("left over from last time") if row.carried else ""


@dataclass(frozen=True, slots=True)
class EndWords:
    """The foot of the agenda: when it began, when it will end, how far that is from the plan."""

    began: str
    lead: str = ""
    ends: str = ""
    drift: str = ""


def end_words(meeting: MeetingDetail, now: datetime) -> EndWords:
    """In words; `drift` is empty while the plan holds within a minute. On paper there is nothing to foresee."""
    began = _("Began at {time}").format(time=clock(meeting.opened_at)) if meeting.opened_at else ""
    if meeting.on_paper or not meeting.agenda:
        return EndWords(began)
    ends_at = expected_end(meeting.agenda, now)
    planned = (meeting.opened_at or meeting.row.starts_at) + timedelta(minutes=meeting.row.planned_minutes)
    drift = round((ends_at - planned).total_seconds() / 60)
    words = ngettext("{n} min over", "{n} min over", drift) if drift >= 1 else ""
    ends = _("it ends at {time}").format(time=clock(ends_at))
    return EndWords(began, _("If everyone keeps their time"), ends, words)


def _figure(seconds: int, minutes: str) -> str:
    hours, rest = divmod(seconds, 3600)
    if hours:
        return f"{hours}:{rest // 60:02d}:{rest % 60:02d}"
    return f"{format(rest // 60, minutes)}:{rest % 60:02d}"
