"""The meetings as a list, and one of them with its agenda, who is in the room and what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.views.registry import PartnerRow
from cocity_desktop.application.views.work import (
    AgendaRow,
    DecisionRow,
    EntryRow,
    ExpectedRow,
    MeetingDetail,
    MeetingRow,
    OpenPoint,
    PhotoRow,
    PresenceRow,
    PresentRow,
    ReservationRow,
)
from cocity_desktop.domain.lifecycle import MinutesState
from cocity_desktop.domain.presence import thawed
from cocity_desktop.storage.read_models.commitments import commitments_of_meeting
from cocity_desktop.storage.read_models.registry import PERSON_NAME
from cocity_desktop.storage.read_models.rows import (
    Reading,
    Row,
    by_name,
    day_of,
    grouped,
    json_list,
    midnight,
    moment,
    row_to_dataclass,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from cocity_desktop.domain.entity import EntityId

LEFT_OPEN_LIMIT = 12
"""Points that fit beside an agenda; what is older is in the pages of those meetings."""

# How many came in all, as `domain.presence.people` counts them: a person is one however often they went and came
# back; of those counted by heads, under one group or one name, it is the most that were there together.
_HEADS = """
    SELECT sum(heads) FROM (
        SELECT max((
            SELECT sum(b.head_count) FROM attendances b
            WHERE b.meeting_id = a.meeting_id AND b.alive = 1 AND b.person_id IS NULL
                AND coalesce(b.group_id, b.label) = coalesce(a.group_id, a.label)
                AND (b.id = a.id OR (b.arrived_at <= a.arrived_at
                    AND (b.left_at IS NULL OR b.left_at > a.arrived_at)))
        )) AS heads
        FROM attendances a WHERE a.meeting_id = m.id AND a.alive = 1 AND a.person_id IS NULL
        GROUP BY coalesce(a.group_id, a.label)
    )
"""
_MEETINGS = f"""
    SELECT m.id, m.title, m.meeting_kind, m.process_id, pr.title AS process, m.starts_at, m.planned_minutes,
        m.venue, m.state, m.called_by, m.opened_at, m.closed_at, m.on_paper, m.room_language, m.step_reason,
        pr.place_id,
        (SELECT count(*) FROM agenda_items i WHERE i.meeting_id = m.id AND i.alive = 1) AS agenda_items,
        (SELECT coalesce(sum(i.planned_minutes), 0) FROM agenda_items i
         WHERE i.meeting_id = m.id AND i.alive = 1) AS agenda_minutes,
        (SELECT count(*) FROM entries e WHERE e.meeting_id = m.id AND e.alive = 1) AS entries,
        (SELECT count(DISTINCT a.person_id) FROM attendances a WHERE a.meeting_id = m.id AND a.alive = 1)
            + coalesce(({_HEADS}), 0) AS people
    FROM meetings m JOIN processes pr ON pr.id = m.process_id
    WHERE m.alive = 1
"""
_ONE = _MEETINGS + " AND m.id = :id"
_OF_PROCESS = _MEETINGS + " AND m.process_id = :id"
_TO_COME = _MEETINGS + " AND (m.state = 'running' OR (m.state = 'planned' AND m.starts_at >= :since))"

_AGENDA = """
    SELECT id, title, position, planned_minutes, owner, wanted_outcome, background, state, started_at, ended_at,
        reply_item_id IS NOT NULL AS from_reply, carried_from_id IS NOT NULL AS carried, parent_id, extra_minutes,
        paused_at, paused_seconds, translation
    FROM agenda_items WHERE meeting_id = :id AND alive = 1 ORDER BY position, id
"""

_ENTRIES = f"""
    SELECT e.id, e.agenda_item_id, e.entry_kind, e.text, e.said_at, e.themes, e.outcome, e.outcome_reason,
        coalesce(g.name, {PERSON_NAME.format("p")}, '') AS who, e.group_id, e.person_id, e.place_id, e.latitude,
        e.longitude, coalesce(pl.name, '') AS place
    FROM entries e
    LEFT JOIN places pl ON pl.id = e.place_id
    LEFT JOIN groups g ON g.id = e.group_id
    LEFT JOIN people p ON p.id = e.person_id
    WHERE e.meeting_id = :id AND e.alive = 1
"""

_DECISIONS = """
    SELECT d.id, d.entry_id, d.method, d.in_favour, d.fine, d.with_reservation, d.stand_aside, d.against, d.present,
        d.presence
    FROM decisions d JOIN entries e ON e.id = d.entry_id AND e.alive = 1
    WHERE e.meeting_id = :id AND d.alive = 1 ORDER BY d.id
"""

_RESERVATIONS = """
    SELECT r.id, r.decision_id, r.text,
        CASE WHEN r.raised_by <> '' THEN r.raised_by ELSE coalesce(g.name, '') END AS raised_by
    FROM reservations r
    JOIN decisions d ON d.id = r.decision_id AND d.alive = 1
    JOIN entries e ON e.id = d.entry_id AND e.alive = 1
    LEFT JOIN groups g ON g.id = r.group_id
    WHERE e.meeting_id = :id AND r.alive = 1 ORDER BY r.id
"""

# Also of those taken away since: a presence stays as it was when the decision was taken.
_LABELS = "SELECT id, label FROM attendances WHERE meeting_id = :id"

_PHOTOS = """
    SELECT id, entry_id, name, media_type, sha256, size, caption, added_at
    FROM attachments WHERE meeting_id = :id AND role = 'photo' AND alive = 1 ORDER BY position, added_at, id
"""

_PRESENCES = """
    SELECT id, label, person_id, group_id, head_count, arrived_at, left_at
    FROM attendances WHERE meeting_id = :id AND alive = 1 ORDER BY arrived_at, id
"""

_GROUPS = """
    SELECT part.id AS partnership_id, g.id AS group_id, g.name, 0 AS is_lead, 0 AS inside
    FROM participations part JOIN groups g ON g.id = part.group_id AND g.alive = 1
    WHERE part.process_id = :process AND part.alive = 1
    UNION ALL
    SELECT s.id AS partnership_id, g.id AS group_id, g.name, s.is_lead, 1 AS inside
    FROM participations part
    JOIN partnerships s ON s.group_id = part.group_id AND s.alive = 1
    JOIN groups g ON g.id = s.partner_id AND g.alive = 1
    WHERE part.process_id = :process AND part.alive = 1
"""

# In the room: heads of the group, somebody who belongs to it, or a group inside it.
_PRESENT_GROUPS = """
    WITH here AS (
        SELECT group_id FROM attendances WHERE meeting_id = :id AND alive = 1 AND group_id IS NOT NULL
        UNION
        SELECT ms.group_id FROM attendances a
        JOIN memberships ms ON ms.person_id = a.person_id AND ms.alive = 1
        WHERE a.meeting_id = :id AND a.alive = 1 AND (ms.until IS NULL OR ms.until >= :day)
    )
    SELECT group_id FROM here
    UNION
    SELECT s.group_id FROM partnerships s JOIN here ON here.group_id = s.partner_id WHERE s.alive = 1
"""

_LEFT_OPEN_ENTRIES = """
    SELECT e.id AS entry_id, NULL AS agenda_item_id, e.text, m.starts_at
    FROM meetings m JOIN entries e ON e.meeting_id = m.id
    WHERE m.process_id = :process AND m.alive = 1 AND m.state IN ('running', 'closed') AND m.starts_at < :before
        AND e.alive = 1 AND e.entry_kind IN ('question', 'concern') AND e.outcome = 'open'
    ORDER BY m.starts_at DESC, e.said_at, e.id LIMIT :limit
"""

# A point that stands on a later agenda is not open here any more: there it is done, or left open in its turn.
_LEFT_OPEN_ITEMS = """
    SELECT NULL AS entry_id, i.id AS agenda_item_id, i.title AS text, m.starts_at
    FROM meetings m JOIN agenda_items i ON i.meeting_id = m.id
    WHERE m.process_id = :process AND m.alive = 1 AND m.state IN ('running', 'closed') AND m.starts_at < :before
        AND i.alive = 1 AND i.state <> 'done'
        AND NOT EXISTS (SELECT 1 FROM agenda_items later WHERE later.carried_from_id = i.id AND later.alive = 1)
    ORDER BY m.starts_at DESC, i.position, i.id LIMIT :limit
"""

_MINUTES_STATE = "SELECT state FROM minutes WHERE meeting_id = :id AND alive = 1 ORDER BY id LIMIT 1"


def meetings(reading: Reading) -> tuple[MeetingRow, ...]:
    """The newest first."""
    return _newest_first(reading.views(MeetingRow, _MEETINGS))


def meetings_of_process(reading: Reading, process_id: EntityId) -> tuple[MeetingRow, ...]:
    """The newest first."""
    return _newest_first(reading.views(MeetingRow, _OF_PROCESS, id=process_id))


def meetings_to_come(reading: Reading, since: date) -> tuple[MeetingRow, ...]:
    """Those running, and those planned from `since` on, the next first."""
    found = reading.views(MeetingRow, _TO_COME, since=midnight(since))
    return tuple(sorted(found, key=lambda meeting: (meeting.starts_at, meeting.id)))


def meeting_row(reading: Reading, meeting_id: EntityId) -> Row:
    """A meeting's own fields and its counts. Raises UserError(NOT_FOUND)."""
    return reading.only("meeting", _ONE, id=meeting_id)


def meeting(reading: Reading, meeting_id: EntityId) -> MeetingDetail:
    """One meeting with all that was said. Raises UserError(NOT_FOUND)."""
    row = meeting_row(reading, meeting_id)
    state = reading.first(_MINUTES_STATE, id=meeting_id)
    taken = photos(reading, meeting_id)
    return row_to_dataclass(
        MeetingDetail,
        row,
        row=row_to_dataclass(MeetingRow, row),
        groups=groups_around(reading, row["process_id"]),
        agenda=agenda(reading, meeting_id),
        entries=entries(reading, meeting_id, taken),
        presences=presences(reading, meeting_id),
        expected=expected(reading, row),
        left_open=_left_open(reading, row),
        minutes_state=MinutesState(state["state"]) if state else None,
        photos=tuple(photo for photo in taken if photo.entry_id is None),
    )


def agenda(reading: Reading, meeting_id: EntityId) -> tuple[AgendaRow, ...]:
    """The points in their order."""
    return reading.views(AgendaRow, _AGENDA, id=meeting_id)


def presences(reading: Reading, meeting_id: EntityId) -> tuple[PresenceRow, ...]:
    """Who came, in the order of their arrival."""
    return reading.views(PresenceRow, _PRESENCES, id=meeting_id)


def photos(reading: Reading, meeting_id: EntityId) -> tuple[PhotoRow, ...]:
    """The photos of a meeting, of its lines and of none, in their order."""
    return reading.views(PhotoRow, _PHOTOS, id=meeting_id)


def entries(reading: Reading, meeting_id: EntityId, taken: Sequence[PhotoRow] = ()) -> tuple[EntryRow, ...]:
    """What was said, in the order it was said, with those of the photos `taken` that belong to it."""
    decisions = _decisions(reading, meeting_id)
    promised = commitments_of_meeting(reading, meeting_id)
    shown: dict[EntityId | None, list[PhotoRow]] = {}
    for photo in taken:
        shown.setdefault(photo.entry_id, []).append(photo)
    found = (
        row_to_dataclass(
            EntryRow,
            row,
            decision=decisions.get(row["id"]),
            commitment=promised.get(row["id"]),
            photos=tuple(shown.get(row["id"], ())),
        )
        for row in reading.rows(_ENTRIES, id=meeting_id)
    )
    return tuple(sorted(found, key=lambda entry: (entry.said_at, entry.id)))


def _decisions(reading: Reading, meeting_id: EntityId) -> dict[EntityId, DecisionRow]:
    """The decisions of a meeting with their reservations, by entry."""
    rows = reading.rows(_DECISIONS, id=meeting_id)
    if not rows:
        return {}
    words = grouped(reading.rows(_RESERVATIONS, id=meeting_id), "decision_id")
    labels = {row["id"]: row["label"] for row in reading.rows(_LABELS, id=meeting_id)}
    return {row["entry_id"]: _decision(row, words.get(row["id"], ()), labels) for row in rows}


def _decision(row: Row, reservations: Sequence[Row], labels: Mapping[EntityId, str]) -> DecisionRow:
    words = tuple(row_to_dataclass(ReservationRow, reservation) for reservation in reservations)
    presence = thawed(json_list(row["presence"]))
    here = tuple(PresentRow(labels.get(attendance_id, ""), heads) for attendance_id, heads in presence)
    return row_to_dataclass(DecisionRow, row, reservations=words, presence=here)


def groups_around(reading: Reading, process_id: EntityId) -> tuple[PartnerRow, ...]:
    """The groups of a process, then those inside them, each once and by name.

    `partnership_id` is the id of the participation for the first, and none of them is a lead.
    """
    rows = sorted(
        reading.rows(_GROUPS, process=process_id), key=lambda row: (row["inside"], by_name(row["name"]))
    )
    first = {row["group_id"]: row for row in reversed(rows)}
    return tuple(row_to_dataclass(PartnerRow, row) for row in rows if first[row["group_id"]] is row)


def expected(reading: Reading, meeting: Row) -> tuple[ExpectedRow, ...]:
    """The groups of the process that nobody has come for, by name."""
    day = day_of(meeting["starts_at"]).isoformat()
    present = {row["group_id"] for row in reading.rows(_PRESENT_GROUPS, id=meeting["id"], day=day)}
    awaited = [row for row in reading.rows(_GROUPS, process=meeting["process_id"]) if not row["inside"]]
    missing = [ExpectedRow(row["group_id"], row["name"]) for row in awaited if row["group_id"] not in present]
    return tuple(sorted(missing, key=lambda group: by_name(group.name)))


def _left_open(reading: Reading, meeting: Row) -> tuple[OpenPoint, ...]:
    """What the earlier meetings of the process left open, the newest meeting first."""
    before, process = meeting["starts_at"], meeting["process_id"]
    found = [
        row
        for sql in (_LEFT_OPEN_ENTRIES, _LEFT_OPEN_ITEMS)
        for row in reading.rows(sql, process=process, before=before, limit=LEFT_OPEN_LIMIT)
    ]
    found.sort(key=lambda row: moment(row["starts_at"]), reverse=True)
    return tuple(
        row_to_dataclass(OpenPoint, row, since=day_of(row["starts_at"])) for row in found[:LEFT_OPEN_LIMIT]
    )


def _newest_first(found: tuple[MeetingRow, ...]) -> tuple[MeetingRow, ...]:
    return tuple(sorted(found, key=lambda meeting: (meeting.starts_at, meeting.id), reverse=True))
