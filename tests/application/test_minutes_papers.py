"""Locked minutes are never made anew, whoever asks for them."""

from __future__ import annotations

from dataclasses import replace

from cocity_desktop.application.bundle_contents import minutes_files
from cocity_desktop.application.minutes_papers import minutes_pdf
from tests.documents.meeting_samples import LOCKED, PROSE

KEPT = b"%PDF the bytes that were locked"


class Press:
    """Prints what it is asked for, and remembers it."""

    def __init__(self):
        self.printed = []

    def minutes(self, document):
        self.printed.append(document)
        return b"fresh"

    def minutes_additions(self, document):
        return b"additions"


def read_bytes(sha256):
    return {LOCKED.locked_sha256: KEPT}[sha256]


def test_minutes_that_are_not_locked_are_made():
    press = Press()
    assert minutes_pdf(PROSE, press, read_bytes) == b"fresh"
    assert press.printed == [PROSE]


def test_locked_minutes_come_out_as_they_were_kept():
    press = Press()
    changed = replace(LOCKED, title="Un altro titolo")
    assert minutes_pdf(changed, press, read_bytes) == KEPT
    assert press.printed == []


def test_a_delivery_has_the_locked_bytes_and_the_additions_beside_them():
    files = minutes_files([LOCKED, PROSE], Press(), read_bytes)
    assert [(file.path, file.read()) for file in files] == [
        ("verbali/01-2027-02-11.pdf", KEPT),
        ("verbali/01-2027-02-11-aggiunte.pdf", b"additions"),
        ("verbali/02-2027-02-11.pdf", b"fresh"),
    ]
