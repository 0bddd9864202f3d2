"""Under which names drafts are kept: who keeps one and who tells of it must agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cocity_desktop.domain.entity import EntityId


def lines_of(meeting_id: EntityId) -> str:
    """The lines of a meeting that are not sent yet."""
    return f"entry:{meeting_id}"
