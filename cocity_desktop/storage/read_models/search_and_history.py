"""Records found by their words, each with the page it opens on, and what happened to one of them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.application.views.codes import BY_CODE
from cocity_desktop.application.views.today import HistoryRow, SearchHit
from cocity_desktop.domain.record_code import record_code
from cocity_desktop.storage import abbreviations, coding, finding
from cocity_desktop.storage.births import values_of
from cocity_desktop.storage.read_models.registry import PERSON_NAME
from cocity_desktop.storage.read_models.rows import Reading, moment
from cocity_desktop.storage.search import SEARCHABLE, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cocity_desktop.domain.entity import EntityId, Ref

_IN: Final = "IN (SELECT value FROM json_each(:ids))"
_BEFORE: Final = 40
_LENGTH: Final = 140
_WORD: Final = re.compile(r"\S+")
_FIXED: Final = frozenset({"id", "page", "page_id", "title", "folded", "about", "stands"})

# Of every kind: the page it opens on and its record there, the name of that record, what to say of it when the
# words stood in the name (`about`), and the texts they may have stood in. Of `_ITS_OWN_PAGE` only what is not known.
_PERSON: Final = PERSON_NAME.format("p")
_SAID: Final = "FROM entries e JOIN meetings m ON m.id = e.meeting_id"
_OF_MINUTES: Final = """
    JOIN minutes v ON v.id = t.minutes_id JOIN meetings m ON m.id = v.meeting_id WHERE t.id IN :ids
"""
_HITS: Mapping[str, str] = MappingProxyType(
    {
        "person": f"""
            SELECT p.id, {_PERSON} AS title, p.note AS t1 FROM people p WHERE p.id IN :ids""",
        "group": """
            SELECT id, name AS title, description AS t1, address AS t2, fiscal_code AS t3, vat_number AS t4,
                runts_number AS t5
            FROM groups WHERE id IN :ids""",
        "contact_point": f"""
            SELECT c.id, CASE WHEN c.group_id IS NULL THEN 'person' ELSE 'group' END AS page,
                coalesce(c.group_id, c.person_id) AS page_id, coalesce(g.name, {_PERSON}) AS title, c.value AS about,
                c.contact_kind AS stands
            FROM contact_points c LEFT JOIN groups g ON g.id = c.group_id LEFT JOIN people p ON p.id = c.person_id
            WHERE c.id IN :ids""",
        "place": """
            SELECT id, name AS title, address AS t1, quarter AS t2, owner AS t3, cadastre AS t4, description AS t5
            FROM places WHERE id IN :ids""",
        "process": """
            SELECT pr.id, 'process' AS page, pr.id AS page_id, pr.title, coalesce(pl.name, '') AS about,
                pr.summary AS t1
            FROM processes pr LEFT JOIN places pl ON pl.id = pr.place_id WHERE pr.id IN :ids""",
        "opinion": """
            SELECT o.id, 'process' AS page, pr.id AS page_id, pr.title, o.office AS about, o.office AS t1,
                o.subject AS t2, o.reference AS t3, o.outcome AS t4
            FROM opinions o JOIN processes pr ON pr.id = o.process_id WHERE o.id IN :ids""",
        "meeting": """
            SELECT m.id, 'meeting' AS page, m.id AS page_id, m.title, pr.title AS about, m.venue AS t1,
                m.called_by AS t2
            FROM meetings m JOIN processes pr ON pr.id = m.process_id WHERE m.id IN :ids""",
        "agenda_item": """
            SELECT i.id, 'meeting' AS page, m.id AS page_id, m.title, i.title AS about, i.title AS t1,
                i.wanted_outcome AS t2, i.background AS t3
            FROM agenda_items i JOIN meetings m ON m.id = i.meeting_id WHERE i.id IN :ids""",
        "entry": f"""
            SELECT e.id, 'meeting' AS page, m.id AS page_id, m.title, e.text AS about {_SAID} WHERE e.id IN :ids""",
        "reservation": f"""
            SELECT r.id, 'meeting' AS page, m.id AS page_id, m.title, r.text AS about, r.text AS t1,
                r.raised_by AS t2
            {_SAID} JOIN decisions d ON d.entry_id = e.id JOIN reservations r ON r.decision_id = d.id
            WHERE r.id IN :ids""",
        "minutes_paragraph": f"""
            SELECT t.id, 'minutes' AS page, m.id AS page_id, m.title, t.text AS about
            FROM minutes_paragraphs t {_OF_MINUTES}""",
        "minutes_addition": f"""
            SELECT t.id, 'minutes' AS page, m.id AS page_id, m.title, t.text AS about
            FROM minutes_additions t {_OF_MINUTES}""",
        "commitment": """
            SELECT c.id, 'commitment' AS page, c.id AS page_id, c.what AS title, pr.title AS about,
                c.party_name AS t1, c.materials AS t2, c.recurrence AS t3
            FROM commitments c JOIN processes pr ON pr.id = c.process_id WHERE c.id IN :ids""",
        "pact": """
            SELECT p.id, 'pact' AS page, p.id AS page_id, p.title, pr.title AS about
            FROM pacts p JOIN processes pr ON pr.id = p.process_id WHERE p.id IN :ids""",
        "article": """
            SELECT a.id, 'pact' AS page, p.id AS page_id, p.title, a.number || '. ' || a.title AS about
            FROM articles a JOIN pacts p ON p.id = a.pact_id WHERE a.id IN :ids""",
        "sentence": """
            SELECT s.id, 'pact' AS page, p.id AS page_id, p.title, s.text AS about
            FROM sentences s JOIN articles a ON a.id = s.article_id JOIN pacts p ON p.id = a.pact_id
            WHERE s.id IN :ids""",
        "attachment": """
            SELECT f.id, CASE WHEN f.process_id IS NOT NULL THEN 'process' WHEN f.place_id IS NOT NULL THEN 'place'
                    WHEN f.group_id IS NOT NULL THEN 'group' ELSE 'meeting' END AS page,
                coalesce(f.process_id, f.place_id, f.group_id, f.meeting_id, e.meeting_id) AS page_id,
                f.name AS title, f.caption AS about, f.caption AS t1
            FROM attachments f LEFT JOIN entries e ON e.id = f.entry_id WHERE f.id IN :ids""",
        "delivery": """
            SELECT d.id, 'delivery' AS page, d.id AS page_id, p.title, d.file_name AS about, d.file_name AS t1,
                d.protocol AS t2, d.content_code AS t3, d.file_code AS t4
            FROM deliveries d JOIN pacts p ON p.id = d.pact_id WHERE d.id IN :ids""",
        "reply": """
            SELECT r.id, 'delivery' AS page, d.id AS page_id, p.title, r.office AS about, r.office AS t1,
                r.protocol AS t2, r.note AS t3
            FROM replies r JOIN deliveries d ON d.id = r.delivery_id JOIN pacts p ON p.id = d.pact_id
            WHERE r.id IN :ids""",
    }
)

_SQL: Mapping[str, str] = MappingProxyType({kind: sql.replace("IN :ids", _IN) for kind, sql in _HITS.items()})
_ITS_OWN_PAGE: Mapping[str, str] = MappingProxyType({"person": "t1", "group": "t2", "place": "t1"})
"""Kinds that open on themselves, with the text that is told of them: a key finds these most, and each column costs."""

_INSIDE: Final = frozenset({"agenda_item", "article", "attachment"})
"""Kinds that have a title and yet are found inside the page of another record."""

_FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {kind: (*one.title, *one.body) if kind == "agenda_item" else one.body for kind, one in SEARCHABLE.items()}
)
"""Which field each of the texts `t1`, `t2`… of a hit is."""

_HISTORY = """
    SELECT c.at, coalesce(s.name, '') AS actor, c.label, o.field, o.value AS new, b.field AS old_field, b.value AS old
    FROM operation o
    JOIN change c ON c.change_id = o.change_id
    LEFT JOIN operation b ON b.op_id = o.base
    LEFT JOIN staff s ON s.id = c.actor
    WHERE o.entity_id = :id AND o.kind = :kind
    ORDER BY o.hlc DESC
"""


def search(reading: Reading, words: str, limit: int = 20) -> tuple[SearchHit, ...]:
    """Records that have all `words`, the best first; what lies inside a page opens that page.

    A record whose code was typed comes before all. Whole names come first, then names with a word that begins so, then names whose words begin with the letters typed
    («gvf», «mar r»), then all the rest.
    """
    wanted = fold(words).split()
    if not wanted:
        return ()
    found = finding.find(reading.connection, words, limit)
    whole = abbreviations.exact(reading.connection, words)
    rows = _rows(reading, found)
    begins = f" {' '.join(wanted)}"
    named = [ref for ref in found if ref.id in rows and begins in f" {rows[ref.id]['folded']}"]
    # A word that many names begin with is that word, and no run of beginnings.
    # Where all that they could add is found, they say its order, which one alone has not.
    known = len(found) < limit and abbreviations.adds_nothing(wanted, found)
    enough = len(named) == limit or (known and len(found) - len(named) < 2)
    short = [] if enough else abbreviations.abbreviated(reading.connection, words, limit)
    by_code = coding.coded(reading.connection, words)
    in_order = [ref for ref in dict.fromkeys((*whole, *named, *short, *found)) if ref not in by_code]
    hits: dict[SearchHit, None] = dict.fromkeys(_hits_by_code(reading, by_code))
    while in_order and len(hits) < limit:
        some, in_order = in_order[:limit], in_order[limit:]
        rows |= _rows(reading, [ref for ref in some if ref.id not in rows])
        hits |= dict.fromkeys(_hit(ref.kind, rows[ref.id], wanted) for ref in some if ref.id in rows)
    return tuple(hits)[:limit]


def _hits_by_code(reading: Reading, found: Sequence[Ref]) -> list[SearchHit]:
    rows = _rows(reading, found)
    hits = [(ref, _hit(ref.kind, rows[ref.id], ())) for ref in found if ref.id in rows]
    return [replace(hit, context=record_code(ref.id), where=BY_CODE) for ref, hit in hits]


def _rows(reading: Reading, found: Sequence[Ref]) -> dict[EntityId, Mapping[str, Any]]:
    """Asked of the driver: these are some of the few questions of a key that is typed."""
    raw: Any = reading.connection.connection.driver_connection
    rows: dict[EntityId, Mapping[str, Any]] = {}
    for kind in {ref.kind for ref in found}:
        ids = json.dumps([ref.id for ref in found if ref.kind == kind])
        asked = raw.execute(_SQL[kind], {"ids": ids})
        names = [column[0] for column in asked.description]
        for values in asked.fetchall():
            row = dict(zip(names, values, strict=True))
            row["folded"] = fold(row["title"])
            rows[values[0]] = row
    return rows


def history(reading: Reading, kind: str, entity_id: EntityId) -> tuple[HistoryRow, ...]:
    """What happened to one record, the newest first; `field` is "" where it was made, removed or taken back."""
    return tuple(
        HistoryRow(
            at=moment(row["at"]),
            actor=row["actor"],
            label=row["label"],
            field=field,
            old=values_of(row["old_field"], row["old"]).get(field) if row["old"] is not None else None,
            new=new,
        )
        for row in reading.rows(_HISTORY, id=entity_id, kind=kind)
        for field, new in reversed(values_of(row["field"], row["new"]).items())
    )


def _hit(kind: str, row: Mapping[str, Any], wanted: Sequence[str]) -> SearchHit:
    column, text = _context(kind, row, wanted)
    page, page_id = (kind, row["id"]) if kind in _ITS_OWN_PAGE else (row["page"], row["page_id"])
    return SearchHit(page, page_id, row["title"], excerpt(text, wanted), _where(kind, row, column))


def _context(kind: str, row: Mapping[str, Any], wanted: Sequence[str]) -> tuple[str, str]:
    """Where the words stood: the first text that has one which the name does not have, else what it is about."""
    elsewhere = [word for word in wanted if word not in row["folded"]]
    if elsewhere:
        for name, text in row.items():
            if name not in _FIXED and _has(text, elsewhere):
                return name, text
    return "", row[_ITS_OWN_PAGE.get(kind, "about")] or ""


def _where(kind: str, row: Mapping[str, Any], column: str) -> str:
    """The place of the text: a field of the record, or the record itself where it lies inside a page."""
    searchable = SEARCHABLE[kind]
    if kind == "contact_point":
        return f"{kind}.{row['stands']}"
    if column:
        return f"{kind}.{_FIELDS[kind][int(column[1:]) - 1]}"
    return kind if not searchable.title or kind in _INSIDE else ""


def _has(text: str, wanted: Iterable[str]) -> bool:
    folded = fold(text)
    return any(word in folded for word in wanted)


def excerpt(text: str, wanted: Sequence[str]) -> str:
    """A line around the first of the words, cut between words, with an ellipsis where it was cut."""
    if len(text) <= _BEFORE:
        return " ".join(text.split())
    places = list(_WORD.finditer(text))
    at = next((place.start() for place in places if _has(place.group(), wanted)), 0)
    kept = [
        place for place in places if at - _BEFORE <= place.start() and place.end() <= at - _BEFORE + _LENGTH
    ]
    if not kept:
        return text[:_LENGTH]
    line = " ".join(place.group() for place in kept)
    before, after = kept[0] is not places[0], kept[-1] is not places[-1]
    return f"{'… ' if before else ''}{line}{' …' if after else ''}"
