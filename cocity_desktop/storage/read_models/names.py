"""The names and themes that a line of a meeting may use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.views.names import NamedGroup, NamedPerson, NamesToWrite
from cocity_desktop.domain.processes import GovernmentForm
from cocity_desktop.storage.read_models.registry import CURRENT, PERSON_NAME
from cocity_desktop.storage.read_models.rows import Reading, by_name, json_list

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cocity_desktop.domain.entity import EntityId

RECENT_LINES = 3_000
"""How far back themes are looked for: some thirty meetings. Ids grow with time, so this reads the end of the table."""

GROUPS_AT_ONCE = 200
"""Of a house with more groups, those that have nothing to do with the meeting are looked up when they are typed."""

_MEETING = """
    SELECT m.id, m.process_id, pr.regulation_code, pr.form FROM meetings m JOIN processes pr ON pr.id = m.process_id
    WHERE m.id = :id AND m.alive = 1
"""
_HOUSE = "SELECT name, city, district FROM houses WHERE alive = 1 ORDER BY id LIMIT 1"
_NEAR = """
    WITH taking AS (
        SELECT group_id FROM participations WHERE process_id = :process AND alive = 1
        UNION
        SELECT s.partner_id FROM participations part
        JOIN partnerships s ON s.group_id = part.group_id AND s.alive = 1
        WHERE part.process_id = :process AND part.alive = 1
    ), near AS (
        SELECT group_id FROM taking UNION SELECT group_id FROM attendances WHERE meeting_id = :id AND alive = 1
    )
    SELECT g.id, g.name, g.id IN (SELECT group_id FROM taking) AS in_process
    FROM near JOIN groups g ON g.id = near.group_id AND g.alive = 1
"""
_OTHERS = "SELECT id, name, 0 AS in_process FROM groups WHERE alive = 1 LIMIT :limit"
_PEOPLE = f"""
    SELECT p.id, {PERSON_NAME.format("p")} AS name, g.id AS group_id, g.name AS "group"
    FROM memberships m
    JOIN people p ON p.id = m.person_id AND p.alive = 1
    JOIN groups g ON g.id = m.group_id AND g.alive = 1
    WHERE m.group_id IN :groups AND {CURRENT.format("m")}
"""
_CARED = "SELECT DISTINCT themes FROM groups WHERE alive = 1 AND themes <> '[]'"
_THEMES = """
    SELECT themes FROM (SELECT id, themes, alive FROM entries ORDER BY id DESC LIMIT :recent)
    WHERE alive = 1 AND themes <> '[]'
"""


def names_to_write(reading: Reading, meeting_id: EntityId) -> NamesToWrite:
    """Raises UserError(NOT_FOUND)."""
    meeting = reading.only("meeting", _MEETING, id=meeting_id)
    house = reading.only("house", _HOUSE)
    near = reading.rows(_NEAR, process=meeting["process_id"], id=meeting_id)
    others = reading.rows(_OTHERS, limit=GROUPS_AT_ONCE + 1)
    more = len(others) > GROUPS_AT_ONCE
    rows = {row["id"]: row for row in (*(() if more else others), *near)}.values()
    groups = [NamedGroup(row["id"], row["name"], bool(row["in_process"])) for row in rows]
    around = tuple(group.id for group in groups if group.in_process)
    people = reading.views(NamedPerson, _PEOPLE, groups=around, today=reading.today.isoformat())
    spoken = (json_list(row["themes"]) for row in reading.rows(_THEMES, recent=RECENT_LINES))
    cared = (json_list(row["themes"]) for row in reading.rows(_CARED))
    return NamesToWrite(
        house["name"],
        house["city"],
        house["district"],
        meeting["regulation_code"],
        tuple(sorted(groups, key=lambda group: by_name(group.name))),
        tuple(sorted(people, key=lambda person: by_name(person.name))),
        _each_once((*spoken, *cared)),
        more,
        GovernmentForm(meeting["form"]),
    )


def _each_once(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(theme for themes in lists for theme in themes))
