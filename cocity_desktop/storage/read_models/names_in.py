"""The registered people whose whole names may stand in some texts, found by the words of the texts.

To make a mask of 100,000 names takes seconds, and to read them all as long. The index of the list of people is asked
instead: a name is in it by the words of its family name, then by those given, and each of them is a word of the texts.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from cocity_desktop.domain.names_in_texts import NamesIn
from cocity_desktop.storage.line_texts import BETWEEN
from cocity_desktop.storage.read_models.registry import PERSON_NAME
from cocity_desktop.storage.search import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.storage.read_models.rows import Reading

_AFTER_SPACE: Final = "!"
"""Sorts after what may follow a word in a key: the end of the family name, a space."""

_IOTA: Final = re.compile("(?<=[αηω])ι")
"""Written under the letter before it, it is no letter to `fold`, and one to the mask."""

_IS_BEGUN: Final = f"""
    SELECT value FROM json_each(:beginnings) WHERE EXISTS (
        SELECT 1 FROM {{kind}}_line WHERE sort_key >= value || ' ' AND sort_key < value || '{_AFTER_SPACE}')
"""
_KEYS: Final = f"""
    SELECT DISTINCT l.entity_id, l.sort_key FROM json_each(:words) w CROSS JOIN {{kind}}_line l
    ON l.sort_key >= w.value {{whole}} AND l.sort_key < w.value || '{_AFTER_SPACE}'
"""
_WHOLE: Final = {"person": f"|| '{BETWEEN}'", "group": ""}
"""What a key has after its first words, at the least: of a person the end of the family name."""

_NAMES: Final = f"""
    SELECT {PERSON_NAME.format("p")} FROM json_each(:ids) i CROSS JOIN people p ON p.id = i.value
    JOIN person_line l ON l.entity_id = p.id ORDER BY l.item
"""


def names_in(reading: Reading, texts: Iterable[str]) -> tuple[str, ...]:
    """By family name. All those that a NameMask of every name would find in the texts, and few more."""
    sought = NamesIn(texts)
    names = reading.tuples(_NAMES, ids=json.dumps(candidates(reading, "person", sought)))
    return tuple(name for (name,) in names if sought.may_have(name))


def candidates(reading: Reading, kind: str, sought: NamesIn) -> list[EntityId]:
    """People or groups whose names are made of words of the texts, in whichever texts and order."""
    words = {fold(form) for word in sought.words for form in (word, _IOTA.sub("", word))}
    words = {part for word in words for part in word.split()}
    whole = "\n".join(words)
    first = ["", *words, *_with_apostrophes(reading, kind, words)]
    return [
        entity_id
        for entity_id, key in reading.tuples(keys_sql(kind), words=json.dumps(first))
        if all(word in whole for word in key.replace(BETWEEN, " ").split())
    ]


def keys_sql(kind: str) -> str:
    """The names that begin with certain words."""
    return _KEYS.format(kind=kind, whole=_WHOLE[kind])


def _with_apostrophes(reading: Reading, kind: str, words: Iterable[str]) -> list[str]:
    """«d amico» for «damico», as the key of D’Amico has it, where a key begins so."""
    found: list[str] = []
    open_ = {("", word) for word in words}
    while open_:
        cut = {
            (f"{begun} {rest[:i]}".strip(), rest[i:]) for begun, rest in open_ for i in range(1, len(rest))
        }
        asked = json.dumps(sorted({begun for begun, _rest in cut}))
        known = {row[0] for row in reading.tuples(_IS_BEGUN.format(kind=kind), beginnings=asked)}
        open_ = {(begun, rest) for begun, rest in cut if begun in known}
        found += [f"{begun} {rest}" for begun, rest in open_]
    return found
