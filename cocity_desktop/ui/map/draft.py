"""A shape while it is being drawn: its corners, the one under the hand, and what can be taken back. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.maps import FormKind
from cocity_desktop.application.place_shapes import corners_of, shape_of

if TYPE_CHECKING:
    from cocity_desktop.application.maps import Geometry

Corner = tuple[float, float]
"""Longitude and latitude in degrees."""
_DIGITS = 7
"""A centimetre."""
_LEAST = {FormKind.POINT: 1, FormKind.LINE: 2, FormKind.AREA: 3}


class ShapeDraft:
    """Corners in order; an area's outline closes by itself. `chosen` is the corner that keys move."""

    def __init__(self, form: FormKind, corners: tuple[Corner, ...] = ()) -> None:
        self.form = form
        self.corners = corners
        self.chosen: int | None = None
        self._before: list[tuple[Corner, ...]] = []

    @property
    def changed(self) -> bool:
        """Whether there is anything to take back."""
        return bool(self._before)

    @property
    def complete(self) -> bool:
        """Whether it can be kept: an area needs three corners that differ."""
        return len(set(self.corners)) >= _LEAST[self.form]

    def add(self, corner: Corner, at: int | None = None) -> None:
        """One more corner, after the others or before the one at `at`; the only one of a point moves there."""
        corner = _rounded(corner)
        if self.form is FormKind.POINT:
            self._become((corner,))
            self.chosen = 0
            return
        place = len(self.corners) if at is None else at
        self._become((*self.corners[:place], corner, *self.corners[place:]))
        self.chosen = place

    def move(self, place: int, corner: Corner, *, going_on: bool = False) -> None:
        """Put a corner elsewhere; `going_on` belongs to the step before, as a drag does after its first pixel."""
        moved = (*self.corners[:place], _rounded(corner), *self.corners[place + 1 :])
        if going_on:
            self.corners = moved
        else:
            self._become(moved)
        self.chosen = place

    def remove(self, place: int) -> None:
        """Take a corner away."""
        self._become((*self.corners[:place], *self.corners[place + 1 :]))
        self.chosen = min(place, len(self.corners) - 1) if self.corners else None

    def undo(self) -> bool:
        """Take the last step back; False when there is none."""
        if not self._before:
            return False
        self.corners = self._before.pop()
        self.chosen = len(self.corners) - 1 if self.corners else None
        return True

    def choose(self, step: int) -> None:
        """The next corner, or the one before; past the last none is chosen."""
        count = len(self.corners)
        if not count:
            return
        at = (count if self.chosen is None else self.chosen) + step
        self.chosen = None if at in (-1, count) else at % (count + 1)

    def middles(self) -> list[tuple[int, Corner]]:
        """Between two corners, where a new one may be pulled out: before which corner, and where."""
        if self.form is FormKind.POINT or len(self.corners) < 2:
            return []
        pairs = list(enumerate(zip(self.corners, self.corners[1:], strict=False), 1))
        if self.form is FormKind.AREA and len(self.corners) > 2:
            pairs.append((len(self.corners), (self.corners[-1], self.corners[0])))
        return [(place, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)) for place, (a, b) in pairs]

    def geometry(self) -> Geometry | None:
        """As GeoJSON; None while it is not complete."""
        return shape_of(self.form, self.corners) if self.complete else None

    def _become(self, corners: tuple[Corner, ...]) -> None:
        self._before.append(self.corners)
        self.corners = corners


def draft_of(geometry: Geometry | None) -> ShapeDraft | None:
    """A shape to go on with; None for one of several parts or with holes, which is kept as it is."""
    found = corners_of(geometry) if geometry is not None else None
    return ShapeDraft(*found) if found is not None else None


def _rounded(corner: Corner) -> Corner:
    longitude, latitude = max(-180.0, min(180.0, corner[0])), max(-90.0, min(90.0, corner[1]))
    return round(longitude, _DIGITS), round(latitude, _DIGITS)
