"""«Testo a fronte»: two columns, marks that grey paper keeps, and under each difference its cause."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from cocity_desktop import bootstrap
from cocity_desktop.documents.comparison_pdf import render_comparison
from cocity_desktop.domain.pact_diff import compare
from cocity_desktop.localization import use_language
from tests.documents.comparison_samples import COMPARISON, NEW, OLD, SAME, article

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@pytest.fixture(autouse=True)
def _italian():
    use_language("it", bootstrap.shipped()[1])
    yield
    use_language("en", bootstrap.shipped()[1])


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return " ".join(" ".join(texts).split())


def test_both_texts_and_the_cause_of_each_difference_are_read_in_order() -> None:
    found = words(render_comparison(COMPARISON, RESOURCES))
    for text in (
        "Testo a fronte",
        "Prima del tavolo",
        "si chiamava «Oggetto»",
        "Si apre alle 8, dal lunedì al venerdì.",
        "Si apre alle 9, dal lunedì al sabato, con chi ha le chiavi.",
        "riscritta: «8» diventa «9»",
        "Beni comuni, prot. 42/2027, 9 febbraio 2027: «Orario del custode»",
        "impegno: «le chiavi le tiene la scuola» (Comitato genitori, Terzo tavolo, 11 febbraio 2027)",
        "articolo tolto",
        "spostata all’articolo 3",
        "spostata qui dall’articolo 2",
        "Articolo 4. Controversie",
    ):
        assert text in found, text
    assert found.index("Si apre alle 8") < found.index("Si apre alle 9") < found.index("riscritta")


def test_what_is_the_same_is_said_in_a_line() -> None:
    found = words(render_comparison(SAME, RESOURCES))
    assert "Il testo è uguale" in found
    assert "Dura tre anni" not in found


def test_the_same_comparison_gives_the_same_bytes() -> None:
    assert render_comparison(COMPARISON, RESOURCES) == render_comparison(COMPARISON, RESOURCES)


def test_a_sentence_longer_than_a_page_is_set_on_several() -> None:
    long = article("z", 9, "Lungo", ("z1", "Una frase molto lunga che non finisce mai, " * 200))
    comparison = replace(COMPARISON, articles=compare((*OLD,), (*NEW, long)))
    assert "Lungo" in words(render_comparison(comparison, RESOURCES))
