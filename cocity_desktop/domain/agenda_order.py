"""The order of an agenda with its sub-items, and the numbers they bear: 1, 2, 2.1, 2.2, 3."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cocity_desktop.domain.entity import EntityId


class Point(Protocol):
    """A point of an agenda, as record or as row of a list."""

    @property
    def id(self) -> EntityId: ...

    @property
    def parent_id(self) -> EntityId | None: ...

    @property
    def position(self) -> int: ...


P = TypeVar("P", bound=Point)


def numbered(points: Iterable[P]) -> list[tuple[str, P]]:
    """Each point with its number, every sub-item behind its point; one whose point is gone stands for itself."""
    in_place = sorted(points, key=lambda point: (point.position, point.id))
    known = {point.id for point in in_place}
    below: dict[EntityId | None, list[P]] = {}
    for point in in_place:
        below.setdefault(point.parent_id if point.parent_id in known else None, []).append(point)
    found: list[tuple[str, P]] = []
    for place, point in enumerate(below.get(None, ()), start=1):
        found.append((str(place), point))
        found += ((f"{place}.{inner}", sub) for inner, sub in enumerate(below.get(point.id, ()), start=1))
    return found
