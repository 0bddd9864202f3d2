"""Who is in the room, from what is typed and from what is on disk. Pure: no Qt here."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from cocity_desktop.application.room import heads, here_at
from cocity_desktop.application.views.work import MeetingDetail, PresenceRow
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.localization import _, clock, ngettext, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cocity_desktop.application.views.work import DecisionRow

_LEAVES = re.compile(r"^[-−–]\s*")
_COUNT_LAST = re.compile(r"^(?P<name>.*?)\s*\+?\s*(?P<count>\d{1,4})$")
_COUNT_FIRST = re.compile(r"^\+?\s*(?P<count>\d{1,4})\s+(?P<name>\D.*)$")
_MOST_OFFERED = 6


@dataclass(frozen=True, slots=True)
class Known:
    """A group or a person that may arrive; `group_id` is the person's group when they come for one.

    `beside` is what is said beside the name, to tell two apart.
    """

    name: str
    group_id: EntityId | None = None
    person_id: EntityId | None = None
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who arrived, as understood. `label` is what was typed for somebody that the archive does not know."""

    label: str
    heads: int
    group_id: EntityId | None = None
    person_id: EntityId | None = None

    @property
    def stranger(self) -> bool:
        """One person, by a name that nobody has in the archive."""
        return self.heads == 1 and self.group_id is None and self.person_id is None


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the field: who, how many (0: no number), and whether they leave."""

    name: str
    count: int = 0
    leaving: bool = False


def read_typed(text: str, known: Sequence[Known] = ()) -> Typed:
    """As in "Genitori Fleming 9", "+2 Arcobaleno", "-2 Genitori". A whole known name comes before a number at its end.

    "Circoscrizione 8" is one, "Circoscrizione 8 3" is three of it.
    """
    text = " ".join(text.split())
    leaving = _LEAVES.match(text) is not None
    text = _LEAVES.sub("", text)
    for pattern in (_COUNT_FIRST, _COUNT_LAST):
        match = pattern.match(text)
        if match is not None and int(match["count"]) >= 1 and exact(text, known) is None:
            return Typed(match["name"].strip(" +"), int(match["count"]), leaving)
    return Typed(text.removeprefix("+").strip(), 0, leaving)


def read_arrival(text: str, known: Sequence[Known]) -> Arrival | None:
    """What is typed, by a whole name: a group and how many, a person, "+2" without a group. None for nothing."""
    typed = read_typed(text, known)
    if not typed.name and not typed.count:
        return None
    return arrival_of(typed, exact(typed.name, known))


def arrival_of(typed: Typed, who: Known | None) -> Arrival:
    """The arrival of `who`, or of somebody that is not known."""
    heads = max(1, typed.count)
    if who is None:
        return Arrival(typed.name or _("No group"), heads)
    return Arrival(who.name, 1 if who.person_id else heads, who.group_id, who.person_id)


def exact(name: str, known: Iterable[Known]) -> Known | None:
    """By its whole name."""
    wanted = folded(name)
    return next((one for one in known if folded(one.name) == wanted), None)


def offered(name: str, known: Sequence[Known]) -> list[Known]:
    """Those in whose name every typed word begins a word: two letters are enough for most. Whole names first."""
    wanted = folded(name).split()
    if not wanted:
        return []
    found = [
        one
        for one in known
        if all(any(word.startswith(part) for word in folded(one.name).split()) for part in wanted)
    ]
    whole = folded(name)
    ranked = sorted(
        found, key=lambda one: (folded(one.name) != whole, not folded(one.name).startswith(whole))
    )
    return ranked[:_MOST_OFFERED]


@lru_cache(maxsize=2_048)
def folded(text: str) -> str:
    """For comparing names: no case, no accents. The same names are asked for at every reading and every letter."""
    parts = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
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
    """Every time they were here, in order."""
    moment: datetime | None = None
    """Of the reading; None for now, when whoever has not left is here."""

    @property
    def here(self) -> bool:
        return self.heads > 0

    def here_now(self) -> tuple[PresenceRow, ...]:
        """The stays of those who are here."""
        return here_at(self.stays, self.moment)

    def last_gone(self) -> tuple[PresenceRow, ...]:
        """The stays of those who left last, all at one moment: who comes back when the line does."""
        gone = [stay for stay in self.stays if stay.left_at is not None]
        last = max((stay.left_at for stay in gone if stay.left_at is not None), default=None)
        return tuple(stay for stay in gone if stay.left_at == last)


def room_lines(meeting: MeetingDetail, moment: datetime | None = None) -> tuple[RoomLine, ...]:
    """Who is here, the most first; then who has left; then who is expected."""
    names = {group.group_id: group.name for group in meeting.groups}
    stays: dict[str, list[PresenceRow]] = {}
    for one in meeting.presences:
        stays.setdefault(one.group_id or one.person_id or folded(one.label), []).append(one)
    lines = [replace(_line(key, found, names, moment), moment=moment) for key, found in stays.items()]
    lines.sort(key=lambda line: (not line.here, -line.heads, folded(line.name)))
    missing = [
        RoomLine(group.group_id, group.name, 0, True, group.group_id, ())
        for group in meeting.expected
        if group.group_id not in stays
    ]
    return (*lines, *missing)


def _line(
    key: str, stays: list[PresenceRow], names: dict[EntityId, str], moment: datetime | None
) -> RoomLine:
    group_id = stays[0].group_id
    plain = next((stay.label for stay in stays if stay.person_id is None), stays[0].label)
    name = names.get(group_id or "", plain)
    return RoomLine(key, name, heads(stays, moment), False, group_id, tuple(stays))


@dataclass(frozen=True, slots=True)
class Passage:
    """Somebody came or went."""

    at: datetime
    words: str


def passages(meeting: MeetingDetail) -> tuple[Passage, ...]:
    """Arrivals and departures, the newest first. Those who were there when it closed did not leave."""
    names = {group.group_id: group.name for group in meeting.groups}
    came: Counter[tuple[datetime, str, str, bool]] = Counter()
    went: Counter[tuple[datetime, str, str, bool]] = Counter()
    for one in meeting.presences:
        who = (
            one.label,
            names.get(one.group_id or "", "") if one.person_id else "",
            one.person_id is not None,
        )
        came[one.arrived_at, *who] += one.head_count
        if one.left_at is not None and one.left_at != meeting.closed_at:
            went[one.left_at, *who] += one.head_count
    found = [Passage(key[0], _words(key, count)) for key, count in came.items()]
    for key, count in went.items():
        found.append(Passage(key[0], _words(key, count, leaving=True)))
    return tuple(sorted(found, key=lambda passage: passage.at, reverse=True))


def _words(key: tuple[datetime, str, str, bool], count: int, *, leaving: bool = False) -> str:
    """A part of a group that leaves was, on arrival, part of those who came with it."""
    _at, label, group, named = key
    if named or count == 1:
        who = f"{label}, {group}" if group else label
        return _("{who} leaves").format(who=who) if leaving else who
    return f"{label}, {'−' if leaving else '+'}{number(count)}"


def spoken(passage: Passage) -> str:
    """For screen readers."""
    return f"{clock(passage.at)}, {passage.words}"


def presence_words(decision: DecisionRow) -> str:
    """Who was in the room when a decision was taken, as it was frozen then: "23 in sala: 9 Genitori Fleming, …".

    "" when nobody was noted.
    """
    return _in_the_room([(one.label, one.heads) for one in decision.presence], decision.present)


def room_words(lines: Iterable[RoomLine]) -> str:
    """The same of those who are there now."""
    here = [(line.name, line.heads) for line in lines if line.here]
    return _in_the_room(here, sum(heads for _name, heads in here))


def who_may_object(meeting: MeetingDetail, lines: Iterable[RoomLine]) -> tuple[Known, ...]:
    """Names to complete: groups and people who are there, then whoever else was, then the groups of the process."""
    here = _("in the room")
    found: list[Known] = []
    for line in lines:
        if line.here:
            found.append(Known(line.name, line.group_id, beside=here))
            found += [Known(one.label, None, one.person_id, here) for one in line.here_now()]
    found += [Known(one.label, one.group_id if one.person_id is None else None) for one in meeting.presences]
    found += [Known(group.name, group.group_id) for group in meeting.groups]
    return tuple({one.name: one for one in reversed(found) if one.name}.values())[::-1]


def _in_the_room(here: Iterable[tuple[str, int]], present: int) -> str:
    together: Counter[str] = Counter()
    for label, count in here:
        together[label] += count
    if not together:
        return ""
    parts = [f"{number(count)} {label}" if count > 1 else label for label, count in together.most_common()]
    words = ngettext("{n} in the room: {who}", "{n} in the room: {who}", present)
    return words.format(who=", ".join(parts))
