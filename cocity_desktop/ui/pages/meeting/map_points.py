"""A point on the map as people copy it from one: read and written. No Qt here."""

from __future__ import annotations

import re
from typing import NamedTuple

from cocity_desktop.localization import _
from cocity_desktop.ui.widgets.date_reading import Unreadable

_POINT = re.compile(r"^\s*(-?\d{1,2}[.,]\d+)\s*[,; ]\s*(-?\d{1,3}[.,]\d+)\s*$")


class Point(NamedTuple):
    """Degrees of WGS 84."""

    latitude: float
    longitude: float


def read_point(text: str) -> Point | None:
    """«45.0781, 7.6761» as maps write it, with points or commas; None for nothing. Raises Unreadable with words."""
    if not text.strip():
        return None
    match = _POINT.match(text)
    if match is None:
        raise Unreadable(_("Write the point as maps do: 45.0781, 7.6761"))
    return Point(*(float(part.replace(",", ".")) for part in match.groups()))


def write_point(latitude: float | None, longitude: float | None) -> str:
    """As `read_point` reads it."""
    if latitude is None or longitude is None:
        return ""
    return f"{latitude:.6f}".rstrip("0") + ", " + f"{longitude:.6f}".rstrip("0")
