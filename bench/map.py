"""How long a frame of the map takes: 5,000 places over a detailed ground, moved and zoomed as a hand does.

    python -m bench map

Prints the times of whole frames (signs, names, shapes, squares of ground copied) beside the 16 ms of a screen at 60 Hz,
and how long one square of ground takes on the work lane. The ground is that of the app, made ten times as detailed.
"""

from __future__ import annotations

import math
import os
import random
from array import array
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from cocity_desktop import bootstrap
from cocity_desktop.application.maps import GroundFacts, GroundKind, GroundShape
from cocity_desktop.application.views.place_map import PlaceMark, PlaceStanding
from cocity_desktop.domain.places import PlaceNature
from cocity_desktop.mapping.files import LocalMapFiles
from cocity_desktop.mapping.geojson import GeoJsonGround
from cocity_desktop.ui.map.ground import GroundSquares, painted
from cocity_desktop.ui.map.map_widget import MapWidget
from cocity_desktop.ui.map.painters import painter_of
from cocity_desktop.ui.operation import Lanes
from cocity_desktop.ui.theme import install

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACES = 5_000
DETAIL = 30
BUDGET = 16.0
"""Milliseconds."""


def marks() -> list[PlaceMark]:
    """Places all over Torino, a third of them with a shape."""
    dice = random.Random(391)
    made = []
    for number in range(PLACES):
        x, y = dice.gauss(7.68, 0.035), dice.gauss(45.07, 0.03)
        ring = [[x + 0.0006 * math.cos(a), y + 0.0004 * math.sin(a)] for a in (0, 1, 2, 3, 4, 5)]
        shape = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]} if number % 3 == 0 else None
        standing = dice.choice(list(PlaceStanding))
        made.append(
            PlaceMark(
                str(number),
                f"Giardino numero {number}",
                "",
                "",
                1,
                PlaceNature.TANGIBLE,
                standing,
                x,
                y,
                shape,
            )
        )
    return made


def detailed() -> GeoJsonGround:
    """The borders of the app with `DETAIL` crooked pieces for each straight one."""
    dice = random.Random(391)
    shapes, points = [], 0
    for shape in LocalMapFiles(bootstrap.shipped()[0]).built_in().shapes():
        parts = []
        for part in shape.parts:
            line = array("d")
            for at in range(0, len(part) - 2, 2):
                for step in range(DETAIL):
                    share = step / DETAIL
                    for axis in (0, 1):
                        here, there = part[at + axis], part[at + axis + 2]
                        line.append(here + (there - here) * share + dice.uniform(-2e-7, 2e-7))
            line.extend(line[:2])
            points += len(line) // 2
            parts.append(line)
        shapes.append(GroundShape(shape.form, tuple(parts), shape.name))
    print(f"ground: {len(shapes)} areas, {points} points")
    return GeoJsonGround(GroundFacts("Prova", GroundKind.SHAPES), tuple(shapes))


def journey(widget: MapWidget) -> Iterator[str]:
    """Eighty frames: pulled about at four zooms, and the wheel between them."""
    widget.fit()
    yield "first"
    yield "fit"
    for _zoom in range(4):
        for _step in range(18):
            widget._look(widget.view.moved(-11, 7))
            yield "pull"
        widget.zoom(2)
        yield "zoom"


def let_the_window_live() -> None:
    """One turn of the event loop, as between two frames: squares that are ready come in."""
    loop = QEventLoop()
    QTimer.singleShot(0, loop.quit)
    loop.exec()


def main() -> None:
    """Measure and print."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    install(app, bootstrap.shipped()[0], "light")
    lanes = Lanes(app)
    start = perf_counter()
    painter = painter_of(detailed())
    print(f"opened in {perf_counter() - start:.2f} s (off the main thread in the app)")
    ground = GroundSquares()
    ground.use([painter])
    widget = MapWidget(ground)
    widget.resize(1158, 600)
    widget.set_marks(marks())
    frames: dict[str, list[float]] = {"first": [], "fit": [], "pull": [], "zoom": []}
    image = QImage(1158, 600, QImage.Format.Format_ARGB32_Premultiplied)
    for kind in journey(widget):
        start = perf_counter()
        with_painter = QPainter(image)
        widget.draw(with_painter)
        with_painter.end()
        frames[kind].append((perf_counter() - start) * 1000)
        let_the_window_live()
    squares = []
    for column in range(8):
        start = perf_counter()
        painted([painter], (22, 1066 + column % 4, 733 + column // 4), 1.0)
        squares.append((perf_counter() - start) * 1000)
    for kind, times in frames.items():
        print(
            f"{kind}: {len(times)} frames, median {median(times):.1f} ms, worst {max(times):.1f} ms of {BUDGET:.0f}"
        )
    print(f"a square of ground: median {median(squares):.1f} ms on the work lane")
    lanes.close()
