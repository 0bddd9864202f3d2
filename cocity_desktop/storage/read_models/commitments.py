"""The commitments of every party, with how late they are and where they were promised."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from cocity_desktop.application.views.work import CommitmentDetail, CommitmentRow, CommitmentStepRow
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.lifecycle import PENDING_COMMITMENTS, CommitmentStatus
from cocity_desktop.storage.read_models.registry import PENDING, house_row
from cocity_desktop.storage.read_models.rows import Reading, Row, by_name, moment, row_to_dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.domain.entity import EntityId

_COMMITMENTS = """
    SELECT c.id, c.process_id, pr.title AS process, c.party_kind, c.group_id, c.party_name, g.name AS group_name,
        c.what, c.due_on, c.recurrence, c.starts_on, c.money_cents, c.hours, c.materials, c.heading, c.status,
        coalesce(m.title, '') AS meeting, c.entry_id, e.text AS entry_text, e.meeting_id, e.said_at,
        (SELECT count(*) FROM commitment_steps s
         WHERE s.commitment_id = c.id AND s.alive = 1 AND s.new_due_on > s.old_due_on) AS times_postponed
    FROM commitments c
    JOIN processes pr ON pr.id = c.process_id
    LEFT JOIN groups g ON g.id = c.group_id
    LEFT JOIN entries e ON e.id = c.entry_id
    LEFT JOIN meetings m ON m.id = e.meeting_id
    WHERE c.alive = 1
"""
_PENDING_ONLY = _COMMITMENTS + " AND c.status IN :pending"
_DUE_BEFORE = _PENDING_ONLY + " AND c.due_on <= :until"
_OF_MEETING = _COMMITMENTS + " AND e.meeting_id = :id AND e.alive = 1"
_ONE = _COMMITMENTS + " AND c.id = :id"

_STEPS = """
    SELECT st.at, st.from_status, st.to_status, st.reason, coalesce(s.name, '') AS "by",
        st.old_due_on, st.new_due_on
    FROM commitment_steps st LEFT JOIN staff s ON s.id = st.by_id
    WHERE st.commitment_id = :id AND st.alive = 1 ORDER BY st.at, st.id
"""

_ARTICLES = """
    SELECT DISTINCT a.pact_id, a.number, a.title
    FROM source_links l
    JOIN sentences se ON se.id = l.sentence_id AND se.alive = 1
    JOIN articles a ON a.id = se.article_id AND a.alive = 1
    WHERE l.alive = 1 AND l.{column} = :id
    ORDER BY a.pact_id, a.number
"""
_CITING_IT = _ARTICLES.format(column="commitment_id")
_CITING_ITS_ENTRY = _ARTICLES.format(column="entry_id")


def commitments(reading: Reading, *, open_only: bool = True) -> tuple[CommitmentRow, ...]:
    """By party, the Comune first, then by due day, those without a day last."""
    sql, parameters = (_PENDING_ONLY, {"pending": PENDING}) if open_only else (_COMMITMENTS, {})
    return tuple(sorted(_views(reading, sql, **parameters), key=_ledger_order))


def due_commitments(reading: Reading, until: date) -> tuple[CommitmentRow, ...]:
    """Those still to be kept that are late or due by `until`: the Comune's first, then the party worst in arrears."""
    found = _views(reading, _DUE_BEFORE, pending=PENDING, until=until.isoformat())
    first_day: dict[tuple[PartyKind, str], date] = {}
    for row in found:
        first_day[_party(row)] = min(_due(row), first_day.get(_party(row), date.max))
    return tuple(
        sorted(found, key=lambda row: (not _is_comune(row), first_day[_party(row)], *_ledger_order(row)))
    )


def commitments_of_meeting(reading: Reading, meeting_id: EntityId) -> dict[EntityId, CommitmentRow]:
    """What was promised in a meeting, by the entry it was promised in."""
    rows = reading.rows(_OF_MEETING, id=meeting_id)
    return {row["entry_id"]: view for row, view in zip(rows, _with_parties(reading, rows), strict=True)}


def commitment(reading: Reading, commitment_id: EntityId) -> CommitmentDetail:
    """One commitment, its history from the first step on. Raises UserError(NOT_FOUND)."""
    row = reading.only("commitment", _ONE, id=commitment_id)
    return CommitmentDetail(
        row=_with_parties(reading, [row])[0],
        entry_text=row["entry_text"] or "",
        meeting_id=row["meeting_id"],
        said_at=moment(row["said_at"]) if row["said_at"] else None,
        steps=reading.views(CommitmentStepRow, _STEPS, id=commitment_id),
        in_articles=_articles(reading, row),
    )


def party_name(house: Row | None, row: Row) -> str:
    """How a party is called: by the name written for it, by its group's, or as the house knows the Comune and itself."""
    written: str = row["party_name"] or row["group_name"] or ""
    if written or house is None:
        return written
    named = {PartyKind.COMUNE: f"Comune di {house['city']}", PartyKind.HOUSE: house["name"]}
    return str(named.get(row["party_kind"], ""))


def late_days(row: Row, today: date) -> int:
    """How many days ago it was due, 0 when there is still time or nothing left to do."""
    if row["due_on"] is None or CommitmentStatus(row["status"]) not in PENDING_COMMITMENTS:
        return 0
    return max(0, (today - date.fromisoformat(row["due_on"])).days)


def _views(reading: Reading, sql: str, **parameters: Any) -> list[CommitmentRow]:
    return _with_parties(reading, reading.rows(sql, **parameters))


def _with_parties(reading: Reading, rows: Sequence[Row]) -> list[CommitmentRow]:
    house = house_row(reading) if rows else None
    return [
        row_to_dataclass(
            CommitmentRow, row, party=party_name(house, row), late_days=late_days(row, reading.today)
        )
        for row in rows
    ]


def _articles(reading: Reading, row: Row) -> tuple[str, ...]:
    """The articles that come from the commitment or from the words it was promised in, as «5. Forme di sostegno»."""
    citing = list(reading.rows(_CITING_IT, id=row["id"]))
    if row["entry_id"]:
        citing.extend(reading.rows(_CITING_ITS_ENTRY, id=row["entry_id"]))
    articles = sorted({(found["pact_id"], found["number"], found["title"]) for found in citing})
    return tuple(f"{number}. {title}" for _, number, title in articles)


def _ledger_order(row: CommitmentRow) -> tuple[Any, ...]:
    return not _is_comune(row), by_name(row.party), row.party_kind, _due(row), by_name(row.what), row.id


def _party(row: CommitmentRow) -> tuple[PartyKind, str]:
    return row.party_kind, row.group_id or row.party


def _is_comune(row: CommitmentRow) -> bool:
    return row.party_kind is PartyKind.COMUNE


def _due(row: CommitmentRow) -> date:
    return row.due_on or date.max
