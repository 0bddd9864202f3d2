"""What the composer needs beside the text: how far each article is, what lacks, what was said and is not used yet."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from cocity_desktop.application.gap_points import headings_asked
from cocity_desktop.application.pact_sources import MeetingRecord
from cocity_desktop.application.parties import party_name
from cocity_desktop.application.views.pacts import ArticleState, ArticleStatus, SourceCandidate
from cocity_desktop.domain.commitments import Commitment, PartyKind
from cocity_desktop.domain.completeness import Gap, PactFacts, PartyFacts, find_gaps, kind_of_party
from cocity_desktop.domain.deliveries import Choice, Delivery, Reply, ReplyItem, Verdict
from cocity_desktop.domain.house import House
from cocity_desktop.domain.meetings import EntryKind, EntryOutcome
from cocity_desktop.domain.pacts import ArticleComment, ArticleVariant, SentenceOrigin, VariantState
from cocity_desktop.domain.registry import Consent, ConsentKind, Group, Partnership
from cocity_desktop.domain.variants import Contested, variant_gaps

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cocity_desktop.application.document_views import ArticleText, PactDocument
    from cocity_desktop.application.ports import EntityReader
    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.domain.regulation import Regulation


def article_prose(article: ArticleText) -> str:
    """The text of an article: sentences joined by spaces, paragraphs by line ends."""
    return "\n".join(" ".join(sentence.text for sentence in paragraph) for paragraph in article.paragraphs)


def pact_gaps(reader: EntityReader, document: PactDocument, regulation: Regulation) -> tuple[Gap, ...]:
    """Everything that lacks before delivery, blocking gaps first."""
    facts = PactFacts(
        written=_written(document),
        article_ids={article.heading: article.id for article in reversed(document.articles)},
        parties=_party_facts(reader, document),
        starts_on=document.starts_on,
        ends_on=document.ends_on,
        attachment_roles=frozenset(line.role for line in document.attachments),
    )
    return (*find_gaps(facts, regulation.for_form(document.form)), *_contested(reader, document))


def _contested(reader: EntityReader, document: PactDocument) -> tuple[Gap, ...]:
    ids = [article.id for article in document.articles]
    texts = _open_variants(reader, ids)
    return variant_gaps(Contested(one.id, one.number, one.title, texts[one.id]) for one in document.articles)


def _written(document: PactDocument) -> Mapping[str, str]:
    """The text under each heading: of all its articles, when somebody added some."""
    texts: dict[str, list[str]] = defaultdict(list)
    for article in document.articles:
        texts[article.heading].append(article_prose(article))
    return {heading: "\n".join(filter(None, parts)) for heading, parts in texts.items()}


def _party_facts(reader: EntityReader, document: PactDocument) -> tuple[PartyFacts, ...]:
    promised = _promises(reader, document)
    facts = []
    for party in document.parties:
        if party.id is None:
            count = sum(line.party_kind is PartyKind.COMUNE for line in document.commitments)
            facts.append(
                PartyFacts(
                    None,
                    party.name,
                    count,
                    representation_shown=True,
                    notice_given=True,
                    kind=PartyKind.COMUNE,
                )
            )
            continue
        group = reader.get(Group, party.id)
        count = promised[party.id] + sum(
            promised[p.partner_id] for p in reader.find(Partnership, group_id=party.id)
        )
        facts.append(
            PartyFacts(
                party.id,
                party.name,
                count,
                representation_shown=bool(group.representative_id and group.representation_proof),
                notice_given=_has_notice(reader, group.representative_id),
                kind=kind_of_party(group.group_kind),
            )
        )
    return tuple(facts)


def _promises(reader: EntityReader, document: PactDocument) -> Mapping[EntityId, int]:
    counts: dict[EntityId, int] = defaultdict(int)
    for commitment in reader.find(Commitment, id=[line.id for line in document.commitments]):
        if commitment.group_id:
            counts[commitment.group_id] += 1
    return counts


def _has_notice(reader: EntityReader, person_id: EntityId | None) -> bool:
    return bool(person_id) and bool(
        reader.find(Consent, person_id=person_id, consent_kind=ConsentKind.NOTICE)
    )


def source_candidates(
    reader: EntityReader, process_id: EntityId, document: PactDocument, regulation: Regulation
) -> tuple[SourceCandidate, ...]:
    """What the meetings said, newest first: commitments, decisions, and entries that were not declined."""
    record = MeetingRecord(reader, process_id)
    house = reader.find(House)[0]
    marks, mine = _marks(document), regulation.for_form(document.form)
    asked = headings_asked(reader, record.meetings, mine)
    promised = record.commitments.values()
    decided = record.decisions.values()
    behind = {c.entry_id for c in promised} | {d.entry_id for d in decided}
    said = [
        e.id for e in record.entries.values() if e.id not in behind and e.outcome is not EntryOutcome.DECLINED
    ]
    rows = [
        *(_commitment_row(reader, record, c, house, mine, marks) for c in promised),
        *(_entry_row(record, d.entry_id, "decision", d.id, marks, asked) for d in decided),
        *(_entry_row(record, entry_id, "entry", entry_id, marks, asked) for entry_id in said),
    ]
    return tuple(sorted(rows, key=lambda row: (row.said_at is not None, row.said_at, row.id), reverse=True))


def _marks(document: PactDocument) -> Mapping[tuple[str, EntityId], tuple[int, ...]]:
    marks: dict[tuple[str, EntityId], set[int]] = defaultdict(set)
    for article in document.articles:
        for paragraph in article.paragraphs:
            for sentence in paragraph:
                for source in sentence.sources:
                    marks[source.kind, source.id].add(source.mark)
    return {key: tuple(sorted(found)) for key, found in marks.items()}


def _commitment_row(
    reader: EntityReader,
    record: MeetingRecord,
    commitment: Commitment,
    house: House,
    regulation: Regulation,
    marks: Mapping[tuple[str, EntityId], tuple[int, ...]],
) -> SourceCandidate:
    entry = record.entries.get(commitment.entry_id or "")
    meeting = record.meetings.get(entry.meeting_id) if entry else None
    default = regulation.heading_for_party(commitment.party_kind)
    return SourceCandidate(
        kind="commitment",
        id=commitment.id,
        entry_kind=EntryKind.COMMITMENT,
        text=commitment.what,
        who=party_name(reader, commitment, house),
        meeting=meeting.title if meeting else "",
        meeting_id=meeting.id if meeting else None,
        said_at=entry.said_at if entry else None,
        heading=commitment.heading or (default.code if default else ""),
        used_marks=marks.get(("commitment", commitment.id), ()),
    )


def _entry_row(
    record: MeetingRecord,
    entry_id: EntityId,
    kind: str,
    source_id: EntityId,
    marks: Mapping[tuple[str, EntityId], tuple[int, ...]],
    asked: Mapping[EntityId, str],
) -> SourceCandidate:
    """What was said under a point that asked for an article belongs to that article."""
    entry = record.entries[entry_id]
    meeting = record.meetings[entry.meeting_id]
    return SourceCandidate(
        kind=kind,
        id=source_id,
        entry_kind=entry.entry_kind,
        text=entry.text,
        who=record.who(entry),
        meeting=meeting.title,
        meeting_id=meeting.id,
        said_at=entry.said_at,
        heading=asked.get(entry.agenda_item_id or "", ""),
        used_marks=marks.get((kind, source_id), ()),
    )


def article_statuses(
    reader: EntityReader, document: PactDocument, candidates: tuple[SourceCandidate, ...]
) -> tuple[ArticleStatus, ...]:
    """How far each article is: changed by the city, empty, with sources waiting, or complete."""
    changed = _changed_by_city(reader, document)
    waiting: dict[str, int] = defaultdict(int)
    for candidate in candidates:
        if candidate.heading and not candidate.used_marks:
            waiting[candidate.heading] += 1
    first = {article.heading: article.id for article in reversed(document.articles)}
    ids = [article.id for article in document.articles]
    notes = Counter(one.article_id for one in reader.find(ArticleComment, article_id=ids, resolved=False))
    texts = _open_variants(reader, ids)
    return tuple(
        replace(
            _status(
                article,
                waiting[article.heading] if first[article.heading] == article.id else 0,
                article.id in changed,
            ),
            notes=notes[article.id],
            variants=texts[article.id],
        )
        for article in document.articles
    )


def _open_variants(reader: EntityReader, article_ids: list[EntityId]) -> Counter[EntityId]:
    found = reader.find(ArticleVariant, article_id=article_ids, state=VariantState.OPEN)
    return Counter(one.article_id for one in found)


def _status(article: ArticleText, waiting: int, changed: bool) -> ArticleStatus:
    if changed:
        return ArticleStatus(article.id, ArticleState.CHANGED_BY_CITY, waiting)
    if waiting:
        return ArticleStatus(article.id, ArticleState.HAS_SOURCES, waiting)
    written = any(article.paragraphs)
    return ArticleStatus(article.id, ArticleState.COMPLETE if written else ArticleState.EMPTY, waiting)


def _changed_by_city(reader: EntityReader, document: PactDocument) -> frozenset[EntityId]:
    """Articles that the newest answer gave another text, still to be decided; or that carry the city's words."""
    deliveries = reader.find(Delivery, pact_id=document.id)
    replies = reader.find(Reply, delivery_id=[delivery.id for delivery in deliveries])
    if not replies:
        return frozenset()
    newest = max(replies, key=lambda reply: reply.received_at)
    items = reader.find(
        ReplyItem, reply_id=newest.id, verdict=Verdict.ACCEPTED_WITH_TEXT, choice=Choice.PENDING
    )
    return frozenset(item.article_id for item in items) | frozenset(
        article.id
        for article in document.articles
        if any(s.origin is SentenceOrigin.CITY for paragraph in article.paragraphs for s in paragraph)
    )
