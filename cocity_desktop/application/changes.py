"""What a use case gives back: which records changed. Every page refreshes from this and from nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cocity_desktop.domain.entity import EntityId, Ref


@dataclass(frozen=True, slots=True)
class Changes:
    """The outcome of one transaction, already on disk.

    `change_id` is None when nothing had to be written. `created` is the record the use case was asked to make.
    `label` is the use case's name; `subject` is a name or text to say it with ("Genitori Fleming").
    """

    change_id: EntityId | None
    label: str
    touched: frozenset[Ref] = frozenset()
    created: EntityId | None = None
    subject: str = ""
    saved_at: datetime | None = None

    def concerns(self, *kinds: str) -> bool:
        """Whether any record of one of `kinds` changed."""
        return any(r.kind in kinds for r in self.touched)
