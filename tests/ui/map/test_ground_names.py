"""Names out of vector tiles: which ones, where, never over each other, never more than a frame can bear."""

from __future__ import annotations

import itertools
import math
import random
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from cocity_desktop.application.maps import FormKind, GroundShape
from cocity_desktop.domain.map_view import MapView
from cocity_desktop.mapping.files import LocalMapFiles
from cocity_desktop.ui.map.ground import GroundSquares
from cocity_desktop.ui.map.ground_names import (
    LONGEST,
    MOST_DRAWN,
    MOST_IN_A_SQUARE,
    GroundName,
    NamePictures,
    names_in,
)
from cocity_desktop.ui.map.map_widget import MapWidget
from cocity_desktop.ui.map.painters import painter_of
from cocity_desktop.ui.map.picture import Taken
from cocity_desktop.ui.theme import tokens
from tests.mapping.files import layer, mbtiles
from tests.ui.fakes import RESOURCES, speaking

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes

ALL = (0.0, 0.0, 1.0, 1.0)


def street(
    name: str, *points: float, sort: str = "transportation_name", detail: str = "minor"
) -> GroundShape:
    return GroundShape(FormKind.LINE, (points,), name, sort, detail)


def place(name: str, x: float, y: float, detail: str = "suburb", sort: str = "place") -> GroundShape:
    return GroundShape(FormKind.POINT, ((x, y),), name, sort, detail)


class Noted(Taken):
    """What was taken, for looking at afterwards."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[QRectF] = []

    def take(self, rect: QRectF) -> None:
        self.boxes.append(rect)
        super().take(rect)


def drawn(
    view: MapView, *names: GroundName, pictures: NamePictures | None = None
) -> tuple[int, list[QRectF], QImage]:
    image = QImage(int(view.width), int(view.height), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter, taken = QPainter(image), Noted()
    try:
        count = (pictures or NamePictures()).draw(painter, view, names, taken, 1.0)
    finally:
        painter.end()
    return count, taken.boxes, image


def test_settlements_come_before_streets_and_greater_before_smaller() -> None:
    shapes = [
        street("via Esempio", 0.1, 0.5, 0.9, 0.5),
        place("Borgo", 0.2, 0.2, "hamlet"),
        street("corso Grande", 0.1, 0.6, 0.9, 0.6, detail="primary"),
        place("Città", 0.3, 0.3, "city"),
    ]
    assert [one.words for one in names_in(shapes, ALL, 14)] == [
        "Città",
        "Borgo",
        "corso Grande",
        "via Esempio",
    ]


@pytest.mark.parametrize(
    "shape",
    [
        place("Bar", 0.5, 0.5, sort="poi"),
        place("", 0.5, 0.5),
        place("x" * (LONGEST + 1), 0.5, 0.5),
        place("fuori", 1.5, 0.5),
        street("fiume", 0.1, 0.5, 0.9, 0.5, sort="waterway"),
        GroundShape(FormKind.AREA, ((0.1, 0.1, 0.9, 0.1, 0.9, 0.9, 0.1, 0.1),), "Prato", "place"),
    ],
)
def test_what_is_left_out(shape: GroundShape) -> None:
    assert names_in([shape], ALL, 14) == ()


def test_streets_have_names_from_near_only() -> None:
    shape = street("via Esempio", 0.1, 0.5, 0.9, 0.5)
    assert names_in([shape], ALL, 11) == ()
    assert len(names_in([shape], ALL, 12)) == 1


def test_a_street_is_named_on_its_longest_straight_piece_and_read_from_the_left() -> None:
    bent = street("via Storta", 0.9, 0.9, 0.9, 0.8, 0.3, 0.2, 0.2, 0.25)
    (name,) = names_in([bent], ALL, 14)
    assert (name.x, name.y) == pytest.approx((0.6, 0.5))
    assert name.slope == pytest.approx(math.pi / 4)


@pytest.mark.parametrize("turn", range(0, 360, 15))
def test_no_street_stands_on_its_head(turn: int) -> None:
    x, y = math.cos(math.radians(turn)) / 3, math.sin(math.radians(turn)) / 3
    (name,) = names_in([street("via", 0.5 - x, 0.5 - y, 0.5 + x, 0.5 + y)], ALL, 14)
    assert -math.pi / 2 <= name.slope <= math.pi / 2


def test_a_name_belongs_to_the_square_that_its_middle_is_in() -> None:
    shape = street("via Lunga", 0.1, 0.5, 0.9, 0.5)
    squares = [(0.0, 0.0, 0.5, 1.0), (0.5, 0.0, 1.0, 1.0)]
    assert [len(names_in([shape], one, 14)) for one in squares] == [0, 1]


def test_a_crowded_square_has_a_few() -> None:
    many = [street(f"via {n}", 0.1, n / 999, 0.9, n / 999) for n in range(999)]
    assert len(names_in(many, ALL, 14)) == MOST_IN_A_SQUARE


def test_no_two_names_meet_and_a_frame_draws_so_many(qapp: object) -> None:
    dice = random.Random(391)
    view = MapView(0.5, 0.5, 12, 1366, 768)
    left, top, right, bottom = view.window()
    names = [
        GroundName(dice.choice((0, 3, 9, 20, 25)), f"Nome {n}", dice.uniform(left, right), dice.uniform(top, bottom),
                   dice.uniform(-1.5, 1.5), 1.0)
        for n in range(600)
    ]  # fmt: skip
    count, boxes, _image = drawn(view, *names)
    assert 15 < count <= MOST_DRAWN
    assert not any(one.intersects(other) for one, other in itertools.combinations(boxes, 2))
    assert all(QRectF(-2, -2, 1370, 772).contains(box) for box in boxes)


def test_a_frame_makes_a_few_pictures_and_the_next_ones_the_rest(qapp: object) -> None:
    view, pictures = MapView(0.5, 0.5, 12, 1000, 600), NamePictures()
    names = [GroundName(3, f"Nome {n}", 0.5, 0.5 + (n - 9) * 30 / view.scale) for n in range(18)]
    pictured = []
    for _frame in range(4):
        pictured.append(drawn(view, *names, pictures=pictures)[2])
        rest = pictures.unfinished
    assert not rest
    assert len({bytes(image.constBits()) for image in pictured}) == 4, (
        "each frame shows more than the one before"
    )
    drawn(view, *(name._replace(words=f"{name.words} bis") for name in names), pictures=pictures)
    assert pictures.unfinished


def test_one_name_is_not_said_twice_side_by_side(qapp: object) -> None:
    view = MapView(0.5, 0.5, 12, 1000, 600)
    step = 100 / view.scale
    names = [GroundName(3, "Lingotto", 0.5 + n * step, 0.5) for n in range(-4, 5)]
    assert drawn(view, *names)[0] == 3


def test_a_street_too_short_for_its_name_has_none(qapp: object) -> None:
    view = MapView(0.5, 0.5, 12, 1000, 600)
    short, long = (GroundName(25, "via del Nome Lungo", 0.5, 0.5, 0.0, w / view.scale) for w in (60, 300))
    assert (drawn(view, short)[0], drawn(view, long)[0]) == (0, 1)


def test_names_are_read_in_light_and_in_dark(qapp: object) -> None:
    view = MapView(0.5, 0.5, 12, 300, 100)
    pictures, name = NamePictures(), GroundName(3, "Lingotto", 0.5, 0.5)
    first = drawn(view, name, pictures=pictures)[2]
    assert drawn(view, name, pictures=pictures)[2] == first, "what is kept is the same again"
    before = tokens.current()
    tokens.use("dark" if before == "light" else "light")
    try:
        assert drawn(view, name, pictures=pictures)[2] != first
    finally:
        tokens.use(before)


def test_a_layer_of_tiles_is_named_in_the_window(tmp_path: Path, lanes: Lanes, qtbot: QtBot) -> None:
    tile = layer("place", [(1, [(2048, 2048)], {"name": "Lingotto", "class": "suburb"})])
    path = mbtiles(tmp_path / "a.mbtiles", {(0, 0, 0): tile}, format="pbf")
    ground = LocalMapFiles(RESOURCES).open(path)
    with speaking("it"):
        squares = GroundSquares()
        widget = MapWidget(squares)
        qtbot.addWidget(widget)
        widget.resize(400, 300)
        squares.use([painter_of(ground)])
        widget.show()
        widget.view = MapView(0.5, 0.5, 12, widget.width(), widget.height())
        widget.update()
        qtbot.waitUntil(lambda: [one.words for one in squares.names(widget.view)] == ["Lingotto"])
        named = widget.grab().toImage()
        squares._names.clear()
        assert widget.grab().toImage() != named
    ground.close()
