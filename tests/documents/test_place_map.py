"""The map of places on paper: drawn, numbered, listed, and read aloud."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from cocity_desktop.application.document_views import HouseLine
from cocity_desktop.application.views.place_map import PlaceMapSheet, PlaceMark, PlaceStanding
from cocity_desktop.documents.place_map import render_place_map
from cocity_desktop.domain.geometry import Bounds
from cocity_desktop.domain.places import PlaceNature
from cocity_desktop.mapping.files import LocalMapFiles
from tests.documents.reading import page_texts, read_tagged, whole_text

RESOURCES = Path(__file__).parents[2] / "resources"
RING = [[7.68, 45.07], [7.69, 45.07], [7.69, 45.08], [7.68, 45.07]]


def mark(name: str, longitude: float, latitude: float, **more: object) -> PlaceMark:
    return PlaceMark(
        name, name, "via X 1", "Lingotto", 8, PlaceNature.TANGIBLE, PlaceStanding.IN_FORCE, longitude, latitude,
        more.get("geometry"),
    )  # type: ignore[arg-type]  # fmt: skip


def sheet(*marks: PlaceMark, **more: object) -> PlaceMapSheet:
    house = HouseLine("1", "Casa di prova", "", "", "")
    ground = LocalMapFiles(RESOURCES).built_in()
    return PlaceMapSheet(
        house, "", datetime(2027, 2, 11, 17, 30, tzinfo=UTC), "it", marks, tuple(ground.shapes()),
        ground.facts.attribution, **more,
    )  # type: ignore[arg-type]  # fmt: skip


FULL = sheet(
    mark("Cortile", 7.66, 45.03),
    mark("Prato", 7.685, 45.075, geometry={"type": "Polygon", "coordinates": [RING]}),
    mark("Argine", 7.7, 45.06, geometry={"type": "LineString", "coordinates": [[7.7, 45.06], [7.71, 45.07]]}),
)


def test_the_places_are_numbered_and_listed_with_their_state() -> None:
    text = whole_text(render_place_map(FULL, RESOURCES))
    assert "Mappa dei luoghi" in text
    for number, name in enumerate(("Cortile", "Prato", "Argine"), 1):
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
    assert "Luogo 399" in pages[-1]
