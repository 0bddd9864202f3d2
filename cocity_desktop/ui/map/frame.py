"""One frame of the map, from the ground up: squares, shapes, signs, what furnishes it, names, the shape under the hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from cocity_desktop.application.views.place_map import PlaceStanding
from cocity_desktop.ui.map import picture
from cocity_desktop.ui.map.ground_names import NamePictures
from cocity_desktop.ui.map.sign_pictures import SignNames, SignPictures
from cocity_desktop.ui.map.words import WordPictures
from cocity_desktop.ui.theme.canvas import Canvas
from cocity_desktop.ui.theme.tokens import colour

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from cocity_desktop.application.views.place_map import PlaceMark
    from cocity_desktop.domain.map_view import MapView
    from cocity_desktop.ui.map.draft import ShapeDraft
    from cocity_desktop.ui.map.ground import GroundSquares
    from cocity_desktop.ui.map.signs import Sign


_MOST_MADE = 6
"""Pictures of names of places and areas made for one frame, a third of a millisecond each."""


class MapFrame:
    """Paints what it was told to show; `furnished` adds scale, north, legend, attribution and names."""

    def __init__(self, ground: GroundSquares, *, furnished: bool) -> None:
        self._ground, self._furnished = ground, furnished
        self._shapes: list[picture.PlaceShape] = []
        self._boxes: dict[str, QRectF] = {}
        self._standings: list[PlaceStanding] = []
        self._signs, self._ground_names, self._words = (
            SignPictures(),
            NamePictures(),
            WordPictures(_MOST_MADE),
        )
        self._sign_names = SignNames(self._words)

    @property
    def unfinished(self) -> bool:
        """Whether another frame has more to show."""
        return self._ground_names.unfinished or self._words.unfinished

    def set_marks(self, marks: Sequence[PlaceMark]) -> None:
        """Other places."""
        self._shapes = [shape for mark in marks if (shape := picture.place_shape(mark)) is not None]
        # The largest first: nothing small lies hidden, and a frame stops at the first that would be a speck.
        self._shapes.sort(key=lambda one: -one.size)
        self._boxes = {one.mark.id: one.path.boundingRect() for one in self._shapes}
        present = {mark.standing for mark in marks}
        self._standings = [one for one in PlaceStanding if one in present]

    def draw(
        self,
        painter: QPainter,
        view: MapView,
        signs: Sequence[Sign],
        chosen: str | None,
        *,
        hidden: str | None = None,
        draft: ShapeDraft | None = None,
        crosshair: bool = False,
        ratio: float = 1.0,
    ) -> Canvas:
        """All of it but the rim; `hidden` is a place whose kept shape is not shown. Gives the canvas it drew on."""
        room = QRectF(0, 0, view.width, view.height)
        # The world does not turn round with the language: a canvas that never mirrors.
        canvas, taken = Canvas(painter, room, rtl=False), picture.Taken()
        painter.fillRect(room, colour("sunken"))
        self._ground.paint(painter, view, ratio)
        if not self._ground.painters:
            picture.draw_graticule(canvas, view)
        picture.draw_shapes(painter, view, self._shapes, chosen, hidden)
        self._signs.draw(painter, view, signs, chosen, taken, ratio)
        self._words.begin()
        light = self._ground.light
        if self._furnished:
            picture.draw_legend(canvas, self._standings, taken)
            picture.draw_furniture(canvas, view, self._ground.attribution(), taken)
            self._sign_names.draw(painter, view, signs, chosen, taken, ratio, light, self._boxes)
        for one in self._ground.painters:
            picture.draw_ground_names(painter, view, one.labels, taken, self._words, ratio, light)
        if self._furnished:
            self._ground_names.draw(painter, view, self._ground.names(view), taken, ratio, light)
        if draft is not None:
            picture.draw_draft(canvas, view, draft, crosshair=crosshair)
        return canvas
