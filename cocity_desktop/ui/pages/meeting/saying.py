"""From what a line was understood to say to the fields that are saved, and to the row that is shown meanwhile. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cocity_desktop.application.commitments import CommitmentFields
from cocity_desktop.application.recognition import KnownName, PartKind
from cocity_desktop.application.views.work import CommitmentRow
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.lifecycle import CommitmentStatus
from cocity_desktop.domain.meetings import EntryKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cocity_desktop.ui.pages.meeting.understood import Understood

_NAMED_BY_THE_HOUSE = (PartyKind.COMUNE, PartyKind.HOUSE)
"""Their names follow from the house's own record."""


class Speaker(NamedTuple):
    """Who said a line."""

    group_id: EntityId | None = None
    person_id: EntityId | None = None
    name: str = ""


def speaker(said: Understood, kind: EntryKind) -> Speaker:
    """In a commitment, the person who promises; in any other line, whom the line names with @."""
    part = said.one(PartKind.PARTY, kind)
    name = part.party if part is not None else None
    if name is None:
        return Speaker()
    if kind is EntryKind.COMMITMENT:
        return Speaker(None, name.person_id, name.name) if name.person_id else Speaker()
    return Speaker(name.group_id, name.person_id, name.name)


def commitment_fields(said: Understood, what: str, headings: Mapping[int, str]) -> CommitmentFields:
    """What the chips say. Nobody named leaves it open who promises. `headings`: codes by the number of the article."""
    part = said.one(PartKind.PARTY)
    kind, group_id, name = _party(part.party if part is not None else None)
    return CommitmentFields(
        what=what,
        party_kind=kind,
        group_id=group_id,
        party_name=name,
        due_on=_day(said, PartKind.DUE),
        recurrence=_words(said, PartKind.RECURRENCE),
        starts_on=_day(said, PartKind.STARTS),
        money_cents=getattr(said.one(PartKind.MONEY), "cents", None),
        hours=getattr(said.one(PartKind.HOURS), "hours", None),
        materials=said.materials(),
        heading=_heading(said, headings),
    )


def commitment_row(said: Understood, what: str) -> CommitmentRow:
    """How a commitment looks in the list before it has been read back from the disk."""
    fields = commitment_fields(said, what, {})
    part = said.one(PartKind.PARTY)
    party = part.party.name if part is not None and part.party is not None else ""
    return CommitmentRow(
        "", "", "", fields.party_kind or PartyKind.OTHER, fields.group_id, party, what, fields.due_on,
        fields.recurrence, fields.starts_on, fields.money_cents, fields.hours, fields.materials, fields.heading,
        CommitmentStatus.OPEN, 0, 0, "",
    )  # fmt: skip


def _party(name: KnownName | None) -> tuple[PartyKind, EntityId | None, str]:
    if name is None:
        return PartyKind.OTHER, None, ""
    if name.group_id:
        return PartyKind.GROUP, name.group_id, ""
    kind = name.party_kind or PartyKind.OTHER
    return kind, None, "" if kind in _NAMED_BY_THE_HOUSE else name.name


def _heading(said: Understood, headings: Mapping[int, str]) -> str:
    """The article on its chip; one that no chip can show stays what it was."""
    part = said.one(PartKind.ARTICLE)
    if part is not None and part.number is not None and part.number in headings:
        return headings[part.number]
    return "" if said.heading in headings.values() else said.heading


def _day(said: Understood, kind: PartKind) -> date | None:
    part = said.one(kind)
    return part.day if part is not None else None


def _words(said: Understood, kind: PartKind) -> str:
    part = said.one(kind)
    return part.words if part is not None else ""
