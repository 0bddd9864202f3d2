"""The map of places on paper: drawn, numbered, listed, and read aloud."""

from __future__ import annotations

import io

import pikepdf
import pytest

from cocity_desktop.documents.place_map import render_place_map
from cocity_desktop.domain.geometry import Bounds
from tests.documents.map_samples import FULL, RESOURCES, mark, sheet
from tests.documents.reading import page_texts, read_tagged, whole_text


def test_the_places_are_numbered_and_listed_with_their_state() -> None:
    text = whole_text(render_place_map(FULL, RESOURCES))
    assert "Mappa dei luoghi" in text
    for number, name in enumerate(("Prato", "Argine", "Cortile"), 1):
        assert f"{number} {name} via X 1, Lingotto 8 patto firmato" in text
    assert "ISTAT" in text
    assert "Torino" in page_texts(render_place_map(FULL, RESOURCES))[0]


def test_the_page_lies_on_its_side_and_the_map_is_no_picture() -> None:
    with pikepdf.open(io.BytesIO(render_place_map(FULL, RESOURCES))) as file:
        left, bottom, right, top = (float(one) for one in file.pages[0].mediabox)
        assert (right - left, top - bottom) == pytest.approx((841.89, 595.28), abs=0.1)
        assert not list(file.pages[0].get_images())


def test_the_map_is_a_figure_with_words() -> None:
    tree = read_tagged(render_place_map(FULL, RESOURCES)).tree
    (figure,) = tree.all("Figure")
    assert figure.alt == "Mappa con 3 luoghi, numerati come nell’elenco che segue. Il nord è in alto."
    assert len(tree.all("TR")) == 4


def test_the_same_view_gives_the_same_bytes() -> None:
    assert render_place_map(FULL, RESOURCES) == render_place_map(FULL, RESOURCES)


def test_a_map_without_places_says_so() -> None:
    text = whole_text(render_place_map(sheet(), RESOURCES))
    assert "Sulla mappa non c’è ancora nessun luogo." in text


def test_four_hundred_places_go_on_over_the_pages() -> None:
    many = [mark(f"Luogo {n}", 7.6 + n / 4000, 45.0 + n / 4000) for n in range(400)]
    pages = page_texts(render_place_map(sheet(*many, bounds=Bounds(7.6, 45, 7.7, 45.1)), RESOURCES))
    assert len(pages) > 8
    assert all(f"Luogo {n} via X" in "".join(pages) for n in range(400))


def test_places_at_one_point_share_a_sign_and_keep_their_lines() -> None:
    text = whole_text(
        render_place_map(sheet(*[mark(f"Luogo {n}", 7.68, 45.07) for n in range(20)]), RESOURCES)
    )
    assert "1–20" in text
    assert "I luoghi vicini hanno un segno solo, come 1–20." in text
    assert all(f"{n + 1} Luogo {n} via X" in text for n in range(20))
    assert "un segno solo" not in whole_text(render_place_map(FULL, RESOURCES))


def test_a_long_list_is_also_told_by_name() -> None:
    many = [mark(f"Luogo {n:02}", 7.6 + n / 300, 45.0 + (n * 7 % 30) / 300) for n in range(30)]
    text = " ".join(whole_text(render_place_map(sheet(*many), RESOURCES)).split())
    start = text.index("I luoghi per nome")
    assert text.index("Luogo 00", start) < text.index("Luogo 15", start) < text.index("Luogo 29", start)


def test_what_the_map_does_not_show_is_told_all_the_same() -> None:
    beside = sheet(
        mark("Qui", 7.68, 45.07), mark("Lontano", 8.9, 44.4), bounds=Bounds(7.6, 45, 7.7, 45.1), left_out=3
    )
    text = whole_text(render_place_map(beside, RESOURCES))
    assert "1 Qui via X" in text
    assert text.index("Fuori da quello che la mappa mostra") < text.index("Lontano via X")
    assert "Altri 3 luoghi non sono su questo foglio." in text
