"""The full-text index: which fields of which kinds can be found, kept up by the unit of work. `finding` asks it.

Texts lie in `search_item` from the commit on. The trigram index over them is brought up to date at rest (`tend`),
and what it does not have yet is read through.

Texts are folded (no accents, no case, punctuation as spaces), so «dell'Università» is found by «dell universita».
The index is made of trigrams, which find any piece of a word of three letters or more. Every text begins with a
space, so that a space and two letters are a trigram that finds the words that begin with them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.domain.kinds import KINDS
from cocity_desktop.storage.codec import Row, codec_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cocity_desktop.domain.entity import Entity, EntityId
    from cocity_desktop.storage.engine import Database

CREATE_SQL: Final = (
    "CREATE VIRTUAL TABLE search USING fts5("
    "title, body, content='search_item', content_rowid='item', tokenize='trigram')"
)
TRIGRAM: Final = 3
_NOT_A_WORD: Final = re.compile(r"[\W_]+")
_OFTEN_FOLDED: Final = 200
"""Characters of a text that may be asked for again: a name is folded for the index, for its key and for its line."""


@dataclass(frozen=True, slots=True)
class Searchable:
    """The fields of one kind that search looks into."""

    title: tuple[str, ...]
    body: tuple[str, ...] = ()


SEARCHABLE: Mapping[str, Searchable] = MappingProxyType(
    {
        "person": Searchable(("given_name", "family_name"), ("note",)),
        "group": Searchable(
            ("name",), ("description", "address", "fiscal_code", "vat_number", "runts_number")
        ),
        "contact_point": Searchable((), ("value",)),
        "place": Searchable(("name",), ("address", "quarter", "owner", "cadastre", "description")),
        "process": Searchable(("title",), ("summary",)),
        "opinion": Searchable((), ("office", "subject", "reference", "outcome")),
        "meeting": Searchable(("title",), ("venue", "called_by")),
        "agenda_item": Searchable(("title",), ("wanted_outcome", "background")),
        "entry": Searchable((), ("text",)),
        "reservation": Searchable((), ("text", "raised_by")),
        "minutes_paragraph": Searchable((), ("text",)),
        "minutes_addition": Searchable((), ("text",)),
        "commitment": Searchable(("what",), ("party_name", "materials", "recurrence")),
        "pact": Searchable(("title",)),
        "article": Searchable(("title",)),
        "sentence": Searchable((), ("text",)),
        "attachment": Searchable(("name",), ("caption",)),
        "delivery": Searchable((), ("file_name", "protocol", "content_code", "file_code")),
        "reply": Searchable((), ("office", "protocol", "note")),
    }
)

_WAITING_AT_REST: Final = 64
"""Texts that may wait for the index when nobody types: to take up fewer is not worth a transaction."""

_WAITING_AT_MOST: Final = 1_000
"""Texts that may ever wait: indexing costs an entry of a meeting as much as the rest of its transaction."""

INDEXED: Final = "(SELECT ifnull(max(id), 0) FROM search_docsize)"
_INSERT_ITEM = "INSERT INTO search_item (kind, entity_id, title, body) VALUES (?, ?, ?, ?)"
_INDEX_PENDING = f"INSERT INTO search (rowid, title, body) SELECT item, title, body FROM search_item WHERE item > {INDEXED}"
_INDEX_ALL = "INSERT INTO search (search) VALUES ('rebuild')"
_COUNT_ITEMS = "SELECT count(*) FROM search_item"
_FORGET_TEXT = "INSERT INTO search (search, rowid, title, body) VALUES ('delete', ?, ?, ?)"


def fold(text: str) -> str:
    """Without accents, case and punctuation; words parted by one space."""
    return _fold_again(text) if len(text) <= _OFTEN_FOLDED else _fold(text)


def _fold(text: str) -> str:
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    if text.replace(" ", "").isalnum():  # nothing but words and spaces
        return " ".join(text.casefold().split())
    return _NOT_A_WORD.sub(" ", text.casefold()).strip()


_fold_again = lru_cache(maxsize=65_536)(_fold)


def texts_of(kind: str, row: Row) -> tuple[str, str] | None:
    """The folded title and body of a row, None for a kind that is not searched."""
    searchable = SEARCHABLE.get(kind)
    if searchable is None:
        return None
    index = codec_of(KINDS[kind]).index
    title, body = (
        _stored(row[index[name]] for name in names) for names in (searchable.title, searchable.body)
    )
    return title, body


def _stored(texts: Iterable[str | None]) -> str:
    """Folded, each word after a space."""
    return "".join(f" {folded}" for text in texts if text and (folded := fold(text)))


def remember(raw: Any, texts: Iterable[Row]) -> None:
    """New or revived records can be found: of each its kind, its id, and its folded title and body."""
    raw.executemany(_INSERT_ITEM, texts)


def index_when_many(raw: Any) -> None:
    """Bring the index up to date if too many texts wait for it: fewer are read through by `find`."""
    if _waiting(raw) > _WAITING_AT_MOST:
        raw.execute(_INDEX_PENDING)


def tend(database: Database) -> None:
    """Take up what waits for the index. To be called at rest. Raises EnvironmentFault; then it still waits."""
    with database.exclusive():
        if not database.in_transaction and _waiting(database.raw) > _WAITING_AT_REST:
            with database.writing():
                database.raw.execute(_INDEX_PENDING)


def _waiting(raw: Any) -> int:
    """How many texts wait, or a few more: removed ones leave gaps in the numbers."""
    newest, indexed = raw.execute(f"SELECT ifnull(max(item), 0), {INDEXED} FROM search_item").fetchone()
    return int(newest - indexed)


def forget(raw: Any, ids: Sequence[EntityId]) -> None:
    """Removed or changed records can no longer be found by their old texts; ids without a text are passed over."""
    if len(ids) > _WAITING_AT_MOST and 4 * len(ids) > raw.execute(_COUNT_ITEMS).fetchone()[0]:
        raw.executemany("DELETE FROM search_item WHERE entity_id = ?", ((one,) for one in ids))
        raw.execute(_INDEX_ALL)
        return
    for entity_id in ids:
        _forget_one(raw, entity_id)


def _forget_one(raw: Any, entity_id: EntityId) -> None:
    found = raw.execute(
        f"SELECT item, title, body, item <= {INDEXED} FROM search_item WHERE entity_id = ?", (entity_id,)
    ).fetchone()
    if found is None:
        return
    *item, is_indexed = found
    if is_indexed:
        raw.execute(_FORGET_TEXT, item)
    raw.execute("DELETE FROM search_item WHERE item = ?", item[:1])


def touches(kind: str, names: Sequence[str]) -> bool:
    """Whether search looks into one of these fields."""
    searchable = SEARCHABLE.get(kind)
    return searchable is not None and any(name in searchable.title + searchable.body for name in names)


def rebuild(raw: Any) -> None:
    """Make the whole index again from the living records."""
    raw.execute("DELETE FROM search_item")
    texts = [text for kind in SEARCHABLE for text in _all_texts(raw, KINDS[kind])]
    raw.executemany(
        _INSERT_ITEM, sorted(texts, key=lambda text: text[1])
    )  # ids sort by time: the newest come last
    raw.execute(_INDEX_ALL)


def _all_texts(raw: Any, cls: type[Entity]) -> list[tuple[str, str, str, str]]:
    rows = raw.execute(f"{codec_of(cls).select_sql} WHERE alive = 1 ORDER BY id").fetchall()
    return [(cls.KIND, row[0], *(texts_of(cls.KIND, row[2:]) or ("", ""))) for row in rows]
