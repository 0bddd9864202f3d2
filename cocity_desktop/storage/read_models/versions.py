"""The states of a pact that can be asked for, two of them compared, and what is said about its articles."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cocity_desktop.application.pact_causes import CauseBook, kind_of
from cocity_desktop.application.views.versions import (
    Cause,
    CauseKind,
    CommentRow,
    PactComparison,
    PactTalk,
    VariantRow,
    VersionKey,
    VersionKind,
    VersionRow,
)
from cocity_desktop.domain.house import House
from cocity_desktop.domain.pact_diff import (
    ArticleDiff,
    ArticleState,
    SentenceChange,
    SentenceDiff,
    SentenceState,
    compare,
)
from cocity_desktop.domain.pacts import ArticleVersion, Pact
from cocity_desktop.domain.sentences import OldSentence, join_sentences, reconcile
from cocity_desktop.storage.past_pacts import Between, Until, read_between
from cocity_desktop.storage.read_models.entities import SqlEntityReader
from cocity_desktop.storage.read_models.rows import Reading, Row, moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cocity_desktop.domain.entity import EntityId

MOMENTS = 200
"""Changes that can be chosen as a moment: further back, only what was given a name or delivered."""

_PACT = "SELECT id, title, process_id FROM pacts WHERE id = :id AND alive = 1"
_NAMED = """
    SELECT id, name, note, made_at AS at, by FROM pact_versions WHERE pact_id = :id AND alive = 1
    ORDER BY made_at DESC, id DESC
"""
_DELIVERED = """
    SELECT id, version, sealed_at AS at, '' AS by FROM deliveries
    WHERE pact_id = :id AND alive = 1 AND state <> 'discarded' ORDER BY version DESC
"""
_MOMENTS = """
    WITH own(id) AS (
        SELECT id FROM articles WHERE pact_id = :id
        UNION ALL SELECT s.id FROM articles a JOIN sentences s ON s.article_id = a.id WHERE a.pact_id = :id
    ), touched(change_id) AS (
        SELECT DISTINCT o.change_id FROM own CROSS JOIN operation o ON o.entity_id = own.id
    )
    SELECT c.change_id AS id, c.subject, c.label, c.at, coalesce(s.name, '') AS by
    FROM touched CROSS JOIN change c ON c.change_id = touched.change_id LEFT JOIN staff s ON s.id = c.actor
    ORDER BY c.hlc DESC LIMIT :most
"""
_SEEN = "SELECT seen FROM pact_versions WHERE id = :id AND pact_id = :pact AND alive = 1"
_SEALED = """
    SELECT d.version, min(c.hlc) AS hlc FROM deliveries d JOIN operation o ON o.entity_id = d.id
    JOIN change c ON c.change_id = o.change_id WHERE d.id = :id AND d.pact_id = :pact GROUP BY d.id
"""
_CHANGE = "SELECT hlc FROM change WHERE change_id = :id"
_CHANGES = """
    SELECT c.change_id AS id, c.label, c.at, coalesce(s.name, '') AS by
    FROM change c LEFT JOIN staff s ON s.id = c.actor WHERE c.change_id IN (SELECT value FROM json_each(:ids))
"""
_ANSWERED = """
    SELECT DISTINCT o.entity_id FROM change c JOIN operation o ON o.op_id BETWEEN c.first_op AND c.last_op
    WHERE c.change_id = :id AND o.change_id = c.change_id AND o.kind = 'reply_item'
"""
_COMMENTS = """
    SELECT c.id, c.article_id, c.text, c.by, c.at, c.resolved FROM article_comments c
    JOIN articles a ON a.id = c.article_id WHERE a.pact_id = :id AND a.alive = 1 AND c.alive = 1
    ORDER BY c.resolved, c.at, c.id
"""
_VARIANTS = """
    SELECT v.id, v.article_id, v.text, v.by, v.at, v.note, v.state, v.reason FROM article_variants v
    JOIN articles a ON a.id = v.article_id WHERE a.pact_id = :id AND a.alive = 1 AND v.alive = 1
    ORDER BY v.state <> 'open', v.at, v.id
"""


def versions(reading: Reading, pact_id: EntityId) -> tuple[VersionRow, ...]:
    """The pact now, its named and delivered versions, the newest first, then the moments of its text."""
    reading.only("pact", _PACT, id=pact_id)
    named = [
        VersionRow(
            VersionKey(VersionKind.NAMED, row["id"]), row["name"], moment(row["at"]), row["by"], row["note"]
        )
        for row in reading.rows(_NAMED, id=pact_id)
    ]
    kept = sorted([*named, *_delivered(reading, pact_id)], key=lambda row: str(row.at), reverse=True)
    return (VersionRow(VersionKey(), "", None, ""), *kept, *_moments(reading, pact_id))


def _delivered(reading: Reading, pact_id: EntityId) -> list[VersionRow]:
    return [
        VersionRow(
            VersionKey(VersionKind.DELIVERED, row["id"]), str(row["version"]), moment(row["at"]), row["by"]
        )
        for row in reading.rows(_DELIVERED, id=pact_id)
    ]


def _moments(reading: Reading, pact_id: EntityId) -> list[VersionRow]:
    return [
        VersionRow(
            VersionKey(VersionKind.MOMENT, row["id"]),
            row["subject"],
            moment(row["at"]),
            row["by"],
            cause=kind_of(row["label"]),
        )
        for row in reading.rows(_MOMENTS, id=pact_id, most=MOMENTS)
    ]


def comparison(reading: Reading, pact_id: EntityId, old: VersionKey, new: VersionKey) -> PactComparison:
    """Two states of a pact. Raises UserError(NOT_FOUND) for a pact, a version or a change that is not there."""
    pact = reading.only("pact", _PACT, id=pact_id)
    left, right = _until(reading, pact_id, old), _until(reading, pact_id, new)
    between = read_between(reading, pact_id, left, right)
    reader = SqlEntityReader(reading)
    before = _as_delivered(reader, pact_id, old, between.old.states(), reading)
    after = _as_delivered(reader, pact_id, new, between.new.states(), reading)
    articles = compare(before, after)
    rows = {row.key: row for row in versions(reading, pact_id)}
    house = reader.find(House)[0]
    book = CauseBook(reader, reader.get(Pact, pact_id).process_id, house)
    differing = [
        line for article in articles for line in article.sentences if line.change is not SentenceChange.SAME
    ]
    return PactComparison(
        pact_id=pact_id,
        title=pact["title"],
        house=house.name,
        old=rows.get(old, VersionRow(old, "", None, "")),
        new=rows.get(new, VersionRow(new, "", None, "")),
        articles=articles,
        causes=_article_causes(reading, between, articles) | _causes(reading, book, between, differing),
        made_at=reading.now,
    )


def _until(reading: Reading, pact_id: EntityId, key: VersionKey) -> Until:
    if key.kind is VersionKind.NAMED:
        row = reading.only("pact_version", _SEEN, id=key.id, pact=pact_id)
        return Until(seen=json.loads(row["seen"]))
    if key.kind is VersionKind.DELIVERED:
        return Until(moment=reading.only("delivery", _SEALED, id=key.id, pact=pact_id)["hlc"])
    if key.kind is VersionKind.MOMENT:
        return Until(moment=reading.only("change", _CHANGE, id=key.id)["hlc"])
    return Until()


def _as_delivered(
    reader: SqlEntityReader,
    pact_id: EntityId,
    key: VersionKey,
    told: tuple[ArticleState, ...],
    reading: Reading,
) -> tuple[ArticleState, ...]:
    """Of a delivery, the text that was sent counts; the journal says which sentence is which."""
    if key.kind is not VersionKind.DELIVERED:
        return told
    number = reading.only("delivery", _SEALED, id=key.id, pact=pact_id)["version"]
    known = {article.id: article for article in told}
    sent = [one for one in reader.find(ArticleVersion, version=number) if one.article_id in known]
    return tuple(_sent(one, known[one.article_id]) for one in sorted(sent, key=lambda one: one.number))


def _sent(version: ArticleVersion, told: ArticleState) -> ArticleState:
    sentences = told.sentences
    if join_sentences([(one.paragraph, one.text) for one in sentences]) != version.text:
        placed = reconcile([OldSentence(one.id, one.text) for one in sentences], version.text)
        sentences = tuple(
            SentenceState(one.old_id or f"{version.id}:{one.position}", one.paragraph, one.text)
            for one in placed
        )
    return replace(told, number=version.number, title=version.title, sentences=sentences)


# --- Causes ---------------------------------------------------------------------------------------------------


def _causes(
    reading: Reading, book: CauseBook, between: Between, differing: Iterable[SentenceDiff]
) -> dict[EntityId, Cause]:
    changes = _changes(reading, between)
    links: Mapping[EntityId, list[dict[str, Any]]] = defaultdict(list)
    for link in between.new.links.values():
        links[link["sentence_id"]].append(link)
    found = {}
    for line in differing:
        touch = between.words.get(line.id) if line.change is not SentenceChange.MOVED else None
        touch = touch or between.any.get(line.id)
        if touch is not None and touch.change_id in changes and line.id not in found:
            gone = line.change is SentenceChange.REMOVED
            found[line.id] = _cause(reading, book, changes[touch.change_id], [] if gone else links[line.id])
    return found


def _article_causes(
    reading: Reading, between: Between, articles: Iterable[ArticleDiff]
) -> dict[EntityId, Cause]:
    """Of articles that came, went, or have another number or title."""
    changes = _changes(reading, between)
    found = {}
    for article in articles:
        touch = between.any.get(article.id)
        apart = (article.number, article.title) != (article.old_number, article.old_title)
        if apart and touch is not None and touch.change_id in changes:
            change = changes[touch.change_id]
            found[article.id] = Cause(kind_of(change["label"]), change["by"], moment(change["at"]))
    return found


def _changes(reading: Reading, between: Between) -> dict[EntityId, Row]:
    ids = {touch.change_id for touches in (between.words, between.any) for touch in touches.values()}
    return {row["id"]: row for row in reading.rows(_CHANGES, ids=json.dumps(sorted(ids)))}


def _cause(reading: Reading, book: CauseBook, change: Row, links: list[dict[str, Any]]) -> Cause:
    kind = kind_of(change["label"])
    reply = None
    if kind is CauseKind.CITY:
        reply = book.reply(row[0] for row in reading.tuples(_ANSWERED, id=change["id"]))
    return Cause(kind, change["by"], moment(change["at"]), book.sources(links), reply)


# --- What is said about articles ------------------------------------------------------------------------------


def talk(reading: Reading, pact_id: EntityId) -> PactTalk:
    """Remarks and other texts of a pact's articles, those still open first, the oldest of them first."""
    reading.only("pact", _PACT, id=pact_id)
    return PactTalk(
        comments=reading.views(CommentRow, _COMMENTS, id=pact_id),
        variants=reading.views(VariantRow, _VARIANTS, id=pact_id),
    )
