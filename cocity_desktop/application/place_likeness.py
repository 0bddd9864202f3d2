"""Whether a place that comes from a file may be one that is here: asked before it is written, decided by people.

The same words in the name, and nothing that speaks against it: another address, or a point far away. Doubles that are here
already are another matter (`application.likeness`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cocity_desktop.domain.geometry import metres_between
from cocity_desktop.domain.naming import fold, proper_words
from cocity_desktop.domain.places import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cocity_desktop.application.ports import EntityReader

NEAR = 150.0
"""Metres within which two addresses may be those of one place: a garden has several gates."""
FAR = 1000.0
"""Metres beyond which the same name is another place."""


class Lookalikes:
    """The places that are here by the words of their names. They are read when the first one is asked about."""

    def __init__(self, reader: EntityReader) -> None:
        self._reader = reader
        self._by_words: dict[frozenset[str], list[Place]] | None = None

    def of(self, given: Mapping[str, Any]) -> Place | None:
        """The oldest place that may be the one with these values."""
        if self._by_words is None:
            self._by_words = {}
            for place in self._reader.find(Place):
                self._by_words.setdefault(frozenset(proper_words(place.name)), []).append(place)
        named = self._by_words.get(frozenset(proper_words(given["name"])), ())
        return next((place for place in named if not _elsewhere(given, place)), None)


def _elsewhere(given: Mapping[str, Any], place: Place) -> bool:
    metres = _metres(given, place)
    if metres is not None and metres > FAR:
        return True
    here, there = fold(place.address), fold(given.get("address", ""))
    return bool(here and there and here != there) and (metres is None or metres > NEAR)


def _metres(given: Mapping[str, Any], place: Place) -> float | None:
    latitude, longitude = given.get("latitude"), given.get("longitude")
    if latitude is None or longitude is None or place.latitude is None or place.longitude is None:
        return None
    return metres_between((longitude, latitude), (place.longitude, place.latitude))
