"""Shapes of places: what is refused and why, and that they are measured rightly."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocity_desktop.domain.errors import UserError
from cocity_desktop.domain.geometry import (
    MOST_POSITIONS,
    Bounds,
    ShapeFault,
    anchor,
    checked,
    contains,
    measures,
    metres_between,
)
from cocity_desktop.domain.map_view import FURTHEST_NORTH, HIGHEST, LOWEST, MapView

RING = [[7.68, 45.07], [7.69, 45.07], [7.69, 45.08], [7.68, 45.08], [7.68, 45.07]]
VIEWS = st.builds(
    MapView,
    st.floats(0, 1),
    st.floats(0, 1),
    st.integers(int(LOWEST * 2), int(HIGHEST * 2)).map(lambda half: half / 2),
    st.floats(200, 3000),
    st.floats(200, 3000),
)


@pytest.mark.parametrize(
    ("geometry", "reason"),
    [
        (None, ShapeFault.TYPE),
        ({"type": "Circle", "coordinates": [1, 2]}, ShapeFault.TYPE),
        ({"type": "GeometryCollection", "geometries": []}, ShapeFault.TYPE),
        ({"type": "Point"}, ShapeFault.COORDINATES),
        ({"type": "Point", "coordinates": ["7", "45"]}, ShapeFault.COORDINATES),
        ({"type": "Point", "coordinates": [True, 45]}, ShapeFault.COORDINATES),
        ({"type": "Point", "coordinates": [45.07, 7.68, 1, 2, 3]}, ShapeFault.COORDINATES),
        ({"type": "Point", "coordinates": [7.68, 145.07]}, ShapeFault.RANGE),
        ({"type": "Point", "coordinates": [math.nan, 45]}, ShapeFault.RANGE),
        ({"type": "Point", "coordinates": [10**400, 45]}, ShapeFault.RANGE),
        ({"type": "LineString", "coordinates": [[7, 45]]}, ShapeFault.SHORT),
        ({"type": "Polygon", "coordinates": []}, ShapeFault.EMPTY),
        ({"type": "MultiPolygon", "coordinates": []}, ShapeFault.EMPTY),
        ({"type": "Polygon", "coordinates": [RING[:-1]]}, ShapeFault.OPEN),
        ({"type": "Polygon", "coordinates": [[RING[0]] * 4]}, ShapeFault.SHORT),
        ({"type": "LineString", "coordinates": [[7, 45]] * (MOST_POSITIONS + 1)}, ShapeFault.LARGE),
    ],
)
def test_a_wrong_shape_is_refused_with_its_reason(geometry: object, reason: ShapeFault) -> None:
    with pytest.raises(UserError) as refused:
        checked(geometry)
    assert (refused.value.field, refused.value.details["reason"]) == ("geometry", reason)


def test_heights_are_dropped() -> None:
    assert checked({"type": "Point", "coordinates": [7, 45, 240]}) == {
        "type": "Point",
        "coordinates": [7.0, 45.0],
    }


def test_an_area_is_that_of_the_ellipsoid() -> None:
    """A hundredth of a degree at 45.075° north: 788.0 m by 1111.4 m (arc lengths on WGS 84), less a hole."""
    whole = measures(checked({"type": "Polygon", "coordinates": [RING]}))
    assert whole.area == pytest.approx(787.96 * 1111.33, rel=2e-3)
    assert whole.length == pytest.approx(2 * (787.96 + 1111.33), rel=2e-3)
    hole = [[7.682, 45.072], [7.684, 45.072], [7.684, 45.074], [7.682, 45.074], [7.682, 45.072]]
    pierced = measures(checked({"type": "Polygon", "coordinates": [RING, hole]}))
    assert pierced.area == pytest.approx(whole.area * 0.96, rel=1e-3)


def test_a_degree_of_latitude_has_its_length() -> None:
    assert metres_between((7.68, 45.0), (7.68, 45.01)) == pytest.approx(1111.3, abs=0.3)


def test_the_sign_of_a_horseshoe_stands_inside_it() -> None:
    ring = [[0, 0], [6, 0], [6, 6], [5, 6], [5, 1], [1, 1], [1, 6], [0, 6], [0, 0]]
    shape = checked({"type": "Polygon", "coordinates": [ring]})
    assert contains(shape["coordinates"][0], anchor(shape))


def test_the_sign_of_a_line_stands_on_its_middle() -> None:
    assert anchor(checked({"type": "LineString", "coordinates": [[0, 0], [1, 0], [4, 0]]})) == (2.0, 0.0)


@given(st.floats(-180, 180), st.floats(-FURTHEST_NORTH, FURTHEST_NORTH))
def test_the_projection_comes_back(longitude: float, latitude: float) -> None:
    back = MapView.degrees(*MapView.world(longitude, latitude))
    assert back == pytest.approx((longitude, latitude), abs=1e-9)


@given(VIEWS, st.floats(0, 1), st.floats(0, 1))
def test_a_pixel_comes_back(view: MapView, right: float, down: float) -> None:
    at = (right * view.width, down * view.height)
    assert view.place(*view.world_at(*at)) == pytest.approx(at, abs=1e-3)


@given(VIEWS, st.integers(-3, 3), st.floats(0, 1), st.floats(0, 1))
def test_zooming_keeps_the_ground_under_the_hand(
    view: MapView, steps: int, right: float, down: float
) -> None:
    at = (right * view.width, down * view.height)
    before, nearer = view.world_at(*at), view.zoomed(steps, *at)
    after = nearer.world_at(*at)
    if 0 < nearer.x < 1 and 0 < nearer.y < 1:
        assert after == pytest.approx(before, abs=1e-9)
    assert LOWEST <= nearer.zoom <= HIGHEST


@given(VIEWS, st.floats(-179, 178), st.floats(-80, 79), st.floats(1e-6, 1))
def test_what_is_fitted_is_seen_whole(view: MapView, west: float, south: float, size: float) -> None:
    box = Bounds(west, south, west + size, south + size)
    fitted = view.fitted(box)
    for corner in ((box.west, box.north), (box.east, box.south)):
        x, y = fitted.to_screen(*corner)
        assert -1 <= x <= fitted.width + 1
        assert -1 <= y <= fitted.height + 1


@given(VIEWS)
def test_the_scale_bar_is_round_and_true(view: MapView) -> None:
    metres, pixels = view.scale_bar(120)
    assert pixels <= 120
    assert pixels > 40
    assert str(f"{metres:e}")[0] in "125"
    assert metres == pytest.approx(pixels * view.metres_per_pixel())
