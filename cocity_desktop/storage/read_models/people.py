"""The people, as a list and as pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.views.registry import (
    ConsentRow,
    ContactRow,
    PersonDetail,
    PersonGroupRow,
    PersonRow,
)
from cocity_desktop.domain.registry import ConsentKind
from cocity_desktop.storage.read_models.registry import CURRENT, PERSON_NAME, family_first
from cocity_desktop.storage.read_models.rows import (
    Reading,
    Row,
    by_name,
    grouped,
    joined,
    row_to_dataclass,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from cocity_desktop.domain.entity import EntityId

_PEOPLE = f"""
    SELECT p.id, {PERSON_NAME.format("p")} AS name, p.family_name, p.given_name, p.languages,
        coalesce((SELECT c.value FROM contact_points c WHERE c.person_id = p.id AND c.alive = 1
            ORDER BY c.preferred DESC, c.id LIMIT 1), '') AS contact,
        (SELECT max(n.given_on) FROM consents n WHERE n.person_id = p.id AND n.alive = 1
            AND n.consent_kind = 'notice' AND n.withdrawn_on IS NULL) AS notice_on
    FROM people p WHERE p.alive = 1
"""
_THESE = f"{_PEOPLE} AND p.id IN :ids"

_GROUPS_OF_PEOPLE = f"""
    SELECT DISTINCT m.person_id, g.name FROM memberships m JOIN groups g ON g.id = m.group_id AND g.alive = 1
    WHERE {CURRENT.format("m")}
"""
_GROUPS_OF_THESE = f"{_GROUPS_OF_PEOPLE} AND m.person_id IN :ids"

_PERSON = f"""
    SELECT p.id, {PERSON_NAME.format("p")} AS name, p.given_name, p.family_name, p.languages, p.needs, p.needs_time,
        p.needs_access, p.needs_translation, p.fiscal_code, p.note, p.retain_until, p.erased_number
    FROM people p WHERE p.id = :id AND p.alive = 1
"""

_CONTACTS = """
    SELECT id, contact_kind, value, preferred, note FROM contact_points
    WHERE person_id = :id AND alive = 1 ORDER BY preferred DESC, id
"""

_GROUPS = """
    SELECT m.id AS membership_id, m.group_id, g.name, m.role, m.duty, m.since, m.until
    FROM memberships m JOIN groups g ON g.id = m.group_id AND g.alive = 1
    WHERE m.person_id = :id AND m.alive = 1
"""

_CONSENTS = """
    SELECT c.id, c.consent_kind, c.notice_id, coalesce(n.title, '') AS notice, coalesce(n.version, '') AS version,
        c.given_on, c.channel, c.withdrawn_on
    FROM consents c LEFT JOIN privacy_notices n ON n.id = c.notice_id AND n.alive = 1
    WHERE c.person_id = :id AND c.alive = 1 ORDER BY c.given_on DESC, c.id DESC
"""


def people(reading: Reading) -> tuple[PersonRow, ...]:
    """By family name, those without one by the name they gave."""
    groups = reading.rows(_GROUPS_OF_PEOPLE, today=reading.today.isoformat())
    return _person_rows(sorted(reading.rows(_PEOPLE), key=family_first), groups)


def person_rows(reading: Reading, ids: Sequence[EntityId]) -> tuple[PersonRow, ...]:
    """Of these people, in any order."""
    groups = reading.rows(_GROUPS_OF_THESE, today=reading.today.isoformat(), ids=tuple(ids))
    return _person_rows(reading.rows(_THESE, ids=tuple(ids)), groups)


def _person_rows(people: Iterable[Row], groups: Iterable[Row]) -> tuple[PersonRow, ...]:
    of_person = grouped(groups, "person_id")
    return tuple(
        row_to_dataclass(PersonRow, row, groups=joined(of["name"] for of in of_person.get(row["id"], ())))
        for row in people
    )


def person(reading: Reading, person_id: EntityId) -> PersonDetail:
    """One person. Raises UserError(NOT_FOUND)."""
    row = reading.only("person", _PERSON, id=person_id)
    groups = sorted(
        reading.views(PersonGroupRow, _GROUPS, id=person_id), key=lambda group: by_name(group.name)
    )
    consents = reading.views(ConsentRow, _CONSENTS, id=person_id)
    today = reading.today
    return row_to_dataclass(
        PersonDetail,
        row,
        contacts=reading.views(ContactRow, _CONTACTS, id=person_id),
        groups=tuple(one for one in groups if _holds(one, today)),
        former=tuple(one for one in groups if not _holds(one, today)),
        consents=consents,
        notice_on=max(
            (
                one.given_on
                for one in consents
                if one.consent_kind is ConsentKind.NOTICE and one.withdrawn_on is None
            ),
            default=None,
        ),
    )


def _holds(one: PersonGroupRow, today: date) -> bool:
    """The last day of a role is part of it."""
    return one.until is None or one.until >= today
