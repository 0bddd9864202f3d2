"""Use cases of the draft pact: begin it, put what was said into its articles, edit it, attach its papers."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cocity_desktop.application import forms
from cocity_desktop.application.clauses import sentence_of
from cocity_desktop.application.pact_document import regulation_of
from cocity_desktop.application.sentence_writing import (
    CarriedSentence,
    entry_behind,
    insert_sourced,
    link_source,
    rewrite,
)
from cocity_desktop.application.signing import writer
from cocity_desktop.domain.commitments import Commitment
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.house import House
from cocity_desktop.domain.lifecycle import PENDING_COMMITMENTS, CommitmentStatus
from cocity_desktop.domain.pacts import (
    Article,
    Pact,
    RegulationTemplate,
    Sentence,
    SentenceOrigin,
    SourceLink,
)
from cocity_desktop.domain.processes import Process
from cocity_desktop.domain.regulation_codec import regulation_to_plain
from cocity_desktop.domain.wording.sentence import entry_sentence

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import EntityReader, UnitOfWork
    from cocity_desktop.application.regulation_ports import RegulationSource
    from cocity_desktop.domain.regulation import Regulation


@dataclass(frozen=True, slots=True, kw_only=True)
class AssemblePact:
    """Begin the pact of a process under its regulation, with its commitments put where they belong."""

    process_id: EntityId
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatePact:
    """Title and term of a pact."""

    pact_id: EntityId
    title: str
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PutSource:
    """Put a commitment, a decision or an entry into an article as a sentence of its own.

    It stands in a new paragraph before `paragraph` (from 0), last without one; it `joins` that paragraph at its end.
    """

    article_id: EntityId
    commitment_id: EntityId | None = None
    decision_id: EntityId | None = None
    entry_id: EntityId | None = None
    paragraph: int | None = None
    joins: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CiteSource:
    """A source for a sentence that is there; exactly one is named."""

    sentence_id: EntityId
    commitment_id: EntityId | None = None
    decision_id: EntityId | None = None
    entry_id: EntityId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteArticle:
    """The whole text of an article as edited: paragraphs parted by line ends. `title` None keeps the old one.

    `carried` are the sentences that came into it from elsewhere in the pact, by cut or copy and by undo.
    """

    article_id: EntityId
    text: str
    title: str | None = None
    carried: tuple[CarriedSentence, ...] = ()


def assemble_pact(cmd: AssemblePact, uow: UnitOfWork, regulations: RegulationSource) -> Changes:
    """Begin a pact: an article for every heading, the process's commitments in theirs.

    Raises UserError(PACT_EXISTS) when the process has one already.
    """
    with uow:
        process = uow.get(Process, cmd.process_id)
        if uow.find(Pact, process_id=process.id):
            raise UserError(ErrorCode.PACT_EXISTS)
        regulation = regulations.get(process.regulation_code)
        contents = regulation.for_form(process.form)
        named = regulation.document_title(process.form) or "Patto di collaborazione"
        pact = uow.add(
            Pact(
                id=uow.new_id(),
                process_id=process.id,
                template_id=_template(uow, regulation).id,
                title=forms.required("title", cmd.title or f"{named}: {process.title}"),
            )
        )
        articles = _articles(uow, pact, contents)
        _place_commitments(uow, process, contents, articles)
        return uow.commit("assemble_pact", created=pact.id, subject=pact.title)


def update_pact(cmd: UpdatePact, uow: UnitOfWork) -> Changes:
    """Write title and term. Raises UserError on the field that is wrong."""
    forms.in_order("ends_on", cmd.starts_on, cmd.ends_on)
    with uow:
        pact = uow.get(Pact, cmd.pact_id)
        pact.title = forms.required("title", cmd.title)
        pact.starts_on, pact.ends_on = cmd.starts_on, cmd.ends_on
        return uow.commit("update_pact", subject=pact.title)


def put_source(cmd: PutSource, uow: UnitOfWork) -> Changes:
    """Add a sentence made from a source to an article. `created` is the sentence.

    Raises UserError(REQUIRED) unless exactly one source is named.
    """
    _check_one_source(cmd)
    with uow:
        article = uow.get(Article, cmd.article_id)
        text = sentence_from(uow, cmd)
        sentence = insert_sourced(uow, article, text, cmd.paragraph, joins=cmd.joins)
        link_source(uow, sentence, cmd)
        return uow.commit("put_source", created=sentence.id, subject=article.title)


def cite_source(cmd: CiteSource, uow: UnitOfWork) -> Changes:
    """Say that a sentence already written comes from a source too: it is no longer marked as added in drafting."""
    with uow:
        sentence = uow.get(Sentence, cmd.sentence_id)
        source = PutSource(
            article_id=sentence.article_id,
            commitment_id=cmd.commitment_id,
            decision_id=cmd.decision_id,
            entry_id=cmd.entry_id,
        )
        _check_one_source(source)
        known = uow.find(
            SourceLink,
            sentence_id=sentence.id,
            commitment_id=cmd.commitment_id,
            decision_id=cmd.decision_id,
            entry_id=cmd.entry_id,
        )
        if not known:
            link_source(uow, sentence, source)
        sentence.origin, sentence.written_by = SentenceOrigin.SOURCED, ""
        return uow.commit("cite_source", subject=sentence.text)


def write_article(cmd: WriteArticle, uow: UnitOfWork) -> Changes:
    """Write an article as prose; sentences that survive keep their sources, new ones are marked with who wrote them."""
    with uow:
        article = uow.get(Article, cmd.article_id)
        if cmd.title is not None:
            article.title = forms.required("title", cmd.title)
        text = forms.within("text", cmd.text, forms.LONG)
        rewrite(uow, article, text, SentenceOrigin.DRAFTING, writer(uow), cmd.carried)
        return uow.commit("write_article", subject=article.title)


def _check_one_source(cmd: PutSource) -> None:
    if sum(x is not None for x in (cmd.commitment_id, cmd.decision_id, cmd.entry_id)) != 1:
        raise UserError(ErrorCode.REQUIRED, "source")


def _template(uow: UnitOfWork, regulation: Regulation) -> RegulationTemplate:
    """The regulation's snapshot, kept once per content."""
    content = regulation_to_plain(regulation)
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False).encode()
    sha256 = hashlib.sha256(canonical).hexdigest()
    for known in uow.find(RegulationTemplate, content_sha256=sha256):
        return known
    return uow.add(
        RegulationTemplate(
            id=uow.new_id(),
            code=regulation.code,
            title=regulation.title,
            content=content,
            content_sha256=sha256,
        )
    )


def _articles(uow: UnitOfWork, pact: Pact, regulation: Regulation) -> dict[str, Article]:
    return {
        heading.code: uow.add(
            Article(
                id=uow.new_id(), pact_id=pact.id, heading=heading.code, number=number, title=heading.title
            )
        )
        for number, heading in enumerate(regulation.headings, start=1)
    }


def _place_commitments(
    uow: UnitOfWork, process: Process, regulation: Regulation, articles: dict[str, Article]
) -> None:
    house = uow.find(House)[0]
    counts: dict[EntityId, int] = {}
    for commitment in uow.find(Commitment, process_id=process.id):
        article = articles.get(_heading_for(commitment, regulation))
        if article is None or commitment.status not in PENDING_COMMITMENTS | {CommitmentStatus.KEPT}:
            continue
        place = counts.get(article.id, 0)
        counts[article.id] = place + 1
        sentence = _sourced(uow, article, place, sentence_of(uow, commitment, house, regulation))
        link_source(uow, sentence, PutSource(article_id=article.id, commitment_id=commitment.id))


def _heading_for(commitment: Commitment, regulation: Regulation) -> str:
    if commitment.heading:
        return commitment.heading
    heading = regulation.heading_for_party(commitment.party_kind)
    return heading.code if heading else ""


def sentence_from(uow: EntityReader, cmd: PutSource) -> str:
    """The words that a source gives: a sentence of an act for a commitment, what was said for the others."""
    if cmd.commitment_id:
        commitment = uow.get(Commitment, cmd.commitment_id)
        article = uow.get(Article, cmd.article_id)
        regulation = regulation_of(uow, uow.get(Pact, article.pact_id))
        return sentence_of(uow, commitment, uow.find(House)[0], regulation)
    entry = entry_behind(uow, cmd)
    return entry_sentence(entry.text if entry else "")


def _sourced(uow: UnitOfWork, article: Article, place: int, text: str) -> Sentence:
    """A sentence in a paragraph of its own, in an article that has `place` of them already."""
    return uow.add(
        Sentence(
            id=uow.new_id(),
            article_id=article.id,
            paragraph=place,
            position=place,
            text=text,
            origin=SentenceOrigin.SOURCED,
        )
    )
