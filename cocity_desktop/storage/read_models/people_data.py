"""Answers about people's data: whom to look at again, who was not told, and all that is held about one person."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection

from cocity_desktop.application.document_views import HouseLine
from cocity_desktop.application.ports import Clock
from cocity_desktop.application.views.people_data import (
    DataLine,
    DataSection,
    NoticePaper,
    PersonData,
    RetentionRow,
    UntoldRow,
)
from cocity_desktop.domain.record import moment_text
from cocity_desktop.domain.retention import proposed
from cocity_desktop.storage.births import values_of
from cocity_desktop.storage.erasure_survey import mentions_of
from cocity_desktop.storage.erasure_traces import identity_of
from cocity_desktop.storage.read_models.registry import CURRENT, PERSON_NAME, family_first
from cocity_desktop.storage.read_models.rows import Reading, by_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.storage.read_models.rows import Row

FORMAT: Final = "cocity-person"
VERSION: Final = 1
TO_VERIFY: Final = "da far verificare"
"""Words in the title or the text of a notice that nobody competent has read yet; printed sheets say so."""

_CONTACT: Final = """
    SELECT max(at) FROM (
        SELECT max(substr(a.arrived_at, 1, 10)) AS at FROM attendances a WHERE a.person_id = p.id AND a.alive = 1
        UNION ALL SELECT max(substr(e.said_at, 1, 10)) FROM entries e WHERE e.person_id = p.id AND e.alive = 1
        UNION ALL SELECT max(c.given_on) FROM consents c WHERE c.person_id = p.id AND c.alive = 1
        UNION ALL SELECT max(m.since) FROM memberships m WHERE m.person_id = p.id AND m.alive = 1
    )
"""
_GROUP_CONTACT: Final = """
    SELECT max(at) FROM (
        SELECT max(substr(a.arrived_at, 1, 10)) AS at FROM attendances a WHERE a.group_id = g.id AND a.alive = 1
        UNION ALL SELECT g.registered_on
    )
"""
_MONTHS: Final = """
    SELECT retention_months FROM privacy_notices WHERE alive = 1 AND valid_from <= :today
    ORDER BY valid_from DESC, id DESC LIMIT 1
"""
_TO_REVIEW: Final = f"""
    SELECT 'person' AS kind, p.id, {PERSON_NAME.format("p")} AS name, p.retain_until, ({_CONTACT}) AS last_contact
    FROM people p WHERE p.alive = 1 AND p.erased_number IS NULL AND ifnull(p.retain_until, '') <= :today
    UNION ALL
    SELECT 'group', g.id, g.name, g.retain_until, ({_GROUP_CONTACT})
    FROM groups g WHERE g.alive = 1 AND ifnull(g.retain_until, '') <= :today
"""
_UNTOLD: Final = f"""
    SELECT p.id, {PERSON_NAME.format("p")} AS name, p.family_name, p.given_name, ({_CONTACT}) AS last_contact,
        (SELECT group_concat(g.name, ', ') FROM memberships m JOIN groups g ON g.id = m.group_id AND g.alive = 1
         WHERE m.person_id = p.id AND {CURRENT.format("m")}) AS groups
    FROM people p WHERE p.alive = 1 AND p.erased_number IS NULL AND NOT EXISTS (
        SELECT 1 FROM consents c WHERE c.person_id = p.id AND c.alive = 1 AND c.consent_kind = 'notice'
    )
"""
_HOUSE: Final = "SELECT id, name, address, city, email FROM houses WHERE alive = 1 ORDER BY id LIMIT 1"
_NOTICE: Final = (
    "SELECT id, title, version, valid_from, text FROM privacy_notices WHERE id = :id AND alive = 1"
)
_PERSON: Final = """
    SELECT given_name, family_name, languages, needs, needs_time, needs_access, needs_translation, fiscal_code, note,
        retain_until, erased_number
    FROM people WHERE id = :id AND alive = 1
"""

# Each part of the archive that knows of a person, by its name in the file, and the question that it answers.
_SECTIONS: Final = {
    "contacts": "SELECT contact_kind AS kind, value, note, preferred FROM contact_points WHERE person_id = :id AND alive = 1",
    "roles": """
        SELECT g.name AS "group", m.role, m.duty, m.since, m.until FROM memberships m JOIN groups g ON g.id = m.group_id
        WHERE m.person_id = :id AND m.alive = 1 ORDER BY m.since""",
    "represents": 'SELECT name AS "group" FROM groups WHERE representative_id = :id AND alive = 1',
    "notices_and_consents": """
        SELECT c.consent_kind AS kind, n.title AS notice, n.version, c.given_on, c.channel, c.withdrawn_on
        FROM consents c LEFT JOIN privacy_notices n ON n.id = c.notice_id
        WHERE c.person_id = :id AND c.alive = 1 ORDER BY c.given_on""",
    "presences": """
        SELECT mt.title AS meeting, a.arrived_at AS came, a.left_at AS "left" FROM attendances a
        JOIN meetings mt ON mt.id = a.meeting_id WHERE a.person_id = :id AND a.alive = 1 ORDER BY a.arrived_at""",
    "said": """
        SELECT mt.title AS meeting, e.said_at, e.entry_kind AS kind, e.text FROM entries e
        JOIN meetings mt ON mt.id = e.meeting_id WHERE e.person_id = :id AND e.alive = 1 ORDER BY e.said_at""",
    "exports": """
        SELECT made_at, export_kind AS kind, file_name AS file FROM export_notes
        WHERE person_id = :id AND alive = 1 ORDER BY made_at""",
    "came_from": """
        SELECT source AS "table", "values" AS row FROM imported_rows WHERE record_id = :id AND alive = 1""",
    "merged": """
        SELECT merged_on AS "on", reasons FROM merges
        WHERE record_kind = 'person' AND kept_id = :id AND alive = 1 ORDER BY merged_on""",
}
_HISTORY: Final = """
    SELECT c.at, o.kind AS record, o.field, o.value FROM operation o JOIN change c ON c.change_id = o.change_id
    WHERE o.entity_id = :id OR o.entity_id IN (SELECT id FROM contact_points WHERE person_id = :id) ORDER BY o.hlc
"""
_JSON: Final = frozenset({"languages", "reasons", "row"})


@dataclass(frozen=True, slots=True)
class SqlPeopleData:
    """Satisfies `application.people_data.PeopleData`. `reader` opens one consistent state."""

    reader: Callable[[], AbstractContextManager[Connection]]
    clock: Clock

    def to_review(self) -> tuple[RetentionRow, ...]:
        """See `application.people_data.PeopleData.to_review`."""
        with self.reader() as connection:
            reading = Reading(connection, self.clock.now())
            today = reading.today.isoformat()
            months = reading.first(_MONTHS, today=today)
            kept = months["retention_months"] if months else None
            rows = [_review(row, kept) for row in reading.rows(_TO_REVIEW, today=today)]
        return tuple(
            sorted(
                rows,
                key=lambda row: (row.retain_until is None, row.retain_until or date.min, by_name(row.name)),
            )
        )

    def untold(self) -> tuple[UntoldRow, ...]:
        """See `application.people_data.PeopleData.untold`."""
        with self.reader() as connection:
            reading = Reading(connection, self.clock.now())
            rows = sorted(reading.rows(_UNTOLD, today=reading.today.isoformat()), key=family_first)
        return tuple(
            UntoldRow(row["id"], row["name"], row["groups"] or "", _date(row["last_contact"])) for row in rows
        )

    def about(self, person_id: EntityId) -> PersonData:
        """See `application.people_data.PeopleData.about`."""
        with self.reader() as connection:
            reading = Reading(connection, self.clock.now())
            person = _plain(reading.only("person", _PERSON, id=person_id))
            found = {
                code: [_plain(row) for row in reading.rows(sql, id=person_id)]
                for code, sql in _SECTIONS.items()
            }
            found["named_in"] = _mentions(connection, person_id)
            found["history"] = [told for row in reading.rows(_HISTORY, id=person_id) for told in _told(row)]
            house = _house(reading)
        content = {
            "format": FORMAT, "version": VERSION, "made_at": moment_text(reading.now.replace(microsecond=0)),
            "house": {"name": house.name, "address": house.address, "city": house.city, "email": house.email},
            "id": person_id, "person": person, **found,
        }  # fmt: skip
        name = f"{person['given_name']} {person['family_name']}".strip()
        sections = (_section("person", [person]), *(_section(code, rows) for code, rows in found.items()))
        return PersonData(person_id, name, house, reading.now, sections, content)

    def notice(self, notice_id: EntityId) -> NoticePaper:
        """See `application.people_data.PeopleData.notice`."""
        with self.reader() as connection:
            reading = Reading(connection, self.clock.now())
            row = reading.only("privacy_notice", _NOTICE, id=notice_id)
            house = _house(reading)
        unsure = TO_VERIFY in f"{row['title']} {row['text']}".casefold()
        valid_from = date.fromisoformat(row["valid_from"])
        return NoticePaper(house, row["title"], row["version"], valid_from, row["text"], unsure)


def _review(row: Row, months: int | None) -> RetentionRow:
    last = _date(row["last_contact"])
    return RetentionRow(
        row["kind"], row["id"], row["name"], _date(row["retain_until"]), last, proposed(last, months)
    )


def _date(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None


def _house(reading: Reading) -> HouseLine:
    row = reading.only("house", _HOUSE)
    return HouseLine(row["id"], row["name"], row["address"], row["city"], row["email"])


def _mentions(connection: Connection, person_id: EntityId) -> list[dict[str, Any]]:
    raw = connection.connection.driver_connection
    found = mentions_of(raw, identity_of(raw, person_id, 0))
    return [{"record": one.kind, "id": one.id, "words": one.excerpt} for one in found if not one.lone]


def _plain(row: Row) -> dict[str, Any]:
    values = {name: json.loads(value) if name in _JSON and value else value for name, value in row.items()}
    if "preferred" in values:
        values["preferred"] = bool(values["preferred"])
    return values


def _told(row: Row) -> Iterator[dict[str, Any]]:
    for field, value in values_of(row["field"], row["value"]).items():
        yield {"at": row["at"], "record": row["record"], "field": field, "value": value}


def _section(code: str, rows: Iterable[dict[str, Any]]) -> DataSection:
    return DataSection(
        code,
        tuple(
            tuple(
                DataLine(name, _shown(value))
                for name, value in row.items()
                if value not in (None, "", [], False)
            )
            for row in rows
        ),
    )


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return "; ".join(f"{key}: {item}" for key, item in value.items())
    return str(value)
