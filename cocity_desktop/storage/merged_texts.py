"""Two laptops wrote the same sentence while they were apart: the later one stands, the other's article is kept as a variant.

A merge lets the latest operation of each field win (`archive_merge`), which would drop the earlier text without a word. So
the article as the losing laptop had it becomes an `ArticleVariant`, a question for the next agenda. Its id is that of the
losing operation, and all else in it comes from the journal, so that both laptops make one and the same record of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.pacts import ArticleVariant
from cocity_desktop.domain.record import moment_text
from cocity_desktop.domain.sentences import join_sentences
from cocity_desktop.storage import bulk
from cocity_desktop.storage.births import LIFE, birth_text, cells
from cocity_desktop.storage.codec import codec_of
from cocity_desktop.storage.journal import INSERT_CHANGE, OPERATION_COLUMNS, newest_moment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cocity_desktop.application.ports import Operation
    from cocity_desktop.storage.archive import Archive
    from cocity_desktop.storage.archive_reading import ArchiveContent

LABEL: Final = "import_archive"
_NOTE: Final = "Scritto su un altro computer mentre l’articolo cambiava anche qui."
"""Content, in the language of the pact."""
_WORDS: Final = frozenset({"text", LIFE})
_SENTENCE: Final = "SELECT article_id, alive, text FROM sentences WHERE id = ?"
_PROSE: Final = "SELECT paragraph, text FROM sentences WHERE article_id = ? AND alive = 1 ORDER BY paragraph, position, id"
_OURS: Final = """
    SELECT o.op_id, o.hlc, o.change_id FROM operation o
    WHERE o.entity_id = ? AND (o.field IN ('text', '')) ORDER BY o.hlc DESC
"""
_WRITER: Final = """
    SELECT coalesce(s.name, (SELECT name FROM houses WHERE alive = 1 LIMIT 1), ''), c.at
    FROM change c LEFT JOIN staff s ON s.id = c.actor WHERE c.change_id = ?
"""
_ARTICLE: Final = "SELECT 1 FROM articles WHERE id = ? AND alive = 1"
_THERE: Final = "SELECT 1 FROM operation WHERE entity_id = ? LIMIT 1"


class _Last(NamedTuple):
    """The last operation of one side on the words of a sentence."""

    op_id: EntityId
    hlc: str
    change_id: EntityId


@dataclass(frozen=True, slots=True)
class _Side:
    """A sentence as one laptop had it."""

    last: _Last
    state: tuple[bool, str]


@dataclass(frozen=True, slots=True)
class Contested:
    """An article that both wrote, as each had it, and its sentences that they wrote differently: ours and theirs."""

    article_id: EntityId
    ours: str
    theirs: str
    sentences: Mapping[EntityId, tuple[_Side, _Side]]


def contested(raw: Any, content: ArchiveContent, new: Iterable[Operation]) -> tuple[Contested, ...]:
    """What both sides wrote. To be asked before the new operations are written, while the tables are still ours."""
    theirs: dict[EntityId, _Last] = {}
    for operation in (one for packed in new if packed.kind == "sentence" for one in cells(packed)):
        known = theirs.get(operation.entity_id)
        if operation.field in _WORDS and (known is None or known.hlc < operation.hlc):
            theirs[operation.entity_id] = _Last(operation.op_id, operation.hlc, operation.change_id)
    found: dict[EntityId, dict[EntityId, tuple[_Side, _Side]]] = {}
    for sentence_id, last in theirs.items():
        row = raw.execute(_SENTENCE, (sentence_id,)).fetchone()
        our_last = _our_last(raw, sentence_id, content)
        if row is None or our_last is None:
            continue
        record = content.records["sentence"].get(sentence_id)
        our_side = _Side(our_last, (bool(row[1]), row[2] if row[1] else ""))
        their_side = _Side(last, (record is not None, str(record["text"]) if record else ""))
        if our_side.state != their_side.state:
            found.setdefault(row[0], {})[sentence_id] = (our_side, their_side)
    return tuple(
        Contested(article_id, _our_prose(raw, article_id), _their_prose(content, article_id), sentences)
        for article_id, sentences in sorted(found.items())
    )


def _our_last(raw: Any, sentence_id: EntityId, content: ArchiveContent) -> _Last | None:
    """The newest word of ours that the other laptop had not seen."""
    for op_id, hlc, change_id in raw.execute(_OURS, (sentence_id,)):
        if op_id not in content.operations:
            return _Last(op_id, hlc, change_id)
    return None


def _our_prose(raw: Any, article_id: EntityId) -> str:
    return join_sentences([(row[0], row[1]) for row in raw.execute(_PROSE, (article_id,))])


def _their_prose(content: ArchiveContent, article_id: EntityId) -> str:
    rows = [
        (one.get("paragraph", 0), one.get("position", 0), key, one["text"])
        for key, one in content.records["sentence"].items()
        if one["article_id"] == article_id
    ]
    return join_sentences([(paragraph, text) for paragraph, _, _, text in sorted(rows)])


def keep_lost(archive: Archive, found: Iterable[Contested]) -> frozenset[EntityId]:
    """Write a variant for each text that lost, as one change of ours. Needs the merge's own transaction, after its rows.

    Returns the ids of the variants, whose rows are still to be told from the journal.
    """
    raw = archive.database.raw
    births = [
        (last.op_id, _birth(raw, article.article_id, text, last))
        for article in found
        if raw.execute(_ARTICLE, (article.article_id,)).fetchone()
        for text, last in _losers(raw, article)
        if not raw.execute(_THERE, (last.op_id,)).fetchone()
    ]
    if births:
        _write(archive, births)
    return frozenset(variant_id for variant_id, _ in births)


def _losers(raw: Any, article: Contested) -> Iterable[tuple[str, _Last]]:
    """The text of each side some of whose words are gone, with the last of them that is."""
    lost: dict[str, list[_Last]] = {"ours": [], "theirs": []}
    for sentence_id, (ours, theirs) in article.sentences.items():
        row = raw.execute(_SENTENCE, (sentence_id,)).fetchone()
        stands = (bool(row[1]), row[2] if row[1] else "")
        if stands != ours.state:
            lost["ours"].append(ours.last)
        if stands != theirs.state:
            lost["theirs"].append(theirs.last)
    for side, text in (("ours", article.ours), ("theirs", article.theirs)):
        if lost[side] and text and text != _our_prose(raw, article.article_id):
            yield text, max(lost[side], key=lambda last: last.hlc)


def _birth(raw: Any, article_id: EntityId, text: str, last: _Last) -> str:
    name, at = raw.execute(_WRITER, (last.change_id,)).fetchone()
    codec = codec_of(ArticleVariant)
    variant = ArticleVariant(
        id=last.op_id, article_id=article_id, text=text, by=name, at=datetime.fromisoformat(at), note=_NOTE
    )
    return birth_text(codec.first_values(codec.row(variant)))


def _write(archive: Archive, births: list[tuple[EntityId, str]]) -> None:
    raw, host, now = archive.database.raw, archive.host, archive.host.clock.now()
    moments = newest_moment(archive.database, archive.device).texts_from(int(now.timestamp() * 1000))
    change_id, *op_ids = host.new_ids(len(births) + 1)
    rows = [
        (op_id, change_id, next(moments), ArticleVariant.KIND, variant_id, LIFE, value, None, None)
        for op_id, (variant_id, value) in zip(op_ids, births, strict=True)
    ]
    change = (
        change_id, next(moments), archive.device, archive.slot, LABEL, "", moment_text(now), "do", None,
        min(op_ids), max(op_ids),
    )  # fmt: skip
    raw.execute(INSERT_CHANGE, change)
    bulk.insert(raw, "operation", OPERATION_COLUMNS, rows)
