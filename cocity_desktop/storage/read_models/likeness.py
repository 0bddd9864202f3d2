"""What a matcher needs to know of every group, person or place, whom people told apart, and which merges are in effect."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.application.likeness import GroupFacts, PersonFacts, PlaceFacts, RegistryFacts
from cocity_desktop.application.views.merging import MergeRow
from cocity_desktop.domain.registry import GroupKind
from cocity_desktop.storage.births import values_of
from cocity_desktop.storage.read_models.registry import PERSON_NAME
from cocity_desktop.storage.read_models.rows import Reading, Row, row_to_dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from cocity_desktop.domain.entity import EntityId, Ref

_NAMES: Final = {
    "person": f"(SELECT {PERSON_NAME.format('p')} FROM people p WHERE p.id = {{0}})",
    "group": "(SELECT name FROM groups WHERE id = {0})",
    "place": "(SELECT name FROM places WHERE id = {0})",
}


_IDS: Final = {
    "person": "SELECT id FROM people WHERE alive = 1 AND erased_number IS NULL AND id > :after",
    "group": "SELECT id FROM groups WHERE alive = 1 AND id > :after",
    "place": "SELECT id FROM places WHERE alive = 1 AND id > :after",
}
_THESE: Final = "IN (SELECT value FROM json_each(:ids))"


def facts(reading: Reading, kind: str, ids: Sequence[EntityId] | None = None) -> RegistryFacts:
    """The living records of a kind, all or those of `ids`; of people without those who were erased."""
    return _facts(reading, kind, ids, _apart(reading, kind))


def facts_after(reading: Reading, kind: str, after: EntityId, limit: int) -> RegistryFacts:
    """The next `limit` of them by id. The pairs told apart come with the first."""
    rows = reading.tuples(f"{_IDS[kind]} ORDER BY id LIMIT :limit", after=after, limit=limit)
    return _facts(reading, kind, [row[0] for row in rows], frozenset() if after else _apart(reading, kind))


_OWNERS: Final = {"person": "person_id", "group": "group_id", "place": ""}
_PARTS: Final = frozenset({"contact_point", "membership", "participation"})
_SAID: Final = f"SELECT field, value FROM operation WHERE entity_id {_THESE} AND field IN ('', :owner)"
_TAKING_PART: Final = f"SELECT group_id FROM participations WHERE process_id {_THESE}"


def facts_touched(
    reading: Reading, kind: str, refs: Collection[Ref]
) -> tuple[frozenset[EntityId], RegistryFacts]:
    """The records of a kind of which these tell, now or before, and the facts of those that are there now.

    A contact that went from one person to another says something of both: the journal knows whose it ever was.
    """
    found = {ref.id for ref in refs if ref.kind == kind}
    parts = [ref.id for ref in refs if ref.kind in _PARTS]
    if owner := _OWNERS[kind]:
        said = reading.tuples(_SAID, ids=json.dumps(parts), owner=owner)
        found |= {named for field, value in said if (named := values_of(field, value).get(owner))}
    if kind == "group":
        processes = json.dumps([ref.id for ref in refs if ref.kind == "process"])
        found |= {row[0] for row in reading.tuples(_TAKING_PART, ids=processes)}
    return frozenset(found), facts(reading, kind, sorted(found))


def _facts(
    reading: Reading, kind: str, ids: Sequence[EntityId] | None, apart: frozenset[tuple[EntityId, EntityId]]
) -> RegistryFacts:
    part = ids is not None
    asked = _Asked(reading, json.dumps(list(ids)) if ids is not None else None)
    if kind == "person":
        return RegistryFacts(kind, people=_people(asked), apart=apart, is_part=part)
    if kind == "group":
        return RegistryFacts(kind, groups=_groups(asked), apart=apart, is_part=part)
    return RegistryFacts(kind, places=_places(asked), apart=apart, is_part=part)


@dataclass(frozen=True)
class _Asked:
    """Questions about all records, or about those of `ids` (JSON)."""

    reading: Reading
    ids: str | None

    def rows(self, sql: str, column: str) -> Sequence[Row]:
        """`column` holds the id of the record."""
        if self.ids is None:
            return self.reading.rows(f"{sql} ORDER BY {column}")
        return self.reading.rows(f"{sql} AND {column} {_THESE} ORDER BY {column}", ids=self.ids)

    def tuples(self, sql: str, column: str) -> Sequence[Sequence[Any]]:
        """The same by position."""
        return [tuple(row.values()) for row in self.rows(sql, column)]

    def pairs(self, sql: str, column: str) -> Mapping[EntityId, frozenset[EntityId]]:
        """What belongs to each record, by two columns."""
        found: dict[EntityId, set[EntityId]] = defaultdict(set)
        for record, other in self.tuples(sql, column):
            found[record].add(other)
        return {record: frozenset(others) for record, others in found.items()}


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


def _contacts(asked: _Asked, owner: str) -> Mapping[EntityId, dict[str, tuple[str, ...]]]:
    found: dict[EntityId, dict[str, tuple[str, ...]]] = defaultdict(lambda: defaultdict(tuple))
    sql = f"SELECT {owner}, contact_kind, value FROM contact_points WHERE alive = 1 AND {owner} IS NOT NULL"
    names = {"email": "mails", "pec": "mails", "phone": "phones", "post": "addresses"}
    for record, contact, value in asked.tuples(sql, owner):
        if contact in names:
            found[record][names[contact]] += (value,)
    return found


def _people(asked: _Asked) -> tuple[PersonFacts, ...]:
    contacts = _contacts(asked, "person_id")
    groups = asked.pairs("SELECT person_id, group_id FROM memberships WHERE alive = 1", "person_id")
    sql = """
        SELECT id, given_name, family_name, fiscal_code FROM people
        WHERE alive = 1 AND erased_number IS NULL
    """
    nobody: frozenset[EntityId] = frozenset()
    found = []
    for i, given, family, code in asked.tuples(sql, "id"):
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


def _groups(asked: _Asked) -> tuple[GroupFacts, ...]:
    contacts = _contacts(asked, "group_id")
    people = asked.pairs("SELECT group_id, person_id FROM memberships WHERE alive = 1", "group_id")
    places = asked.pairs(
        "SELECT t.group_id, p.place_id FROM participations t JOIN processes p ON p.id = t.process_id"
        " WHERE t.alive = 1 AND p.alive = 1 AND p.place_id IS NOT NULL",
        "t.group_id",
    )
    sql = """
        SELECT id, name, group_kind, fiscal_code, vat_number, runts_number, address, district FROM groups
        WHERE alive = 1
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
        for row in asked.rows(sql, "id")
    )


def _places(asked: _Asked) -> tuple[PlaceFacts, ...]:
    sql = """
        SELECT id, name, address, city, district, cadastre, latitude, longitude FROM places
        WHERE alive = 1
    """
    return tuple(row_to_dataclass(PlaceFacts, row) for row in asked.rows(sql, "id"))
