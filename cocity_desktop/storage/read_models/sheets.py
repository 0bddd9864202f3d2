"""What the papers of a meeting to come are made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.document_views import HouseLine
from cocity_desktop.application.views.sheets import ExpectedParty, MeetingSheet, SheetItem
from cocity_desktop.domain.agenda_order import numbered
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.record_code import record_code
from cocity_desktop.domain.registry import MemberRole
from cocity_desktop.storage.read_models.meetings import agenda, groups_around, meeting_row
from cocity_desktop.storage.read_models.registry import CURRENT, PERSON_NAME, house_row
from cocity_desktop.storage.read_models.rows import (
    Reading,
    Row,
    by_name,
    day_of,
    grouped,
    moment,
    row_to_dataclass,
)

if TYPE_CHECKING:
    from cocity_desktop.domain.entity import EntityId

LANGUAGE = "it"
"""What is printed was written in the language of the house."""

# Those who speak for a group are named on the sheet at the door; its other members write themselves down.
_SPOKESPEOPLE = f"""
    SELECT ms.group_id, {PERSON_NAME.format("p")} AS name
    FROM memberships ms JOIN people p ON p.id = ms.person_id AND p.alive = 1
    WHERE ms.group_id IN :groups AND ms.role IN :roles AND {CURRENT.format("ms")}
"""
_ROLES = (MemberRole.CONTACT.value, MemberRole.REPRESENTATIVE.value)

_ADDRESS = "SELECT name, address, city FROM places WHERE id = :id AND alive = 1"

_CHANGES = """
    SELECT count(DISTINCT o.change_id) AS changes, max(c.at) AS changed_at
    FROM operation o JOIN change c ON c.change_id = o.change_id
    WHERE o.entity_id = :id OR o.entity_id IN (SELECT id FROM agenda_items WHERE meeting_id = :id)
"""


def meeting_sheet(reading: Reading, meeting_id: EntityId) -> MeetingSheet:
    """A meeting as it is announced. Raises UserError(NOT_FOUND) for it, or for the house there is not yet."""
    row = meeting_row(reading, meeting_id)
    house = house_row(reading)
    if house is None:
        raise UserError(ErrorCode.NOT_FOUND, None, kind="house")
    written = reading.only("meeting", _CHANGES, id=meeting_id)
    return row_to_dataclass(
        MeetingSheet,
        row,
        meeting_id=row["id"],
        public=False,
        code=record_code(row["id"]),
        process_title=row["process"],
        house=row_to_dataclass(HouseLine, house),
        house_phone=house["phone"],
        place_address=_address(reading, row),
        items=_items(reading, meeting_id),
        expected=_expected(reading, row),
        changes=written["changes"] - 1,
        changed_at=moment(written["changed_at"]),
        language=LANGUAGE,
    )


def _address(reading: Reading, meeting: Row) -> str:
    place = reading.first(_ADDRESS, id=meeting["place_id"])
    if place is None or not place["address"]:
        return ""
    return ", ".join(part for part in (place["name"], place["address"], place["city"]) if part)


def _items(reading: Reading, meeting_id: EntityId) -> tuple[SheetItem, ...]:
    points = agenda(reading, meeting_id)
    theirs: dict[EntityId | None, int] = {}
    for point in points:
        theirs[point.parent_id] = theirs.get(point.parent_id, 0) + point.planned_minutes
    return tuple(
        SheetItem(
            number=number,
            is_sub="." in number,
            title=point.title,
            planned_minutes=theirs.get(point.id, point.planned_minutes),
            owner=point.owner,
            wanted_outcome=point.wanted_outcome,
            background=point.background,
            translation=point.translation,
        )
        for number, point in numbered(points)
    )


def _expected(reading: Reading, meeting: Row) -> tuple[ExpectedParty, ...]:
    """The groups around the process and, by name, those who speak for them on that day."""
    groups = groups_around(reading, meeting["process_id"])
    ids = tuple(group.group_id for group in groups)
    today = day_of(meeting["starts_at"]).isoformat()
    found = grouped(reading.rows(_SPOKESPEOPLE, groups=ids, roles=_ROLES, today=today), "group_id")
    return tuple(
        ExpectedParty(
            group.name,
            tuple(sorted({row["name"] for row in found.get(group.group_id, ())}, key=by_name)),
        )
        for group in groups
    )
