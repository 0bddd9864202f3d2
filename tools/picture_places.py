"""Pictures about places: taken in from a map (every answer, an empty file, a damaged one), and photos with their words."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QScrollArea

from cocity_desktop.application.attachments import AttachFile, attach_file
from cocity_desktop.application.places import PlaceFields, RegisterPlace, register_place
from cocity_desktop.domain.pacts import AttachmentRole
from cocity_desktop.ui.dialogs.base import open_dialog
from cocity_desktop.ui.dialogs.map_places import MapPlacesDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cocity_desktop.ui.main_window import MainWindow
    from tools.picture_meeting import Ids
    from tools.picture_studio import Studio

PLACES = ("map-import", "map-import-empty", "map-import-fault", "place-photos", "photo")
_POINT = {"type": "Point", "coordinates": [7.68, 45.07]}


def features(*names: str, **more: Any) -> list[dict[str, Any]]:
    """Places of example, a point each."""
    return [
        {
            "type": "Feature",
            "properties": {"nome": name, "indirizzo": f"via Esempio {number}", **more},
            "geometry": {"type": "Point", "coordinates": [7.66 + number / 400, 45.05 + number / 500]},
        }
        for number, name in enumerate(names, 1)
    ]


def take_places(studio: Studio, window: MainWindow, ids: Ids) -> None:
    """The house has a place and two photos more afterwards."""
    if not studio.wants(*PLACES):
        return
    page = studio.open_page(window, "places")
    services = page.context.services
    services.run(register_place, RegisterPlace(fields=PlaceFields(name="Giardino dei vicini di esempio")))
    full = [
        *features("Orto di esempio", "Aiuole dei vicini di esempio", "Cortile di prova", "Giardino dei vicini di esempio"),
        {"type": "Feature", "properties": {"nome": ""}, "geometry": _POINT},
        {"type": "Feature", "properties": {"nome": "Fuori dal mondo"}, "geometry": {"type": "Point", "coordinates": [700, 45]}},
        *features(*(f"Panchina di esempio n. {number}" for number in range(1, 12))),
    ]  # fmt: skip
    for name, content in (("map-import", full), ("map-import-empty", [])):
        path = Path(f"{name}.geojson")
        path.write_text(json.dumps({"type": "FeatureCollection", "features": content}), encoding="utf-8")
        studio.dialog(name, partial(_show, page, path))
    wrong = Path("mappa-rovinata.geojson")
    wrong.write_text('{"type": "FeatureCollection", "features": [', encoding="utf-8")
    studio.dialog("map-import-fault", partial(_show, page, wrong))

    take_photos(studio, window, ids)


def take_photos(studio: Studio, window: MainWindow, ids: Ids) -> None:
    """Beside the list, and one of them large."""
    page = studio.open_page(window, "places", ids["place", "cortile"])
    services = page.context.services
    for number, caption in enumerate(("Il portone su via Fleming", "")):
        photo = AttachFile(
            name=f"cortile-{number + 1}.png", media_type="image/png", content=drawn(number), role=AttachmentRole.PHOTO,
            caption=caption, place_id=ids["place", "cortile"],
        )  # fmt: skip
        services.run(attach_file, photo)
    page = studio.open_page(window, "places", ids["place", "cortile"])
    bar = page.pane.findChild(QScrollArea).verticalScrollBar()
    bar.setValue(bar.maximum())
    studio.shoot(window, "place-photos")
    first = services.queries.place(ids["place", "cortile"]).attachments[0]
    studio.dialog("photo", partial(page.pictures.look, first))


def drawn(number: int) -> bytes:
    """A picture of no real place."""
    image = QImage(480, 360, QImage.Format.Format_RGB32)
    image.fill(QColor("#cfe3d4"))
    painter = QPainter(image)
    painter.fillRect(120 + 90 * number, 110, 150, 250, QColor("#6d5a46"))
    painter.fillRect(0, 320, 480, 40, QColor("#b9b4ab"))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(buffer.data().data())


def _show(page: QWidget, path: Path) -> None:
    dialog = MapPlacesDialog(page, page.context.services, path)  # type: ignore[attr-defined]
    open_dialog(dialog)
