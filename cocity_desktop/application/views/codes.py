"""The code of a record, as it is shown on its sheet and on paper, and typed to find it again (docs/adr/0031)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.domain.record_code import record_code

if TYPE_CHECKING:
    from cocity_desktop.domain.entity import EntityId

BY_CODE = "code"
"""Where a record was found that was asked for by its code (`SearchHit.where`)."""


def code_of(entity_id: EntityId) -> str:
    """The code of a record of a kind among `record_code.CODED`."""
    return record_code(entity_id)
