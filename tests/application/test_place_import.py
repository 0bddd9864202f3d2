"""Places from GeoJSON: what comes in, what is refused and why, and that the same file twice changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cocity_desktop.application.history import undo_last
from cocity_desktop.application.maps import PlaceFeature
from cocity_desktop.application.place_import import (
    FeatureFate,
    ImportPlaces,
    import_place_features,
    preview_places,
)
from cocity_desktop.application.places import PlaceFields, UpdatePlace, remove_place, update_place
from cocity_desktop.application.registry import Remove
from cocity_desktop.domain.errors import ErrorCode

if TYPE_CHECKING:
    from tests.application.conftest import SmallHouse

POINT = {"type": "Point", "coordinates": [7.68, 45.07]}


def feature(key: str = "1", geometry: Any = POINT, **properties: Any) -> PlaceFeature:
    return PlaceFeature(key, properties, geometry)


def fates(house: SmallHouse, *features: PlaceFeature) -> list[FeatureFate]:
    with house.services.new_unit_of_work() as uow:
        return [one.fate for one in preview_places(ImportPlaces(source="a.geojson", features=features), uow)]


def take_in(house: SmallHouse, *features: PlaceFeature) -> None:
    house.services.run(import_place_features, ImportPlaces(source="a.geojson", features=features))


def places(house: SmallHouse) -> dict[str, Any]:
    queries = house.services.queries
    return {row.name: queries.place(row.id) for row in queries.places()}


def test_a_feature_becomes_a_place_with_its_shape(house: SmallHouse) -> None:
    ring = [[7.0, 45.0], [7.1, 45.0], [7.1, 45.1], [7.0, 45.0]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    take_in(house, feature(geometry=shape, Nome=" Prato ", indirizzo="via X 1", circoscrizione="Circ. 6"))
    place = places(house)["Prato"]
    assert (place.address, place.district, place.geometry) == ("via X 1", 6, shape)
    assert 7.0 < place.longitude < 7.1


def test_the_same_file_three_times_changes_nothing(house: SmallHouse) -> None:
    file = (feature(name="Prato"), feature("", name="Cortile", address="via X 1"))
    take_in(house, *file)
    before = places(house)
    assert fates(house, *file) == [FeatureFate.SAME, FeatureFate.SAME]
    take_in(house, *file)
    take_in(house, *file)
    assert places(house) == before


def test_a_later_edition_changes_what_it_changed_and_leaves_what_people_changed(house: SmallHouse) -> None:
    take_in(house, feature(name="Prato", address="via X 1"))
    place = places(house)["Prato"]
    mine = PlaceFields(name="Prato", address="via X 1 bis", owner="Città", latitude=45.07, longitude=7.68)
    house.services.run(update_place, UpdatePlace(place_id=place.id, fields=mine))
    later = feature(name="Prato grande", address="via X 1")
    assert fates(house, later) == [FeatureFate.CHANGED]
    take_in(house, later)
    kept = places(house)["Prato grande"]
    assert (kept.id, kept.address, kept.owner) == (place.id, "via X 1 bis", "Città")


def test_one_undo_takes_the_whole_file_back(house: SmallHouse) -> None:
    before = set(places(house))
    take_in(house, feature("1", name="A"), feature("2", name="B"))
    undo_last(house.services.new_unit_of_work())
    assert set(places(house)) == before


def test_a_place_that_was_removed_comes_again_from_the_file(house: SmallHouse) -> None:
    take_in(house, feature(name="Prato"))
    house.services.run(remove_place, Remove(id=places(house)["Prato"].id))
    assert fates(house, feature(name="Prato")) == [FeatureFate.NEW]
    take_in(house, feature(name="Prato"))
    assert fates(house, feature(name="Prato")) == [FeatureFate.SAME]


def test_what_cannot_come_in_is_left_out_with_its_reason(house: SmallHouse) -> None:
    file = (
        feature("1", name="Va bene"),
        feature("1", name="Due volte"),
        feature("2"),
        feature("3", name="Fuori", geometry={"type": "Point", "coordinates": [700, 45]}),
        feature("4", name="x" * 400),
    )
    with house.services.new_unit_of_work() as uow:
        outcomes = preview_places(ImportPlaces(source="a.geojson", features=file), uow)
    assert [one.error.code if one.error else None for one in outcomes] == [
        None,
        ErrorCode.FEATURE_TWICE,
        ErrorCode.REQUIRED,
        ErrorCode.INVALID_GEOMETRY,
        ErrorCode.TOO_LONG,
    ]
    take_in(house, *file)
    assert "Va bene" in places(house)
    assert len(fates(house, *file)) == 5
