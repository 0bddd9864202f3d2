"""Use cases of the delivery: prepare it from one reading, write the file, record it, follow it to the counter.

Three steps rather than one, because the middle one is slow and needs no database: `prepare_delivery` reads,
`write_delivery` prints, seals and writes, `record_delivery` notes what was written. A file that cannot be
recorded is taken back, so that no sealed version exists that the archive does not know.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from cocity_desktop.application.bundle_contents import (
    attachment_paths,
    canonical_json,
    minutes_files,
    pact_as_json,
    process_as_json,
)
from cocity_desktop.application.days import day_of
from cocity_desktop.application.document_views import DeliveryLine, OverrideLine, PactDocument
from cocity_desktop.application.minutes_views import MinutesDocument
from cocity_desktop.application.pact_document import build_pact_document, regulation_of
from cocity_desktop.application.pact_overview import article_prose, pact_gaps
from cocity_desktop.application.ports import BundleFacts, BundleFile, Press, SealedFile, Sealer, UnitOfWork
from cocity_desktop.application.processes import TakeStep, advance
from cocity_desktop.domain.deliveries import Delivery, HandOver
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.lifecycle import DeliveryState, ProcessState, check_delivery_step, next_states
from cocity_desktop.domain.pacts import ArticleVersion, Pact, PactState
from cocity_desktop.domain.processes import Process

if TYPE_CHECKING:
    from pathlib import Path

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.domain.completeness import Gap


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepareDelivery:
    """Which pact, and the reasons why blocking gaps are let pass: {gap code: reason}."""

    pact_id: EntityId
    overrides: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DeliveryDraft:
    """One reading of all that is delivered. `read_bytes` gives kept bytes (attachments, locked minutes) by their SHA-256."""

    document: PactDocument
    line: DeliveryLine
    overrides: Mapping[str, str]
    minutes: tuple[MinutesDocument, ...]
    read_bytes: Callable[[str], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordHandOver:
    """The file left the house."""

    delivery_id: EntityId
    how: HandOver
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReceipt:
    """The Comune registered it: `protocol` is what it wrote, never ours."""

    delivery_id: EntityId
    protocol: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscardDelivery:
    """A version sealed by mistake, that never left the house."""

    delivery_id: EntityId
    reason: str


def prepare_delivery(
    cmd: PrepareDelivery,
    uow: UnitOfWork,
    minutes_of: Callable[[EntityId], MinutesDocument],
    read_bytes: Callable[[str], bytes],
) -> DeliveryDraft:
    """Read everything once. Raises UserError(PACT_INCOMPLETE) for blocking gaps without a reason."""
    with uow:
        pact = uow.get(Pact, cmd.pact_id)
        document = build_pact_document(uow, pact.id, uow.now())
        gaps = pact_gaps(uow, document, regulation_of(uow, pact))
        overridden = _overrides(gaps, cmd.overrides)
        line = _delivery_line(uow, pact)
    minutes = tuple(minutes_of(meeting.id) for meeting in document.meetings)
    document = replace(document, overrides=overridden, delivery=line)
    return DeliveryDraft(document, line, {o.gap: o.reason for o in overridden}, minutes, read_bytes)


def write_delivery(draft: DeliveryDraft, press: Press, sealer: Sealer, out: Path) -> SealedFile:
    """Print, seal and write the file. Raises EnvironmentFault(DISK_FULL | FILE_UNWRITABLE)."""
    document, line = draft.document, draft.line
    pact_json = pact_as_json(document, line)
    process_json = process_as_json(document, line, draft.minutes)
    attachments = [
        BundleFile(path, partial(draft.read_bytes, line.sha256))
        for path, line in attachment_paths(document.attachments)
    ]

    def documents(content_code: str) -> list[BundleFile]:
        printed = replace(document, delivery=replace(line, content_code=content_code))
        return [BundleFile("patto.pdf", lambda: press.pact(printed, canonical_json(pact_json)))]

    facts = BundleFacts(
        delivery_id=draft.line.id,
        pact_id=draft.document.id,
        version=draft.line.version,
        title=draft.document.title,
        house=draft.document.house.name,
        sealed_at=draft.line.sealed_at,
        previous_file_code=draft.line.previous_file_code,
    )
    files = [*attachments, *minutes_files(draft.minutes, press, draft.read_bytes)]
    return sealer.write(facts, pact_json, process_json, files, documents, out)


def record_delivery(draft: DeliveryDraft, sealed: SealedFile, uow: UnitOfWork) -> Changes:
    """Note the written file, the text of every article as delivered, and the step of the process.

    Raises UserError(VERSION_TAKEN) when another delivery was recorded since `prepare_delivery`.
    """
    with uow:
        pact = uow.get(Pact, draft.document.id)
        if any(d.version == draft.line.version for d in uow.find(Delivery, pact_id=pact.id)):
            raise UserError(ErrorCode.VERSION_TAKEN, version=draft.line.version)
        delivery = uow.add(_delivery(draft, sealed))
        for article in draft.document.articles:
            uow.add(
                ArticleVersion(
                    id=uow.new_id(),
                    article_id=article.id,
                    version=draft.line.version,
                    number=article.number,
                    title=article.title,
                    text=article_prose(article),
                    made_at=draft.line.sealed_at,
                )
            )
        pact.state = PactState.DELIVERED
        return uow.commit("record_delivery", created=delivery.id, subject=pact.title)


def deliver(
    cmd: PrepareDelivery,
    out: Path,
    new_uow: Callable[[], UnitOfWork],
    minutes_of: Callable[[EntityId], MinutesDocument],
    read_bytes: Callable[[str], bytes],
    press: Press,
    sealer: Sealer,
) -> tuple[Changes, SealedFile]:
    """The three steps in a row, for who has no window to keep alive. The file is taken back if it can't be recorded."""
    draft = prepare_delivery(cmd, new_uow(), minutes_of, read_bytes)
    sealed = write_delivery(draft, press, sealer, out)
    try:
        return record_delivery(draft, sealed, new_uow()), sealed
    except BaseException:
        sealed.path.unlink(missing_ok=True)
        raise


def record_hand_over(cmd: RecordHandOver, uow: UnitOfWork) -> Changes:
    """Say how and when the file left the house. Raises UserError as `check_delivery_step`."""
    with uow:
        delivery = uow.get(Delivery, cmd.delivery_id)
        hand_over(uow, delivery, cmd.on, cmd.how)
        return uow.commit("record_hand_over", subject=delivery.file_name)


def hand_over(uow: UnitOfWork, delivery: Delivery, on: date | None, how: HandOver | None) -> None:
    """The step itself; an answer proves it even when nobody noted how and when (`on` None)."""
    check_delivery_step(delivery.state, DeliveryState.HANDED_OVER)
    delivery.state = DeliveryState.HANDED_OVER
    delivery.handed_over_on, delivery.handed_over_how = on, how
    process = uow.get(Process, uow.get(Pact, delivery.pact_id).process_id)
    # The process moves only where its lifecycle lets it: a paper noted late never holds a delivery back.
    if ProcessState.DELIVERED in next_states(process.state):
        step = TakeStep(
            process_id=process.id,
            target=ProcessState.DELIVERED,
            happened_on=on or day_of(uow.now()),
            description=f"Versione {delivery.version} consegnata al Comune.",
        )
        advance(uow, process, step)


def record_receipt(cmd: RecordReceipt, uow: UnitOfWork) -> Changes:
    """Note the Comune's protocol. Raises UserError(REFERENCE_REQUIRED) without it."""
    with uow:
        delivery = uow.get(Delivery, cmd.delivery_id)
        check_delivery_step(delivery.state, DeliveryState.RECEIVED, reference=cmd.protocol)
        delivery.state = DeliveryState.RECEIVED
        delivery.received_on, delivery.protocol = cmd.on, cmd.protocol.strip()
        return uow.commit("record_receipt", subject=delivery.file_name)


def discard_delivery(cmd: DiscardDelivery, uow: UnitOfWork) -> Changes:
    """Put a sealed version aside. Raises UserError(ILLEGAL_STEP) once it left the house."""
    with uow:
        delivery = uow.get(Delivery, cmd.delivery_id)
        check_delivery_step(delivery.state, DeliveryState.DISCARDED, cmd.reason)
        delivery.state = DeliveryState.DISCARDED
        uow.get(Pact, delivery.pact_id).state = PactState.DRAFT
        return uow.commit("discard_delivery", subject=delivery.file_name)


def _overrides(gaps: tuple[Gap, ...], reasons: Mapping[str, str]) -> tuple[OverrideLine, ...]:
    blocking = [gap for gap in gaps if gap.blocking]
    unexplained = [gap for gap in blocking if not reasons.get(gap.code, "").strip()]
    if unexplained:
        raise UserError(
            ErrorCode.PACT_INCOMPLETE,
            count=len(unexplained),
            gaps="; ".join(
                f"{gap.subject}: {gap.question}" if gap.subject else gap.question for gap in unexplained
            ),
            codes=tuple(gap.code for gap in unexplained),
        )
    return tuple(OverrideLine(gap.code, gap.question, reasons[gap.code].strip()) for gap in blocking)


def _delivery_line(uow: UnitOfWork, pact: Pact) -> DeliveryLine:
    earlier = sorted(uow.find(Delivery, pact_id=pact.id), key=lambda delivery: delivery.version)
    sent = [delivery for delivery in earlier if delivery.state is not DeliveryState.DISCARDED]
    return DeliveryLine(
        id=uow.new_id(),
        version=earlier[-1].version + 1 if earlier else 1,
        sealed_at=uow.now().replace(microsecond=0),
        content_code="",
        previous_file_code=sent[-1].file_code if sent else "",
    )


def _delivery(draft: DeliveryDraft, sealed: SealedFile) -> Delivery:
    return Delivery(
        id=draft.line.id,
        pact_id=draft.document.id,
        version=draft.line.version,
        sealed_at=draft.line.sealed_at,
        file_name=sealed.path.name,
        file_size=sealed.size,
        file_sha256=sealed.sha256,
        tag_manifest_sha512=sealed.tag_manifest_sha512,
        content_code=sealed.content_code,
        file_code=sealed.file_code,
        overrides=dict(draft.overrides) or None,
    )


def draft_line(document: PactDocument) -> DeliveryLine:
    """The line of a draft that is shown but not delivered: version 1 or the next one, with the pact's own id."""
    return DeliveryLine(document.id, document.draft, document.made_at.replace(microsecond=0), "", "")
