"""One reading of a whole pact: articles with their sources, parties, history, promises, decisions.

Everything that shows or carries a pact (composer, PDF, JSON, controls) is made from this reading.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cocity_desktop.application.document_views import (
    ArticleText,
    AttachmentLine,
    CommitmentLine,
    DeliveryLine,
    HistoryLine,
    HouseLine,
    LawLine,
    MeetingLine,
    OpinionLine,
    OverrideLine,
    PactDocument,
    PlaceLine,
    ProcessLine,
    SentenceLine,
)
from cocity_desktop.application.pact_sources import SourceBook, decision_lines
from cocity_desktop.application.parties import pact_parties, party_name
from cocity_desktop.domain.commitments import Commitment
from cocity_desktop.domain.house import House
from cocity_desktop.domain.lifecycle import PROCESS, CommitmentStatus, MeetingState, MinutesState
from cocity_desktop.domain.meetings import Attendance, Meeting, Minutes
from cocity_desktop.domain.pacts import (
    Article,
    Attachment,
    AttachmentRole,
    Pact,
    RegulationTemplate,
    Sentence,
    SourceLink,
)
from cocity_desktop.domain.places import Place
from cocity_desktop.domain.presence import people
from cocity_desktop.domain.processes import HistoryStep, Opinion, Process
from cocity_desktop.domain.regulation import RecitalKind
from cocity_desktop.domain.regulation_codec import regulation_from_plain

if TYPE_CHECKING:
    from datetime import datetime

    from cocity_desktop.application.ports import EntityReader
    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.domain.regulation import Heading, Regulation

CONTENT_LANGUAGE = "it"
"""Pacts are written in Italian, whatever language the window speaks."""


def regulation_of(reader: EntityReader, pact: Pact) -> Regulation:
    """The regulation as it was when the pact began."""
    return regulation_from_plain(reader.get(RegulationTemplate, pact.template_id).content)


def build_pact_document(
    reader: EntityReader,
    pact_id: EntityId,
    made_at: datetime,
    delivery: DeliveryLine | None = None,
    overrides: tuple[OverrideLine, ...] = (),
) -> PactDocument:
    """Read the whole pact. Raises UserError(NOT_FOUND)."""
    pact = reader.get(Pact, pact_id)
    process = reader.get(Process, pact.process_id)
    house = reader.find(House)[0]
    regulation = regulation_of(reader, pact)
    return PactDocument(
        id=pact.id,
        title=pact.title,
        draft=pact.draft,
        form=process.form,
        regulation_code=regulation.code,
        regulation_title=regulation.title,
        language=CONTENT_LANGUAGE,
        process=ProcessLine(process.id, process.title, process.state),
        house=HouseLine(house.id, house.name, house.address, house.city, house.email),
        place=_place_line(reader.get(Place, process.place_id)) if process.place_id else None,
        parties=pact_parties(reader, process.id, house, f"Comune di {regulation.city or house.city}"),
        history=_history(reader, process.id),
        opinions=_opinions(reader, process.id),
        meetings=_meetings(reader, process.id),
        articles=_articles(reader, pact, process.id, regulation, house),
        commitments=_commitments(reader, process.id, house),
        decisions=decision_lines(reader, process.id),
        attachments=attachment_lines(reader, process),
        overrides=overrides,
        starts_on=pact.starts_on,
        ends_on=pact.ends_on,
        delivery=delivery,
        made_at=made_at,
        laws=tuple(
            LawLine(rule.title, rule.text, rule.verified)
            for rule in regulation.recitals
            if rule.kind is RecitalKind.LAW
        ),
    )


def _articles(
    reader: EntityReader, pact: Pact, process_id: EntityId, regulation: Regulation, house: House
) -> tuple[ArticleText, ...]:
    articles = sorted(reader.find(Article, pact_id=pact.id), key=lambda article: article.number)
    sentences = reader.find(Sentence, article_id=[article.id for article in articles])
    links = reader.find(SourceLink, sentence_id=[sentence.id for sentence in sentences])
    book = SourceBook(reader, process_id, house, links)
    by_article = defaultdict(list)
    for sentence in sorted(sentences, key=lambda s: (s.paragraph, s.position)):
        by_article[sentence.article_id].append(sentence)
    return tuple(_article(article, by_article[article.id], book, regulation) for article in articles)


def _article(
    article: Article, sentences: list[Sentence], book: SourceBook, regulation: Regulation
) -> ArticleText:
    heading = regulation.heading(article.heading)
    paragraphs: dict[int, list[SentenceLine]] = defaultdict(list)
    for sentence in sentences:
        paragraphs[sentence.paragraph].append(
            SentenceLine(
                sentence.id, sentence.text, sentence.origin, sentence.written_by, book.sources_of(sentence.id)
            )
        )
    return ArticleText(
        id=article.id,
        number=article.number,
        heading=article.heading,
        heading_title=heading.title,
        title=article.title,
        rule=_rule(heading, regulation),
        rule_verified=heading.verified,
        paragraphs=tuple(tuple(lines) for _, lines in sorted(paragraphs.items())),
    )


def _rule(heading: Heading, regulation: Regulation) -> str:
    """Where the heading comes from; the text too when it is not this regulation, whose article it would seem to be."""
    if not heading.source.article or heading.source.text == regulation.code:
        return heading.source.article
    return f"{heading.source.article} · {regulation.text_of(heading).title}"


def _commitments(reader: EntityReader, process_id: EntityId, house: House) -> tuple[CommitmentLine, ...]:
    kept_in = [
        c for c in reader.find(Commitment, process_id=process_id) if c.status is not CommitmentStatus.DROPPED
    ]
    return tuple(
        CommitmentLine(
            id=c.id,
            party_kind=c.party_kind,
            party=party_name(reader, c, house),
            what=c.what,
            due_on=c.due_on,
            recurrence=c.recurrence,
            starts_on=c.starts_on,
            money_cents=c.money_cents,
            hours=c.hours,
            materials=c.materials,
            status=c.status,
            heading=c.heading,
        )
        for c in kept_in
    )


def _place_line(place: Place) -> PlaceLine:
    return PlaceLine(
        place.id,
        place.name,
        place.address,
        place.city,
        place.district,
        place.quarter,
        place.cadastre,
        place.owner,
        place.constraints,
        place.state_of_use,
        place.latitude,
        place.longitude,
    )


def _history(reader: EntityReader, process_id: EntityId) -> tuple[HistoryLine, ...]:
    steps = sorted(
        reader.find(HistoryStep, process_id=process_id), key=lambda step: (step.happened_on, step.id)
    )
    return tuple(
        HistoryLine(
            s.happened_on,
            s.history_kind,
            s.to_state,
            s.description or s.reason,
            s.reference,
            internal=not s.description and (s.from_state is None or s.to_state not in PROCESS.reason_into),
        )
        for s in steps
    )


def _opinions(reader: EntityReader, process_id: EntityId) -> tuple[OpinionLine, ...]:
    return tuple(
        OpinionLine(o.opinion_kind, o.office, o.subject, o.asked_on, o.received_on, o.reference, o.outcome)
        for o in reader.find(Opinion, process_id=process_id)
    )


def _meetings(reader: EntityReader, process_id: EntityId) -> tuple[MeetingLine, ...]:
    held = reader.find(Meeting, process_id=process_id, state=MeetingState.CLOSED)
    came: dict[EntityId, list[Attendance]] = defaultdict(list)
    for attendance in reader.find(Attendance, meeting_id=[meeting.id for meeting in held]):
        came[attendance.meeting_id].append(attendance)
    approved = {
        minutes.meeting_id: minutes.approved_on
        for minutes in reader.find(Minutes, meeting_id=[meeting.id for meeting in held])
        if minutes.state is not MinutesState.DRAFT
    }
    return tuple(
        MeetingLine(
            m.id, m.title, m.meeting_kind, m.starts_at, m.venue, people(came[m.id]), approved.get(m.id)
        )
        for m in sorted(held, key=lambda meeting: meeting.starts_at)
    )


def attachment_lines(reader: EntityReader, process: Process) -> tuple[AttachmentLine, ...]:
    """The files of the process and of its place that travel with the pact, in the order they were added."""
    files = reader.find(Attachment, process_id=process.id)
    if process.place_id:
        files += [f for f in reader.find(Attachment, place_id=process.place_id) if f.process_id != process.id]
    return tuple(
        AttachmentLine(f.id, f.name, f.media_type, f.sha256, f.size, f.role, f.caption)
        for f in files
        if f.role is not AttachmentRole.SIGNED_PACT  # what came back signed does not travel in what is sent
    )
