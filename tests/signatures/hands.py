"""Issuers, people who sign, and files signed by them: made for each run, so that no key lies in the repository."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

NOW = datetime.now(UTC)


@dataclass(frozen=True)
class Hand:
    """Whoever signs: a key and its certificate."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def key_pem(self) -> bytes:
        return self.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )


def issuer(name: str = "Firma Prova SpA") -> Hand:
    return _issuer(name)


@cache
def _issuer(name: str) -> Hand:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, name),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{name} CA"),
        ]
    )
    built = (
        _begun(subject, subject, key, 3650, -3650)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(_usage(issuing=True), critical=True)
    )
    return Hand(key, built.sign(key, hashes.SHA256()))


@cache
def hand(
    given: str = "Ada",
    family: str = "Prova",
    by: str = "Firma Prova SpA",
    ends_in: int = 300,
    signing: bool = True,
) -> Hand:
    """Somebody whose certificate ends in so many days."""
    ca = issuer(by)
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.GIVEN_NAME, given),
            x509.NameAttribute(NameOID.SURNAME, family),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{family} {given}"),
        ]
    )
    built = _begun(subject, ca.certificate.subject, key, ends_in, -700).add_extension(
        _usage(issuing=False, signing=signing), critical=True
    )
    return Hand(key, built.sign(ca.key, hashes.SHA256()))


def _begun(
    subject: x509.Name, by: x509.Name, key: ec.EllipticCurvePrivateKey, ends: int, begins: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW + timedelta(days=begins))
        .not_valid_after(NOW + timedelta(days=ends))
    )


def _usage(*, issuing: bool, signing: bool = True) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=False,
        content_commitment=not issuing and signing,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=not issuing and not signing,
        key_cert_sign=issuing,
        crl_sign=issuing,
        encipher_only=False,
        decipher_only=False,
    )


def pdf(carried: bytes | None = None, words: str = "Patto") -> bytes:
    """A PDF of one page, with a pact attached to it."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(300, 300))
    made.pages[0].Contents = made.make_stream(f"BT /F1 12 Tf 20 200 Td ({words}) Tj ET".encode())
    if carried is not None:
        made.attachments["patto.json"] = carried
    out = BytesIO()
    made.save(out, compress_streams=False)
    return out.getvalue()


def signed_pdf(content: bytes, by: Hand, field: str = "Firma1") -> bytes:
    """The same bytes with a signature after them."""
    store = SimpleCertificateStore()
    store.register(asn1_x509.Certificate.load(issuer().der()))
    key: Any = asn1_keys.PrivateKeyInfo.load(
        by.key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    signer = signers.SimpleSigner(asn1_x509.Certificate.load(by.der()), key, store)
    out = BytesIO()
    signers.sign_pdf(
        IncrementalPdfFileWriter(BytesIO(content)),
        signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256"),
        signer=signer,
        output=out,
    )
    return out.getvalue()


def stamped(content: bytes) -> bytes:
    """Other words on the page, and the attached pact gone, by an update after the signature."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    page = writer.root["/Pages"]["/Kids"][0]
    if "/Names" in writer.root:
        del writer.root["/Names"], writer.root["/AF"]
        writer.update_root()
    stream = generic.StreamObject(stream_data=b"BT /F1 12 Tf 20 100 Td (Prot. 123) Tj ET")
    page["/Contents"] = writer.add_object(stream)
    writer.update_container(page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def enveloped(content: bytes, *hands: Hand) -> bytes:
    """A `.p7m` around a file, with the signatures side by side."""
    builder = pkcs7.PKCS7SignatureBuilder().set_data(content)
    for one in hands:
        builder = builder.add_signer(one.certificate, one.key, hashes.SHA256())
    return builder.sign(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary])
