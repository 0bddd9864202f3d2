"""Signed files: whole, altered, or not to be judged here; never called false for what nobody here can know."""

from __future__ import annotations

import base64
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.signatures import SignatureDoubt, SignatureVerdict, SignedForm
from cocity_desktop.signatures.issuers import Issuers
from cocity_desktop.signatures.judge import PyhankoJudge
from tests.signatures.hands import enveloped, hand, issuer, pdf, signed_pdf, stamped

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = SignatureVerdict.VALID
CARRIED = b'{"pact": 1}'


def judge(*trusted: bytes) -> PyhankoJudge:
    kept: list[str] = []
    issuers = Issuers(lambda: kept[-1] if kept else None, kept.append)
    for one in trusted:
        issuers.take(one)
    return PyhankoJudge(issuers)


def _pem(der: bytes) -> bytes:
    return b"-----BEGIN PKCS7-----\n" + base64.encodebytes(der) + b"-----END PKCS7-----\n"


def test_a_signed_pdf_of_a_trusted_issuer_is_valid() -> None:
    found = judge(issuer().der()).judge(signed_pdf(pdf(CARRIED), hand()))
    assert found.form is SignedForm.PDF
    assert found.verdict is WHOLE
    (one,) = found.signatures
    assert (one.signer, one.issuer, one.is_whole) == ("Ada Prova", "Firma Prova SpA", True)
    assert one.doubts == (SignatureDoubt.WITHDRAWAL_UNKNOWN,)
    assert one.signed_at is not None
    assert not one.time_is_stamped
    assert found.carried == CARRIED


def test_an_issuer_that_nobody_here_knows_is_not_called_false() -> None:
    for content in (signed_pdf(pdf(), hand()), enveloped(pdf(), hand())):
        (one,) = judge(issuer("Altri").der()).judge(content).signatures
        assert one.verdict is SignatureVerdict.NOT_VERIFIABLE
        assert one.doubts == (SignatureDoubt.UNKNOWN_ISSUER,)
        assert one.is_whole


def test_no_issuer_at_all_does_not_mean_those_of_the_computer() -> None:
    assert judge().judge(signed_pdf(pdf(), hand())).verdict is SignatureVerdict.NOT_VERIFIABLE


def test_a_certificate_that_ended_and_one_for_something_else_are_doubts() -> None:
    trusted = judge(issuer().der())
    (ended,) = trusted.judge(enveloped(pdf(), hand(ends_in=-1))).signatures
    assert ended.doubts == (SignatureDoubt.EXPIRED,)
    (other,) = trusted.judge(enveloped(pdf(), hand(signing=False))).signatures
    assert other.doubts == (SignatureDoubt.NOT_FOR_SIGNING,)
    assert {ended.verdict, other.verdict} == {SignatureVerdict.NOT_VERIFIABLE}


def test_every_byte_that_was_signed_counts() -> None:
    """Each byte of the page's words, one at a time."""
    signed = signed_pdf(pdf(words="Patto"), hand())
    trusted, at = judge(issuer().der()), signed.index(b"(Patto)")
    for place in range(at, at + 7):
        changed = bytearray(signed)
        changed[place] ^= 1
        found = trusted.judge(bytes(changed))
        assert found.verdict is SignatureVerdict.ALTERED, place
        assert found.signatures[0].is_whole is False


def test_a_changed_envelope_is_altered() -> None:
    content = pdf(words="Patto")
    signed = bytearray(enveloped(content, hand()))
    signed[signed.index(b"(Patto)") + 1] ^= 1
    assert judge(issuer().der()).judge(bytes(signed)).verdict is SignatureVerdict.ALTERED


def test_two_sign_one_after_the_other_in_a_pdf() -> None:
    twice = signed_pdf(signed_pdf(pdf(CARRIED), hand()), hand("Bruno"), "Firma2")
    found = judge(issuer().der()).judge(twice)
    assert [one.signer for one in found.signatures] == ["Ada Prova", "Bruno Prova"]
    assert found.verdict is WHOLE
    assert found.carried == CARRIED


def test_two_sign_side_by_side_and_one_around_the_other() -> None:
    trusted = judge(issuer().der())
    beside = trusted.judge(enveloped(pdf(CARRIED), hand(), hand("Bruno")))
    around = trusted.judge(enveloped(enveloped(pdf(CARRIED), hand()), hand("Bruno")))
    for found in (beside, around):
        assert {one.signer for one in found.signatures} == {"Ada Prova", "Bruno Prova"}
        assert (found.form, found.verdict, found.carried) == (SignedForm.ENVELOPE, WHOLE, CARRIED)


def test_one_altered_signature_makes_an_altered_file() -> None:
    inner = bytearray(enveloped(pdf(words="Patto"), hand()))
    inner[inner.index(b"(Patto)") + 1] ^= 1
    found = judge(issuer().der()).judge(enveloped(bytes(inner), hand("Bruno")))
    assert [one.verdict for one in found.signatures] == [WHOLE, SignatureVerdict.ALTERED]
    assert found.verdict is SignatureVerdict.ALTERED


def test_a_signed_pdf_in_an_envelope_tells_both() -> None:
    found = judge(issuer().der()).judge(enveloped(signed_pdf(pdf(), hand()), hand("Bruno")))
    assert [one.signer for one in found.signatures] == ["Bruno Prova", "Ada Prova"]


def test_what_came_after_the_signature_is_told_and_not_judged() -> None:
    """An office writes its protocol on a signed file: what was signed is whole, the rest nobody here can judge.

    The pact is read from the part that was signed.
    """
    found = judge(issuer().der()).judge(stamped(signed_pdf(pdf(CARRIED), hand())))
    (one,) = found.signatures
    assert one.is_whole
    assert SignatureDoubt.ADDED_AFTERWARDS in one.doubts
    assert one.verdict is SignatureVerdict.NOT_VERIFIABLE
    assert found.carried == CARRIED


def test_a_file_without_signatures_has_no_verdict() -> None:
    found = judge().judge(pdf(CARRIED))
    assert (found.form, found.signatures, found.verdict) == (SignedForm.NONE, (), None)


@pytest.mark.parametrize("wrap", [base64.b64encode, base64.encodebytes, _pem])
def test_envelopes_come_in_base64_and_between_dashes(wrap: object) -> None:
    assert callable(wrap)
    assert judge(issuer().pem()).judge(wrap(enveloped(pdf(), hand()))).verdict is WHOLE


@pytest.mark.parametrize(
    "content",
    [b"", b"ciao", b"%PDF-1.7\nno", b"\x30\x80", b"\x00" * 64, b"PK\x03\x04", b"-----BEGIN PKCS7-----\nxx\n"],
)
def test_what_is_no_signed_file_is_refused(content: bytes) -> None:
    with pytest.raises(UserError) as refused:
        judge().judge(content)
    assert refused.value.code is ErrorCode.SIGNED_FILE_UNREADABLE


def test_an_envelope_around_something_else_is_refused() -> None:
    with pytest.raises(UserError) as refused:
        judge().judge(enveloped(b"un testo", hand()))
    assert refused.value.code is ErrorCode.SIGNED_FILE_UNREADABLE


def test_a_file_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cocity_desktop.signatures.judge.LARGEST", 10)
    with pytest.raises(UserError) as refused:
        judge().judge(pdf())
    assert refused.value.code is ErrorCode.SIGNED_FILE_TOO_LARGE


def _means_the_same(damaged: bytes, content: bytes) -> bool:
    """A byte that nothing was signed of may change: the pact inside and who signed it are what they were."""
    one, other = (judge().judge(each) for each in (damaged, content))
    return one.carried == other.carried and [s.signer for s in one.signatures] == [
        s.signer for s in other.signatures
    ]


SIGNED = (signed_pdf(pdf(CARRIED), hand()), enveloped(pdf(CARRIED), hand()))


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(SIGNED), st.data())
def test_damage_never_makes_a_valid_file_and_never_breaks_the_judge(
    content: bytes, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(content) - 1))
    damaged = bytearray(content)
    if data.draw(st.booleans()):
        damaged[place] ^= data.draw(st.integers(1, 255))
    else:
        del damaged[place : place + data.draw(st.integers(1, 400))]
    try:
        verdict = judge(issuer().der()).judge(bytes(damaged)).verdict
    except UserError as refused:
        if refused.code is not ErrorCode.SIGNED_FILE_UNREADABLE:
            raise
    else:
        assert verdict is not SignatureVerdict.VALID or _means_the_same(bytes(damaged), content)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not here")
def test_openssl_agrees(tmp_path: Path) -> None:
    """The peer's envelope is valid here, and ours there; what is altered is so for both."""
    signer = hand()
    (tmp_path / "key.pem").write_bytes(signer.key_pem())
    (tmp_path / "signer.pem").write_bytes(signer.pem())
    (tmp_path / "ca.pem").write_bytes(issuer().pem())
    (tmp_path / "in.pdf").write_bytes(pdf(words="Patto"))
    run = ["openssl", "cms", "-sign", "-binary", "-nodetach", "-outform", "DER", "-cades", "-in", "in.pdf"]
    subprocess.run(
        [*run, "-signer", "signer.pem", "-inkey", "key.pem", "-out", "in.p7m"], cwd=tmp_path, check=True
    )
    theirs = (tmp_path / "in.p7m").read_bytes()
    changed = bytearray(theirs)
    changed[changed.index(b"(Patto)") + 1] ^= 1
    (tmp_path / "bad.p7m").write_bytes(changed)
    (tmp_path / "ours.p7m").write_bytes(enveloped(pdf(words="Patto"), signer))
    trusted = judge(issuer().der())
    expected = {"in.p7m": WHOLE, "ours.p7m": WHOLE, "bad.p7m": SignatureVerdict.ALTERED}
    for name, verdict in expected.items():
        assert trusted.judge((tmp_path / name).read_bytes()).verdict is verdict
        check = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", name, "-CAfile", "ca.pem"]
        peer = subprocess.run(
            [*check, "-purpose", "any", "-out", "out.pdf"], cwd=tmp_path, capture_output=True, check=False
        )
        assert (peer.returncode == 0) is (verdict is WHOLE), peer.stderr
