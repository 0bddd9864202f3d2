"""The time of a meeting, in seconds and in words. Pure: the page asks twice a second, the tests whenever they like."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cocity_desktop.domain.meetings import AgendaState
from cocity_desktop.localization import _, clock, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.views.work import AgendaRow, MeetingDetail
    from cocity_desktop.ui.theme.tokens import Token

CARE_FROM = 0.8
"""The share of the planned time after which the bar turns amber: its last fifth (mock-up 02)."""


@dataclass(frozen=True, slots=True)
class ItemTime:
    """How long a point has been running. Seconds; `planned` is never 0."""

    elapsed: int
    planned: int

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

    def left(self) -> str:
        """For the agenda: what remains, or by how much it is over."""
        if self.elapsed <= self.planned:
            return _("{time} left").format(time=_figure(self.planned - self.elapsed, "d"))
        return self.words()


def item_time(item: AgendaRow, now: datetime) -> ItemTime:
    """The time of a point; its end counts when it is over."""
    end = item.ended_at or now
    elapsed = max(0, round((end - item.started_at).total_seconds())) if item.started_at else 0
    return ItemTime(elapsed, max(1, item.planned_minutes) * 60)


def lasted(item: AgendaRow) -> str:
    """In words, lasted 7 min: for a point that is done and was timed."""
    if item.started_at is None or item.ended_at is None:
        return ""
    minutes = round((item.ended_at - item.started_at).total_seconds() / 60)
    return ngettext("lasted {n} min", "lasted {n} min", minutes)


def expected_end(agenda: Sequence[AgendaRow], now: datetime) -> datetime:
    """When the meeting ends if every point from here on keeps its time."""
    left = 0
    for item in agenda:
        if item.state is AgendaState.RUNNING:
            left += max(0, item.planned_minutes * 60 - item_time(item, now).elapsed)
        elif item.state is AgendaState.OPEN:
            left += item.planned_minutes * 60
    return now + timedelta(seconds=left)


@dataclass(frozen=True, slots=True)
class EndWords:
    """The foot of the agenda: when it began, when it will end, how far that is from the plan."""

    began: str
    ends: str
    drift: str


def end_words(meeting: MeetingDetail, now: datetime) -> EndWords:
    """In words; `drift` is empty while the plan holds within a minute."""
    began = _("Began at {time}").format(time=clock(meeting.opened_at)) if meeting.opened_at else ""
    ends_at = expected_end(meeting.agenda, now)
    planned = (meeting.opened_at or meeting.row.starts_at) + timedelta(minutes=meeting.row.planned_minutes)
    drift = round((ends_at - planned).total_seconds() / 60)
    words = ngettext("{n} min over", "{n} min over", drift) if drift >= 1 else ""
    return EndWords(began, _("Ends at {time}").format(time=clock(ends_at)), words)


def _figure(seconds: int, minutes: str) -> str:
    hours, rest = divmod(seconds, 3600)
    if hours:
        return f"{hours}:{rest // 60:02d}:{rest % 60:02d}"
    return f"{format(rest // 60, minutes)}:{rest % 60:02d}"
