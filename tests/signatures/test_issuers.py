"""Issuers: single certificates, several in a file, the trusted list of a Member State; nothing else."""

from __future__ import annotations

import base64

import pytest

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.signatures.issuers import Issuers
from tests.signatures.hands import issuer


@pytest.fixture
def kept() -> list[str]:
    return []


@pytest.fixture
def issuers(kept: list[str]) -> Issuers:
    return Issuers(lambda: kept[-1] if kept else None, kept.append)


def trusted_list(*services: tuple[str, bytes]) -> bytes:
    inside = "".join(
        f"<t:ServiceInformation><t:ServiceTypeIdentifier>{kind}</t:ServiceTypeIdentifier>"
        f"<t:X509Certificate>{base64.b64encode(der).decode()}</t:X509Certificate></t:ServiceInformation>"
        for kind, der in services
    )
    return f'<t:List xmlns:t="http://uri.etsi.org/02231/v2#">{inside}</t:List>'.encode()


def test_certificates_come_as_der_and_as_pem_and_once(issuers: Issuers) -> None:
    one, other = issuer(), issuer("Altri")
    assert issuers.take(one.der()) == 1
    assert issuers.take(one.pem() + other.pem()) == 1
    assert issuers.take(other.der()) == 0
    assert [each.dump() for each in issuers.certificates()] == [one.der(), other.der()]


def test_of_a_trusted_list_come_those_that_issue_certificates(issuers: Issuers) -> None:
    base = "http://uri.etsi.org/TrstSvc/Svctype"
    content = trusted_list((f"{base}/CA/QC", issuer().der()), (f"{base}/TSA/QTST", issuer("Altri").der()))
    assert issuers.take(content) == 1
    assert [each.dump() for each in issuers.certificates()] == [issuer().der()]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"ciao",
        issuer().der()[:-20],
        issuer().pem()[:-60],
        b"<a/>",
        b"<a",
        trusted_list(("http://uri.etsi.org/TrstSvc/Svctype/CA/QC", b"no")),
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    ],
)
def test_what_is_no_certificate_is_refused_and_nothing_is_kept(
    issuers: Issuers, kept: list[str], content: bytes
) -> None:
    with pytest.raises(UserError) as refused:
        issuers.take(content)
    assert refused.value.code is ErrorCode.ISSUERS_UNREADABLE
    assert kept == []
