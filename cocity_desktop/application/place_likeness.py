"""Whether a place that comes from a file may be one that is here: asked before it is written, decided by people.

The rules and their words are those of the doubles (docs/adr/0028).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.application.likeness import PlaceFacts, Reason, RegistryFacts
from cocity_desktop.domain.places import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cocity_desktop.application.likeness import Matcher
    from cocity_desktop.application.ports import EntityReader

_GIVEN: Final = "given "
"""Begins the name of what is given among the ids of places: no id has a space."""


@dataclass(frozen=True, slots=True)
class AlikePlace:
    """A place that is here, and why something given looks like it, with the weightiest reason first."""

    place: Place
    reasons: tuple[Reason, ...]


def alike_places(
    given: Mapping[int, Mapping[str, Any]],
    reader: EntityReader,
    matcher: Matcher,
    tick: Callable[[], object] = lambda: None,
) -> dict[int, AlikePlace]:
    """The likeliest place for each of `given`, values of places by number, that looks like any; the others are left out.

    Places are read only when something is asked. `tick` is called on the way and may raise to stop.
    """
    here = {place.id: place for place in reader.find(Place)} if given else {}
    if not here:
        return {}
    numbers = {f"{_GIVEN}{number}": number for number in given}
    asked = [_given_facts(name, given[number]) for name, number in numbers.items()]
    facts = RegistryFacts(Place.KIND, places=(*map(place_facts, here.values()), *asked))
    found: dict[int, AlikePlace] = {}
    for pair in matcher.worth_asking(facts, numbers.keys(), tick):
        for one, other in ((pair.first_id, pair.second_id), (pair.second_id, pair.first_id)):
            if one in numbers and other in here:
                found.setdefault(numbers[one], AlikePlace(here[other], pair.reasons))
    return found


def place_facts(place: Place) -> PlaceFacts:
    """What tells a place that is here."""
    return PlaceFacts(
        id=place.id,
        name=place.name,
        address=place.address,
        city=place.city,
        district=place.district,
        cadastre=place.cadastre,
        latitude=place.latitude,
        longitude=place.longitude,
    )


def _given_facts(name: str, given: Mapping[str, Any]) -> PlaceFacts:
    get = given.get
    return PlaceFacts(
        id=name,
        name=get("name") or "",
        address=get("address") or "",
        city=get("city") or "",
        district=get("district"),
        cadastre=get("cadastre") or "",
        latitude=get("latitude"),
        longitude=get("longitude"),
    )
