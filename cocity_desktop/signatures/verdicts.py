"""From pyHanko's status of a signature to our words for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko_certvalidator import ValidationContext

from cocity_desktop.domain.signatures import Signature, SignatureDoubt, verdict_of
from cocity_desktop.signatures.names import issuer_name, organisation, person_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from asn1crypto import x509

_DOUBTS: Final[dict[object, SignatureDoubt]] = {
    AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND: SignatureDoubt.UNKNOWN_ISSUER,
    AdESIndeterminate.NO_SIGNING_CERTIFICATE_FOUND: SignatureDoubt.UNKNOWN_ISSUER,
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: SignatureDoubt.EXPIRED,
    AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED: SignatureDoubt.EXPIRED,
    AdESIndeterminate.EXPIRED: SignatureDoubt.EXPIRED,
    AdESIndeterminate.NOT_YET_VALID: SignatureDoubt.EXPIRED,
    AdESFailure.NOT_YET_VALID: SignatureDoubt.EXPIRED,
    AdESIndeterminate.REVOKED_NO_POE: SignatureDoubt.REVOKED,
    AdESIndeterminate.REVOKED_CA_NO_POE: SignatureDoubt.REVOKED,
    AdESFailure.REVOKED: SignatureDoubt.REVOKED,
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE: SignatureDoubt.UNKNOWN_ALGORITHM,
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: SignatureDoubt.UNKNOWN_ALGORITHM,
    AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE: SignatureDoubt.NOT_FOR_SIGNING,
    AdESIndeterminate.SIG_CONSTRAINTS_FAILURE: SignatureDoubt.NOT_FOR_SIGNING,
}


def context(trusted: Sequence[x509.Certificate]) -> ValidationContext:
    """Against these issuers and no others (an empty list is not the computer's own), and without a network."""
    return ValidationContext(trust_roots=list(trusted), allow_fetching=False, revocation_mode="soft-fail")


def signature(status: Any, signed_at: datetime | None, *further: SignatureDoubt) -> Signature:
    """A judged signature in our words."""
    certificate: x509.Certificate = status.signing_cert
    is_whole = bool(status.intact and status.valid)
    doubts = [*further]
    if status.trust_problem_indic is not None:
        doubts.append(_DOUBTS.get(status.trust_problem_indic, SignatureDoubt.UNKNOWN_ISSUER))
    elif is_whole:
        doubts.append(SignatureDoubt.WITHDRAWAL_UNKNOWN)
    return Signature(
        signer=person_name(certificate),
        organisation=organisation(certificate),
        issuer=issuer_name(certificate),
        signed_at=signed_at,
        time_is_stamped=_is_stamped(status),
        is_whole=is_whole,
        verdict=verdict_of(is_whole, doubts),
        doubts=tuple(dict.fromkeys(doubts)) if is_whole else (),
    )


def _is_stamped(status: Any) -> bool:
    """Whether a time stamp that is trusted here says when."""
    stamp = getattr(status, "timestamp_validity", None)
    return stamp is not None and stamp.valid and stamp.intact and stamp.trusted


def unjudged(
    certificate: x509.Certificate | None, signed_at: datetime | None, doubt: SignatureDoubt
) -> Signature:
    """One of which not even the bytes can be checked."""
    return Signature(
        signer=person_name(certificate) if certificate is not None else "",
        organisation=organisation(certificate) if certificate is not None else "",
        issuer=issuer_name(certificate) if certificate is not None else "",
        signed_at=signed_at,
        is_whole=None,
        verdict=verdict_of(None, (doubt,)),
        doubts=(doubt,),
    )
