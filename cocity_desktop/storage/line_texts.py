"""What stands in the line of a list: the key it is sorted by, the words it is found by, what it is filtered by.

A line is found by its own words and by those of the records around it: a group by its people and places, past and
present, a person by the groups, everybody by their contacts.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cocity_desktop.domain.entity import EntityId
from cocity_desktop.storage.search import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


_NO_DIGIT: Final = re.compile(r"\D+")
BETWEEN: Final = "\x01"
"""Between the parts of a key: sorts before every letter."""


class Changed(NamedTuple):
    """A record that was written: the columns that name others, as they are and as they were.

    Only what is written with it can name a record that `is_new`.
    """

    kind: str
    entity_id: EntityId
    fields: dict[str, Any]
    before: dict[str, Any]
    is_new: bool = False


class Line(NamedTuple):
    """A line of a list. `words` each stand after two spaces, so that one letter and two spaces are a trigram.

    `shape` is the kind of a group, the nature of a place; `languages` and `themes` are «|ar|fr|»; `noticed` is 1 when
    nobody concerned lacks the privacy notice.
    """

    entity_id: EntityId
    sort_key: str
    initials: str
    words: str
    shape: str
    district: int | None
    languages: str
    themes: str
    noticed: int


def stored_words(texts: Iterable[str]) -> str:
    """Folded, each word once, after two spaces."""
    words: dict[str, None] = {}
    for text in texts:
        if text:
            words.update(dict.fromkeys(fold(text).split()))
    return "".join([f"  {word}" for word in words])


def initials(name: str) -> str:
    """The first letters of a name of several words: «gvf» for Giardino Via Fleming."""
    words = fold(name).split()
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def piece(word: str) -> str:
    """What a folded word is looked for by: any part of a word, or its beginning when it is short of a trigram."""
    return " " * (3 - len(word)) + word if len(word) < 3 else word


def pieces(words: str) -> tuple[str, ...]:
    """What a question in words is looked for by."""
    return tuple(piece(word) for word in fold(words).split())


_IN: Final = "IN (SELECT value FROM json_each(?))"
_NOTICED: Final = """
    EXISTS (SELECT 1 FROM consents c WHERE c.person_id = p.id AND c.alive = 1 AND c.consent_kind = 'notice'
        AND c.withdrawn_on IS NULL)
"""

_PEOPLE: Final = f"""
    SELECT p.id, p.given_name, p.family_name, p.languages, {_NOTICED} FROM people p
    WHERE p.alive = 1 AND p.erased_number IS NULL AND """
_GROUPS_OF_PEOPLE: Final = """
    SELECT m.person_id, g.name FROM memberships m JOIN groups g ON g.id = m.group_id AND g.alive = 1
    WHERE m.alive = 1 AND """

_GROUPS: Final = f"""
    SELECT g.id, g.name, g.group_kind, g.district, g.languages, g.themes, g.address, g.fiscal_code, g.vat_number,
        g.runts_number,
        NOT EXISTS (SELECT 1 FROM memberships m JOIN people p ON p.id = m.person_id AND p.alive = 1
            WHERE m.group_id = g.id AND m.alive = 1 AND NOT {_NOTICED})
    FROM groups g WHERE g.alive = 1 AND """
_PEOPLE_OF_GROUPS: Final = """
    SELECT m.group_id, p.given_name || ' ' || p.family_name FROM memberships m
    JOIN people p ON p.id = m.person_id AND p.alive = 1 WHERE m.alive = 1 AND """
_PLACES_OF_GROUPS: Final = """
    SELECT part.group_id, pl.name FROM (
        SELECT group_id, process_id FROM participations WHERE alive = 1
        UNION SELECT s.partner_id, o.process_id FROM participations o
        JOIN partnerships s ON s.group_id = o.group_id AND s.alive = 1 WHERE o.alive = 1
    ) part JOIN processes pr ON pr.id = part.process_id AND pr.alive = 1
    JOIN places pl ON pl.id = pr.place_id AND pl.alive = 1 WHERE """

_PLACES: Final = """
    SELECT pl.id, pl.name, pl.address, pl.quarter, pl.owner, pl.nature, pl.district
    FROM places pl WHERE pl.alive = 1 AND """


def lines(raw: Any, kind: str, ids: Sequence[EntityId] | None) -> dict[EntityId, Line]:
    """The lines of the living records among `ids`, or of all of them."""
    make = {"person": _people, "group": _groups, "place": _places}[kind]
    return {line.entity_id: line for line in make(raw, ids)}


def _ask(raw: Any, sql: str, column: str, ids: Sequence[EntityId] | None) -> Iterable[tuple[Any, ...]]:
    rows: Iterable[tuple[Any, ...]] = (
        raw.execute(f"{sql} 1")
        if ids is None
        else raw.execute(f"{sql} {column} {_IN}", (json.dumps(list(ids)),))
    )
    return rows


def _around(
    raw: Any, *questions: tuple[str, str], ids: Sequence[EntityId] | None
) -> dict[EntityId, list[str]]:
    """The words of the records around these, by their id."""
    texts: dict[EntityId, list[str]] = defaultdict(list)
    for sql, column in questions:
        for entity_id, text in _ask(raw, sql, column, ids):
            texts[entity_id].append(text)
    return texts


def _contacts(owner: str) -> tuple[str, str]:
    return f"SELECT {owner}, value FROM contact_points WHERE alive = 1 AND {owner} IS NOT NULL AND", owner


def _with_digits(texts: Iterable[str]) -> list[str]:
    """A number is found however it is parted: «011 123456» and «011123456»."""
    told = list(texts)
    return told + [_NO_DIGIT.sub("", text) for text in told if text[:1] in "+0123456789"]


def _people(raw: Any, ids: Sequence[EntityId] | None) -> Iterable[Line]:
    contacts = _around(raw, _contacts("person_id"), ids=ids)
    groups = _around(raw, (_GROUPS_OF_PEOPLE, "m.person_id"), ids=ids)
    for person_id, given, family, languages, noticed in _ask(raw, _PEOPLE, "p.id", ids):
        name = f"{given} {family}".strip()
        words = [name, *_with_digits(contacts.get(person_id, ())), *groups.get(person_id, ())]
        key = f"{fold(family or given)}{BETWEEN}{fold(given)}"
        yield Line(
            person_id, key, initials(name), stored_words(words), "", None, _tags(languages), "", noticed
        )


def _groups(raw: Any, ids: Sequence[EntityId] | None) -> Iterable[Line]:
    contacts = _around(raw, _contacts("group_id"), ids=ids)
    around = _around(raw, (_PEOPLE_OF_GROUPS, "m.group_id"), (_PLACES_OF_GROUPS, "part.group_id"), ids=ids)
    for row in _ask(raw, _GROUPS, "g.id", ids):
        group_id, name, shape, district, languages, themes, *codes, noticed = row
        words = [
            name, *codes, *json.loads(themes), *_with_digits(contacts.get(group_id, ())), *around.get(group_id, ()),
        ]  # fmt: skip
        yield Line(
            group_id, fold(name), initials(name), stored_words(words), shape, district, _tags(languages),
            _tags(themes), noticed,
        )  # fmt: skip


def _places(raw: Any, ids: Sequence[EntityId] | None) -> Iterable[Line]:
    for place_id, name, address, quarter, owner, nature, district in _ask(raw, _PLACES, "pl.id", ids):
        words = stored_words((name, address, quarter, owner))
        yield Line(place_id, fold(name), initials(name), words, nature, district, "", "", 1)


def _tags(stored: str) -> str:
    """«|ar|fr|» of a JSON list, folded; nothing of an empty one."""
    tags = [fold(tag) for tag in json.loads(stored)]
    return f"|{'|'.join(tags)}|" if tags else ""


def touched(raw: Any, changed: Sequence[Changed]) -> dict[str, set[EntityId]]:
    """Which lines these records stand in, or are found by, after the change and before it."""
    found: dict[str, set[EntityId]] = defaultdict(set)
    processes: set[EntityId] = set()
    for one in changed:
        if one.kind in ("person", "group", "place"):
            found[one.kind].add(one.entity_id)
        if one.kind == "process":
            processes.add(one.entity_id)
        for values in (one.fields, one.before):
            for name, kind in NAMED.get(one.kind, ()):
                if values.get(name):
                    found[kind].add(values[name])
    known = [one for one in changed if not one.is_new]
    places = {one.entity_id for one in known if one.kind == "place"}
    processes |= _ids(raw, "SELECT id FROM processes WHERE place_id", places)
    people = {one.entity_id for one in known if one.kind == "person"}
    people |= {one.fields["person_id"] for one in changed if one.kind == "consent"}
    groups = {one.entity_id for one in known if one.kind == "group"}
    taking = _ids(raw, "SELECT group_id FROM participations WHERE process_id", processes)
    taking |= {one.fields["group_id"] for one in changed if one.kind == "participation"}
    taking |= _ids(raw, "SELECT partner_id FROM partnerships WHERE group_id", taking)
    found["person"] |= _ids(raw, "SELECT person_id FROM memberships WHERE group_id", groups)
    found["group"] |= taking | _ids(raw, "SELECT group_id FROM memberships WHERE person_id", people)
    return {kind: ids for kind, ids in found.items() if ids}


NAMED: Final = {
    "membership": (("person_id", "person"), ("group_id", "group")),
    "contact_point": (("person_id", "person"), ("group_id", "group")),
    "consent": (("person_id", "person"),),
    "partnership": (("partner_id", "group"),),
    "participation": (("group_id", "group"),),
}
"""Which fields of a record name one that has a line."""


def _ids(raw: Any, sql: str, ids: set[EntityId]) -> set[EntityId]:
    if not ids:
        return set()
    rows = raw.execute(f"{sql} {_IN}", (json.dumps(sorted(ids)),)).fetchall()
    return {row[0] for row in rows}
