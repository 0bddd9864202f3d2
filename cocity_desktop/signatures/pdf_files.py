"""Signatures inside a PDF (PAdES, ETSI EN 319 142; ISO 32000-2 §12.8), and the pact that the signed part carries."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import pikepdf
from cryptography.exceptions import UnsupportedAlgorithm
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import CMSExtractionError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.signatures import Signature, SignatureDoubt
from cocity_desktop.signatures import verdicts
from cocity_desktop.signatures.faults import FAULTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asn1crypto import x509

PACT_NAME: Final = "patto.json"
_LARGEST_PACT: Final = 16 << 20
"""Bytes of a carried pact: one of sixty articles has a few hundred thousand."""


def is_pdf(content: bytes) -> bool:
    """Whether this begins as a PDF does: not somewhere behind, where an envelope has the file that it is around."""
    return content.lstrip()[:5] == b"%PDF-"


def pdf_signatures(
    content: bytes, trusted: Sequence[x509.Certificate]
) -> tuple[tuple[Signature, ...], bytes]:
    """All signatures, the first one first, and the part of the file that the first one signed (all of it without any).

    Raises UserError(SIGNED_FILE_UNREADABLE).
    """
    try:
        reader = PdfFileReader(BytesIO(content), strict=False)
        embedded = list(reader.embedded_regular_signatures)
        judged = tuple(_judged(one, trusted) for one in embedded)
        end = _end(embedded[0]) if embedded else len(content)
    except FAULTS as error:
        raise UserError(ErrorCode.SIGNED_FILE_UNREADABLE) from error
    return judged, content[:end]


def _end(embedded: Any) -> int:
    """Bytes of the file as it stood when this signature was made."""
    _start, _length, begins, length = map(int, embedded.byte_range)
    return begins + length


def _judged(embedded: Any, trusted: Sequence[x509.Certificate]) -> Signature:
    signed_at = embedded.self_reported_timestamp
    try:
        status = validate_pdf_signature(embedded, signer_validation_context=verdicts.context(trusted))
    except (SignatureValidationError, CMSExtractionError, UnsupportedAlgorithm, NotImplementedError):
        return verdicts.unjudged(embedded.signer_cert, signed_at, SignatureDoubt.UNKNOWN_ALGORITHM)
    added = () if _is_last_word(status) else (SignatureDoubt.ADDED_AFTERWARDS,)
    return verdicts.signature(status, signed_at, *added)


def _is_last_word(status: Any) -> bool:
    """Whether nothing came after this signature but further ones: what else was added nobody here can judge."""
    if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return True
    level = status.modification_level
    return bool(
        status.coverage is SignatureCoverageLevel.ENTIRE_REVISION
        and level is not None
        and level <= ModificationLevel.FORM_FILLING
        and status.docmdp_ok is not False
    )


def carried_pact(signed_part: bytes) -> bytes | None:
    """The `patto.json` attached to a PDF, None when there is none."""
    try:
        with pikepdf.open(BytesIO(signed_part)) as pdf:
            if PACT_NAME not in pdf.attachments:
                return None
            file = pdf.attachments[PACT_NAME].get_file()
            if file.size > _LARGEST_PACT:
                return None
            return file.read_bytes()
    except (pikepdf.PdfError, ValueError, KeyError, TypeError):
        return None
