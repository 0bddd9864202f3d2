"""The command that takes one record away, whatever its kind: each kind has a use case of its own for it."""

from __future__ import annotations

from dataclasses import dataclass

from cocity_desktop.domain.entity import EntityId


@dataclass(frozen=True, slots=True, kw_only=True)
class Remove:
    """Take a record away; `undo_last` brings it back."""

    id: EntityId
