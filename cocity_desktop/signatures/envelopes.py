"""CMS envelopes (`.p7m`, RFC 5652; CAdES, ETSI EN 319 122): what is inside, and who signed it."""

from __future__ import annotations

import asyncio
import base64
import binascii
from typing import TYPE_CHECKING, Final

from asn1crypto import cms, pem
from cryptography.exceptions import UnsupportedAlgorithm
from pyhanko.sign.general import CMSExtractionError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import async_validate_cms_signature, extract_self_reported_ts

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.signatures import Signature, SignatureDoubt
from cocity_desktop.signatures import verdicts
from cocity_desktop.signatures.faults import FAULTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asn1crypto import x509

_DEEPEST: Final = 8
"""Envelopes in envelopes: a signature after the other, never more than the parties of a pact."""


def opened(content: bytes, trusted: Sequence[x509.Certificate]) -> tuple[bytes, tuple[Signature, ...]]:
    """The file inside, and the signatures around it, the outermost first. Raises UserError(SIGNED_FILE_UNREADABLE)."""
    signatures: list[Signature] = []
    try:
        for _depth in range(_DEEPEST):
            signed = _signed_data(content)
            if signed is None:
                break
            signatures += _judged(signed, trusted)
            content = _inside(signed)
    except FAULTS as error:
        raise UserError(ErrorCode.SIGNED_FILE_UNREADABLE) from error
    if not signatures:
        raise UserError(ErrorCode.SIGNED_FILE_UNREADABLE)
    return content, tuple(signatures)


def _signed_data(content: bytes) -> cms.SignedData | None:
    """None for what is no envelope, and for one around nothing (a signature apart from its file)."""
    try:
        info = cms.ContentInfo.load(_binary(content))
        if info["content_type"].native != "signed_data":
            return None
        signed: cms.SignedData = info["content"]
        return signed if signed["encap_content_info"]["content"].native is not None else None
    except (ValueError, TypeError, KeyError):
        return None


def _binary(content: bytes) -> bytes:
    """Envelopes come as they are, in base64, or between lines of dashes."""
    if content[:1] == b"\x30":
        return content
    if pem.detect(content):
        return bytes(pem.unarmor(content)[2])
    try:
        return base64.b64decode(b"".join(content.split()), validate=True)
    except binascii.Error:
        return content


def _inside(signed: cms.SignedData) -> bytes:
    return bytes(signed["encap_content_info"]["content"])


def _judged(signed: cms.SignedData, trusted: Sequence[x509.Certificate]) -> Iterator[Signature]:
    for signer in signed["signer_infos"]:
        alone = signed.copy()
        alone["signer_infos"] = cms.SignerInfos([signer])
        yield _one(alone, signer, trusted)


def _one(alone: cms.SignedData, signer: cms.SignerInfo, trusted: Sequence[x509.Certificate]) -> Signature:
    signed_at = extract_self_reported_ts(signer)
    try:
        judging = async_validate_cms_signature(alone, validation_context=verdicts.context(trusted))
        return verdicts.signature(asyncio.run(judging), signed_at)
    except (
        SignatureValidationError,
        CMSExtractionError,
        UnsupportedAlgorithm,
        NotImplementedError,
        ValueError,
    ):
        return verdicts.unjudged(_certificate(alone, signer), signed_at, SignatureDoubt.UNKNOWN_ALGORITHM)


def _certificate(signed: cms.SignedData, signer: cms.SignerInfo) -> x509.Certificate | None:
    """The signer's, if the envelope brings it."""
    certificates = signed["certificates"] or ()
    wanted = signer["sid"].native
    for one in certificates:
        if isinstance(wanted, dict) and one.chosen.serial_number == wanted.get("serial_number"):
            return one.chosen
    return None
