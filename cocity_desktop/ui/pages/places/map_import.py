"""Files that come to the map: places to be taken in from GeoJSON, or a ground to lie under them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.base import ask_file_open, open_dialog
from cocity_desktop.ui.dialogs.map_places import MapPlacesDialog

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QWidget

    from cocity_desktop.ui.map.layers import MapLayers, Opened
    from cocity_desktop.ui.pages.base import PageContext

PLACES = (".geojson", ".json")
GROUNDS = (".mbtiles", ".pmtiles")


class MapImport(QObject):
    """`saved(Changes)` when places came in."""

    saved = Signal(object)

    def __init__(self, context: PageContext, page: QWidget, layers: MapLayers) -> None:
        super().__init__(page)
        self._context, self._page, self._layers = context, page, layers

    def choose(self) -> None:
        """Ask for a file of places."""
        kinds = _("Places on a map ({patterns})").format(patterns="*.geojson *.json")
        path = ask_file_open(self._page, _("Take in places from a map"), kinds)
        if path is not None:
            self.take(path)

    def take(self, path: Path) -> None:
        """Places of a GeoJSON file after a trial; any other map becomes ground."""
        if path.suffix.lower() not in PLACES:
            self.lay(path)
            return
        dialog = MapPlacesDialog(self._page, self._context.services, path)
        dialog.ground_asked.connect(self.lay)
        if open_dialog(dialog) and dialog.changes is not None:
            self.saved.emit(dialog.changes)

    def lay(self, path: Path) -> None:
        """Put a file under the places."""
        self._layers.load()

        def told(opened: Opened) -> None:
            words = _("“{name}” lies under the places now.").format(name=opened.ground.facts.name)
            self._context.navigator.say(words, undoable=False)

        self._layers.add(path, self._context.navigator.fail).on_success(told)


def map_files(data: QMimeData) -> list[Path]:
    """The map files among what is dragged."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [one for one in files if one.suffix.lower() in (*PLACES, *GROUNDS)]
