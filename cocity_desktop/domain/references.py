"""Who refers to whom, derived from the fields of the records: no list to forget a kind in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cocity_desktop.domain.kinds import ORDER
from cocity_desktop.domain.record import field_specs

if TYPE_CHECKING:
    from cocity_desktop.domain.entity import Entity


@cache
def referrers(kind: str) -> tuple[tuple[type[Entity], str], ...]:
    """The fields of all kinds that refer to `kind`."""
    return tuple((cls, spec.name) for cls in ORDER for spec in field_specs(cls) if spec.refers_to == kind)
