"""Groups and people by the beginnings of their names, for who is typing one: as many as are shown, of any number.

The lists' index of names answers for groups, which are read by it from end to end if need be; of people only those are
looked at whose words the full-text index has.
"""

from __future__ import annotations

import json
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Final

from cocity_desktop.application.views.names import Called, NamedGroup
from cocity_desktop.domain.names_in_texts import NamesIn
from cocity_desktop.storage.line_texts import BETWEEN
from cocity_desktop.storage.read_models.names_in import candidates
from cocity_desktop.storage.read_models.people import person_rows
from cocity_desktop.storage.search import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.storage.read_models.rows import Reading

_MOST_WORDS: Final = 12
_EXACT: Final = """
    SELECT l.entity_id FROM json_each(:keys) k CROSS JOIN {kind}_line l ON l.sort_key = k.value
    ORDER BY l.item LIMIT :limit
"""
_GROUPS: Final = """
    SELECT entity_id FROM group_line INDEXED BY ix_group_line_name
    WHERE {begin} ORDER BY sort_key, entity_id LIMIT :limit
"""
_PEOPLE: Final = """
    SELECT l.entity_id FROM person_words CROSS JOIN person_line l ON l.item = person_words.rowid
    WHERE person_words MATCH :match AND {begin} ORDER BY person_words.rowid LIMIT :limit
"""
_NAMES_OF_GROUPS: Final = "SELECT id, name FROM groups WHERE id IN :ids"


def called(reading: Reading, words: str, limit: int) -> tuple[Called, ...]:
    """A group and a person in turn, whole names first: `limit` of each in whose name each word begins one."""
    wanted = fold(words).split()[:_MOST_WORDS]
    if not wanted:
        return ()
    in_turn = zip_longest(_groups(reading, wanted, limit), _people(reading, wanted, limit))
    return tuple(one for one in chain.from_iterable(in_turn) if one is not None)


def groups_named(reading: Reading, text: str) -> tuple[NamedGroup, ...]:
    """The groups whose whole name may stand in a text."""
    sought = NamesIn([text])
    ids = candidates(reading, "group", sought)
    rows = reading.rows(_NAMES_OF_GROUPS, ids=tuple(ids))
    return tuple(NamedGroup(row["id"], row["name"], False) for row in rows if sought.have_words(row["name"]))


def _groups(reading: Reading, wanted: Sequence[str], limit: int) -> list[Called]:
    whole = _ids(
        reading, _EXACT.format(kind="group"), wanted, keys=json.dumps([" ".join(wanted)]), limit=limit
    )
    begin = _begin("sort_key", len(wanted))
    ids = dict.fromkeys((*whole, *_ids(reading, _GROUPS.format(begin=begin), wanted, limit=limit)))
    names = {row["id"]: row["name"] for row in reading.rows(_NAMES_OF_GROUPS, ids=tuple(ids))}
    return [Called(names[one], one) for one in ids][:limit]


def _people(reading: Reading, wanted: Sequence[str], limit: int) -> list[Called]:
    """Given name first or family name first."""
    keys = [f"{' '.join(wanted)}{BETWEEN}{' '.join(wanted)}"]
    for cut in range(1, len(wanted)):
        one, other = " ".join(wanted[:cut]), " ".join(wanted[cut:])
        keys += [f"{one}{BETWEEN}{other}", f"{other}{BETWEEN}{one}"]
    whole = _ids(reading, _EXACT.format(kind="person"), wanted, keys=json.dumps(keys), limit=limit)
    match = " AND ".join(f'"  {word}"' for word in wanted)
    begin = _begin(f"replace(l.sort_key, '{BETWEEN}', ' ')", len(wanted))
    begun = _ids(reading, _PEOPLE.format(begin=begin), wanted, match=match, limit=limit)
    ids = list(dict.fromkeys((*whole, *begun)))[:limit]
    rows = {row.id: row for row in person_rows(reading, ids)}
    return [Called(rows[one].name, None, one, rows[one].groups) for one in ids]


def _begin(column: str, words: int) -> str:
    return " AND ".join(f"' ' || {column} LIKE :piece{n}" for n in range(words))


def _ids(reading: Reading, sql: str, wanted: Sequence[str], **given: object) -> list[EntityId]:
    """What people typed goes in as parameters: folded, it has no sign that LIKE or MATCH would take for its own."""
    pieces = {f"piece{n}": f"% {word}%" for n, word in enumerate(wanted)}
    return [row[0] for row in reading.connection.exec_driver_sql(sql, pieces | given).all()]
