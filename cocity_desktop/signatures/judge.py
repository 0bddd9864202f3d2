"""What signed files say: found in a PDF or in an envelope around it, judged one signature at a time.

An envelope may stand in an envelope, and hold several signatures side by side; a PDF inside may have its own.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from cocity_desktop.application.signed_files import SignedFile
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.signatures import SignedForm
from cocity_desktop.signatures.envelopes import opened
from cocity_desktop.signatures.names import issuer_name
from cocity_desktop.signatures.pdf_files import carried_pact, is_pdf, pdf_signatures

if TYPE_CHECKING:
    from cocity_desktop.domain.signatures import Signature
    from cocity_desktop.signatures.issuers import Issuers

LARGEST: Final = 100 << 20
"""Bytes of a signed file: a pact with all its photos has some ten million."""

for _name in ("pyhanko", "pyhanko_certvalidator"):
    # Their messages name people, and the log must not.
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)


class PyhankoJudge:
    """`application.signed_files.SignatureJudge`."""

    def __init__(self, issuers: Issuers) -> None:
        self._issuers = issuers

    def judge(self, content: bytes) -> SignedFile:
        """See `application.signed_files.SignatureJudge`."""
        if len(content) > LARGEST:
            raise UserError(ErrorCode.SIGNED_FILE_TOO_LARGE, megabytes=LARGEST >> 20)
        trusted = self._issuers.certificates()
        signatures: tuple[Signature, ...] = ()
        if is_pdf(content):
            inside, form = content, SignedForm.NONE
        else:
            inside, signatures = opened(content, trusted)
            form = SignedForm.ENVELOPE
        if not is_pdf(inside):
            raise UserError(ErrorCode.SIGNED_FILE_UNREADABLE)
        in_pdf, signed_part = pdf_signatures(inside, trusted)
        if in_pdf and form is SignedForm.NONE:
            form = SignedForm.PDF
        return SignedFile(form=form, signatures=(*signatures, *in_pdf), carried=carried_pact(signed_part))

    def issuers(self) -> tuple[str, ...]:
        """See `application.signed_files.SignatureJudge`."""
        return tuple(sorted({issuer_name(one) for one in self._issuers.certificates()}))

    def trust(self, _name: str, content: bytes) -> int:
        """See `application.signed_files.SignatureJudge`."""
        return self._issuers.take(content)
