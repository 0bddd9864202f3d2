"""The text of a pact as it was: of its articles, sentences and sources, what the journal said until then.

There is no second copy of it. A state is told by how far the journal went (`Until`): of each device the moment of its
newest operation, or one moment for all. Only operations of the pact's own records are read, so it costs what the pact
has gone through, not what the archive has (docs/adr/0037).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.pact_diff import ArticleState, SentenceState
from cocity_desktop.storage.births import LIFE, values_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.storage.read_models.rows import Reading

_DEVICE: Final = 18
"""Characters of a moment before its device: 12 and 4 hexadecimal digits, each with a dash (domain.identifiers)."""

_OPERATIONS: Final = """
    WITH own(id) AS (
        SELECT id FROM articles WHERE pact_id = :id
        UNION ALL SELECT s.id FROM articles a JOIN sentences s ON s.article_id = a.id WHERE a.pact_id = :id
        UNION ALL SELECT l.id FROM articles a JOIN sentences s ON s.article_id = a.id
            JOIN source_links l ON l.sentence_id = s.id WHERE a.pact_id = :id
    )
    SELECT o.kind, o.entity_id, o.field, o.value, o.hlc, o.change_id
    FROM own CROSS JOIN operation o ON o.entity_id = own.id
"""


@dataclass(frozen=True, slots=True)
class Until:
    """How far the journal is read. None for all of it; a text for every device; else by device."""

    moment: str | None = None
    seen: Mapping[str, str] | None = None

    def has(self, hlc: str) -> bool:
        """Whether an operation of this moment had been seen by then."""
        if self.seen is not None:
            return hlc <= self.seen.get(hlc[_DEVICE:], "")
        return self.moment is None or hlc <= self.moment


@dataclass(slots=True)
class PastPact:
    """Records of a pact at one moment: fields by id, living ones only."""

    articles: dict[EntityId, dict[str, Any]] = field(default_factory=dict)
    sentences: dict[EntityId, dict[str, Any]] = field(default_factory=dict)
    links: dict[EntityId, dict[str, Any]] = field(default_factory=dict)

    def states(self) -> tuple[ArticleState, ...]:
        """Its articles in their order. A sentence whose article is gone stands nowhere."""
        under: dict[EntityId, list[tuple[int, int, EntityId, str]]] = defaultdict(list)
        for key, one in self.sentences.items():
            under[one["article_id"]].append(
                (one.get("paragraph", 0), one.get("position", 0), key, one["text"])
            )
        return tuple(
            ArticleState(key, article["number"], article["title"], _sentences(under[key]))
            for key, article in sorted(self.articles.items(), key=lambda pair: (pair[1]["number"], pair[0]))
        )


def _sentences(rows: list[tuple[int, int, EntityId, str]]) -> tuple[SentenceState, ...]:
    return tuple(SentenceState(key, paragraph, text) for paragraph, _, key, text in sorted(rows))


@dataclass(frozen=True, slots=True)
class Touch:
    """The last operation on a sentence that one of two states has and the other has not: its change, and its fields."""

    hlc: str
    change_id: EntityId


@dataclass(frozen=True, slots=True)
class Between:
    """Two states, and what last touched each sentence in between (its words or its life, and anything), and each article."""

    old: PastPact
    new: PastPact
    words: Mapping[EntityId, Touch]
    any: Mapping[EntityId, Touch]


_Row = tuple[str, str, str, str, str, str]
_WORDS: Final = frozenset({LIFE, "text", "article_id"})


def read_past(reading: Reading, pact_id: EntityId, until: Until) -> PastPact:
    """The pact as it stood."""
    return _told([row for row in _operations(reading, pact_id) if until.has(row[4])])


def read_between(reading: Reading, pact_id: EntityId, old: Until, new: Until) -> Between:
    """The pact as it stood at two moments, and what came in between, with one look at the journal."""
    rows = _operations(reading, pact_id)
    before = [row for row in rows if old.has(row[4])]
    after = [row for row in rows if new.has(row[4])]
    words: dict[EntityId, Touch] = {}
    anything: dict[EntityId, Touch] = {}
    for kind, entity_id, name, _, hlc, change_id in rows:
        if kind != "source_link" and old.has(hlc) != new.has(hlc):
            anything[entity_id] = Touch(hlc, change_id)
            if kind == "sentence" and name in _WORDS:
                words[entity_id] = Touch(hlc, change_id)
    return Between(_told(before), _told(after), words, anything)


def _operations(reading: Reading, pact_id: EntityId) -> Sequence[_Row]:
    """All operations on what ever belonged to the pact, by their moments."""
    rows: Any = reading.tuples(_OPERATIONS, id=pact_id)
    return sorted(rows, key=lambda row: str(row[4]))


def _told(rows: Sequence[_Row]) -> PastPact:
    latest: dict[tuple[str, EntityId], dict[str, str | Any]] = {}
    for kind, entity_id, name, value, _, _ in rows:
        told = latest.setdefault((kind, entity_id), {})
        if name == LIFE:
            told.update(values_of(name, value))
        else:
            told[name] = _Json(value)
    past = PastPact()
    homes = {"article": past.articles, "sentence": past.sentences, "source_link": past.links}
    for (kind, entity_id), fields in latest.items():
        if fields.pop(LIFE, False):
            homes[kind][entity_id] = {
                name: json.loads(value.text) if isinstance(value, _Json) else value
                for name, value in fields.items()
            }
    return past


@dataclass(frozen=True, slots=True)
class _Json:
    """A value that is read only if it is the last."""

    text: str
