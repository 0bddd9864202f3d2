"""What was handed to the Comune and what it answered, article by article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.views.pacts import DeliveryDetail, DeliveryRow, ReplyDetail, ReplyItemRow
from cocity_desktop.storage.read_models.rows import Reading, Row, row_to_dataclass

if TYPE_CHECKING:
    from cocity_desktop.domain.entity import EntityId

# The newest answer counts: ids sort by the time a record was made. An article accepted as sent asks for nothing.
_DELIVERIES = """
    SELECT d.id, d.pact_id, p.title AS pact, d.version, d.state, d.sealed_at, d.file_name, d.file_code,
        d.content_code, d.file_sha256, d.file_size, d.handed_over_on, d.handed_over_how, d.received_on, d.protocol,
        r.id AS reply_id, r.replied_on,
        (SELECT count(*) FROM reply_items i WHERE i.reply_id = r.id AND i.alive = 1
            AND i.verdict = 'accepted') AS accepted,
        (SELECT count(*) FROM reply_items i WHERE i.reply_id = r.id AND i.alive = 1
            AND i.verdict <> 'accepted' AND i.choice = 'pending') AS undecided
    FROM deliveries d
    JOIN pacts p ON p.id = d.pact_id
    LEFT JOIN replies r ON r.id = (
        SELECT max(newest.id) FROM replies newest WHERE newest.delivery_id = d.id AND newest.alive = 1
    )
    WHERE d.alive = 1
"""
_NEWEST_FIRST = _DELIVERIES + " ORDER BY d.sealed_at DESC, d.id DESC"
_ONE = _DELIVERIES + " AND d.id = :id"
_SEALED = _DELIVERIES + " AND d.state = 'sealed' ORDER BY d.sealed_at, d.id"
_ANSWERED = _DELIVERIES + " AND d.state = 'answered' ORDER BY r.replied_on, d.id"

_REPLY = """
    SELECT id, source, office, protocol, replied_on, received_at, note FROM replies WHERE id = :id
"""

# What we sent is the text kept when the version was sealed, whatever became of the article since.
_ITEMS = """
    SELECT i.id, i.article_id, i.article_number, coalesce(sent.title, a.title) AS title, i.verdict,
        coalesce(sent.text, '') AS sent, i.text, i.reason, i.choice, i.choice_reason,
        coalesce((
            SELECT m.title FROM agenda_items point
            JOIN meetings m ON m.id = point.meeting_id AND m.alive = 1 AND m.state <> 'cancelled'
            WHERE point.reply_item_id = i.id AND point.alive = 1
            ORDER BY m.starts_at DESC, point.id DESC LIMIT 1
        ), '') AS on_agenda_of
    FROM reply_items i
    JOIN articles a ON a.id = i.article_id
    LEFT JOIN article_versions sent
        ON sent.article_id = i.article_id AND sent.version = :version AND sent.alive = 1
    WHERE i.reply_id = :id AND i.alive = 1
    ORDER BY i.article_number, i.id
"""


def deliveries(reading: Reading) -> tuple[DeliveryRow, ...]:
    """The newest first, those discarded included."""
    return reading.views(DeliveryRow, _NEWEST_FIRST)


def delivery(reading: Reading, delivery_id: EntityId) -> DeliveryDetail:
    """One delivery with its newest answer. Raises UserError(NOT_FOUND)."""
    row = reading.only("delivery", _ONE, id=delivery_id)
    return row_to_dataclass(
        DeliveryDetail,
        row,
        row=row_to_dataclass(DeliveryRow, row),
        reply=_reply(reading, row) if row["reply_id"] else None,
    )


def _reply(reading: Reading, delivery: Row) -> ReplyDetail:
    row = reading.only("reply", _REPLY, id=delivery["reply_id"])
    items = reading.views(ReplyItemRow, _ITEMS, id=row["id"], version=delivery["version"])
    return row_to_dataclass(ReplyDetail, row, items=items)


def sealed(reading: Reading) -> list[Row]:
    """Deliveries that still lie here, the oldest first."""
    return list(reading.rows(_SEALED))


def to_open(reading: Reading) -> list[Row]:
    """Deliveries answered with articles still to decide, the oldest answer first."""
    return [row for row in reading.rows(_ANSWERED) if row["undecided"]]
