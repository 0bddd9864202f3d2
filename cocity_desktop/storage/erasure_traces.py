"""What an archive knows a person by: their records and everything they were ever called, the journal included."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.erasing import Traces, all_names, phone_digits, plain_name
from cocity_desktop.storage.births import SAYS, values_of

if TYPE_CHECKING:
    from collections.abc import Iterable


_VALUES: Final = f"SELECT o.field, o.value FROM operation o WHERE o.entity_id = ?1 AND {SAYS.format('o', '?2')} ORDER BY o.hlc"
_PHONES: Final = frozenset({"phone"})

_OWNED: Final = {
    "contact_point": "SELECT id FROM contact_points WHERE person_id = ?",
    "membership": "SELECT id FROM memberships WHERE person_id = ?",
    "attendance": "SELECT id FROM attendances WHERE person_id = ?",
    "entry": "SELECT id FROM entries WHERE person_id = ?",
    "imported_row": "SELECT id FROM imported_rows WHERE record_id = ?",
    "merge": "SELECT id FROM merges WHERE record_kind = 'person' AND ? IN (kept_id, gone_id)",
    "export_note": "SELECT id FROM export_notes WHERE person_id = ?",
}
"""Records that are about one person, by the question that finds them; removed ones too."""
_SURE: Final = frozenset("0123456789bcdegmopqruvxz")
"""Digits, and letters that no other than their own capital is told by when case is left aside («ß» is «ss»)."""

_HELD: Final = """
    SELECT DISTINCT c.value, c.person_id FROM json_each(?) m JOIN contact_points c ON c.value LIKE m.value
    WHERE c.alive = 1
"""
_SO_CALLED: Final = """
    SELECT p.id, p.given_name, p.family_name FROM (
        SELECT entity_id, instr(sort_key, char(1)) AS cut, sort_key FROM person_line INDEXED BY ix_person_line_name
    ) l JOIN people p ON p.id = l.entity_id
    WHERE replace(substr(l.sort_key, l.cut + 1) || substr(l.sort_key, 1, l.cut - 1), ' ', '')
        IN (SELECT value FROM json_each(?)) AND p.given_name <> '' AND p.family_name <> ''
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What an archive knew a person by when they were erased there, for copies of it that know less or other things."""

    traces: Traces
    namesake: bool


@dataclass(frozen=True, slots=True)
class Identity:
    """One person, under all the ids that were merged into one. `shared` are contacts that somebody else has too.

    With `namesake`, another living person or a member of the staff has the same name: then a name in a free text proves nothing.
    """

    persons: tuple[EntityId, ...]
    number: int
    traces: Traces
    owned: Mapping[str, frozenset[EntityId]]
    namesake: bool = False
    shared: tuple[str, ...] = ()

    def owns(self, kind: str, entity_id: EntityId) -> bool:
        """Whether a record is about the person."""
        return entity_id in self.owned.get(kind, frozenset())


def persons_of(raw: Any, person_id: EntityId) -> tuple[EntityId, ...]:
    """The person and those who were merged into them, as far as that stands. The person comes first."""
    found = [person_id]
    for one in found:
        rows = raw.execute(
            "SELECT gone_id FROM merges WHERE record_kind = 'person' AND kept_id = ? AND alive = 1", (one,)
        )
        found += [row[0] for row in rows.fetchall() if row[0] not in found]
    return tuple(found)


def identity_of(raw: Any, person_id: EntityId, number: int, known: Known | None = None) -> Identity:
    """All that the archive knows the person by, and what is `known` of them elsewhere."""
    persons = persons_of(raw, person_id)
    owned = {
        kind: frozenset(row[0] for person in persons for row in raw.execute(sql, (person,)))
        for kind, sql in _OWNED.items()
    } | {"person": frozenset(persons)}
    names = all_names(_values(raw, persons, "given_name"), _values(raw, persons, "family_name") or [""])
    current = raw.execute(
        "SELECT given_name || family_name FROM people WHERE id = ?", (person_id,)
    ).fetchone()
    now = plain_name(current[0]) if current else ""
    others = _borne_by_others(raw, persons, {now, *(plain_name("".join(pair)) for pair in names)})
    # A name that they bore once, perhaps by a wrong merge, and that somebody else bears now is that one's.
    names = tuple(
        pair for pair in names if plain_name("".join(pair)) == now or plain_name("".join(pair)) not in others
    )
    phones, literals = _contacts(raw, owned["contact_point"])
    literals += _values(raw, persons, "fiscal_code")
    shared = _shared(raw, frozenset(persons), phones, literals)
    traces = Traces(names, _without(phones, shared), _without(literals, shared))
    namesake = known.namesake if known else now in others
    return Identity(
        persons, number, traces.joined(known.traces) if known else traces, owned, namesake, shared
    )


def _values(raw: Any, ids: Iterable[EntityId], field: str) -> list[str]:
    rows = (row for entity_id in ids for row in raw.execute(_VALUES, (entity_id, field)))
    texts = (values_of(*row)[field] for row in rows)
    return list(dict.fromkeys(text for text in texts if text))


def _contacts(raw: Any, ids: Iterable[EntityId]) -> tuple[list[str], list[str]]:
    """Phone numbers, and the rest."""
    phones: list[str] = []
    others: list[str] = []
    for entity_id in sorted(ids):
        kinds = frozenset(_values(raw, [entity_id], "contact_kind"))
        (phones if kinds & _PHONES else others).extend(_values(raw, [entity_id], "value"))
    return phones, others


def _without(values: Iterable[str], shared: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value not in shared))


def _shared(
    raw: Any, persons: frozenset[EntityId], phones: Iterable[str], literals: Iterable[str]
) -> tuple[str, ...]:
    """Those of the contacts that a living record of somebody else holds: they are not this person's alone."""
    mine = {_normal(value): value for value in (*phones, *literals)}
    held = raw.execute(_HELD, (json.dumps([_pattern(normal) for normal in mine]),)) if mine else ()
    others = {_normal(value) for value, person in held if person not in persons}
    return tuple(value for normal, value in mine.items() if normal in others)


def _pattern(normal: str) -> str:
    """For LIKE: what is as `normal` says has at least these of its letters and digits, in this order."""
    return "%".join(("", *(letter for letter in normal if letter in _SURE), ""))


def _normal(value: str) -> str:
    digits = phone_digits(value)
    return digits if not any(letter.isalpha() for letter in value) else " ".join(value.casefold().split())


def _borne_by_others(raw: Any, persons: tuple[EntityId, ...], names: set[str]) -> frozenset[str]:
    """Which of these names, to compare, a living other person has in full, or one of the staff.

    The lists hold every living person's names without accents and signs: they are gone through without making each ready.
    """
    wanted = json.dumps(sorted(filter(None, names)))
    people = raw.execute(_SO_CALLED, (wanted,)).fetchall()
    borne = {plain_name(given + family) for entity_id, given, family in people if entity_id not in persons}
    staff = {plain_name(name) for (name,) in raw.execute("SELECT name FROM staff WHERE alive = 1")}
    return frozenset((borne | staff) & names)
