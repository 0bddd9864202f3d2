"""Pictures of the places on the map: full, with one selected, while a shape is drawn, and the list of layers.

The places are strewn over Torino by a die and called examples: nobody could take them for real ones.
"""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING, Any

from cocity_desktop.application.maps import FormKind
from cocity_desktop.application.places import (
    PlaceFields,
    RegisterPlace,
    UpdatePlace,
    register_place,
    update_place,
    with_shape,
)
from cocity_desktop.ui.dialogs.base import open_dialog
from cocity_desktop.ui.dialogs.map_layers import MapLayersDialog

if TYPE_CHECKING:
    from cocity_desktop.application.services import Services
    from cocity_desktop.ui.main_window import MainWindow
    from tools.picture_meeting import Ids
    from tools.picture_studio import Studio

MAP = ("places-map", "places-map-near", "places-map-draw", "map-ground", "places-map-empty")
KINDS = ("Giardino", "Cortile", "Orto", "Piazzetta", "Aiuole", "Sala")


def ring(longitude: float, latitude: float, size: float) -> dict[str, Any]:
    """An area of some corners around a point."""
    corners = [
        [
            longitude + size * 1.4 * math.cos(a) * (1 + 0.2 * math.sin(3 * a)),
            latitude + size * math.sin(a),
        ]
        for a in (0.2, 1.1, 2.3, 3.0, 4.1, 5.4)
    ]
    return {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}


def strew(services: Services, ids: Ids) -> None:
    """Points and areas of example, and the two places of the sample among them."""
    dice = random.Random(391)  # noqa: S311 (places of example, no secret)
    for number in range(28):
        at = (dice.gauss(7.675, 0.03), dice.gauss(45.066, 0.022))
        fields = PlaceFields(
            name=f"{dice.choice(KINDS)} di esempio n. {number + 1}",
            address="via d’esempio",
            longitude=at[0],
            latitude=at[1],
            geometry=ring(*at, 0.0012) if number % 3 == 0 else None,
        )
        services.run(register_place, RegisterPlace(fields=fields))
    for key, at in (("cortile", (7.664, 45.021)), ("aiuole", (7.7, 45.08))):
        place = services.queries.place(ids["place", key])
        fields = with_shape(place, ring(*at, 0.0008))
        services.run(update_place, UpdatePlace(place_id=place.id, fields=fields))


def take_map(studio: Studio, window: MainWindow, ids: Ids) -> None:
    """All of them; the house has more places afterwards."""
    if not studio.wants(*MAP):
        return
    page = studio.open_page(window, "places", ids["place", "cortile"])
    page.views.set_value(True)
    studio.settle()
    studio.shoot(window, "places-map-empty")
    strew(page.context.services, ids)
    page = studio.open_page(window, "places", ids["place", "cortile"])
    page.map.map.fit()
    studio.settle()
    studio.shoot(window, "places-map")
    page.map.map.show_place(page.map.map.marks()[0])
    page.map.map.zoom(-4)
    studio.settle()
    studio.shoot(window, "places-map-near")
    place = page.context.services.queries.place(ids["place", "cortile"])
    page.map.draw(place)
    page.map.map.zoom(-2)
    studio.settle()
    hand = page.map.map.hand
    if hand is not None and hand.draft.form is FormKind.AREA:
        at = hand.draft.corners[0]
        hand.draft.move(0, (at[0] + 0.0004, at[1] + 0.0003))
        hand.changed.emit()
    studio.settle()
    studio.shoot(window, "places-map-draw")
    page.map.leave()
    studio.dialog("map-ground", lambda: open_dialog(MapLayersDialog(page, page.map.layers)))
