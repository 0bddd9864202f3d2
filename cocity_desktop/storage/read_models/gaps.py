"""What many drafts lack, found with a few statements for all of them together.

The page of the day and the list of pacts ask this of every draft at once, where `pact_overview.pact_gaps` reads one
whole pact. Both give `domain.completeness` the same facts; a test compares them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.completeness import Gap, PactFacts, PartyFacts, find_gaps, kind_of_party
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.pacts import AttachmentRole
from cocity_desktop.domain.processes import GovernmentForm
from cocity_desktop.domain.registry import GroupKind
from cocity_desktop.domain.regulation_codec import regulation_from_plain
from cocity_desktop.domain.variants import Contested, variant_gaps
from cocity_desktop.storage.read_models.rows import Reading, Row, grouped

if TYPE_CHECKING:
    from cocity_desktop.domain.regulation import Regulation

_PACTS = """
    SELECT p.id, p.process_id, p.starts_on, p.ends_on, pr.place_id, pr.form,
        (SELECT city FROM houses WHERE alive = 1 ORDER BY id LIMIT 1) AS house_city, t.id AS template_id, t.content_sha256
    FROM pacts p
    JOIN processes pr ON pr.id = p.process_id
    JOIN regulation_templates t ON t.id = p.template_id
    WHERE p.id IN :ids
"""

_SENTENCES = """
    SELECT a.pact_id, a.id, a.heading, s.text
    FROM articles a LEFT JOIN sentences s ON s.article_id = a.id AND s.alive = 1
    WHERE a.pact_id IN :ids AND a.alive = 1
    ORDER BY a.pact_id, a.number, a.id, s.paragraph, s.position
"""

_PARTIES = """
    SELECT part.process_id, g.id, g.name, g.group_kind, g.representative_id, g.representation_proof,
        CASE WHEN EXISTS (
            SELECT 1 FROM consents c
            WHERE c.person_id = g.representative_id AND c.consent_kind = 'notice' AND c.alive = 1
        ) THEN 1 ELSE 0 END AS notice_given
    FROM participations part JOIN groups g ON g.id = part.group_id
    WHERE part.process_id IN :processes AND part.role <> 'interested' AND part.alive = 1
    ORDER BY part.id
"""

_PARTNERS = """
    SELECT DISTINCT s.group_id, s.partner_id
    FROM participations part JOIN partnerships s ON s.group_id = part.group_id
    WHERE part.process_id IN :processes AND part.alive = 1 AND s.alive = 1
"""

_PROMISES = """
    SELECT process_id, party_kind, group_id, count(*) AS promises FROM commitments
    WHERE process_id IN :processes AND alive = 1 AND status <> 'dropped'
    GROUP BY process_id, party_kind, group_id
"""

_ROLES = """
    SELECT DISTINCT process_id, place_id, role FROM attachments
    WHERE alive = 1 AND (process_id IN :processes OR place_id IN :places)
"""

_CONTESTED = """
    SELECT a.pact_id, a.id, a.number, a.title, count(*) AS texts
    FROM articles a JOIN article_variants v ON v.article_id = a.id
    WHERE a.pact_id IN :ids AND a.alive = 1 AND v.alive = 1 AND v.state = 'open'
    GROUP BY a.id
"""

_TEMPLATE = "SELECT content FROM regulation_templates WHERE id = :id"


class RegulationShelf:
    """The regulations that pacts began under, each read once: their content never changes (`content_sha256`)."""

    def __init__(self) -> None:
        self._by_content: dict[str, Regulation] = {}

    def of(self, reading: Reading, pact: Row) -> Regulation:
        """The regulation of a pact's row, by its `template_id` and `content_sha256`."""
        key = pact["content_sha256"]
        if key not in self._by_content:
            row = reading.only("regulation_template", _TEMPLATE, id=pact["template_id"])
            self._by_content[key] = regulation_from_plain(json.loads(row["content"]))
        return self._by_content[key]


@dataclass(frozen=True, slots=True)
class _Records:
    """What is known of the asked pacts and their processes, by the record it belongs to."""

    sentences: Mapping[EntityId, Sequence[Row]]
    parties: Mapping[EntityId, Sequence[Row]]
    promises: Mapping[EntityId, Sequence[Row]]
    partners: Mapping[EntityId, Sequence[Row]]
    roles: Sequence[Row]
    contested: Mapping[EntityId, Sequence[Row]]


def gaps_of_pacts(
    reading: Reading, shelf: RegulationShelf, pact_ids: Iterable[EntityId]
) -> dict[EntityId, tuple[Gap, ...]]:
    """What each of these pacts lacks before delivery, the blocking gaps first."""
    pacts = reading.rows(_PACTS, ids=tuple(pact_ids))
    if not pacts:
        return {}
    records = _records(reading, pacts)
    gaps = {}
    for pact in pacts:
        regulation = shelf.of(reading, pact).for_form(GovernmentForm(pact["form"]))
        found = find_gaps(_facts(pact, records, regulation), regulation)
        gaps[pact["id"]] = (*found, *variant_gaps(map(_variants, records.contested.get(pact["id"], ()))))
    return gaps


def _records(reading: Reading, pacts: Sequence[Row]) -> _Records:
    processes = tuple({pact["process_id"] for pact in pacts})
    places = tuple({pact["place_id"] for pact in pacts if pact["place_id"]})
    return _Records(
        sentences=grouped(reading.rows(_SENTENCES, ids=tuple(pact["id"] for pact in pacts)), "pact_id"),
        parties=grouped(reading.rows(_PARTIES, processes=processes), "process_id"),
        promises=grouped(reading.rows(_PROMISES, processes=processes), "process_id"),
        partners=grouped(reading.rows(_PARTNERS, processes=processes), "group_id"),
        roles=reading.rows(_ROLES, processes=processes, places=places),
        contested=grouped(reading.rows(_CONTESTED, ids=tuple(pact["id"] for pact in pacts)), "pact_id"),
    )


def _facts(pact: Row, records: _Records, regulation: Regulation) -> PactFacts:
    sentences = records.sentences.get(pact["id"], ())
    articles = {row["heading"]: row["id"] for row in reversed(sentences)}  # the first one of each heading
    return PactFacts(
        written={heading: _prose(sentences, heading) for heading in articles},
        article_ids=articles,
        parties=_parties(pact, records, regulation),
        starts_on=_day(pact["starts_on"]),
        ends_on=_day(pact["ends_on"]),
        attachment_roles=frozenset(_roles(pact, records.roles)),
    )


def _prose(sentences: Sequence[Row], heading: str) -> str:
    return " ".join(row["text"] for row in sentences if row["heading"] == heading and row["text"])


def _parties(pact: Row, records: _Records, regulation: Regulation) -> tuple[PartyFacts, ...]:
    promises = records.promises.get(pact["process_id"], ())
    by_comune = _total(promises, lambda row: row["party_kind"] == "comune")
    comune = PartyFacts(
        None,
        f"Comune di {regulation.city or pact['house_city']}",
        by_comune,
        representation_shown=True,
        notice_given=True,
        kind=PartyKind.COMUNE,
    )
    groups = records.parties.get(pact["process_id"], ())
    return (comune, *(_group(group, promises, records.partners.get(group["id"], ())) for group in groups))


def _group(group: Row, promises: Sequence[Row], partners: Sequence[Row]) -> PartyFacts:
    """A group promises by itself or through the groups inside it."""
    inside = {group["id"], *(row["partner_id"] for row in partners)}
    return PartyFacts(
        group["id"],
        group["name"],
        _total(promises, lambda row: row["group_id"] in inside),
        representation_shown=bool(group["representative_id"] and group["representation_proof"]),
        notice_given=bool(group["notice_given"]),
        kind=kind_of_party(GroupKind(group["group_kind"])),
    )


def _total(promises: Sequence[Row], belongs: Callable[[Row], bool]) -> int:
    return sum(int(row["promises"]) for row in promises if belongs(row))


def _roles(pact: Row, attachments: Sequence[Row]) -> Iterable[AttachmentRole]:
    """Papers of the process and of its place go with the pact."""
    for row in attachments:
        if row["process_id"] == pact["process_id"] or (
            pact["place_id"] and row["place_id"] == pact["place_id"]
        ):
            yield AttachmentRole(row["role"])


def _variants(row: Row) -> Contested:
    return Contested(row["id"], row["number"], row["title"], row["texts"])


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None
