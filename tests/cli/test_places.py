"""Places and maps from the command line: taken in from GeoJSON, put on paper."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two places, and one that cannot be one."""
    features = [
        {
            "type": "Feature",
            "properties": {"nome": "Prato", "indirizzo": "via X 1"},
            "geometry": point(7.68, 45.07),
        },
        {"type": "Feature", "id": 7, "properties": {"name": "Cortile"}, "geometry": None},
        {"type": "Feature", "properties": {"name": "Fuori"}, "geometry": point(700, 45)},
    ]
    path = tmp_path / "luoghi.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def point(longitude: float, latitude: float) -> dict[str, object]:
    return {"type": "Point", "coordinates": [longitude, latitude]}


def test_a_file_comes_in_once_and_says_what_it_left_out(cocity: Command, file: Path) -> None:
    cocity("init", "--house", "Casa di prova")
    tried = cocity("place", "import-geojson", file, "--dry-run", language="it")
    assert (tried.code, tried.out.strip()) == (0, "2 luoghi nuovi, 1 lasciato fuori")
    assert "3. Fuori: Questa forma non si può salvare: un punto sta fuori dal mondo." in tried.err
    assert "Prato" not in cocity("place", "list").out
    cocity("place", "import-geojson", file)
    assert "via X 1" in cocity("place", "list").out
    again = cocity("place", "import-geojson", file, language="it")
    assert again.out.strip() == "2 come prima, 1 lasciato fuori"


def test_a_file_that_is_no_geojson_is_refused_in_words(cocity: Command, tmp_path: Path) -> None:
    cocity("init", "--house", "Casa di prova")
    wrong = tmp_path / "a.geojson"
    wrong.write_text("nome;via")
    refused = cocity("place", "import-geojson", wrong, language="it")
    assert (refused.code, "non è JSON" in refused.err) == (2, True)


def test_the_map_is_written_as_pdf(cocity: Command, file: Path, tmp_path: Path) -> None:
    cocity("init", "--house", "Casa di prova")
    cocity("place", "import-geojson", file)
    out = tmp_path / "mappa.pdf"
    made = cocity("place", "map", "--out", out, "--title", "I nostri luoghi")
    assert made.code == 0, made.err
    assert out.read_bytes().startswith(b"%PDF")


def test_the_sheet_of_a_place_is_written_whole_and_as_a_public_copy(cocity: Command, tmp_path: Path) -> None:
    cocity("init", "--house", "Casa di prova")
    place = cocity("place", "add", "Cortile").id
    for out, more in ((tmp_path / "a.pdf", ()), (tmp_path / "b.pdf", ("--public",))):
        made = cocity("place", "sheet", place, "--out", out, *more)
        assert made.code == 0, made.err
        assert out.read_bytes().startswith(b"%PDF")
    assert "b.pdf" in cocity("exports").out
    assert cocity("place", "sheet", "nessuno", "--out", tmp_path / "c.pdf").code != 0
