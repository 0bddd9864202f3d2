"""The signed pact comes back: what is told of it, what is kept, and what is refused with nothing written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cocity_desktop.application import deliveries as delivered
from cocity_desktop.application import pacts as written
from cocity_desktop.application.history import undo_last
from cocity_desktop.application.processes import TakeStep, take_step
from cocity_desktop.application.signed_copies import (
    KeepSignedCopy,
    LookAtSignedCopy,
    keep_signed_copy,
    look_at_signed_copy,
)
from cocity_desktop.domain.lifecycle import ProcessState
from cocity_desktop.domain.pacts import Attachment, AttachmentRole, Pact, PactState
from cocity_desktop.domain.processes import Process
from cocity_desktop.domain.signatures import Sameness, SignatureVerdict
from tests.application.conftest import TODAY, SmallHouse
from tests.signatures.hands import enveloped, hand, issuer, pdf, signed_pdf

if TYPE_CHECKING:
    from pathlib import Path

    from cocity_desktop.application.signed_copies import SignedCopyReport

PATH = (
    ProcessState.INQUIRY, ProcessState.PROPOSAL_DRAFT, ProcessState.PROPOSAL_FILED, ProcessState.TECHNICAL_EVALUATION,
    ProcessState.ADMITTED, ProcessState.CO_DESIGN, ProcessState.PACT_DRAFT, ProcessState.DELIVERED,
    ProcessState.UNDER_APPROVAL, ProcessState.SCHEME_APPROVED,
)  # fmt: skip


@pytest.fixture
def pact(house: SmallHouse) -> str:
    services, process = house.services, house.ids["process"]
    made = house.run(written.assemble_pact, written.AssemblePact(process_id=process), services.regulations)
    article = services.queries.pact(made).document.articles[0].id
    house.run(written.write_article, written.WriteArticle(article_id=article, text="Si apre. Si chiude."))
    return made


def delivered_pdf(house: SmallHouse, pact: str, out: Path) -> bytes:
    """The pact as the Comune has it, out of the sealed file."""
    import zipfile

    services = house.services
    gaps = [gap for gap in services.queries.pact(pact).gaps if gap.blocking]
    cmd = delivered.PrepareDelivery(pact_id=pact, overrides={gap.code: "Si vedrà" for gap in gaps})
    delivered.deliver(
        cmd,
        out,
        services.new_unit_of_work,
        services.minutes_of,
        services.read_bytes,
        services.press,
        services.sealer,
    )
    with zipfile.ZipFile(out) as zipped:
        return zipped.read(next(name for name in zipped.namelist() if name.endswith("patto.pdf")))


def look(house: SmallHouse, pact: str, content: bytes) -> SignedCopyReport:
    cmd = LookAtSignedCopy(pact_id=pact, content=content)
    return house.services.run(look_at_signed_copy, cmd, house.services.signatures)


def keeping(pact: str, content: bytes, **named: object) -> KeepSignedCopy:
    return KeepSignedCopy(pact_id=pact, name="patto.pdf", content=content, signed_on=TODAY, **named)  # type: ignore[arg-type]


def test_the_delivered_pact_signed_is_told_and_kept_byte_by_byte(
    house: SmallHouse, pact: str, tmp_path: Path
) -> None:
    services = house.services
    services.signatures.trust("ca.pem", issuer().pem())
    sent = delivered_pdf(house, pact, tmp_path / "v1.zip")
    for content in (signed_pdf(sent, hand()), enveloped(sent, hand())):
        report = look(house, pact, content)
        assert (report.sameness, report.version, report.changed) == (Sameness.SAME, 1, ())
        assert report.file.verdict is SignatureVerdict.VALID
    kept = house.run(keep_signed_copy, keeping(pact, content), services.signatures)
    with services.new_unit_of_work() as uow:
        file, found = uow.get(Attachment, kept), uow.get(Pact, pact)
        assert (file.role, file.media_type) == (AttachmentRole.SIGNED_PACT, "application/pkcs7-mime")
        assert uow.get_bytes(file.sha256) == content
        assert (found.state, found.signed_on) == (PactState.SIGNED, TODAY)
    assert all(
        line.role is not AttachmentRole.SIGNED_PACT
        for line in services.queries.pact(pact).document.attachments
    )


def test_other_words_are_told_by_article(house: SmallHouse, pact: str, tmp_path: Path) -> None:
    delivered_pdf(house, pact, tmp_path / "v1.zip")
    document = house.services.queries.pact(pact).document
    with house.services.new_unit_of_work() as uow:
        (delivery,) = uow.find(delivered.Delivery, pact_id=pact)
    first, *rest = document.articles
    told = {
        "pact": {"id": pact},
        "delivery": {"id": delivery.id},
        "articles": [
            {"id": first.id, "title": first.title, "paragraphs": [[{"text": "Si apre di notte."}]]},
            *({"id": one.id, "title": one.title, "paragraphs": []} for one in rest),
        ],
    }
    report = look(house, pact, pdf(json.dumps(told).encode()))
    assert (report.sameness, report.changed) == (Sameness.OTHER_TEXT, (first.title,))
    told["delivery"] = {"id": "another"}
    assert look(house, pact, pdf(json.dumps(told).encode())).version is None


@pytest.mark.parametrize(
    "carried", [b"", b"[]", b"{}", b'{"pact": 1}', b"[" * 100_000, b'{"articles": [1]}', b"\xff"]
)
def test_what_carries_no_pact_of_ours_says_nothing(house: SmallHouse, pact: str, carried: bytes) -> None:
    assert look(house, pact, pdf(carried)).sameness is Sameness.NOT_SAID


def test_the_process_goes_on_when_the_scheme_was_approved(house: SmallHouse, pact: str) -> None:
    process = house.ids["process"]
    content = signed_pdf(pdf(), hand())
    assert not look(house, pact, content).moves_process
    with house.services.new_unit_of_work() as uow:
        state = uow.get(Process, process).state
    for target in PATH[PATH.index(state) + 1 if state in PATH else 0 :]:
        step = TakeStep(process_id=process, target=target, happened_on=TODAY, reference="1/2027")
        house.run(take_step, step)
    assert look(house, pact, content).moves_process
    house.run(keep_signed_copy, keeping(pact, content), house.services.signatures)
    with house.services.new_unit_of_work() as uow:
        assert uow.get(Process, process).state is ProcessState.SIGNED
    undo_last(house.services.new_unit_of_work())
    with house.services.new_unit_of_work() as uow:
        assert uow.get(Process, process).state is ProcessState.SCHEME_APPROVED
        assert uow.get(Pact, pact).state is PactState.DRAFT
        assert uow.find(Attachment, role=AttachmentRole.SIGNED_PACT) == []


def test_refusals_write_nothing(house: SmallHouse, pact: str) -> None:
    judge = house.services.signatures
    altered = bytearray(signed_pdf(pdf(words="Patto"), hand()))
    altered[altered.index(b"(Patto)") + 1] ^= 1
    other = json.dumps({"pact": {"id": "x"}, "delivery": {"id": "y"}, "articles": []}).encode()
    refused = {
        "signed_file_altered": keeping(pact, bytes(altered)),
        "signed_file_without_signature": keeping(pact, pdf()),
        "signed_file_of_another_pact": keeping(pact, signed_pdf(pdf(other), hand())),
        "signed_file_unreadable": keeping(pact, b"ciao"),
    }
    for code, cmd in refused.items():
        assert house.refusal(keep_signed_copy, cmd, judge) == (code, None)


def test_a_scan_of_paper_is_kept_when_people_say_that_it_is_one_and_once(
    house: SmallHouse, pact: str
) -> None:
    judge = house.services.signatures
    house.run(keep_signed_copy, keeping(pact, pdf(), on_paper=True), judge)
    again = house.refusal(keep_signed_copy, keeping(pact, pdf(), on_paper=True), judge)
    assert again == ("already_attached", None)
