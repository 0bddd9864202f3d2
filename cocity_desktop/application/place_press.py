"""What prints the papers of places, as the application asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from cocity_desktop.application.views.place_map import PlaceMapSheet
    from cocity_desktop.application.views.place_sheet import PlaceSheet


class PlacePress(Protocol):
    """Makes the papers of places."""

    def place_map(self, sheet: PlaceMapSheet) -> bytes:
        """The places on a map, numbered and listed, as PDF on its side."""
        ...

    def place_sheet(self, sheet: PlaceSheet) -> bytes:
        """All about one place, as PDF: what the house knows, map, pictures, processes."""
        ...
