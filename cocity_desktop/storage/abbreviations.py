"""Names found by few letters: «mar r» and «marro» for Maria Rossi, «gvf» and «gia fl» for Giardino Via Fleming.

Each typed word, or each piece of a single one, is the beginning of a word of the name, in the order it is spoken or, for
people, in that of a register too. Among several, the nearest to what was typed come first: whole words, then short names.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Final

from cocity_desktop.domain.entity import Ref
from cocity_desktop.storage.line_texts import piece
from cocity_desktop.storage.search import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from cocity_desktop.domain.entity import EntityId

_LONGEST: Final = 12
_SPLIT_AT_MOST: Final = 6
"""A single word of more letters is a word, and no run of beginnings."""
_FAMILY, _GIVEN = 0, 1
_TAKEN: Final = 60

_PEOPLE: Final = """
    SELECT l.entity_id, l.sort_key FROM (
        SELECT rowid AS item FROM person_words WHERE person_words MATCH :match ORDER BY rowid {order} LIMIT :read
    ) CROSS JOIN person_line l USING (item)
    WHERE l.sort_key LIKE :spoken OR l.sort_key LIKE :listed LIMIT :taken
"""
_READ: Final = 400
"""So many lines that have both beginnings are looked at: more would cost the more the longer the list."""
_EXACT: Final = "SELECT entity_id FROM {kind}_line WHERE sort_key = :name ORDER BY entity_id LIMIT :taken"
_INITIALS: Final = "SELECT entity_id FROM {kind}_line WHERE initials <> '' AND initials = :word LIMIT :taken"
_NAMES: Final = """
    SELECT entity_id FROM {kind}_line INDEXED BY ix_{kind}_line_name
    WHERE sort_key >= :first AND sort_key < :after AND ({likes}) ORDER BY length(sort_key), sort_key LIMIT :taken
"""


def exact(connection: Connection, query: str) -> list[Ref]:
    """Records whose whole name it is, however it is written."""
    name = fold(query)
    words = name.split()
    keys = [f"{family}\x01{given}" for given, family in _two(words)] if len(words) > 1 else [name]
    found = [
        Ref("person", row[0])
        for key in (keys if len(words) > 1 else ())
        for row in connection.exec_driver_sql(_EXACT.format(kind="person"), {"name": key, "taken": 3})
    ]
    for kind in ("group", "place"):
        rows = connection.exec_driver_sql(_EXACT.format(kind=kind), {"name": name, "taken": 3})
        found += [Ref(kind, row[0]) for row in rows]
    return found


def abbreviated(connection: Connection, query: str, limit: int) -> list[Ref]:
    """Records whose names these letters are the beginnings of, the nearest first."""
    words = fold(query).split()
    if not words or len(words) > 3 or sum(map(len, words)) > _LONGEST:
        return []
    found = [Ref("person", one) for one in _people(connection, words)[:limit]]
    for kind in ("group", "place"):
        found += [Ref(kind, one) for one in _named(connection, kind, words, limit)]
    return found


def _two(words: list[str]) -> Iterator[tuple[str, str]]:
    """What may be the given and the family name."""
    for place in range(1, len(words)):
        yield " ".join(words[:place]), " ".join(words[place:])


def _splits(word: str, parts: int) -> Iterator[tuple[str, ...]]:
    for places in combinations(range(1, len(word)), parts - 1):
        cuts = (0, *places, len(word))
        yield tuple(word[a:b] for a, b in pairwise(cuts))


def _people(connection: Connection, words: list[str]) -> list[EntityId]:
    if len(words) == 1:
        pairs = list(_splits(words[0], 2)) if 2 <= len(words[0]) <= _SPLIT_AT_MOST else []
    else:
        pairs = [(words[0], words[1])] if len(words) == 2 else []
    # A run of letters begins at the end of the alphabet, so that it reaches others than the same letters apart do.
    is_run = len(words) == 1
    near: dict[EntityId, _Near] = {}
    for first, second in pairs:
        asked = {
            "match": f'"{piece(first)}" AND "{piece(second)}"',
            "spoken": f"{second}%\x01{first}%",
            "listed": f"{first}%\x01{second}%",
            "taken": _TAKEN,
            "read": _READ,
        }
        rows = connection.exec_driver_sql(_PEOPLE.format(order="DESC" if is_run else "ASC"), asked)
        for place, (entity_id, key) in enumerate(rows):
            how = _Near.of(key.split("\x01"), first, second, place if is_run else None)
            near[entity_id] = min(near.get(entity_id, how), how)
    return sorted(near, key=lambda one: near[one])


@dataclass(frozen=True, slots=True, order=True)
class _Near:
    """How near a name is to two beginnings: the least first."""

    is_listed: bool
    unlike: int
    length: int
    name: tuple[str, ...]

    @classmethod
    def of(cls, names: list[str], first: str, second: str, place: int | None) -> _Near:
        """As it is spoken, given name first, or as a register lists it, where the order of the alphabet decides."""
        spoken = names[_GIVEN].startswith(first) and names[_FAMILY].startswith(second)
        whole = sum(name in (first, second) for name in names)
        if place is not None or not spoken:
            return cls(not spoken, -whole, place or 0, tuple(names))
        return cls(False, -whole, sum(map(len, names)), tuple(names))


def _named(connection: Connection, kind: str, words: list[str], limit: int) -> list[EntityId]:
    """Groups or places: initials first, then beginnings of their words, in their order."""
    found: list[EntityId] = []
    readings = [tuple(words)] if len(words) > 1 else []
    if len(words) == 1:
        word = words[0]
        asked = {"word": word, "taken": limit}
        found = [row[0] for row in connection.exec_driver_sql(_INITIALS.format(kind=kind), asked)]
        if 2 <= len(word) <= _SPLIT_AT_MOST:
            readings = [*_splits(word, 2), *_splits(word, 3)]
    if readings:
        likes = {f"like{i}": "% ".join(parts) + "%" for i, parts in enumerate(readings)}
        first = readings[0][0][0] if len(words) == 1 else words[0]
        asked = {"first": first, "after": first[:-1] + chr(ord(first[-1]) + 1), "taken": limit, **likes}
        where = " OR ".join(f"sort_key LIKE :{name}" for name in likes)
        rows = connection.exec_driver_sql(_NAMES.format(kind=kind, likes=where), asked)
        found += [row[0] for row in rows]
    return list(dict.fromkeys(found))
