"""The issuers of certificates that a house trusts: none at first, since none of them can be asked without a network.

People bring them in as files: single certificates (PEM, DER), or the trusted list of a Member State (ETSI TS 119 612),
of which every certificate of a service that issues certificates is taken. Whether the list itself is genuine is not
looked at: who brings it in says so.
"""

from __future__ import annotations

import base64
import binascii
import json
from typing import TYPE_CHECKING, Final

from asn1crypto import pem, x509
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from cocity_desktop.domain.errors import ErrorCode, UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

LARGEST_LIST: Final = 32 << 20
"""Bytes. Italy's trusted list has some five million."""
_CERTIFICATE: Final = "{http://uri.etsi.org/02231/v2#}X509Certificate"
_SERVICE: Final = "{http://uri.etsi.org/02231/v2#}ServiceInformation"
_SERVICE_TYPE: Final = "{http://uri.etsi.org/02231/v2#}ServiceTypeIdentifier"
_ISSUING: Final = ("/CA/QC", "/CA/PKC")
"""How the types of services end that issue certificates (ETSI TS 119 612, annex D.4)."""


class Issuers:
    """The trusted issuers; `read` and `write` keep them as JSON text, a list of DER in base64."""

    def __init__(self, read: Callable[[], str | None], write: Callable[[str], None]) -> None:
        self._read, self._write = read, write

    def certificates(self) -> list[x509.Certificate]:
        """All of them."""
        return [x509.Certificate.load(base64.b64decode(one)) for one in json.loads(self._read() or "[]")]

    def take(self, content: bytes) -> int:
        """Add those of a file. Returns how many are new. Raises UserError(ISSUERS_UNREADABLE)."""
        if len(content) > LARGEST_LIST:
            raise UserError(ErrorCode.ISSUERS_UNREADABLE)
        found = [_checked(one) for one in _ders(content)]
        if not found:
            raise UserError(ErrorCode.ISSUERS_UNREADABLE)
        known = json.loads(self._read() or "[]")
        new = [
            one for one in dict.fromkeys(base64.b64encode(der).decode() for der in found) if one not in known
        ]
        if new:
            self._write(json.dumps([*known, *new]))
        return len(new)


def _ders(content: bytes) -> list[bytes]:
    if pem.detect(content):
        return [der for name, _headers, der in _unarmoured(content) if name == "CERTIFICATE"]
    if content.lstrip()[:1] == b"<":
        return list(_of_list(content))
    return [content]


def _unarmoured(content: bytes) -> Iterable[tuple[str, dict[str, str], bytes]]:
    try:
        return list(pem.unarmor(content, multiple=True))
    except ValueError as error:
        raise UserError(ErrorCode.ISSUERS_UNREADABLE) from error


def _of_list(content: bytes) -> Iterator[bytes]:
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise UserError(ErrorCode.ISSUERS_UNREADABLE) from error
    for service in root.iter(_SERVICE):
        if (service.findtext(_SERVICE_TYPE) or "").endswith(_ISSUING):
            for one in service.iter(_CERTIFICATE):
                yield _decoded(one.text or "")


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise UserError(ErrorCode.ISSUERS_UNREADABLE) from error


def _checked(der: bytes) -> bytes:
    """A certificate that can be read whole."""
    try:
        certificate = x509.Certificate.load(der, strict=True)
        certificate.native  # noqa: B018  # reads all of it, which is what raises
    except (ValueError, TypeError, KeyError) as error:
        raise UserError(ErrorCode.ISSUERS_UNREADABLE) from error
    return der
