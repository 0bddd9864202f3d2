"""What the application asks of whoever looks at signed files, and what it is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from cocity_desktop.domain.signatures import Signature, SignatureVerdict, SignedForm, overall


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedFile:
    """What a file says of itself. `carried` is the pact that travels in the PDF (`patto.json`), None when there is none."""

    form: SignedForm
    signatures: tuple[Signature, ...]
    carried: bytes | None

    @property
    def verdict(self) -> SignatureVerdict | None:
        """None for a file without signatures."""
        return overall(self.signatures) if self.signatures else None


class SignatureJudge(Protocol):
    """Looks at signed files. Needs no network and asks none."""

    def judge(self, content: bytes) -> SignedFile:
        """What a PDF or a `.p7m` says. Raises UserError: SIGNED_FILE_UNREADABLE, SIGNED_FILE_TOO_LARGE."""
        ...

    def issuers(self) -> tuple[str, ...]:
        """The names of the issuers that this computer trusts."""
        ...

    def trust(self, name: str, content: bytes) -> int:
        """Take the certificates of a file (PEM, DER, a trusted list of ETSI TS 119 612) for issuers. Returns how many.

        Raises UserError(ISSUERS_UNREADABLE); EnvironmentFault (DISK_FULL, DIRECTORY_READ_ONLY, FILE_UNWRITABLE).
        """
        ...
