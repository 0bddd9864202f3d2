"""What can be said of a signed file without a network: whole, altered, or not to be judged here.

Nothing is called false that cannot be judged: an issuer that nobody here knows, an algorithm of tomorrow or a certificate
whose withdrawal would have to be asked for leave a signature *not verifiable here* (Regulation (EU) 910/2014, art. 32,
asks for all of that before a qualified signature is valid).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class SignatureVerdict(StrEnum):
    """Of one signature, or of all that a file has."""

    VALID = "valid"
    ALTERED = "altered"
    NOT_VERIFIABLE = "not_verifiable"


class SignatureDoubt(StrEnum):
    """Why a signature cannot be judged to the end here."""

    UNKNOWN_ISSUER = "unknown_issuer"
    EXPIRED = "expired"
    REVOKED = "revoked"
    WITHDRAWAL_UNKNOWN = "withdrawal_unknown"
    UNKNOWN_ALGORITHM = "unknown_algorithm"
    NOT_FOR_SIGNING = "not_for_signing"
    ADDED_AFTERWARDS = "added_afterwards"
    UNREADABLE = "unreadable"


class SignedForm(StrEnum):
    """How a file carries its signatures: inside a PDF (PAdES), around it (CAdES, `.p7m`), or not at all."""

    PDF = "pdf"
    ENVELOPE = "envelope"
    NONE = "none"


class Sameness(StrEnum):
    """How a signed file stands to what we delivered. `SAME`: the text of a version that left the house, word by word."""

    SAME = "same"
    OTHER_TEXT = "other_text"
    OTHER_PACT = "other_pact"
    NOT_SAID = "not_said"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One signature. `is_whole`: the bytes are those that were signed; None when that cannot be told.

    `signed_at` is what the signer's own clock said, unless `time_is_stamped`. Names are those of the certificate.
    """

    signer: str
    organisation: str = ""
    issuer: str = ""
    signed_at: datetime | None = None
    time_is_stamped: bool = False
    is_whole: bool | None
    verdict: SignatureVerdict
    doubts: tuple[SignatureDoubt, ...] = ()


REMARKS = frozenset({SignatureDoubt.WITHDRAWAL_UNKNOWN})
"""Said, but no reason not to call a signature valid: without a network nobody can ask whether a certificate was withdrawn."""


def verdict_of(is_whole: bool | None, doubts: Iterable[SignatureDoubt]) -> SignatureVerdict:
    """Altered only when the bytes are not those that were signed; valid when nothing but remarks is left."""
    if is_whole is False:
        return SignatureVerdict.ALTERED
    doubtful = is_whole is None or bool(set(doubts) - REMARKS)
    return SignatureVerdict.NOT_VERIFIABLE if doubtful else SignatureVerdict.VALID


def overall(signatures: Iterable[Signature]) -> SignatureVerdict:
    """The worst of all: one altered signature makes an altered file. Raises ValueError for none."""
    found = {one.verdict for one in signatures}
    if not found:
        raise ValueError("no signature")
    worst = (SignatureVerdict.ALTERED, SignatureVerdict.NOT_VERIFIABLE, SignatureVerdict.VALID)
    return next(verdict for verdict in worst if verdict in found)
