"""Use cases of the Comune's answer: take it in only against the version it is about, decide article by article."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cocity_desktop.application import forms
from cocity_desktop.application.agenda import next_planned, place_answer
from cocity_desktop.application.days import day_of
from cocity_desktop.application.ports import ParsedReply, ParsedReplyItem, ReplyReader, UnitOfWork
from cocity_desktop.application.processes import TakeStep, advance
from cocity_desktop.application.sentence_writing import rewrite
from cocity_desktop.domain.deliveries import Choice, Delivery, Reply, ReplyItem, ReplySource, Verdict
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.lifecycle import DeliveryState, ProcessState
from cocity_desktop.domain.pacts import Article, ArticleVersion, Pact, PactState, SentenceOrigin
from cocity_desktop.domain.processes import Process

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
from cocity_desktop.application.deliveries import hand_over


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReply:
    """The bytes of an answer file, as they came."""

    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeReply:
    """An answer typed from paper, for a delivery of this archive."""

    reply: ParsedReply


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideReplyItem:
    """What the house does with an article: take their text, talk about it, or keep ours and say why."""

    item_id: EntityId
    choice: Choice
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginNextVersion:
    """Go back to the draft after an answer: the next version starts from what was decided."""

    pact_id: EntityId


def import_reply(cmd: ImportReply, uow: UnitOfWork, reader: ReplyReader) -> Changes:
    """Take an answer in, whole or not at all. `created` is the reply.

    Articles not accepted go on the agenda of the next planned meeting, or of the next one that is scheduled.
    Raises UserError: REPLY_INVALID, REPLY_OTHER_DELIVERY, REPLY_OTHER_VERSION, REPLY_ALREADY_THERE,
    REPLY_NOT_NEWEST.
    """
    return _take_in(reader.parse(cmd.content), uow, ReplySource.FILE, hashlib.sha256(cmd.content).hexdigest())


def type_reply(cmd: TypeReply, uow: UnitOfWork) -> Changes:
    """Take in an answer that came on paper; it is labelled so. Raises as `import_reply`."""
    return _take_in(cmd.reply, uow, ReplySource.PAPER, "")


def decide_reply_item(cmd: DecideReplyItem, uow: UnitOfWork) -> Changes:
    """Decide an article. Taking the city's text writes it into the draft. Raises UserError(REASON_REQUIRED) to keep ours."""
    if cmd.choice is Choice.KEEP and not cmd.reason.strip():
        raise UserError(ErrorCode.REASON_REQUIRED, "reason")
    with uow:
        item = uow.get(ReplyItem, cmd.item_id)
        article = uow.get(Article, item.article_id)
        if cmd.choice is Choice.ACCEPT and item.verdict is Verdict.ACCEPTED_WITH_TEXT:
            rewrite(uow, article, item.text, SentenceOrigin.CITY, _office(uow, item))
        item.choice, item.choice_reason = cmd.choice, cmd.reason.strip()
        return uow.commit("decide_reply_item", subject=article.title)


def begin_next_version(cmd: BeginNextVersion, uow: UnitOfWork) -> Changes:
    """Reopen the draft after an answer and count it up."""
    with uow:
        pact = uow.get(Pact, cmd.pact_id)
        if pact.state is PactState.DELIVERED:
            pact.state, pact.draft = PactState.DRAFT, pact.draft + 1
            process = uow.get(Process, pact.process_id)
            if process.state is ProcessState.DELIVERED:
                step = TakeStep(
                    process_id=process.id, target=ProcessState.PACT_DRAFT, happened_on=day_of(uow.now())
                )
                advance(uow, process, step)
        return uow.commit("begin_next_version", subject=pact.title)


def _take_in(parsed: ParsedReply, uow: UnitOfWork, source: ReplySource, sha256: str) -> Changes:
    with uow:
        delivery = _delivery_answered(uow, parsed, sha256)
        reply = uow.add(
            Reply(
                id=uow.new_id(),
                delivery_id=delivery.id,
                source=source,
                office=parsed.office,
                protocol=parsed.protocol,
                replied_on=parsed.replied_on,
                received_at=uow.now(),
                note=parsed.note,
                file_sha256=sha256,
            )
        )
        _add_items(uow, delivery, reply, parsed)
        delivery.state = DeliveryState.ANSWERED
        pact = uow.get(Pact, delivery.pact_id)
        meeting = next_planned(uow, pact.process_id)
        if meeting is not None:
            place_answer(uow, meeting, reply)
        return uow.commit("import_reply", created=reply.id, subject=pact.title)


def _delivery_answered(uow: UnitOfWork, parsed: ParsedReply, sha256: str) -> Delivery:
    found = uow.find(Delivery, id=parsed.delivery_id)
    if not found:
        raise UserError(ErrorCode.REPLY_OTHER_DELIVERY)
    delivery = found[0]
    _check_version(delivery, parsed)
    replies = uow.find(Reply, delivery_id=delivery.id)
    if replies:
        raise UserError(
            ErrorCode.REPLY_ALREADY_THERE, same_file=any(r.file_sha256 == sha256 for r in replies)
        )
    newer = [d for d in uow.find(Delivery, pact_id=delivery.pact_id) if d.version > delivery.version]
    if any(d.state is not DeliveryState.DISCARDED for d in newer):
        raise UserError(ErrorCode.REPLY_NOT_NEWEST)
    if delivery.state is DeliveryState.SEALED:
        hand_over(uow, delivery, None, None)
    return delivery


def _check_version(delivery: Delivery, parsed: ParsedReply) -> None:
    codes_agree = parsed.content_code == delivery.content_code and parsed.file_code in (
        "",
        delivery.file_code,
    )
    if parsed.version != delivery.version or not codes_agree:
        raise UserError(
            ErrorCode.REPLY_OTHER_VERSION,
            found=f"{parsed.version} ({parsed.file_code or parsed.content_code})",
            expected=f"{delivery.version} ({delivery.file_code})",
        )


def _add_items(uow: UnitOfWork, delivery: Delivery, reply: Reply, parsed: ParsedReply) -> None:
    articles = {article.id: article for article in uow.find(Article, pact_id=delivery.pact_id)}
    versions = {
        v.article_id: v for v in uow.find(ArticleVersion, article_id=list(articles), version=delivery.version)
    }
    if {item.article_id for item in parsed.items} != set(versions):
        raise UserError(ErrorCode.REPLY_OTHER_ARTICLES)
    for item in parsed.items:
        uow.add(_item(uow, reply, item, versions[item.article_id]))


def _item(uow: UnitOfWork, reply: Reply, item: ParsedReplyItem, version: ArticleVersion) -> ReplyItem:
    return ReplyItem(
        id=uow.new_id(),
        reply_id=reply.id,
        article_id=item.article_id,
        article_number=version.number,
        verdict=item.verdict,
        text=forms.within("text", item.text, forms.LONG),
        reason=forms.within("reason", item.reason, forms.LONG),
        choice=Choice.ACCEPT if item.verdict is Verdict.ACCEPTED else Choice.PENDING,
    )


def _office(uow: UnitOfWork, item: ReplyItem) -> str:
    return uow.get(Reply, item.reply_id).office or "Comune"
