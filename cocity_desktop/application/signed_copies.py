"""The signed pact comes back: look at the file, then keep it as it is. Its bytes are never written anew.

A signed PDF goes on after the bytes that were signed, an envelope (`.p7m`) stands around them: what is kept is the
whole file as it came, and what it says is read again each time somebody looks.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from cocity_desktop.application import forms
from cocity_desktop.application.attachments import next_position
from cocity_desktop.application.processes import TakeStep, advance
from cocity_desktop.application.signed_files import SignedFile
from cocity_desktop.domain.deliveries import Delivery
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.lifecycle import ProcessState, next_states
from cocity_desktop.domain.pacts import Article, ArticleVersion, Attachment, AttachmentRole, Pact, PactState
from cocity_desktop.domain.processes import Process
from cocity_desktop.domain.signatures import Sameness, SignatureVerdict, SignedForm

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import EntityReader, UnitOfWork
    from cocity_desktop.application.signed_files import SignatureJudge

MEDIA_TYPES = {SignedForm.ENVELOPE: "application/pkcs7-mime"}
"""Of a kept file (RFC 8551 §3.2); a PDF otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepSignedCopy:
    """The signed pact as it came. `on_paper`: a scan of paper, whose signatures nobody here can judge."""

    pact_id: EntityId
    name: str
    content: bytes
    signed_on: date
    on_paper: bool = False
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAtSignedCopy:
    """A file beside the pact that it is said to be."""

    pact_id: EntityId
    content: bytes


@dataclass(frozen=True, slots=True)
class SignedCopyReport:
    """What is told before a signed file is kept. `changed` are the articles whose text is not that of `version`.

    `moves_process` says whether the process would go on to signed; if not, `process_state` is where it stays.
    """

    file: SignedFile
    sameness: Sameness
    version: int | None
    changed: tuple[str, ...]
    moves_process: bool
    process_state: ProcessState


def look_at_signed_copy(cmd: LookAtSignedCopy, uow: UnitOfWork, judge: SignatureJudge) -> SignedCopyReport:
    """Read a signed file and lay it beside what was delivered; nothing is written. Raises as `SignatureJudge.judge`."""
    file = judge.judge(cmd.content)
    with uow:
        return _report(uow, uow.get(Pact, cmd.pact_id), file)


def keep_signed_copy(cmd: KeepSignedCopy, uow: UnitOfWork, judge: SignatureJudge) -> Changes:
    """Keep the file, say that the pact is signed, and move its process on where the lifecycle lets it.

    `created` is the attachment. Raises UserError: SIGNED_FILE_ALTERED, SIGNED_FILE_WITHOUT_SIGNATURE unless it is
    `on_paper`, SIGNED_FILE_OF_ANOTHER_PACT, ALREADY_ATTACHED, and as `SignatureJudge.judge`.
    """
    file = judge.judge(cmd.content)
    if file.verdict is SignatureVerdict.ALTERED:
        raise UserError(ErrorCode.SIGNED_FILE_ALTERED)
    if file.verdict is None and not cmd.on_paper:
        raise UserError(ErrorCode.SIGNED_FILE_WITHOUT_SIGNATURE)
    with uow:
        pact = uow.get(Pact, cmd.pact_id)
        report = _report(uow, pact, file)
        if report.sameness is Sameness.OTHER_PACT:
            raise UserError(ErrorCode.SIGNED_FILE_OF_ANOTHER_PACT)
        kept = _attach(uow, pact, cmd, file.form)
        pact.state, pact.signed_on = PactState.SIGNED, cmd.signed_on
        if report.moves_process:
            step = TakeStep(
                process_id=pact.process_id,
                target=ProcessState.SIGNED,
                happened_on=cmd.signed_on,
                description="Patto firmato.",
                reference=cmd.reference,
            )
            advance(uow, uow.get(Process, pact.process_id), step)
        return uow.commit("keep_signed_copy", created=kept.id, subject=pact.title)


def _attach(uow: UnitOfWork, pact: Pact, cmd: KeepSignedCopy, form: SignedForm) -> Attachment:
    sha256, size = uow.put_bytes(cmd.content)
    for same in uow.find(
        Attachment, sha256=sha256, process_id=pact.process_id, role=AttachmentRole.SIGNED_PACT
    ):
        raise UserError(ErrorCode.ALREADY_ATTACHED, name=same.name)
    return uow.add(
        Attachment(
            id=uow.new_id(),
            name=forms.required("name", cmd.name),
            media_type=MEDIA_TYPES.get(form, "application/pdf"),
            sha256=sha256,
            size=size,
            role=AttachmentRole.SIGNED_PACT,
            added_at=uow.now(),
            process_id=pact.process_id,
            position=next_position(uow, process_id=pact.process_id),
        )
    )


def _report(uow: EntityReader, pact: Pact, file: SignedFile) -> SignedCopyReport:
    process = uow.get(Process, pact.process_id)
    sameness, version, changed = _beside_delivered(uow, pact, file.carried)
    moves = ProcessState.SIGNED in next_states(process.state)
    return SignedCopyReport(file, sameness, version, changed, moves, process.state)


def _beside_delivered(
    uow: EntityReader, pact: Pact, carried: bytes | None
) -> tuple[Sameness, int | None, tuple[str, ...]]:
    """Whether the pact that the file carries is a version that left the house, article by article."""
    told = _told(carried)
    if told is None:
        return Sameness.NOT_SAID, None, ()
    if told.pact_id != pact.id:
        return Sameness.OTHER_PACT, None, ()
    delivered = [one for one in uow.find(Delivery, pact_id=pact.id) if one.id == told.delivery_id]
    if not delivered:
        return Sameness.OTHER_TEXT, None, ()
    version = delivered[0].version
    ours = {one.id for one in uow.find(Article, pact_id=pact.id)} | set(told.texts)
    sent = {one.article_id: one for one in uow.find(ArticleVersion, article_id=sorted(ours), version=version)}
    changed = [
        sent[one].title if one in sent else told.titles[one]
        for one in sorted(ours)
        if (sent[one].text if one in sent else None) != told.texts.get(one)
    ]
    return (Sameness.OTHER_TEXT if changed else Sameness.SAME), version, tuple(changed)


class _Told(NamedTuple):
    """What a carried pact says: titles and texts of its articles are by their ids."""

    pact_id: EntityId
    delivery_id: EntityId
    titles: dict[EntityId, str]
    texts: dict[EntityId, str]


def _told(carried: bytes | None) -> _Told | None:
    """None for what is no pact of ours."""
    try:
        content: Any = json.loads(carried or b"")
        articles = content["articles"]
        return _Told(
            content["pact"]["id"],
            content["delivery"]["id"],
            {one["id"]: one["title"] for one in articles},
            {one["id"]: _prose(one["paragraphs"]) for one in articles},
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _prose(paragraphs: list[list[dict[str, str]]]) -> str:
    """As `pact_overview.article_prose` writes it."""
    return "\n".join(" ".join(sentence["text"] for sentence in sentences) for sentences in paragraphs)
