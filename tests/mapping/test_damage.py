"""Whatever is in a map file, reading it ends in shapes or in words: no crash, no endless loop, no flood of memory."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cocity_desktop.domain.errors import AppError, UserError
from cocity_desktop.domain.geometry import TYPES, anchor, bounds, checked, measures
from cocity_desktop.mapping.files import LocalMapFiles
from cocity_desktop.mapping.pmtiles import tile_id
from cocity_desktop.mapping.vector_tile import DamagedTile, read_tile
from cocity_desktop.system import paths
from tests.mapping.files import PNG, mbtiles, pmtiles, vector_tile

if TYPE_CHECKING:
    from pathlib import Path

FILES = LocalMapFiles(paths.resources())
GENTLE = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
WHOLE = pmtiles([(tile_id(z, x, 0), PNG) for z in range(4) for x in range(1 << z)], 2, 3, leaves=True)
TILE = vector_tile([(10, 10), (900, 10), (900, 900), (10, 900)])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(TYPES),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(
            st.sampled_from(
                ["type", "coordinates", "geometry", "geometries", "features", "properties", "name"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=30,
)


def damaged(whole: bytes, cuts: list[tuple[int, int]], end: int) -> bytes:
    content = bytearray(whole)
    for place, value in cuts:
        content[place % len(content)] = value
    return bytes(content[: end % (len(content) + 1)])


DAMAGE = st.tuples(
    st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), max_size=8), st.integers(0, 1 << 20)
)


def use(path: Path) -> None:
    """Everything that the window asks of a map file."""
    try:
        ground = FILES.open(path)
    except AppError:
        return
    ground.shapes()
    for zoom in range(5):
        ground.picture(zoom, 0, 0)
        ground.tile_shapes(zoom, 0, 0)
    ground.close()


@GENTLE
@given(DAMAGE)
def test_damaged_pmtiles(tmp_path: Path, damage: tuple[list[tuple[int, int]], int]) -> None:
    path = tmp_path / "a.pmtiles"
    path.write_bytes(damaged(WHOLE, *damage))
    use(path)


@GENTLE
@given(DAMAGE)
def test_damaged_mbtiles(tmp_path: Path, damage: tuple[list[tuple[int, int]], int]) -> None:
    whole = tmp_path / "whole.mbtiles"
    if not whole.exists():
        mbtiles(whole, {(z, 0, 0): TILE for z in range(4)}, format="pbf", bounds="7,45,8,46")
    path = tmp_path / "a.mbtiles"
    path.write_bytes(damaged(whole.read_bytes(), *damage))
    use(path)


@GENTLE
@given(DAMAGE)
def test_damaged_vector_tiles(damage: tuple[list[tuple[int, int]], int]) -> None:
    try:
        list(read_tile(damaged(TILE, *damage), 3, 1, 1))
    except DamagedTile:
        return


@GENTLE
@given(st.binary(max_size=300))
def test_any_bytes_as_a_vector_tile(content: bytes) -> None:
    try:
        list(read_tile(content, 3, 1, 1))
    except DamagedTile:
        return


@GENTLE
@given(JSON)
def test_any_json_as_geojson(tmp_path: Path, value: object) -> None:
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [value]}))
    use(path)
    FILES.features(path)


@GENTLE
@given(JSON | st.fixed_dictionaries({"type": st.sampled_from(TYPES), "coordinates": JSON}))
def test_a_geometry_is_refused_or_can_be_measured(value: object) -> None:
    try:
        kept = checked(value)
    except UserError:
        return
    box, sign = bounds(kept), anchor(kept)
    assert box.west <= sign[0] <= box.east
    assert box.south <= sign[1] <= box.north
    assert measures(kept).area >= 0
    assert checked(kept) == kept
