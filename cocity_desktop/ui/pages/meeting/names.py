"""Whom a line may name, as the recogniser is told and as @ and # offer them: the room first, then who is near it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cocity_desktop.application.known_names import bodies
from cocity_desktop.application.recognition import KnownName
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.localization import _
from cocity_desktop.ui.pages.meeting.mention import Offer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cocity_desktop.application.views.names import NamesToWrite
    from cocity_desktop.application.views.work import MeetingDetail, PresenceRow

IN_ROOM, IN_PROCESS, MEMBER, BODY, ELSEWHERE = range(5)
_BODIES = {PartyKind.SCHOOL: "presentation", PartyKind.HOUSE: "house"}


@dataclass(frozen=True, slots=True)
class _Ranked:
    name: KnownName
    rank: int
    icon: str
    note: str = ""


class Names:
    """Everybody who can be named in one meeting. `nearby` are told to the recogniser for every line."""

    def __init__(
        self,
        archive: NamesToWrite | None = None,
        meeting: MeetingDetail | None = None,
        headings: Mapping[int, str] | None = None,
        looked_up: Iterable[KnownName] = (),
    ) -> None:
        """`headings` are the codes of the regulation's headings by the number of their article.

        `looked_up` are groups of a large house that somebody has begun to type.
        """
        self.headings = headings or {}
        ranked = list(_everybody(archive, meeting)) if archive is not None and meeting is not None else []
        ranked += [_Ranked(known, ELSEWHERE, "group") for known in looked_up]
        self._ranked = _each_once(ranked)
        self.nearby = tuple(one.name for one in self._ranked if one.rank != ELSEWHERE)
        self.all = tuple(one.name for one in self._ranked)
        self.offers = tuple(Offer(one.name.name, one.icon, one.note, one.rank) for one in self._ranked)
        themes = archive.themes if archive is not None else ()
        self.themes = tuple(
            Offer("-".join(theme.split()), "bookmark", "", n) for n, theme in enumerate(themes)
        )

    def for_text(self, text: str) -> tuple[KnownName, ...]:
        """Groups that have nothing to do with this meeting are looked for only in a line that calls somebody by @."""
        return self.all if "@" in text else self.nearby

    def named(self, words: str) -> KnownName | None:
        """Who is called exactly so."""
        return next((name for name in self.all if name.name == words), None)


def _everybody(archive: NamesToWrite, meeting: MeetingDetail) -> Iterator[_Ranked]:
    here = [one for one in meeting.presences if one.left_at is None]
    groups = {group.id: group.name for group in archive.groups}
    yield from _in_room(here, groups)
    for group in archive.groups:
        known = KnownName(group.name, PartyKind.GROUP, group.id)
        yield _Ranked(known, IN_PROCESS if group.in_process else ELSEWHERE, "group")
    for person in archive.people:
        known = KnownName(person.name, PartyKind.GROUP, person.group_id, person.id)
        yield _Ranked(known, MEMBER, "user", person.group)
    for body in bodies(archive):
        yield _Ranked(body, BODY, _BODIES.get(body.party_kind or PartyKind.OTHER, "pa"))


def _in_room(here: Sequence[PresenceRow], groups: dict[str, str]) -> Iterator[_Ranked]:
    """People and groups with a record, then those who gave a name at the door."""
    note = _("in the room")
    for one in here:
        if one.person_id:
            known = KnownName(one.label, PartyKind.GROUP, one.group_id, one.person_id)
            yield _Ranked(known, IN_ROOM, "user", note)
        elif not one.group_id and one.label:
            yield _Ranked(KnownName(one.label, PartyKind.OTHER), IN_ROOM, "user", note)
        if one.group_id in groups:
            yield _Ranked(
                KnownName(groups[one.group_id], PartyKind.GROUP, one.group_id), IN_ROOM, "group", note
            )


def _each_once(found: Iterable[_Ranked]) -> list[_Ranked]:
    """Whoever stands in two places stands in the nearer one."""
    nearest: dict[tuple[str | None, str | None, str], _Ranked] = {}
    for one in found:
        ids = (one.name.person_id, None if one.name.person_id else one.name.group_id)
        key = (*ids, "" if any(ids) else one.name.name)
        if key not in nearest or one.rank < nearest[key].rank:
            nearest[key] = one
    return sorted(nearest.values(), key=lambda one: one.rank)
