"""Names over any ground: in the inks that can be read on it, with a rim; and lanes that stand back while a frame is drawn."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from cocity_desktop.application.views.place_map import PlaceMark, PlaceStanding
from cocity_desktop.domain.map_view import MapView
from cocity_desktop.domain.places import PlaceNature
from cocity_desktop.mapping.files import LocalMapFiles
from cocity_desktop.ui.map import turnstile
from cocity_desktop.ui.map.ground import GroundSquares
from cocity_desktop.ui.map.painters import painter_of
from cocity_desktop.ui.map.picture import Taken
from cocity_desktop.ui.map.sign_pictures import SignNames
from cocity_desktop.ui.map.signs import Signs
from cocity_desktop.ui.map.words import LEAST_CONTRAST, WordLook, WordPictures, light_of, look_on, pictured
from cocity_desktop.ui.theme import tokens
from cocity_desktop.ui.theme.fonts import metrics
from tests.mapping.files import mbtiles, png
from tests.ui.fakes import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes
    from cocity_desktop.ui.theme.tokens import Scheme, Token


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> Iterator[Scheme]:
    before = tokens.current()
    tokens.use(request.param)
    yield request.param
    tokens.use(before)


@pytest.mark.parametrize("ink", ["text", "primary", "muted"])
@pytest.mark.parametrize(
    ("light", "wanted"), [(1.0, "light"), (0.85, "light"), (0.02, "dark"), (0.0, "dark")]
)
def test_the_ground_decides_the_ink(scheme: Scheme, ink: Token, light: float, wanted: Scheme) -> None:
    look = look_on(13, 600, ink, light)
    assert look.scheme == wanted
    assert look.ink in {ink, "text"}
    dark, bright = sorted((tokens.luminance(tokens.TABLES[wanted][look.ink]), light))
    assert (bright + 0.05) / (dark + 0.05) >= LEAST_CONTRAST


def test_ground_that_is_not_known_keeps_the_scheme(scheme: Scheme) -> None:
    assert look_on(13, 600, "muted", None) == WordLook(13, 600, "muted", scheme)
    ground = tokens.luminance(tokens.TABLES[scheme]["surface"])
    assert look_on(13, 600, "muted", ground) == WordLook(13, 600, "muted", scheme)


@pytest.mark.parametrize("own", ["light", "dark"])
def test_a_name_has_a_rim_of_the_page_all_around(qapp: object, own: Scheme) -> None:
    image = pictured("Giardino", WordLook(13, 600, "text", own), 1.0).toImage()
    solid = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    ]
    lights = {tokens.luminance(one.name()) for one in solid}
    dark, bright = min(lights), max(lights)
    assert (bright + 0.05) / (dark + 0.05) > 7
    rim = QColor(tokens.TABLES[own]["surface"])
    assert sum(one == rim for one in solid) > 60


def test_the_light_of_a_picture_is_known_field_by_field(qapp: object) -> None:
    image = QImage(256, 256, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    painter = QPainter(image)
    painter.fillRect(0, 0, 128, 256, QColor("white"))
    painter.end()
    row = [round(light, 1) for light in light_of(image)[:4]]
    assert row == [1.0, 1.0, 0.0, 0.0]


@pytest.mark.parametrize(("colour", "wanted"), [(b"\xf2\xef\xe9", "light"), (b"\x14\x18\x1c", "dark")])
def test_a_raster_is_as_light_as_it_is_in_both_schemes(
    scheme: Scheme, colour: bytes, wanted: Scheme, tmp_path: Path, lanes: Lanes, qtbot: QtBot
) -> None:
    ground = LocalMapFiles(RESOURCES).open(
        mbtiles(tmp_path / "a.mbtiles", {(0, 0, 0): png(colour)}, format="png")
    )
    squares, view, box = GroundSquares(), MapView(0.5, 0.5, 1, 400, 300), QRectF(150, 140, 80, 20)
    squares.use([painter_of(ground)])
    assert squares.light(view, box) is None
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    squares.paint(painter, view, 1.0)
    painter.end()
    qtbot.waitUntil(lambda: squares.light(view, box) is not None)
    assert look_on(13, 600, "text", squares.light(view, box)).scheme == wanted
    ground.close()


def test_a_frame_makes_so_many_pictures_but_never_leaves_out_the_chosen_name(qapp: object) -> None:
    image = QImage(400, 100, QImage.Format.Format_ARGB32_Premultiplied)
    pictures, look = WordPictures(2), WordLook(13, 600, "text", "light")

    def drawn(words: str, *, urgent: bool = False) -> bool:
        image.fill(0)
        painter = QPainter(image)
        pictures.put(painter, QPointF(200, 50), words, look, 1.0, urgent=urgent)
        painter.end()
        return image.pixelColor(200, 50).alpha() + image.pixelColor(195, 50).alpha() > 0

    pictures.begin()
    assert [drawn(words) for words in ("Uno", "Due", "Tre")] == [True, True, False]
    assert pictures.unfinished
    assert drawn("Quattro", urgent=True)
    pictures.begin()
    assert drawn("Tre")
    assert not pictures.unfinished


def test_a_lane_waits_while_a_frame_is_drawn_and_goes_on_after_it() -> None:
    before, after = threading.Event(), threading.Event()

    def work() -> None:
        before.set()
        turnstile.pass_through()
        after.set()

    with turnstile.closed():
        lane = threading.Thread(target=work)
        lane.start()
        assert before.wait(10)
        assert not after.is_set()
    assert after.wait(10)
    lane.join()
    turnstile.pass_through()


def test_signs_made_ahead_are_those_that_would_have_been_made(qapp: object) -> None:
    marks = [
        PlaceMark(
            str(n), f"L {n}", "", "", 1, PlaceNature.TANGIBLE, PlaceStanding.NONE, 7.6 + n % 40 / 300, 45 + n / 9000, None
        )
        for n in range(900)
    ]  # fmt: skip
    view = MapView(*MapView.world(7.67, 45.05), 12, 900, 600)
    passed: list[None] = []
    ahead, plain = Signs(marks), Signs(marks)
    made = ahead.ahead(view, lambda: passed.append(None))
    assert made is not None
    assert made.made
    assert len(passed) >= len(marks)
    ahead.keep(made)
    assert ahead.seen(view) == plain.seen(view)
    assert ahead.ahead(view, lambda: None) is None


class NamesPut:
    """In the place of the pictures of words: where each would be."""

    def __init__(self) -> None:
        self.left: dict[str, float] = {}

    def put(
        self, _painter: QPainter, middle: QPointF, words: str, look: WordLook, _ratio: float, *, urgent: bool
    ) -> None:
        self.left[words] = middle.x() - metrics(look.size, look.weight).horizontalAdvance(words) / 2


@pytest.mark.parametrize(("across", "within"), [(60, False), (400, True)])
@pytest.mark.parametrize("chosen", [None, "a"])
def test_a_name_stands_beside_a_small_shape_and_within_a_wide_one(
    qapp: object, across: int, within: bool, chosen: str | None
) -> None:
    mark = PlaceMark("a", "Cortile", "", "", 1, PlaceNature.TANGIBLE, PlaceStanding.NONE, 7.6, 45, None)
    view = MapView(*MapView.world(7.6, 45), 15, 900, 600)
    put, image = NamesPut(), QImage(900, 600, QImage.Format.Format_RGB32)
    (sign,) = Signs([mark]).seen(view)
    half = across / 2 / view.scale
    shape = QRectF(sign.x - half, sign.y - half, 2 * half, 2 * half)
    painter = QPainter(image)
    names = SignNames(put)  # type: ignore[arg-type]
    names.draw(painter, view, [sign], chosen, Taken(), 1.0, lambda _view, _box: None, {"a": shape})
    painter.end()
    assert (put.left["Cortile"] < 450 + across / 2) is within
