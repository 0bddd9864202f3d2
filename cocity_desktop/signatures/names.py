"""People and issuers as certificates name them (RFC 5280 §4.1.2.4, ETSI EN 319 412-2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asn1crypto import x509


def person_name(certificate: x509.Certificate) -> str:
    """Who signs: first and last name where they stand apart, else the common name."""
    subject: dict[str, Any] = certificate.subject.native
    parted = " ".join(_text(subject.get(key)) for key in ("given_name", "surname")).strip()
    return parted or _text(subject.get("common_name")) or _text(subject.get("pseudonym"))


def organisation(certificate: x509.Certificate) -> str:
    """For whom, "" when the certificate does not say."""
    return _text(certificate.subject.native.get("organization_name"))


def issuer_name(certificate: x509.Certificate) -> str:
    """Who answers for the certificate."""
    issuer: dict[str, Any] = certificate.issuer.native
    return _text(issuer.get("organization_name")) or _text(issuer.get("common_name"))


def _text(value: Any) -> str:
    """Certificates may repeat a name, and hold anything: one line of what can be shown."""
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())[:200]
