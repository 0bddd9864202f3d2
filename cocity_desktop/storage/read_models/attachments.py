"""The files that belong to a record, as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.views.registry import AttachmentRow

if TYPE_CHECKING:
    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.storage.read_models.rows import Reading

_ATTACHMENTS = """
    SELECT id, name, media_type, role, caption, sha256, size
    FROM attachments WHERE alive = 1 AND {column} = :id ORDER BY position, added_at, id
"""


def attachments(reading: Reading, column: str, record_id: EntityId) -> tuple[AttachmentRow, ...]:
    """The files of one record, in their order; `column` is the attachment's field that names it."""
    return reading.views(AttachmentRow, _ATTACHMENTS.format(column=column), id=record_id)
