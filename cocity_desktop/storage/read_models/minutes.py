"""What the minutes of a meeting are made from, and with them its printed agenda and attendance sheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from cocity_desktop.application.document_views import (
    CommitmentLine,
    DecisionLine,
    HouseLine,
    PresentLine,
    ReservationLine,
)
from cocity_desktop.application.minutes_views import (
    AdditionLine,
    AgendaSection,
    EntryLine,
    MinutesDocument,
    NextMeeting,
    ParagraphLine,
    PresenceLine,
)
from cocity_desktop.domain.agenda_order import numbered
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.lifecycle import MinutesState
from cocity_desktop.domain.meetings import Minutes
from cocity_desktop.storage.read_models.meetings import agenda, entries, expected, meeting_row
from cocity_desktop.storage.read_models.registry import TAKES_PART, house_row
from cocity_desktop.storage.read_models.rows import Reading, Row, day_of, grouped, moment, row_to_dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.views.work import AgendaRow, CommitmentRow, DecisionRow, EntryRow
    from cocity_desktop.domain.entity import EntityId

LANGUAGE = "it"
"""Minutes are written in the language people spoke; translations of the words around them are the renderer's."""

_MINUTES = """
    SELECT id AS minutes_id, state, approved_on, approved_by, locked_at, locked_by, locked_sha256, step_reason
    FROM minutes WHERE meeting_id = :id AND alive = 1 ORDER BY id LIMIT 1
"""

_OWN = ("state", "approved_on", "approved_by", "locked_at", "locked_by", "locked_sha256", "step_reason")

_PARAGRAPHS = """
    SELECT id, role, text, source, generated, text <> generated OR source = '' AS edited,
        CASE WHEN has_proposal THEN proposed END AS proposed
    FROM minutes_paragraphs WHERE minutes_id = :id AND alive = 1 ORDER BY position, id
"""

_ADDITIONS = """
    SELECT id, text, added_at, added_by FROM minutes_additions WHERE minutes_id = :id AND alive = 1
"""

_FIRST_DUE = """
    SELECT c.entry_id, min(st.at) AS at, st.old_due_on FROM commitment_steps st
    JOIN commitments c ON c.id = st.commitment_id AND c.alive = 1
    JOIN entries e ON e.id = c.entry_id AND e.meeting_id = :id AND e.alive = 1
    WHERE st.alive = 1 AND st.to_status = 'postponed' AND st.old_due_on IS NOT NULL
    GROUP BY c.entry_id
"""

# The articles that use the words of a line, its decision or what was promised in it.
_CITING = """
    WITH here AS (SELECT id FROM entries WHERE meeting_id = :id AND alive = 1),
    cited AS (
        SELECT l.sentence_id, l.entry_id FROM source_links l
        WHERE l.alive = 1 AND l.entry_id IN (SELECT id FROM here)
        UNION
        SELECT l.sentence_id, d.entry_id FROM source_links l
        JOIN decisions d ON d.id = l.decision_id AND d.entry_id IN (SELECT id FROM here) WHERE l.alive = 1
        UNION
        SELECT l.sentence_id, c.entry_id FROM source_links l
        JOIN commitments c ON c.id = l.commitment_id AND c.entry_id IN (SELECT id FROM here) WHERE l.alive = 1
    )
    SELECT DISTINCT cited.entry_id, art.pact_id, art.number, art.title
    FROM cited JOIN sentences s ON s.id = cited.sentence_id AND s.alive = 1
    JOIN articles art ON art.id = s.article_id AND art.alive = 1
    ORDER BY art.pact_id, art.number
"""

# Somebody who came alone is put beside their group, if it is one of this process.
_PRESENCES = f"""
    SELECT a.label, a.head_count, a.arrived_at, a.left_at,
        a.person_id IS NOT NULL OR (a.group_id IS NULL AND a.head_count = 1) AS is_person,
        coalesce(g.name, (
            SELECT min(own.name) FROM memberships ms
            JOIN groups own ON own.id = ms.group_id AND own.alive = 1
            JOIN ({TAKES_PART}) part ON part.group_id = ms.group_id AND part.process_id = :process
            WHERE ms.person_id = a.person_id AND ms.alive = 1 AND (ms.until IS NULL OR ms.until >= :day)
        ), '') AS "group"
    FROM attendances a LEFT JOIN groups g ON g.id = a.group_id
    WHERE a.meeting_id = :id AND a.alive = 1 ORDER BY a.arrived_at, a.id
"""

_NEXT = """
    SELECT title, starts_at, venue FROM meetings
    WHERE process_id = :process AND alive = 1 AND state IN ('planned', 'running') AND starts_at > :after
    ORDER BY starts_at, id LIMIT 1
"""


def minutes(reading: Reading, meeting_id: EntityId) -> MinutesDocument:
    """All that the minutes say. Raises UserError(NOT_FOUND) for the meeting, or for the house there is not yet."""
    row = meeting_row(reading, meeting_id)
    return row_to_dataclass(
        MinutesDocument,
        row,
        meeting_id=row["id"],
        public=False,
        process_title=row["process"],
        house=_letterhead(reading),
        presences=_presences(reading, row),
        expected=tuple(group.name for group in expected(reading, row)),
        sections=_sections(reading, row),
        language=LANGUAGE,
        next_meeting=_next(reading, row),
        **_written(reading, meeting_id),
    )


def _written(reading: Reading, meeting_id: EntityId) -> dict[str, Any]:
    """What there is of the minutes themselves, as fields of the document."""
    row = reading.first(_MINUTES, id=meeting_id)
    if row is None:
        fresh = Minutes(id="", meeting_id=meeting_id)
        empty = {name: getattr(fresh, name) for name in _OWN}
        return {**empty, "minutes_id": None, "paragraphs": (), "additions": ()}
    additions = reading.views(AdditionLine, _ADDITIONS, id=row["minutes_id"])
    return {
        **row,
        "state": MinutesState(row["state"]),
        "approved_on": date.fromisoformat(row["approved_on"]) if row["approved_on"] else None,
        "locked_at": moment(row["locked_at"]) if row["locked_at"] else None,
        "paragraphs": reading.views(ParagraphLine, _PARAGRAPHS, id=row["minutes_id"]),
        "additions": tuple(sorted(additions, key=lambda line: (line.added_at, line.id))),
    }


def _next(reading: Reading, meeting: Row) -> NextMeeting | None:
    rows = reading.views(NextMeeting, _NEXT, process=meeting["process_id"], after=meeting["starts_at"])
    return rows[0] if rows else None


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


def _sections(reading: Reading, meeting: Row) -> tuple[AgendaSection, ...]:
    """The points with what was said under them; what was said under none stands last, under no title."""
    points = agenda(reading, meeting["id"])
    known = {point.id for point in points}
    articles = grouped(reading.rows(_CITING, id=meeting["id"]), "entry_id")
    first_due = {row["entry_id"]: row["old_due_on"] for row in reading.rows(_FIRST_DUE, id=meeting["id"])}
    under: dict[EntityId | None, list[EntryLine]] = {}
    for entry in entries(reading, meeting["id"]):
        place = entry.agenda_item_id if entry.agenda_item_id in known else None
        line = _line(entry, articles.get(entry.id, ()), meeting["title"])
        under.setdefault(place, []).append(_as_agreed(line, first_due.get(entry.id)))
    sections = tuple(
        _section(number, point, tuple(under.get(point.id, ()))) for number, point in numbered(points)
    )
    loose = tuple(under.get(None, ()))
    return (*sections, AgendaSection("", 0, "", "", "", loose)) if loose else sections


def _section(number: str, point: AgendaRow, said: tuple[EntryLine, ...]) -> AgendaSection:
    return AgendaSection(
        title=point.title,
        planned_minutes=point.planned_minutes,
        wanted_outcome=point.wanted_outcome,
        owner=point.owner,
        background=point.background,
        entries=said,
        id=point.id,
        number=number,
        level=number.count("."),
        state=point.state,
        started_at=point.started_at,
        ended_at=point.ended_at,
        extra_minutes=point.extra_minutes,
    )


def _line(entry: EntryRow, articles: Sequence[Row], meeting: str) -> EntryLine:
    return EntryLine(
        id=entry.id,
        kind=entry.entry_kind,
        said_at=entry.said_at,
        text=entry.text,
        who=entry.who,
        outcome=entry.outcome,
        decision=_decision(entry, entry.decision, meeting) if entry.decision else None,
        commitment=commitment_line(entry.commitment) if entry.commitment else None,
        outcome_reason=entry.outcome_reason,
        in_articles=tuple(f"{article['number']}. {article['title']}" for article in articles),
    )


def _as_agreed(line: EntryLine, first_due: str | None) -> EntryLine:
    """A promise remembers the day that was agreed in the room, wherever it was put off to since."""
    if line.commitment is None or first_due is None:
        return line
    agreed = replace(line.commitment, first_due_on=date.fromisoformat(first_due))
    return replace(line, commitment=agreed)


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
        reservations=tuple(
            ReservationLine(words.raised_by, words.text, words.id) for words in row.reservations
        ),
        presence=tuple(PresentLine(one.label, one.heads) for one in row.presence),
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
