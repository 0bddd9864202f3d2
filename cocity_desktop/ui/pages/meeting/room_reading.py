"""Who is in the room, from what is typed and from what is on disk. Pure: no Qt here."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from cocity_desktop.application.views.work import MeetingDetail, PresenceRow
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.localization import _, clock, number

if TYPE_CHECKING:
    from collections.abc import Sequence

_COUNTED = re.compile(r"^(?P<name>.*?)\s*\+?\s*(?P<count>\d{1,4})$")


@dataclass(frozen=True, slots=True)
class Known:
    """A group or a person that may arrive; `group_id` is the person's group when they come for one."""

    name: str
    group_id: EntityId | None = None
    person_id: EntityId | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who arrived, as understood. `label` is what was typed for somebody that the archive does not know."""

    label: str
    heads: int
    group_id: EntityId | None = None
    person_id: EntityId | None = None


def read_arrival(text: str, known: Sequence[Known]) -> Arrival | None:
    """What is typed: a group and how many ("Genitori Fleming 9"), a person, "+2" without a group. None for nothing.

    A whole name comes before a number at its end: "Circoscrizione 8" is one, "Circoscrizione 8 3" is three of it.
    """
    text = " ".join(text.split())
    if not text:
        return None
    match = _COUNTED.match(text)
    whole = _find(text, known)
    if whole is not None or match is None or int(match["count"]) < 1:
        return _arrival(text, whole, 1)
    name = match["name"].strip()
    return _arrival(name, _find(name, known) if name else None, int(match["count"]))


def _arrival(name: str, known: Known | None, heads: int) -> Arrival:
    if known is None:
        return Arrival(name or _("No group"), heads)
    return Arrival(known.name, 1 if known.person_id else heads, known.group_id, known.person_id)


def _find(name: str, known: Sequence[Known]) -> Known | None:
    wanted = folded(name)
    return next((one for one in known if folded(one.name) == wanted), None)


def folded(text: str) -> str:
    """For comparing names: no case, no accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


@dataclass(frozen=True, slots=True)
class RoomLine:
    """A line of the room: a group with its heads, or somebody without one. `heads` 0: not here."""

    key: str
    name: str
    heads: int
    expected: bool
    group_id: EntityId | None
    stays: tuple[PresenceRow, ...]
    """Every time they were here; those with no end are here now."""

    @property
    def here(self) -> bool:
        return self.heads > 0


def room_lines(meeting: MeetingDetail) -> tuple[RoomLine, ...]:
    """Who is here, the most first; then who has left; then who is expected."""
    names = {group.group_id: group.name for group in meeting.groups}
    stays: dict[str, list[PresenceRow]] = {}
    for presence in meeting.presences:
        stays.setdefault(presence.group_id or folded(presence.label), []).append(presence)
    lines = [_line(key, found, names) for key, found in stays.items()]
    lines.sort(key=lambda line: (not line.here, -line.heads, folded(line.name)))
    missing = [
        RoomLine(group.group_id, group.name, 0, True, group.group_id, ())
        for group in meeting.expected
        if group.group_id not in stays
    ]
    return (*lines, *missing)


def _line(key: str, stays: list[PresenceRow], names: dict[EntityId, str]) -> RoomLine:
    group_id = stays[0].group_id
    plain = next((stay.label for stay in stays if stay.person_id is None), stays[0].label)
    name = names.get(group_id or "", plain)
    return RoomLine(key, name, heads(stays), False, group_id, tuple(stays))


def heads(presences: Sequence[PresenceRow]) -> int:
    """How many people are in the room now."""
    return sum(presence.head_count for presence in presences if presence.left_at is None)


@dataclass(frozen=True, slots=True)
class Passage:
    """Somebody came or went."""

    at: datetime
    words: str


def passages(meeting: MeetingDetail) -> tuple[Passage, ...]:
    """Arrivals and departures, the newest first. Those who were there when it closed did not leave."""
    names = {group.group_id: group.name for group in meeting.groups}
    found = []
    for presence in meeting.presences:
        found.append(Passage(presence.arrived_at, _words(presence, names)))
        if presence.left_at is not None and presence.left_at != meeting.closed_at:
            leaves = _("{who} leaves").format(who=_words(presence, names))
            found.append(Passage(presence.left_at, leaves))
    return tuple(sorted(found, key=lambda passage: passage.at, reverse=True))


def _words(presence: PresenceRow, names: dict[EntityId, str]) -> str:
    if presence.person_id and presence.group_id in names:
        return f"{presence.label}, {names[presence.group_id]}"
    if presence.head_count > 1:
        return f"{presence.label}, +{number(presence.head_count)}"
    return presence.label


def spoken(passage: Passage) -> str:
    """For screen readers."""
    return f"{clock(passage.at)}, {passage.words}"
