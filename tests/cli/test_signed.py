"""Signed pacts by command line: told, kept, refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.signatures.hands import hand, issuer, pdf, signed_pdf

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command


def test_a_signed_pdf_is_told_then_kept_then_not_twice(house: Path, cocity: Command, tmp_path: Path) -> None:
    pact = cocity("pact", "list").out.split()[0]
    signed, altered, ca = tmp_path / "firmato.pdf", tmp_path / "alterato.pdf", tmp_path / "ca.pem"
    signed.write_bytes(signed_pdf(pdf(words="Patto"), hand()))
    altered.write_bytes(signed.read_bytes().replace(b"(Patto)", b"(Patta)", 1))
    ca.write_bytes(issuer().pem())
    told = cocity("signed", "check", pact, signed)
    assert told.code == 0, told.err
    assert "not verifiable here" in told.out
    assert "Ada Prova" in told.out
    assert cocity("signed", "trust", ca).code == 0
    assert "Firma Prova SpA" in cocity("signed", "issuers").out
    assert "not verifiable here" not in cocity("signed", "check", pact, signed).out
    assert cocity("signed", "check", pact, altered).code == 1
    assert cocity("signed", "keep", pact, altered).code != 0
    kept = cocity("signed", "keep", pact, signed, "--on", "2026-11-20")
    assert kept.code == 0, kept.err
    again = cocity("signed", "keep", pact, signed)
    assert again.code != 0
    assert "firmato.pdf" in again.err


def test_what_is_no_certificate_is_refused(house: Path, cocity: Command, tmp_path: Path) -> None:
    file = tmp_path / "lista.xml"
    for content in (
        b"ciao",
        b"<a/>",
        b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
        b"-----BEGIN CERTIFICATE-----\n!!",
    ):
        file.write_bytes(content)
        assert cocity("signed", "trust", file).code != 0
    assert cocity("signed", "trust", tmp_path / "non-c-e.pem").code != 0
