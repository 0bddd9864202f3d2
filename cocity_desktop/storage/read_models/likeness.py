"""What a matcher needs to know of every group, person or place, whom people told apart, and which merges are in effect."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from cocity_desktop.application.likeness import GroupFacts, PersonFacts, PlaceFacts, RegistryFacts
from cocity_desktop.application.views.merging import MergeRow
from cocity_desktop.domain.registry import GroupKind
from cocity_desktop.storage.read_models.registry import PERSON_NAME
from cocity_desktop.storage.read_models.rows import Reading, row_to_dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cocity_desktop.domain.entity import EntityId

_NAMES: Final = {
    "person": f"(SELECT {PERSON_NAME.format('p')} FROM people p WHERE p.id = {{0}})",
    "group": "(SELECT name FROM groups WHERE id = {0})",
    "place": "(SELECT name FROM places WHERE id = {0})",
}


def facts(reading: Reading, kind: str) -> RegistryFacts:
    """All living records of a kind; of people without those who were erased."""
    apart = _apart(reading, kind)
    if kind == "person":
        return RegistryFacts(kind, people=_people(reading), apart=apart)
    if kind == "group":
        return RegistryFacts(kind, groups=_groups(reading), apart=apart)
    return RegistryFacts(kind, places=_places(reading), apart=apart)


def merges(reading: Reading, kind: str, record_id: EntityId) -> tuple[MergeRow, ...]:
    """The merges in effect that made a record what it is, those into the ones it took in among them, the last first."""
    name = _NAMES[kind]
    rows = reading.rows(
        f"""
        SELECT id, kept_id, gone_id, reasons, merged_on, {name.format("kept_id")} AS kept_name,
            {name.format("gone_id")} AS gone_name
        FROM merges WHERE alive = 1 AND record_kind = :kind ORDER BY id DESC
        """,
        kind=kind,
    )
    within = {record_id}
    for row in rows:  # the last first: what a record took in had taken in others before
        if row["kept_id"] in within:
            within.add(row["gone_id"])
    return tuple(row_to_dataclass(MergeRow, row, kind=kind) for row in rows if row["kept_id"] in within)


def _apart(reading: Reading, kind: str) -> frozenset[tuple[EntityId, EntityId]]:
    """The pairs told apart, each end followed through the merges in effect to the record that stands for it now."""
    standing = "SELECT gone_id, kept_id FROM merges WHERE alive = 1 AND record_kind = :kind"
    into: dict[EntityId, EntityId] = {row[0]: row[1] for row in reading.tuples(standing, kind=kind)}

    def now(record: EntityId) -> EntityId:
        seen = set()
        while record in into and record not in seen:
            seen.add(record)
            record = into[record]
        return record

    told = reading.tuples(
        "SELECT first_id, second_id FROM distinctions WHERE alive = 1 AND record_kind = :kind", kind=kind
    )
    pairs = ((now(first), now(second)) for first, second in told)
    return frozenset((min(pair), max(pair)) for pair in pairs)


def _contacts(reading: Reading, owner: str) -> Mapping[EntityId, dict[str, tuple[str, ...]]]:
    found: dict[EntityId, dict[str, tuple[str, ...]]] = defaultdict(lambda: defaultdict(tuple))
    sql = f"SELECT {owner}, contact_kind, value FROM contact_points WHERE alive = 1 AND {owner} IS NOT NULL"
    names = {"email": "mails", "pec": "mails", "phone": "phones", "post": "addresses"}
    for record, contact, value in reading.tuples(sql):
        if contact in names:
            found[record][names[contact]] += (value,)
    return found


def _sets(reading: Reading, sql: str) -> Mapping[EntityId, frozenset[EntityId]]:
    found: dict[EntityId, set[EntityId]] = defaultdict(set)
    for record, other in reading.tuples(sql):
        found[record].add(other)
    return {record: frozenset(others) for record, others in found.items()}


def _people(reading: Reading) -> tuple[PersonFacts, ...]:
    contacts = _contacts(reading, "person_id")
    groups = _sets(reading, "SELECT person_id, group_id FROM memberships WHERE alive = 1")
    sql = """
        SELECT id, given_name, family_name, fiscal_code FROM people
        WHERE alive = 1 AND erased_number IS NULL ORDER BY id
    """
    nobody: frozenset[EntityId] = frozenset()
    found = []
    for i, given, family, code in reading.tuples(sql):
        reached = contacts.get(i, {})
        found.append(
            PersonFacts(
                id=i,
                given_name=given,
                family_name=family,
                fiscal_code=code,
                phones=reached.get("phones", ()),
                mails=reached.get("mails", ()),
                addresses=reached.get("addresses", ()),
                groups=groups.get(i, nobody),
            )
        )
    return tuple(found)


def _groups(reading: Reading) -> tuple[GroupFacts, ...]:
    contacts = _contacts(reading, "group_id")
    people = _sets(reading, "SELECT group_id, person_id FROM memberships WHERE alive = 1")
    places = _sets(
        reading,
        "SELECT t.group_id, p.place_id FROM participations t JOIN processes p ON p.id = t.process_id"
        " WHERE t.alive = 1 AND p.alive = 1 AND p.place_id IS NOT NULL",
    )
    sql = """
        SELECT id, name, group_kind, fiscal_code, vat_number, runts_number, address, district FROM groups
        WHERE alive = 1 ORDER BY id
    """
    none: frozenset[EntityId] = frozenset()
    return tuple(
        GroupFacts(
            id=row["id"],
            name=row["name"],
            group_kind=GroupKind(row["group_kind"]),
            fiscal_code=row["fiscal_code"],
            vat_number=row["vat_number"],
            runts_number=row["runts_number"],
            address=row["address"],
            district=row["district"],
            phones=contacts.get(row["id"], {}).get("phones", ()),
            mails=contacts.get(row["id"], {}).get("mails", ()),
            people=people.get(row["id"], none),
            places=places.get(row["id"], none),
        )
        for row in reading.rows(sql)
    )


def _places(reading: Reading) -> tuple[PlaceFacts, ...]:
    sql = """
        SELECT id, name, address, city, district, cadastre, latitude, longitude FROM places
        WHERE alive = 1 ORDER BY id
    """
    return reading.views(PlaceFacts, sql)
