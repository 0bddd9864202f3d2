"""Times of a meeting that was held on paper, as they are written: only the clock, never the day. Pure: no Qt here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from cocity_desktop.localization import ROME, local

if TYPE_CHECKING:
    from cocity_desktop.application.views.work import MeetingDetail

_AT_START = re.compile(
    r"^(?:(?P<hours>[01]?\d|2[0-3])[.:](?P<minutes>[0-5]\d)|(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d))(?P<space> +)"
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time before the words of a line: "18.40 Il custode…". `length` is what it takes of the text.

    `insisted` when two spaces follow it: the way to say that time did go back.
    """

    at: time
    length: int
    insisted: bool


def stamp_of(text: str) -> Stamp | None:
    """The time that a line begins with, "18.40 ", "18:40 " or "1840 "; None when it begins with words."""
    match = _AT_START.match(text)
    if match is None:
        return None
    at = time(int(match["hours"] or match["h"]), int(match["minutes"] or match["m"]))
    return Stamp(at, match.end(), len(match["space"]) > 1)


def nearest(at: time, to: datetime) -> datetime:
    """The moment with this time of day that is nearest to another: meetings run past midnight."""
    day = local(to).date()
    days = (day - timedelta(days=1), day, day + timedelta(days=1))
    found = (datetime.combine(one, at, tzinfo=ROME) for one in days)
    return min(found, key=lambda moment: abs(moment - to)).astimezone(to.tzinfo)


def last_moment(meeting: MeetingDetail) -> datetime:
    """The latest time written so far: where the typing goes on when the meeting is opened again."""
    times = [meeting.opened_at or meeting.row.starts_at]
    times += [entry.said_at for entry in meeting.entries]
    times += [one.left_at or one.arrived_at for one in meeting.presences]
    times += [item.ended_at or item.started_at or times[0] for item in meeting.agenda]
    return max(times)
