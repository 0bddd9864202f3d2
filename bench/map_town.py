"""A town in vector tiles for the bench of the map: streets with names, houses, water, green and settlements, nowhere on Earth.

What a tile holds is what those of OpenMapTiles hold in the middle of a city: some 120 streets and 700 houses at level 14,
streets alone further away. The same seed, the same bytes.
"""

from __future__ import annotations

import gzip
import math
import random
from typing import TYPE_CHECKING

from cocity_desktop.domain.geometry import Bounds
from cocity_desktop.domain.map_view import MapView
from tests.mapping.files import layer, mbtiles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AROUND = Bounds(7.56, 44.99, 7.80, 45.15)
LEVELS = (11, 12, 13, 14)
STREETS = {11: 40, 12: 70, 13: 100, 14: 120}
HOUSES = {14: 700}
_SIDE = 4096
_NAMES = (
    "Prova",
    "Esempio",
    "Modello",
    "Campione",
    "Bozza",
    "Traccia",
    "Ipotesi",
    "Figura",
    "Misura",
    "Scala",
)
_CLASSES = ("primary", "secondary", "tertiary", "minor", "minor", "minor")
Feature = tuple[int, list[tuple[int, int]], dict[str, str]]


def write_town(path: Path) -> tuple[Path, int, int]:
    """The file, how many tiles it has and how many features."""
    tiles, features = {}, 0
    for level in LEVELS:
        for column, row in _squares(level):
            dice = random.Random(f"{level}/{column}/{row}")
            layers = _layers(level, dice)
            features += sum(len(one) for one in layers.values())
            content = b"".join(layer(name, list(found)) for name, found in layers.items())
            tiles[level, column, row] = gzip.compress(content, 6, mtime=0)
    mbtiles(path, tiles, name="Città di prova", format="pbf", attribution="Prova")
    return path, len(tiles), features


def _squares(level: int) -> Iterator[tuple[int, int]]:
    left, top = MapView.world(AROUND.west, AROUND.north)
    right, bottom = MapView.world(AROUND.east, AROUND.south)
    side = 1 << level
    for column in range(int(left * side), int(right * side) + 1):
        for row in range(int(top * side), int(bottom * side) + 1):
            yield column, row


def _layers(level: int, dice: random.Random) -> dict[str, list[Feature]]:
    streets = [_street(dice, number) for number in range(STREETS[level])]
    return {
        "water": [(3, _round(dice, 300), {})],
        "landuse": [(3, _round(dice, 200), {"class": "park"}) for _green in range(12)],
        "building": [(3, _house(dice), {}) for _house_number in range(HOUSES.get(level, 0))],
        "transportation": [(2, points, {"class": said["class"]}) for _kind, points, said in streets],
        "transportation_name": streets,
        "place": [
            (
                1,
                [(dice.randrange(_SIDE), dice.randrange(_SIDE))],
                {"name": f"Borgo {word}", "class": "suburb"},
            )
            for word in dice.sample(_NAMES, 3)
        ],
    }


def _street(dice: random.Random, number: int) -> Feature:
    x, y = dice.randrange(_SIDE), dice.randrange(_SIDE)
    heading = dice.choice((0.0, math.pi / 2)) + dice.gauss(0.4, 0.1)
    points = [(x, y)]
    for _step in range(9):
        heading += dice.gauss(0, 0.06)
        x, y = round(x + 120 * math.cos(heading)), round(y + 120 * math.sin(heading))
        points.append((x, y))
    name = f"Via {dice.choice(_NAMES)} {number % 40}"
    return 2, points, {"name": name, "class": dice.choice(_CLASSES)}


def _house(dice: random.Random) -> list[tuple[int, int]]:
    x, y, wide, high = (
        dice.randrange(_SIDE), dice.randrange(_SIDE), dice.randrange(20, 90), dice.randrange(20, 90),
    )  # fmt: skip
    return [(x, y), (x + wide, y + 6), (x + wide - 6, y + high), (x - 6, y + high - 6)]


def _round(dice: random.Random, radius: int) -> list[tuple[int, int]]:
    x, y = dice.randrange(_SIDE), dice.randrange(_SIDE)
    return [
        (round(x + radius * math.cos(turn / 4)), round(y + radius * math.sin(turn / 4))) for turn in range(24)
    ]
