"""What common tools say of our files: poppler's `pdfinfo` and `pdftotext`. Skipped where they are not installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from cocity_desktop.documents.minutes_pdf import render_minutes
from cocity_desktop.documents.pact_pdf import render_pact
from cocity_desktop.documents.pact_summary import render_pact_summary
from tests.documents.samples import MINUTES, PACT, SEALED

RESOURCES = Path(__file__).parents[2] / "resources"

pytestmark = pytest.mark.skipif(
    not (shutil.which("pdftotext") and shutil.which("pdfinfo")),
    reason="no poppler-utils (Debian: apt install poppler-utils)",
)

PAPERS = {
    "pact": lambda: render_pact(PACT, b"{}", RESOURCES),
    "sealed": lambda: render_pact(SEALED, b"{}", RESOURCES),
    "brief": lambda: render_pact_summary(PACT, "it", RESOURCES),
    "minutes": lambda: render_minutes(MINUTES, RESOURCES),
}
ORDER = {
    "pact": [
        "Patto per il cortile e il", "Le parti", "Comune di Torino", "Nido «I Puffi»", "Il bene comune", "Premesso che",
        "26 aprile 2026", "le parti convengono quanto segue.", *(f"Articolo {n}\n" for n in range(1, 15)), "Firme",
        "Allegato A", "Fornisce due rastrelliere", "Allegato B", "Senza un giorno", "Denaro e ore di ogni parte",
        "Allegato C", "Allegato D", "Frasi che non vengono da un incontro", "Allegato E", "Allegato F",
    ],
    "brief": ["Il patto in breve", "Patto per il cortile", "Dove", "Di che cosa parla", "Chi fa che cosa", "Quanto serve"],
    "minutes": ["Secondo tavolo", "Chi c’era", "Saluti e giro di nomi", "Orto e acqua", "Impegni presi", "Approvazione"],
}  # fmt: skip


def said_by(program: list[str], name: str, folder: Path) -> str:
    path = folder / f"{name}.pdf"
    path.write_bytes(PAPERS[name]())
    done = subprocess.run(
        [*program, path, *(["-"] if program[0] == "pdftotext" else [])], capture_output=True, check=True
    )
    return done.stdout.decode().replace("\u2010\n", "").replace("\u00a0", " ")


@pytest.mark.parametrize("name", ORDER)
def test_text_comes_in_reading_order(name: str, tmp_path: Path) -> None:
    text = said_by(["pdftotext"], name, tmp_path)
    at = 0
    for landmark in ORDER[name]:
        found = text.find(landmark, at)
        assert found >= 0, f"{landmark!r} not after {text[max(0, at - 80) : at]!r}"
        at = found + 1


@pytest.mark.parametrize("name", PAPERS)
def test_the_file_says_that_it_is_tagged_and_what_it_is_called(name: str, tmp_path: Path) -> None:
    told = dict(
        (part.strip() for part in line.split(":", 1))
        for line in said_by(["pdfinfo"], name, tmp_path).splitlines()
    )
    assert told["Tagged"] == "yes"
    assert told["Title"].startswith(("Patto per il cortile", "Il patto in breve: Patto", "Verbale: Secondo"))
    assert told["Page size"].endswith("(A4)")


def test_the_structure_has_the_headings_in_order_and_the_picture_with_its_words(tmp_path: Path) -> None:
    tree = said_by(["pdfinfo", "-struct-text"], "pact", tmp_path)
    assert (
        tree.index("Premesso che") < tree.index("Che cosa facciamo insieme") < tree.index("Tempi e risorse")
    )
    for element in ("H1", "H2", "L ", "LI", "Lbl", "LBody", "Table", "TH", "TD", "Figure"):
        assert element in tree
    assert "BOZZA" not in tree
