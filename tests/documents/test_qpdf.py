"""qpdf's own program, where there is one, finds the files sound."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from cocity_desktop.documents.meeting_sheets import render_agenda, render_attendance_sheet
from cocity_desktop.documents.minutes_pdf import render_minutes
from cocity_desktop.documents.pact_pdf import render_pact
from tests.documents.papers import SHEET
from tests.documents.samples import EMPTY, MINUTES, PACT, SEALED

QPDF = shutil.which("qpdf")


@pytest.mark.skipif(QPDF is None, reason="qpdf is not installed (Debian: apt install qpdf)")
@pytest.mark.parametrize(
    "render",
    [
        lambda resources: render_pact(PACT, b"{}", resources),
        lambda resources: render_pact(SEALED, b"{}", resources),
        lambda resources: render_pact(EMPTY, None, resources),
        lambda resources: render_minutes(MINUTES, resources),
        lambda resources: render_agenda(SHEET, resources),
        lambda resources: render_attendance_sheet(SHEET, resources),
    ],
    ids=["draft", "sealed", "empty", "minutes", "agenda", "attendance"],
)
def test_qpdf_finds_nothing_wrong(render, resources, tmp_path):
    file = tmp_path / "document.pdf"
    file.write_bytes(render(resources))
    checked = subprocess.run([QPDF, "--check", str(file)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "No syntax or stream encoding errors found" in checked.stdout
