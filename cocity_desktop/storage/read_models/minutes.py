"""What the minutes of a meeting are made from, and with them its printed agenda and attendance sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.document_views import (
    AgendaSection,
    CommitmentLine,
    DecisionLine,
    EntryLine,
    HouseLine,
    MinutesDocument,
    PresenceLine,
    ReservationLine,
)
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.lifecycle import MinutesState
from cocity_desktop.storage.read_models.meetings import agenda, entries, expected, meeting_row
from cocity_desktop.storage.read_models.registry import TAKES_PART, house_row
from cocity_desktop.storage.read_models.rows import Reading, Row, day_of, row_to_dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cocity_desktop.application.views.work import AgendaRow, CommitmentRow, DecisionRow, EntryRow
    from cocity_desktop.domain.entity import EntityId

LANGUAGE = "it"
"""Minutes are written in the language people spoke; translations of the words around them are the renderer's."""

_MINUTES = "SELECT state, approved_by FROM minutes WHERE meeting_id = :id AND alive = 1 ORDER BY id LIMIT 1"

# Somebody who came alone is put beside their group, if it is one of this process.
_PRESENCES = f"""
    SELECT a.label, a.head_count, a.arrived_at, a.left_at,
        coalesce(g.name, (
            SELECT min(own.name) FROM memberships ms
            JOIN groups own ON own.id = ms.group_id AND own.alive = 1
            JOIN ({TAKES_PART}) part ON part.group_id = ms.group_id AND part.process_id = :process
            WHERE ms.person_id = a.person_id AND ms.alive = 1 AND (ms.until IS NULL OR ms.until >= :day)
        ), '') AS "group"
    FROM attendances a LEFT JOIN groups g ON g.id = a.group_id
    WHERE a.meeting_id = :id AND a.alive = 1 ORDER BY a.arrived_at, a.id
"""


def minutes(reading: Reading, meeting_id: EntityId) -> MinutesDocument:
    """All that the minutes say. Raises UserError(NOT_FOUND) for the meeting, or for the house there is not yet."""
    row = meeting_row(reading, meeting_id)
    written = reading.first(_MINUTES, id=meeting_id)
    return row_to_dataclass(
        MinutesDocument,
        row,
        meeting_id=row["id"],
        process_title=row["process"],
        house=_letterhead(reading),
        presences=_presences(reading, row),
        expected=tuple(group.name for group in expected(reading, row)),
        sections=_sections(agenda(reading, meeting_id), entries(reading, meeting_id), row["title"]),
        state=MinutesState(written["state"]) if written else MinutesState.DRAFT,
        approved_by=written["approved_by"] if written else "",
        language=LANGUAGE,
    )


def _letterhead(reading: Reading) -> HouseLine:
    row = house_row(reading)
    if row is None:
        raise UserError(ErrorCode.NOT_FOUND, None, kind="house")
    return row_to_dataclass(HouseLine, row)


def _presences(reading: Reading, meeting: Row) -> tuple[PresenceLine, ...]:
    """Who came; heads counted by group carry the group's name once, as their label."""
    rows = reading.rows(
        _PRESENCES,
        id=meeting["id"],
        process=meeting["process_id"],
        day=day_of(meeting["starts_at"]).isoformat(),
    )
    return tuple(
        row_to_dataclass(PresenceLine, row, group="" if row["group"] == row["label"] else row["group"])
        for row in rows
    )


def _sections(
    points: Sequence[AgendaRow], said: Sequence[EntryRow], meeting: str
) -> tuple[AgendaSection, ...]:
    """The points with what was said under them; what was said under none stands last, under no title."""
    sections = [
        AgendaSection(
            title=point.title,
            planned_minutes=point.planned_minutes,
            wanted_outcome=point.wanted_outcome,
            owner=point.owner,
            background=point.background,
            entries=_lines((entry for entry in said if entry.agenda_item_id == point.id), meeting),
        )
        for point in points
    ]
    known = {point.id for point in points}
    loose = _lines((entry for entry in said if entry.agenda_item_id not in known), meeting)
    return (*sections, AgendaSection("", 0, "", "", "", loose)) if loose else tuple(sections)


def _lines(said: Iterable[EntryRow], meeting: str) -> tuple[EntryLine, ...]:
    return tuple(
        EntryLine(
            id=entry.id,
            kind=entry.entry_kind,
            said_at=entry.said_at,
            text=entry.text,
            who=entry.who,
            outcome=entry.outcome,
            decision=_decision(entry, entry.decision, meeting) if entry.decision else None,
            commitment=commitment_line(entry.commitment) if entry.commitment else None,
        )
        for entry in said
    )


def _decision(entry: EntryRow, row: DecisionRow, meeting: str) -> DecisionLine:
    return DecisionLine(
        id=row.id,
        text=entry.text,
        meeting_title=meeting,
        taken_at=entry.said_at,
        method=row.method,
        in_favour=row.in_favour,
        fine=row.fine,
        with_reservation=row.with_reservation,
        stand_aside=row.stand_aside,
        against=row.against,
        present=row.present,
        reservations=tuple(ReservationLine(words.raised_by, words.text) for words in row.reservations),
    )


def commitment_line(row: CommitmentRow) -> CommitmentLine:
    """A commitment as documents list it."""
    return CommitmentLine(
        id=row.id,
        party_kind=row.party_kind,
        party=row.party,
        what=row.what,
        due_on=row.due_on,
        recurrence=row.recurrence,
        starts_on=row.starts_on,
        money_cents=row.money_cents,
        hours=row.hours,
        materials=row.materials,
        status=row.status,
        heading=row.heading,
    )
