"""Which shapes of places a frame draws: those that can be seen beside their sign, in the window, and not the hidden one."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from cocity_desktop.application.views.place_map import PlaceMark, PlaceStanding
from cocity_desktop.domain.map_view import TILE, MapView
from cocity_desktop.domain.places import PlaceNature
from cocity_desktop.ui.map.picture import draw_shapes, place_shape

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

WIDE = 0.001
"""Degrees."""


def square() -> PlaceMark:
    ring = [
        [7.6, 45.0],
        [7.6 + WIDE, 45.0],
        [7.6 + WIDE, 45.0 + WIDE / 2],
        [7.6, 45.0 + WIDE / 2],
        [7.6, 45.0],
    ]
    return PlaceMark(
        "one", "Orto", "", "", None, next(iter(PlaceNature)),
        PlaceStanding.NONE, 7.6, 45.0, {"type": "Polygon", "coordinates": [ring]},
    )  # fmt: skip


def drawn(pixels: float, *, away: float = 0.0, hidden: str | None = None, chosen: str | None = None) -> bool:
    """Whether anything is, of a shape that is so many pixels wide."""
    x, y = MapView.world(7.6 + WIDE / 2 + away, 45.0)
    view = MapView(x, y, math.log2(pixels / (WIDE / 360) / TILE), 200, 100)
    image = QImage(200, 100, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    shape = place_shape(square())
    assert shape is not None
    draw_shapes(painter, view, [shape], chosen, hidden)
    painter.end()
    return any(image.pixelColor(x, y).alpha() for x in range(0, 200, 2) for y in range(0, 100, 2))


@pytest.mark.parametrize(("pixels", "seen"), [(8, False), (15, False), (18, True), (60, True), (600, True)])
def test_a_shape_under_its_own_sign_is_left_out(qtbot: QtBot, pixels: float, seen: bool) -> None:
    assert drawn(pixels) is seen


def test_what_is_outside_or_hidden_is_not_drawn(qtbot: QtBot) -> None:
    assert drawn(60, away=WIDE)
    assert not drawn(60, away=3 * WIDE)
    assert not drawn(60, hidden="one")
    assert drawn(60, chosen="one")


def test_a_place_without_a_shape_has_none(qtbot: QtBot) -> None:
    assert place_shape(replace(square(), geometry=None)) is None
    assert place_shape(replace(square(), geometry={"type": "Point", "coordinates": [7.6, 45.0]})) is None
