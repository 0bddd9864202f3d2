"""How long a frame of the map takes: 5,000 places over a detailed ground, moved and zoomed as a hand does.

    python -m bench map

Prints the times of whole frames (signs, names, shapes, squares of ground copied) beside the 16 ms of a screen at 60 Hz,
and how long one square of ground takes on the work lane: over the ground of the app, made thirty times as detailed, and
with a layer of vector tiles over it. Frames are 16 ms apart, as on a screen: between them the lanes have the processor.
"""

from __future__ import annotations

import math
import os
import random
import tempfile
from array import array
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from bench.map_town import write_town
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
    from collections.abc import Iterator, Sequence

    from cocity_desktop.ui.map.painters import GroundPainter

PLACES = 5_000
DETAIL = 30
PULLS = 60
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
    """Some 370 frames: pulled about at six zooms, and the wheel between them; at the last two places show their shapes."""
    widget.fit()
    yield "first"
    yield "fit"
    for _zoom in range(6):
        for step in range(PULLS):
            widget._look(widget.view.moved(-11 if step < PULLS / 2 else 11, 7 if step % 20 < 10 else -7))
            yield "pull"
        widget.zoom(2)
        yield "zoom"


def let_the_window_live(milliseconds: float) -> None:
    """What is left until the next frame: squares that are ready come in."""
    loop = QEventLoop()
    QTimer.singleShot(max(0, round(milliseconds)), loop.quit)
    loop.exec()


def measured(painters: Sequence[GroundPainter]) -> dict[str, list[float]]:
    """The frames of one journey, in milliseconds."""
    ground = GroundSquares()
    ground.use(painters)
    widget = MapWidget(ground)
    widget.resize(1158, 600)
    widget.set_marks(marks())
    frames: dict[str, list[float]] = {"first": [], "fit": [], "pull": [], "zoom": []}
    image, named = QImage(1158, 600, QImage.Format.Format_ARGB32_Premultiplied), 0
    for kind in journey(widget):
        start = perf_counter()
        painter = QPainter(image)
        widget.draw(painter)
        painter.end()
        took = (perf_counter() - start) * 1000
        frames[kind].append(took)
        named = max(named, len(ground.names(widget.view)))
        let_the_window_live(BUDGET - took)
    print(f"  {named} names of the ground at most in one frame")
    return frames


def squares(painters: Sequence[GroundPainter]) -> list[float]:
    """How long squares of ground take that were never asked for, in milliseconds."""
    times = []
    for place in range(8):
        start = perf_counter()
        painted(painters, (28, 8536 + place % 4, 5886 + place // 4), 1.0)
        times.append((perf_counter() - start) * 1000)
    return times


def told(name: str, painters: Sequence[GroundPainter]) -> None:
    """Measure one set of layers and print it."""
    print(f"{name}:")
    for kind, times in measured(painters).items():
        high = sorted(times)[math.ceil(0.95 * len(times)) - 1]
        print(
            f"  {kind}: {len(times)} frames, median {median(times):.1f} ms, p95 {high:.1f} ms, "
            f"worst {max(times):.1f} ms of {BUDGET:.0f}"
        )
    took = squares(painters)
    print(f"  a square of ground: median {median(took):.1f} ms, worst {max(took):.1f} ms on the work lane")


def main() -> None:
    """Measure and print."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    install(app, bootstrap.shipped()[0], "light")
    lanes = Lanes(app)
    start = perf_counter()
    borders = painter_of(detailed())
    print(f"opened in {perf_counter() - start:.2f} s (off the main thread in the app)")
    with tempfile.TemporaryDirectory() as folder:
        path, tiles, features = write_town(Path(folder) / "town.mbtiles")
        print(f"vector tiles: {tiles} of them, {features} features, {path.stat().st_size / 1e6:.1f} MB")
        town = LocalMapFiles(bootstrap.shipped()[0]).open(path)
        told("borders alone", [borders])
        told("vector tiles over the borders", [borders, painter_of(town)])
        lanes.close()
        town.close()
