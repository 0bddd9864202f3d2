"""Map files read: what they hold, and what is said of those that cannot be read."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

import pytest

from cocity_desktop.application.maps import FormKind, GroundKind, MapFault
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode, UserError
from cocity_desktop.domain.map_view import MapView
from cocity_desktop.mapping import geojson
from cocity_desktop.mapping.files import LocalMapFiles
from cocity_desktop.mapping.pmtiles import tile_id
from cocity_desktop.system import paths
from tests.mapping.files import PNG, mbtiles, pmtiles, vector_tile

if TYPE_CHECKING:
    from pathlib import Path

SQUARE = [(1024, 1024), (3072, 1024), (3072, 3072), (1024, 3072)]
FILES = LocalMapFiles(paths.resources())


def collection(*geometries: object, **properties: object) -> str:
    features = [{"type": "Feature", "properties": properties, "geometry": one} for one in geometries]
    return json.dumps({"type": "FeatureCollection", "features": features})


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refusal(path: Path) -> tuple[ErrorCode, object]:
    with pytest.raises((UserError, EnvironmentFault)) as refused:
        FILES.open(path)
    return refused.value.code, refused.value.details.get("reason")


def test_the_borders_that_come_with_the_app_have_torino_in_them() -> None:
    ground = FILES.built_in()
    names = {shape.name for shape in ground.shapes()}
    assert {"Torino", "Moncalieri", "Settimo Torinese"} <= names
    assert "ISTAT" in ground.facts.attribution
    assert ground.facts.bounds is not None
    assert ground.facts.bounds.west < 7.68 < ground.facts.bounds.east


def test_geojson_gives_every_kind_of_shape_with_its_name(tmp_path: Path) -> None:
    text = collection(
        {"type": "Polygon", "coordinates": [[[7, 45], [8, 45], [8, 46], [7, 45]]]},
        {"type": "MultiLineString", "coordinates": [[[7, 45], [8, 45]], [[7, 46], [8, 46]]]},
        {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [7.5, 45.5]}]},
        nome="Prova",
    )
    ground = FILES.open(written(tmp_path / "a.geojson", text))
    assert [(one.form, len(one.parts), one.name) for one in ground.shapes()] == [
        (FormKind.AREA, 1, "Prova"),
        (FormKind.LINE, 2, "Prova"),
        (FormKind.POINT, 1, "Prova"),
    ]
    assert tuple(ground.shapes()[2].parts[0]) == MapView.world(7.5, 45.5)


def test_a_big_file_is_read_feature_by_feature_to_the_same_shapes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = [{"type": "Point", "coordinates": [7 + n / 1000, 45]} for n in range(300)]
    path = written(tmp_path / "a.geojson", collection(*points))
    whole = FILES.open(path).shapes()
    monkeypatch.setattr(geojson, "_SMALL", 10)
    steps: list[int] = []
    parted = FILES.open(path, lambda done, _total: steps.append(done)).shapes()
    assert [tuple(one.parts[0]) for one in parted] == [tuple(one.parts[0]) for one in whole]
    assert steps == sorted(steps)
    assert len(steps) == 4


def test_positions_outside_the_world_are_left_out(tmp_path: Path) -> None:
    text = collection({"type": "MultiPoint", "coordinates": [[7, 45], [700, 45], ["a", 1], [7]]})
    assert len(FILES.open(written(tmp_path / "a.geojson", text)).shapes()[0].parts) == 1


@pytest.mark.parametrize(
    ("content", "code", "reason"),
    [
        ('{"type": "FeatureCollection", "features": [', ErrorCode.MAP_FILE_DAMAGED, MapFault.NOT_JSON),
        ('{"type": "Topology"}', ErrorCode.MAP_FILE_DAMAGED, MapFault.NOT_GEOJSON),
        ('{"type": "FeatureCollection", "features": []}', ErrorCode.MAP_FILE_EMPTY, None),
        (b"{\xff\xfe", ErrorCode.MAP_FILE_DAMAGED, MapFault.NOT_JSON),
        ("nome;via\n", ErrorCode.MAP_FILE_UNKNOWN, None),
        (b"SQLite format 3\x00 and no more", ErrorCode.MAP_FILE_DAMAGED, MapFault.NOT_DATABASE),
        (b"PMTiles\x03", ErrorCode.MAP_FILE_DAMAGED, MapFault.CUT),
        (b"PMTiles\x02".ljust(200, b"\x00"), ErrorCode.MAP_FILE_DAMAGED, MapFault.HEADER),
    ],
)
def test_what_cannot_be_read_is_said(
    tmp_path: Path, content: str | bytes, code: ErrorCode, reason: MapFault | None
) -> None:
    assert refusal(written(tmp_path / "a.map", content)) == (code, reason)


def test_a_file_that_is_gone_is_said(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.geojson")[0] is ErrorCode.FILE_UNREADABLE


def test_mbtiles_count_rows_from_the_south(tmp_path: Path) -> None:
    path = mbtiles(
        tmp_path / "a.mbtiles",
        {(1, 1, 0): PNG},
        name="Torino",
        bounds="7.5,45,7.8,45.2",
        attribution="<b>© X</b>",
    )
    ground = FILES.open(path)
    assert (ground.facts.kind, ground.facts.name, ground.facts.attribution) == (
        GroundKind.PICTURES,
        "Torino",
        "© X",
    )
    assert ground.picture(1, 1, 0) == PNG
    assert ground.picture(1, 1, 1) is None
    assert ground.picture(9, 0, 0) is None
    ground.close()


def test_mbtiles_of_vector_tiles_give_shapes(tmp_path: Path) -> None:
    ground = FILES.open(mbtiles(tmp_path / "a.mbtiles", {(1, 1, 0): vector_tile(SQUARE)}, format="pbf"))
    (shape,) = ground.tile_shapes(1, 1, 0)
    assert (shape.form, shape.name, shape.sort) == (FormKind.AREA, "Prato", "landuse")
    assert tuple(shape.parts[0][:4]) == (0.625, 0.125, 0.875, 0.125)
    assert tuple(shape.parts[0][-2:]) == (0.625, 0.125)
    ground.close()


def test_a_view_in_mbtiles_that_never_ends_is_given_up(tmp_path: Path) -> None:
    path = mbtiles(tmp_path / "a.mbtiles", {(0, 0, 0): PNG})
    connection = sqlite3.connect(path)
    connection.executescript(
        "DROP TABLE tiles; CREATE VIEW tiles AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        "SELECT i AS zoom_level, 0 AS tile_column, 0 AS tile_row, x'00' AS tile_data FROM n;"
    )
    connection.close()
    assert refusal(path) == (ErrorCode.MAP_FILE_DAMAGED, MapFault.NOT_DATABASE)


@pytest.mark.parametrize("leaves", [False, True])
def test_pmtiles_give_the_tile_of_its_number(tmp_path: Path, leaves: bool) -> None:
    tiles = [(tile_id(0, 0, 0), PNG), (tile_id(2, 3, 1), PNG + b"2")]
    ground = FILES.open(written(tmp_path / "a.pmtiles", pmtiles(tiles, 2, 2, leaves=leaves)))
    assert (ground.facts.name, ground.facts.attribution, ground.facts.highest) == ("Prova", "© Prova", 2)
    assert ground.picture(0, 0, 0) == PNG
    assert ground.picture(2, 3, 1) == PNG + b"2"
    assert ground.picture(2, 3, 2) is None
    ground.close()


def test_pmtiles_number_their_tiles_along_the_hilbert_curve() -> None:
    """The vectors of the specification and of its reference implementation."""
    known = {
        (0, 0, 0): 0,
        (1, 0, 0): 1,
        (1, 0, 1): 2,
        (1, 1, 1): 3,
        (1, 1, 0): 4,
        (2, 0, 0): 5,
        (12, 3423, 1763): 19078479,
    }
    assert {tile: tile_id(*tile) for tile in known} == known


def test_a_fingerprint_tells_two_files_apart(tmp_path: Path) -> None:
    one, other = written(tmp_path / "a", "{}"), written(tmp_path / "b", "{ }")
    assert FILES.fingerprint(one) != FILES.fingerprint(other)
    assert FILES.fingerprint(one) == FILES.fingerprint(written(tmp_path / "c", "{}"))
