"""The rows of a window: counts, contacts and days are worked out for the records shown alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.application.views.registry import GroupRow, PersonRow, PlaceRow
from cocity_desktop.storage.read_models.people import person_rows
from cocity_desktop.storage.read_models.registry import CURRENT
from cocity_desktop.storage.read_models.rows import day_of, days_after, midnight, row_to_dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.storage.read_models.rows import Reading

_HELD: Final = "t.alive = 1 AND t.state <> 'cancelled' AND t.starts_at < :tomorrow"
_IN_PROCESS: Final = """
    SELECT part.process_id FROM participations part WHERE part.alive = 1 AND part.group_id = g.id
    UNION
    SELECT part.process_id FROM partnerships s JOIN participations part ON part.group_id = s.group_id
    WHERE s.partner_id = g.id AND s.alive = 1 AND part.alive = 1
"""

_GROUPS: Final = f"""
    SELECT g.id, g.name, g.group_kind, g.district,
        (SELECT count(DISTINCT m.person_id) FROM memberships m
         WHERE m.group_id = g.id AND {CURRENT.format("m")}) AS people,
        (SELECT count(*) FROM ({_IN_PROCESS})) AS processes,
        max(
            coalesce((SELECT max(t.starts_at) FROM attendances a JOIN meetings t ON t.id = a.meeting_id
                WHERE a.group_id = g.id AND a.alive = 1 AND {_HELD}), ''),
            coalesce((SELECT max(t.starts_at) FROM memberships m
                JOIN attendances a ON a.person_id = m.person_id AND a.alive = 1
                JOIN meetings t ON t.id = a.meeting_id
                WHERE m.group_id = g.id AND m.alive = 1 AND {_HELD}), ''),
            coalesce((SELECT max(t.starts_at) FROM meetings t
                WHERE t.process_id IN ({_IN_PROCESS}) AND {_HELD}), '')
        ) AS last_contact
    FROM groups g WHERE g.alive = 1 AND g.id IN :ids
"""

_PLACES: Final = """
    SELECT pl.id, pl.name, pl.address, pl.district, pl.quarter, pl.nature, pl.strand,
        (SELECT count(*) FROM processes pr WHERE pr.place_id = pl.id AND pr.alive = 1) AS processes
    FROM places pl WHERE pl.alive = 1 AND pl.id IN :ids
"""


def people(reading: Reading, ids: Sequence[EntityId]) -> tuple[PersonRow, ...]:
    """The rows of these people, in this order."""
    return _in_order(ids, person_rows(reading, ids))


def groups(reading: Reading, ids: Sequence[EntityId]) -> tuple[GroupRow, ...]:
    """The rows of these groups, in this order."""
    given = {"today": reading.today.isoformat(), "tomorrow": midnight(days_after(reading.today, 1))}
    found = [
        row_to_dataclass(
            GroupRow,
            row,
            last_contact=day_of(row["last_contact"]) if row["last_contact"] else None,
            found_by="",
        )
        for row in reading.rows(_GROUPS, ids=tuple(ids), **given)
    ]
    return _in_order(ids, found)


def places(reading: Reading, ids: Sequence[EntityId]) -> tuple[PlaceRow, ...]:
    """The rows of these places, in this order."""
    return _in_order(ids, reading.views(PlaceRow, _PLACES, ids=tuple(ids)))


def _in_order(ids: Sequence[EntityId], rows: Iterable[Any]) -> tuple[Any, ...]:
    by_id = {row.id: row for row in rows}
    return tuple(by_id[one] for one in ids if one in by_id)
