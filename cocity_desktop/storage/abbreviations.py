"""Names found by few letters: «mar r» and «marro» for Maria Rossi, «gvf» and «gia fl» for Giardino Via Fleming.

Each typed word, or each piece of a single one, is the beginning of a word of the name, in the order it is spoken or, for
people, in that of a register too. Among several, the nearest to what was typed come first, whole words before beginnings.
Namesakes are told apart by the end of a number of theirs: «mr567».
"""

from __future__ import annotations

import re
from collections import defaultdict
from heapq import nsmallest
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

from cocity_desktop.domain.entity import Ref
from cocity_desktop.storage.line_texts import BETWEEN, piece
from cocity_desktop.storage.search import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from cocity_desktop.domain.entity import EntityId

_LONGEST: Final = 12
_SPLIT_AT_MOST: Final = 6
"""A single word of more letters is a word, and no run of beginnings."""
_TAKEN: Final = 60

_READ: Final = 400
"""So many lines that have both beginnings are taken of each reading: more would cost the more the longer the list."""

_GONE_THROUGH: Final = 3_000
"""So many lines of the families that begin so are gone through at most, for the same reason."""

_WHOLE: Final = (
    "(substr(sort_key, 1, length(:family{n}) + 1) = :family{n} || char(1))"
    " + (substr(sort_key, instr(sort_key, char(1))) = :given{n})"
)
"""How many of the two beginnings are whole names."""
_BY_FAMILY: Final = f"""
    SELECT * FROM (SELECT {{n}}, entity_id, {_WHOLE} FROM (
        SELECT entity_id, sort_key FROM person_line INDEXED BY ix_person_line_name
        WHERE sort_key >= :family{{n}} AND sort_key < :after{{n}} LIMIT {_GONE_THROUGH}
    ) WHERE instr(sort_key, :given{{n}}) LIMIT {_READ})"""
_BY_GIVEN: Final = f"""
    SELECT {{n}}, l.entity_id, {_WHOLE} FROM (
        SELECT rowid AS item FROM person_words WHERE person_words MATCH :match{{n}}
        AND rowid >= (SELECT min(item) FROM (SELECT item FROM person_line WHERE sort_key >= :family{{n}}
            ORDER BY sort_key, entity_id LIMIT 1))
        AND rowid < ifnull((SELECT item FROM person_line WHERE sort_key >= :after{{n}}
            ORDER BY sort_key, entity_id LIMIT 1), {1 << 62})
        ORDER BY rowid LIMIT {_READ}
    ) CROSS JOIN person_line l USING (item)
    WHERE l.sort_key >= :family{{n}} AND l.sort_key < :after{{n}} AND instr(l.sort_key, :given{{n}})"""
"""Of a family of one letter the given names say more: the index has them, in the order of the list."""
_EXACT: Final = """
    SELECT * FROM (SELECT '{kind}', entity_id FROM {kind}_line WHERE sort_key = :{name} ORDER BY entity_id LIMIT 3)
"""
_WITH_NUMBER: Final = re.compile(r"([^\W\d_]{1,2})(\d{3,5})")
_NUMBERED: Final = f"""
    SELECT entity_id FROM (
        SELECT l.entity_id, substr(l.sort_key, 1, 1) AS family,
            substr(l.sort_key, instr(l.sort_key, char(1)) + 1, 1) AS given
        FROM (SELECT rowid AS item FROM person_words WHERE person_words MATCH :match ORDER BY rowid LIMIT {_GONE_THROUGH}) w
        CROSS JOIN person_line l USING (item) WHERE instr(l.words || ' ', :end)
    ) WHERE (given = :one AND (:other = '' OR family = :other)) OR (family = :one AND (:other = '' OR given = :other))
    ORDER BY family = :one, entity_id LIMIT {_TAKEN}
"""
_OF_ONE_LETTER: Final = 4
_BEGUN: Final = """
    SELECT entity_id FROM {kind}_line WHERE sort_key >= :first AND sort_key < :after
    ORDER BY sort_key, entity_id LIMIT :taken
"""
_INITIALS: Final = """
    SELECT * FROM (SELECT '{kind}', entity_id FROM {kind}_line WHERE initials <> '' AND initials = :word LIMIT :taken)
"""
_NAMES: Final = """
    SELECT * FROM (SELECT '{kind}', entity_id FROM {kind}_line INDEXED BY ix_{kind}_line_name
        WHERE sort_key >= :first AND sort_key < :after AND ({likes}) ORDER BY length(sort_key), sort_key LIMIT :taken)
"""


def exact(connection: Connection, query: str) -> list[Ref]:
    """Records whose whole name it is, however it is written."""
    name = fold(query)
    words = name.split()
    keys = {f"name{n}": f"{family}{BETWEEN}{given}" for n, (given, family) in enumerate(_two(words))}
    parts = [_EXACT.format(kind="person", name=key) for key in keys]
    parts += [_EXACT.format(kind=kind, name="name") for kind in ("group", "place")]
    rows = _driver(connection).execute(" UNION ALL ".join(parts), keys | {"name": name})
    return [Ref(kind, entity_id) for kind, entity_id in rows.fetchall()]


def _driver(connection: Connection) -> Any:
    """Its own connection: a search asks a handful of questions that take some microseconds each."""
    return connection.connection.driver_connection


def abbreviated(connection: Connection, query: str, limit: int) -> list[Ref]:
    """Records whose names these letters are the beginnings of, the nearest first."""
    words = fold(query).split()
    if len(words) == 1 and len(words[0]) == 1:
        return _begun(connection, words[0])
    if not words or len(words) > 3 or sum(map(len, words)) > _LONGEST:
        return []
    told = _WITH_NUMBER.fullmatch("".join(words))
    people = _by_number(connection, *told.groups()) if told else _people(connection, words)
    return [
        *(Ref("person", one) for one in people[:limit]),
        *_named(connection, words, limit),
    ]


def adds_nothing(words: Sequence[str], found: Sequence[Ref]) -> bool:
    """Whether no name has beginnings of these folded words but those `found`, which `finding` gave and are all there are.

    A name whose words begin so has these words in it, and one of two letters or more is in the index. The end of a
    number is not looked for there.
    """
    return bool(found) and len(words) > 1 and "".join(words).isalpha() and max(map(len, words)) > 1


def _by_number(connection: Connection, letters: str, end: str) -> list[EntityId]:
    """People whose names begin with these letters, in either order, and one of whose numbers ends so."""
    first, last = letters[0], letters[1:]
    match = " AND ".join(
        f'"{told}"' for told in (end, *(piece(letter) for letter in letters)) if len(told) > 2
    )
    asked = {"match": match, "end": f"{end} ", "one": first, "other": last}
    return [row[0] for row in _driver(connection).execute(_NUMBERED, asked).fetchall()]


def _begun(connection: Connection, letter: str) -> list[Ref]:
    """Of each kind some whose name begins with a letter: one letter is in no index of texts."""
    asked = {"first": letter, "after": _after(letter), "taken": _OF_ONE_LETTER}
    found = []
    for kind in ("group", "place", "person"):
        rows = _driver(connection).execute(_BEGUN.format(kind=kind), asked)
        found += [Ref(kind, row[0]) for row in rows.fetchall()]
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
    """The nearest first: names as they are spoken, then those of which more is typed whole, then by turns.

    Of names that are equally near, letters bring one first and other letters another, always the same: by the alphabet
    or by their length some would never be first, whatever one typed.
    """
    if len(words) == 1:
        pairs = list(_splits(words[0], 2)) if 2 <= len(words[0]) <= _SPLIT_AT_MOST else []
    else:
        pairs = [(words[0], words[1])] if len(words) == 2 else []
    readings = [(given, family) for pair in pairs for given, family in (pair, pair[::-1])]
    if not readings:
        return []
    asked: dict[str, str] = {}
    parts = []
    for n, (given, family) in enumerate(readings):
        parts.append((_BY_FAMILY if len(family) > 1 else _BY_GIVEN).format(n=n))
        asked |= {
            f"family{n}": family,
            f"after{n}": _after(family),
            f"given{n}": f"{BETWEEN}{given}",
            f"match{n}": f'"  {given}"' if len(given) > 1 else f'"{piece(given)}"',
        }
    turn = crc32(" ".join(words).encode())
    alike: defaultdict[tuple[int, int], set[EntityId]] = defaultdict(set)
    for n, entity_id, whole in _driver(connection).execute(" UNION ALL ".join(parts), asked).fetchall():
        alike[n % 2, -whole].add(entity_id)
    found: dict[EntityId, None] = {}
    for how in sorted(alike):
        found |= dict.fromkeys(nsmallest(_TAKEN, alike[how], key=lambda one: crc32(one.encode(), turn)))
        if len(found) >= _TAKEN:
            break
    return list(found)[:_TAKEN]


def _after(beginning: str) -> str:
    """What comes after everything that begins so."""
    return beginning[:-1] + chr(ord(beginning[-1]) + 1)


def _named(connection: Connection, words: list[str], limit: int) -> list[Ref]:
    """Groups, then places: of each initials first, then beginnings of their words, in their order."""
    readings = [tuple(words)] if len(words) > 1 else []
    parts = []
    asked: dict[str, Any] = {"taken": limit}
    if len(words) == 1:
        word = words[0]
        parts.append(_INITIALS)
        asked["word"] = word
        if 2 <= len(word) <= _SPLIT_AT_MOST:
            readings = [*_splits(word, 2), *_splits(word, 3)]
    if readings:
        likes = {f"like{i}": "% ".join(pieces) + "%" for i, pieces in enumerate(readings)}
        first = readings[0][0][0] if len(words) == 1 else words[0]
        asked |= {"first": first, "after": _after(first), **likes}
        parts.append(_NAMES)
    # A pattern that is bound itself would have the statement planned anew each time.
    where = " OR ".join(f"sort_key LIKE (:{name} || '')" for name in asked if name.startswith("like"))
    sql = " UNION ALL ".join(
        part.format(kind=kind, likes=where) for kind in ("group", "place") for part in parts
    )
    if not sql:
        return []
    rows = _driver(connection).execute(sql, asked).fetchall()
    return list(dict.fromkeys(Ref(kind, entity_id) for kind, entity_id in rows))
