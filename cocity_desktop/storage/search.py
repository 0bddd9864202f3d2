"""Full-text search: which fields of which kinds can be found, kept up by the unit of work.

Texts lie in `search_item` from the commit on. The trigram index over them is brought up to date every so many
texts, and what it does not have yet is read through.

Texts are folded (no accents, no case, punctuation as spaces), so «dell'Università» is found by «dell universita».
The index is made of trigrams, which finds any piece of a word of three letters or more; shorter words are looked
up at the beginning of words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.domain.entity import Entity, EntityId, Ref
from cocity_desktop.domain.kinds import KINDS
from cocity_desktop.storage.codec import Row, codec_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

CREATE_SQL: Final = (
    "CREATE VIRTUAL TABLE search USING fts5("
    "title, body, content='search_item', content_rowid='item', tokenize='trigram')"
)
_TRIGRAM: Final = 3
_NOT_A_WORD: Final = re.compile(r"[\W_]+")


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
        "minutes": Searchable((), ("text",)),
        "commitment": Searchable(("what",), ("party_name", "materials", "recurrence")),
        "pact": Searchable(("title",)),
        "article": Searchable(("title",)),
        "sentence": Searchable((), ("text",)),
        "attachment": Searchable(("name",), ("caption",)),
        "delivery": Searchable((), ("file_name", "protocol", "content_code", "file_code")),
        "reply": Searchable((), ("office", "protocol", "note")),
    }
)

_PENDING_LIMIT: Final = 64
"""Texts that may wait for the index: indexing costs an entry of a meeting as much as the rest of its transaction."""

_INDEXED = "(SELECT ifnull(max(id), 0) FROM search_docsize)"
_INSERT_ITEM = "INSERT INTO search_item (kind, entity_id, title, body) VALUES (?, ?, ?, ?)"
_INDEX_PENDING = f"INSERT INTO search (rowid, title, body) SELECT item, title, body FROM search_item WHERE item > {_INDEXED}"
_FORGET_TEXT = "INSERT INTO search (search, rowid, title, body) VALUES ('delete', ?, ?, ?)"


def fold(text: str) -> str:
    """Without accents, case and punctuation; words parted by one space."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _NOT_A_WORD.sub(" ", text.casefold()).strip()


def texts_of(kind: str, row: Row) -> tuple[str, str] | None:
    """The folded title and body of a row, None for a kind that is not searched."""
    searchable = SEARCHABLE.get(kind)
    if searchable is None:
        return None
    index = codec_of(KINDS[kind]).index
    title, body = (
        fold(" ".join(filter(None, (row[index[name]] for name in names))))
        for names in (searchable.title, searchable.body)
    )
    return title, body


def remember(raw: Any, kind: str, entity_id: EntityId, row: Row) -> None:
    """A new or revived record can be found."""
    texts = texts_of(kind, row)
    if texts is not None:
        raw.execute(_INSERT_ITEM, (kind, entity_id, *texts))


def index_when_many(raw: Any) -> None:
    """Bring the index up to date, unless few texts wait for it: those are read through by `find`."""
    newest, indexed = raw.execute(f"SELECT ifnull(max(item), 0), {_INDEXED} FROM search_item").fetchone()
    if newest - indexed > _PENDING_LIMIT:
        raw.execute(_INDEX_PENDING)


def forget(raw: Any, kind: str, entity_id: EntityId) -> None:
    """A removed record can no longer be found."""
    if kind not in SEARCHABLE:
        return
    found = raw.execute(
        f"SELECT item, title, body, item <= {_INDEXED} FROM search_item WHERE entity_id = ?", (entity_id,)
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
    for kind in SEARCHABLE:
        raw.executemany(_INSERT_ITEM, _all_texts(raw, KINDS[kind]))
    raw.execute("INSERT INTO search (search) VALUES ('rebuild')")


def _all_texts(raw: Any, cls: type[Entity]) -> list[tuple[str, str, str, str]]:
    rows = raw.execute(f"{codec_of(cls).select_sql} WHERE alive = 1 ORDER BY id").fetchall()
    return [(cls.KIND, row[0], *(texts_of(cls.KIND, row[2:]) or ("", ""))) for row in rows]


def find(connection: Connection, query: str, limit: int = 20) -> list[Ref]:
    """Records that have all words of `query`, the best first: names that begin with it, then names, then texts."""
    words = fold(query).split()
    if not words:
        return []
    long_words = [word for word in words if len(word) >= _TRIGRAM]
    sql, parameters = _matching(long_words, [word for word in words if len(word) < _TRIGRAM])
    whole = " ".join(words)
    ranking = {"begins": f"{whole}%", "inside": f"% {whole}%", "limit": limit}
    rows = connection.exec_driver_sql(sql, {**parameters, **ranking}).all()
    return [Ref(kind, entity_id) for kind, entity_id in rows]


_BEST_FIRST: Final = """
    ORDER BY title LIKE :begins DESC, ' ' || title LIKE :inside DESC, score, entity_id DESC LIMIT :limit"""

# Texts that wait for the index have no score of their own: 0 puts them after those that have one (below 0).
_LONG: Final = f"""
    SELECT kind, entity_id FROM (
        SELECT i.kind, i.entity_id, i.title, i.body, bm25(search, 8.0, 1.0) AS score
        FROM search JOIN search_item i ON i.item = search.rowid WHERE search MATCH :match
        UNION ALL
        SELECT kind, entity_id, title, body, 0.0 FROM search_item WHERE item > {_INDEXED} AND {{inside}}
    ) WHERE {{short}} {_BEST_FIRST}"""

_SHORT: Final = f"""
    SELECT kind, entity_id FROM (SELECT kind, entity_id, title, 0 AS score FROM search_item)
    WHERE {{short}} {_BEST_FIRST}"""


def _matching(long_words: Sequence[str], short_words: Sequence[str]) -> tuple[str, dict[str, str]]:
    """The statement and its parameters. Folded words are letters and digits, so LIKE needs no escapes."""
    parameters = {f"short{i}": f"% {word}%" for i, word in enumerate(short_words)}
    text = "title || ' ' || body" if long_words else "title"
    short = " AND ".join(f"' ' || {text} LIKE :{name}" for name in parameters) or "1"
    if not long_words:
        return _SHORT.format(short=short), parameters
    inside = " AND ".join(f"title || ' ' || body LIKE :long{i}" for i in range(len(long_words)))
    parameters |= {f"long{i}": f"%{word}%" for i, word in enumerate(long_words)}
    parameters["match"] = " AND ".join(f'"{word}"' for word in long_words)
    return _LONG.format(short=short, inside=inside), parameters
